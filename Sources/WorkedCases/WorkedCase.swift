import Assessment
public import CaseRecord
public import CivilTime
public import Diagnostics
public import EvidenceLogic
public import LawPack

/// A short case beside an Act, with what the Act says of it: the law's own tests, which a lawyer writes.
public struct WorkedCase: Sendable {
  /// What the case shows, in a sentence.
  public var name: String
  public var location: Location
  public var record: CaseRecord
  public var on: CivilDate
  public var known: CivilDate?
  public var expectations: [Expectation]

  public init(
    name: String, location: Location, record: CaseRecord, on: CivilDate, known: CivilDate? = nil,
    expectations: [Expectation]
  ) {
    self.name = name
    self.location = location
    self.record = record
    self.on = on
    self.known = known
    self.expectations = expectations
  }

  /// Where it stands: `Law/england-and-wales/act.cases.yaml:12`.
  public var place: String { "\(location.file):\(location.position.line)" }

  /// One answer that a worked case expects.
  public struct Expectation: Sendable {
    /// What the answer is about: a framework, one of its elements, or a named suspect's answer on it.
    public enum Target: Sendable, Hashable {
      case framework
      case element(String)
      case suspect(String)
    }

    public var about: String
    public var framework: String
    public var target: Target
    public var location: Location
    public var state: State?
    public var narrow: State?
    public var broad: State?
    public var areDatesCertain: Bool?
    public var certainState: State?
    public var asIfInForce: State?
    public var isComparison: Bool?
  }

  /// An answer that differs from what was expected.
  public struct Failure: Sendable {
    public var expectation: Expectation
    /// What was asked, such as `child-1: MSA2015-2/M2`.
    public var question: String
    public var expected: String
    public var found: String
  }

  /// Assesses the record and compares every answer that the case names.
  public func run(under law: LawPack) -> [Failure] {
    let named = Set(expectations.map(\.framework))
    let assessment = assess(record, under: law, on: on, known: known, only: named)
    return expectations.flatMap { $0.failures(in: assessment) }
  }
}

extension WorkedCase.Expectation {
  /// The key under which it stands in the file.
  public var key: String {
    switch target {
    case .framework: framework
    case .element(let id): "\(framework)/\(id)"
    case .suspect(let id): "\(framework)@\(id)"
    }
  }

  func failures(in assessment: Assessment) -> [WorkedCase.Failure] {
    var failures: [WorkedCase.Failure] = []
    func compare(_ what: String, _ expected: String?, _ found: String?) {
      guard let expected, expected != found else { return }
      failures.append(
        WorkedCase.Failure(
          expectation: self, question: "\(about): \(key)\(what)", expected: expected,
          found: found ?? "nothing"))
    }
    let finding = assessment.finding(framework, about: about)
    switch target {
    case .framework:
      compare("", state?.rawValue, finding?.state.rawValue)
      compare(" (narrow)", narrow?.rawValue, finding?.narrow.rawValue)
      compare(" (broad)", broad?.rawValue, finding?.broad.rawValue)
      let dates = finding?.dates
      compare(
        " (dates)", areDatesCertain.map { $0 ? "certain" : "possible" },
        dates.map { $0.isCertain ? "certain" : "possible" })
      compare(" (certain)", certainState?.rawValue, dates?.certainState.rawValue)
      compare(" (as if in force)", asIfInForce?.rawValue, finding?.asIfInForce?.rawValue)
      compare(
        " (comparison)", isComparison.map(String.init),
        finding.map { String($0.marks.isComparison) })
    case .element(let id):
      let element = finding?.elements.first { $0.element.id == id }
      let found = element?.state?.rawValue ?? (finding?.state == .notInForce ? "not-in-force" : nil)
      compare("", state?.rawValue, found)
      compare(" (narrow)", narrow?.rawValue, element?.narrow?.rawValue)
      compare(" (broad)", broad?.rawValue, element?.broad?.rawValue)
    case .suspect(let id):
      let own = finding?.suspects.first { $0.id == id }
      compare("", state?.rawValue, own?.state.rawValue)
    }
    return failures
  }
}
