internal import Diagnostics
internal import Documents
internal import Vocabulary

extension RecordReader {
  private static let keys = [
    "about", "by", "to", "on", "reason", "relies-on", "decided-by", "framework", "suspect",
    "event", "answer", "outcome", "stage", "decision", "duty", "source", "sources",
  ]

  mutating func response(_ node: Node) {
    guard var outer = fields(node, what: "a response") else { return }
    guard let (act, actPosition, inner) = act(&outer, of: node) else {
      for key in Self.keys { _ = outer.optional(key) }
      finish(&outer, of: node, allowed: ["act"] + Self.keys + Response.Act.allCases.map(\.rawValue))
      return
    }
    var fields = TwoFields(outer: outer, inner: inner?.fields)
    var response = Response(act: act)
    response.about = mentions(
      take("about", &fields), as: .about, what: "a person whom a response is about")
    response.by = agency(take("by", &fields), what: "the body that responded")
    response.to = agency(take("to", &fields), what: "the body that was told")
    response.on = date(take("on", &fields), what: "the date of a response")
    response.reason = text(take("reason", &fields), what: "the reason of a response")
    response.reliesOn = reliances(take("relies-on", &fields))
    response.decidedBy = text(take("decided-by", &fields), what: "who decided")
    response.framework = framework(take("framework", &fields))
    response.suspect = mention(
      take("suspect", &fields), as: .suspect, what: "the suspect of a response")
    response.event = mention(take("event", &fields), as: .event, what: "the event of a response")
    let answer = take("answer", &fields)
    response.answer = word(
      answer, what: "the answer on a framework", as: Response.Answer.self,
      code: "record.unknown-answer")
    let outcome = take("outcome", &fields)
    response.outcome = word(
      outcome, what: "the outcome of a prosecution", as: Response.Outcome.self,
      code: "record.unknown-outcome")
    let stage = take("stage", &fields)
    response.stage = word(
      stage, what: "the stage", as: Response.Stage.self, code: "record.unknown-stage")
    let decision = take("decision", &fields)
    response.decision = word(
      decision, what: "the decision", as: Response.Decision.self, code: "record.unknown-decision")
    let duty = take("duty", &fields)
    response.duty = text(duty, what: "the duty of a clock")
    for key in ["source", "sources"] {
      response.sources += mentions(
        take(key, &fields), as: .source, what: "a source of a response")
    }
    if act == .considered {
      let missing = [
        fields.has("framework") ? nil : "framework", answer == nil ? "answer" : nil,
      ].compactMap { $0 }
      if !missing.isEmpty { add(.incompleteAnswer(missing: missing), at: actPosition) }
    } else if let answer {
      add(.misplacedKey("answer", acts: [.considered]), at: answer.position)
    }
    if act == .acquitted {
      let missing = ["framework", "suspect", "outcome"].filter { !fields.has($0) }
      if !missing.isEmpty { add(.incompleteAcquittal(missing: missing), at: actPosition) }
    } else if let outcome {
      add(.misplacedKey("outcome", acts: [.acquitted]), at: outcome.position)
    }
    if let stage, ![.nrmDecision, .escalated].contains(act) {
      add(.misplacedKey("stage", acts: [.nrmDecision, .escalated]), at: stage.position)
    }
    if let decision, act != .nrmDecision {
      add(.misplacedKey("decision", acts: [.nrmDecision]), at: decision.position)
    }
    let isClock = act == .clockPaused || act == .clockResumed
    if isClock {
      let missing = [
        duty == nil ? "duty" : nil, fields.has("reason") ? nil : "reason",
        fields.has("decided-by") ? nil : "decided-by", fields.has("on") ? nil : "on",
      ].compactMap { $0 }
      if !missing.isEmpty { add(.incompletePause(missing: missing), at: actPosition) }
    } else if let duty {
      add(.misplacedKey("duty", acts: [.clockPaused, .clockResumed]), at: duty.position)
    }
    if var fields = fields.inner, let inner {
      finish(&fields, of: inner.node, allowed: Self.keys)
    }
    finish(&fields.outer, of: node, allowed: ["act"] + Self.keys)
    draft.responses.append(Placed(response, at: location(node.position)))
  }

  /// What was done, given under `act:` or as the key of a map: `considered: {framework: …}`.
  private mutating func act(
    _ outer: inout Fields, of node: Node
  ) -> (act: Response.Act, at: Position, inner: (fields: Fields, node: Node)?)? {
    let plain = outer.optional("act")
    let long = (node.asMap ?? []).filter { Response.Act(rawValue: $0.key) != nil }
    for entry in long { _ = outer.optional(entry.key) }
    if let second = (plain == nil ? long.dropFirst() : long[...]).first {
      add(.twoActs, at: second.keyPosition)
    }
    if let plain {
      return word(
        plain, what: "the act of a response", as: Response.Act.self, code: "record.unknown-act"
      ).map { ($0, plain.position, nil) }
    }
    if let entry = long.first, let act = Response.Act(rawValue: entry.key) {
      if entry.value.isNull { return (act, entry.keyPosition, nil) }
      guard let fields = fields(entry.value, what: "what stands under '\(entry.key)'") else {
        return nil
      }
      return (act, entry.keyPosition, (fields, entry.value))
    }
    // A map under a key that is not known is an act that is misspelt, and is reported as such.
    let misspelt = (node.asMap ?? []).contains {
      $0.value.asMap != nil && !Self.keys.contains($0.key)
    }
    if !misspelt { add(.noAct, at: node.position) }
    return nil
  }

  /// The value of a key that may stand beside the act or inside it.
  private mutating func take(_ key: String, _ fields: inout TwoFields) -> Node? {
    let outer = fields.outer.optional(key)
    let inner = fields.inner?.optional(key)
    if outer != nil, let inner { add(.saidTwice(key), at: inner.position) }
    return inner ?? outer
  }

  private mutating func reliances(_ node: Node?) -> [String] {
    var codes: [String] = []
    for item in oneOrMore(node, what: "what a decision relied on") {
      guard let code = text(item, what: "what a decision relied on") else { continue }
      if !vocabulary.relianceCodes.contains(code) {
        let close = hints.nearest(to: code, among: vocabulary.relianceCodes)
        add(.unknownReliance(nearest: close), at: item.position)
      } else if codes.contains(code) {
        add(.namedTwice(what: "a reason under 'relies-on'"), at: item.position)
      } else {
        codes.append(code)
      }
    }
    return codes
  }

  private mutating func framework(_ node: Node?) -> String? {
    guard let node, let id = text(node, what: "the framework of a response") else { return nil }
    if let known = options.frameworks, !known.contains(id) {
      add(.unknownFramework(nearest: hints.nearest(to: id, among: known)), at: node.position)
      return nil
    }
    return id
  }
}

/// The keys beside the act of a response and, in the long form, those inside it.
private struct TwoFields {
  var outer: Fields
  var inner: Fields?

  func has(_ key: String) -> Bool { outer.has(key) || inner?.has(key) ?? false }
}
