package import CaseRecord

/// Which law is a record's own. All other law is comparison, and owes no duty (rule 12).
package enum Jurisdiction {
  /// The jurisdictions whose law applies to a record.
  ///
  /// A record of England and Wales whose places all say that they are in one of the two is shown the guidance of that one.
  package static func own(of record: CaseRecord) -> Set<String> {
    let countries = Set(record.places.compactMap(\.country))
    guard record.jurisdiction == "england-and-wales", countries.count == 1,
      let country = countries.first, ["england", "wales"].contains(country)
    else { return own(of: record.jurisdiction) }
    return own(of: country)
  }

  /// The jurisdictions whose law applies where a record is of this one.
  ///
  /// A record of England and Wales that does not say which is shown the guidance of both.
  package static func own(of record: String) -> Set<String> {
    kingdom[record] ?? everywhere.union([record])
  }

  private static let everywhere: Set<String> = ["any", "international"]

  private static let kingdom: [String: Set<String>] = [
    "england-and-wales": ["england-and-wales", "england", "wales"],
    "england": ["england-and-wales", "england"],
    "wales": ["england-and-wales", "wales"],
    "scotland": ["scotland"],
    "northern-ireland": ["northern-ireland"],
  ].mapValues { everywhere.union(["united-kingdom"]).union($0) }
}
