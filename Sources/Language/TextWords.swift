/// A text taken apart into words, for looking through once.
struct TextWords {
  struct Word {
    /// In small letters.
    var text: String
    /// Where it stands, in Unicode scalars from the start of the text.
    var range: Range<Int>
    var sentence: Int
    /// Within quotation marks: somebody else's words.
    var isQuoted: Bool
  }

  private(set) var words: [Word] = []
  let scalars: [Unicode.Scalar]

  /// The longest stretch that two marks may quote; longer ones are taken for marks that do not belong together.
  private static let longestQuote = 2000

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    let quoted = TextWords.quotes(in: scalars)
    var sentence = 0
    var place = 0
    var quote = quoted.startIndex
    while place < scalars.count {
      let scalar = scalars[place]
      guard TextWords.isLetter(scalar) else {
        let isEnd = ".!?;".unicodeScalars.contains(scalar)
        let isBreak =
          scalar == "\n" && place + 1 < scalars.count && scalars[place + 1] == "\n"
        if isBreak || isEnd && !TextWords.isInside(place, scalars) { sentence += 1 }
        place += 1
        continue
      }
      let start = place
      while place < scalars.count, TextWords.continues(place, scalars) { place += 1 }
      while quote < quoted.endIndex, quoted[quote].upperBound <= start { quote += 1 }
      let isQuoted = quote < quoted.endIndex && quoted[quote].contains(start)
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<place].map { $0 == "\u{2019}" ? "'" : $0 })
      words.append(
        Word(
          text: String(view).lowercased(), range: start..<place, sentence: sentence,
          isQuoted: isQuoted))
    }
  }

  /// A point within a number or an abbreviation, as in 3.5 or e.g.
  private static func isInside(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    place + 1 < scalars.count && isLetter(scalars[place + 1])
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}"
  }

  private static func continues(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    if isLetter(scalars[place]) { return true }
    return isApostrophe(scalars[place]) && place > 0 && place + 1 < scalars.count
      && isLetter(scalars[place - 1]) && isLetter(scalars[place + 1])
  }

  /// The stretches within quotation marks, marks included, in order. A mark without its partner quotes nothing.
  private static func quotes(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var place = 0
    while place < scalars.count {
      guard let closing = closing(for: place, scalars),
        let end = partner(of: place, closing: closing, scalars)
      else {
        place += 1
        continue
      }
      ranges.append(place..<end + 1)
      place = end + 1
    }
    return ranges
  }

  /// The mark that would end a quotation that begins here; nil where none begins.
  private static func closing(for place: Int, _ scalars: [Unicode.Scalar]) -> Unicode.Scalar? {
    switch scalars[place] {
    case "\"": return "\""
    case "\u{201C}": return "\u{201D}"
    case "\u{00AB}": return "\u{00BB}"
    case "\u{2018}": return "\u{2019}"
    case "'":
      // An apostrophe stands after a letter.
      let isOpen = place == 0 || !isLetter(scalars[place - 1])
      return isOpen && place + 1 < scalars.count && isLetter(scalars[place + 1]) ? "'" : nil
    default: return nil
    }
  }

  private static func partner(
    of start: Int, closing: Unicode.Scalar, _ scalars: [Unicode.Scalar]
  ) -> Int? {
    let isSingle = closing == "'" || closing == "\u{2019}"
    let limit = min(scalars.count, start + longestQuote)
    var place = start + 1
    while place < limit {
      let scalar = scalars[place]
      // A quotation does not run on into another paragraph.
      if scalar == "\n", place + 1 < scalars.count, scalars[place + 1] == "\n" { return nil }
      if scalar == closing {
        let isApostrophe =
          isSingle && place + 1 < scalars.count && isLetter(scalars[place + 1])
        if !isApostrophe { return place }
      }
      place += 1
    }
    return nil
  }
}
