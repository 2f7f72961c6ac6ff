package import CivilTime
import EvidenceLogic
package import LawPack
import Vocabulary

/// What a framework says of itself, beside any answer.
package struct FrameworkWords: Sendable {
  package let framework: Framework
  private let law: LawPack

  package init(_ framework: Framework, in law: LawPack) {
    self.framework = framework
    self.law = law
  }

  /// Its kind, place and days, with where the days are said.
  package var days: String {
    let kind = capitalised(framework.kind.words)
    let place = jurisdictionWords(framework.jurisdiction)
    guard let inForce = framework.inForce else {
      return
        "\(kind), \(place). No instrument brought it into force on a day. \(framework.id)"
    }
    return "\(kind), \(place), \(daysInForce(inForce)). \(cited(inForce.cite, inForce.status))"
  }

  package var governing: String {
    let day =
      switch framework.governsBy {
      case .conduct: "The law of the day of the conduct"
      case .decision: "The law of the day of the decision"
      case .analysis: "A definition used to analyse, for conduct of any day"
      }
    return "\(day). \(framework.id)"
  }

  package var notNeeded: String? {
    guard !framework.notNeeded.isEmpty else { return nil }
    let factors = framework.notNeeded.map { token in
      law.vocabulary.factors.first { $0.name == token }.map { lowered($0.says) }
        ?? Reports.words(ofName: token)
    }
    return "Not needed here: \(factors.joined(separator: "; ")). \(framework.id)"
  }

  private func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

  package var straddles: [String] {
    framework.straddle.map { "\(sentence($0.says)) \(cited($0.cite))" }
  }

  package var notes: [String] { framework.notes.map { sentence($0) } }

  /// `Q1 · What is asked? Why. Cite`, one for each open question that touches it.
  package var questions: [String] {
    law.questions(on: framework).map { question in
      "\(question.id) · \(question.asks) \(sentence(question.why)) \(cited(question.cite, question.status))"
    }
  }

  package var checked: String {
    "How \(framework.id) was checked: \(framework.status.sentence)."
  }

  package var correction: String { "To correct it: Law/\(framework.file), \(framework.id)." }

  // MARK: As the law states it

  /// The instrument, with its citation.
  package var act: String { framework.act + (framework.actCite.map { " (\($0))" } ?? "") }

  /// What kind of test it is, about whom, and where.
  package var asks: String {
    capitalised(
      "\(framework.kind.singular), asked about \(framework.about == .child ? "each child" : "the group"); \(jurisdictionWords(framework.jurisdiction))"
    )
  }

  /// Its days, with where they are said.
  package var inForce: String {
    framework.inForce.map { "\(capitalised(inForceWords($0))). \(cited($0.cite, $0.status))" }
      ?? "A definition that no instrument commenced: it may be used to analyse any day."
  }

  package var governs: String {
    switch framework.governsBy {
    case .conduct: "It governs conduct of its own days."
    case .decision: "It governs decisions of its own days, whenever the conduct was."
    case .analysis: "It is analysis: no day makes it the law of a case."
    }
  }

  package func isInForce(on day: CivilDate) -> String {
    "On \(words(day)): \(framework.isInForce(on: day) ? "in force" : "not in force")."
  }

  package var penalty: String? {
    framework.penalty.map { penalty in
      let depends = penalty.says.map { " \(sentence($0))" } ?? ""
      return
        "The greatest term on indictment: \(penalty.words).\(depends) \(cited(penalty.cite, penalty.status))"
    }
  }

  package var standard: String? {
    framework.standard.map {
      "The standard of the decision: \(sentence($0.says)) \(cited($0.cite, $0.status))"
    }
  }

  /// One element as the law states it.
  package struct ElementLaw: Sendable, Hashable {
    package var id: String
    /// The route that begins here, where the test has several.
    package var route: String?
    package var says: String
    package var cite: String
    /// What it accepts, on which reading, who decides, and by whom it must be met.
    package var lines: [String]
  }

  package var elements: [ElementLaw] {
    framework.elements.enumerated().map { index, element in
      var lines: [String] = []
      switch element.body {
      case .decide(let who): lines.append("No fact decides it: \(who).")
      case .formula(let narrow, let also):
        lines.append("\(also.isEmpty ? "" : "Narrow: ")\(narrow.text(leafWords))")
        if !also.isEmpty {
          lines.append("Broad adds: \(also.map { $0.text(leafWords) }.joined(separator: "; "))")
          if let why = element.why {
            lines.append(
              sentence(why) + (element.question.map { " Open question \($0)." } ?? ""))
          }
        }
      }
      if element.bySame { lines.append("One person must meet this and every element so marked.") }
      if let judgement = element.judgement {
        lines.append("A judgement for the \(judgement): the facts only tend to show it.")
      }
      return ElementLaw(
        id: element.id, route: framework.routes[index], says: sentence(element.says),
        cite: cited(element.cite, element.status), lines: lines)
    }
  }

  /// Duties, powers and rights that it opens, one line each.
  package var opens: [String] {
    framework.opens.compactMap { law.pathways[$0] }.map { pathway in
      "\(pathway.title) · \(pathway.kind.words) · \(held(pathway.id)) · \(cited(pathway.cite, pathway.status))"
    }
  }
}
