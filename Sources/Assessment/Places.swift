/// The places of names in a list: a few are looked through, many are looked up.
struct Places: Sendable {
  private let names: [String]
  private let index: [String: Int]

  init(_ names: [String]) {
    self.names = names
    index =
      names.count <= 12
      ? [:]
      : Dictionary(
        names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The first place at which a name stands.
  subscript(name: String) -> Int? { index.isEmpty ? names.firstIndex(of: name) : index[name] }
}
