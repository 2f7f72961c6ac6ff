import ArgumentParser
import Assessment
import CaseRecord
import CivilTime
import Diagnostics
import Documents
import LawLibrary
import LawPack
import Reports
import Synchronization
import Vocabulary
import WorkedCases

struct LawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "law", abstract: "The law that Heed applies: list it, read it, check it, test it.",
    subcommands: [
      List.self, Show.self, Diff.self, Test.self, Mutants.self, Check.self,
    ])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every framework, with its days.")

    @OptionGroup var law: LawInput
    @OptionGroup var output: OutputInput

    @Option(name: .long, help: "Only what is the law on this day.")
    var on: CivilDate?

    func run() throws {
      let law = try law.load()
      switch output.format {
      case .json: Terminal.out(list(of: law, on: on).prettyText)
      case .text:
        Terminal.out(report(list: law, on: on, layout: output.layout))
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One framework: its elements, citations, readings, and what it does not need.")

    @Argument(help: "The framework, such as MSA2015-2.")
    var framework: String

    @OptionGroup var law: LawInput
    @OptionGroup var output: OutputInput

    @Option(name: .long, help: "Say whether it is the law on this day.")
    var on: CivilDate?

    func run() throws {
      let law = try law.load()
      let found = try law.requireFramework(framework)
      switch output.format {
      case .json: Terminal.out(description(of: found, in: law, on: on).prettyText)
      case .text:
        Terminal.out(report(show: found, in: law, on: on, layout: output.layout))
      }
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What the law changed between two days.")

    @Argument(help: "The earlier day, such as 2015-07-30.")
    var first: CivilDate

    @Argument(help: "The later day.")
    var last: CivilDate

    @OptionGroup var law: LawInput
    @OptionGroup var output: OutputInput

    func validate() throws {
      if last < first { throw ValidationError("give the earlier day first") }
    }

    func run() throws {
      let law = try law.load()
      let change = law.changes(from: first, to: last)
      switch output.format {
      case .json: Terminal.out(json(change, from: first, to: last).prettyText)
      case .text:
        Terminal.out(report(changes: change, from: first, to: last, layout: output.layout))
      }
    }
  }

  struct Mutants: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes every small slip in the law, and names those that no worked case would see.",
      discussion: """
        A slip is an 'any' for an 'all', an element or a condition left out, a day in force moved by one. \
        Build for release first: this assesses each worked case many times.
        """)

    @OptionGroup var law: LawInput

    @Argument(help: "Only these frameworks.")
    var only: [String] = []

    func run() throws {
      let pack = try law.load()
      let cases = try readCases(of: law, under: pack)
      let chosen = try only.isEmpty ? pack.frameworks : only.map { try pack.requireFramework($0) }
      var made = 0
      var unseen = 0
      for (index, framework) in chosen.enumerated() {
        Terminal.progress("\(index + 1) of \(chosen.count)")
        let bearing = pack.cases(on: framework.id, among: cases)
        for mutant in pack.mutants(of: framework) {
          made += 1
          guard !mutant.isSeen(by: bearing, under: pack) else { continue }
          unseen += 1
          Terminal.progress("")
          Terminal.out("\(mutant.framework)  \(mutant.what)")
        }
      }
      Terminal.progress("")
      Terminal.out("\(made) slips: \(made - unseen) seen by a worked case, \(unseen) not")
      if unseen > 0 { throw Exit.findings }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says everything that is wrong with the files of the law, and what to do.")

    @OptionGroup var law: LawInput

    func run() throws {
      let (law, found) = try self.law.check()
      Printer.show(found, texts: [:])
      let elements = law.frameworks.flatMap(\.elements)
      let statuses = Verification.allCases.reversed().map { status in
        "\(elements.filter { $0.status == status }.count) \(status.rawValue)"
      }
      Terminal.out(
        """
        \(law.frameworks.count) frameworks, \(elements.count) elements (\(statuses.joined(separator: ", "))), \
        \(law.vocabulary.facts.count) facts, \(law.terms.count) terms: no errors
        """)
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs the worked cases that stand beside each Act.")

    @OptionGroup var law: LawInput

    @Argument(help: "Only files whose path contains one of these words.")
    var only: [String] = []

    @Flag(name: .long, help: "Name every case, not only those that fail.")
    var verbose = false

    func run() throws {
      let law = try law.load()
      let cases = try readCases(of: self.law, under: law)
      let chosen = cases.filter { worked in
        only.isEmpty || only.contains { worked.location.file.contains($0) }
      }
      var failed = 0
      for (index, worked) in chosen.enumerated() {
        Terminal.progress("\(index + 1) of \(chosen.count)")
        let failures = worked.run(under: law)
        if failures.isEmpty {
          if verbose { Terminal.out("met      \(worked.name)") }
          continue
        }
        failed += 1
        Terminal.progress("")
        Terminal.out("\(worked.location.file):\(worked.location.position.line): \(worked.name)")
        for failure in failures {
          Terminal.out(
            "  line \(failure.expectation.location.position.line), \(failure.question): expected \(failure.expected), found \(failure.found)"
          )
        }
      }
      Terminal.progress("")
      if chosen.isEmpty {
        Terminal.error("heed: no file of worked cases has any of these words in its path")
      }
      let uncovered = law.elementsWithoutCase(in: cases)
      let answers = chosen.reduce(0) { $0 + $1.expectations.count }
      Terminal.out(
        "\(chosen.count) worked cases, \(answers) answers: \(chosen.count - failed) as expected, \(failed) not"
      )
      Terminal.out(
        uncovered.isEmpty
          ? "every element that facts may answer is named by a worked case"
          : "\(uncovered.count) elements that no worked case names: \(uncovered.joined(separator: ", "))"
      )
      // No case at all is a failure too: a test that ran nothing proved nothing.
      if failed > 0 || chosen.isEmpty { throw Exit.findings }
    }
  }
}

/// The worked cases of the folder of law, with the records of Cases/fictional that they may name.
private func readCases(of law: LawInput, under pack: LawPack) throws -> [WorkedCase] {
  var report = Report()
  let cases: [WorkedCase]
  do {
    cases = try LawLibrary(at: law.law).workedCases(under: pack, report: &report) { _ in true }
  } catch {
    throw law.show(error)
  }
  Printer.show(report, texts: [:])
  if report.hasErrors { throw Exit.unusable }
  return cases
}

extension LawLibrary {
  /// The worked cases of some files.
  ///
  /// - Parameter isWanted: whether to read a file, by its path in the folder.
  fileprivate func workedCases(
    under pack: LawPack, report: inout Report, where isWanted: (String) -> Bool
  ) throws(LawLibraryError) -> [WorkedCase] {
    let records = try exampleRecords().map {
      RecordFile(name: "Cases/fictional/\($0.path)", bytes: $0.bytes, format: .yaml)
    }
    let read = readCaseRecords(records, vocabulary: pack.vocabulary, report: &report)
    let byId = Dictionary(read.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var cases: [WorkedCase] = []
    for file in try caseFiles() where isWanted(file.path) {
      cases += readWorkedCases(
        file.bytes, file: "Law/\(file.path)", law: pack, records: byId,
        jurisdiction: CaseRecord.jurisdictions.contains(file.folder)
          && file.folder != "international" ? file.folder : "england-and-wales",
        report: &report)
    }
    return cases
  }
}

extension LawInput {
  /// Reads the worked cases beside the Act of a framework, each file once; none where they cannot be read.
  func workedCases(under pack: LawPack) -> @Sendable (Framework) -> [WorkedCase] {
    let folder = law
    let shelf = Mutex<[String: [WorkedCase]]>([:])
    return { framework in
      if let found = shelf.withLock({ $0[framework.file] }) { return found }
      let file = framework.file.replacing(".yaml", with: ".cases.yaml")
      var report = Report()
      let cases =
        (try? LawLibrary(at: folder).workedCases(under: pack, report: &report) { $0 == file }) ?? []
      shelf.withLock { $0[framework.file] = cases }
      return cases
    }
  }
}

extension LawPack {
  /// The framework, or the nearest name on standard error and exit 2.
  func requireFramework(_ id: String) throws -> Framework {
    if let found = self[framework: id]
      ?? frameworks.first(where: { $0.id.lowercased() == id.lowercased() })
    {
      return found
    }
    let near = nearest(to: id.uppercased(), among: frameworks.map(\.id))
    let isFile = DocumentFormat(fileName: id) != nil
    throw unusable(
      isFile
        ? "name a framework after the last case file, such as MSA2015-2"
        : "there is no framework '\(id)'"
          + (near.map { "; did you mean '\($0)'?" } ?? "; 'heed law list' names every one"))
  }
}
