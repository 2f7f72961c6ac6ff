internal import Assessment
internal import CaseRecord
internal import CivilTime
internal import LawPack
internal import Reports

/// What stands over every page of answers about a case: which record, under which law, on what file, and about whom.
///
/// - Parameters:
///   - subjects: those about whom there is such a page, with where it stands; empty where one page is about all.
///   - path: where the page stands, to show it as known on another day.
///   - keeping: what else the question of the page says.
func caseHeading(
  _ words: CaseWords, about: String?, subjects: [(id: String, path: String)] = [], path: String,
  keeping: [String: String] = [:]
) -> Fields {
  let assessment = words.assessment
  let record = assessment.record
  return [
    "title": record.title,
    "overview": CaseLinks(record.id, about: about, known: assessment.known?.description).overview,
    "jurisdiction": jurisdictionWords(record.jurisdiction),
    "on": Reports.words(assessment.on),
    "known": assessment.known.map { "on file by \(Reports.words($0))" }
      ?? "everything on file, whatever its day",
    "size": [
      count(record.statements.count, "statement"), count(record.sources.count, "source"),
      count(Set(record.sources.map(\.agency)).count, "agency", "agencies"),
    ].joined(separator: ", "),
    "counted": words.countedNote,
    "hasPeople": subjects.count < 2 ? nil : true,
    "people": subjects.count < 2
      ? [Fields]()
      : subjects.map { subject in
        [
          "title": subject.id == Assessment.group ? "The group" : subject.id,
          "path": subject.path, "isCurrent": subject.id == about ? true : nil,
        ] as Fields
      },
    "replay": replay(words, at: path, keeping: keeping),
  ]
}

/// A form that shows the page as known on another day.
func replay(_ words: CaseWords, at path: String, keeping: [String: String]) -> Fields {
  [
    "path": path,
    "day": words.assessment.known?.description,
    "words": words.assessment.known.map { Reports.words($0) },
    "keeping": keeping.sorted { $0.key < $1.key }.map {
      ["name": $0.key, "value": $0.value] as Fields
    },
    "back": path
      + (keeping.isEmpty
        ? ""
        : "?"
          + keeping.sorted { $0.key < $1.key }.map { "\($0.key)=\(pathPart($0.value))" }
          .joined(separator: "&"))
      ,
  ]
}

/// The name of somebody as the heading of a part: `child-1, aged 12 on the first recorded day of harm`.
func subjectHeading(_ about: String, _ words: CaseWords) -> String {
  about == Assessment.group
    ? "The group, over the whole record"
    : ([about] + [words.firstAge(of: about)].compactMap(\.self)).joined(separator: ", ")
}

/// What is not on a page of a case, and from where it was drawn.
func caseFoot(_ standing: CaseStanding) -> Fields {
  ["withheld": standing.withheld, "gaps": standing.gaps, "drawnFrom": standing.drawnFrom]
}

extension CaseWords {
  /// Those about whom answers are given: the children of the record, then the group.
  var subjects: [String] { assessment.children.map(\.id) + [Assessment.group] }
}
