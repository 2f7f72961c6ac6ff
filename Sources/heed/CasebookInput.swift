public import ArgumentParser
import Assessment
public import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import LawPack
import Ledger

/// Which casebook.
struct CasebookInput: ParsableArguments {
  @Option(
    name: .long, help: "The casebook. Default: what HEED_CASEBOOK says.",
    completion: .file(extensions: ["casebook"]))
  var casebook: String?

  @Option(
    name: .customLong("log-key"),
    help:
      "The secret key of its log. Default: what HEED_LOG_KEY says, or the casebook's name with .log-key.",
    completion: .file())
  var logKey: String?

  var path: String {
    get throws {
      guard let path = casebook ?? environment("HEED_CASEBOOK") else {
        throw ValidationError("name the casebook with --casebook, or in HEED_CASEBOOK")
      }
      return path
    }
  }

  /// The casebook as far as it can be read without the key of its log.
  func openToVerify(_ law: LawInput) throws -> CasebookFile {
    try open(language(law), logKey: nil)
  }

  func openToWrite(_ law: LawInput) throws -> CasebookFile {
    try openToWrite(language(law))
  }

  func openToWrite(_ language: CasebookFile.Language) throws -> CasebookFile {
    let path = try path
    let logKey = logKey ?? environment("HEED_LOG_KEY") ?? path + ".log-key"
    return try open(language, logKey: try KeyFile.read(logKey, whose: "the key of the log"))
  }

  private func open(_ language: CasebookFile.Language, logKey: NoteSigner?) throws -> CasebookFile {
    let path = try path
    return try answering {
      try CasebookFile(
        at: path, language: language, logKey: logKey, clock: now)
    }
  }
}

/// The words and frameworks that items may name.
func language(_ law: LawInput) throws -> CasebookFile.Language {
  let law = try law.load()
  return CasebookFile.Language(
    vocabulary: law.vocabulary, frameworks: law.frameworks.map(\.id), calendars: law.calendars)
}

/// Who acts, and why. Nobody acts without their own key.
struct PersonInput: ParsableArguments {
  @OptionGroup var book: CasebookInput

  @Option(name: .customLong("as"), help: "Who you are. Default: what HEED_PERSON says.")
  var person: String?

  @Option(
    name: .long, help: "The file with your own secret key. Default: what HEED_KEY says.",
    completion: .file())
  var key: String?

  @Option(name: .long, help: "Why you look. It stands in the log of reads.")
  var purpose: String?

  func credential() throws -> Credential {
    guard let person = person ?? environment("HEED_PERSON") else {
      throw ValidationError("say who you are with --as, or in HEED_PERSON")
    }
    guard let path = key ?? environment("HEED_KEY") else {
      throw ValidationError("name the file with your own key with --key, or in HEED_KEY")
    }
    return Credential(person: person, key: try KeyFile.read(path, whose: "your key"))
  }

}

/// Somebody who reads in a casebook.
struct ReadInput: ParsableArguments {
  @OptionGroup var person: PersonInput
  @OptionGroup var law: LawInput

  func open() throws -> CasebookFile { try person.book.openToWrite(law) }
  func credential() throws -> Credential { try person.credential() }
  var purpose: String? { person.purpose }

  /// Enters that the person reads something, and gives it.
  func read(_ what: String, detail: String? = nil, case caseID: String? = nil) throws
    -> CasebookFile.Reading
  {
    let credential = try credential()
    let casebook = try open()
    return try answering {
      try casebook.read(
        View(what: what, purpose: purpose, detail: detail), in: caseID, as: credential)
    }
  }
}

/// An act of one person, and what is printed of it.
struct ActInput: ParsableArguments {
  @OptionGroup var person: ReadInput

  @Option(
    name: .long, help: "Write the receipt to this file, to keep elsewhere.",
    completion: .file(extensions: ["tlog-proof"]))
  var receipt: String?

  @Option(name: .long, help: "text, for people, or json, for programs.")
  var format: OutputFormat = .text

  /// Does one act and says what was entered.
  @discardableResult
  func perform(_ act: Act, in caseID: String? = nil) throws -> Receipt {
    try perform([CasebookFile.Request(case: caseID, act: act)])[0]
  }

  @discardableResult
  func perform(_ requests: [CasebookFile.Request]) throws -> [Receipt] {
    try checkReceipt()
    let credential = try person.credential()
    let casebook = try person.open()
    let receipts = try answering { try casebook.perform(requests, as: credential) }
    try show(receipts, casebook)
    return receipts
  }

  /// Before anything is done, whether the receipt will have a place.
  func checkReceipt() throws {
    guard let receipt, access(receipt, F_OK) == 0 else { return }
    throw unusable("\(receipt): there is a file already; nothing was done")
  }

  /// What was entered, and where the receipt is.
  func show(_ receipts: [Receipt], _ casebook: CasebookFile) throws {
    guard let last = receipts.last else {
      if format == .json { Terminal.out(#"{"heed": "receipt/1", "entries": []}"#) }
      return
    }
    defer { writeReceiptFile(of: last, casebook) }
    switch format {
    case .json:
      Terminal.out(
        JSONValue.object([
          ("heed", .string("receipt/1")),
          (
            "entries",
            .array(
              receipts.map { receipt in
                .object([
                  ("entry", .int(receipt.entry)), ("at", .string("\(receipt.at)")),
                  ("leaf", .string(receipt.leaf.hexadecimal)),
                ])
              })
          ),
        ]).text)
    case .text:
      let entries =
        receipts.count == 1
        ? "entry \(last.entry)"
        : "entries \(receipts[0].entry) to \(last.entry)"
      Terminal.out(
        "Entered: \(entries), \(describe(last.at.day)) at \(last.at.timeOfDay). Provisional until witnessed."
      )
    }
  }
}

extension ActInput {
  /// Writes the receipt where it was asked for.
  func writeReceiptFile(of last: Receipt, _ casebook: CasebookFile) {
    guard let receipt else { return }
    do {
      let proof = try casebook.proof(ofEntry: last.entry, policy: nil)
      try Files.write(Array(proof.encoded.utf8), to: receipt)
    } catch {
      Terminal.error(
        "heed: entered as \(last.entry); only the receipt was not written: heed ledger receipt \(last.entry)"
      )
    }
  }
}

/// Says why something was refused or failed, in place of an error of the program.
@discardableResult
func answering<Value>(_ work: () throws -> Value) throws -> Value {
  do {
    return try work()
  } catch let refusal as Refusal {
    Terminal.error("heed: refused: \(refusal)")
    throw Exit.refused
  } catch let error as CasebookError {
    throw unusable("\(error)")
  }
}

func environment(_ name: String) -> String? {
  guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { return nil }
  return value
}

/// The clock of the casebook.
@Sendable func now() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(milliseconds: Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000)
}

extension Instant {
  /// `21 November 2026, 09:00`.
  var words: String { "\(describe(day)), \(timeOfDay)" }
}

extension Role: ExpressibleByArgument {}
extension ContentClass: ExpressibleByArgument {}
extension SharingBasis: ExpressibleByArgument {}
extension RedactionProfile: ExpressibleByArgument {}
