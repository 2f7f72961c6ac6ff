import ArgumentParser
import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Ledger

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
