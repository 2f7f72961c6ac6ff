/// A text taken apart into words, in one pass.
struct TextWords {
  struct Word {
    /// In small letters, with a straight apostrophe.
    var text: String
    /// Where it stands, in Unicode scalars from the start of the text.
    var range: Range<Int>
    var sentence: Int
    var paragraph: Int
    /// Whether a comma, colon, dash or bracket stands between it and the word before.
    var followsPause = false
    /// Within quotation marks that give somebody's words.
    var isQuoted = false
  }

  let scalars: [Unicode.Scalar]
  private(set) var words: [Word] = []

  /// - Parameter saying: the words that say that somebody speaks.
  init(_ text: String, saying: Set<String>) {
    scalars = Array(text.unicodeScalars)
    takeApart()
    for quotation in Quotations(in: self, saying: saying).attributed {
      for word in quotation { words[word].isQuoted = true }
    }
  }

  private mutating func takeApart() {
    var sentence = 0
    var paragraph = 0
    var followsPause = false
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      guard TextWords.isLetter(scalar) else {
        switch scalar {
        case ".", "!", "?", ";":
          // Not the point within 3.5 or e.g.
          if place + 1 == scalars.count || !TextWords.isLetter(scalars[place + 1]) { sentence += 1 }
        case "\n":
          switch afterLine(place) {
          case .paragraph:
            sentence += 1
            paragraph += 1
          case .listItem: sentence += 1
          case .sameSentence: break
          }
        case ",", ":", "(", ")", "\u{2013}", "\u{2014}", "/": followsPause = true
        default: break
        }
        place += 1
        continue
      }
      let start = place
      while place < scalars.count, continues(place) { place += 1 }
      words.append(
        Word(
          text: text(start..<place), range: start..<place, sentence: sentence,
          paragraph: paragraph, followsPause: followsPause))
      followsPause = false
    }
  }

  /// A stretch of the text, as it is written.
  func written(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars[range] { view.append(scalar == "\u{2019}" ? "'" : scalar) }
    return String(view).lowercased()
  }

  private enum AfterLine {
    case paragraph, listItem, sameSentence
  }

  /// What the end of a line means: a line that is broken for its length goes on with its sentence.
  private func afterLine(_ place: Int) -> AfterLine {
    /// Deeper indents are not looked through, so that a text of blanks takes no longer than another.
    let deepestIndent = 40
    var next = place + 1
    while next < scalars.count, next - place < deepestIndent,
      " \t\r".unicodeScalars.contains(scalars[next])
    {
      next += 1
    }
    guard next < scalars.count else { return .sameSentence }
    if scalars[next] == "\n" { return .paragraph }
    return "-*\u{2022}".unicodeScalars.contains(scalars[next]) ? .listItem : .sameSentence
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0..<0x80: false
    default: scalar.properties.isAlphabetic
    }
  }

  /// Letters, accents that are written apart, and apostrophes between letters.
  private func continues(_ place: Int) -> Bool {
    let scalar = scalars[place]
    if TextWords.isLetter(scalar) { return true }
    if scalar.value >= 0x300, scalar.properties.generalCategory == .nonspacingMark { return true }
    return (scalar == "'" || scalar == "\u{2019}") && place + 1 < scalars.count
      && TextWords.isLetter(scalars[place + 1])
  }
}
