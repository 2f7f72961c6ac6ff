public import BagIt
public import CivilTime
public import Ledger

/// Something about a received pack that its reader should know.
public struct PackProblem: Sendable, Hashable {
  /// The file that it is about, relative to the folder. It comes from the pack, and may hold
  /// anything.
  public let path: String
  /// The line of that file, counted from 1, where one is meant.
  public let line: Int?
  /// The entry, where one is meant.
  public let entry: Int?
  public let reason: Reason

  public enum Reason: Sendable, Hashable {
    /// It is not the bag that was packed.
    case bag(BagProblem)
    /// `bag-info.txt` does not say this once, or not so that it can be read.
    case info(label: String)
    case missing
    /// The file is no use where the pack begins with the first entry of all.
    case needless
    /// The file, or the line, is not as a pack is written.
    case form

    // The heads.
    case note(NoteError)
    case checkpoint(CheckpointError)
    /// The head is of a log of another name than the pack says.
    case origin
    /// None of the keys that the pack gives for this size signed it.
    case unsigned
    /// None of the keys that the reader trusts signed it.
    case untrusted
    case sizes(before: Int, after: Int)
    case edgeCount(expected: Int, found: Int)
    case edgeRoot
    case consistency(ProofError)
    /// The entries say that the log had another key.
    case logKey

    // The entries.
    case notAnEntry
    /// The name of the file says other entries than it holds.
    case fileName
    case order(expected: Int)
    case left(Range<Int>)
    case chain
    case otherRegister
    case clock
    /// Outside the heads.
    case outside
    case root

    // What the entries say.
    case contentOrder
    case contentOutside
    case contentAndWithheld
    case neither
    case withheldTwice
    case withheldOutside
    case withheldDiffers
    case commitment
    case deed
    case deedDiffers
    /// It is signed, and nobody could.
    case signed
    case key
    case signature

    case inventory
    case days
    /// The entry before the first is of the days that the pack is for.
    case startInside(Int, on: CivilDate, from: CivilDate)

    // Notes.
    /// No key came from elsewhere.
    case ownKeys
    /// The reader knows no key that signed it; that the later head continues it stands for that.
    case olderKey
    /// The pack has no entry, and so nothing ties the one before it to the heads.
    case startOpen
    /// Nothing shows that no more was entered by the last day.
    case endOpen(size: Int, last: CivilDate?, to: CivilDate)
    /// So many entries are listed as erased, and the deed that erased them is not in the pack.
    case erasureNotShown(Int)
    /// Entries of other days, which lie between the heads.
    case otherDays(Int)
  }
}
