internal import BagIt
public import CivilTime
public import Ledger

/// Whether a pack that somebody received is whole and was not changed: every problem at once, and
/// what it holds.
///
/// Good means: between two signed heads of one log nothing was left out, added, moved or changed;
/// each content is what was entered, and signed by whoever did it; and the pack begins no later
/// than its first day. What was never entered nobody can find. Whose log it is depends on the keys:
/// without any from elsewhere, the pack vouches for itself, and a note says so.
///
/// Each file is read twice, and one of the entries, one of the content and the lists are in memory
/// at a time.
///
/// - Source: RFC 8493 for the bag; RFC 6962, section 2.1, and RFC 9162, section 2.1, for the tree
///   and its proofs; C2SP signed-note, tlog-checkpoint and tlog-cosignature for the heads.
public struct PackCheck: Sendable {
  /// What keeps the pack from being what it says.
  public let problems: [PackProblem]
  /// What does not, and what a reader should still know.
  public let notes: [PackProblem]
  public let summary: Summary

  public var isGood: Bool { problems.isEmpty }

  /// What the pack holds, as far as it can be read.
  public struct Summary: Sendable {
    public var partnership: String?
    public var origin: String?
    public var marking: String?
    /// The days that it is for.
    public var from: CivilDate?
    public var to: CivilDate?
    /// The first and the last entry.
    public var entries: ClosedRange<Int>?
    public var clocks: ClosedRange<Instant>?
    public var contents = 0
    public var withheld = 0
    public var erased = 0
    /// nil where the pack begins with the first entry of all.
    public var before: Head?
    public var after: Head?
    /// Whether no key came from elsewhere.
    public var keysAreFromPack = true
    /// Whether it is shown that nothing of the first day is left out, and nothing of the last.
    public var startIsShown = false
    public var endIsShown = false
  }

  /// A signed head of the log.
  public struct Head: Sendable {
    public var size: Int
    public var root: Digest
    /// The keys of the log that signed it: of those that the reader trusts, or else the pack's own.
    public var signedBy: [NoteVerifier]
    /// What witnesses that the reader knows say.
    public var cosignatures: [Cosignature]
    /// The names on all other signatures, which nobody checked.
    public var unchecked: [String]
  }

  /// Checks a pack.
  ///
  /// - Parameters:
  ///   - list: every file under the folder, as `BagCheck` wants it.
  ///   - read: the bytes of one of them, or nil if it is not there any more.
  ///   - logKeys: the keys of the log that the reader has from elsewhere; if there is none, the
  ///     pack's own are used. The later head must be signed by one of them.
  ///   - witnesses: the witnesses that the reader knows.
  /// - Throws: what `list` throws.
  public init<Failure: Error>(
    list: () throws(Failure) -> [String], read: @escaping (_ path: String) throws -> [UInt8]?,
    logKeys: [NoteVerifier] = [], witnesses: [NoteVerifier] = []
  ) throws(Failure) {
    let files = try list()
    var examination = PackExamination(
      files: Set(files), read: read, logKeys: logKeys.filter { $0.kind == .ed25519 },
      witnesses: witnesses)
    examination.examine(BagCheck(list: { files }, read: read))
    problems = examination.problems
    notes = examination.notes
    summary = examination.summary
  }
}
