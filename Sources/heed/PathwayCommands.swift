import ArgumentParser
import Assessment
import CaseRecord
import CivilTime
import Language
import LawPack
import Reports

struct DutiesCommand: AnswerCommand {
  static let configuration = CommandConfiguration(
    commandName: "duties",
    abstract: "What the law asks on a record: of whom, by when, and what is on record of it.",
    discussion: "Days are counted by the calendars of Law/calendars; the arithmetic is shown.")

  @OptionGroup var records: RecordInput
  @OptionGroup var days: DayInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  @Option(name: .long, help: "Only what this agency or kind of body owes, such as police.")
  var agency: String?

  @Flag(
    name: .customLong("fail-on-passed"),
    help: "Exit 1 if a day has passed with nothing recorded.")
  var failsOnPassed = false

  func run() throws {
    let assessments = try answer()
    guard failsOnPassed else { return }
    let isPassed = assessments.contains { assessment in
      assessment.duties.contains { $0.standing == .notRecorded && $0.pathway.kind.isOwed }
    }
    if isPassed { throw Exit.findings }
  }

  func text(_ assessment: Assessment, layout: Layout) -> String {
    report(duties: assessment, agency: agency, layout: layout)
  }

  func json(_ assessment: Assessment) -> JSONValue { duties(of: assessment, agency: agency) }
}

struct ImpactCommand: AnswerCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "What each classification changes: for policing, in law and for the child.")

  @OptionGroup var records: RecordInput
  @OptionGroup var days: DayInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  func run() throws { try answer() }

  func text(_ assessment: Assessment, layout: Layout) -> String {
    report(impact: assessment, layout: layout)
  }

  func json(_ assessment: Assessment) -> JSONValue { impact(of: assessment) }
}

struct CompareCommand: AnswerCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "The same facts under the law of several places, and what makes the difference.")

  @OptionGroup var records: RecordInput
  @OptionGroup var days: DayInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  @Option(
    name: .long, help: "Places to compare, such as england-and-wales,scotland,united-states.")
  var jurisdictions = Framework.placesToCompare.joined(separator: ",")

  private var places: [String] { jurisdictions.split(separator: ",").map(String.init) }

  func validate() throws {
    let known = Framework.placesOfLaw
    if let unknown = places.first(where: { !known.contains($0) }) {
      throw ValidationError(
        "unknown jurisdiction '\(unknown)'; it is one of \(known.joined(separator: ", "))")
    }
    if places.isEmpty { throw ValidationError("name at least one place") }
  }

  func run() throws { try answer() }

  func text(_ assessment: Assessment, layout: Layout) -> String {
    report(compare: assessment, jurisdictions: places, layout: layout)
  }

  func json(_ assessment: Assessment) -> JSONValue {
    comparison(of: assessment, jurisdictions: places)
  }
}

struct ConsideredCommand: AnswerCommand {
  static let configuration = CommandConfiguration(
    commandName: "considered",
    abstract: "Which questions anybody ever asked, and what closures leaned on.")

  @OptionGroup var records: RecordInput
  @OptionGroup var days: DayInput
  @OptionGroup var language: LanguageInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  private var loaded: LanguageRules?

  mutating func run() throws {
    loaded = try language.load(law: law)
    try answer()
  }

  func text(_ assessment: Assessment, layout: Layout) -> String {
    report(considered: assessment, prompts: prompts(assessment), layout: layout)
  }

  func json(_ assessment: Assessment) -> JSONValue {
    considered(of: assessment, prompts: prompts(assessment))
  }

  private func prompts(_ assessment: Assessment) -> [Int: [String]] {
    guard let loaded else { return [:] }
    let found = wording(of: assessment.record, under: loaded)
    return Dictionary(grouping: found.filter { $0.response != nil }, by: { $0.response ?? 0 })
      .mapValues { $0.map(\.line) }
  }

  private enum CodingKeys: CodingKey {
    case records, days, language, law, output
  }
}
