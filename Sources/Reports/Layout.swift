/// How a page is set: how wide, with which emphasis, and how much of it.
public struct Layout: Sendable, Hashable {
  /// The widths that a page may have, in columns of a terminal.
  public static let widths = 60...140

  /// The columns to fill; a width outside `widths` is brought to the nearer end.
  public let width: Int
  /// Whether a terminal will show bold, faint and struck-through text. It never carries a meaning alone.
  public let isStyled: Bool
  /// Everything, not only what matters most.
  public let showsAll: Bool
  /// How the case file is called in the commands that a page suggests.
  public let file: String

  public init(
    width: Int = 100, isStyled: Bool = false, showsAll: Bool = false, file: String = "FILE"
  ) {
    self.width = min(max(width, Layout.widths.lowerBound), Layout.widths.upperBound)
    self.isStyled = isStyled
    self.showsAll = showsAll
    self.file = file
  }

  /// Whether two columns of prose fit side by side.
  var hasTwoColumns: Bool { width >= 80 }

  /// Whether an answer, its framework and what it rests on fit on one line.
  var hasListColumns: Bool { width >= 96 }

  var style: Style { Style(isStyled: isStyled) }
}

/// What the eye is to make of a stretch of text. The words say the same without it.
enum Emphasis: Sendable {
  case plain, strong, faint
}

/// Emphasis as a terminal shows it, or none.
struct Style: Sendable {
  let isStyled: Bool

  /// - Source: ECMA-48, 8.3.117, Select Graphic Rendition: 1 bold, 2 faint, 22 neither.
  func applying(_ emphasis: Emphasis, to text: String) -> String {
    guard isStyled, !text.isEmpty else { return text }
    return switch emphasis {
    case .plain: text
    case .strong: "\u{1B}[1m\(text)\u{1B}[22m"
    case .faint: "\u{1B}[2m\(text)\u{1B}[22m"
    }
  }

  /// Words that the law puts aside: struck through where that can be shown, and said in words where it cannot.
  func irrelevant(_ text: String) -> String {
    guard isStyled else { return "[irrelevant: \(text)]" }
    return text.map { $0 == " " ? " " : "\($0)\u{336}" }.joined() + " (irrelevant)"
  }
}
