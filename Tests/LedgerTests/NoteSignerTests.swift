import Ledger
import Testing

struct NoteSignerTests {
  @Test func `The published secret key has the published public key`() {
    let signer = NoteSamples.signer(NoteSamples.peterSecret)
    #expect(signer.verifier == NoteSamples.peter)
    #expect(signer.secretText == NoteSamples.peterSecret)
  }

  #if !canImport(Darwin)
    // On other systems the signature library adds random numbers, as RFC 8032 does not.
    @Test func `The published note is signed byte for byte`() {
      let signer = NoteSamples.signer(NoteSamples.peterSecret)
      #expect(signer.sign(NoteSamples.text).line == NoteSamples.peterLine)
    }
  #endif

  @Test(arguments: NoteKeyKind.allCases) func `A new key signs what its verifier accepts`(
    _ kind: NoteKeyKind
  ) throws {
    let signer = try NoteSigner.generate(name: "example.org/new", kind: kind)
    let text = "example.org/new\n0\n\(Digest.emptyTree.base64)\n"
    let signature =
      kind == .ed25519 ? signer.sign(text) : signer.cosign(checkpointText: text, time: 12)
    #expect(signer.verifier.isValid(signature.bytes, of: Array(text.utf8)))
    #expect(!signer.verifier.isValid(signature.bytes, of: Array((text + "x\n").utf8)))
    let again = try NoteSigner(secret: signer.secretText)
    #expect(again.verifier == signer.verifier)
  }

  @Test func `Two new keys differ`() throws {
    let one = try NoteSigner.generate(name: "example.org/new", kind: .ed25519)
    let other = try NoteSigner.generate(name: "example.org/new", kind: .ed25519)
    #expect(one.secretText != other.secretText)
  }

  @Test func `A raw signature has 64 bytes and verifies`() {
    let message = Array("heed act\n1\n".utf8)
    let signature = NoteSamples.log.signature(of: message)
    #expect(signature.count == 64)
    #expect(NoteSamples.log.verifier.isValid(signature, of: message))
    #expect(!NoteSamples.two.verifier.isValid(signature, of: message))
  }

  @Test func `A secret key with one changed character is refused`() {
    let bytes = Array(NoteSamples.peterSecret.utf8)
    for place in bytes.indices {
      var changed = bytes
      changed[place] += 1
      let text = String(decoding: changed, as: UTF8.self)
      #expect(throws: NoteError.self) { try NoteSigner(secret: text) }
    }
  }

  @Test(arguments: ["", "two words", "a+b", "a\u{2003}b", "a\nb"])
  func `A name that a note could not hold is refused`(_ name: String) {
    #expect(throws: NoteError.keyName) {
      try NoteSigner.generate(name: name, kind: .ed25519)
    }
  }

  @Test func `Printing a signer does not show the secret`() {
    let signer = NoteSamples.signer(NoteSamples.peterSecret)
    var dumped = ""
    dump(signer, to: &dumped)
    for text in ["\(signer)", String(reflecting: signer), dumped] {
      #expect(text.contains(NoteSamples.peter.text))
      #expect(!text.contains("AYEKFALV"))
    }
  }

  @Test func `A refused secret is not repeated`() {
    let error = #expect(throws: NoteError.self) {
      try NoteSigner(secret: NoteSamples.peterSecret + "AAAA")
    }
    #expect(error == .keyMaterial)
    #expect(!String(reflecting: error).contains("AYEK"))
  }
}
