public import BagIt
public import CivilTime

/// Why a pack could not be written, and what to do.
public enum PackWriterError: Error, Sendable {
  /// The bytes are no entry of the log, or one of another number.
  case notAnEntry(Int)
  case order(expected: Int, found: Int)
  /// The entry has content and a reason why there is none, or neither.
  case contentOrReason(Int)
  /// The deed of the entry is not UTF-8.
  case notText(Int)
  case days(from: CivilDate, to: CivilDate)
  /// A head is no checkpoint of this log.
  case checkpoint
  /// The heads are of these sizes, and the entries are not those between them.
  case heads(Int, Int)
  /// The entry of this number, before the first, is needed, and was not given.
  case entryBefore(Int)
  case bag(BagWriterError)
}
