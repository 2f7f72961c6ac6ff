internal import CivilTime
internal import Documents
internal import Vocabulary

extension RecordReader {
  mutating func source(_ node: Node) {
    guard var fields = fields(node, what: "a source") else { return }
    let id = id(
      fields.required("id", help: "give the source a short name", report: &report),
      what: "the id of a source")
    let agency = agency(
      fields.required(
        "agency", help: "name the body that made it or holds it, as police/northmoor",
        report: &report),
      what: "the agency of a source")
    let kind = word(
      fields.required("kind", help: "name a kind of source", report: &report),
      what: "the kind of a source", oneOf: vocabulary.sourceKinds.map(\.name),
      code: "record.unknown-source-kind")
    var source = Source(id: id?.value ?? "", agency: agency ?? "", kind: kind ?? "")
    source.made = date(fields.optional("made"), what: "when a source was made")
    let held = fields.optional("held")
    source.held = date(held, what: "when a source was first held")
    if let held, source.made.isCertainly(after: source.held) {
      add(.madeAfterHeld, at: held.position)
    }
    if let shared = fields.optional("shared") {
      for item in oneOrMore(shared, what: "with whom a source was shared") {
        sharing(item, of: &source)
      }
    }
    source.ref = text(fields.optional("ref"), what: "where the original of a source is")
    if let grade = fields.optional("grade") { source.grade = self.grade(grade) }
    source.repeats = mention(
      fields.optional("repeats"), as: .source, what: "the source that a source repeats")
    finish(
      &fields, of: node,
      allowed: [
        "id", "agency", "kind", "made", "held", "shared", "ref", "grade", "repeats",
      ])
    guard let id else { return }
    if agency == nil || kind == nil {
      draft.unreadable.insert(id.value)
    } else {
      draft.sources.append(Placed(source, at: id.location))
    }
  }

  private mutating func sharing(_ node: Node, of source: inout Source) {
    guard var fields = fields(node, what: "an entry of 'shared'") else { return }
    let with = agency(
      fields.required(
        "with", help: "name the body that it was shared with, as police/northmoor",
        report: &report),
      what: "the body that a source was shared with")
    let day = fields.required("on", help: "write when it was shared", report: &report)
    let on = date(day, what: "when a source was shared")
    if let day, source.made.isCertainly(after: on) { add(.sharedBeforeMade, at: day.position) }
    finish(&fields, of: node, allowed: ["with", "on"])
    if let with, let on { source.shared.append(Source.Sharing(with: with, on: on)) }
  }

  private mutating func grade(_ node: Node) -> Source.Grade? {
    guard var fields = fields(node, what: "a grade") else { return nil }
    let scheme = text(
      fields.required("scheme", help: "name the grading scheme, as 3x5x2", report: &report),
      what: "the scheme of a grade")
    let value = text(
      fields.required("value", help: "write the grade as it stands on the report", report: &report),
      what: "the value of a grade")
    finish(&fields, of: node, allowed: ["scheme", "value"])
    guard let scheme, let value else { return nil }
    return Source.Grade(scheme: scheme, value: value)
  }
}

extension UncertainDate? {
  /// Whether every day that this may mean lies after every day that the other may.
  func isCertainly(after other: UncertainDate?) -> Bool {
    guard let earliest = self?.range.earliest, let latest = other?.range.latest else {
      return false
    }
    return earliest > latest
  }
}
