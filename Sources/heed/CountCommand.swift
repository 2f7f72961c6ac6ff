public import ArgumentParser
public import Counting
import Diagnostics
import LawPack
import Statistics
import StatisticsReports

struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract:
      "A caseload as figures: what is there, under which definitions, how long it took; and what may be claimed of it.",
    subcommands: [CountTablesCommand.self, CountClaimCommand.self],
    defaultSubcommand: CountTablesCommand.self)
}

struct CountTablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "Counts a caseload.",
    discussion: """
      A source is a folder of case files, or a file with one record on each line as JSON, plain or gzip; or a table of counts as \
      CSV, which is printed with its bounds. Without one, the cases of the casebook that are open to you.

      What is printed without --publish shows small numbers, and is not for publication. With --release-log it is protected \
      beside everything that was published before, and entered; a release that cannot be is refused.
      """)

  @OptionGroup var input: CountInput
  @OptionGroup var release: ReleaseInput

  @Option(
    name: .long,
    help:
      "How much is there, divided by agency, role or year. By agency, response times are divided too."
  )
  var by: CountedDimension?

  @Option(name: .long, help: "text, json, csv, csvw or svg. The last two need --output.")
  var format: CountFormat = .text

  @Option(
    name: .long, help: "A folder to write to, instead of standard output.", completion: .directory)
  var output: String?

  func validate() throws {
    if output == nil, format == .csvw || format == .svg {
      throw ValidationError(
        "--format \(format.rawValue) makes several files: name a folder with --output")
    }
  }

  func run() throws {
    if release.log != nil, !input.hasCaseload {
      throw ValidationError("--release-log goes with a caseload, and there is none")
    }
    let counted = try input.read()
    let count = counted.caseload.map(CaseloadCount.init)
    let published = try count.flatMap { try release.publication($0, by: by) }
    let files = CountOutput(count, counted.published, by: by, as: published).files(format)
    if format != .text, let published {
      for note in published.notes { Terminal.error("heed: \(note)") }
      for line in published.publication.leftOutLines { Terminal.error("heed: left out: \(line)") }
    }
    guard let output else {
      try published?.enter()
      // One file fits on standard output: completeness, if it was asked for by name.
      let name = format == .csv && by != nil ? "completeness.csv" : files[0].name
      for file in files where file.name == name { Terminal.out(file.text) }
      return
    }
    try CountOutput.write(files, to: output) { try published?.enter() }
  }
}

struct CountClaimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim",
    abstract: "Says whether figures support a claim, contradict it, or leave it open.",
    discussion: """
      A claim is written as "A exceeds B in PLACE, PERIOD, BASE"; Documentation/statistics.md has the other forms. \
      Missing values may be anything, and the answer says what that leaves.
      """)

  @Argument(help: "The claim, in quotes.")
  var claim: String

  @OptionGroup var input: CountInput

  @Flag(name: .long, help: "Answer from figures alone in which no small number has to be withheld.")
  var publish = false

  func run() throws {
    let parsed = try orUnusable("the claim cannot be read: ") { () throws(ClaimError) in
      try Claim(claim)
    }
    let counted = try input.read()
    try orUnusable { () throws(Refusal) in
      let own = counted.caseload.map { caseload in
        let count = CaseloadCount(caseload)
        return publish ? Publication(count).claimableFigures : count.figures
      }
      let figures = try FigureSet((own ?? []) + counted.published)
      Terminal.out(figures.answer(parsed).sentences.joined(separator: "\n"))
      if publish, own != nil { Terminal.out("Earlier releases were not checked.") }
    }
  }
}

enum CountFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, csvw, svg
}

extension CountedDimension: ExpressibleByArgument {}
