internal import Diagnostics
internal import Documents

/// A test, or one element of it, written `FRAMEWORK` or `FRAMEWORK/ELEMENT`.
public struct TestReference: Sendable, Hashable {
  public var framework: String
  public var element: String?

  public init(framework: String, element: String? = nil) {
    self.framework = framework
    self.element = element
  }
}

extension LawReader {
  /// A list of tests or elements, each of which must be there.
  mutating func references(_ node: Node?, among frameworks: [Framework]) -> [TestReference] {
    items(node, what: "frameworks").compactMap { reference($0, among: frameworks) }
  }

  private mutating func reference(_ node: Node, among frameworks: [Framework]) -> TestReference? {
    guard let text = text(node, what: "a framework") else { return nil }
    let id = text.prefix { $0 != "/" }
    guard let framework = frameworks.first(where: { $0.id == id }) else {
      let near = nearest(to: String(id), among: frameworks.map(\.id))
      add(.unknownFramework(nearest: near), at: node.position)
      return nil
    }
    guard id.endIndex < text.endIndex else { return TestReference(framework: framework.id) }
    let element = String(text[text.index(after: id.endIndex)...])
    guard framework.elements.contains(where: { $0.id == element }) else {
      add(.unknownElement(elements: framework.elements.map(\.id)), at: node.position)
      return nil
    }
    return TestReference(framework: framework.id, element: element)
  }

  /// The first line of a file of the law, which names its format.
  mutating func header(_ format: String, _ fields: inout Fields) {
    if let header = required(&fields, "heed", help: "begin the file with: heed: \(format)"),
      header.asScalar?.text != format
    {
      add(.format(expected: format), at: header.position)
    }
  }
}
