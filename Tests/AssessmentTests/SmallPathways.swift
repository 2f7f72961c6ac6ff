import Assessment
import CaseRecord
import LawPack
import Testing

/// Pathways for small laws: what no test here turns on is filled in.
enum SmallPathways {
  static let bodies = """
    heed: bodies/1
    bodies:
      - {body: police, says: Police forces, includes: [transport-police]}
      - {body: children-social-care, says: Social care for children}
      - {body: court, says: Courts}
      - {body: any-practitioner, says: Everybody}

    """

  /// The holidays of two winters.
  static let calendar = """
    heed: calendar/1
    name: England and Wales
    version: small
    source: a test
    status: verified
    jurisdictions: [england-and-wales]
    covers: 2010-01-01/2030-12-31
    holidays:
      - {day: 2013-12-25, name: "Christmas Day"}
      - {day: 2013-12-26, name: "Boxing Day"}
      - {day: 2014-01-01, name: "New Year's Day"}

    """

  /// One pathway in flow YAML, with the keys that a test gives.
  static func pathway(
    _ id: String, kind: String = "duty", changes: String = "victim",
    on: String = "[children-social-care]", _ more: String
  ) -> String {
    let places = more.contains("jurisdictions:") ? "" : "jurisdictions: [england-and-wales], "
    return
      "  - {id: \(id), title: The duty \(id), says: It is done, kind: \(kind), changes: \(changes), \(places)on: \(on), cite: s 1, status: verified, \(more)}\n"
  }

  static func files(_ pathways: String...) -> [(path: String, text: String)] {
    [
      ("bodies.yaml", bodies), ("calendars/england-and-wales.yaml", calendar),
      (
        "pathways/small.yaml",
        "heed: pathways/1\nheading: Small\npathways:\n" + pathways.joined()
      ),
    ]
  }
}

extension LawPack {
  /// The duties of a record of one child who was moved in 2013, with these responses.
  func duties(
    _ responses: String...,
    statements: [String] = ["fact: moved, child: child-1, when: 2013-12-01"],
    with rest: String = "", on day: String = "2014-03-01", known: String? = nil,
    jurisdiction: String = "england-and-wales"
  ) throws -> [Duty] {
    let list = responses.map { "  - {\($0)}" }.joined(separator: "\n")
    let text = recordText(
      statements, (responses.isEmpty ? "" : "responses:\n" + list + "\n") + rest)
    return try assessment(of: text, on: day, known: known, jurisdiction: jurisdiction).duties
  }
}
