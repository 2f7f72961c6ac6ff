package import Casebook
package import CivilTime

// What the register of warnings is called, wherever it is read: in a terminal and in a browser.

/// A name as it stands in the log, in words: `no-further-action` as `no further action`.
package func spelled(_ name: String) -> String { String(name.map { $0 == "-" ? " " : $0 }) }

/// `1 matter`, `2 matters`.
package func counted(_ number: Int, _ word: String) -> String {
  "\(number) \(word)\(number == 1 ? "" : "s")"
}

extension Author {
  /// Who did something and when, by post: `duty manager, children-social-care/northmoor, 3 November 2008`.
  package func named(at moment: Instant) -> String {
    role == .reporter
      ? "somebody without a post, \(describe(moment.day))"
      : "\(post), \(body), \(describe(moment.day))"
  }
}

extension Warning.Kind {
  /// What it is for.
  package var meaning: String {
    switch self {
    case .concern: "A concern about a child, an adult, a place or a vehicle"
    case .disclosure: "Wrongdoing in a body, or by somebody who works for one"
    case .pressure: "Somebody is being pressed not to report"
    case .detriment: "Something was done to somebody because they raised a warning"
    }
  }

  /// Where it goes.
  package var route: String {
    switch self {
    case .concern:
      "It goes to whoever receives warnings for the body that you choose. If a clock runs out, it is passed on by itself."
    case .disclosure, .pressure, .detriment:
      "It goes to the independent recipient, and never to those whom it names or to their line of management."
    }
  }
}

extension ReporterKind {
  /// Whose words they are.
  package var meaning: String {
    switch self {
    case .worker: "My own, at work"
    case .child: "A child's or young person's"
    case .parentOrCarer: "A parent's or carer's"
    case .adultSurvivor: "An adult survivor's"
    case .memberOfThePublic: "A member of the public's"
    }
  }
}

extension Outcome {
  package var words: String { spelled(rawValue) }
}

extension DecisionCode {
  /// What the decision relies on, as somebody would say it.
  package var meaning: String {
    switch self {
    case .immediateDanger: "Somebody is in immediate danger"
    case .harmEvidenced: "Harm is evidenced"
    case .harmSuspected: "Harm is suspected"
    case .moreToFindOut: "There is more to find out"
    case .lookedForNotFound: "It was looked for and not found"
    case .dealtWithAlready: "It is being dealt with already"
    case .victimDoesNotSupport: "The child does not support it"
    }
  }
}

extension ClockStage {
  /// What the clock waits for.
  package var waitsFor: String {
    switch self {
    case .acknowledge: "to be acknowledged"
    case .decide: "a decision"
    case .decideAgain: "a new decision, by somebody else"
    case .review: "another look"
    case .stage1: "settling, stage 1: practitioners and team managers"
    case .stage2: "settling, stage 2: service managers"
    case .stage3: "settling, stage 3: senior leads"
    case .stage4: "settling, stage 4: lead safeguarding partners"
    case .action: "the action to be done"
    case .recommendation: "the recommendation to be carried out"
    }
  }
}
