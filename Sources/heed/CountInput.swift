public import ArgumentParser
import BulkAudit
import CaseRecord
import Caseload
import Characteristics
import CivilTime
import Counting
import Diagnostics
import Documents
import Glibc
import LawPack
public import Statistics

/// What is counted: caseloads, files of counts, or both.
struct CountInput: ParsableArguments {
  @Argument(
    help: "Folders of case files, files of lines, or tables of counts as .csv.", completion: .file()
  )
  var sources: [String]

  @Option(
    name: .long, help: "A file of recorded ethnicity, heed: characteristics/1. Once for each.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var characteristics: [String] = []

  @Option(name: .long, help: "Whose figures they are, such as 'Northmoor (police force)'.")
  var place: CountPlace?

  @Option(
    name: .long,
    help:
      "The period of the caseload, such as 2018/19. Default: from the first to the last year of what is on record."
  )
  var period: Period?

  @Option(name: .long, help: "A name for this state of the records. Default: the day.")
  var snapshot: String?

  @Option(name: .long, help: "The day whose law governs decisions. Default: today.")
  var on: CivilDate?

  @Option(name: .long, help: "Count only what was on file by this day. Default: everything.")
  var known: CivilDate?

  @OptionGroup var law: LawInput

  func validate() throws {
    if sources.isEmpty {
      throw ValidationError("name a folder, a file of lines, or a table of counts")
    }
    if !caseloads.isEmpty, place == nil {
      throw ValidationError("say whose figures they are: --place 'Northmoor (police force)'")
    }
    if caseloads.isEmpty, !characteristics.isEmpty {
      throw ValidationError("--characteristics goes with a caseload, and there is none")
    }
  }

  /// What was read; or every problem on standard error, and exit 2.
  func read() throws -> Counted {
    var report = Report()
    let tables = sources.filter { !caseloads.contains($0) }.flatMap { path in
      Files.read(path, report: &report).map { readCounts($0, file: path, report: &report) } ?? []
    }
    let recorded = recordings(&report)
    Printer.show(report, texts: [:])
    if report.hasErrors { throw Exit.unusable }
    return Counted(
      caseload: caseloads.isEmpty ? nil : try caseload(recorded), published: tables)
  }

  private var caseloads: [String] { sources.filter { !$0.lowercased().hasSuffix(".csv") } }

  private func recordings(_ report: inout Report) -> Characteristics? {
    if characteristics.isEmpty { return nil }
    let files = characteristics.compactMap { path in
      Files.read(path, report: &report).map { bytes in
        (
          name: path, bytes: bytes,
          format: path.lowercased().hasSuffix(".json") ? DocumentFormat.json : .yaml
        )
      }
    }
    return readCharacteristics(files, report: &report)
  }

  private func caseload(_ recorded: Characteristics?) throws -> CountedCaseload {
    let pack = try law.load()
    let day = on ?? today()
    let bulk = BulkLaw(pack, on: day)
    let names = pack.frameworks.map(\.id)
    let options = CaseloadReader.Options(
      frameworks: names, workers: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    var cases: [CountedCase] = []
    var refused = 0
    for path in caseloads {
      try readingCaseload {
        let reader = CaseloadReader(try .at(path), vocabulary: pack.vocabulary, options: options)
        try reader.inBlocks(work: { items in self.count(items, bulk, names) }) { block in
          cases += block.cases
          for problem in block.refused { Terminal.error("heed: \(problem)") }
          refused += block.refused.count
        }
      }
    }
    if refused > 0 {
      Terminal.error("heed: records that could not be read, and are in no figure: \(refused)")
    }
    guard let place = place?.place, let period = period ?? countedPeriod(of: cases.map(\.record))
    else {
      Terminal.error("heed: no day is on record; name the period with --period")
      throw Exit.unusable
    }
    let frameworks = pack.frameworks.map { framework in
      CountedFramework(
        framework.id, title: framework.short,
        isGroupDefinition: framework.about == .group
          && (framework.kind == .group || framework.kind == .policy))
    }
    return CountedCaseload(
      cases, frameworks: frameworks, characteristics: recorded,
      stamp: CountStamp(
        place: place, period: period, snapshot: snapshot ?? "read on \(today())",
        ruleVersion: pack.contentHash,
        source: refused == 0
          ? "a caseload" : "a caseload; records that could not be read: \(refused)"))
  }

  /// What one block of records came to, on whichever thread.
  private struct Block: Sendable {
    var cases: [CountedCase]
    var refused: [String]
  }

  private func count(_ items: [CaseloadItem], _ bulk: BulkLaw, _ names: [String]) -> Block {
    let records = items.compactMap(\.record)
    return Block(
      cases: zip(records, bulk.assessments(of: records, known: known)).map { record, found in
        CountedCase(
          record,
          answers: found.answers.map {
            CountedAnswer(
              framework: names[$0.framework], child: $0.child, state: $0.state.rawValue,
              neverConsidered: $0.wasNeverConsidered)
          }, guards: Set(found.guards.map(\.kind.rawValue)))
      },
      refused: items.filter { $0.record == nil }.map { item in
        "\(item.place.words): \(item.problems.first.map { "\($0.message) [\($0.code)]; \($0.help)" } ?? "cannot be read")"
      })
  }
}

/// What was read to be counted.
struct Counted {
  var caseload: CountedCaseload?
  /// Figures from files of counts, which somebody else has published.
  var published: [RecordedFigure]

  /// Every figure; with a rule, those that may be published.
  func figures(rule: SmallNumbers?) -> [RecordedFigure] {
    let own = caseload.map { caseload in
      rule.map { caseload.publishableFigures(rule: $0) } ?? caseload.figures
    }
    return (own ?? []) + published
  }

  /// Figures whose numbers may all be printed.
  var claimableForPublication: [RecordedFigure] {
    (caseload?.publishablyClaimableFigures() ?? []) + published
  }
}

/// A place with its kind, as `Northmoor (police force)`.
struct CountPlace: ExpressibleByArgument {
  let place: Statistics.Place

  init?(argument: String) {
    guard let place = countedPlace(argument) else { return nil }
    self.place = place
  }
}

extension Period: ExpressibleByArgument {}
