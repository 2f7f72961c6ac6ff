internal import Assessment
internal import CaseRecord
internal import CivilTime
internal import LawPack
package import Reports

/// What is owed on one case, of whom and by when, with the arithmetic and where the law says so: what has passed first.
///
/// - Parameters:
///   - about: a child of the record, or `Assessment.group`.
///   - agency: only what this agency owes; nil for all.
///   - showsAll: what is owed whatever the record says, too, and every detail of what was done.
package func caseDutiesPage(
  about: String, agency: String?, showsAll: Bool, _ words: CaseWords, _ standing: CaseStanding
) -> Page {
  let known = words.assessment.known?.description
  let links = CaseLinks(words.record.id, about: about, known: known)
  let path = CaseLinks(words.record.id).duties
  let owed = words.assessment.owedDuties(by: agency).filter { $0.about == about }
  let general = owed.filter { $0.openers == [.always] && !showsAll }
  let shown = owed.filter { showsAll || $0.openers != [.always] }
  let subjects = words.subjects.map {
    ($0, CaseLinks(words.record.id, about: $0, known: known).duties)
  }
  var keeping = ["about": about]
  keeping["agency"] = agency
  let question = keeping.sorted { $0.key < $1.key }.map { "\($0.key)=\(pathPart($0.value))" }
  return Page(
    "case-duties", title: "What is owed: case \(words.record.id)", section: .cases,
    crumbs: caseCrumbs(words.record.id), marking: handlingMarking,
    fields: [
      "heading": caseHeading(
        words, about: about, subjects: subjects, path: path, keeping: keeping),
      "subject": subjectHeading(about, words), "owedHeading": words.owedHeading,
      "about": about, "agency": agency, "form": path, "formKnown": known,
      "agencies": agencies(of: words).map {
        ["agencyID": $0, "isChosen": $0 == agency ? true : nil] as Fields
      },
      "parts": Duty.Standing.allCases.compactMap { standing -> Fields? in
        let duties = shown.filter { $0.standing == standing }.inOrder(of: standing)
        guard !duties.isEmpty else { return nil }
        let isShort = !showsAll && (standing == .met || standing == .open)
        return [
          "mark": standing.mark, "standing": standing.heading, "count": "\(duties.count)",
          "isPassed": standing == .notRecorded || standing == .metLate ? true : nil,
          "duties": duties.map { fields($0, isShort: isShort, words, links) },
        ]
      },
      "hasNone": owed.isEmpty ? true : nil,
      "general": general.isEmpty ? nil : "\(general.count)",
      "all": "\(path)?all=1&\(question.joined(separator: "&"))"
        + (known.map { "&known=" + $0 } ?? ""),
      "hasAll": showsAll ? nil : true,
      "impact": about == Assessment.group ? nil : links.impact,
      "newResponse": standing.mayRespond ? links.newResponse : nil,
      "foot": caseFoot(standing),
    ])
}

private func fields(
  _ duty: Duty, isShort: Bool, _ words: CaseWords, _ links: CaseLinks
) -> Fields {
  let due = duty.clock?.due.map { "Due \(Reports.words($0))" }
  return [
    "title": duty.pathway.title, "id": duty.pathway.id, "owing": words.owing(duty),
    "kind": duty.pathway.kind.words, "due": due,
    "says": isShort ? nil : sentence(duty.pathway.says),
    "hasLines": (isShort || words.clock(duty).isEmpty) && words.done(duty) == nil
      && (isShort || words.pauseNotAllowed(duty) == nil) ? nil : true,
    "clock": isShort ? [Fields]() : links.linker.markup(words.clock(duty)),
    "doneHTML": words.done(duty).map { links.linker.markup($0) },
    "pauseHTML": isShort ? nil : words.pauseNotAllowed(duty).map { links.linker.markup($0) },
    "basisHTML": links.linker.markup(words.basis(duty)), "read": duty.pathway.read,
  ]
}

/// The agencies of a record, in the order of their names.
private func agencies(of words: CaseWords) -> [String] {
  let sources = words.record.sources.map(\.agency)
  let acting = words.record.responses.flatMap { [$0.by, $0.to].compactMap(\.self) }
  return Set(sources + acting).sorted()
}
