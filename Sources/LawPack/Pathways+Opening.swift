extension Pathways {
  /// What a test opens once it is met: what it names, what its family opens, and whatever those open in turn.
  public func opened(by framework: Framework) -> [Pathway] {
    var opened: Set<String> = []
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for pathway in all where !opened.contains(pathway.id) {
        let names = [pathway.id] + pathway.also
        let isOpened =
          names.contains(where: framework.opens.contains)
          || pathway.openedBy.contains { trigger in
            switch trigger {
            case .family(let family): family == framework.family
            case .pathway(let id): self[id].map { opened.contains($0.id) } ?? false
            case .response, .warning, .fact, .always: false
            }
          }
        if isOpened {
          opened.insert(pathway.id)
          isGrowing = true
        }
      }
    }
    return all.filter { opened.contains($0.id) }
  }
}
