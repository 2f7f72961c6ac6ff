import EvidenceLogic
public import LawPack

extension LawPack {
  /// The elements that no worked case names, or whose framework none names, as `FRAMEWORK/ELEMENT`.
  ///
  /// An element counts as exercised when a case states its answer, or states an answer of a framework that has only it.
  public func elementsWithoutCase(in cases: [WorkedCase]) -> [String] {
    var named: Set<String> = []
    for expectation in cases.flatMap(\.expectations) {
      switch expectation.target {
      case .element(let id): named.insert("\(expectation.framework)/\(id)")
      case .framework, .suspect: named.insert(expectation.framework)
      }
    }
    return frameworks.flatMap { framework in
      let decidable = framework.elements.filter { $0.formula(.narrow) != nil }
      return decidable.compactMap { element -> String? in
        let key = "\(framework.id)/\(element.id)"
        if named.contains(key) { return nil }
        return decidable.count == 1 && named.contains(framework.id) ? nil : key
      }
    }
  }
}
