extension WitnessClientError: CustomStringConvertible {
  /// Where, what is wrong, and what to do.
  public var description: String {
    switch self {
    case .noAddress(let witness):
      "the policy gives no address for the witness '\(witness)'; add one to its line"
    case .badAddress(let url):
      "'\(url)' is no address of a witness; give one such as https://witness.example/heed, without "
        + "user, query or fragment"
    case .checkpoint(let error): "\(error)"
    case .noProof(let from, let to, let reason):
      "no proof that the log grew from size \(from) to \(to): \(reason); verify the casebook before "
        + "anything else is published"
    case .unreachable(let url, let reason):
      "\(url): no answer: \(reason); check the address and the network, and ask again"
    case .timedOut(let url, let time):
      "\(url): no answer within \(time.components.seconds) seconds; ask again later"
    case .cancelled: "the request was given up; it may still have been cosigned, so ask again"
    case .notSigned(let url, let origin):
      "\(url): the witness knows '\(origin)' and trusts none of the keys that signed; give its "
        + "operator the log's key"
    case .unknownLog(let url, let origin):
      "\(url): the witness does not know '\(origin)', or the address is not a witness's; check the "
        + "address, and ask the operator to add the log and its key"
    case .forked(let url, let origin, let size):
      "\(url): the witness has cosigned another tree of '\(origin)' of size \(size): the log has "
        + "told two stories; publish nothing more, keep this checkpoint and the witness's, and find "
        + "out where the other one comes from"
    case .inconsistent(let url, let origin, let from, let to):
      "\(url): '\(origin)' did not grow from the tree of size \(from) that the witness holds to this "
        + "one of size \(to): the log was rewritten, or is damaged; publish nothing more, keep this "
        + "checkpoint and the witness's, and verify the casebook"
    case .logBehind(let url, let origin, let held, let size):
      "\(url): the witness has cosigned '\(origin)' up to size \(held), and this checkpoint has "
        + "\(size); take the newest checkpoint; if this is the newest, entries were lost, as after an "
        + "old backup was put back: publish nothing, and find the newer copy"
    case .witnessBehind(let url, let held, let lastKnown):
      "\(url): the witness holds size \(held) and has cosigned \(lastKnown) before: it has lost its "
        + "memory, and its word is worth nothing until its operator has found out why; ask for a "
        + "new key"
    case .overtaken(let url, let held):
      "\(url): somebody else had size \(held) cosigned in between; ask again, and see that only one "
        + "program publishes for the log"
    case .strangeAnswer(let url, let status):
      "\(url): status \(status) with an answer that no witness gives; check the address and what "
        + "stands between"
    case .refused(let url, let status, let reason):
      "\(url): refused with status \(status): \(reason.isEmpty ? "no reason given" : reason); if it "
        + "happens again, tell the operator"
    case .badCosignature(let url, let error):
      "\(url): the answer holds no good cosignature: \(error); check the witness's key in the policy"
    }
  }
}
