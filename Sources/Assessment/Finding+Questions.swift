public import EvidenceLogic

// Each of these puts a further question to the derivation, every time that it is asked: keep the answer if you need it twice.
extension Finding {
  private func asked<Answer>(_ question: (Questions, Formula<Int>) -> Answer) -> Answer? {
    guard state.isMet, let questions = derivation.questions else { return nil }
    return question(questions, derivation.formula(derivation.reading))
  }

  /// The smallest sets of evidence on which the state stands; none unless the test is met.
  public var stands: SourceSets { asked { $0.sourceSets($1) } ?? .bottom }

  /// The one source without which the test would not be met, if there is one.
  public var onlySource: String? { asked { $0.onlySource($1) } ?? nil }

  /// How many sources that do not repeat one another bear on it.
  public var independentSources: Int { asked { $0.independentSources($1) } ?? 0 }

  /// What would complete it, by reading; a reading that is met, or was not in force, has none.
  public var missing: [Reading: Missing] {
    guard !derivation.isOutOfForce, let questions = derivation.questions else { return [:] }
    var missing: [Reading: Missing] = [:]
    if !narrow.isMet { missing[.narrow] = questions.missing(derivation.narrow) }
    if !broad.isMet { missing[.broad] = questions.missing(derivation.broad) }
    return missing
  }

  /// Since when the files met the test; nil unless it is met.
  public var knownSince: KnownSince? {
    guard state.isMet, let replay = Replay(self) else { return nil }
    return KnownSince(
      together: replay.day(nil), agencies: replay.agencies.map { ($0, replay.day($0)) },
      reading: derivation.reading)
  }
}
