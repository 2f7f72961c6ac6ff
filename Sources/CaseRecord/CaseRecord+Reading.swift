internal import Diagnostics
internal import Documents

extension RecordReader {
  /// Reads the whole file into `draft`.
  mutating func read(_ node: Node) {
    guard var fields = fields(node, what: "a record") else { return }
    header(&fields)
    let keys = [
      "heed", "id", "title", "jurisdiction", "people", "places", "things", "sources", "statements",
      "responses", "warnings",
    ]
    for item in items(fields.optional("people"), what: "the people") { person(item) }
    for item in items(fields.optional("places"), what: "the places") { place(item) }
    for item in items(fields.optional("things"), what: "the things") { thing(item) }
    for item in items(fields.optional("sources"), what: "the sources") { source(item) }
    for item in items(fields.optional("statements"), what: "the statements") { statement(item) }
    for item in items(fields.optional("responses"), what: "the responses") { response(item) }
    for item in items(fields.optional("warnings"), what: "the warnings") { warning(item) }
    for key in options.otherKeys { _ = fields.optional(key) }
    finish(&fields, of: node, allowed: keys + options.otherKeys)
  }

  private mutating func header(_ fields: inout Fields) {
    let format = "case/1"
    let help = "begin the file with: heed: \(format)"
    let isRequired = options.header == nil
    let heed =
      isRequired
      ? fields.required("heed", help: help, report: &report) : fields.optional("heed")
    if let heed, heed.asScalar?.text != format {
      add(.format(expected: format), at: heed.position)
    }
    let idNode =
      isRequired
      ? fields.required("id", help: "give the case a short name of its own", report: &report)
      : fields.optional("id")
    draft.id = id(idNode, what: "the id of a record")
    if let node = fields.optional("title") {
      draft.title = text(node, what: "the title of a record")
        .map { Placed($0, at: location(node.position)) }
      draft.hasUnreadableTitle = draft.title == nil
    }
    if let node = fields.optional("jurisdiction") {
      draft.jurisdiction = word(
        node, what: "the jurisdiction of a record", oneOf: CaseRecord.jurisdictions,
        code: "record.unknown-jurisdiction"
      ).map { Placed($0, at: location(node.position)) }
      draft.hasUnreadableJurisdiction = draft.jurisdiction == nil
    }
    if let header = options.header {
      draft.id = draft.id ?? Placed(header.id, at: draft.start)
      draft.title = draft.title ?? Placed(header.title, at: draft.start)
      draft.jurisdiction = draft.jurisdiction ?? Placed(header.jurisdiction, at: draft.start)
    }
  }
}
