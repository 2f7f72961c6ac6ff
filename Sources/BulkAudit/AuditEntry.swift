public import Assessment
public import CivilTime
import LawPack

/// One line of a worklist: a child or a case that somebody is to look at, and why.
public struct AuditEntry: Sendable, Hashable, Codable {
  /// The worklists, in the order in which they are given.
  public enum List: String, Sendable, Hashable, Codable, CaseIterable {
    /// Closed with no further action though a test is met.
    case closedThoughMet = "closed-though-met"
    /// A test that opens the question of trafficking is met, and nobody asked it.
    case noReferral = "no-referral"
    /// A group is met that nobody mapped.
    case unmappedGroup = "unmapped-group"
    /// A closure that relied on something that the law calls irrelevant.
    case irrelevantFactor = "irrelevant-factor"
    /// One more fact would complete a test.
    case oneFactShort = "one-fact-short"
  }

  /// A test, with the provision to read. It is shared: there are few, however many lines name them.
  public final class Test: Sendable, Hashable, Codable {
    public let framework: String
    public let cite: String
    /// For a test that is one fact short: the facts of which any one would complete it.
    public let facts: [String]

    public init(framework: String, cite: String, facts: [String] = []) {
      self.framework = framework
      self.cite = cite
      self.facts = facts
    }

    convenience init(_ framework: Framework) {
      self.init(
        framework: framework.id, cite: framework.actCite ?? framework.elements.first?.cite ?? "")
    }

    public static func == (left: Test, right: Test) -> Bool {
      left === right
        || left.framework == right.framework && left.cite == right.cite && left.facts == right.facts
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(framework)
      hasher.combine(facts.count)
    }
  }

  public var list: List
  /// The id of the case, as its record gives it.
  public var caseID: String
  /// Where the record stands: a file with its line, or a case of a casebook.
  public var place: String
  /// A child's id, or `Assessment.group`.
  public var about: String
  /// The first day on which what all bodies held together met the first of the tests; nil where no source has a day, or nothing had to be on
  /// file for it.
  public var known: CivilDate?
  public var tests: [Test]
  /// The decisions that it is about, by their places in the record's responses.
  public var responses: [Int]

  public init(
    list: List, caseID: String, place: String, about: String, known: CivilDate?, tests: [Test],
    responses: [Int]
  ) {
    self.list = list
    self.caseID = caseID
    self.place = place
    self.about = about
    self.known = known
    self.tests = tests
    self.responses = responses
  }
}

extension AuditEntry: Comparable {
  /// In the order in which it became knowable; then by case. Never by how grave, sure or likely anything is.
  public static func < (left: AuditEntry, right: AuditEntry) -> Bool {
    if left.known != right.known { return isSooner(left.known, right.known) }
    return (left.caseID, left.about, left.place) < (right.caseID, right.about, right.place)
  }
}

/// Whether one day comes before another; a day that is not known comes last.
func isSooner(_ left: CivilDate?, _ right: CivilDate?) -> Bool {
  guard let left else { return false }
  return right.map { left < $0 } ?? true
}

/// A guard that was raised on one case.
public struct AuditedGuard: Sendable, Hashable, Codable {
  public var kind: Guard.Kind
  public var caseID: String
  public var place: String
  public var about: String
  public var citations: [Guard.Citation]
  public var response: Int?

  public init(
    kind: Guard.Kind, caseID: String, place: String, about: String,
    citations: [Guard.Citation], response: Int?
  ) {
    self.kind = kind
    self.caseID = caseID
    self.place = place
    self.about = about
    self.citations = citations
    self.response = response
  }
}
