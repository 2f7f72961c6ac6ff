public import Documents

/// What a case file would add to a case.
public struct Import: Sendable, Hashable {
  public var title: String?
  public var jurisdiction: String?
  /// What the case does not say yet, in the order of the file.
  public var new: [Item]
  /// How many of the file's items the case has, or had before they were corrected or withdrawn.
  public var known: Int
  /// Items whose id the case has with other content, by the entry of the version that stands.
  public var differing: [(item: Item, entry: Int)]

  public static func == (one: Import, other: Import) -> Bool {
    one.new == other.new && one.known == other.known
      && one.differing.elementsEqual(other.differing) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(new) }

  /// Compares the document of a case file, which reads without a problem, with a case; nil for a case that is yet to be opened.
  ///
  /// The same file twice adds nothing the second time. An item that was corrected or withdrawn since does not come back; nor
  /// does a statement that is there as often as the file has it.
  public init(_ document: Node, into file: CaseFile?) {
    let content = Content(document)
    title = content["title"]?.asText
    jurisdiction = content["jurisdiction"]?.asText
    new = []
    known = 0
    differing = []
    var seen: [Item: Int] = [:]
    var standing: [String: Int] = [:]
    var covered: Set<String> = []
    for version in file?.versions ?? [] {
      guard let item = version.item else { continue }
      seen[item, default: 0] += 1
      if version.isCurrent, let id = item.id {
        standing["\(item.kind.rawValue)/\(id)"] = version.entry
        if version.isCovered { covered.insert("\(item.kind.rawValue)/\(id)") }
      }
    }
    for kind in ItemKind.allCases {
      guard case .list(let list)? = content[kind.rawValue] else { continue }
      for content in list {
        let item = Item(kind: kind, content: content).normalised
        let sealed = Item(kind: kind, content: item.content, isSealed: true)
        if let id = item.id, covered.contains("\(kind.rawValue)/\(id)") {
          known += 1
        } else if let count = seen[item], count > 0 {
          seen[item] = count - (item.id == nil ? 1 : 0)
          known += 1
        } else if seen[sealed] != nil {
          known += 1
        } else if let entry = item.id.flatMap({ standing["\(kind.rawValue)/\($0)"] }) {
          differing.append((item, entry))
        } else {
          new.append(item)
        }
      }
    }
  }
}

/// Reads the id of a case file without reading the rest.
public func caseID(of document: Node) -> String? {
  document.asMap?.first { $0.key == "id" }?.value.asScalar?.text
}
