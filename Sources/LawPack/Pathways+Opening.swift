extension LawPack {
  /// What opens a pathway. Any one is enough.
  public enum Opener: Sendable, Hashable {
    /// A test that is met, by its place among the frameworks.
    case test(Int)
    /// Something on record, or that it is always owed: neither a family nor another pathway.
    case trigger(Pathway.Trigger)
  }

  /// What a test opens once it is met: what it names, what its family opens, and whatever those open in turn.
  public func opened(by framework: Framework) -> [Pathway] {
    guard let test = place(ofFramework: framework.id) else { return [] }
    return pathways.all.indices.filter { openers[$0].contains(.test(test)) }
      .map { pathways.all[$0] }
  }
}

extension Pathways {
  /// What opens each pathway: the tests that name it, then each thing by which it is opened; where that is another pathway, whatever opens that.
  func openers(among frameworks: [Framework]) -> [[LawPack.Opener]] {
    var naming: [String: [Int]] = [:]
    var families: [Framework.Family: [Int]] = [:]
    for (test, framework) in frameworks.enumerated() {
      for name in framework.opens { naming[name, default: []].append(test) }
      if let family = framework.family { families[family, default: []].append(test) }
    }
    let direct = all.map { pathway in Set(pathway.names.flatMap { naming[$0] ?? [] }).sorted() }

    return all.indices.map { place in
      var openers: [LawPack.Opener] = []
      var known: Set<LawPack.Opener> = []
      var seen: Set<Int> = []
      func add(_ opener: LawPack.Opener) {
        if known.insert(opener).inserted { openers.append(opener) }
      }
      func addAll(of place: Int) {
        guard seen.insert(place).inserted else { return }
        for test in direct[place] { add(.test(test)) }
        for trigger in all[place].openedBy {
          switch trigger {
          case .family(let family): for test in families[family] ?? [] { add(.test(test)) }
          case .pathway(let id): if let other = self.place(of: id) { addAll(of: other) }
          case .response, .warning, .fact, .always: add(.trigger(trigger))
          }
        }
      }
      addAll(of: place)
      return openers
    }
  }
}
