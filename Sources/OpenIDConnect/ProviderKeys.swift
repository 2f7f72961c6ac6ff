import FoundationEssentials
import JWTKit

/// How an ID token may be signed. Nothing that is not here is ever accepted: neither `none` nor anything that rests on a shared secret.
///
/// - Source: RFC 7518, section 3.1; RFC 8037, section 3.1; RFC 8725, section 3.1.
enum SigningAlgorithm: String, Sendable, Hashable, CaseIterable {
  case rs256 = "RS256"
  case ps256 = "PS256"
  case es256 = "ES256"
  case eddsa = "EdDSA"
}

/// The keys with which a provider signs.
///
/// - Source: RFC 7517; RFC 7518, section 6; RFC 8037, section 2.
struct ProviderKeys: Sendable {
  /// More than any provider has.
  static let most = 64

  private let keys: [Key]

  struct Key: Sendable, Hashable, Decodable {
    var kty: String
    var kid: String?
    var use: String?
    var key_ops: [String]?
    var alg: String?
    var n: String?
    var e: String?
    var crv: String?
    var x: String?
    var y: String?
  }

  /// Keys of kinds that are not used here are passed over, as the standard says.
  init(_ bytes: [UInt8]) throws(OpenIDError) {
    struct Lenient: Decodable {
      var key: Key?
      init(from decoder: any Decoder) throws { key = try? Key(from: decoder) }
    }
    struct List: Decodable { var keys: [Lenient] }
    guard let list = try? JSONDecoder().decode(List.self, from: Data(bytes)),
      list.keys.count <= ProviderKeys.most
    else { throw .unusable(.keys) }
    keys = list.keys.compactMap(\.key)
  }

  /// The one key that fits a token; nil if none does, or if it is not clear which.
  ///
  /// - Source: OpenID Connect Core 1.0, section 10.1: without a `kid` there must be no choice.
  func key(_ kid: String?, for algorithm: SigningAlgorithm) -> Key? {
    let fitting = keys.filter { key in
      key.fits(algorithm) && (kid == nil || key.kid == kid)
    }
    return fitting.count == 1 ? fitting[0] : nil
  }
}

extension ProviderKeys.Key {
  fileprivate func fits(_ algorithm: SigningAlgorithm) -> Bool {
    guard use ?? "sig" == "sig", key_ops?.contains("verify") ?? true,
      alg ?? algorithm.rawValue == algorithm.rawValue
    else { return false }
    switch algorithm {
    case .rs256, .ps256: return kty == "RSA" && hasSoundModulus
    case .es256: return kty == "EC" && crv == "P-256"
    case .eddsa: return kty == "OKP" && crv == "Ed25519"
    }
  }

  /// 2048 to 8192 bits: a shorter one is too weak, a longer one takes too long.
  ///
  /// - Source: RFC 7518, section 3.3.
  private var hasSoundModulus: Bool {
    guard let n, n.utf8.count <= 1400, let bytes = Base64URL.decode(n) else { return false }
    let modulus = bytes.drop { $0 == 0 }
    let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
    return (2048...8192).contains(bits)
  }

  /// Whether the key made a signature.
  func signed(
    _ bytes: [UInt8], as algorithm: SigningAlgorithm, signature: [UInt8]
  ) async -> Bool {
    // A collection of one: the token does not choose among keys, or how a key is used.
    let name: JWKIdentifier = "the key"
    let key: JWK? =
      switch algorithm {
      case .rs256: .rsa(.rs256, identifier: name, modulus: n, exponent: e)
      case .ps256: .rsa(.ps256, identifier: name, modulus: n, exponent: e)
      case .es256: .ecdsa(.es256, identifier: name, x: x, y: y, curve: .p256)
      case .eddsa: .octetKeyPair(.eddsa, identifier: name, x: x, y: nil, curve: .ed25519)
      }
    guard let key else { return false }
    do {
      let verifier = try await JWTKeyCollection().add(jwk: key).getKey(
        for: name, alg: algorithm.rawValue)
      guard verifier.name == algorithm.rawValue else { return false }
      return try verifier.verify(signature, signs: bytes)
    } catch {
      return false
    }
  }
}
