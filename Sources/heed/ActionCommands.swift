import ArgumentParser
import Casebook
import CasebookSQLite
import CivilTime

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
