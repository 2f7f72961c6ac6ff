import CivilTime
import Crypto
import Foundation
import Testing

@testable import OpenIDConnect

struct IDTokenTests {
  private let now = Instant("2026-11-20T14:30:00.000Z")!
  private let expected = TokenExpectation(
    issuer: "https://login.example.org", clientID: "heed", nonce: "the nonce",
    secondFactor: .init(), maximumAge: 3600, personClaim: "sub")

  private var sound: [String: any Sendable] { soundClaims(at: now) }

  /// What the site makes of a token.
  private func read(
    _ token: String, _ keys: [SigningKey], _ expected: TokenExpectation? = nil
  ) async throws -> String {
    try await UnverifiedToken(token).verified(
      by: ProviderKeys(SigningKey.list(keys)), for: expected ?? self.expected, at: now)
  }

  /// The fault of a token that differs from a sound one; a claim that is nil is left out.
  private func fault(_ changes: [String: (any Sendable)?]) async throws -> TokenFault? {
    let key = try await SigningKey.es256("one")
    var claims = sound
    for (name, value) in changes { claims[name] = value }
    do {
      _ = try await read(key.token(claims), [key])
      return nil
    } catch let fault as TokenFault {
      return fault
    }
  }

  @Test func `A sound token names the person, whichever algorithm signed it`() async throws {
    let keys = [
      try await SigningKey.es256("a"), try await .eddsa("b"), try await .rsa("c"),
      try await .rsa("d", isPSS: true),
    ]
    #expect(keys.map(\.name) == ["ES256", "EdDSA", "RS256", "PS256"])
    for key in keys {
      #expect(try await read(key.token(sound), keys) == "248289761001")
    }
  }

  @Test func `Another claim may name the person`() async throws {
    let key = try await SigningKey.es256("one")
    var named = expected
    named.personClaim = "preferred_username"
    #expect(try await read(key.token(sound), [key], named) == "j.larch")
    named.personClaim = "amr"
    await #expect(throws: TokenFault.personClaim) { try await read(key.token(sound), [key], named) }
  }

  // MARK: Signatures

  @Test(arguments: ["none", "None", "NONE", "", "HS256", "RS384", "ES512", "dir"])
  func `An algorithm outside the list is refused`(_ name: String) async throws {
    let key = try await SigningKey.es256("one")
    let signed = try json(["alg": name, "typ": "JWT"]) + "." + json(sound)
    for signature in ["", "AAAA"] {
      await #expect(throws: TokenFault.algorithm) {
        try await read("\(signed).\(signature)", [key])
      }
    }
  }

  @Test func `HS256 with the public key as the secret is refused`() async throws {
    let key = try await SigningKey.rsa("one")
    let signed = try json(["alg": "HS256", "kid": "one", "typ": "JWT"]) + "." + json(sound)
    let code = HMAC<SHA256>.authenticationCode(
      for: Data(signed.utf8), using: SymmetricKey(data: Data(key.publicText.utf8)))
    await #expect(throws: TokenFault.algorithm) {
      try await read(signed + "." + Base64URL.encode(Array(code)), [key])
    }
  }

  @Test func `A signature without bytes is refused`() async throws {
    let key = try await SigningKey.es256("one")
    let parts = try key.token(sound).split(separator: ".")
    await #expect(throws: TokenFault.signature) {
      try await read("\(parts[0]).\(parts[1]).", [key])
    }
  }

  @Test func `Changed claims under an old signature are refused`() async throws {
    let key = try await SigningKey.es256("one")
    var claims = sound
    claims["sub"] = "somebody else"
    let parts = try key.token(sound).split(separator: ".")
    await #expect(throws: TokenFault.signature) {
      try await read("\(parts[0]).\(json(claims)).\(parts[2])", [key])
    }
  }

  @Test func `A key of somebody else under a known name is refused`() async throws {
    let key = try await SigningKey.es256("one")
    let forged = try await SigningKey.es256("one")
    await #expect(throws: TokenFault.signature) { try await read(forged.token(sound), [key]) }
  }

  @Test func `A key in the header of the token is not looked at`() async throws {
    let key = try await SigningKey.es256("one")
    let forged = try await SigningKey.es256("one")
    let token = try forged.token(
      sound, header: ["jwk": forged.listed, "jku": "https://elsewhere.example/keys"])
    await #expect(throws: TokenFault.signature) { try await read(token, [key]) }
  }

  @Test func `A key is not used for another algorithm than its own`() async throws {
    var key = try await SigningKey.rsa("one")
    key.listed["alg"] = "PS256"
    await #expect(throws: TokenFault.unknownKey) { try await read(key.token(sound), [key]) }
    let ec = try await SigningKey.es256("one")
    let token = try ec.token(sound, header: ["alg": "EdDSA"])
    await #expect(throws: TokenFault.unknownKey) { try await read(token, [ec]) }
  }

  @Test func `RS256 is not taken for PS256`() async throws {
    let key = try await SigningKey.rsa("one")
    let token = try key.token(sound, header: ["alg": "PS256"])
    await #expect(throws: TokenFault.signature) { try await read(token, [key]) }
  }

  @Test func `A key for encrypting does not sign`() async throws {
    var key = try await SigningKey.es256("one")
    key.listed["use"] = "enc"
    await #expect(throws: TokenFault.unknownKey) { try await read(key.token(sound), [key]) }
  }

  @Test func `An RSA key of 1024 bits is refused`() async throws {
    var key = try await SigningKey.rsa("one")
    key.listed["n"] = Base64URL.encode([UInt8](repeating: 0xA5, count: 128))
    await #expect(throws: TokenFault.unknownKey) { try await read(key.token(sound), [key]) }
  }

  @Test func `A token without a key name is taken only if there is no choice`() async throws {
    let one = try await SigningKey.es256("one")
    let other = try await SigningKey.es256("other")
    let token = try one.token(sound, header: ["kid": NSNull()])
    #expect(try await read(token, [one]) == "248289761001")
    await #expect(throws: TokenFault.unknownKey) { try await read(token, [one, other]) }
  }

  @Test func `Keys of unknown kinds are passed over`() async throws {
    let key = try await SigningKey.es256("one")
    var strange = key
    strange.listed = ["kty": "oct", "k": "c2VjcmV0", "kid": "two"]
    var broken = key
    broken.listed = ["kid": "three"]
    #expect(try await read(key.token(sound), [strange, broken, key]) == "248289761001")
  }

  // MARK: Shape

  @Test func `What is no token is refused`() async throws {
    let key = try await SigningKey.es256("one")
    let sound = try key.token(sound)
    for text in [
      "", ".", "..", "a.b.c", sound + ".x", String(sound.dropFirst()), sound + "=", "\u{0}" + sound,
      sound.replacing(".", with: ". "),
    ] {
      await #expect(throws: TokenFault.self) { try await read(text, [key]) }
    }
  }

  @Test func `A token of a megabyte is refused unread`() {
    #expect(throws: TokenFault.tooLong) {
      try UnverifiedToken(String(repeating: "A", count: 1 << 20))
    }
  }

  @Test func `A header that demands to be understood is refused`() async throws {
    let key = try await SigningKey.es256("one")
    let token = try key.token(sound, header: ["crit": ["b64"], "b64": false])
    await #expect(throws: TokenFault.malformed) { try await read(token, [key]) }
  }

  @Test func `An access token is not taken for an ID token`() async throws {
    let key = try await SigningKey.es256("one")
    let token = try key.token(sound, header: ["typ": "at+jwt"])
    await #expect(throws: TokenFault.malformed) { try await read(token, [key]) }
  }

  // MARK: Claims

  @Test func `A token of another issuer is refused`() async throws {
    #expect(try await fault(["iss": "https://login.example.org/"]) == .issuer)
    #expect(try await fault(["iss": nil]) == .malformed)
  }

  @Test func `A token for another site is refused`() async throws {
    #expect(try await fault(["aud": "another"]) == .audience)
    #expect(try await fault(["aud": [String]()]) == .audience)
    #expect(try await fault(["aud": ["heed", "another"]]) == .audience)
    #expect(try await fault(["aud": ["heed"]]) == nil)
  }

  @Test func `A token that was given to another party is refused`() async throws {
    #expect(try await fault(["azp": "another"]) == .authorizedParty)
    #expect(try await fault(["azp": "heed"]) == nil)
  }

  @Test func `A token of another sign-in is refused by its nonce`() async throws {
    #expect(try await fault(["nonce": "another nonce"]) == .nonce)
    #expect(try await fault(["nonce": nil]) == .nonce)
  }

  @Test func `An expired token is refused`() async throws {
    #expect(try await fault(["exp": now.seconds - 60]) == .expired)
    #expect(try await fault(["exp": now.seconds - 59]) == nil)
    #expect(try await fault(["exp": nil]) == .malformed)
    #expect(try await fault(["exp": "tomorrow"]) == .malformed)
    #expect(try await fault(["exp": 1e300]) == .malformed)
  }

  @Test func `A token of a time to come is refused`() async throws {
    #expect(try await fault(["nbf": now.seconds + 61]) == .notYetValid)
    #expect(try await fault(["iat": now.seconds + 61]) == .notYetValid)
    #expect(try await fault(["nbf": now.seconds + 60]) == nil)
  }

  @Test func `A token that was made long ago is refused, though it has not expired`() async throws {
    #expect(try await fault(["iat": now.seconds - 661]) == .stale)
  }

  @Test func `A sign-in of long ago is refused`() async throws {
    #expect(try await fault(["auth_time": now.seconds - 3661]) == .authenticationTime)
    #expect(try await fault(["auth_time": now.seconds - 3660]) == nil)
    #expect(try await fault(["auth_time": nil]) == .authenticationTime)
    #expect(try await fault(["auth_time": now.seconds + 61]) == .authenticationTime)
  }

  @Test func `A sign-in without a stated second factor is refused`() async throws {
    #expect(try await fault(["amr": nil]) == .secondFactor)
    #expect(try await fault(["amr": ["pwd"]]) == .secondFactor)
    #expect(try await fault(["amr": nil, "acr": "mfa"]) == .secondFactor)
    #expect(try await fault(["amr": "mfa"]) == .malformed)
  }

  @Test func `A provider may state a second factor by its own word for it`() async throws {
    let key = try await SigningKey.es256("one")
    var claims = sound
    claims["amr"] = ["pwd"]
    claims["acr"] = "https://refeds.org/profile/mfa"
    var named = expected
    named.secondFactor = .init(contexts: ["https://refeds.org/profile/mfa"], methods: [])
    #expect(try await read(key.token(claims), [key], named) == "248289761001")
    claims["acr"] = "0"
    await #expect(throws: TokenFault.secondFactor) {
      try await read(key.token(claims), [key], named)
    }
  }

  @Test func `A subject must be there, and short`() async throws {
    #expect(try await fault(["sub": nil]) == .malformed)
    #expect(try await fault(["sub": ""]) == .subject)
    #expect(try await fault(["sub": String(repeating: "x", count: 256)]) == .subject)
  }
}
