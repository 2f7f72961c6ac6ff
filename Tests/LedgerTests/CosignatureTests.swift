import Ledger
import Testing

struct CosignatureTests {
  private let text = """
    example.com/behind-the-sofa
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    """
  private let witness = NoteSamples.signer(
    "PRIVATE+KEY+witness.example.com/w1+a0059f11+BAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f")
  /// Made from the seed 00 01 02 … by another Ed25519 library.
  private let line =
    "\u{2014} witness.example.com/w1 oAWfEQAAAABkGFDLBuRDazBLVac2NE+Y+IjbjQOcXLfF9CSDZVUIoS83rE1nFZ"
    + "sVE8YiWV6Ngr7lV8H6bdoBQGP/l73euDMQ9k+bBQ==\n"

  private func note(_ line: String) throws -> SignedNote {
    try SignedNote(parsing: Array("\(text)\n\(line)".utf8))
  }

  @Test func `A cosignature made elsewhere verifies, with its time`() throws {
    let found = try cosignatures(of: note(line), by: [witness.verifier])
    #expect(found == [Cosignature(verifier: witness.verifier, time: 1_679_315_147)])
  }

  #if !canImport(Darwin)
    @Test func `A cosignature is made byte for byte`() {
      #expect(witness.cosign(checkpointText: text, time: 1_679_315_147).line == line)
    }
  #endif

  @Test func `The time is signed`() throws {
    let later = line.replacing("BkGFDL", with: "BkGFDM")
    #expect(throws: NoteError.invalidSignature(name: "witness.example.com/w1", id: 0xa005_9f11)) {
      try cosignatures(of: note(later), by: [witness.verifier])
    }
  }

  @Test func `A time of 2^63 or more is refused`() {
    let good = witness.cosign(checkpointText: text, time: UInt64(Int64.max)).bytes
    let message = Array(text.utf8)
    #expect(witness.verifier.isValid(good, of: message))
    #expect(!witness.verifier.isValid([good[0] | 0x80] + good.dropFirst(), of: message))
  }

  @Test func `A cosignature that is cut short or too long is refused`() {
    let message = Array(text.utf8)
    let good = witness.cosign(checkpointText: text, time: 1).bytes
    #expect(good.count == 72)
    for count in 0..<72 {
      #expect(!witness.verifier.isValid(Array(good.prefix(count)), of: message))
    }
    #expect(!witness.verifier.isValid(good + [0], of: message))
  }

  @Test func `A log signature is no cosignature, though the key is the same`() throws {
    let verifier = try NoteVerifier(
      name: witness.verifier.name, kind: .ed25519, publicKey: witness.verifier.publicKey)
    #expect(verifier.id != witness.verifier.id)
    #expect(try note(line).verified(by: [verifier]) == [])
    #expect(try cosignatures(of: note(line), by: [verifier]) == [])
  }

  @Test func `Keys that cosign nothing are passed over`() throws {
    let log = SmallLog(entries: 2)
    var checkpoint = try log.checkpoint(2)
    try checkpoint.add(NoteSamples.one.cosign(checkpointText: checkpoint.text, time: 5))
    try checkpoint.add(NoteSamples.two.cosign(checkpointText: checkpoint.text, time: 6))
    let keys = [NoteSamples.log.verifier, NoteSamples.two.verifier]
    #expect(
      try cosignatures(of: checkpoint, by: keys)
        == [Cosignature(verifier: NoteSamples.two.verifier, time: 6)])
  }
}
