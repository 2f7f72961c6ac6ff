package import CaseRecord

/// Which law is a record's own. All other law is comparison, and owes no duty (rule 12).
package enum Jurisdiction {
  /// The jurisdictions whose law applies to a record.
  package static func own(of record: CaseRecord) -> Set<String> { own(of: name(of: record)) }

  /// The jurisdiction whose law applies to a record.
  ///
  /// A record of England and Wales whose places all say that they are in one of the two is shown the guidance of that one.
  static func name(of record: CaseRecord) -> String { name(record.jurisdiction, record.places) }

  /// - Parameter recorded: what the record says of itself.
  package static func name(_ recorded: String, _ places: [Place]) -> String {
    guard recorded == "england-and-wales" else { return recorded }
    var only: String?
    for place in places.indices {
      guard let country = places[place].country else { continue }
      if let only, only != country { return recorded }
      only = country
    }
    guard let only, only == "england" || only == "wales" else { return recorded }
    return only
  }

  /// The jurisdictions whose law applies where a record is of this one.
  ///
  /// A record of England and Wales that does not say which is shown the guidance of both.
  package static func own(of record: String) -> Set<String> {
    kingdom[record] ?? everywhere.union([record])
  }

  /// Those of which a record may be.
  package static var all: [String] { Array(kingdom.keys) }

  private static let everywhere: Set<String> = ["any", "international"]

  private static let kingdom: [String: Set<String>] = [
    "england-and-wales": ["england-and-wales", "england", "wales"],
    "england": ["england-and-wales", "england"],
    "wales": ["england-and-wales", "wales"],
    "scotland": ["scotland"],
    "northern-ireland": ["northern-ireland"],
  ].mapValues { everywhere.union(["united-kingdom"]).union($0) }
}
