package import Casebook
package import CivilTime
internal import RegisterWords

/// What was asked about who was told.
package struct ToldQuestion: Sendable {
  package var kind: String
  package var words: String
  package var caseID: String
  package var item: String
  package var body: String
  package var day: String
  package var yesterday: CivilDate
  package var isAsked: Bool
  package var question: Telling?
  package var by: CivilDate?
  package var problems: [String] = []

  package init(
    kind: String, words: String, caseID: String, item: String, body: String, day: String,
    yesterday: CivilDate, isAsked: Bool
  ) {
    self.kind = kind
    self.words = words
    self.caseID = caseID
    self.item = item
    self.body = body
    self.day = day
    self.yesterday = yesterday
    self.isAsked = isAsked
  }
}

/// Who was told what by the end of a day: the same bytes for the same question and day, for ever.
///
/// - Parameter report: the answer; nil where nothing was asked yet, or what was asked cannot be answered.
package func toldPage(_ asked: ToldQuestion, _ report: ToldReport?) -> Page {
  let kinds = Subject.Kind.allCases.map { kind in
    ["choice": kind.rawValue, "isChosen": kind.rawValue == asked.kind ? true : nil] as Fields
  }
  return Page(
    "told", title: "Who was told what", section: .told, marking: handlingMarking,
    fields: [
      "kinds": kinds, "askedWords": asked.words, "askedCase": asked.caseID,
      "askedItem": asked.item, "askedBody": asked.body,
      "askedDay": asked.day.isEmpty ? "\(asked.yesterday)" : asked.day,
      "hasProblems": asked.problems.isEmpty ? nil : true, "problems": asked.problems,
      "answer": report.map(answer),
    ])
}

private func answer(_ report: ToldReport) -> Fields {
  [
    "heading": report.heading,
    "hasRows": report.rows.isEmpty ? nil : true,
    "nothing": report.rows.isEmpty ? ToldReport.nothing : nil,
    "erasure": report.erasure,
    "rows": report.rows.map { row in
      [
        "number": "\(row.entry)", "what": row.what.prefix(1).uppercased() + row.what.dropFirst(),
        "about": row.about.joined(separator: ", "), "whose": row.whose, "reason": row.reason,
        "steps": row.steps.map { step in
          [
            "step": step.name,
            "moment": step.moment.map { "\($0.at), entry \($0.entry)" },
            "outcome": step.outcome,
          ] as Fields
        },
      ] as Fields
    },
  ]
}
