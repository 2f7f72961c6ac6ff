package import CivilTime
package import LawPack

/// What to look for in the law.
package struct LawSearch: Sendable, Hashable {
  /// Every one of these words is somewhere in the framework; empty finds all.
  package var words: String
  /// Only what is the law on this day.
  package var on: CivilDate?
  package var jurisdiction: String?
  package var kind: Framework.Kind?

  package init(
    words: String = "", on: CivilDate? = nil, jurisdiction: String? = nil,
    kind: Framework.Kind? = nil
  ) {
    self.words = words
    self.on = on
    self.jurisdiction = jurisdiction
    self.kind = kind
  }

  package struct Hit: Sendable {
    package var framework: Framework
    /// Elements in which a word stands that stands in no title, Act or citation of the framework.
    package var elements: [Element]
  }

  /// The frameworks that fit, in the order of the law.
  package func hits(in law: LawPack) -> [Hit] {
    let sought = words.lowercased().split { $0.isWhitespace }.map(String.init)
    return law.frameworks(on: on).compactMap { framework in
      guard jurisdiction.map({ $0 == framework.jurisdiction }) ?? true,
        kind.map({ $0 == framework.kind }) ?? true
      else { return nil }
      let head = [
        framework.id, framework.title, framework.short, framework.act, framework.actCite ?? "",
        framework.inForce?.cite ?? "",
      ].joined(separator: "\n").lowercased()
      let left = sought.filter { !head.contains($0) }
      let texts = framework.elements.map { "\($0.id) \($0.says) \($0.cite)".lowercased() }
      guard left.allSatisfy({ word in texts.contains { $0.contains(word) } }) else { return nil }
      let elements = zip(framework.elements, texts).filter { _, text in
        left.contains { text.contains($0) }
      }
      return Hit(framework: framework, elements: elements.map(\.0))
    }
  }
}
