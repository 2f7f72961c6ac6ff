import ArgumentParser
import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import Foundation
import Language

struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decides what is to happen about a warning that is with you, and why.",
    discussion: """
      No further action, doing less than before, and going ahead although something is outstanding each need a second person outside \
      your line, who is asked to countersign. Until then nothing is decided, and the clock runs.
      """)

  @Argument(help: "Its number.")
  var entry: Int

  @Argument(help: "What is to happen.")
  var outcome: Outcome

  @Option(name: .long, help: "Why.")
  var reason: String

  @Option(name: .customLong("relies-on"), help: "What it relies on. Once for each.")
  var codes: [DecisionCode]

  @Option(name: .long, help: "The day of the decision. Default: today.")
  var on: CivilDate?

  @OptionGroup var seen: SeenInput

  @Option(name: .long, help: "The id of the second person, where two decide.")
  var second: String?

  @OptionGroup var change: ChangeInput

  @Option(
    name: .long, help: "What is pursued on the evidence, where a child does not support it.")
  var alternative: String?

  @Option(name: .long, help: "The id of whoever looks at it again.")
  var reviewer: String?

  @Option(name: .customLong("review-on"), help: "By which day.")
  var reviewOn: CivilDate?

  @Option(name: .long, help: "Why it goes ahead although actions or minutes are outstanding.")
  var despite: String?

  @OptionGroup var act: ActInput

  func run() throws {
    let change = try change.change()
    let reviews = [alternative != nil, reviewer != nil, reviewOn != nil]
    guard Set(reviews).count == 1 else {
      throw ValidationError("--alternative, --reviewer and --review-on go together")
    }
    var decision = Decision(
      warning: entry, outcome: outcome, reason: reason, codes: codes, on: on ?? now().day,
      shown: try seen.entries(), second: second, despite: despite)
    decision.changed = change
    if let alternative, let reviewer, let reviewOn {
      decision.review = Review(alternative: alternative, reviewer: reviewer, on: reviewOn)
    }
    try act.perform(.account(.decide(decision)))
    try prompt()
    if let second, act.format == .text {
      Terminal.out(
        "Nothing is decided until \(second) agrees: heed countersign. The clock runs on.")
    }
  }

  /// Words in the reason that blame a child are pointed out; nothing is held back for them.
  private func prompt() throws {
    guard act.format == .text else { return }
    let law = act.person.law
    let rules = try law.read("Law/language.yaml") { readLanguage($0, file: $1, report: &$2) }.added
    for prompt in rules.prompts(in: reason) {
      Terminal.error("heed: the wording \"\(prompt.phrase)\": \(prompt.rule.why)")
    }
  }
}

struct CountersignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "countersign",
    abstract:
      "Answers as the second person, with --agree or --no-agree: to a decision, a closure of a case, or a settlement."
  )

  @Argument(help: "The entry of the decision, closure or settlement.")
  var entry: Int

  @Flag(
    inversion: .prefixedNo, exclusivity: .exclusive,
    help: "Whether you agree.")
  var agree: Bool

  @Option(name: .long, help: "Why.")
  var reason: String

  @Option(name: .customLong("case"), help: "The case, where it is a closure of one.")
  var caseID: String?

  @OptionGroup var act: ActInput

  func run() throws {
    try act.perform(
      .countersign(Countersignature(entry: entry, agrees: agree, reason: reason)), in: caseID)
  }
}
