import CivilTime
public import Diagnostics
public import Documents

/// Reads a sheet back, in the format `heed: nrm/1`, with every problem at once; nil if anything in it is wrong.
///
/// What was written is read again without loss. A person may have filled fields in between: an answer that brings a further
/// question to light leaves that one blank, and one that takes a question away may not leave an answer to it.
///
/// | code | means |
/// |---|---|
/// | `nrm.format` | the `heed:` line names another format |
/// | `nrm.other-form` | the sheet is of another version of the form |
/// | `nrm.unknown-field` | a key that the form does not have, now or earlier |
/// | `nrm.missing-field` | a key of the form that the sheet leaves out |
/// | `nrm.unknown-state` `nrm.unknown-option` | a word outside its list |
/// | `nrm.value` | a value without a filled field, a filled field without, or of the wrong shape |
/// | `nrm.too-long` | a text that is longer than the form takes |
/// | `nrm.not-asked` | an answer to a field that is not asked, such as consent for a child |
/// | `nrm.rests-on` | what an answer rests on is no place of a record |
/// | `nrm.day` | a day that cannot be read |
public func readReferralSheet(
  _ node: Node, file: String, form: ReferralForm, report: inout Report
) -> ReferralSheet? {
  var reader = ReferralSheetReader(file: file, form: form)
  let sheet = reader.sheet(node)
  report.merge(reader.report)
  return reader.report.hasErrors ? nil : sheet
}

private struct ReferralSheetReader {
  let file: String
  let form: ReferralForm
  var report = Report()
  private var context: String?

  init(file: String, form: ReferralForm) {
    self.file = file
    self.form = form
  }

  private mutating func add(_ code: String, _ position: Position, _ message: String, _ help: String)
  {
    report.add(
      Diagnostic(
        .error, "nrm.\(code)", at: Location(file: file, position: position), message, help: help,
        context: context))
  }

  mutating func sheet(_ node: Node) -> ReferralSheet? {
    guard var fields = Fields(node, file: file, what: "this file", report: &report) else {
      return nil
    }
    let header = fields.required("heed", help: "begin the file with: heed: nrm/1", report: &report)
    if let header, header.asScalar?.text != "nrm/1" {
      add(
        "format", header.position, "this is not the sheet of a referral",
        "begin it with: heed: nrm/1")
    }
    let caseID = text(&fields, "case", "give the id of the case")
    let title = text(&fields, "title", "give the title of the case")
    let child = text(&fields, "child", "give the label of the child")
    let on = day(fields.required("on", help: "give the day of the sheet", report: &report))
    let known = day(fields.optional("known"))
    let law = text(&fields, "law", "give the hash of the law")
    version(fields.required("form", help: "say of which form it is", report: &report))
    let places = texts(fields.optional("place-names"), what: "the names of places")
    let list = fields.required("fields", help: "give the fields", report: &report)
    let entries = entries(list)
    let legacy = self.legacy(fields.optional("legacy"))
    for derived in ["notice", "marking", "ready", "missing"] { _ = fields.optional(derived) }
    fields.finish(
      allowed: [
        "heed", "notice", "marking", "case", "title", "child", "on", "known", "law", "form",
        "ready",
        "missing", "place-names", "fields", "legacy",
      ], report: &report)
    guard let caseID, let title, let child, let on, let law, !report.hasErrors else { return nil }
    var sheet = ReferralSheet(
      form: form, caseID: caseID, caseTitle: title, child: child, on: on, known: known, law: law,
      placeNames: places, entries: entries.map(\.entry), legacy: legacy)
    settle(&sheet, entries.map(\.position))
    return sheet
  }

  /// Brings what is asked into agreement with the answers, from top to bottom.
  private mutating func settle(_ sheet: inout ReferralSheet, _ positions: [Position]) {
    for index in sheet.entries.indices {
      let entry = sheet.entries[index]
      let asked = sheet.asked(entry.key)
      switch entry.answer {
      case .filled where asked == .no:
        context = entry.key
        add(
          "not-asked", positions[index], "the form does not ask this here",
          "take the answer out; for somebody under 18 no consent is stored")
        context = nil
      case .notAsked where asked != .no:
        sheet.entries[index].answer = .forPerson(
          "It is asked now that an earlier question is answered.")
      case .blank where asked == .no, .forPerson where asked == .no:
        sheet.entries[index].answer = .notAsked(
          entry.field.notAsked
            ?? "Not asked: it hangs on the answer to '\(entry.field.askedWhen?.field ?? "")'.")
      default: break
      }
    }
  }

  private mutating func version(_ node: Node?) {
    guard let node, var fields = Fields(node, file: file, what: "the form", report: &report) else {
      return
    }
    let version = text(&fields, "version", "give the version of the form")
    _ = day(fields.required("dated", help: "give the day of the version", report: &report))
    fields.finish(allowed: ["version", "dated"], report: &report)
    if let version, version != form.version {
      add(
        "other-form", node.position, "this sheet is of another version of the form",
        "prepare a new sheet, and take over what a person wrote")
    }
  }

  private mutating func entries(
    _ node: Node?
  ) -> [(entry: ReferralSheet.Entry, position: Position)] {
    guard let node, let map = node.asMap else {
      if let node { _ = Fields(node, file: file, what: "the fields", report: &report) }
      return []
    }
    for entry in map where form[entry.key] == nil {
      let near = nearest(to: entry.key, among: form.fields.map(\.key))
      add(
        "unknown-field", entry.keyPosition, "the form has no such field",
        near.map { "did you mean '\($0)'?" } ?? "the keys are those of Law/nrm-form.yaml")
    }
    let given = Dictionary(map.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    return form.fields.compactMap { field in
      context = field.key
      defer { context = nil }
      guard let value = given[field.key] else {
        add(
          "missing-field", node.position, "a field of the form is left out",
          "give every field of the form")
        return nil
      }
      return entry(value, field).map { ($0, value.position) }
    }
  }

  private mutating func entry(_ node: Node, _ field: ReferralForm.Field) -> ReferralSheet.Entry? {
    guard var fields = Fields(node, file: file, what: "a field", report: &report) else {
      return nil
    }
    let state = fields.required("state", help: "say how the field stands", report: &report)?
      .word(
        file: file, what: "how a field stands",
        oneOf: ["filled", "blank", "not-asked", "for-a-person"], code: "nrm.unknown-state",
        report: &report)
    let valueNode = fields.optional("value")
    let why = fields.optional("why")?.text(file: file, what: "the reason", report: &report)
    let restsOn = bases(fields.optional("rests-on"))
    let notes = items(fields.optional("notes"), what: "the notes").compactMap { note($0) }
    fields.finish(allowed: ["state", "value", "why", "rests-on", "notes"], report: &report)
    guard let state else { return nil }
    guard state == "filled" else {
      if let valueNode {
        add(
          "value", valueNode.position, "a field that is not filled has no value",
          "write 'filled', or take the value out")
      }
      guard let why else {
        if valueNode == nil {
          add("value", node.position, "there is no reason", "give the reason under 'why'")
        }
        return nil
      }
      let answer: ReferralSheet.Answer =
        state == "blank" ? .blank(why) : state == "not-asked" ? .notAsked(why) : .forPerson(why)
      return ReferralSheet.Entry(field: field, answer: answer, restsOn: restsOn, notes: notes)
    }
    guard let valueNode else {
      add("value", node.position, "a filled field has no value", "give it under 'value'")
      return nil
    }
    guard let value = value(valueNode, field) else { return nil }
    return ReferralSheet.Entry(field: field, answer: .filled(value), restsOn: restsOn, notes: notes)
  }

  private mutating func value(_ node: Node, _ field: ReferralForm.Field) -> ReferralSheet.Value? {
    let codes = field.options.map(\.key)
    switch field.kind {
    case .checkboxes:
      return .several(
        items(node, what: "the boxes").compactMap {
          $0.word(
            file: file, what: "a box", oneOf: codes, code: "nrm.unknown-option", report: &report)
        })
    case .yesNo, .choice:
      return node.word(
        file: file, what: "the answer", oneOf: codes, code: "nrm.unknown-option", report: &report
      ).map { .one($0) }
    default:
      guard let text = node.text(file: file, what: "the answer", report: &report) else {
        return nil
      }
      if text.utf16.count > form.limit {
        add(
          "too-long", node.position, "the text is longer than the form takes",
          "shorten it to \(form.limit) characters")
      }
      return .one(text)
    }
  }

  private mutating func note(_ node: Node) -> ReferralSheet.Note? {
    guard var fields = Fields(node, file: file, what: "a note", report: &report) else { return nil }
    let says = text(&fields, "says", "give the note")
    let restsOn = bases(fields.optional("rests-on"))
    fields.finish(allowed: ["says", "rests-on"], report: &report)
    return says.map { ReferralSheet.Note($0, restsOn: restsOn) }
  }

  private mutating func bases(_ node: Node?) -> [ReferralSheet.Basis] {
    items(node, what: "what it rests on").compactMap { item in
      guard let text = item.text(file: file, what: "what it rests on", report: &report) else {
        return nil
      }
      if let basis = ReferralSheet.Basis(text) { return basis }
      add("rests-on", item.position, "this is no place of a record", "write it as statements[3]")
      return nil
    }
  }

  private mutating func legacy(_ node: Node?) -> [ReferralSheet.Legacy] {
    guard let node else { return [] }
    guard let map = node.asMap else {
      _ = Fields(node, file: file, what: "the earlier fields", report: &report)
      return []
    }
    return map.compactMap { entry in
      if !form.legacy.contains(entry.key) {
        add(
          "unknown-field", entry.keyPosition, "no earlier form had such a field",
          "the keys are those of Law/nrm-form.yaml")
      }
      return entry.value.text(file: file, what: "an earlier field", report: &report)
        .map { ReferralSheet.Legacy(key: entry.key, text: $0) }
    }
  }

  // MARK: Values

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

  private mutating func day(_ node: Node?) -> CivilDate? {
    guard let node, let text = node.text(file: file, what: "a day", report: &report) else {
      return nil
    }
    if let day = CivilDate(text) { return day }
    add("day", node.position, "this is not a day", "write a day as 2026-04-27")
    return nil
  }
}
