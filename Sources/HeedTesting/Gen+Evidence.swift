public import EvidenceLogic

extension Gen where Value == SourceClass {
  public static var sourceClass: Gen { .element(of: SourceClass.allCases) }
}

extension Gen where Value == KnowableDay {
  /// Mostly a day before `last`, sometimes always or never.
  public static func knowableDay(before last: Int = 40) -> Gen {
    Gen { random in
      switch random.below(6) {
      case 0: .always
      case 1: .never
      default: .from(random.below(last))
      }
    }
  }
}

extension Gen {
  /// Sets over the atoms 0 ..< `atoms`, nothing and everything among them.
  ///
  /// With at most 10 atoms no formula over such sets is ever cut short: of the sets of 10 things at most 252 can stand
  /// together with none containing another (Sperner's theorem), and the cap is 256.
  public static func sets<Meaning: Sendable>(atoms: Int) -> Gen
  where Value == MinimalSets<Meaning> {
    Gen { random in
      if random.once(in: 12) { return .top }
      let sets = (0..<random.below(4)).map { _ in
        AtomSet((0..<(1 + random.below(3))).map { _ in random.below(atoms) })
      }
      return MinimalSets(sets)
    }
  }

  /// Evidence whose two sides are drawn from one recipe.
  public static func evidence<Side: Lattice>(_ side: Gen<Side>) -> Gen
  where Value == Evidence<Side> {
    Gen { Evidence(for: side(&$0), against: side(&$0)) }
  }
}
