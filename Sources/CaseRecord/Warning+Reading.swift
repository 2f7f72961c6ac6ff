internal import CivilTime
internal import Documents

extension RecordReader {
  mutating func warning(_ node: Node) {
    guard var fields = fields(node, what: "a warning") else { return }
    let id = id(
      fields.required("id", help: "give the warning a short name", report: &report),
      what: "the id of a warning")
    let about = fields.required(
      "about", help: "name the children whom it is about", report: &report)
    var warning = Warning(id: id?.value ?? "", about: [])
    warning.about = mentions(about, as: .about, what: "a person whom a warning is about")
    if let node = fields.optional("raised-by") { raisedBy(node, of: &warning) }
    warning.on = date(fields.optional("on"), what: "when a warning was raised")
    warning.to = agency(fields.optional("to"), what: "the body that was warned")
    warning.sources = mentions(
      fields.optional("sources"), as: .source, what: "a source of a warning")
    let acknowledged = fields.optional("acknowledged")
    warning.acknowledged = date(acknowledged, what: "when a warning was acknowledged")
    if let acknowledged, warning.on.isCertainly(after: warning.acknowledged) {
      add(.acknowledgedBeforeRaised, at: acknowledged.position)
    }
    warning.outcome = text(fields.optional("outcome"), what: "the outcome of a warning")
    finish(
      &fields, of: node,
      allowed: [
        "id", "about", "raised-by", "on", "to", "sources", "acknowledged", "outcome",
      ])
    if let id { draft.warnings.append(Placed(warning, at: id.location)) }
  }

  private mutating func raisedBy(_ node: Node, of warning: inout Warning) {
    guard var fields = fields(node, what: "who raised a warning") else { return }
    warning.raisedByRole = text(
      fields.optional("role"), what: "the role of whoever raised a warning")
    warning.raisedByAgency = agency(
      fields.optional("agency"), what: "the agency of whoever raised a warning")
    finish(&fields, of: node, allowed: ["role", "agency"])
  }
}
