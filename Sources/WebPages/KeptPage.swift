/// What a page that is kept leaves open, to be filled for each reader.
package enum Blank: String, Sendable, Hashable, CaseIterable {
  case readerName, readerPost, formToken, notice, printed, drawnFrom

  /// What stands in its place until then. It holds chance, so that nothing that a person wrote can be taken for it.
  package var mark: String { "\u{E000}\(Blank.chance)\(rawValue)\u{E001}" }

  private static let chance = String(UInt64.random(in: .min ... .max), radix: 36)
}

/// A page that was made once and is given to many: the same for all of them but for its blanks.
package struct KeptPage: Sendable {
  private struct Piece {
    var text: [UInt8]
    /// What follows; nil at the end.
    var blank: Blank?
  }

  private let pieces: [Piece]
  /// How long it is without what fills it, in bytes.
  package let size: Int

  /// - Parameter html: with the marks of its blanks.
  init(html: String) {
    let marks = Dictionary(uniqueKeysWithValues: Blank.allCases.map { (Array($0.mark.utf8), $0) })
    let begin = Array("\u{E000}".utf8)
    var pieces: [Piece] = []
    var rest = Array(html.utf8)[...]
    var text: [UInt8] = []
    while let start = rest.firstIndex(of: begin[0]) {
      text += rest[..<start]
      rest = rest[start...]
      if let (mark, blank) = marks.first(where: { rest.starts(with: $0.key) }) {
        pieces.append(Piece(text: text, blank: blank))
        text = []
        rest = rest.dropFirst(mark.count)
      } else {
        text.append(rest.removeFirst())
      }
    }
    pieces.append(Piece(text: text + rest, blank: nil))
    self.pieces = pieces
    size = pieces.reduce(0) { $0 + $1.text.count }
  }

  /// The page for one reader.
  ///
  /// - Parameter fill: what stands in each blank, as a text; the notice as markup.
  package func html(_ fill: [Blank: String]) -> [UInt8] {
    let filled = fill.reduce(into: [Blank: [UInt8]]()) { filled, entry in
      filled[entry.key] = Array(
        (entry.key == .notice ? noticeMarkup(entry.value).html : escaped(entry.value)).utf8)
    }
    var out: [UInt8] = []
    out.reserveCapacity(size + filled.values.reduce(0) { $0 + $1.count * 2 })
    for piece in pieces {
      out += piece.text
      if let blank = piece.blank, let text = filled[blank] { out += text }
    }
    return out
  }
}

/// What was done with the last form, at the head of the next page.
func noticeMarkup(_ notice: String?) -> Markup {
  guard let notice else { return Markup(trusted: "") }
  return Markup(trusted: #"<div class="notice" role="status"><p>\#(escaped(notice))</p></div>"#)
}

extension Surroundings {
  /// What stands in the blanks of a kept page for this reader.
  package func filling(drawnFrom: String) -> [Blank: String] {
    var filling: [Blank: String] = [.printed: printed, .drawnFrom: drawnFrom]
    filling[.readerName] = reader?.name
    filling[.readerPost] = reader?.post
    filling[.formToken] = formToken
    filling[.notice] = notice
    return filling
  }
}

extension Site {
  /// A page to be kept. What is said of its reader, and when it was drawn, stays blank.
  ///
  /// - Parameter around: what is the same for all who are given it.
  package func kept(_ page: Page, in around: Surroundings) -> KeptPage {
    var around = around
    around.reader = around.reader.map { _ in (Blank.readerName.mark, Blank.readerPost.mark) }
    around.formToken = around.formToken.map { _ in Blank.formToken.mark }
    around.printed = Blank.printed.mark
    around.isKept = true
    return KeptPage(html: html(page, in: around))
  }
}
