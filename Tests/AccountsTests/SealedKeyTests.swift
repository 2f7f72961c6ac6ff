import Ledger
import Testing

@testable import Accounts

@Suite struct SealedKeyTests {
  static let signer = try! NoteSigner.generate(name: "p-14", kind: .ed25519)
  static let token = String(repeating: "ab", count: 32)
  static let sealed = SealedKey(signer, of: "p-14", for: .session, under: token)

  @Test func `A sealed key opens under its token, and signs as before`() throws {
    let stored = SealedKey(stored: Self.sealed.bytes)
    let opened = try #require(stored.signer(of: "p-14", for: .session, under: Self.token))
    #expect(opened.verifier == Self.signer.verifier)
    let message = Array("a message".utf8)
    #expect(Self.signer.verifier.isValid(opened.signature(of: message), of: message))
  }

  @Test func `It opens under no other token, for nobody else and for nothing else`() {
    let other = String(repeating: "ac", count: 32)
    #expect(Self.sealed.signer(of: "p-14", for: .session, under: other) == nil)
    #expect(Self.sealed.signer(of: "p-15", for: .session, under: Self.token) == nil)
    for purpose in Sealed.Purpose.allCases where purpose != .session {
      #expect(Self.sealed.signer(of: "p-14", for: purpose, under: Self.token) == nil)
    }
  }

  @Test func `What was changed in any byte does not open`() {
    for index in Self.sealed.bytes.indices {
      var bytes = Self.sealed.bytes
      bytes[index] ^= 1
      #expect(SealedKey(stored: bytes).signer(of: "p-14", for: .session, under: Self.token) == nil)
    }
    #expect(SealedKey(stored: []).signer(of: "p-14", for: .session, under: Self.token) == nil)
  }

  @Test func `Nothing of the key stands in what is stored, and no two seals are alike`() {
    let again = SealedKey(Self.signer, of: "p-14", for: .session, under: Self.token)
    #expect(again.bytes != Self.sealed.bytes)
    let text = String(decoding: Self.sealed.bytes, as: UTF8.self)
    #expect(!text.contains("PRIVATE"))
  }
}
