public import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// The next best questions as `heed: questions/1`.
public func questions(of assessment: Assessment) -> JSONValue {
  document(
    "questions/1", assessment,
    [
      (
        "questions",
        .array(
          nextQuestions(assessment).map { question in
            .object([
              ("fact", .string(question.fact)), ("ask", .string(question.ask)),
              ("found-in", strings(question.foundIn)),
              (
                "completes",
                .array(
                  question.completes.map { completion in
                    .object([
                      ("framework", .string(completion.framework)),
                      ("about", .string(completion.about)),
                      ("reading", .string(completion.reading.rawValue)),
                      ("answer", .string(completion.label)),
                      ("with", completion.with.isEmpty ? nil : strings(completion.with)),
                    ])
                  })
              ),
            ])
          })
      )
    ])
}

/// Since when each test could have been known, as `heed: known-since/1`.
public func knownSince(of assessment: Assessment) -> JSONValue {
  let report = KnewReport(assessment)
  return document(
    "known-since/1", assessment,
    [
      ("answers", .array(report.answers.map(json))),
      ("without-a-day", strings(report.sourcesWithoutDay)),
    ])
}

/// One framework's answers with every leaf, as `heed: explanation/1`.
///
/// - Parameter framework: an id of the law; one that the law does not have gives no answers.
public func explanation(of framework: String, _ assessment: Assessment) -> JSONValue {
  let findings = assessment.findings.filter { $0.framework.id == framework }
  let law = assessment.law[framework: framework]
  return document(
    "explanation/1", assessment,
    [
      ("framework", .string(framework)),
      ("title", law.map { .string($0.title) }),
      ("act", law.map { .string($0.act) }),
      ("cite", law?.actCite.map { .string($0) }),
      ("period", law?.period.map { .string($0) }),
      ("in-force-cite", law?.inForce.map { .string($0.cite) }),
      ("status", law.map { .string($0.status.rawValue) }),
      ("read", law?.read.map { .string($0) }),
      ("file", law.map { .string("Law/\($0.file)") }),
      ("not-needed", law.map { strings($0.notNeeded) }),
      (
        "irrelevant",
        law.map { law in
          .array(
            law.irrelevant.map {
              .object([
                ("fact", .string($0.fact)), ("says", .string($0.says)), ("cite", .string($0.cite)),
              ])
            })
        }
      ),
      ("notes", law.map { strings($0.notes) }),
      ("answers", .array(findings.map { Explanation(assessment).json($0) })),
    ])
}

func document(
  _ format: String, _ assessment: Assessment, _ members: [(key: String, value: JSONValue?)]
) -> JSONValue {
  .object(
    [
      ("heed", .string(format)), ("case", .string(assessment.record.id)),
      ("on", .string(assessment.on.description)),
      ("known", assessment.known.map { .string($0.description) } ?? .null),
      ("counts-from", assessment.threshold.name.map { .string($0) }),
      ("law", .string(assessment.law.contentHash)),
    ] + members)
}

private func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

private func date(_ date: UncertainDate?) -> JSONValue { date.map { .string($0.literal) } ?? .null }

// MARK: Explanation

/// One framework's answers with their evidence, statement by statement.
private struct Explanation {
  let assessment: Assessment

  init(_ assessment: Assessment) {
    self.assessment = assessment
  }

  func json(_ finding: Finding) -> JSONValue {
    .object([
      ("about", .string(finding.about)),
      ("state", .string(finding.state.rawValue)),
      ("narrow", .string(finding.narrow.rawValue)),
      ("broad", .string(finding.broad.rawValue)),
      ("as-if-in-force", finding.asIfInForce.map { .string($0.rawValue) }),
      ("analysis", finding.marks.isAnalysis ? true : nil),
      ("comparison", finding.marks.isComparison ? true : nil),
      ("pooled", finding.marks.isPooled ? true : nil),
      ("elements", .array(finding.elements.map(element))),
      (
        "suspects",
        finding.suspects.isEmpty
          ? nil : .object(finding.suspects.map { (key: $0.id, value: .string($0.state.rawValue)) })
      ),
      (
        "stands-on",
        finding.state.isMet ? .array(assessment.sourceSets(finding.stands).map(strings)) : nil
      ),
      ("only-source", finding.onlySource.map { .string($0) }),
      ("missing", missing(finding)),
      (
        "straddles",
        finding.straddles.isEmpty
          ? nil
          : .array(
            finding.straddles.map {
              .object([("says", .string($0.says)), ("cite", .string($0.cite))])
            })
      ),
    ])
  }

  private func missing(_ finding: Finding) -> JSONValue? {
    let readings = Reading.allCases.compactMap { reading in
      finding.missing[reading].map { missing in
        (
          key: reading.rawValue,
          value: Optional(JSONValue.array(missing.sets.map { strings($0.map(\.label)) }))
        )
      }
    }
    return readings.isEmpty ? nil : .object(readings)
  }

  private func element(_ finding: ElementFinding) -> JSONValue {
    let element = finding.element
    var decider: JSONValue?
    if case .decide(let who) = element.body { decider = .string(who) }
    return .object([
      ("id", .string(element.id)), ("says", .string(element.says)),
      ("cite", .string(element.cite)), ("status", .string(element.status.rawValue)),
      ("state", finding.state.map { .string($0.rawValue) }),
      ("decided-by", decider),
      ("judgement", element.judgement.map { .string($0) }),
      ("narrow", element.isContested ? finding.narrow.map { .string($0.rawValue) } : nil),
      ("broad", element.isContested ? finding.broad.map { .string($0.rawValue) } : nil),
      ("question", element.question.map { .string($0) }),
      ("why", element.why.map { .string($0) }),
      ("leaves", .array(finding.leaves.map(leaf))),
    ])
  }

  private func leaf(_ leaf: LeafFinding) -> JSONValue {
    .object([
      ("leaf", .string(leaf.label)), ("state", .string(leaf.state.rawValue)),
      ("broad-only", leaf.isBroadOnly ? true : nil),
      ("for", leaf.supporting.isEmpty ? nil : .array(leaf.supporting.map(atom))),
      ("against", leaf.opposing.isEmpty ? nil : .array(leaf.opposing.map(atom))),
    ])
  }

  private func atom(_ atom: Atom) -> JSONValue {
    let place =
      switch atom {
      case .statement(let index): "statements[\(index)]"
      case .born(let index): "people[\(index)].born"
      case .conviction(let index): "responses[\(index)]"
      }
    return .object([("at", .string(place)), ("source", .string(assessment.sourceName(atom)))])
  }
}

// MARK: Known since

private func json(_ answer: KnewReport.Answer) -> JSONValue {
  .object([
    ("frameworks", strings(answer.frameworks)), ("about", .string(answer.about)),
    ("reading", .string(answer.reading.rawValue)),
    ("comparison", answer.isComparison ? true : nil),
    ("together", json(answer.together)),
    (
      "agencies",
      .array(
        answer.lanes.map { lane in
          .object([
            ("agency", .string(lane.agency)), ("from", json(lane.from)),
            ("warned", list(lane.warned.map(json))), ("raised", list(lane.raised.map(json))),
            ("told-others", list(lane.passedOn.map(json))),
            ("first-acted", lane.firstActed.map(json)),
            ("closed", list(lane.closures.map(json))),
          ])
        })
    ),
    ("already-acted", answer.alreadyActed.map(json)),
    ("first-acted", answer.firstActed.map(json)),
    (
      "days-before-anyone-acted",
      answer.days.map { days in
        .object([("fewest", .int(days.lowerBound)), ("most", .int(days.upperBound))])
      }
    ),
  ])
}

private func list(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }

private func json(_ day: KnownSince.Day?) -> JSONValue {
  guard let day else { return .null }
  return .object([
    ("day", .string(day.day.description)),
    ("earliest", day.earliest < day.day ? .string(day.earliest.description) : nil),
  ])
}

private func json(_ notice: KnewReport.Notice) -> JSONValue {
  .object([
    ("warning", .string(notice.warning)), ("on", date(notice.on)),
    ("body", notice.other.map { .string($0) }), ("acknowledged", date(notice.acknowledged)),
  ])
}

private func json(_ step: KnewReport.Step) -> JSONValue {
  .object([
    ("act", .string(step.act.rawValue)), ("by", step.by.map { .string($0) }),
    ("on", date(step.on)), ("at", .string("responses[\(step.response)]")),
  ])
}
