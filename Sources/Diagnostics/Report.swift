/// Every problem found in one or several files, in the order in which a person would mend them.
///
/// Order is total: file, line, column, code, then the rest, so two readings of the same files print
/// the same text. Adding the same diagnostic twice leaves one.
public struct Report: Sendable {
  private var found: [Diagnostic] = []
  private var isSettled = true

  /// Whether anything found is an error, as opposed to a warning.
  public private(set) var hasErrors = false

  public init() {}

  public var isEmpty: Bool { found.isEmpty }

  /// The problems, sorted by place and without repetition.
  public private(set) var diagnostics: [Diagnostic] {
    get { isSettled ? found : settled() }
    set {
      found = newValue
      isSettled = true
    }
  }

  public mutating func add(_ diagnostic: Diagnostic) {
    if let last = found.last, !Self.precedes(last, diagnostic) { isSettled = false }
    found.append(diagnostic)
    if diagnostic.severity == .error { hasErrors = true }
  }

  public mutating func merge(_ other: Report) {
    for diagnostic in other.found { add(diagnostic) }
    diagnostics = diagnostics
  }

  private func settled() -> [Diagnostic] {
    var kept: [Diagnostic] = []
    kept.reserveCapacity(found.count)
    for diagnostic in found.sorted(by: Self.precedes) where kept.last != diagnostic {
      kept.append(diagnostic)
    }
    return kept
  }

  /// A strict total order over distinct diagnostics, so that equal ones come to stand together.
  private static func precedes(_ one: Diagnostic, _ other: Diagnostic) -> Bool {
    if one.location != other.location { return one.location < other.location }
    if one.code != other.code { return one.code < other.code }
    if one.severity != other.severity { return one.severity > other.severity }
    if one.message != other.message { return one.message < other.message }
    if one.help != other.help { return one.help < other.help }
    return (one.context ?? "") < (other.context ?? "")
  }
}
