internal import Diagnostics
internal import Documents

/// What `factors.yaml` says, with the places of the names that must turn out to be facts.
struct FactorsDraft {
  var factors: [Factor] = []
  var irrelevant: [IrrelevantReason] = []
  var facts: [Named] = []
}

extension VocabularyReader {
  mutating func factors(_ node: Node) -> FactorsDraft {
    let what = "the factors"
    var draft = FactorsDraft()
    guard var fields = document(node, what: what, format: "factors/1") else { return draft }
    let factors = fields.required("factors", help: "list the factors", report: &report)
    let irrelevant = fields.optional("irrelevant")
    fields.finish(allowed: ["heed", "factors", "irrelevant"], report: &report)
    var tokens: [Named] = []
    var codes: [Named] = []
    for item in items(factors, what: what) { factor(item, &draft, &tokens, &codes) }
    if let irrelevant {
      for item in items(irrelevant, what: "the reasons that the law calls irrelevant") {
        irrelevantReason(item, &draft, &codes)
      }
    }
    _ = distinct(tokens, what: "the factor")
    _ = distinct(codes, what: "the code")
    return draft
  }

  private mutating func factor(
    _ node: Node, _ draft: inout FactorsDraft, _ tokens: inout [Named], _ codes: inout [Named]
  ) {
    guard var fields = fields(node, what: "a factor") else { return }
    let token = name(
      fields.required("factor", help: "give the factor a name", report: &report),
      what: "a factor")
    let says = says(&fields)
    let code = code(&fields)
    let facts = names(
      fields.required(
        "facts", help: "list the facts in which it would show, or write []", report: &report),
      what: "a fact of a factor")
    fields.finish(allowed: ["factor", "says", "code", "facts"], report: &report)
    guard let token, let code else { return }
    tokens.append(token)
    codes.append(code)
    draft.facts += facts
    draft.factors.append(
      Factor(name: token.name, says: says ?? "", code: code.name, facts: facts.map(\.name)))
  }

  private mutating func irrelevantReason(
    _ node: Node, _ draft: inout FactorsDraft, _ codes: inout [Named]
  ) {
    guard var fields = fields(node, what: "a reason that the law calls irrelevant") else { return }
    let code = code(&fields)
    let fact = name(fields.optional("fact"), what: "the fact of an irrelevant reason")
    let says = says(&fields)
    fields.finish(allowed: ["code", "fact", "says"], report: &report)
    guard let code else { return }
    codes.append(code)
    if let fact { draft.facts.append(fact) }
    draft.irrelevant.append(
      IrrelevantReason(code: code.name, fact: fact?.name, says: says ?? ""))
  }

  private mutating func code(_ fields: inout Fields) -> Named? {
    name(
      fields.required(
        "code", help: "write the code that 'relies-on' uses for it", report: &report),
      what: "a code")
  }

  private mutating func says(_ fields: inout Fields) -> String? {
    text(
      fields.required("says", help: "say in plain words what it is", report: &report),
      what: "what a factor is")
  }
}
