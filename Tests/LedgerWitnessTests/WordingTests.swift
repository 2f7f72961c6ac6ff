import Ledger
import LedgerWitness
import Testing

/// What a practitioner reads when a witness gives no cosignature: where, what is wrong, what to do.
struct WordingTests {
  private static let url = "https://witness.example"
  private static let origin = "example.org/ledger"

  @Test(arguments: [
    (
      WitnessClientError.unreachable(url: url, reason: "could not connect"),
      "https://witness.example: no answer: could not connect; check the address and the network, and "
        + "ask again"
    ),
    (
      .timedOut(url: url, after: .seconds(30)),
      "https://witness.example: no answer within 30 seconds; ask again later"
    ),
    (
      .unknownLog(url: url, origin: origin),
      "https://witness.example: the witness does not know 'example.org/ledger', or the address is "
        + "not a witness's; check the address, and ask the operator to add the log and its key"
    ),
    (
      .notSigned(url: url, origin: origin),
      "https://witness.example: the witness knows 'example.org/ledger' and trusts none of the keys "
        + "that signed; give its operator the log's key"
    ),
    (
      .forked(url: url, origin: origin, size: 7),
      "https://witness.example: the witness has cosigned another tree of 'example.org/ledger' of "
        + "size 7: the log has told two stories; publish nothing more, keep this checkpoint and the "
        + "witness's, and find out where the other one comes from"
    ),
    (
      .inconsistent(url: url, origin: origin, from: 3, to: 7),
      "https://witness.example: 'example.org/ledger' did not grow from the tree of size 3 that the "
        + "witness holds to this one of size 7: the log was rewritten, or is damaged; publish "
        + "nothing more, keep this checkpoint and the witness's, and verify the casebook"
    ),
    (
      .logBehind(url: url, origin: origin, held: 7, size: 3),
      "https://witness.example: the witness has cosigned 'example.org/ledger' up to size 7, and this "
        + "checkpoint has 3; take the newest checkpoint; if this is the newest, entries were lost, "
        + "as after an old backup was put back: publish nothing, and find the newer copy"
    ),
    (
      .witnessBehind(url: url, held: 3, lastKnown: 7),
      "https://witness.example: the witness holds size 3 and has cosigned 7 before: it has lost its "
        + "memory, and its word is worth nothing until its operator has found out why; ask for a "
        + "new key"
    ),
    (
      .overtaken(url: url, held: 8),
      "https://witness.example: somebody else had size 8 cosigned in between; ask again, and see "
        + "that only one program publishes for the log"
    ),
    (
      .refused(url: url, status: 500, reason: ""),
      "https://witness.example: refused with status 500: no reason given; if it happens again, tell "
        + "the operator"
    ),
    (
      .strangeAnswer(url: url, status: 409),
      "https://witness.example: status 409 with an answer that no witness gives; check the address "
        + "and what stands between"
    ),
    (
      .noProof(from: 3, to: 7, reason: "a tile is missing"),
      "no proof that the log grew from size 3 to 7: a tile is missing; verify the casebook before "
        + "anything else is published"
    ),
  ])
  func `A client's error says what to do`(_ error: WitnessClientError, _ text: String) {
    #expect("\(error)" == text)
  }

  @Test(arguments: [
    (
      WitnessStoreError.missing(path: "w"),
      "w: this is no folder of a witness; check the name, and that its disk is mounted; a witness "
        + "that has lost its folder needs a new key"
    ),
    (
      .damaged(path: "w/ab", reason: "it is a checkpoint of another log"),
      "w/ab: the memory of this log cannot be relied on: it is a checkpoint of another log; nothing "
        + "is signed for the log; keep the file and find out what changed it; put a copy back only "
        + "if nothing was signed after it, and otherwise give the witness a new key and a new "
        + "folder, and tell the log's owner"
    ),
    (
      .busy(path: "w/lock"),
      "w/lock: another process has kept the folder locked; nothing was signed; see that only one "
        + "witness uses the folder, and ask again"
    ),
  ])
  func `An error of the memory says what to do`(_ error: WitnessStoreError, _ text: String) {
    #expect("\(error)" == text)
  }
}
