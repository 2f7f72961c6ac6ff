public import ArgumentParser
public import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Ledger

/// Whom or what a warning is about, on the command line: `child:the girl from flat 4`, `vehicle:AB51 CDE`, or an item of a case,
/// `child@river-lane/child-1`.
struct SubjectArgument: ExpressibleByArgument {
  let subject: Subject

  init?(argument: String) {
    guard let mark = argument.firstIndex(where: { $0 == ":" || $0 == "@" }),
      let kind = Subject.Kind(rawValue: String(argument[..<mark]))
    else { return nil }
    let rest = String(argument[argument.index(after: mark)...])
    if argument[mark] == ":" {
      subject = Subject(kind, rest)
      return
    }
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    subject = Subject(kind, "", case: String(parts[0]), item: String(parts[1]))
  }

  static let help =
    "child, adult, place or vehicle, and its name after a colon, such as \"vehicle:AB51 CDE\"; or an item of a case, such as child@river-lane/child-1."
}

/// A warning, by its number or by the code of its receipt.
struct WarningArgument: ExpressibleByArgument {
  enum Reference {
    case entry(Int)
    case code(ReceiptCode)
  }

  let reference: Reference

  init?(argument: String) {
    // A code has twelve signs; no log has so many entries.
    if argument.count < 12, let entry = Int(argument) {
      reference = .entry(entry)
    } else if let code = ReceiptCode(argument) {
      reference = .code(code)
    } else {
      return nil
    }
  }
}

/// Something that whoever raised a warning does: with their own key, or with the code of the receipt and no post.
struct ReporterInput: ParsableArguments {
  @Argument(help: "The number of the warning, or the code of its receipt.")
  var warning: WarningArgument

  @OptionGroup var act: ActInput

  func perform(_ make: (Int) -> AccountAct) throws {
    switch warning.reference {
    case .entry(let entry): try act.perform(.account(make(entry)))
    case .code(let code):
      try act.checkReceipt()
      let casebook = try act.person.open()
      let receipt = try answering { try casebook.perform(make, withCode: code) }
      try act.show([receipt], casebook)
    }
  }
}

/// What somebody says that they have read before they decide.
struct SeenInput: ParsableArguments {
  @Option(
    name: .customLong("having-seen"),
    help:
      "The entries of the earlier concerns, or of the other warnings about the same, that you have read, such as 12,15."
  )
  var seen: String = ""

  func entries() throws -> [Int] {
    try seen.split(separator: ",").map { text in
      guard let entry = Int(text.trimmingCharacters(in: .whitespaces)) else {
        throw ValidationError("--having-seen is a list of entries, such as 12,15")
      }
      return entry
    }
  }
}

/// What changed, where less is said or done than before.
struct ChangeInput: ParsableArguments {
  @Option(name: .long, help: "What changed, where this says or does less than before.")
  var changed: String?

  @Option(name: .customLong("evidence-of"), help: "The day of the evidence for it.")
  var evidenceOf: CivilDate?

  func change() throws -> Change? {
    guard (changed == nil) == (evidenceOf == nil) else {
      throw ValidationError("--changed and --evidence-of go together")
    }
    guard let changed, let evidenceOf else { return nil }
    return Change(what: changed, evidenceOf: evidenceOf)
  }
}

extension ReporterKind: ExpressibleByArgument {}
extension Casebook.Warning.Kind: ExpressibleByArgument {}
extension Outcome: ExpressibleByArgument {}
extension DecisionCode: ExpressibleByArgument {}
extension Rating.Status: ExpressibleByArgument {}
extension ClockStage: ExpressibleByArgument {}

/// An answer for programs: its format first, then its members in the order of their names.
func printJSON(_ format: String, _ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
  let text = String(decoding: try encoder.encode(value), as: UTF8.self)
  // The first member says what this is.
  Terminal.out("{\n  \"heed\" : \"\(format)\"," + text.dropFirst())
}
