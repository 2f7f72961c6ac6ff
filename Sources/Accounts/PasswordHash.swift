internal import Foundation
internal import Ledger

/// What is kept of a password: enough to know it again, and nothing from which it can be read.
///
/// - Source: RFC 7914 (scrypt); the PHC string format. The hash is the first 32 bytes of what scrypt makes, which is what any program
///   makes that asks it for 32. The next 32 seal what belongs to the account: they stand nowhere, and one half says nothing of the
///   other (PBKDF2 makes each block by itself).
public struct PasswordHash: Sendable, Hashable {
  public let cost: PasswordCost
  private let salt: [UInt8]
  private let hash: [UInt8]

  /// What a password gives once it has been recognised.
  public struct Opening: Sendable {
    /// Under which the account's key and second factor are sealed.
    public let secret: [UInt8]
  }

  /// The hash of a password, with a new salt.
  ///
  /// - Throws: `PasswordHashError` if there is no memory for it.
  public static func make(
    _ password: String, cost: PasswordCost = .standard
  ) throws(PasswordHashError) -> (PasswordHash, Opening) {
    let salt = bytesByChance(16)
    guard let both = scrypt(bytes(of: password), salt: salt, cost, count: 64) else {
      throw .noMemory
    }
    return (
      PasswordHash(cost: cost, salt: salt, hash: Array(both.prefix(32))),
      Opening(secret: Array(both.suffix(32)))
    )
  }

  /// A hash that no password fits and that is as much work to try, for names that nobody has.
  public static func ofNobody(cost: PasswordCost = .standard) -> PasswordHash {
    PasswordHash(cost: cost, salt: bytesByChance(16), hash: bytesByChance(32))
  }

  private init(cost: PasswordCost, salt: [UInt8], hash: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.hash = hash
  }

  /// Tries a password.
  ///
  /// - Returns: nil for another password. It takes as long.
  /// - Throws: `PasswordHashError` if there is no memory for it.
  public func opening(with password: String) throws(PasswordHashError) -> Opening? {
    guard let both = scrypt(PasswordHash.bytes(of: password), salt: salt, cost, count: 64) else {
      throw .noMemory
    }
    return isSame(both.prefix(32), hash) ? Opening(secret: Array(both.suffix(32))) : nil
  }

  /// One spelling of what looks alike: a keyboard may send an accent apart from its letter.
  ///
  /// - Source: NIST SP 800-63B-4, section 3.1.1.2.
  private static func bytes(of password: String) -> [UInt8] {
    Array(password.precomposedStringWithCanonicalMapping.utf8)
  }

  /// `$scrypt$ln=15,r=8,p=3$salt$hash`, in base64 without padding.
  public var text: String {
    "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(unpadded(salt))$\(unpadded(hash))"
  }

  /// Reads what ``text`` wrote; nil for anything else, and for costs beyond all measure.
  public init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
      let cost = PasswordHash.cost(parts[2]), cost.isBounded,
      let salt = padded(parts[3]), salt.count == 16,
      let hash = padded(parts[4]), hash.count == 32
    else { return nil }
    self.init(cost: cost, salt: salt, hash: hash)
  }

  private static func cost(_ text: Substring) -> PasswordCost? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].hasPrefix("ln="), parts[1].hasPrefix("r="),
      parts[2].hasPrefix("p="), let logN = Int(parts[0].dropFirst(3)),
      let r = Int(parts[1].dropFirst(2)), let p = Int(parts[2].dropFirst(2))
    else { return nil }
    return PasswordCost(logN: logN, r: r, p: p)
  }
}

/// Why a password could not be tried.
public enum PasswordHashError: Error, Sendable, Hashable, CustomStringConvertible {
  case noMemory

  public var description: String {
    "there is no memory to try a password; each takes 32 MiB while it is tried"
  }
}

private func unpadded(_ bytes: [UInt8]) -> String {
  String(Base64.encode(bytes).prefix { $0 != "=" })
}

private func padded(_ text: Substring) -> [UInt8]? {
  Base64.decode(text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
}
