import ArgumentParser
import Assessment
import CaseRecord
import CivilTime
import LawPack
import Reports

/// What every command that answers about records shares: reading, assessing, and printing one answer for each record.
protocol AnswerCommand: ParsableCommand {
  var records: RecordInput { get }
  var days: DayInput { get }
  var law: LawInput { get }
  var output: OutputInput { get }
  func text(_ assessment: Assessment, layout: Layout) throws -> String
  func json(_ assessment: Assessment) throws -> JSONValue
}

extension AnswerCommand {
  /// One answer for each record, in the order of the files; several JSON answers are one to a line.
  @discardableResult
  func answer() throws -> [Assessment] {
    let law = try law.load()
    let found = try records.read(Self.configuration.commandName ?? "answer", under: law)
    let day = days.on ?? today()
    let assessments = found.map { record in
      var record = record
      if let jurisdiction = days.jurisdiction { record.jurisdiction = jurisdiction }
      return assess(record, under: law, on: day, known: days.known, threshold: days.countsFrom)
    }
    for (index, assessment) in assessments.enumerated() {
      switch output.format {
      case .json:
        let value = try json(assessment)
        Terminal.out(assessments.count == 1 ? value.prettyText : value.text)
      case .text:
        if index > 0 { Terminal.out("") }
        Terminal.out(try text(assessment, layout: output.layout))
      }
    }
    return assessments
  }
}

struct AssessCommand: AnswerCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Every framework's answer on a record, side by side, with its evidence.")

  @OptionGroup var records: RecordInput
  @OptionGroup var days: DayInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  @Flag(name: .customLong("fail-on-guards"), help: "Exit 1 if a guard is raised.")
  var failsOnGuards = false

  @Option(
    name: .long,
    help: "Say instead what the law has changed for the record since this day.")
  var since: CivilDate?

  func run() throws {
    let assessments = try answer()
    if failsOnGuards, assessments.contains(where: { !$0.guards.isEmpty }) { throw Exit.findings }
  }

  func text(_ assessment: Assessment, layout: Layout) -> String {
    guard let since else { return report(assess: assessment, layout: layout) }
    return report(since: earlier(assessment, since), now: assessment, layout: layout)
  }

  func json(_ assessment: Assessment) -> JSONValue {
    guard let since else { return assessment.json }
    return Reports.json(since: earlier(assessment, since), now: assessment)
  }

  private func earlier(_ assessment: Assessment, _ day: CivilDate) -> Assessment {
    assess(
      assessment.record, under: assessment.law, on: day, known: assessment.known,
      threshold: assessment.threshold)
  }
}

struct ExplainCommand: AnswerCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "One framework's answer, element by element, with every statement and its source.",
    usage: "heed explain <file> ... <framework> [<options>]",
    discussion: "The framework comes last, as 'heed law list' names it.")

  @OptionGroup var records: RecordInput
  @OptionGroup var days: DayInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  private var framework = ""

  mutating func validate() throws {
    guard records.files.count >= (records.cases.isEmpty ? 2 : 1),
      let last = records.files.popLast()
    else {
      throw ValidationError("name at least one case file, and then a framework such as MSA2015-2")
    }
    framework = last
  }

  func run() throws { try answer() }

  func text(_ assessment: Assessment, layout: Layout) throws -> String {
    report(explain: try known(in: assessment.law), assessment, layout: layout)
  }

  func json(_ assessment: Assessment) throws -> JSONValue {
    explanation(of: try known(in: assessment.law), assessment)
  }

  private func known(in law: LawPack) throws -> String {
    try law.requireFramework(framework).id
  }

  private enum CodingKeys: CodingKey {
    case records, days, law, output
  }
}

struct AskCommand: AnswerCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "The next best questions, and what each answer would settle.",
    discussion: "Lines of enquiry for professionals. Never questions to put to a child.")

  @OptionGroup var records: RecordInput
  @OptionGroup var days: DayInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  func run() throws { try answer() }

  func text(_ assessment: Assessment, layout: Layout) -> String {
    report(ask: assessment, layout: layout)
  }

  func json(_ assessment: Assessment) -> JSONValue { questions(of: assessment) }
}

struct KnewCommand: AnswerCommand {
  static let configuration = CommandConfiguration(
    commandName: "knew",
    abstract: "When it could have been known: by each body alone, and by all together.")

  @OptionGroup var records: RecordInput
  @OptionGroup var days: DayInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  func run() throws { try answer() }

  func text(_ assessment: Assessment, layout: Layout) -> String {
    report(knew: assessment, layout: layout)
  }

  func json(_ assessment: Assessment) -> JSONValue { knownSince(of: assessment) }
}
