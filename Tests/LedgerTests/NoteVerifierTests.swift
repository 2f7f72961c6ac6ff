import Ledger
import Testing

struct NoteVerifierTests {
  private static let published = [
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    "witness.example.com/w1+a0059f11+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
  ]

  @Test(arguments: published) func `A published key is read and written alike`(
    _ text: String
  ) throws {
    let verifier = try NoteVerifier(text)
    #expect(verifier.text == text)
    #expect(verifier.publicKey.count == 32)
  }

  @Test func `A key says what it is`() {
    #expect(NoteSamples.peter.name == "PeterNeumann")
    #expect(NoteSamples.peter.id == 0xc74f_20a3)
    #expect(NoteSamples.peter.kind == .ed25519)
    #expect(NoteSamples.one.verifier.kind == .cosignature)
  }

  @Test func `No part of a key is a key`() {
    let text = Array(NoteSamples.peter.text)
    for start in text.indices {
      for end in (start + 1)...text.count where end - start < text.count {
        #expect(throws: NoteError.self) { try NoteVerifier(String(text[start..<end])) }
      }
    }
  }

  @Test func `A key with one changed character is refused`() {
    let bytes = Array(NoteSamples.peter.text.utf8)
    for place in bytes.indices {
      var changed = bytes
      changed[place] += 1
      let text = String(decoding: changed, as: UTF8.self)
      #expect(throws: NoteError.self) { try NoteVerifier(text) }
    }
  }

  private static let badlyWritten: [(String, NoteError)] = [
    ("", NoteError.keyShape),
    ("name+00000000", .keyShape),
    ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName),
    ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName),
    ("Peter\u{3000}+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName),
    ("Peter\u{A0}+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName),
    ("Peter\t+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName),
    ("PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyID),
    ("PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyID),
    ("PeterNeumann+-74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyID),
    (
      "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      .keyIDDiffers(name: "PeterNeumann")
    ),
    // The next two have an id that fits.
    ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", .keyMaterial),
    ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyType(0x65)),
    ("PeterNeumann+c74f20a3+", .keyMaterial),
    ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW", .keyMaterial),
  ]

  @Test(arguments: badlyWritten) func `A key that is badly written says so`(
    _ text: String, _ problem: NoteError
  ) {
    #expect(throws: problem) { try NoteVerifier(text) }
  }

  /// The eight points of small order, with either sign, and two numbers of p or more.
  private static let weak = [
    "weak.example+31c2f6a1+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "weak.example+bfad94fa+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACA",
    "weak.example+6ee080f1+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "weak.example+32209615+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACA",
    "weak.example+de5aaae8+ASbolY/CsiewRcP0ifLvmPDV36wF08YzObE4AohtU/wF",
    "weak.example+cd0f9e14+ASbolY/CsiewRcP0ifLvmPDV36wF08YzObE4AohtU/yF",
    "weak.example+99e800c2+AccXanA9TdhPujwLdg0QZw8qIFP6LDnMxk7H/XeSrAN6",
    "weak.example+1b15a78a+AccXanA9TdhPujwLdg0QZw8qIFP6LDnMxk7H/XeSrAP6",
    "weak.example+bc6c732c+Aez///////////////////////////////////////9/",
    "weak.example+9df91c73+Aez/////////////////////////////////////////",
    "weak.example+bb02cfb5+Ae7///////////////////////////////////////9/",
    "weak.example+7ffe4d7a+AfD///////////////////////////////////////9/",
  ]

  @Test(arguments: weak) func `A key that anybody could sign for is refused`(_ text: String) {
    #expect(throws: NoteError.weakKey(name: "weak.example")) { try NoteVerifier(text) }
  }

  @Test func `A second spelling of a valid signature is refused`() throws {
    // The published signature with the order of the group added to its number S.
    let line = NoteSamples.peterLine.replacing(
      "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
      with: "SffcvIAQxVBtiFupLLr8pAcElZInNIuGP9oCMWy7HcIv5cyDCfR+vtngotpRZb6KE6RyyBwJnBM=")
    let note = try SignedNote(parsing: Array("\(NoteSamples.text)\n\(line)".utf8))
    #expect(throws: NoteError.invalidSignature(name: "PeterNeumann", id: 0xc74f_20a3)) {
      try note.verified(by: [NoteSamples.peter])
    }
  }

  @Test func `Two spellings of one character are two names`() throws {
    let key = NoteSamples.peter.publicKey
    let composed = try NoteVerifier(name: "caf\u{E9}", kind: .ed25519, publicKey: key)
    let decomposed = try NoteVerifier(name: "cafe\u{301}", kind: .ed25519, publicKey: key)
    #expect(composed != decomposed)
    #expect(composed.id != decomposed.id)
  }
}
