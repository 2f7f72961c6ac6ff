import ArgumentParser
import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import Foundation
import Language
import Ledger

struct WarnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warn",
    abstract: "Raises a warning about a child, an adult, a place or a vehicle.",
    discussion: """
      Somebody named has it at once, and must acknowledge and decide by a day. You get a code, which shows whether they did and \
      nothing of what you said. If somebody is in immediate danger, call 999 first: you need not do anything here before you call.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(stringLiteral: "Whom or what. Once for each: " + SubjectArgument.help))
  var about: [SubjectArgument] = []

  @Option(name: .long, help: "What you want to say, in the words of whoever says it.")
  var words: String?

  @Option(
    name: .customLong("words-from"), help: "A text file with what you want to say.",
    completion: .file())
  var wordsFrom: String?

  @Option(
    name: .customLong("for"),
    help: "The body that it is for, such as children-social-care/northmoor.")
  var body: String

  @Option(name: .long, help: "Who says it.")
  var from: ReporterKind = .worker

  @Option(
    name: .long,
    help:
      "concern; disclosure, of wrongdoing in a body; or pressure, not to report. The last two go to somebody independent, and never to those whom they name or their line."
  )
  var kind: Casebook.Warning.Kind = .concern

  @Option(
    name: .customLong("names"),
    help: "The id of somebody with a post here whom it names. Once for each.")
  var names: [String] = []

  @Flag(
    name: .customLong("without-post"),
    help:
      "For somebody who holds no post: no key is asked for, and who they are is not kept. Their words may say it."
  )
  var withoutPost = false

  @OptionGroup var act: ActInput

  func run() throws {
    guard (words == nil) != (wordsFrom == nil) else {
      throw ValidationError("say it with --words, or in a file with --words-from")
    }
    if kind == .detriment { throw ValidationError("use: heed detriment") }
    var text = words ?? ""
    if let wordsFrom {
      guard let read = Files.text(wordsFrom) else {
        Terminal.error("heed: \(wordsFrom): cannot be read; nothing was entered")
        throw Exit.unusable
      }
      text = read.trimmingNewline
    }
    try act.checkReceipt()
    let warning = Casebook.Warning(
      kind: kind, about: about.map(\.subject), words: text, from: from, to: body, names: names)
    let casebook = try act.person.open()
    let raised = try answering {
      try withoutPost
        ? casebook.warn(warning) : casebook.warn(warning, as: act.person.credential())
    }
    let (receipt, code, status) = (raised.receipt, raised.code, raised.status)
    if act.format == .json {
      struct Answer: Encodable {
        var code: String
        var entry: Int
        var at: String
        var leaf: String
        var decideBy: String?
      }
      try printJSON(
        "warning-receipt/1",
        Answer(
          code: code.description, entry: receipt.entry, at: receipt.at.description,
          leaf: receipt.leaf.hexadecimal, decideBy: status.due?.description))
      act.writeReceiptFile(of: receipt, casebook)
      return
    }
    Terminal.out(
      """
      \(code)
      Your warning is entry \(receipt.entry), \(receipt.at.words). Nobody can change a word of it.
      It is with: \(status.with). They must acknowledge it, and decide, by \(status.due.map(describe) ?? "a day not set").
      Keep the code: 'heed receipt \(code)' shows whether they did. It is shown once, and kept nowhere.
      """)
    act.writeReceiptFile(of: receipt, casebook)
    if act.receipt == nil {
      Terminal.out(
        "To check that nothing was changed, keep the proof too: heed ledger receipt \(receipt.entry)."
      )
    }
  }
}

struct ReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract:
      "Whether a warning was acknowledged and decided, for whoever brings the code of its receipt.")

  @Argument(help: "The code, such as 7K4M-2QXD-9TWB.")
  var code: String

  @Flag(name: .customLong("fail-on-overdue"), help: "Exit with 1 if it is overdue.")
  var fails = false

  @OptionGroup var book: CasebookInput
  @OptionGroup var law: LawInput

  @Option(name: .long, help: "text, for people, or json, for programs.")
  var format: OutputFormat = .text

  func run() throws {
    guard let code = ReceiptCode(code) else {
      Terminal.error("heed: \(Refusal.noSuchReceipt)")
      throw Exit.unusable
    }
    let casebook = try book.openToWrite(law)
    let (status, now, _) = try answering { try casebook.status(of: code) }
    switch format {
    case .json: try printJSON("receipt-status/1", status)
    case .text: Terminal.out(AccountPages.receipt(status, now: now))
    }
    if fails, status.isOverdue { throw Exit.findings }
  }
}

struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds to a warning that you raised. What you said before stands.")

  @OptionGroup var reporter: ReporterInput

  @Option(name: .long, help: "What you want to add.")
  var words: String

  func run() throws {
    try reporter.perform { .add(Addition(warning: $0, words: words)) }
  }
}

struct RetractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract",
    abstract: "Takes back a warning that you raised. It stays readable, and still needs a decision."
  )

  @OptionGroup var reporter: ReporterInput

  @Option(name: .long, help: "Why.")
  var reason: String

  func run() throws {
    try reporter.perform { .retract(Retraction(warning: $0, reason: reason)) }
  }
}

struct ContestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contest",
    abstract: "Contests what was decided about your warning: somebody else decides again.")

  @OptionGroup var reporter: ReporterInput

  @Option(name: .long, help: "Why.")
  var reason: String

  func run() throws {
    try reporter.perform { .contest(Contest(warning: $0, reason: reason)) }
  }
}

struct DetrimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detriment",
    abstract:
      "Reports what was done to you because you raised a warning. Those who had the warning never see it."
  )

  @OptionGroup var reporter: ReporterInput

  @Option(name: .long, help: "What was done.")
  var words: String

  func run() throws {
    try reporter.perform { .detriment(Detriment(warning: $0, words: words)) }
  }
}

struct OverdueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overdue",
    abstract: "Everything that is open, with whom and by when: what is overdue first.",
    discussion: """
      It shows all that you may know of, and takes no filter: nothing that is undecided or overdue can be left out of it.
      """)

  @Flag(name: .long, help: "Also what is decided or done.")
  var all = false

  @Flag(name: .customLong("fail-on-overdue"), help: "Exit with 1 if anything is overdue.")
  var fails = false

  @OptionGroup var person: ReadInput

  @Option(name: .long, help: "text, for people, or json, for programs.")
  var format: OutputFormat = .text

  func run() throws {
    let credential = try person.credential()
    let casebook = try person.open()
    let reading = try answering { try casebook.register(purpose: person.purpose, as: credential) }
    switch format {
    case .json:
      struct Answer: Encodable {
        var on: String
        var matters: [RegisterLine]
        var theirs: [Int]
      }
      try printJSON(
        "register/1",
        Answer(
          on: reading.now.day.description, matters: reading.lines, theirs: reading.theirs.sorted()))
    case .text:
      Terminal.out(AccountPages.list(reading))
      if all { Terminal.out(AccountPages.rest(reading)) }
    }
    if fails, reading.lines.contains(where: \.isOverdue) { throw Exit.findings }
  }
}

struct MatterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matter",
    abstract:
      "Opens a warning, a disagreement, an action or a recommendation. That you opened it is entered."
  )

  @Argument(help: "Its number.")
  var entry: Int

  @OptionGroup var person: ReadInput

  func run() throws {
    let credential = try person.credential()
    let casebook = try person.open()
    let reading = try answering {
      try casebook.matter(entry, purpose: person.purpose, as: credential)
    }
    Terminal.out(AccountPages.matter(reading))
  }
}

struct AcknowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge", abstract: "Says that you have a warning that is with you.")

  @Argument(help: "Its number.")
  var entry: Int

  @OptionGroup var act: ActInput

  func run() throws {
    try act.perform(.account(.acknowledge(Acknowledgement(warning: entry))))
  }
}

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

  @Option(
    name: .customLong("having-seen"),
    help: "The numbers of the other warnings about the same that you have read, with commas.")
  var seen: String?

  @Option(name: .long, help: "The id of the second person, where two decide.")
  var second: String?

  @Option(name: .long, help: "What changed since the last decision, where this does less.")
  var changed: String?

  @Option(name: .customLong("evidence-of"), help: "The day of the evidence for it.")
  var evidenceOf: CivilDate?

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
    guard (changed == nil) == (evidenceOf == nil) else {
      throw ValidationError("--changed and --evidence-of go together")
    }
    let reviews = [alternative != nil, reviewer != nil, reviewOn != nil]
    guard Set(reviews).count == 1 else {
      throw ValidationError("--alternative, --reviewer and --review-on go together")
    }
    let shown = try (seen ?? "").split(separator: ",").map { part in
      guard let entry = Int(part.trimmingCharacters(in: .whitespaces)) else {
        throw ValidationError("--having-seen takes numbers with commas")
      }
      return entry
    }
    var decision = Decision(
      warning: entry, outcome: outcome, reason: reason, codes: codes, on: on ?? now().day,
      shown: shown, second: second, despite: despite)
    if let changed, let evidenceOf {
      decision.changed = Change(what: changed, evidenceOf: evidenceOf)
    }
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

struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Says which child, adult, place or vehicle of which case a warning is about.")

  @Argument(help: "The number of the warning.")
  var entry: Int

  @Option(name: .long, help: ArgumentHelp(stringLiteral: "Once for each: " + SubjectArgument.help))
  var about: [SubjectArgument]

  @OptionGroup var act: ActInput

  func run() throws {
    try act.perform(.account(.link(Linking(warning: entry, about: about.map(\.subject)))))
  }
}

struct NameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name",
    abstract:
      "Says that a warning names somebody with a post here: it is closed to them and their line.")

  @Argument(help: "The number of the warning.")
  var entry: Int

  @Argument(help: "The ids of those whom it names.")
  var people: [String]

  @OptionGroup var act: ActInput

  func run() throws {
    try act.perform(.account(.name(Naming(warning: entry, names: people))))
  }
}

struct HandoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handover",
    abstract: "Hands a matter over. It is yours until the other has taken it.",
    subcommands: [OfferIt.self, Take.self, Decline.self])

  struct OfferIt: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "offer", abstract: "Asks another to take a matter that is with you.")

    @Argument(help: "The number of the matter.")
    var entry: Int

    @Option(name: .long, help: "The id of the other person.")
    var to: String

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.account(.offer(Offer(matter: entry, to: to, reason: reason))))
    }
  }

  struct Take: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes a matter that you are offered.")

    @Argument(help: "The number of the matter.")
    var entry: Int

    @OptionGroup var act: ActInput

    func run() throws { try act.perform(.account(.take(Taking(matter: entry)))) }
  }

  struct Decline: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Does not take a matter that you are offered.")

    @Argument(help: "The number of the matter.")
    var entry: Int

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.account(.decline(Declining(matter: entry, reason: reason))))
    }
  }
}

struct DisagreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disagree",
    abstract:
      "Professional disagreements: they go up by the clock, and no case closes while one is open.",
    discussion:
      "The child's protection does not wait for a disagreement. In immediate danger: 999.",
    subcommands: [Open.self, Say.self, Settle.self])

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Opens a disagreement.")

    @Option(name: .long, help: "The number of the warning that it is about.")
    var warning: Int?

    @Option(name: .customLong("case"), help: "The case that it is about.")
    var caseID: String?

    @Option(name: .long, help: "What it is about.")
    var issue: String

    @Option(name: .long, help: "Your position, and what it rests on.")
    var position: String

    @Option(
      name: .customLong("with"),
      help: "The body with which, such as children-social-care/northmoor.")
    var body: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .account(
          .disagree(
            Disagreement(
              warning: warning, case: caseID, issue: issue, position: position, body: body))))
    }
  }

  struct Say: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "position", abstract: "Adds a position to a disagreement.")

    @Argument(help: "The number of the disagreement.")
    var entry: Int

    @Option(name: .long, help: "The position, and what it rests on.")
    var words: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.account(.position(Standpoint(disagreement: entry, words: words))))
    }
  }

  struct Settle: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Says how a disagreement that is with you is to be settled. Before the last stage, whoever opened it must agree."
    )

    @Argument(help: "The number of the disagreement.")
    var entry: Int

    @Option(name: .long, help: "What is to happen.")
    var outcome: String

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .account(.settle(Settlement(disagreement: entry, outcome: outcome, reason: reason))))
    }
  }
}

struct ActionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "action",
    abstract: "Actions that were agreed: nothing closes while one is open.",
    subcommands: [Agree.self, Done.self])

  struct Agree: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Enters an action that was agreed.")

    @Option(name: .long, help: "What is to be done.")
    var what: String

    @Option(name: .long, help: "The id of whoever does it.")
    var owner: String

    @Option(name: .long, help: "By which day.")
    var due: CivilDate

    @Option(name: .long, help: "The number of the warning that it is about.")
    var warning: Int?

    @Option(name: .customLong("case"), help: "The case that it is about.")
    var caseID: String?

    @Option(name: .long, help: "The meeting of that case at which it was agreed.")
    var meeting: String?

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .account(
          .agree(
            AgreedAction(
              what: what, owner: owner, due: due, warning: warning, case: caseID, meeting: meeting)
          )))
    }
  }

  struct Done: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says that an action of yours was done, and what shows it.")

    @Argument(help: "The number of the action.")
    var entry: Int

    @Option(name: .long, help: "What shows it.")
    var evidence: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.account(.complete(Completion(action: entry, evidence: evidence))))
    }
  }
}

struct RecommendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend",
    abstract:
      "Recommendations of reviews: each has an owner and a day, and somebody else says how it stands.",
    subcommands: [Make.self, Show.self, Rate.self])

  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "enter", abstract: "Enters a recommendation.")

    @Option(name: .long, help: "The review.")
    var review: String

    @Option(name: .long, help: "Its number in the review.")
    var number: String

    @Option(name: .long, help: "What it asks for.")
    var text: String

    @Option(name: .customLong("for"), help: "The body that it is for.")
    var body: String

    @Option(name: .long, help: "The id of whoever answers for it.")
    var owner: String

    @Option(name: .long, help: "By which day.")
    var due: CivilDate

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .account(
          .recommend(
            Recommendation(
              review: review, number: number, text: text, body: body, owner: owner, due: due))))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "evidence", abstract: "Adds what shows that a recommendation of yours is done.")

    @Argument(help: "The number of the recommendation.")
    var entry: Int

    @Option(name: .long, help: "What shows it.")
    var words: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.account(.evidence(Evidence(recommendation: entry, words: words))))
    }
  }

  struct Rate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract:
        "Says how a recommendation stands, of which you are not the owner. Accepted is not done.")

    @Argument(help: "The number of the recommendation.")
    var entry: Int

    @Argument(help: "How it stands.")
    var status: Rating.Status

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .account(.rate(Rating(recommendation: entry, status: status, reason: reason))))
    }
  }
}

struct ClockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock",
    abstract: "Clocks: stopping one, with authority, and explaining one that ran out.",
    subcommands: [Stop.self, Explain.self])

  struct Stop: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pause", abstract: "Stops the clocks of a matter until a day. Never one's own.")

    @Argument(help: "The number of the matter.")
    var entry: Int

    @Option(name: .long, help: "The last day on which they stand still: at most four weeks.")
    var until: CivilDate

    @Option(name: .long, help: "Why.")
    var reason: String

    @Option(name: .long, help: "By what authority.")
    var authority: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .account(
          .pause(Pause(matter: entry, reason: reason, authority: authority, until: until))))
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says why a clock ran out. That it did stays.")

    @Argument(help: "The number of the matter.")
    var entry: Int

    @Option(name: .long, help: "The entry at which it ran out.")
    var lapse: Int

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .account(.explain(Explanation(matter: entry, lapse: lapse, reason: reason))))
    }
  }
}

struct ArrangeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "arrange",
    abstract:
      "Says who receives warnings for a body, who takes over when a clock runs out, and how long each has."
  )

  @Argument(help: "The body, such as children-social-care/northmoor.")
  var body: String

  @Option(name: .long, help: "The id of whoever receives warnings.")
  var receives: String

  @Option(
    name: .customLong("take-over"),
    help:
      "Who takes over, in this order; one at least outside the line of whoever receives. Once for each."
  )
  var takeOver: [String]

  @Option(name: .long, help: "The id of whoever receives disclosures, independent of the body.")
  var recipient: String?

  @Option(name: .long, help: "Who settles disagreements, stage after stage. Once for each.")
  var stage: [String] = []

  @Option(
    name: .long,
    help: "A limit that is not the usual one, such as \"decide=2 working days\". Once for each.")
  var limit: [String] = []

  @Option(name: .long, help: "Whose calendar counts working days.")
  var jurisdiction = "england-and-wales"

  @OptionGroup var act: ActInput

  func run() throws {
    var limits: [String: String] = [:]
    for limit in limit {
      let parts = limit.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        throw ValidationError("write a limit as decide=2 working days")
      }
      limits[String(parts[0])] = String(parts[1])
    }
    try act.perform(
      .account(
        .arrange(
          Arrangement(
            body: body, receives: receives, takeOver: takeOver, recipient: recipient,
            stages: stage, limits: limits, jurisdiction: jurisdiction))))
  }
}
