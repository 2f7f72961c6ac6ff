import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import LawPack
import Reports
import WebPages

extension Routes {
  /// A case in the order of the days.
  static let chronologies: [Route] = [
    .get("/cases/:case/chronology") { visit in
      var (question, problems) = visit.chronologyQuestion
      let assessed: Assessed
      do {
        assessed = try visit.assessedChronology(question)
      } catch Refusal.noSuchCase(let id) {
        // Either it is closed to the reader, who is told so again, or it was not there yet on that day.
        guard let day = question.recorded else { throw Refusal.noSuchCase(id) }
        question.recorded = nil
        assessed = try visit.assessedChronology(question)
        problems.append(
          "The casebook held nothing of this case by the end of \(describe(day)). It is shown as it stands now."
        )
      }
      let about = try visit.child(question.about, in: assessed)
      let words = assessed.words
      let lines = chronology(
        of: assessed.assessment, about: about ?? Assessment.group,
        copy: visit.copy(of: assessed.view, recordedBy: question.recorded))
      let responses = assessed.assessment.record.responses
      let prompts = responses.enumerated().compactMap { index, response in
        response.reason.map { (index, visit.prompts(in: [$0])) }
      }
      return .page(
        chronologyPage(
          lines, words,
          ChronologySheet(
            question: question, book: visit.book(of: assessed),
            new: question.marksNew ? try visit.newSinceLastRead(assessed) : nil,
            prompts: Dictionary(uniqueKeysWithValues: prompts), problems: problems)))
    },
    .get("/cases/:case/chronology/download") { visit in try visit.downloadChronology() },
  ]
}

extension Visit {
  /// What is asked for, and the days that are none.
  fileprivate var chronologyQuestion: (ChronologyQuestion, [String]) {
    var problems: [String] = []
    func day(_ name: String) -> CivilDate? {
      guard let text = query[name] else { return nil }
      if let day = CivilDate(text) { return day }
      problems.append("“\(text)” is not a day. Write it like 2009-06-12. Everything is shown.")
      return nil
    }
    let page = (query["page"].flatMap { Int($0) } ?? 1) - 1
    let question = ChronologyQuestion(
      about: query["about"].flatMap { $0 == Assessment.group ? nil : $0 }, known: day("known"),
      recorded: day("recorded"), agency: query["agency"],
      kind: query["kind"].flatMap(Chronology.Kind.init),
      page: query.isOn("all") ? nil : max(0, page), marksNew: query.isOn("new"))
    return (question, problems)
  }

  fileprivate func assessedChronology(_ question: ChronologyQuestion) throws -> Assessed {
    try assessed(
      "chronology", in: self["case"],
      detail: question.recorded.map { "as recorded by \($0)" }, known: question.known,
      recordedBy: question.recorded)
  }

  fileprivate func child(_ asked: String?, in assessed: Assessed) throws -> String? {
    guard let asked else { return nil }
    guard assessed.assessment.children.contains(where: { $0.id == asked }) else {
      throw Turned.nothingHere
    }
    return asked
  }

  /// What a chronology says of itself: what was withheld, and when each thing was entered.
  func copy(
    of view: CaseView, reader: String? = nil, recordedBy: CivilDate?
  ) -> Chronology.Copy {
    Chronology.Copy(of: view, reader: reader, recordedBy: recordedBy) { spokenMoment($0) }
  }

  /// What was entered since the reader last read this chronology, from their own reading. Looking that up is entered too.
  fileprivate func newSinceLastRead(
    _ assessed: Assessed
  ) throws -> (since: String?, places: Set<String>) {
    let person = try person
    let caseID = self["case"]
    let accesses = try desk.casebook.accesses(
      in: caseID, purpose: person.purpose, as: person.credential
    ).accesses
    let last = accesses.last { access in
      guard access.entry < assessed.receipt.entry, access.deed.case == caseID,
        access.deed.by.person == person.credential.person, case .view(let view) = access.deed.act
      else { return false }
      return view.what == "chronology"
    }
    guard let last else { return (nil, []) }
    func places(_ name: String, _ versions: [CaseFile.Version]) -> [String] {
      versions.enumerated().filter { $0.element.entry > last.entry }.map {
        "\(name) \($0.offset + 1)"
      }
    }
    let view = assessed.view
    return (
      spokenMoment(last.deed.at),
      Set(places("statement", view.statements) + places("response", view.responses))
    )
  }

  /// A chronology to take away: everything, or a copy for somebody, from which more is withheld.
  fileprivate func downloadChronology() throws -> Answer {
    let (question, _) = chronologyQuestion
    let person = try person
    let profile = query["copy"].flatMap(RedactionProfile.init)
    if let profile, profile != .inquiry, question.about == nil { throw Turned.nothingHere }
    let detail = [
      profile.map { "copy for \($0.rawValue)" },
      question.recorded.map { "as recorded by \($0)" }, query["format"],
    ].compactMap(\.self).joined(separator: ", ")
    let reading = try desk.casebook.read(
      View(what: "chronology to take away", purpose: person.purpose, detail: detail),
      in: self["case"], recordedBy: question.recorded, as: person.credential)
    guard let file = reading.file else { throw Refusal.noSuchCase(self["case"]) }
    let view = try desk.view(
      of: file, seenThrough: reading.sight, withholding: reading.withheld,
      copy: profile.map { $0.lens(subject: question.about ?? "") }, on: reading.now.day)
    let assessment = assess(
      view.record, under: desk.law, on: onDay, known: question.known, only: [])
    if let about = question.about, view.record.person(about)?.role != .child {
      throw Turned.nothingHere
    }
    let chronology = chronology(
      of: assessment, about: question.about ?? Assessment.group,
      copy: copy(
        of: view, reader: profile.map { _ in view.lens.reader }, recordedBy: question.recorded))
    let name = "chronology-\(self["case"])\(profile.map { "-\($0.rawValue)" } ?? "")"
    switch query["format"] {
    case "csv":
      return .file(
        bytes: Array(chronology.csv.utf8), type: "text/csv; charset=utf-8", name: "\(name).csv")
    case "json":
      return .file(
        bytes: Array(chronology.json.prettyText.utf8), type: "application/json",
        name: "\(name).json")
    case "html":
      return .file(
        bytes: Array(chronology.html.utf8), type: "text/html; charset=utf-8", name: "\(name).html")
    default: throw Turned.nothingHere
    }
  }
}
