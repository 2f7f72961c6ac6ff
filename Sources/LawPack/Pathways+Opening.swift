extension Pathways {
  /// What a test opens once it is met: what it names, what its family opens, and whatever those open in turn.
  public func opened(by framework: Framework) -> [Pathway] {
    var opened = Set(all.filter { $0.isOpened(directlyBy: framework) }.map(\.id))
    var isGrowing = true
    while isGrowing {
      let more = all.filter { !opened.contains($0.id) && isOpened($0, byAnyOf: opened) }
      opened.formUnion(more.map(\.id))
      isGrowing = !more.isEmpty
    }
    return all.filter { opened.contains($0.id) }
  }

  private func isOpened(_ pathway: Pathway, byAnyOf ids: Set<String>) -> Bool {
    pathway.openers.contains { id in
      guard let other = self[id] else { return false }
      return ids.contains(other.id)
    }
  }
}

extension Pathway {
  /// The pathways that open this one.
  fileprivate var openers: [String] {
    openedBy.compactMap { if case .pathway(let id) = $0 { id } else { nil } }
  }

  /// Whether a framework names it, or is of a family that opens it.
  fileprivate func isOpened(directlyBy framework: Framework) -> Bool {
    if names.contains(where: framework.opens.contains) { return true }
    guard let family = framework.family else { return false }
    return openedBy.contains(.family(family))
  }
}
