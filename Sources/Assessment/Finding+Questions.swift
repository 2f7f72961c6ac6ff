import CivilTime
public import EvidenceLogic
import LawPack

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
    asked { questions, formula in
      func day(_ agency: String?) -> KnownSince.Day? {
        guard let latest = questions.firstDay(formula, agency, \.latest),
          let earliest = questions.firstDay(formula, agency, \.earliest)
        else { return nil }
        // Rule 18: a test of the day of the decision could not be met before it was one.
        guard framework.governsBy == .decision, let inForce = framework.inForce else {
          return KnownSince.Day(day: latest, earliest: earliest)
        }
        let first = max(latest, inForce.from ?? latest)
        guard inForce.days.contains(first) else { return nil }
        return KnownSince.Day(day: first, earliest: max(earliest, inForce.from ?? earliest))
      }
      return KnownSince(
        together: day(nil), agencies: questions.evidence.agencies.map { ($0, day($0)) },
        reading: derivation.reading)
    }
  }
}
