/// What one case of a fictional caseload was made from, which its record may tell or leave out.
///
/// No names of people, in either: a person is a number, as `s-12-3`, the third suspect of group 12, or `c-48`, a child.
public struct CaseTruth: Sendable, Hashable {
  /// Who somebody in the record really is.
  public struct Someone: Sendable, Hashable {
    /// The id in the record.
    public var id: String
    /// The one person that this stands for in every case.
    public var person: String
  }

  /// A child who is in an earlier case too.
  public struct Duplicate: Sendable, Hashable {
    public var child: String
    public var earlierCase: String
    public var earlierChild: String
    /// Whether an identifier that stands in both records shows it.
    public var isRecorded: Bool
  }

  /// A closure that rests on what the law calls irrelevant.
  public struct IrrelevantClosure: Sendable, Hashable {
    /// The place in the record's responses, from 0.
    public var response: Int
    public var codes: [String]
  }

  public var caseID: String
  /// What the case was made to show, such as `movement` or `thin`.
  public var profile: String
  /// The group of suspects behind it; nil where there is none.
  public var group: Int?
  /// The first case of those that recorded identities join with this one: identifiers of people, marks of things, streets with
  /// their towns. A case that nothing joins is its own.
  public var component: String
  public var people: [Someone]
  public var duplicates: [Duplicate]
  public var irrelevantClosures: [IrrelevantClosure]
  /// The ids of warnings that nobody acknowledged.
  public var shelvedWarnings: [String]

  /// The truth as one line of JSON, `heed: truth/1`, without an end.
  public var line: String {
    var text = "{\"heed\":\"truth/1\",\"case\":\"\(caseID)\",\"profile\":\"\(profile)\""
    if let group { text += ",\"group\":\(group)" }
    text += ",\"component\":\"\(component)\""
    text += Self.list("people", people.map { "{\"id\":\"\($0.id)\",\"person\":\"\($0.person)\"}" })
    text += Self.list(
      "duplicates",
      duplicates.map {
        "{\"child\":\"\($0.child)\",\"case\":\"\($0.earlierCase)\",\"as\":\"\($0.earlierChild)\","
          + "\"recorded\":\($0.isRecorded)}"
      })
    text += Self.list(
      "irrelevant-closures",
      irrelevantClosures.map { closure in
        let codes = closure.codes.map { "\"\($0)\"" }.joined(separator: ",")
        return "{\"response\":\(closure.response),\"codes\":[\(codes)]}"
      })
    text += Self.list("shelved-warnings", shelvedWarnings.map { "\"\($0)\"" })
    return text + "}"
  }

  private static func list(_ key: String, _ items: [String]) -> String {
    items.isEmpty ? "" : ",\"\(key)\":[\(items.joined(separator: ","))]"
  }
}
