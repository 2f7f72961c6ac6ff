package import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack

extension Sheet {
  /// What the law gives reason to look at now, in plain words.
  mutating func guards(about: String, _ words: CaseWords) {
    for warning in words.assessment.guards where warning.about == about {
      blank()
      add("⚠ \(sentence(words.plain(warning)))", .strong, hanging: 2)
      add(words.grounds(warning), indent: 2)
    }
  }
}

extension CaseWords {
  /// A guard as a colleague would say it.
  package func plain(_ warning: Guard) -> String {
    switch warning.kind {
    case .nrmUnasked: return nrmUnasked(warning)
    case .groupUnasked:
      return
        "A group is on record, and nobody has recorded whether it is an organised crime group (OCG)"
    case .gangNotGroup, .irrelevantFactor, .nonElement, .clock, .negativeOutcome:
      return capitalised(warning.because)
    }
  }

  private func nrmUnasked(_ warning: Guard) -> String {
    let asked =
      "Nobody has recorded whether \(warning.about) should be referred to the National Referral Mechanism (NRM), which decides whether a child was trafficked or held in slavery"
    let cited = Set(warning.citations.map(\.id))
    let met = assessment.findings(about: warning.about).filter {
      cited.contains($0.framework.id) && $0.knownSince?.together != nil
    }
    let earliest = met.min { left, right in
      guard let one = left.knownSince?.together?.day, let other = right.knownSince?.together?.day
      else { return false }
      return one < other
    }
    guard let earliest, let known = earliest.knownSince, let together = known.together else {
      return asked
    }
    let alone = known.agencies.compactMap { agency, day in
      day.map { "\(agency) alone on \(Reports.words($0.day))" }
    }
    return asked
      + ". All files together first met \(earliest.framework.id) on \(Reports.words(together.day))"
      + (alone.isEmpty ? "" : "; " + alone.joined(separator: "; "))
  }

  /// The guard's id, the response it is about, and where the law says so.
  package func grounds(_ warning: Guard) -> String {
    var parts = [warning.kind.rawValue]
    if let response = warning.response { parts.append(self.response(response)) }
    let citations = warning.citations.map { citation in
      // The whole Act is cited by the framework's id.
      citation.cite == assessment.law[framework: citation.id]?.actCite
        ? citation.id : "\(citation.id) \(Reports.cited(citation.cite))"
    }
    parts.append(capped(citations, at: 4, separator: "; "))
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
