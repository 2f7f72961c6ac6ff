internal import Casebook
internal import CivilTime
internal import Diagnostics
internal import Documents

/// The words of the story as they are written down in this target: `@120` is the day 120 days before the story ends, and `@120m` its
/// month.
struct StoryText {
  var end: CivilDate

  func day(_ days: Int) -> CivilDate { end.adding(days: -days) }

  func dated(_ text: String) -> String {
    var dated = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "@") {
      dated += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      let digits = rest.prefix(while: \.isNumber)
      rest = rest[digits.endIndex...]
      var day = "\(self.day(Int(digits) ?? 0))"
      if rest.first == "m" {
        day.removeLast(3)
        rest.removeFirst()
      }
      dated += day
    }
    return dated + rest
  }

  /// The items of a part of a case file.
  func items(_ text: String, of caseID: String) -> [Item] {
    var report = Report()
    guard
      let document = readDocument(
        Array(dated(text).utf8), file: caseID, format: .yaml, report: &report)
    else {
      preconditionFailure("\(caseID): \(report.diagnostics.map(\.message))")
    }
    return Import(document, into: nil).new
  }

  /// One response, as a case file has it.
  func content(_ text: String) -> Content {
    items("responses: [\(text)]", of: "response")[0].content
  }
}
