/// Something that a test may do without, such as a border, and the code by which a response says that it relied on its absence.
public struct Factor: Sendable, Hashable, Codable {
  /// The token that a framework lists under `not-needed`.
  public var name: String
  public var says: String
  /// The code that `relies-on:` uses.
  public var code: String
  /// The facts in which it would show.
  public var facts: [String]

  public init(name: String, says: String, code: String, facts: [String]) {
    self.name = name
    self.says = says
    self.code = code
    self.facts = facts
  }
}

/// A code by which a response says that it relied on something that the law calls irrelevant.
public struct IrrelevantReason: Sendable, Hashable, Codable {
  public var code: String
  /// The fact that a framework lists under `irrelevant`; none where the code stands for itself.
  public var fact: String?
  public var says: String

  public init(code: String, fact: String?, says: String) {
    self.code = code
    self.fact = fact
    self.says = says
  }
}
