public import ArgumentParser
import CaseRecord
import Casebook
import CasebookSQLite
public import CivilTime
import Diagnostics
import Documents
public import EvidenceLogic
import LawPack
import Reports

/// Which records to read: of files, or of a casebook.
struct RecordInput: ParsableArguments {
  @Argument(
    help: "Case files, YAML or JSON. Files with the same id are one record.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String] = []

  @Option(
    name: .customLong("case"), help: "A case of the casebook, in place of files. Once for each.")
  var cases: [String] = []

  @Option(
    name: .customLong("recorded"),
    help: "The case as the casebook stood at the end of this day, whatever was entered since.")
  var recordedBy: CivilDate?

  @OptionGroup var person: PersonInput

  func validate() throws {
    if files.isEmpty, cases.isEmpty {
      throw ValidationError("name at least one case file, or a case of a casebook with --case")
    }
    if !files.isEmpty, !cases.isEmpty {
      throw ValidationError("name files or cases of a casebook, not both")
    }
    if recordedBy != nil, cases.isEmpty {
      throw ValidationError("--recorded is for cases of a casebook")
    }
  }

  /// The records, with what was found in the files or withheld from the reader.
  ///
  /// - Parameter what: under which name the reading of a case is entered.
  func read(_ what: String, under law: LawPack) throws -> [CaseRecord] {
    if cases.isEmpty { return try CaseFiles.read(files, under: law) }
    return try views(what, under: law).map { view in
      for (withheld, count) in view.withheld.counted {
        Terminal.error(
          "heed: \(view.record.id): withheld from you \(count == 1 ? "once" : "\(count) times"): \(withheld.sentence)"
        )
      }
      return view.record
    }
  }

  /// The cases of the casebook as the reader may see them, each entered as read.
  ///
  /// - Parameter profile: the copy that is asked for, of this child.
  func views(
    _ what: String, under law: LawPack, copy: (RedactionProfile, subject: String)? = nil
  ) throws -> [CaseView] {
    try person.views(what, of: cases, recordedBy: recordedBy, under: law, copy: copy)
  }
}

extension PersonInput {
  /// Cases of the casebook as the person may see them, each entered as read.
  ///
  /// - Parameters:
  ///   - cases: nil for all that are open to the person.
  ///   - profile: the copy that is asked for, of this child.
  func views(
    _ what: String, of cases: [String]?, recordedBy: CivilDate? = nil, under law: LawPack,
    copy: (RedactionProfile, subject: String)? = nil
  ) throws -> [CaseView] {
    let credential = try credential()
    let language = CasebookFile.Language(
      vocabulary: law.vocabulary, frameworks: law.frameworks.map(\.id))
    let casebook = try book.openToWrite(language)
    return try answering {
      let cases = try cases ?? casebook.cases(purpose: purpose, as: credential).cases.map(\.id)
      return try cases.map { id in
        let detail = [
          copy.map { "copy for \($0.0.rawValue)" },
          recordedBy.map { "as recorded by \($0)" },
        ].compactMap(\.self)
        let reading = try casebook.read(
          View(
            what: what, purpose: purpose,
            detail: detail.isEmpty ? nil : detail.joined(separator: ", ")),
          in: id, recordedBy: recordedBy, as: credential)
        guard let file = reading.file else { throw Refusal.noSuchCase(id) }
        var report = Report()
        guard
          let view = file.view(
            seenThrough: reading.sight, withholding: reading.withheld,
            copy: copy.map { $0.0.lens(subject: $0.subject) }, vocabulary: language.vocabulary,
            frameworks: language.frameworks, on: reading.now.day, report: &report)
        else {
          Printer.show(report, texts: [:])
          throw Exit.unusable
        }
        return view
      }
    }
  }
}

/// Reads case files.
enum CaseFiles {
  /// The records, or what is wrong with the files on standard error and exit 2.
  static func read(_ files: [String], under law: LawPack) throws -> [CaseRecord] {
    let (records, report, _) = readAll(files, under: law)
    Printer.show(report, texts: [:])
    if report.hasErrors { throw Exit.unusable }
    return records
  }

  static func readAll(
    _ files: [String], under law: LawPack
  ) -> ([CaseRecord], Report, [String: [UInt8]]) {
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
