/// The columns that a text fills: one for each character as a reader sees it.
///
/// - Unknowns: wide characters, as of East Asian scripts, are counted as one column.
func displayWidth(_ text: some StringProtocol) -> Int {
  plainWidth(of: text.utf8) ?? text.count
}

/// The columns of a text of ASCII and held spaces alone, in which there is nothing hidden; nil of any other.
private func plainWidth(of text: some Collection<UInt8>) -> Int? {
  var width = 0
  for byte in text {
    switch byte {
    case 0x20..<0x7F, 0x09, 0x0A, HeldSpace.second: width += 1
    case HeldSpace.first: break
    default: return nil
    }
  }
  return width
}

/// Breaks a text into lines at its spaces, and inside a word only where the word alone is too long.
///
/// A no-break space holds two words together, and is printed as a space by `Sheet`. Line ends in the text count as spaces;
/// control characters, and marks that would turn the direction of the rest of the line, are left out.
///
/// - Parameter later: the width of every line but the first, where it is another.
func wrap(_ text: String, width: Int, later: Int? = nil) -> [String] {
  Wrapping(width: width, later: later).lines(of: text)
}

/// The same for a text that comes piece by piece; no word goes on from one piece into the next.
struct Wrapping {
  private var line = ""
  private var filled = 0
  private var width: Int
  private let later: Int

  init(width: Int, later: Int? = nil) {
    self.width = max(width, 1)
    self.later = max(later ?? width, 1)
  }

  /// All lines of a text that is the whole.
  consuming func lines(of text: String) -> [String] { add(text) + end() }

  /// The lines that are full now.
  mutating func add(_ text: String) -> [String] {
    var lines: [String] = []
    for word in shownWords(of: text) { add(word: word, &lines) }
    return lines
  }

  /// The last line, if anything stands on it.
  mutating func end() -> [String] {
    defer { filled = 0 }
    return filled > 0 ? [line] : []
  }

  private mutating func add(word: Substring, _ lines: inout [String]) {
    var word = word
    var length = displayWidth(word)
    if filled > 0, filled + 1 + length <= width {
      line += " "
      line += word
      filled += 1 + length
      return
    }
    if filled > 0 { put(line, &lines) }
    while length > width {
      let (piece, rest) = broken(word, at: width)
      put(String(piece), &lines)
      word = rest
      length = displayWidth(word)
    }
    line = String(word)
    filled = length
  }

  private mutating func put(_ text: String, _ lines: inout [String]) {
    lines.append(text)
    width = later
  }
}

/// Breaks a word that is too long for a line: after a slash, a hyphen or a held space where there is one to break at.
private func broken(_ word: Substring, at width: Int) -> (Substring, Substring) {
  let whole = word.prefix(width)
  let seams: Set<Character> = ["/", "-", ",", "\u{A0}"]
  if let seam = whole.lastIndex(where: seams.contains), seam > whole.startIndex {
    let next = word.index(after: seam)
    let head = word[seam] == "\u{A0}" ? word[..<seam] : word[..<next]
    return (head, word[next...])
  }
  return (whole, word[whole.endIndex...])
}

private func shownWords(of text: String) -> [Substring] {
  if plainWidth(of: text.utf8) != nil {
    return text.utf8.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }.map { Substring($0) }
  }
  let words = text.split { $0 == " " || $0.isNewline || $0 == "\t" }
  guard text.unicodeScalars.contains(where: isHidden) else { return words }
  return words.compactMap { word in
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: word.unicodeScalars.lazy.filter { !isHidden($0) })
    return shown.isEmpty ? nil : Substring(String(shown))
  }
}

/// Scalars that a terminal would obey instead of showing.
private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}
