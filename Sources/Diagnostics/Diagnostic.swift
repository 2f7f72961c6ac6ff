/// One thing that is wrong with a file: what, where, and what to do about it.
///
/// A diagnostic is about a file. What Heed notices about a *case* is a warning, and lives
/// elsewhere. Files hold personal values, so `message`, `help` and `context` may name keys and
/// words of the vocabulary, and nothing else that was read from the file.
public struct Diagnostic: Hashable, Sendable {
  /// Whether the file can be used all the same.
  public enum Severity: String, Sendable, Comparable {
    /// The file was read; a person should look.
    case warning
    /// The file, or the part of it at the location, was not used.
    case error

    public static func < (one: Severity, other: Severity) -> Bool {
      one == .warning && other == .error
    }
  }

  public var severity: Severity
  /// A stable name for programs and for searching, such as `record.unknown-fact`.
  public var code: String
  public var location: Location
  /// What is wrong: one clause, no full stop, without values from the file.
  public var message: String
  /// The next thing to do; never empty.
  public var help: String
  /// Where in the law or the record this is, such as `section 2(3), element M1`.
  public var context: String?

  /// Makes a diagnostic.
  ///
  /// An empty `help` is a mistake in the program, and traps.
  public init(
    _ severity: Severity, _ code: String, at location: Location, _ message: String, help: String,
    context: String? = nil
  ) {
    precondition(!help.isEmpty, "a diagnostic says what to do")
    self.severity = severity
    self.code = code
    self.location = location
    self.message = message
    self.help = help
    self.context = context
  }
}
