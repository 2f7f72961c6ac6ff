internal import Assessment
internal import CaseRecord
internal import CivilTime
internal import EvidenceLogic
internal import LawPack
package import Reports

/// When it could have been known: by each body alone, and by all together; a picture for each test, or for those that share one,
/// with everything that it shows in a table beside it.
///
/// - Parameters:
///   - about: a child of the record, or `Assessment.group`.
///   - showsAll: the tests that began on the day that counts, and those for comparison, besides.
package func knewPage(
  about: String, showsAll: Bool, _ words: CaseWords, _ standing: CaseStanding
) -> Page {
  let report = KnewReport(words.assessment)
  let links = CaseLinks(
    words.record.id, about: about, known: words.assessment.known?.description)
  let path = CaseLinks(words.record.id).knew
  let all = report.answers.filter { $0.about == about }
  let shown = all.filter { showsAll || !$0.isComparison }
  let dated = shown.filter { $0.together != nil }
  let pictured = dated.filter { showsAll || !$0.isFirstDay }
  let late = dated.filter { !showsAll && $0.isFirstDay }
  let undated = shown.filter { $0.together == nil }.flatMap(\.frameworks)
  let subjects = words.subjects.map {
    ($0, CaseLinks(words.record.id, about: $0, known: links.known).knew)
  }
  let told = shown.first.map { $0.lanes.map { ($0.agency, words.told($0)) } } ?? []
  return Page(
    "knew", title: "When it could have been known: case \(words.record.id)", section: .cases,
    crumbs: caseCrumbs(words.record.id), marking: handlingMarking,
    fields: [
      "heading": caseHeading(
        words, about: about, subjects: subjects, path: path, keeping: ["about": about]),
      "subject": subjectHeading(about, words),
      "explanation": KnewReport.explanation,
      "answers": pictured.enumerated().map { number, answer in
        picture(answer, id: "knew-\(number + 1)", words, links)
      },
      "hasNone": shown.isEmpty ? true : nil,
      "late": late.map { answer in
        ["tests": tests(answer, links), "since": words.since(answer.together)] as Fields
      },
      "hasLate": late.isEmpty ? nil : true,
      "undated": undated.map { ["id": $0, "path": links.explanation(of: $0)] as Fields },
      "hasUndated": undated.isEmpty ? nil : true,
      "told": told.filter { !$0.1.isEmpty }.map { agency, lines in
        ["agency": agency, "lines": links.linker.markup(lines)] as Fields
      },
      "withoutDay": report.sourcesWithoutDay.joined(separator: ", "),
      "more": all.count > shown.count || !late.isEmpty
        ? "\(path)?all=1&about=\(pathPart(about))" + (links.known.map { "&known=" + $0 } ?? "")
        : nil,
      "foot": caseFoot(standing),
    ])
}

private func tests(_ answer: KnewReport.Answer, _ links: CaseLinks) -> [Fields] {
  answer.frameworks.enumerated().map { index, id in
    [
      "id": id, "path": links.explanation(of: id),
      "isLast": index == answer.frameworks.count - 1 ? true : nil,
    ]
  }
}

/// One picture, the sentence under it, and its table.
private func picture(
  _ answer: KnewReport.Answer, id: String, _ words: CaseWords, _ links: CaseLinks
) -> Fields {
  func row(_ agency: String, _ since: String, _ lines: [String]) -> Fields {
    ["agency": agency, "since": since, "lines": links.linker.markup(lines)]
  }
  return [
    "number": id, "tests": tests(answer, links),
    "names": words.titles(of: answer.frameworks),
    "reading": answer.reading == .broad ? "on the broad reading" : nil,
    "isComparison": answer.isComparison ? true : nil,
    "svgHTML": KnewPicture(answer, words).svg(id: id),
    "delayHTML": links.linker.markup(words.delay(answer)),
    "caption": "By whom and since when: \(answer.frameworks.joined(separator: ", "))",
    "rows": words.pictured(answer).map { row($0.agency, words.since($0.from), words.told($0)) }
      + [row("all together", words.since(answer.together), [])],
  ]
}

extension CaseWords {
  /// The short titles of some frameworks, each once.
  fileprivate func titles(of frameworks: [String]) -> String {
    var seen: Set<String> = []
    let titles = frameworks.compactMap { assessment.law[framework: $0]?.short }
    return capped(titles.filter { seen.insert($0).inserted }, at: 4, separator: "; ")
  }
}
