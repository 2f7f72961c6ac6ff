import CivilTime
public import Diagnostics
public import Documents
public import Vocabulary

/// Reads `Law/nrm-form.yaml`, with every problem at once; nil if anything in it is wrong.
///
/// | code | means |
/// |---|---|
/// | `nrm-form.format` | the `heed:` line names another format |
/// | `nrm-form.twice` | a field or an option stands twice |
/// | `nrm-form.unknown-kind` `nrm-form.unknown-filling` `nrm-form.unknown-status` `nrm-form.unknown-child` | a word outside its list |
/// | `nrm-form.unknown-fact` | a fact that `Law/vocabulary.yaml` does not have |
/// | `nrm-form.options` | a field that has options and should not, or has none and should |
/// | `nrm-form.condition` | a condition that names no earlier field, or an answer that it does not take |
/// | `nrm-form.number` | one of several of a kind, without its number |
/// | `nrm-form.day` | a day that cannot be read |
///
/// - Parameter vocabulary: the facts that the form may draw on.
public func readReferralForm(
  _ node: Node, file: String, vocabulary: Vocabulary, report: inout Report
) -> ReferralForm? {
  var reader = ReferralFormReader(file: file, vocabulary: vocabulary)
  let form = reader.form(node)
  report.merge(reader.report)
  return reader.report.hasErrors ? nil : form
}

private struct ReferralFormReader {
  let file: String
  let vocabulary: Vocabulary
  var report = Report()
  private var context: String?

  init(file: String, vocabulary: Vocabulary) {
    self.file = file
    self.vocabulary = vocabulary
  }

  private mutating func add(_ code: String, _ position: Position, _ message: String, _ help: String)
  {
    report.add(
      Diagnostic(
        .error, "nrm-form.\(code)", at: Location(file: file, position: position), message,
        help: help, context: context))
  }

  mutating func form(_ node: Node) -> ReferralForm? {
    guard var fields = Fields(node, file: file, what: "this file", report: &report) else {
      return nil
    }
    let format = "nrm-form/1"
    let header = fields.required(
      "heed", help: "begin the file with: heed: \(format)", report: &report)
    if let header, header.asScalar?.text != format {
      add(
        "format", header.position, "this is not the form of a referral",
        "begin it with: heed: \(format)")
    }
    let version = text(&fields, "version", "say which version of the form this is")
    let dated = day(&fields, "dated", "give the day of the version")
    let service = text(&fields, "service", "give the address of the service")
    let source = text(&fields, "source", "say where the fields were read")
    let read = text(&fields, "read", "give the address of the source")
    let status = fields.required("status", help: "say how it was checked", report: &report)?
      .word(
        file: file, what: "the status", oneOf: ["verified", "verified-2", "recalled"],
        code: "nrm-form.unknown-status", report: &report)
    let checked = day(&fields, "checked", "give the day on which it was checked")
    let limit = fields.required("limit", help: "give the longest text of a field", report: &report)?
      .integer(file: file, what: "the longest text", in: 1...1_000_000, report: &report)
    let marking = text(&fields, "marking", "give the line on handling")
    let ownWords = texts(fields.optional("own-words"), what: "the form's own words")
    let notFields = texts(
      fields.required("not-fields", help: "list what the form cannot say", report: &report),
      what: "what the form cannot say")
    let purposeFacts = facts(fields.optional("purpose-facts"))
    let legacy = texts(fields.optional("legacy"), what: "fields of earlier versions")
    let list = fields.required("fields", help: "list the fields in their order", report: &report)
    fields.finish(
      allowed: [
        "heed", "version", "dated", "service", "source", "read", "status", "checked", "limit",
        "marking", "own-words", "not-fields", "purpose-facts", "legacy", "fields",
      ], report: &report)
    var all: [ReferralForm.Field] = []
    for item in items(list, what: "the fields") {
      guard let field = field(item, after: all) else { continue }
      if all.contains(where: { $0.key == field.key }) || legacy.contains(field.key) {
        add("twice", item.position, "this field stands twice", "keep one of the two")
      } else {
        all.append(field)
      }
    }
    guard let version, let dated, let service, let source, let read, let status, let checked,
      let limit, let marking
    else { return nil }
    return ReferralForm(
      version: version, dated: dated, service: service, source: source, read: read, status: status,
      checked: checked, limit: limit, marking: marking, ownWords: ownWords, notFields: notFields,
      purposeFacts: purposeFacts, legacy: legacy, fields: all)
  }

  private mutating func field(
    _ node: Node, after earlier: [ReferralForm.Field]
  ) -> ReferralForm.Field? {
    guard var fields = Fields(node, file: file, what: "a field", report: &report) else {
      return nil
    }
    let key = text(&fields, "field", "give the key of the service")
    context = key
    defer { context = nil }
    let row = fields.required("row", help: "give its place in the journey", report: &report)?
      .integer(file: file, what: "the place in the journey", in: 1...999, report: &report)
    let page = text(&fields, "page", "name the page that it stands on")
    let says = text(&fields, "says", "give the question")
    let kind = word(
      &fields, "kind", "say what kind of answer it takes", ReferralForm.Kind.self, "unknown-kind")
    let isRequired = yesNo(fields.optional("required"), what: "whether it is required")
    let optionsNode = fields.optional("options")
    let options = items(optionsNode, what: "the options").compactMap { option($0) }
    for (index, option) in options.enumerated()
    where options[..<index].contains(where: { $0.key == option.key }) {
      add(
        "twice", optionsNode?.position ?? node.position, "an option stands twice",
        "keep one of the two")
    }
    if let kind, kind.hasOptions == options.isEmpty {
      add(
        "options", optionsNode?.position ?? node.position,
        kind.hasOptions ? "this field has no options" : "a field of this kind has no options",
        kind.hasOptions ? "list them under 'options'" : "take 'options' away")
    }
    let condition = condition(fields.optional("asked-when"), after: earlier)
    let notAsked = optionalText(&fields, "not-asked")
    let filling = word(
      &fields, "fill", "say what the record may say to it", ReferralForm.Filling.self,
      "unknown-filling")
    let number = fields.optional("number")?
      .integer(file: file, what: "the number", in: 1...99, report: &report)
    if let filling, [.town, .country].contains(filling), number == nil {
      add(
        "number", node.position, "this is one of several of a kind",
        "give its number under 'number'")
    }
    let facts = facts(fields.optional("facts"))
    let frameworks = texts(fields.optional("frameworks"), what: "the frameworks")
    let explained: [ReferralForm.Filling?] = [.person, .unstated, .lastRecorded]
    let why =
      explained.contains(filling)
      ? text(&fields, "why", "say why the record cannot fill it") : optionalText(&fields, "why")
    let takesNames = yesNo(fields.optional("names"), what: "whether names belong in it")
    let notes = texts(fields.optional("notes"), what: "the notes")
    fields.finish(
      allowed: [
        "field", "row", "page", "says", "kind", "required", "options", "asked-when", "not-asked",
        "fill", "number", "facts", "frameworks", "why", "names", "notes",
      ], report: &report)
    guard let key, let row, let page, let says, let kind, let filling else { return nil }
    return ReferralForm.Field(
      key: key, row: row, page: page, says: says, kind: kind, isRequired: isRequired,
      options: options, askedWhen: condition, notAsked: notAsked, filling: filling, number: number,
      facts: facts, frameworks: frameworks, why: why, takesNames: takesNames, notes: notes)
  }

  private mutating func option(_ node: Node) -> ReferralForm.Option? {
    guard var fields = Fields(node, file: file, what: "an option", report: &report) else {
      return nil
    }
    let key = text(&fields, "option", "give the code of the option")
    let says = text(&fields, "says", "give the words of the option")
    let group = optionalText(&fields, "group")
    let from = facts(fields.optional("from"))
    let purposes = texts(fields.optional("purposes"), what: "the purposes")
    let consider = facts(fields.optional("consider"))
    let child = fields.optional("child")?
      .word(
        file: file, what: "whether it is for a child",
        oneOf: ReferralForm.Option.Child.allCases.map(\.rawValue), code: "nrm-form.unknown-child",
        report: &report)
    let note = optionalText(&fields, "note")
    fields.finish(
      allowed: ["option", "says", "group", "from", "purposes", "consider", "child", "note"],
      report: &report)
    guard let key, let says else { return nil }
    return ReferralForm.Option(
      key: key, says: says, group: group, from: from, purposes: purposes, consider: consider,
      child: child.flatMap(ReferralForm.Option.Child.init(rawValue:)), note: note)
  }

  private mutating func condition(
    _ node: Node?, after earlier: [ReferralForm.Field]
  ) -> ReferralForm.Condition? {
    guard let node,
      var fields = Fields(node, file: file, what: "a condition", report: &report)
    else { return nil }
    let key = text(&fields, "field", "name the field that it depends on")
    let answers = texts(
      fields.required("is", help: "list the answers on which it is asked", report: &report),
      what: "the answers of a condition")
    fields.finish(allowed: ["field", "is"], report: &report)
    guard let key else { return nil }
    let other = earlier.first { $0.key == key }
    if other.map({ other in
      answers.allSatisfy { answer in other.options.contains { $0.key == answer } }
    })
      != true || answers.isEmpty
    {
      add(
        "condition", node.position, "this condition can never be read",
        "name a field that stands earlier, and answers that it takes")
    }
    return ReferralForm.Condition(field: key, answers: answers)
  }

  // MARK: Values

  private mutating func facts(_ node: Node?) -> [String] {
    items(node, what: "the facts").compactMap { item in
      guard let name = item.text(file: file, what: "a fact", report: &report) else { return nil }
      if vocabulary[fact: name] == nil {
        let near = nearest(to: name, among: vocabulary.facts.map(\.name))
        add(
          "unknown-fact", item.position, "unknown fact",
          near.map { "not in Law/vocabulary.yaml; did you mean '\($0)'?" }
            ?? "not in Law/vocabulary.yaml")
      }
      return name
    }
  }

  private mutating func items(_ node: Node?, what: String) -> [Node] {
    node?.items(file: file, what: what, report: &report) ?? []
  }

  private mutating func texts(_ node: Node?, what: String) -> [String] {
    items(node, what: what).compactMap { $0.text(file: file, what: what, report: &report) }
  }

  private mutating func text(_ fields: inout Fields, _ key: String, _ help: String) -> String? {
    fields.required(key, help: help, report: &report)?
      .text(file: file, what: "'\(key)'", report: &report)
  }

  private mutating func optionalText(_ fields: inout Fields, _ key: String) -> String? {
    fields.optional(key)?.text(file: file, what: "'\(key)'", report: &report)
  }

  private mutating func yesNo(_ node: Node?, what: String) -> Bool {
    node?.yesNo(file: file, what: what, report: &report) ?? false
  }

  private mutating func day(_ fields: inout Fields, _ key: String, _ help: String) -> CivilDate? {
    guard let node = fields.required(key, help: help, report: &report),
      let text = node.text(file: file, what: "'\(key)'", report: &report)
    else { return nil }
    if let day = CivilDate(text) { return day }
    add("day", node.position, "'\(key)' is not a day", "write a day as 2026-04-27")
    return nil
  }

  private mutating func word<Word: CaseIterable & RawRepresentable<String>>(
    _ fields: inout Fields, _ key: String, _ help: String, _ type: Word.Type, _ code: String
  ) -> Word? {
    fields.required(key, help: help, report: &report)?
      .word(
        file: file, what: "'\(key)'", oneOf: type.allCases.map(\.rawValue),
        code: "nrm-form.\(code)", report: &report
      ).flatMap(Word.init(rawValue:))
  }
}
