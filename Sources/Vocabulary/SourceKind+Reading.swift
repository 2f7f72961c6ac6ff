internal import Diagnostics
internal import Documents
internal import EvidenceLogic

extension VocabularyReader {
  /// Every kind of source of `source-kinds.yaml`, in its order.
  mutating func sourceKinds(_ node: Node) -> [SourceKind] {
    let what = "the kinds of source"
    guard var fields = document(node, what: what, format: "source-kinds/1") else { return [] }
    let list = fields.required("kinds", help: "list the kinds of source", report: &report)
    fields.finish(allowed: ["heed", "kinds"], report: &report)
    var names: [Named] = []
    var kinds: [SourceKind] = []
    for item in items(list, what: what) {
      guard let (named, kind) = sourceKind(item) else { continue }
      names.append(named)
      kinds.append(kind)
    }
    let kept = Set(distinct(names, what: "the kind of source"))
    return zip(names, kinds).filter { kept.contains($0.0) }.map(\.1)
  }

  private mutating func sourceKind(_ node: Node) -> (Named, SourceKind)? {
    guard var fields = fields(node, what: "a kind of source") else { return nil }
    let named = name(
      fields.required("kind", help: "give the kind a name", report: &report),
      what: "a kind of source")
    let classNode = fields.required("class", help: "write one of F0 to F7", report: &report)
    let says = text(
      fields.required("says", help: "say in plain words what it is", report: &report),
      what: "what a kind of source is")
    fields.finish(allowed: ["kind", "class", "says"], report: &report)
    let sourceClass = classNode?.asScalar.flatMap { SourceClass(name: $0.text) }
    if let classNode, sourceClass == nil { add(.unknownClass, at: classNode.position) }
    return named.map {
      ($0, SourceKind(name: $0.name, sourceClass: sourceClass ?? .f0, says: says ?? ""))
    }
  }
}
