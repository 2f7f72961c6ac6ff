import ArgumentParser
import Casebook
import CasebookSQLite
import CivilTime

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
