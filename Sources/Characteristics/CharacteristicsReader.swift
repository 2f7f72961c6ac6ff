internal import CivilTime
public import Diagnostics
public import Documents

/// Reads files in the format `heed: characteristics/1`, YAML or JSON; several add up.
///
/// ```yaml
/// heed: characteristics/1
/// cases:
///   - case: river-lane
///     people:
///       - person: suspect-1
///         ethnicity:
///           - {list: 18+1, code: W1, how: self-defined, recorded-by: police/northmoor, stage: custody, on: 2009-03-02}
///       - person: suspect-2
///         ethnicity: {missing: not-asked, recorded-by: police/northmoor, stage: interview}
/// ```
///
/// Strict, and everything at once: each problem goes into `report` with its place. No message repeats a person or a code.
///
/// | code | means |
/// |---|---|
/// | `documents.…` | the file cannot be read, or a value has the wrong shape, or a key is not known |
/// | `characteristics.format` | the `heed:` line names another format |
/// | `characteristics.inferred` | a value that was worked out, not said or seen |
/// | `characteristics.unknown-list` `characteristics.unknown-means` `characteristics.unknown-stage` `characteristics.unknown-reason` | a word outside its list |
/// | `characteristics.unknown-code` | a code that its list does not have |
/// | `characteristics.means` | a list that does not go with who said it |
/// | `characteristics.code-or-reason` | neither a code nor a reason, or both |
/// | `characteristics.agency` | a body that is not written `body/office` |
/// | `characteristics.date` | a date that cannot be read |
/// | `characteristics.repeated` | a person who stands twice under one case in one file |
/// | `characteristics.outside-days` | a warning: a day on which the list was not in use |
///
/// - Returns: nil if anything in any of the files is an error.
public func readCharacteristics(
  _ files: [(name: String, bytes: [UInt8], format: DocumentFormat)], report: inout Report
) -> Characteristics? {
  var all = Characteristics()
  var found = Report()
  for file in files {
    let node = readDocument(file.bytes, file: file.name, format: file.format, report: &found)
    guard let node else { continue }
    var reader = CharacteristicsReader(file: file.name, into: all)
    reader.read(node)
    all = reader.all
    found.merge(reader.report)
  }
  report.merge(found)
  return found.hasErrors ? nil : all
}

struct CharacteristicsReader {
  let file: String
  var all: Characteristics
  var report = Report()
  private var seen: Set<Characteristics.Key> = []

  init(file: String, into all: Characteristics) {
    self.file = file
    self.all = all
  }

  mutating func read(_ node: Node) {
    guard var fields = Fields(node, file: file, what: "a file of characteristics", report: &report)
    else { return }
    let format = fields.required(
      "heed", help: "begin the file with: heed: characteristics/1", report: &report)
    if let format, format.asScalar?.text != "characteristics/1" {
      add(.format, at: format.position)
    }
    let cases = fields.required("cases", help: "list the cases", report: &report)
    fields.finish(allowed: ["heed", "cases"], report: &report)
    for item in cases?.items(file: file, what: "the cases", report: &report) ?? [] {
      readCase(item)
    }
  }

  private mutating func readCase(_ node: Node) {
    guard var fields = Fields(node, file: file, what: "a case", report: &report) else { return }
    let id = fields.required("case", help: "give the id of the record", report: &report)?
      .text(file: file, what: "the id of a case", report: &report)
    let people = fields.required("people", help: "list the people", report: &report)
    fields.finish(allowed: ["case", "people"], report: &report)
    for item in people?.items(file: file, what: "the people of a case", report: &report) ?? [] {
      readPerson(item, of: id)
    }
  }

  private mutating func readPerson(_ node: Node, of caseID: String?) {
    guard var fields = Fields(node, file: file, what: "a person", report: &report) else { return }
    let id = fields.required("person", help: "give the id that the record uses", report: &report)?
      .text(file: file, what: "the id of a person", report: &report)
    let ethnicity = fields.required(
      "ethnicity", help: "give a code with its list, or say under 'missing' why there is none",
      report: &report)
    fields.finish(allowed: ["person", "ethnicity"], report: &report)
    let key = caseID.flatMap { caseID in id.map { Characteristics.Key(caseID, $0) } }
    if let key, !seen.insert(key).inserted { add(.repeated, at: node.position) }
    for item in ethnicity?.oneOrMore(file: file, what: "an ethnicity", report: &report) ?? [] {
      if let entry = readEntry(item), let key { all.add(entry, of: key) }
    }
  }

  private mutating func readEntry(_ node: Node) -> Characteristics.Entry? {
    guard var fields = Fields(node, file: file, what: "an ethnicity", report: &report) else {
      return nil
    }
    let agency = agency(
      fields.required("recorded-by", help: "name the body, as police/northmoor", report: &report))
    let stage = word(
      fields.required("stage", help: "say when in the process, as custody", report: &report),
      "when in the process an ethnicity was recorded", Characteristics.Stage.self, "unknown-stage")
    let onNode = fields.optional("on")
    let on = date(onNode)
    let value = readValue(&fields, at: node.position, on: on, onNode)
    fields.finish(
      allowed: ["list", "code", "how", "missing", "recorded-by", "stage", "on"], report: &report)
    guard let agency, let stage, let value else { return nil }
    return Characteristics.Entry(value, recordedBy: agency, stage: stage, on: on)
  }

  private mutating func readValue(
    _ fields: inout Fields, at position: Position, on: UncertainDate?, _ onNode: Node?
  ) -> Characteristics.Value? {
    let (code, missing) = (fields.optional("code"), fields.optional("missing"))
    let (list, how) = (fields.optional("list"), fields.optional("how"))
    if let how, how.asScalar?.text == "inferred" {
      add(.inferred, at: how.position)
      return nil
    }
    guard (code == nil) != (missing == nil), missing == nil || (list == nil && how == nil) else {
      add(.codeOrReason, at: position)
      return nil
    }
    if missing != nil {
      return word(missing, "why an ethnicity is missing", Absence.self, "unknown-reason")
        .map { .missing($0) }
    }
    guard let list else {
      add(.noList, at: position)
      return nil
    }
    guard let how else {
      add(.noMeans, at: position)
      return nil
    }
    let id = list.word(
      file: file, what: "the list of a code", oneOf: CodeList.ethnicity.map(\.id),
      code: "characteristics.unknown-list", report: &report)
    let means = word(
      how, "who said an ethnicity", Characteristics.Means.self, "unknown-means")
    let text = code?.text(file: file, what: "a code", report: &report)
    guard let id, let text, let found = CodeList[ethnicity: id] else { return nil }
    guard found[code: text] != nil else {
      add(.unknownCode(list: id), at: code?.position ?? position)
      return nil
    }
    guard let means else { return nil }
    guard found.isOfficerDefined == (means == .officerDefined) else {
      add(.means(list: id), at: how.position)
      return nil
    }
    if let on, let onNode, !found.days.touches(on.range) {
      add(.outsideDays(list: id), at: onNode.position)
    }
    return .code(text, list: id, means)
  }

  // MARK: Values

  private mutating func word<Word: CaseIterable & RawRepresentable<String>>(
    _ node: Node?, _ what: String, _: Word.Type, _ code: String
  ) -> Word? {
    node?.word(
      file: file, what: what, oneOf: Word.allCases.map(\.rawValue),
      code: "characteristics.\(code)", report: &report
    ).flatMap(Word.init(rawValue:))
  }

  private mutating func date(_ node: Node?) -> UncertainDate? {
    guard let node,
      let text = node.text(file: file, what: "the day of a recording", report: &report)
    else { return nil }
    switch UncertainDate.parse(text) {
    case .success(let date): return date
    case .failure(let error):
      add(.date(error), at: node.position)
      return nil
    }
  }

  private mutating func agency(_ node: Node?) -> String? {
    guard let node,
      let text = node.text(file: file, what: "the body that recorded", report: &report)
    else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isAgency =
      parts.count == 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { $0.isNumber || $0.isLowercase || $0 == "-" }
      }
    if !isAgency { add(.agency, at: node.position) }
    return isAgency ? text : nil
  }

  private mutating func add(_ problem: CharacteristicsProblem, at position: Position) {
    report.add(problem.diagnostic(at: Location(file: file, position: position)))
  }
}
