extension Statement {
  /// The words of each role, as stated and as its places imply: what a journey `crosses` and its `direction`.
  ///
  /// A crossing is implied only where both places say where they are; what neither says stays unknown.
  public func words(in record: CaseRecord) -> [String: [String]] {
    guard let from, let to, let start = record.place(from), let end = record.place(to) else {
      return roles
    }
    var words = roles
    func add(_ word: String, to role: String) {
      if words[role]?.contains(word) != true { words[role, default: []].append(word) }
    }
    func differ(_ a: String?, _ b: String?) -> Bool {
      guard let a, let b else { return false }
      return a != b
    }
    if differ(start.street, end.street) { add("street", to: "crosses") }
    if differ(start.town, end.town) { add("town", to: "crosses") }
    if differ(start.policeForce, end.policeForce) { add("police-force", to: "crosses") }
    switch (start.isInUnitedKingdom, end.isInUnitedKingdom) {
    case (true, true): add("within", to: "direction")
    case (false, true):
      add("country", to: "crosses")
      add("into-uk", to: "direction")
    case (true, false):
      add("country", to: "crosses")
      add("out-of-uk", to: "direction")
    default:
      if differ(start.country, end.country) { add("country", to: "crosses") }
    }
    return words
  }
}

extension CaseRecord {
  public func place(_ id: String) -> Place? { places.first { $0.id == id } }
  public func person(_ id: String) -> Person? { people.first { $0.id == id } }
  public func source(_ id: String) -> Source? { sources.first { $0.id == id } }
}
