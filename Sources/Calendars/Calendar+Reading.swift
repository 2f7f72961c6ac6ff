internal import CivilTime
public import Diagnostics
public import Documents

/// Reads one file of `Law/calendars`, with every problem at once; nil if anything in it is wrong.
///
/// | code | means |
/// |---|---|
/// | `calendar.format` | the `heed:` line names another format |
/// | `calendar.unknown-status` | a status that is not one of the known ones |
/// | `calendar.day` | a day is not in the form 2026-01-15 |
/// | `calendar.covers` | the days that it covers are not a stretch such as 1995-01-01/2027-12-31 |
/// | `calendar.outside` | a holiday outside them |
/// | `calendar.twice` | a day stands twice |
/// | `calendar.weekend` | a holiday on a Saturday or Sunday, which counts for nothing |
public func readCalendar(_ node: Node, file: String, report: inout Report) -> Calendar? {
  var found = Report()
  func add(_ code: String, _ position: Position, _ message: String, _ help: String) {
    found.add(
      Diagnostic(
        .error, "calendar.\(code)", at: Location(file: file, position: position), message,
        help: help))
  }
  defer { report.merge(found) }
  guard var fields = Fields(node, file: file, what: "this file", report: &found) else { return nil }
  let format = "calendar/1"
  if let header = fields.required(
    "heed", help: "begin the file with: heed: \(format)", report: &found),
    header.asScalar?.text != format
  {
    add("format", header.position, "this is not a calendar", "begin the file with: heed: \(format)")
  }
  func text(_ key: String, _ help: String) -> String {
    fields.required(key, help: help, report: &found)?
      .text(file: file, what: "'\(key)'", report: &found) ?? ""
  }
  let name = text("name", "name the place")
  let version = text("version", "give the version, to be kept with the days reached by it")
  let source = text("source", "cite where the days are published")
  let status =
    fields.required("status", help: "say how the days were checked", report: &found)?
    .word(
      file: file, what: "the status", oneOf: ["verified", "verified-2", "recalled"],
      code: "calendar.unknown-status", report: &found) ?? ""
  let notes =
    fields.optional("notes")?.items(file: file, what: "the notes", report: &found)?
    .compactMap { $0.text(file: file, what: "a note", report: &found) } ?? []
  let places =
    fields.required("jurisdictions", help: "list the jurisdictions that it serves", report: &found)?
    .items(file: file, what: "the jurisdictions", report: &found)?
    .compactMap { $0.text(file: file, what: "a jurisdiction", report: &found) } ?? []
  var covers = DayRange.always
  if let node = fields.required(
    "covers", help: "give the first and the last day that it covers", report: &found),
    let text = node.text(file: file, what: "'covers'", report: &found)
  {
    let days = text.split(separator: "/", omittingEmptySubsequences: false)
      .map { CivilDate(String($0)) }
    if days.count == 2, let first = days[0], let last = days[1], first <= last {
      covers = DayRange(first, last)
    } else {
      add(
        "covers", node.position, "these are not the days that a calendar covers",
        "write them as 1995-01-01/2027-12-31")
    }
  }
  var holidays: [Calendar.Holiday] = []
  let list = fields.required("holidays", help: "list the holidays", report: &found)
  for item in list?.items(file: file, what: "the holidays", report: &found) ?? [] {
    guard var fields = Fields(item, file: file, what: "a holiday", report: &found) else { continue }
    let node = fields.required("day", help: "give the day", report: &found)
    let name = fields.required("name", help: "give the name of the holiday", report: &found)?
      .text(file: file, what: "the name of a holiday", report: &found)
    fields.finish(allowed: ["day", "name"], report: &found)
    guard let node, let name, let text = node.text(file: file, what: "the day", report: &found)
    else { continue }
    guard let day = CivilDate(text) else {
      add("day", node.position, "this is not a day", "write it as 2026-01-15")
      continue
    }
    if !covers.contains(day) {
      add(
        "outside", node.position, "this day lies outside the days that the file covers",
        "leave it out, or change 'covers'")
    } else if day.isWeekend {
      add(
        "weekend", node.position, "this day is a Saturday or a Sunday",
        "give the substitute day instead")
    } else if holidays.contains(where: { $0.day == day }) {
      add("twice", node.position, "this day stands twice", "give both names in one row")
    } else {
      holidays.append(Calendar.Holiday(day: day, name: name))
    }
  }
  fields.finish(
    allowed: [
      "heed", "name", "version", "source", "status", "jurisdictions", "covers", "holidays", "notes",
    ], report: &found)
  guard !found.hasErrors else { return nil }
  return Calendar(
    name: name, jurisdictions: places, covers: covers, holidays: holidays, version: version,
    source: source, status: status, notes: notes)
}
