import CaseRecord
package import LawPack
package import Vocabulary

/// A fact of which a statement may be evidence against a test.
package struct Denying: Sendable {
  package enum Rule: Hashable, Sendable {
    /// A statement that it was not so.
    case no
    /// One that there were fewer than so many.
    case fewer(than: Int)
    /// A statement that it was so: evidence for one fact may be evidence against another.
    case yes
  }

  package var fact: String
  package var rule: Rule
}

extension [Statement] {
  /// Whether what one of them says of its fact is evidence against a test.
  package func denies(_ index: Int, _ rule: Denying.Rule) -> Bool {
    switch rule {
    case .no: return !self[index].says
    case .yes: return self[index].says
    case .fewer(let asked):
      guard let number = self[index].number else { return false }
      // "No, 3" is fewer than three; "exactly 2" is fewer than three as well.
      if !self[index].says { return number <= asked }
      return self[index].count == .exactly && number < asked
    }
  }
}

extension Vocabulary {
  /// What denies a test's fact, or one that it implies; for a number, that it was so many.
  package func denying(_ test: FactTest) -> [Denying] {
    guard self[fact: test.fact]?.isNeverAgainst != true else { return [] }
    let implied = factsImplied(by: test.fact)
    let direct = implied.compactMap { name -> Denying? in
      let fact = self[fact: name]
      if let asked = test.atLeast, fact?.kind == .number {
        return Denying(fact: name, rule: .fewer(than: asked))
      }
      return fact?.isNeverAgainst == true ? nil : Denying(fact: name, rule: .no)
    }
    let indirect = denyingFacts.filter { fact in
      fact.denies.contains { denial in
        implied.contains(denial.fact) && denial.atLeast <= (test.atLeast ?? 1)
      }
    }
    return direct + indirect.map { Denying(fact: $0.name, rule: .yes) }
  }
}
