/// A case: who said what about whom, and when each body had it. It holds no legal conclusions.
///
/// - Source: `Documentation/design.md` 3, the format `heed: case/1`.
public struct CaseRecord: Sendable, Hashable {
  public var id: String
  public var title: String
  /// Where the case belongs; every other jurisdiction is comparison.
  public var jurisdiction: String
  public var people: [Person]
  public var places: [Place]
  public var things: [Thing]
  public var sources: [Source]
  public var statements: [Statement]
  public var responses: [Response]
  public var warnings: [Warning]

  public init(
    id: String, title: String, jurisdiction: String, people: [Person] = [], places: [Place] = [],
    things: [Thing] = [], sources: [Source] = [], statements: [Statement] = [],
    responses: [Response] = [], warnings: [Warning] = []
  ) {
    self.id = id
    self.title = title
    self.jurisdiction = jurisdiction
    self.people = people
    self.places = places
    self.things = things
    self.sources = sources
    self.statements = statements
    self.responses = responses
    self.warnings = warnings
  }

  /// The jurisdictions that a record may belong to.
  public static let jurisdictions = [
    "england-and-wales", "england", "wales", "scotland", "northern-ireland", "united-states",
    "international",
  ]
}
