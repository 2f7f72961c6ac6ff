import Diagnostics
import Testing

struct ReportTests {
  private func problem(
    _ file: String, _ line: Int, _ column: Int, code: String = "law.unknown-fact",
    severity: Diagnostic.Severity = .error, message: String = "unknown fact"
  ) -> Diagnostic {
    let place = Location(file: file, position: Position(line: line, column: column))
    return Diagnostic(severity, code, at: place, message, help: "see the vocabulary")
  }

  @Test func `A new report is empty`() {
    let report = Report()
    #expect(report.isEmpty)
    #expect(!report.hasErrors)
    #expect(report.diagnostics.isEmpty)
  }

  @Test func `Problems are sorted by file, line, column and code`() {
    let sorted = [
      problem("a.yaml", 1, 2), problem("a.yaml", 2, 1, code: "law.a"),
      problem("a.yaml", 2, 1, code: "law.b"), problem("a.yaml", 2, 3), problem("a.yaml", 10, 1),
      problem("b.yaml", 1, 1),
    ]
    for seed in 0..<sorted.count {
      var report = Report()
      for offset in sorted.indices {
        report.add(sorted[(seed + offset * 5) % sorted.count])
      }
      #expect(report.diagnostics == sorted)
    }
  }

  @Test func `The same problem twice is one problem`() {
    var report = Report()
    report.add(problem("a.yaml", 2, 1))
    report.add(problem("a.yaml", 1, 1))
    report.add(problem("a.yaml", 2, 1))
    #expect(report.diagnostics == [problem("a.yaml", 1, 1), problem("a.yaml", 2, 1)])
  }

  @Test func `Different problems at one place are all kept`() {
    var report = Report()
    report.add(problem("a.yaml", 1, 1, message: "second"))
    report.add(problem("a.yaml", 1, 1, message: "first"))
    report.add(problem("a.yaml", 1, 1, severity: .warning, message: "third"))
    #expect(report.diagnostics.map(\.message) == ["first", "second", "third"])
  }

  @Test func `A warning is not an error`() {
    var report = Report()
    report.add(problem("a.yaml", 1, 1, severity: .warning))
    #expect(!report.hasErrors)
    #expect(!report.isEmpty)
    report.add(problem("a.yaml", 2, 1))
    #expect(report.hasErrors)
  }

  @Test func `Merged reports read as one`() {
    var one = Report()
    one.add(problem("b.yaml", 1, 1))
    one.add(problem("a.yaml", 2, 1, severity: .warning))
    var other = Report()
    other.add(problem("a.yaml", 2, 1, severity: .warning))
    other.add(problem("a.yaml", 1, 1))
    one.merge(other)
    #expect(
      one.diagnostics == [
        problem("a.yaml", 1, 1), problem("a.yaml", 2, 1, severity: .warning),
        problem("b.yaml", 1, 1),
      ])
    #expect(one.hasErrors)
  }

  @Test func `An error weighs more than a warning`() {
    #expect(Diagnostic.Severity.warning < .error)
    #expect(!(Diagnostic.Severity.error < .warning))
    #expect(!(Diagnostic.Severity.error < .error))
  }
}
