/// All that is wrong with a policy file.
public struct PolicyError: Error, Sendable, Hashable {
  /// One thing that is wrong, and where.
  public struct Problem: Sendable, Hashable {
    /// Counted from 1.
    public let line: Int
    public let reason: Reason
  }

  public enum Reason: Error, Sendable, Hashable {
    case tooLong
    case controlCharacter
    case unknownKeyword(String)
    /// The line has too few or too many words; the text shows its form.
    case shape(String)
    case key(NoteError)
    case logKeyKind
    case witnessKeyKind
    case repeatedKey
    case repeatedName(String)
    case noneAsName
    case unknownName(String)
    case groupedTwice(String)
    case threshold(members: Int)
    case secondQuorum
    case noQuorum
  }

  /// Never empty; in the order of the lines.
  public let problems: [Problem]
}
