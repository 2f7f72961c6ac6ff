import CivilTime
import CryptoExtras
import Foundation
import JWTKit
import Testing

@testable import OpenIDConnect

/// A key of a provider, with which a test signs whatever it likes.
struct SigningKey: Sendable {
  var kid: String
  var name: String
  /// As it stands in the provider's list.
  var listed: [String: String]
  /// What a thief of the list would try as a shared secret.
  var publicText: String
  private let algorithm: any JWTAlgorithm

  static func es256(_ kid: String) async throws -> SigningKey {
    let key = ES256PrivateKey()
    let point = try #require(key.parameters)
    return SigningKey(
      kid: kid, name: "ES256",
      listed: [
        "kty": "EC", "crv": "P-256", "kid": kid, "use": "sig", "x": urlText(point.x),
        "y": urlText(point.y),
      ],
      publicText: key.publicKey.pemRepresentation,
      algorithm: try await JWTKeyCollection().add(ecdsa: key).getKey())
  }

  static func eddsa(_ kid: String) async throws -> SigningKey {
    let key = try EdDSA.PrivateKey()
    return SigningKey(
      kid: kid, name: "EdDSA",
      listed: [
        "kty": "OKP", "crv": "Ed25519", "kid": kid,
        "x": Base64URL.encode(key.publicKey.rawRepresentation),
      ],
      publicText: key.publicKey.pemRepresentation,
      algorithm: try await JWTKeyCollection().add(eddsa: key).getKey())
  }

  /// - Parameter isPSS: PS256 instead of RS256.
  static func rsa(_ kid: String, isPSS: Bool = false) async throws -> SigningKey {
    let key = try Insecure.RSA.PrivateKey(
      backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
    let (modulus, exponent) = try key.publicKey.getKeyPrimitives()
    let keys = JWTKeyCollection()
    if isPSS {
      await keys.add(pss: key, digestAlgorithm: .sha256)
    } else {
      await keys.add(rsa: key, digestAlgorithm: .sha256)
    }
    return SigningKey(
      kid: kid, name: isPSS ? "PS256" : "RS256",
      listed: [
        "kty": "RSA", "kid": kid, "n": Base64URL.encode(modulus), "e": Base64URL.encode(exponent),
      ],
      publicText: key.publicKey.pemRepresentation, algorithm: try await keys.getKey())
  }

  private static func urlText(_ text: String) -> String {
    text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// A token of this key, or one that pretends to be.
  ///
  /// - Parameter header: what stands in the header beside or instead of what belongs there.
  func token(_ claims: [String: any Sendable], header: [String: any Sendable] = [:]) throws
    -> String
  {
    let head: [String: any Sendable] = ["alg": name, "kid": kid, "typ": "JWT"]
    let signed =
      try json(head.merging(header) { _, new in new }) + "."
      + json(claims)
    return try signed + "." + Base64URL.encode(algorithm.sign(Array(signed.utf8)))
  }

  static func list(_ keys: [SigningKey]) throws -> [UInt8] {
    try Array(JSONSerialization.data(withJSONObject: ["keys": keys.map(\.listed)]))
  }
}

func json(_ value: [String: any Sendable]) throws -> String {
  Base64URL.encode(try JSONSerialization.data(withJSONObject: value))
}

/// The claims of somebody who has just signed in with two factors.
func soundClaims(
  nonce: String = "the nonce", issuer: String = "https://login.example.org", at now: Instant
) -> [String: any Sendable] {
  [
    "iss": issuer, "sub": "248289761001", "aud": "heed", "exp": now.seconds + 300,
    "iat": now.seconds, "auth_time": now.seconds - 20, "nonce": nonce, "amr": ["pwd", "mfa"],
    "preferred_username": "j.larch",
  ]
}
