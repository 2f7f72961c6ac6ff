internal import Casebook
internal import Reports

/// Forms that open a matter: a disagreement, an agreed action, a recommendation.
package enum OpeningForm: Sendable, Hashable {
  case disagreement(about: String?, bodies: [String])
  case action(about: String, owners: [ColleagueChoice], hasCase: Bool)
  case recommendation(bodies: [String], owners: [ColleagueChoice])

  var title: String {
    switch self {
    case .disagreement: "Open a professional disagreement"
    case .action: "Enter an action that was agreed"
    case .recommendation: "Enter a recommendation of a review"
    }
  }

  var before: [String] {
    switch self {
    case .disagreement(let about, _):
      [
        about.map { "It is about \($0)." } ?? "It is about how things are done.",
        "It goes up by the clock, and no case closes while one is open. The child's protection does not wait for it. In immediate danger: 999.",
      ]
    case .action(let about, _, _):
      ["It is about \(about).", "Nothing closes while an action is open."]
    case .recommendation:
      ["It has an owner and a day, and somebody else says how it stands."]
    }
  }

  var fields: [FormField] {
    switch self {
    case .disagreement(_, let bodies):
      [
        FormField("body", "With which body", .list(bodies.map { .init($0, $0) }, none: "Choose")),
        FormField("issue", "What it is about", .long),
        FormField("position", "Your position, and what it rests on", .long),
      ]
    case .action(_, let owners, let hasCase):
      [
        FormField("what", "What is to be done", .long),
        FormField("owner", "Who does it", .list(owners.map(\.option), none: "Choose")),
        FormField("due", "By which day", .day),
      ]
        + (hasCase
          ? [
            FormField(
              "meeting", "The meeting of the case at which it was agreed",
              hint: "Its id, if it was one.", .short)
          ] : [])
    case .recommendation(let bodies, let owners):
      [
        FormField("review", "The review"),
        FormField("number", "Its number in the review", .short),
        FormField("text", "What it asks for", .long),
        FormField(
          "body", "The body that it is for", .list(bodies.map { .init($0, $0) }, none: "Choose")),
        FormField("owner", "Who answers for it", .list(owners.map(\.option), none: "Choose")),
        FormField("due", "By which day", .day),
      ]
    }
  }
}

package func openingPage(
  _ form: OpeningForm, path: String, crumbs: [Page.Crumb], typed: Typed,
  problems: [FormProblem] = [], kept: String? = nil
) -> Page {
  let sheet = FormSheet(
    action: path, sections: [FormSection(nil, form.fields)], buttons: [.init("Enter it")],
    isKept: true, kept: kept)
  return Page(
    "form", title: form.title, section: .warnings, crumbs: crumbs, marking: handlingMarking,
    fields: [
      "before": form.before, "summary": FormSheet.summary(problems),
      "sheet": sheet.fields(typed, problems),
    ])
}
