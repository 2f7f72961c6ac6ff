import ArgumentParser
import Casebook
import CasebookSQLite
import CivilTime

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
