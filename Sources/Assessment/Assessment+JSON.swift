public import CaseRecord
import CivilTime
public import EvidenceLogic
import LawPack

extension Assessment {
  /// The whole assessment as `heed: assessment/1`, byte for byte the same for the same record, law and days.
  ///
  /// - Source: `Documentation/design.md` 5.
  public var json: JSONValue {
    .object([
      ("heed", "assessment/1"),
      ("case", .string(record.id)),
      ("on", .string(on.description)),
      ("known", JSONValue(known?.description)),
      ("counts-from", JSONValue(threshold.name)),
      ("law", .string(law.contentHash)),
      ("assessments", .array(findings.map { $0.json(in: self) })),
      ("guards", .array(guards.map(\.json))),
      ("without-a-day", .strings(sourcesWithoutDay)),
    ])
  }

  /// What an atom is called in a list of sources.
  public func sourceName(_ atom: Atom) -> String {
    switch atom {
    case .statement(let index): record.statements[index].source
    case .born(let index): record.people[index].bornSource ?? "\(record.people[index].id).born"
    case .conviction(let index): "responses[\(index)]"
    }
  }

  /// The sources behind some atoms, each once, in the order of the atoms.
  public func sourceNames(_ atoms: [Atom]) -> [String] {
    var seen: Set<String> = []
    return atoms.map(sourceName).filter { seen.insert($0).inserted }
  }

  /// The smallest sets of sources behind some sets of evidence, smallest first.
  public func sourceSets(_ stands: SourceSets) -> [[String]] {
    let named = Set(stands.sets.map { Set($0.atoms.map { sourceName(atoms[$0]) }) })
    let minimal = named.filter { set in !named.contains { $0.isStrictSubset(of: set) } }
    func key(_ set: [String]) -> String { set.joined(separator: "\u{0}") }
    return minimal.map { $0.sorted() }.sorted {
      $0.count != $1.count ? $0.count < $1.count : key($0) < key($1)
    }
  }
}

extension Finding {
  func json(in assessment: Assessment) -> JSONValue {
    // Each is worked out when it is asked: ask once.
    let missing = self.missing
    let knownSince = self.knownSince
    let onlySource = self.onlySource
    let stands = self.stands
    return .object([
      ("framework", .string(framework.id)),
      ("about", .string(about)),
      ("state", .string(state.rawValue)),
      (
        "readings",
        state == .notInForce
          ? nil
          : .object([
            ("narrow", .string(narrow.rawValue)), ("broad", .string(broad.rawValue)),
          ])
      ),
      ("as-if-in-force", asIfInForce.map { .string($0.rawValue) }),
      // What was not the law then is shown as analysis, never as an offence.
      ("analysis", marks.isAnalysis || asIfInForce != nil ? true : nil),
      ("comparison", marks.isComparison ? true : nil),
      ("pooled", marks.isPooled ? true : nil),
      ("assumes-child", marks.assumesChild ? true : nil),
      ("period", framework.period.map { .string($0) }),
      ("dates", dates.map { $0.isCertain ? "certain" : "possible" }),
      (
        "certain-state",
        dates.flatMap { $0.isCertain ? nil : .string($0.certainState.rawValue) }
      ),
      ("weakest", weakest.flatMap(\.name).map { .string($0) }),
      ("rests-on-one-source", state.isMet ? .bool(onlySource != nil) : nil),
      ("only-source", onlySource.map { .string($0) }),
      ("independent-sources", state.isMet ? .int(independentSources) : nil),
      (
        "stands-on",
        state.isMet ? .array(assessment.sourceSets(stands).map { .strings($0) }) : nil
      ),
      ("stands-on-is-exact", state.isMet && !stands.isExact ? false : nil),
      ("elements", .array(elements.map { $0.json(in: assessment) })),
      (
        "suspects",
        suspects.isEmpty
          ? nil : .object(suspects.map { (key: $0.id, value: .string($0.state.rawValue)) })
      ),
      ("known-since", knownSince?.json),
      ("known-since-earliest", knownSince?.earliestJSON),
      ("missing", Finding.json(missing)),
      ("missing-is-exact", missing.values.allSatisfy(\.isExact) ? nil : false),
      ("blocked-by", missing.isEmpty ? nil : .strings(Finding.blockedBy(missing))),
      ("considered", considered.json(in: assessment.record)),
      ("status", .string(framework.status.rawValue)),
    ])
  }

  private static func json(_ missing: [Reading: Missing]) -> JSONValue? {
    let readings = Reading.allCases.compactMap { reading in
      missing[reading].map { missing in
        (
          key: reading.rawValue,
          value: Optional(
            JSONValue.array(missing.sets.map { set in .strings(set.map(\.label)) }))
        )
      }
    }
    return readings.isEmpty ? nil : .object(readings)
  }

  private static func blockedBy(_ missing: [Reading: Missing]) -> [String] {
    Set(missing.values.flatMap(\.blockedBy)).sorted()
  }
}

extension ElementFinding {
  func json(in assessment: Assessment) -> JSONValue {
    .object([
      ("id", .string(element.id)),
      ("state", state.map { .string($0.rawValue) }),
      ("decided-by", decider.map { .string($0) }),
      ("judgement", element.judgement.map { .string($0) }),
      (
        "readings",
        element.isContested
          ? .object([
            ("narrow", JSONValue(narrow?.rawValue)), ("broad", JSONValue(broad?.rawValue)),
          ]) : nil
      ),
      ("weakest", weakest.flatMap(\.name).map { .string($0) }),
      ("sources", .strings(assessment.sourceNames(supporting))),
      ("against", opposing.isEmpty ? nil : .strings(assessment.sourceNames(opposing))),
      ("cite", .string(element.cite)),
    ])
  }

  private var decider: String? {
    if case .decide(let who) = element.body { who } else { nil }
  }
}

extension KnownSince {
  var json: JSONValue {
    .object(
      [(key: "together", value: JSONValue(together?.day.description))]
        + agencies.map { (key: $0.agency, value: JSONValue($0.day?.day.description)) })
  }

  /// Only where an uncertain day makes a difference.
  var earliestJSON: JSONValue? {
    let all = [("together", together)] + agencies.map { ($0.agency, $0.day) }
    let uncertain = all.compactMap { name, day in
      day.flatMap { $0.earliest < $0.day ? (name, $0.earliest) : nil }
    }
    return uncertain.isEmpty
      ? nil : .object(uncertain.map { (key: $0.0, value: .string($0.1.description)) })
  }
}

extension Finding.Considered {
  public func json(in record: CaseRecord) -> JSONValue? {
    switch self {
    case .never: "never"
    case .notAsked: nil
    case .answered(let index):
      .object([
        ("answer", JSONValue(record.responses[index].answer?.rawValue)),
        ("by", record.responses[index].by.map { .string($0) }),
        ("on", record.responses[index].on.map { .string($0.literal) }),
        ("at", .string("responses[\(index)]")),
      ])
    }
  }
}

extension Guard {
  public var json: JSONValue {
    .object([
      ("id", .string(kind.rawValue)),
      ("about", .string(about)),
      ("because", .string(because)),
      (
        "cites",
        .array(
          citations.map { citation in
            switch citation.of {
            case .framework(let id):
              .object([("framework", .string(id)), ("cite", .string(citation.cite))])
            case .pathway(let id):
              .object([("pathway", .string(id)), ("cite", .string(citation.cite))])
            }
          })
      ),
      ("at", response.map { .string("responses[\($0)]") }),
    ])
  }
}
