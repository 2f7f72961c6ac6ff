public import EvidenceLogic

/// A kind of source and the class that it has in the order of kinds of source.
public struct SourceKind: Sendable, Hashable, Codable {
  public var name: String
  public var sourceClass: SourceClass
  public var says: String

  public init(name: String, sourceClass: SourceClass, says: String) {
    self.name = name
    self.sourceClass = sourceClass
    self.says = says
  }
}
