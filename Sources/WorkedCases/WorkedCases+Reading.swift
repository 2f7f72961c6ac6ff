public import CaseRecord
import CivilTime
public import Diagnostics
import Documents
import EvidenceLogic
public import LawPack

/// Reads the worked cases of one file, `<act>.cases.yaml`.
///
/// - Parameter records: records that a case may name under `record:`, by their id.
/// - Parameter jurisdiction: the record's own, where a case does not say; that of the file's folder.
/// - Returns: the cases in which nothing is wrong; every problem is in `report` with its place.
public func readWorkedCases(
  _ bytes: [UInt8], file: String, law: LawPack, records: [String: CaseRecord],
  jurisdiction: String, report: inout Report
) -> [WorkedCase] {
  guard let node = readDocument(bytes, file: file, format: .yaml, report: &report),
    let items = node.items(file: file, what: "a file of worked cases", report: &report)
  else { return [] }
  if items.isEmpty {
    report.add(
      Diagnostic(
        .error, "cases.none", at: Location(file: file, position: node.position),
        "there is no worked case in this file",
        help: "write at least one case, or remove the file"))
  }
  return items.compactMap { item in
    var reader = WorkedCaseReader(
      file: file, law: law, records: records, jurisdiction: jurisdiction, report: report)
    defer { report = reader.report }
    return reader.read(item)
  }
}

private struct WorkedCaseReader {
  let file: String
  let law: LawPack
  let records: [String: CaseRecord]
  let jurisdiction: String
  var report: Report

  private static let caseKeys = ["name", "record", "on", "known", "expect"]
  private static let expectedKeys = [
    "state", "narrow", "broad", "dates", "certain", "as-if", "comparison",
  ]

  mutating func read(_ node: Node) -> WorkedCase? {
    guard var fields = Fields(node, file: file, what: "a worked case", report: &report) else {
      return nil
    }
    let name = fields.required(
      "name", help: "say in a sentence what the case shows", report: &report
    )?.text(file: file, what: "the name of a worked case", report: &report)
    let on = day(
      fields.required(
        "on", help: "give the day of the decision, such as 2024-03-14", report: &report),
      what: "the day of the decision")
    let known = day(fields.optional("known"), what: "the day by which it was on file")
    let expected = fields.required(
      "expect", help: "say what the law says of the case, person by person", report: &report)
    let expectations = expected.map { self.expectations($0) }
    let record: CaseRecord?
    if let named = fields.optional("record") {
      record = self.record(named: named)
      fields.finish(allowed: Self.caseKeys, report: &report)
    } else {
      // The record stands in the case itself: its reader knows the other keys.
      let options = RecordReading.Options.workedCase(
        jurisdiction: jurisdiction, otherKeys: Self.caseKeys, frameworks: law.frameworks.map(\.id))
      record = readCaseRecord(
        node: node, file: file, vocabulary: law.vocabulary, options: options, report: &report)
    }
    guard let name, let on, let expectations, let record else { return nil }
    check(expectations, against: record)
    return WorkedCase(
      name: name, location: Location(file: file, position: node.position), record: record, on: on,
      known: known, expectations: expectations)
  }

  private mutating func record(named node: Node) -> CaseRecord? {
    guard let id = node.text(file: file, what: "the id of a record", report: &report) else {
      return nil
    }
    if let found = records[id] { return found }
    let near = nearest(to: id, among: records.keys.sorted())
    refuse(
      "cases.unknown-record", node.position, "unknown record '\(id)'",
      help: near.map { "did you mean '\($0)'?" }
        ?? "name a record of Cases/fictional, or write statements here")
    return nil
  }

  private mutating func day(_ node: Node?, what: String) -> CivilDate? {
    guard let node, let text = node.text(file: file, what: what, report: &report) else {
      return nil
    }
    guard let day = CivilDate(text) else {
      refuse(
        "cases.day", node.position, "\(what) is not a day", help: "write a day such as 2024-03-14")
      return nil
    }
    return day
  }

  // MARK: Expectations

  private mutating func expectations(_ node: Node) -> [WorkedCase.Expectation] {
    guard let people = node.asMap else {
      refuse(
        "cases.expect", node.position, "expected a map from people to answers",
        help: "write 'child-1: {MSA2015-2: evidenced}'")
      return []
    }
    return people.flatMap { person -> [WorkedCase.Expectation] in
      guard let answers = person.value.asMap, !answers.isEmpty else {
        refuse(
          "cases.expect", person.value.position, "expected answers by framework",
          help: "write '{MSA2015-2: evidenced}'")
        return []
      }
      return answers.compactMap { expectation($0, about: person.key) }
    }
  }

  private mutating func expectation(_ answer: Entry, about: String) -> WorkedCase.Expectation? {
    let target: WorkedCase.Expectation.Target
    let framework: String
    if let slash = answer.key.firstIndex(of: "/") {
      framework = String(answer.key[..<slash])
      target = .element(String(answer.key[answer.key.index(after: slash)...]))
    } else if let at = answer.key.firstIndex(of: "@") {
      framework = String(answer.key[..<at])
      target = .suspect(String(answer.key[answer.key.index(after: at)...]))
    } else {
      framework = answer.key
      target = .framework
    }
    guard let known = law[framework: framework] else {
      let near = nearest(to: framework, among: law.frameworks.map(\.id))
      refuse(
        "cases.unknown-framework", answer.keyPosition, "unknown framework",
        help: near.map { "did you mean '\($0)'?" } ?? "'heed law list' names every framework")
      return nil
    }
    if case .element(let id) = target, !known.elements.contains(where: { $0.id == id }) {
      let ids = known.elements.map(\.id)
      refuse(
        "cases.unknown-element", answer.keyPosition, "unknown element of \(framework)",
        help: "its elements are \(ids.joined(separator: ", "))")
      return nil
    }
    var expectation = WorkedCase.Expectation(
      about: about, framework: framework, target: target,
      location: Location(file: file, position: answer.keyPosition))
    guard answer.value.asMap != nil else {
      expectation.state = state(answer.value)
      return expectation.state == nil ? nil : expectation
    }
    return detailed(answer.value, expectation)
  }

  private mutating func detailed(_ node: Node, _ plain: WorkedCase.Expectation)
    -> WorkedCase.Expectation?
  {
    guard var fields = Fields(node, file: file, what: "an expected answer", report: &report) else {
      return nil
    }
    var expectation = plain
    expectation.state = fields.optional("state").flatMap { state($0) }
    expectation.narrow = fields.optional("narrow").flatMap { state($0) }
    expectation.broad = fields.optional("broad").flatMap { state($0) }
    expectation.certainState = fields.optional("certain").flatMap { state($0) }
    expectation.asIfInForce = fields.optional("as-if").flatMap { state($0) }
    expectation.areDatesCertain = fields.optional("dates").flatMap {
      $0.word(
        file: file, what: "how the days fit", oneOf: ["certain", "possible"], code: nil,
        report: &report)
    }.map { $0 == "certain" }
    expectation.isComparison = fields.optional("comparison").flatMap {
      $0.yesNo(file: file, what: "whether it is comparison", report: &report)
    }
    fields.finish(allowed: Self.expectedKeys, report: &report)
    return expectation
  }

  private mutating func state(_ node: Node) -> State? {
    node.word(
      file: file, what: "a state", oneOf: State.allCases.map(\.rawValue),
      code: "cases.unknown-state",
      report: &report
    ).flatMap(State.init(rawValue:))
  }

  private mutating func check(_ expectations: [WorkedCase.Expectation], against record: CaseRecord)
  {
    for expectation in expectations {
      let isAboutChild = law[framework: expectation.framework]?.about == .child
      let person = record.person(expectation.about)
      let fits =
        isAboutChild
        ? person?.role == .child : expectation.about == "group-1"
      if !fits {
        refuse(
          "cases.about", expectation.location.position,
          "\(expectation.framework) is not answered for this",
          help: isAboutChild ? "name a child of the record" : "this test is answered for 'group-1'")
      }
      if case .suspect(let id) = expectation.target, record.person(id)?.role != .suspect {
        refuse(
          "cases.about", expectation.location.position, "the record has no suspect with this id",
          help: "name a suspect of the record")
      }
    }
  }

  private mutating func refuse(
    _ code: String, _ position: Position, _ message: String, help: String
  ) {
    report.add(
      Diagnostic(.error, code, at: Location(file: file, position: position), message, help: help))
  }
}
