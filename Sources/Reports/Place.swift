/// Something in a record that a page can lead to, by its place there.
package enum Place: Sendable, Hashable {
  case statement(Int)
  case response(Int)

  // From the area that Unicode leaves to private use.
  private static let opening: Character = "\u{E000}"
  private static let middle: Character = "\u{E001}"
  private static let closing: Character = "\u{E002}"

  /// `s4` for the fourth statement, `r2` for the second response.
  package var anchor: String {
    switch self {
    case .statement(let index): "s\(index + 1)"
    case .response(let index): "r\(index + 1)"
    }
  }

  package init?(anchor: some StringProtocol) {
    guard let number = Int(anchor.dropFirst()), number > 0 else { return nil }
    switch anchor.first {
    case "s": self = .statement(number - 1)
    case "r": self = .response(number - 1)
    default: return nil
    }
  }

  /// Words of which a page can make a link.
  func marking(_ words: String) -> String {
    "\(Place.opening)\(anchor)\(Place.middle)\(words)\(Place.closing)"
  }

  /// A text without marks.
  package static func plain(_ text: String) -> String { parts(of: text).map(\.text).joined() }

  /// A text in its parts, those that are marked with their place. What is no marking of ours loses its marks and leads nowhere.
  package static func parts(of text: String) -> [(text: String, place: Place?)] {
    var parts: [(text: String, place: Place?)] = []
    func add(_ text: some StringProtocol, _ place: Place?) {
      let plain = String(text).filter { ![opening, middle, closing].contains($0) }
      if !plain.isEmpty { parts.append((plain, place)) }
    }
    var rest = Substring(text)
    while let start = rest.firstIndex(of: opening) {
      add(rest[..<start], nil)
      let inside = rest[rest.index(after: start)...]
      guard let end = inside.firstIndex(of: closing) else {
        rest = inside
        continue
      }
      let marked = inside[..<end]
      let cut = marked.firstIndex(of: middle) ?? marked.startIndex
      add(marked[cut...], Place(anchor: marked[..<cut]))
      rest = inside[inside.index(after: end)...]
    }
    add(rest, nil)
    return parts
  }
}
