internal import Diagnostics

/// The problems of one document while it is being read; stops taking them after the hundredth.
struct Problems {
  let file: String
  private(set) var found: [Diagnostic] = []

  init(file: String) {
    self.file = file
  }

  static let maximum = 100

  /// Whether so many were found that reading on helps nobody.
  var isFull: Bool { found.count > Self.maximum }

  var hasErrors: Bool { found.contains { $0.severity == .error } }

  mutating func add(_ problem: Problem, at position: Position) {
    if isFull { return }
    let isLast = found.count == Self.maximum
    found.append((isLast ? .tooManyProblems : problem).diagnostic(at: position, in: file))
  }
}
