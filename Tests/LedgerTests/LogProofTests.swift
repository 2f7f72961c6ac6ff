import Ledger
import Testing

struct LogProofTests {
  private static let leaf = leafHash(Array("entry 3".utf8))

  private static func policy(quorum: String) -> WitnessPolicy {
    do {
      return try WitnessPolicy(
        parsing: """
          log \(NoteSamples.log.verifier.text)
          witness one \(NoteSamples.one.verifier.text)
          witness two \(NoteSamples.two.verifier.text)
          group any-of-two any one two
          quorum \(quorum)
          """)
    } catch { preconditionFailure("\(error)") }
  }

  private func proof(_ text: String = NoteSamples.proof) throws -> LogProof {
    try LogProof(parsing: Array(text.utf8))
  }

  private func problem(_ text: String) -> LogProofError? {
    do throws(LogProofError) {
      _ = try LogProof(parsing: Array(text.utf8))
      return nil
    } catch { return error }
  }

  private func withoutLines(startingWith prefixes: String...) -> String {
    NoteSamples.proof.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !prefixes.contains { line.hasPrefix($0) } }.joined(separator: "\n")
  }

  @Test func `A proof made elsewhere is read and written alike`() throws {
    let read = try proof()
    #expect(read.extra == Array("warner's copy".utf8))
    #expect(read.index == 3)
    #expect(read.path.count == 3)
    #expect(read.encoded == NoteSamples.proof)
  }

  @Test func `With a quorum of cosignatures it is final`() throws {
    let standing = try proof().verify(leaf: Self.leaf, policy: Self.policy(quorum: "any-of-two"))
    #expect(
      standing
        == .final([
          Cosignature(verifier: NoteSamples.one.verifier, time: 1_700_000_000),
          Cosignature(verifier: NoteSamples.two.verifier, time: 1_700_000_060),
        ]))
  }

  @Test func `Without the cosignature that the policy asks for it is provisional`() throws {
    let alone = try proof(withoutLines(startingWith: "\u{2014} witness.example/one"))
    let standing = try alone.verify(leaf: Self.leaf, policy: Self.policy(quorum: "one"))
    #expect(
      standing
        == .provisional([Cosignature(verifier: NoteSamples.two.verifier, time: 1_700_000_060)]))
    #expect(!standing.isFinal)
    let other = try alone.verify(leaf: Self.leaf, policy: Self.policy(quorum: "any-of-two"))
    #expect(other.isFinal)
  }

  @Test func `A policy without witnesses asks only for the log`() throws {
    let bare = try proof(withoutLines(startingWith: "\u{2014} witness"))
    let policy = WitnessPolicy.none(logs: [NoteSamples.log.verifier])
    #expect(try bare.verify(leaf: Self.leaf, policy: policy) == .final([]))
  }

  @Test func `Without the log's signature nothing is proved`() throws {
    let unsigned = try proof(withoutLines(startingWith: "\u{2014} example.org/ledger"))
    #expect(throws: LogProofError.notSignedByLog(origin: "example.org/ledger")) {
      try unsigned.verify(leaf: Self.leaf, policy: Self.policy(quorum: "one"))
    }
    #expect(throws: LogProofError.notSignedByLog(origin: "example.org/ledger")) {
      try proof().verify(leaf: Self.leaf, policy: .none())
    }
  }

  @Test func `A trusted log cannot sign for another's name`() throws {
    let other = try NoteSigner.generate(name: "example.org/other", kind: .ed25519)
    let text = try proof().checkpoint.text
    let stolen = try LogProof(
      index: 3, path: proof().path,
      checkpoint: SignedNote(text: text, signatures: [other.sign(text)]))
    #expect(throws: LogProofError.notSignedByLog(origin: "example.org/ledger")) {
      try stolen.verify(leaf: Self.leaf, policy: .none(logs: [other.verifier]))
    }
  }

  @Test func `A false cosignature spoils the proof`() throws {
    let changed = try proof(
      NoteSamples.proof.replacing("POPZngAAAABlU/EA", with: "POPZngAAAABlU/EB"))
    #expect(
      throws: LogProofError.note(
        .invalidSignature(name: "witness.example/one", id: 0x3ce3_d99e))
    ) {
      try changed.verify(leaf: Self.leaf, policy: Self.policy(quorum: "two"))
    }
  }

  @Test func `Another entry or another place is refused`() throws {
    let policy = Self.policy(quorum: "one")
    #expect(throws: LogProofError.self) {
      try proof().verify(leaf: leafHash(Array("entry 2".utf8)), policy: policy)
    }
    for index in [0, 1, 2, 4, 5, Int.max] {
      let moved = try proof(NoteSamples.proof.replacing("index 3", with: "index \(index)"))
      #expect(throws: LogProofError.self) { try moved.verify(leaf: Self.leaf, policy: policy) }
    }
  }

  @Test func `A signed note that is no checkpoint is refused`() throws {
    let note = try SignedNote(
      text: "hello\n", signatures: [NoteSamples.log.sign("hello\n")])
    let odd = try LogProof(index: 0, path: [], checkpoint: note)
    #expect(throws: LogProofError.checkpoint(.tooFewLines)) {
      try odd.verify(leaf: Self.leaf, policy: Self.policy(quorum: "one"))
    }
  }

  @Test func `A proof without extra data or hashes is read`() throws {
    let log = SmallLog(entries: 1)
    let small = try LogProof(index: 0, path: [], checkpoint: log.checkpoint(1))
    #expect(try proof(small.encoded) == small)
    let standing = try small.verify(
      leaf: leafHash(Array("entry 0".utf8)), policy: .none(logs: [NoteSamples.log.verifier]))
    #expect(standing == .final([]))
    let empty = try LogProof(extra: [], index: 0, path: [], checkpoint: log.checkpoint(1))
    #expect(try proof(empty.encoded).extra == [])
  }

  private static let hash = "V8efTzGuApxdS9MLBzwnyU35NDiytGl+Hh7vW8A5SkE="
  private static let head = "c2sp.org/tlog-proof@v1\n"

  private static let malformed: [(String, LogProofError)] = [
    ("", LogProofError.noCheckpoint),
    (head, .noCheckpoint),
    ("\(head)index 3\n", .noCheckpoint),
    ("\n\n", .firstLine),
    ("c2sp.org/tlog-proof@v2\nindex 3\n\n", .firstLine),
    (" \(head)index 3\n\n", .firstLine),
    ("\(head)\n", .index(line: 2)),
    ("\(head)extra AA==\n\n", .index(line: 3)),
    ("\(head)extra AB==\nindex 3\n\n", .extra),
    ("\(head)extra\nindex 3\n\n", .index(line: 2)),
    ("\(head)index 03\n\n", .index(line: 2)),
    ("\(head)index +3\n\n", .index(line: 2)),
    ("\(head)index  3\n\n", .index(line: 2)),
    ("\(head)index 9223372036854775808\n\n", .index(line: 2)),
    ("\(head)index 3\nextra AA==\n\n", .hash(line: 3)),
    ("\(head)index 3\n\(hash)\n\(hash) \n\n", .hash(line: 4)),
    ("\(head)index 3\nAA==\n\n", .hash(line: 3)),
    ("\(head)index 3\n\(String(repeating: hash + "\n", count: 64))\n", .tooManyHashes),
    ("\(head)index 3\n\n", .note(.noFinalNewline)),
    ("\(head)index 3\n\nlog\n1\n\(hash)\n", .note(.noEmptyLine)),
  ]

  @Test(arguments: malformed) func `A malformed proof is refused, and the line named`(
    _ text: String, _ expected: LogProofError
  ) {
    #expect(problem(text) == expected)
  }

  @Test func `A proof of more than 1 MiB is refused`() {
    #expect(problem(String(repeating: "long line\n", count: 104_858)) == .tooLong)
  }

  @Test func `A proof with one changed byte in what is proved is refused`() throws {
    let policy = Self.policy(quorum: "any-of-two")
    let good = try proof()
    let bytes = Array(NoteSamples.proof.utf8)
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x01
      do throws(LogProofError) {
        let read = try LogProof(parsing: changed)
        let standing = try read.verify(leaf: Self.leaf, policy: policy)
        // What remains may differ in the extra data, or have lost a cosignature by its name.
        let same = read.index == good.index && read.path == good.path
        let textIsSame = read.checkpoint.text == good.checkpoint.text
        if !same || !textIsSame { Issue.record("byte \(place)") }
        if read.extra == good.extra && standing.cosignatures.count == 2 {
          Issue.record("byte \(place)")
        }
      } catch { continue }
    }
  }
}
