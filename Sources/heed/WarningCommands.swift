import ArgumentParser
import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import Foundation
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
        throw unusable("\(wordsFrom): cannot be read; nothing was entered")
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
      throw unusable("\(Refusal.noSuchReceipt)")
    }
    let casebook = try book.openToWrite(law)
    let reading = try answering { try casebook.status(of: code) }
    switch format {
    case .json: try printJSON("receipt-status/1", reading.status)
    case .text: Terminal.out(AccountPages.receipt(reading.status, now: reading.now))
    }
    if fails, reading.status.isOverdue { throw Exit.findings }
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
