package import Reports

/// Makes links of the places that a text of a report names.
package struct Linker: Sendable {
  /// The page on which statements and responses stand.
  let evidence: String

  package init(evidence: String) { self.evidence = evidence }

  package func markup(_ text: String) -> Markup {
    let parts = Place.parts(of: text).map { text, place in
      place.map { place in
        let name = text.allSatisfy(\.isNumber) ? " aria-label=\"statement \(text)\"" : ""
        return "<a href=\"\(escaped(path(to: place)))\"\(name)>\(escaped(text))</a>"
      } ?? escaped(text)
    }
    return Markup(trusted: parts.joined())
  }

  /// Where something stands: the first page of the statements is the evidence itself.
  package func path(to place: Place) -> String {
    let isFirst = EvidenceQuestion(at: place) == EvidenceQuestion()
    return "\(evidence)\(isFirst ? "" : "?at=\(place.anchor)")#\(place.anchor)"
  }

  package func markup(_ texts: [String]) -> [Fields] { texts.map { ["textHTML": markup($0)] } }
}
