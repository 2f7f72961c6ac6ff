public import Ledger

/// Why a witness gave no cosignature.
public enum WitnessClientError: Error, Sendable, Hashable {
  /// The policy names no address for the witness.
  case noAddress(witness: String)
  case badAddress(String)
  /// The note is no checkpoint.
  case checkpoint(CheckpointError)
  /// The log could not make the consistency proof.
  case noProof(from: Int, to: Int, reason: String)
  case unreachable(url: String, reason: String)
  case timedOut(url: String, after: Duration)
  case cancelled
  /// 403: the witness trusts none of the checkpoint's signatures.
  case notSigned(url: String, origin: String)
  /// 404.
  case unknownLog(url: String, origin: String)
  /// 409: the witness holds another tree of this very size.
  case forked(url: String, origin: String, size: Int)
  /// 422: the witness holds a tree from which this one did not grow, or the proof is wrong.
  case inconsistent(url: String, origin: String, from: Int, to: Int)
  /// 409: the witness has cosigned a larger tree than the one offered.
  case logBehind(url: String, origin: String, held: Int, size: Int)
  /// 409: the witness holds a smaller tree than it has cosigned before.
  case witnessBehind(url: String, held: Int, lastKnown: Int)
  /// 409 twice: somebody else had a checkpoint cosigned in between.
  case overtaken(url: String, held: Int)
  /// The answer is longer than a witness needs, or is no answer of a witness.
  case strangeAnswer(url: String, status: Int)
  /// Any other status. The reason is the witness's, in printable ASCII and cut short.
  case refused(url: String, status: Int, reason: String)
  /// The answer is 200 and holds no valid cosignature by the witness.
  case badCosignature(url: String, NoteError)

  /// Whether the log may have told two stories, so that somebody must look at once.
  public var isAlarm: Bool {
    switch self {
    case .forked, .inconsistent, .logBehind, .witnessBehind: true
    default: false
    }
  }
}
