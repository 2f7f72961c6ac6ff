public import ArgumentParser
import CaseRecord
public import CivilTime
import Diagnostics
import Documents
public import EvidenceLogic
import LawPack
import Reports

/// Which records to read, and on which days they are asked.
struct RecordInput: ParsableArguments {
  @Argument(
    help: "Case files, YAML or JSON. Files with the same id are one record.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String]

  /// The records, with what was found in the files.
  func read(under law: LawPack, showingLines: Bool = false) throws -> [CaseRecord] {
    let (records, report, _) = readAll(under: law)
    Printer.show(report, texts: [:])
    if report.hasErrors { throw Exit.unusable }
    return records
  }

  func readAll(under law: LawPack) -> ([CaseRecord], Report, [String: [UInt8]]) {
    var report = Report()
    var texts: [String: [UInt8]] = [:]
    var inputs: [RecordFile] = []
    for (index, path) in files.enumerated() {
      if files.count > 20 { Terminal.progress("reading \(index + 1) of \(files.count)") }
      guard let format = DocumentFormat(fileName: path) else {
        if Files.refuseFolder(path, report: &report) { continue }
        report.add(
          Diagnostic(
            .error, "file.format",
            at: Location(file: path, position: Position(line: 1, column: 1)),
            "the name does not say whether this is YAML or JSON",
            help: "name the file .yaml, .yml or .json"))
        continue
      }
      guard let bytes = Files.read(path, report: &report) else { continue }
      texts[path] = bytes
      inputs.append(RecordFile(name: path, bytes: bytes, format: format))
    }
    if files.count > 20 { Terminal.progress("") }
    let options = RecordReading.Options(frameworks: law.frameworks.map(\.id))
    let records = readCaseRecords(
      inputs, vocabulary: law.vocabulary, options: options, report: &report)
    return (records, report, texts)
  }
}

/// The days and the threshold of an assessment.
struct DayInput: ParsableArguments {
  @Option(
    name: .long,
    help: "The day whose law governs decisions, such as 2026-01-15. Default: today.")
  var on: CivilDate?

  @Option(
    name: .long,
    help: "Count only what was on file by this day, such as 2009-06-12. Default: everything.")
  var known: CivilDate?

  @Option(
    name: .long,
    help: "Assess as if the record belonged to this jurisdiction, such as scotland.")
  var jurisdiction: String?

  @Option(
    name: .customLong("counts-from"),
    help: "The lowest class of source that counts, F1 to F7 (see 'Law/source-kinds.yaml').")
  var countsFrom: SourceClass = .f1

  func validate() throws {
    if let jurisdiction, !CaseRecord.jurisdictions.contains(jurisdiction) {
      throw ValidationError(
        "unknown jurisdiction '\(jurisdiction)'; it is one of \(CaseRecord.jurisdictions.joined(separator: ", "))"
      )
    }
    if countsFrom < .f1 { throw ValidationError("F0 is shown and never counted; give F1 to F7") }
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// How an answer is printed.
struct OutputInput: ParsableArguments {
  @Option(name: .long, help: "text, for people, or json, for programs.")
  var format: OutputFormat = .text

  @Flag(name: .long, help: "Everything, not only what matters most.")
  var all = false

  @Option(name: .long, help: "Columns to fill, 60 to 140. Default: those of the terminal, or 100.")
  var width: Int?

  var layout: Layout {
    Layout(width: width ?? Terminal.width, isStyled: Terminal.isTerminal, showsAll: all)
  }

  func validate() throws {
    if let width, !(60...140).contains(width) {
      throw ValidationError("--width is a number of columns from 60 to 140")
    }
  }
}

extension CivilDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension SourceClass: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument.uppercased()) }

  public static var allValueStrings: [String] { (1...7).map { "F\($0)" } }
  public var defaultValueDescription: String { name ?? "" }
}
