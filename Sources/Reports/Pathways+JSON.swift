public import Assessment
import Calendars
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// What is owed on a record, as `heed: duties/1`.
///
/// - Parameter agency: only what this agency or kind of body owes; nil for all.
public func duties(of assessment: Assessment, agency: String? = nil) -> JSONValue {
  document(
    "duties/1", assessment,
    [
      ("agency", agency.map { .string($0) }),
      ("duties", .array(assessment.owedDuties(by: agency).map { json($0, in: assessment) })),
    ])
}

private func json(_ duty: Duty, in assessment: Assessment) -> JSONValue {
  let done = duty.done.map { JSONValue.string("responses[\($0)]") }
  let late = duty.daysLate(in: assessment.record).map { JSONValue.int($0) }
  let pauses: JSONValue? =
    duty.pausesNotAllowed.isEmpty
    ? nil : .strings(duty.pausesNotAllowed.map { "responses[\($0)]" })
  let members: [(key: String, value: JSONValue?)] = [
    ("about", .string(duty.about)),
    ("agency", duty.agency.map { .string($0) } ?? .null),
    ("standing", .string(duty.standing.rawValue)),
    ("opened-by", .array(duty.openers.map { json($0) })),
    ("clock", duty.clock.map { json($0, duty.pathway) }),
    ("done", done),
    ("ended", duty.ended.map { .string("responses[\($0)]") }),
    ("days-late", late),
    ("pauses-not-allowed", pauses),
  ]
  return .object(summary(duty.pathway) + members)
}

private func json(_ clock: Duty.Clock, _ pathway: Pathway) -> JSONValue {
  let members: [(key: String, value: JSONValue?)] = [
    ("started-by", clock.startedBy.map { json($0) }),
    ("start", clock.start.map { .string($0.description) }),
    ("within", pathway.clock?.within.map { .string($0.description) }),
    ("due", clock.due.map { .string($0.description) }),
    ("not-before", clock.earliest.map { .string($0.description) }),
    ("without-a-day", clock.withoutDay.map { .string($0) }),
    ("arithmetic", .array(clock.arithmetic.map { json($0) })),
    ("stopped", clock.pauses.isEmpty ? nil : .strings(clock.pauses.map(\.description))),
  ]
  return .object(members)
}

private func json(_ arithmetic: Arithmetic) -> JSONValue {
  let holidays = arithmetic.holidays.map { holiday -> JSONValue in
    .object([("day", .string(holiday.day.description)), ("name", .string(holiday.name))])
  }
  return .object([
    ("start", .string(arithmetic.start.description)),
    ("due", .string(arithmetic.due.description)),
    ("weekend-days", .int(arithmetic.weekendDays)),
    ("holidays", .array(holidays)),
    ("stopped-days", .int(arithmetic.pausedDays)),
  ])
}

private func json(_ opener: Duty.Opener) -> JSONValue {
  switch opener {
  case .finding(let framework): .object([("framework", .string(framework))])
  case .response(let index): .object([("at", .string("responses[\(index)]"))])
  case .warning(let id): .object([("warning", .string(id))])
  case .fact(let fact): .object([("fact", .string(fact))])
  case .birthday: .string("birthday")
  case .always: .string("always")
  }
}

private func summary(_ pathway: Pathway) -> [(key: String, value: JSONValue?)] {
  [
    ("pathway", .string(pathway.id)), ("title", .string(pathway.title)),
    ("says", .string(pathway.says)), ("kind", .string(pathway.kind.rawValue)),
    ("changes", .string(pathway.changes.rawValue)), ("on", .strings(pathway.on)),
    ("local", pathway.isLocal ? true : nil), ("cite", .string(pathway.cite)),
    ("status", .string(pathway.status.rawValue)),
  ]
}

/// What each classification changes, as `heed: impact/1`.
public func impact(of assessment: Assessment) -> JSONValue {
  document(
    "impact/1", assessment, [("children", .array(assessment.impacts.map { json($0) }))])
}

private func json(_ impact: Impact) -> JSONValue {
  let without = impact.without.map { pathway -> JSONValue in
    .object([
      ("pathway", .string(pathway.id)),
      ("changes", .string(pathway.changes.rawValue)),
      ("opened-by", .strings(impact.openers(of: pathway))),
    ])
  }
  return .object([
    ("child", .string(impact.child)),
    ("frameworks", .array(impact.rows.map { json($0) })),
    ("safeguarding-alone", .strings(impact.safeguardingAlone.map(\.id))),
    ("without", .array(without)),
  ])
}

private func json(_ row: Impact.Row) -> JSONValue {
  let elements = row.elements.map { element -> JSONValue in
    .object([("id", .string(element.id)), ("cite", .string(element.cite))])
  }
  return .object([
    ("framework", .string(row.finding.framework.id)),
    ("about", .string(row.finding.about)),
    ("state", .string(row.finding.state.rawValue)),
    ("elements", .array(elements)),
    ("opens", .array(row.opens.map { .object(summary($0)) })),
  ])
}

/// The same facts under the law of several places, as `heed: comparison/1`.
public func comparison(of assessment: Assessment, jurisdictions: [String]) -> JSONValue {
  let families = assessment.comparisons(of: jurisdictions).map { json($0) }
  return document(
    "comparison/1", assessment,
    [("jurisdictions", .strings(jurisdictions)), ("families", .array(families))])
}

private func json(_ comparison: Comparison) -> JSONValue {
  let places = comparison.places.map { place -> JSONValue in
    let answers = place.answers.map { answer -> JSONValue in
      .object([
        ("framework", .string(answer.finding.framework.id)),
        ("state", .string(answer.finding.state.rawValue)),
        ("difference", json(answer.difference)),
      ])
    }
    return .object([("jurisdiction", .string(place.jurisdiction)), ("answers", .array(answers))])
  }
  return .object([
    ("about", .string(comparison.about)),
    ("family", .string(comparison.family.rawValue)),
    ("alike", .bool(comparison.isAlike)),
    ("places", .array(places)),
  ])
}

private func json(_ difference: Comparison.Difference) -> JSONValue? {
  func elements(_ elements: [Element]) -> JSONValue {
    .array(
      elements.map {
        .object([
          ("id", .string($0.id)), ("says", .string($0.says)), ("cite", .string($0.cite)),
        ])
      })
  }
  switch difference {
  case .none: return nil
  case .anyOf(let some): return .object([("lacks-any-of", elements(some))])
  case .allOf(let all): return .object([("lacks", elements(all))])
  case .together: return "not-of-one-person-or-event"
  case .notInForce: return "not-in-force"
  }
}

/// Which questions anybody ever asked, as `heed: considered/1`.
///
/// - Parameter prompts: what the wording of reasons suggests, by the place of the response.
public func considered(of assessment: Assessment, prompts: [Int: [String]] = [:]) -> JSONValue {
  document(
    "considered/1", assessment,
    [
      (
        "ledger",
        .array(
          assessment.findings.filter { !$0.marks.isComparison }.map { finding in
            .object([
              ("framework", .string(finding.framework.id)), ("about", .string(finding.about)),
              ("state", .string(finding.state.rawValue)),
              ("considered", finding.considered.json(in: assessment.record)),
            ])
          })
      ),
      (
        "guards",
        .array(
          assessment.guards.filter { $0.response != nil && $0.kind != .clock }.map(\.json))
      ),
      (
        "wording",
        .array(
          prompts.sorted { $0.key < $1.key }.map { index, texts in
            .object([("at", .string("responses[\(index)]")), ("prompts", .strings(texts))])
          })
      ),
    ])
}
