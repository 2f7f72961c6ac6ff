public import Diagnostics
public import Documents

/// Reads the rules of retention of a body, in the format `heed: retention/1`.
///
/// - Returns: nil if anything in it is an error; every problem goes into `report` with its place.
public func readRetentionRules(
  _ node: Node, file: String, report: inout Report
) -> RetentionRules? {
  let errors = report.diagnostics.count
  guard var fields = Fields(node, file: file, what: "rules of retention", report: &report) else {
    return nil
  }
  let format = "retention/1"
  let heed = fields.required("heed", help: "begin the file with: heed: \(format)", report: &report)
  if let heed, heed.asScalar?.text != format {
    report.add(
      Diagnostic(
        .error, "retention.format", at: Location(file: file, position: heed.position),
        "this is another format", help: "begin the file with: heed: \(format)"))
  }
  let body = fields.required(
    "body", help: "name the body, such as children-social-care/northmoor", report: &report)?
    .text(file: file, what: "the body", report: &report)
  let list = fields.required("rules", help: "list the rules", report: &report)?
    .items(file: file, what: "the rules", report: &report)
  fields.finish(allowed: ["heed", "body", "rules"], report: &report)
  var rules: [RetentionRules.Rule] = []
  for item in list ?? [] {
    guard var fields = Fields(item, file: file, what: "a rule", report: &report) else { continue }
    let id = fields.required("id", help: "give the rule a short name", report: &report)?
      .text(file: file, what: "the id of a rule", report: &report)
    let from = fields.required(
      "from", help: "say what the years run from: closure, birth or last-entry", report: &report)?
      .word(
        file: file, what: "what the years run from",
        oneOf: RetentionRules.Rule.From.allCases.map(\.rawValue), code: "retention.unknown-from",
        report: &report)
    let years = fields.required("years", help: "say for how many years", report: &report)?
      .integer(file: file, what: "the years", in: 0...200, report: &report)
    let basis = fields.required(
      "basis", help: "name the Act, code or policy", report: &report)?
      .text(file: file, what: "the basis of a rule", report: &report)
    fields.finish(allowed: ["id", "from", "years", "basis"], report: &report)
    guard let id, let from = from.flatMap(RetentionRules.Rule.From.init(rawValue:)), let years,
      let basis
    else { continue }
    rules.append(RetentionRules.Rule(id: id, from: from, years: years, basis: basis))
  }
  guard let body, report.diagnostics.count == errors else { return nil }
  return RetentionRules(body: body, rules: rules)
}
