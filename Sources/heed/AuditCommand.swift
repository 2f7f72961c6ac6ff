import ArgumentParser
import Assessment
import AuditIndex
import BulkAudit
import CaseRecord
import Caseload
import CivilTime
import Diagnostics
import Foundation
import Glibc
import LawLibrary
import LawPack
import Reports

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Every framework, asked of a whole caseload: counts, worklists, and cases that nobody joined.",
    usage: "heed audit <source> ... [<options>]",
    discussion: """
      A source is a folder of case files, or a file with one record on each line as JSON, plain or gzip. Without one, the cases of the \
      casebook that are open to you. A record that cannot be read is named, skipped and counted.

      Lists are in the order in which each thing became knowable. A line is a reason to read a case again, and no finding about anybody.
      """)

  @Argument(help: "Folders of case files, or files of lines.", completion: .file())
  var sources: [String] = []

  @Option(name: .long, help: "The day whose law governs decisions. Default: today.")
  var on: CivilDate?

  @Option(name: .long, help: "Count only what was on file by this day. Default: everything.")
  var known: CivilDate?

  @Option(
    name: .customLong("since-law"),
    help:
      "Two days, such as 2015-01-01..2016-01-01: whom the law's changes between them affect. The audit is of the second."
  )
  var sinceLaw: DayPair?

  @Option(
    name: .long,
    help: "A table by agency, area or year, with small numbers withheld. Once for each.")
  var by: [AuditTable.Dimension] = []

  @Option(name: .long, help: "Draw so many cases for reading by hand.")
  var sample: Int?

  @Option(name: .long, help: "The number that decides which cases are drawn.")
  var seed: UInt64 = 1

  @Flag(
    name: .customLong("no-joining"),
    help:
      "Leave out the search for cases that share recorded people, places, vehicles or telephones.")
  var skipsJoining = false

  @Option(
    name: .long,
    help:
      "A file that keeps what is done, so that an audit that was interrupted goes on from there.",
    completion: .file())
  var state: String?

  @Option(
    name: .long,
    help:
      "A file beside the caseload that keeps what was found in each record, and what it says on every question, so that a later audit reads only what changed, and one under a changed law asks no record again.",
    completion: .file())
  var index: String?

  @Option(
    name: .long, help: "How many cases are read at once. Default: the processors of this machine.")
  var workers: Int?

  @Option(name: .long, help: "text, json or csv.")
  var format: AuditFormat = .text

  @Flag(name: .long, help: "Every line of every list, not only the first.")
  var all = false

  @Option(name: .long, help: "Columns to fill, 60 to 140.")
  var width: Int?

  @OptionGroup var law: LawInput
  @OptionGroup var person: PersonInput

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample is a number of cases, 1 or more") }
    if let workers, !(1...256).contains(workers) {
      throw ValidationError("--workers is a number from 1 to 256")
    }
    if let width, !(60...140).contains(width) {
      throw ValidationError("--width is a number of columns from 60 to 140")
    }
    if sinceLaw != nil, on != nil {
      throw ValidationError("--since-law names the day of the audit: leave --on out")
    }
  }

  func run() throws {
    let pack = try law.load()
    let day = sinceLaw?.last ?? on ?? today()
    let ready = BulkLaw(pack, on: day)
    let auditor = BulkAuditor(ready)
    let index = try opened(index, auditor)
    let run = AuditRun(
      auditor: auditor, earlier: sinceLaw.map { ready.on($0.first) }, known: known,
      joins: !skipsJoining, sample: sample.map { AuditSample(size: $0, seed: seed) },
      readers: try readers(pack, index), state: state, index: index, workers: threads)
    let report = try run.report()
    let layout = Layout(
      width: width ?? Terminal.width, isStyled: Terminal.isTerminal, showsAll: all)
    let output = Terminal.Stream()
    try orUnusable { () throws(AuditLinesError) in
      switch format {
      case .text:
        var page = AuditPage(report, by: by, layout)
        try page.write(to: output.put)
      case .json: try json(audit: report, by: by, to: output.put)
      case .csv: try commaSeparated(audit: report, to: output.put)
      }
    }
    output.end()
  }

  private func opened(_ index: String?, _ auditor: BulkAuditor) throws -> AuditIndex? {
    try index.map { path in
      let program = [UInt8](Heed.configuration.version.utf8) + (programIdentity() ?? [])
      return try orUnusable { () throws(AuditIndexError) in
        try AuditIndex(path, auditor: auditor, known: known, program: program)
      }
    }
  }

  private var threads: Int { workers ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private func readers(_ pack: LawPack, _ index: AuditIndex?) throws -> [CaseloadReader] {
    // Of what changed between two days the whole record is asked.
    let readsAll = sinceLaw != nil
    var isKnown: (@Sendable (ContentDigest) -> Bool)?
    if let index { isKnown = { !readsAll && index.holdsAnswers(to: $0) } }
    let options = CaseloadReader.Options(
      frameworks: pack.frameworks.map(\.id), isKnown: isKnown, workers: threads)
    if sources.isEmpty {
      let open = try person.caseload(for: "audit", under: pack)
      return [CaseloadReader(open.source, vocabulary: pack.vocabulary, options: options)]
    }
    return try sources.map { path in
      try readingCaseload {
        CaseloadReader(try .at(path), vocabulary: pack.vocabulary, options: options)
      }
    }
  }
}

enum AuditFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv
}

extension AuditTable.Dimension: ExpressibleByArgument {}

/// Two days, the first not after the second: `2015-01-01..2016-01-01`.
struct DayPair: ExpressibleByArgument {
  var first: CivilDate
  var last: CivilDate

  init?(argument: String) {
    let parts = argument.components(separatedBy: "..")
    guard parts.count == 2, let first = CivilDate(parts[0]), let last = CivilDate(parts[1]),
      first <= last
    else { return nil }
    self.first = first
    self.last = last
  }
}
