import ArgumentParser
import Assessment
import CaseRecord
import Diagnostics
import Documents
import Language
import Reports

/// Which rules of language to apply.
struct LanguageInput: ParsableArguments {
  @Option(
    name: .long,
    help: "A partnership's own file of rules, which adds to those of the law and switches some off."
  )
  var rules: String?

  /// The rules, or an explanation on standard error and exit 2.
  func load(law: LawInput) throws -> LanguageRules {
    let known = try law.read("Law/language.yaml") { readLanguage($0, file: $1, report: &$2) }.added
    guard let rules else { return known }
    var report = Report()
    let changes = Files.read(rules, report: &report)
      .flatMap { readDocument($0, file: rules, format: .yaml, report: &report) }
      .flatMap { readLanguage($0, file: rules, changing: known, report: &report) }
    Printer.show(report, texts: [:])
    guard !report.hasErrors, let changes else { throw Exit.unusable }
    return changes.applied(to: known)
  }
}

struct LanguageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language",
    abstract: "Words that blame a child, why, and what else could be written.",
    discussion:
      "It prompts, and never rewrites or blocks. Somebody's own words within quotation marks are left alone."
  )

  @Argument(help: "Case files, YAML or JSON: their reasons, outcomes and notes are read.")
  var files: [String] = []

  @Flag(name: .long, help: "Read a text from standard input instead.")
  var text = false

  @OptionGroup var rules: LanguageInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  @Flag(name: .customLong("fail-on-prompts"), help: "Exit 1 if there is a prompt.")
  var failsOnPrompts = false

  func validate() throws {
    if text == !files.isEmpty {
      throw ValidationError("name case files, or give --text and a text on standard input")
    }
  }

  func run() throws {
    let loaded = try rules.load(law: law)
    var isPrompted = false
    if text {
      var report = Report()
      let bytes = Files.read("/dev/stdin", report: &report)
      Printer.show(report, texts: [:])
      guard let bytes else { throw Exit.unusable }
      let input = String(decoding: bytes, as: UTF8.self)
      let found = loaded.prompts(in: input).map {
        Wording(at: "text", text: input, prompt: $0)
      }
      isPrompted = !found.isEmpty
      show(found, of: "Standard input")
    } else {
      let pack = try law.load()
      let records = try CaseFiles.read(files, under: pack)
      for (index, record) in records.enumerated() {
        if index > 0, output.format == .text { Terminal.out("") }
        let found = wording(of: record, under: loaded)
        isPrompted = isPrompted || !found.isEmpty
        show(found, of: record.title)
      }
    }
    if failsOnPrompts, isPrompted { throw Exit.findings }
  }

  private func show(_ found: [Wording], of name: String) {
    switch output.format {
    case .json: Terminal.out(json(wording: found, of: name).text)
    case .text:
      Terminal.out(report(language: found, title: name, layout: output.layout))
    }
  }
}
