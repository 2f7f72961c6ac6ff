import Ledger
import Testing

struct WitnessTests {
  private let log = SmallLog(entries: 12)
  private let fork = SmallLog(entries: 12, word: "fork")
  private let witness = Witness(
    signer: NoteSamples.one, logs: ["example.org/ledger": [NoteSamples.log.verifier]])

  private func answer(
    _ request: AddCheckpointRequest, known: TreeHead?, now: UInt64 = 1_700_000_000
  ) -> WitnessAnswer {
    witness.answer(Array(request.encoded.utf8), known: { _ in known }, now: now)
  }

  @Test func `A log that has only grown is cosigned`() throws {
    for old in 1...12 {
      for new in old...12 {
        let request = try log.request(from: old, to: new)
        let answer = answer(request, known: try log.head(old))
        #expect(answer.status == 200)
        let remember = try #require(answer.remember)
        #expect(remember.origin == "example.org/ledger")
        #expect(try remember.head == log.head(new))
        let cosigned = try cosignatures(of: remember.checkpoint, by: [witness.verifier])
        #expect(cosigned == [Cosignature(verifier: witness.verifier, time: 1_700_000_000)])
      }
    }
  }

  @Test func `The first checkpoint needs no proof`() throws {
    let answer = answer(try log.request(from: 0, to: 7), known: nil)
    #expect(answer.status == 200)
    #expect(answer.contentType == nil)
    #expect(try answer.remember?.head == log.head(7))
  }

  @Test func `An empty log is cosigned`() throws {
    #expect(answer(try log.request(from: 0, to: 0), known: nil).status == 200)
    let grown = answer(try log.request(from: 0, to: 3), known: try log.head(0))
    #expect(grown.status == 200)
  }

  @Test func `What is remembered holds no signature by strangers`() throws {
    let stranger = try NoteSigner.generate(name: "stranger.example", kind: .ed25519)
    var checkpoint = try log.checkpoint(4)
    try checkpoint.add(stranger.sign(checkpoint.text))
    try checkpoint.add(NoteSamples.two.cosign(checkpointText: checkpoint.text, time: 3))
    let request = try AddCheckpointRequest(oldSize: 0, proof: [], checkpoint: checkpoint)
    let remember = try #require(answer(request, known: nil).remember)
    #expect(
      remember.checkpoint.signatures.map(\.name) == ["example.org/ledger", "witness.example/one"])
  }

  @Test func `A log that nobody entered is not found`() throws {
    let other = SmallLog(
      entries: 3, signer: try NoteSigner.generate(name: "example.org/other", kind: .ed25519))
    let answer = answer(try other.request(from: 0, to: 3), known: nil)
    #expect(answer.status == 404)
    #expect(answer.remember == nil)
  }

  @Test func `A checkpoint that the log did not sign is forbidden`() throws {
    let thief = try NoteSigner.generate(name: "example.org/ledger", kind: .ed25519)
    let request = try SmallLog(entries: 3, signer: thief).request(from: 0, to: 3)
    #expect(answer(request, known: nil).status == 403)
    let text = try log.checkpoint(3).text
    let unsigned = try AddCheckpointRequest(
      oldSize: 0, proof: [],
      checkpoint: SignedNote(text: text, signatures: [NoteSamples.log.sign("other\n")]))
    #expect(answer(unsigned, known: nil).status == 403)
  }

  @Test func `Any of a log's keys will do`() throws {
    let newer = try NoteSigner.generate(name: "example.org/ledger", kind: .ed25519)
    let both = Witness(
      signer: NoteSamples.one,
      logs: ["example.org/ledger": [NoteSamples.log.verifier, newer.verifier]])
    for signer in [NoteSamples.log, newer] {
      let request = try SmallLog(entries: 3, signer: signer).request(from: 0, to: 3)
      let answer = both.answer(Array(request.encoded.utf8), known: { _ in nil }, now: 1)
      #expect(answer.status == 200)
    }
  }

  @Test func `An old size beyond the checkpoint is a bad request`() throws {
    let request = try AddCheckpointRequest(oldSize: 5, proof: [], checkpoint: log.checkpoint(4))
    #expect(answer(request, known: try log.head(5)).status == 400)
  }

  @Test(arguments: [0, 3, 8]) func `An old size that is not the one held is a conflict`(
    _ held: Int
  ) throws {
    let answer = answer(try log.request(from: 5, to: 8), known: try log.head(held))
    #expect(answer.status == 409)
    #expect(answer.contentType == "text/x.tlog.size")
    #expect(answer.body == "\(held)\n")
    #expect(witnessHeldSize(parsing: Array(answer.body.utf8)) == held)
    #expect(answer.remember == nil)
  }

  @Test func `A log taken back to a smaller size is a conflict`() throws {
    let answer = answer(try log.request(from: 4, to: 6), known: try log.head(10))
    #expect(answer.status == 409)
    #expect(answer.body == "10\n")
  }

  @Test func `Another tree of the same size is a conflict`() throws {
    let answer = answer(try fork.request(from: 6, to: 6), known: try log.head(6))
    #expect(answer.status == 409)
    #expect(answer.body == "6\n")
    #expect(answer.remember == nil)
  }

  @Test func `A fork is refused with every proof that it can offer`() throws {
    let held = try log.head(6)
    let forked = try fork.checkpoint(11)
    for path in [
      try consistencyProof(from: 6, to: 11, in: fork.tree).path,
      try consistencyProof(from: 6, to: 11, in: log.tree).path, [],
    ] {
      let request = try AddCheckpointRequest(oldSize: 6, proof: path, checkpoint: forked)
      #expect(answer(request, known: held).status == 422)
    }
  }

  @Test func `A proof with a changed, missing or further hash is refused`() throws {
    let good = try log.request(from: 6, to: 11)
    let held = try log.head(6)
    for place in good.proof.indices {
      var path = good.proof
      path[place] = leafHash([])
      let changed = try AddCheckpointRequest(oldSize: 6, proof: path, checkpoint: good.checkpoint)
      #expect(answer(changed, known: held).status == 422)
    }
    for path in [Array(good.proof.dropLast()), good.proof + [leafHash([])]] {
      let wrong = try AddCheckpointRequest(oldSize: 6, proof: path, checkpoint: good.checkpoint)
      #expect(answer(wrong, known: held).status == 422)
    }
  }

  @Test func `The same size and the first checkpoint need an empty proof`() throws {
    let same = try AddCheckpointRequest(
      oldSize: 4, proof: [leafHash([])], checkpoint: log.checkpoint(4))
    #expect(answer(same, known: try log.head(4)).status == 422)
    let first = try AddCheckpointRequest(
      oldSize: 0, proof: [leafHash([])], checkpoint: log.checkpoint(4))
    #expect(answer(first, known: nil).status == 422)
  }

  @Test func `Of two requests at once, the later one meets the size of the earlier`() throws {
    var held: TreeHead? = try log.head(3)
    let requests = [try log.request(from: 3, to: 9), try log.request(from: 3, to: 5)]
    var statuses: [Int] = []
    for request in requests {
      let answer = answer(request, known: held)
      statuses.append(answer.status)
      if let remember = answer.remember { held = remember.head }
    }
    #expect(statuses == [200, 409])
    #expect(try held == log.head(9))
  }

  @Test func `A store that fails makes the answer fail`() throws {
    struct Broken: Error {}
    let body = Array(try log.request(from: 0, to: 3).encoded.utf8)
    #expect(throws: Broken.self) {
      try witness.answer(body, known: { _ in throw Broken() }, now: 1)
    }
  }

  @Test func `A signed note that is no checkpoint is a bad request`() throws {
    let text = "example.org/ledger\nhello\n"
    let note = try SignedNote(text: text, signatures: [NoteSamples.log.sign(text)])
    let request = try AddCheckpointRequest(oldSize: 0, proof: [], checkpoint: note)
    #expect(answer(request, known: nil).status == 400)
  }
}
