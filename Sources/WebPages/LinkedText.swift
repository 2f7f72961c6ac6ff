internal import Reports

/// Makes links of the places that a text of a report names.
package struct Linker: Sendable {
  /// The page on which statements and responses stand.
  let evidence: String

  package init(evidence: String) { self.evidence = evidence }

  package func markup(_ text: String) -> Markup {
    let parts = Place.parts(of: text).map { text, place in
      place.map { place in
        let name = text.allSatisfy(\.isNumber) ? " aria-label=\"statement \(text)\"" : ""
        return "<a href=\"\(escaped(evidence))#\(place.anchor)\"\(name)>\(escaped(text))</a>"
      } ?? escaped(text)
    }
    return Markup(trusted: parts.joined())
  }

  package func markup(_ texts: [String]) -> [Fields] { texts.map { ["textHTML": markup($0)] } }
}
