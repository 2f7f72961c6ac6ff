public import EvidenceLogic

/// A formula that several provisions share. A term is not a fact: nobody states it.
public struct Term: Sendable, Hashable {
  public var name: String
  public var says: String
  public var note: String?
  public var formula: Formula<LawLeaf>

  public init(name: String, says: String, note: String?, formula: Formula<LawLeaf>) {
    self.name = name
    self.says = says
    self.note = note
    self.formula = formula
  }
}
