extension Formula {
  /// The formula in one line of words, such as `all of (moved; any of (groomed; given))`.
  public func text(_ leaf: (Leaf) -> String) -> String {
    func listed(_ name: String, _ parts: [Formula]) -> String {
      if parts.count == 1 { return parts[0].text(leaf) }
      return "\(name) (\(parts.map { $0.text(leaf) }.joined(separator: "; ")))"
    }
    switch self {
    case .leaf(let it): return leaf(it)
    case .all(let parts): return listed("all of", parts)
    case .any(let parts): return listed("any of", parts)
    case .not(let part): return "not (\(part.text(leaf)))"
    case .atLeast(let count, let parts):
      return "at least \(count) of (\(parts.map { $0.text(leaf) }.joined(separator: "; ")))"
    }
  }
}
