import Crypto
import Foundation
import Ledger

/// Closes what a token needs under the token itself, so that the file that holds it can open nothing.
///
/// - Source: HKDF, RFC 5869, with SHA-256; ChaCha20-Poly1305, RFC 8439.
enum ApiSealing {
  /// - Parameter purpose: what the bytes are; opened as anything else, they do not open.
  static func seal(_ bytes: [UInt8], under token: String, for purpose: String) throws -> [UInt8] {
    let box = try ChaChaPoly.seal(
      Data(bytes), using: key(token, purpose), authenticating: Data(purpose.utf8))
    return Array(box.combined)
  }

  /// nil if it was not sealed under this token for this purpose, or has been changed.
  static func open(_ sealed: [UInt8], under token: String, for purpose: String) -> [UInt8]? {
    guard let box = try? ChaChaPoly.SealedBox(combined: Data(sealed)),
      let bytes = try? ChaChaPoly.open(
        box, using: key(token, purpose), authenticating: Data(purpose.utf8))
    else { return nil }
    return Array(bytes)
  }

  private static func key(_ token: String, _ purpose: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: Data(token.utf8)),
      salt: Data("heed token/1".utf8), info: Data(purpose.utf8), outputByteCount: 32)
  }
}
