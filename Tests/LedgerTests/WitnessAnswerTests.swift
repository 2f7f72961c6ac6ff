import Ledger
import Testing

struct WitnessAnswerTests {
  private let keys = [NoteSamples.one.verifier, NoteSamples.two.verifier]

  private func line(_ signer: NoteSigner, _ note: SignedNote, time: UInt64 = 9) -> String {
    signer.cosign(checkpointText: note.text, time: time).line
  }

  @Test func `What a witness answers is added to the checkpoint`() throws {
    let log = SmallLog(entries: 4)
    let witness = Witness(
      signer: NoteSamples.one, logs: ["example.org/ledger": [NoteSamples.log.verifier]])
    let request = try log.request(from: 0, to: 4)
    let answer = witness.answer(Array(request.encoded.utf8), known: { _ in nil }, now: 77)
    let note = try witnessAnswer(
      parsing: Array(answer.body.utf8), to: request.checkpoint, from: keys)
    #expect(note.signatures.count == 2)
    #expect(
      try cosignatures(of: note, by: keys)
        == [Cosignature(verifier: NoteSamples.one.verifier, time: 77)])
    #expect(try note.verified(by: [NoteSamples.log.verifier]) == [NoteSamples.log.verifier])
  }

  @Test func `Lines by unknown keys are left out`() throws {
    let checkpoint = try SmallLog(entries: 4).checkpoint(4)
    let stranger = try NoteSigner.generate(name: "stranger.example", kind: .cosignature)
    let body = line(stranger, checkpoint) + line(NoteSamples.two, checkpoint)
    let note = try witnessAnswer(parsing: Array(body.utf8), to: checkpoint, from: keys)
    #expect(note.signatures.map(\.name) == ["example.org/ledger", "witness.example/two"])
  }

  @Test func `A later cosignature replaces an earlier one`() throws {
    var checkpoint = try SmallLog(entries: 4).checkpoint(4)
    for time: UInt64 in [5, 6] {
      let body = line(NoteSamples.one, checkpoint, time: time)
      checkpoint = try witnessAnswer(parsing: Array(body.utf8), to: checkpoint, from: keys)
    }
    #expect(try cosignatures(of: checkpoint, by: keys).map(\.time) == [6])
  }

  @Test func `A cosignature of another checkpoint is refused`() throws {
    let log = SmallLog(entries: 4)
    let body = line(NoteSamples.one, try log.checkpoint(3))
    #expect(throws: NoteError.invalidSignature(name: "witness.example/one", id: 0x3ce3_d99e)) {
      try witnessAnswer(parsing: Array(body.utf8), to: log.checkpoint(4), from: keys)
    }
  }

  @Test func `An answer by nobody who is known is refused`() throws {
    let checkpoint = try SmallLog(entries: 4).checkpoint(4)
    let body = line(NoteSamples.one, checkpoint)
    #expect(throws: NoteError.noKnownSignature) {
      try witnessAnswer(
        parsing: Array(body.utf8), to: checkpoint, from: [NoteSamples.log.verifier])
    }
  }

  @Test(arguments: ["", "\n", "hello\n", "\u{2014} witness.example/one\n"])
  func `An answer that is no signature line is refused`(_ body: String) throws {
    let checkpoint = try SmallLog(entries: 4).checkpoint(4)
    #expect(throws: NoteError.self) {
      try witnessAnswer(parsing: Array(body.utf8), to: checkpoint, from: keys)
    }
  }

  @Test func `An answer cannot lengthen the text`() throws {
    let checkpoint = try SmallLog(entries: 4).checkpoint(4)
    let text = "\(checkpoint.text)\nfurther\n"
    let body = "further\n\n" + NoteSamples.one.cosign(checkpointText: text, time: 1).line
    #expect(throws: NoteError.signatureLine(1)) {
      try witnessAnswer(parsing: Array(body.utf8), to: checkpoint, from: keys)
    }
  }

  @Test(arguments: [
    ("0\n", 0), ("20852163\n", 20_852_163), ("", nil), ("5", nil), ("05\n", nil), ("5\n5\n", nil),
    ("five\n", nil), ("5\n\n", nil),
  ]) func `A held size is read strictly`(_ body: String, _ expected: Int?) {
    #expect(witnessHeldSize(parsing: Array(body.utf8)) == expected)
  }
}
