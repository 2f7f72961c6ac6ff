/// Which law is a record's own. All other law is comparison, and owes no duty (rule 12).
enum Jurisdiction {
  /// The jurisdictions whose law applies to a record of this one.
  ///
  /// A record of England and Wales that does not say which is shown the guidance of both.
  static func own(of record: String) -> Set<String> {
    let everywhere: Set<String> = ["any", "international"]
    let kingdom = everywhere.union(["united-kingdom"])
    return switch record {
    case "england-and-wales": kingdom.union(["england-and-wales", "england", "wales"])
    case "england": kingdom.union(["england-and-wales", "england"])
    case "wales": kingdom.union(["england-and-wales", "wales"])
    case "scotland": kingdom.union(["scotland"])
    case "northern-ireland": kingdom.union(["northern-ireland"])
    default: everywhere.union([record])
    }
  }
}
