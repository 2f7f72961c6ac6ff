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
    help:
      "Folders of case files, files of lines, or tables of counts as .csv. Without one, the cases of the casebook that are open to you.",
    completion: .file()
  )
  var sources: [String] = []

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
  @OptionGroup var person: PersonInput

  func validate() throws {
    if sources.isEmpty, !countsCasebook {
      throw ValidationError(
        "name a folder, a file of lines, or a table of counts; or a casebook with --casebook, and who you are"
      )
    }
    if !caseloads.isEmpty, person.book.casebook != nil {
      throw ValidationError("count files or a casebook, not both: leave one of them out")
    }
    if hasCaseload, place == nil {
      throw ValidationError("say whose figures they are: --place 'Northmoor (police force)'")
    }
    if !hasCaseload, !characteristics.isEmpty {
      throw ValidationError("--characteristics goes with a caseload, and there is none")
    }
  }

  /// Whether there is anything but tables of counts.
  var hasCaseload: Bool { !caseloads.isEmpty || countsCasebook }

  /// A casebook that the surroundings name is counted only where nothing else is named.
  private var countsCasebook: Bool {
    person.book.casebook != nil || sources.isEmpty && environment("HEED_CASEBOOK") != nil
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
      caseload: hasCaseload ? try caseload(recorded) : nil, published: tables)
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
    var name = "a caseload"
    var sources: [CaseloadReader.Source] = []
    if countsCasebook {
      let open = try person.caseload(for: "count", under: pack)
      sources.append(open.source)
      name = "the cases of a casebook that are open to the reader"
      if open.withheld > 0 { name += "; withheld from the reader: \(open.withheld)" }
    }
    sources += try caseloads.map { path in try readingCaseload { try .at(path) } }
    for source in sources {
      try readingCaseload {
        let reader = CaseloadReader(source, vocabulary: pack.vocabulary, options: options)
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
      throw unusable("no day is on record; name the period with --period")
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
          ? name : "\(name); records that could not be read: \(refused)"))
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
