package import Casebook
import CivilTime

extension ToldReport {
  package var heading: String { "Who was told by \(describe(by)): \(question)" }

  package static let nothing =
    "Nothing about it had come to anybody by that day, as far as you may know."

  /// nil if nothing was.
  package var erasure: String? {
    erased.isEmpty
      ? nil : "Erased by law: \(erased.map { "entry \($0)" }.joined(separator: ", "))."
  }
}

extension ToldReport.Row {
  /// Why it came to them.
  package var reason: String {
    switch because {
    case "lapse": "after a clock ran out"
    case "handover": "taken over"
    case "contest": "to decide again"
    case "stage": "at the next stage"
    case "review": "to look at again"
    case "successor": "as successor"
    case "asked-to-agree": "asked to agree, as the second person"
    case "shown": "was shown it"
    case "told-of-the-decision": "told of the decision"
    default: spelled(because)
    }
  }

  /// Whose it came to be: a person by their post, or a body.
  package var whose: String { person.isEmpty ? body : "\(post), \(body) (\(person))" }

  /// A step that is or is not on record.
  package struct Step: Sendable, Hashable {
    package var name: String
    /// nil for no.
    package var moment: ToldReport.Moment?
    package var outcome: String?
  }

  /// Everything that can be said of it, in its order; sending is not knowing, and each stands by itself.
  package var steps: [Step] {
    var steps = [Step(name: "sent", moment: sent)]
    if what == "shared" || person.isEmpty { return steps }
    steps += [Step(name: "delivered", moment: delivered), Step(name: "opened", moment: opened)]
    if what == "warning", because != "shown" {
      steps += [
        Step(name: "acknowledged", moment: acknowledged),
        Step(name: "decided", moment: decided, outcome: outcome.map(spelled)),
      ]
    }
    return steps
  }
}
