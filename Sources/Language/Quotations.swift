/// The stretches of a text that are somebody's own words.
///
/// A quotation opens with a mark before a word and closes with its partner after one, in the same paragraph. It gives
/// somebody's words if one of these is so; otherwise the marks only hold the word at arm's length, and it is read as the
/// writer's own:
///
/// - a word of saying (*said*, *told*, *wrote*, *calls* …) stands within twelve words before or after, in the paragraph;
/// - a colon stands before the opening mark;
/// - it speaks in the first person;
/// - the paragraph has no words outside quotation marks.
///
/// A mark without its partner quotes nothing.
struct Quotations {
  /// The places of the words of each.
  private(set) var attributed: [Range<Int>] = []

  /// How far from the marks a word of saying may stand, in words.
  private static let reach = 12
  /// The longest stretch that two marks may quote, in scalars; longer ones do not belong together.
  private static let longest = 2000

  private static let firstPerson: Set<String> = [
    "i", "i'm", "i'd", "i've", "i'll", "me", "my", "mine", "myself", "we", "we're", "us", "our",
  ]

  init(in text: TextWords, saying: Set<String>) {
    var quotations: [(marks: Range<Int>, words: Range<Int>)] = []
    var isInside = [Bool](repeating: false, count: text.words.count)
    var word = 0
    for marks in Quotations.marks(in: text) {
      while word < text.words.count, text.words[word].range.lowerBound < marks.lowerBound {
        word += 1
      }
      let first = word
      while word < text.words.count, text.words[word].range.lowerBound < marks.upperBound {
        isInside[word] = true
        word += 1
      }
      if first < word { quotations.append((marks, first..<word)) }
    }
    var hasOutside: Set<Int> = []
    for (index, word) in text.words.enumerated() where !isInside[index] {
      hasOutside.insert(word.paragraph)
    }

    func says(_ places: some Sequence<Int>, in paragraph: Int) -> Bool {
      places.contains { place in
        text.words.indices.contains(place) && !isInside[place]
          && text.words[place].paragraph == paragraph && saying.contains(text.words[place].text)
      }
    }
    for (marks, words) in quotations {
      let paragraph = text.words[words.lowerBound].paragraph
      let near =
        (words.lowerBound - Quotations.reach..<words.lowerBound).reversed()
        + Array(
          words.upperBound..<words.upperBound + Quotations.reach)
      if !hasOutside.contains(paragraph) || Quotations.followsColon(marks.lowerBound, text.scalars)
        || words.contains(where: { Quotations.firstPerson.contains(text.words[$0].text) })
        || says(near, in: paragraph)
      {
        attributed.append(words)
      }
    }
  }

  private static func followsColon(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    let before = scalars[..<place].suffix(3).last { $0 != " " && $0 != "\n" }
    return before == ":"
  }

  // MARK: Marks

  /// A mark that opens, and the one that closes it.
  private static let partners: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "\u{201C}": "\u{201D}", "\u{00AB}": "\u{00BB}", "\u{2018}": "\u{2019}", "'": "'",
  ]

  /// Each stretch between two marks, marks included, in order. Each closing mark is looked for once.
  private static func marks(in text: TextWords) -> [Range<Int>] {
    let scalars = text.scalars
    var found: [Range<Int>] = []
    /// The next place at which each mark closes, counted once from the start to the end of the text.
    var closings: [Unicode.Scalar: Int] = [:]
    var nextBreak = 0
    var place = 0
    while place < scalars.count {
      guard opens(place, scalars), let closing = partners[scalars[place]] else {
        place += 1
        continue
      }
      var end = max(closings[closing] ?? 0, place + 1)
      while end < scalars.count, !closes(end, closing, scalars) { end += 1 }
      closings[closing] = end
      if nextBreak <= place {
        nextBreak = place + 1
        while nextBreak < scalars.count, !isBreak(nextBreak, scalars) { nextBreak += 1 }
      }
      if end < scalars.count, end < nextBreak, end - place <= longest {
        found.append(place..<end + 1)
        place = end + 1
      } else {
        place += 1
      }
    }
    return found
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == "\u{A0}"
  }

  /// After no letter, and before something that is not a space.
  private static func opens(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    let mark = scalars[place]
    guard mark == "\"" || mark == "'" || mark.value >= 0x80, partners[mark] != nil,
      place + 1 < scalars.count, !isSpace(scalars[place + 1])
    else { return false }
    return place == 0 || !TextWords.isLetter(scalars[place - 1])
  }

  /// The mark, after something that is not a space; an apostrophe between letters closes nothing.
  private static func closes(
    _ place: Int, _ closing: Unicode.Scalar, _ scalars: [Unicode.Scalar]
  ) -> Bool {
    scalars[place] == closing && !isSpace(scalars[place - 1])
      && (place + 1 == scalars.count || !TextWords.isLetter(scalars[place + 1]))
  }

  /// A blank line.
  private static func isBreak(_ place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[place] == "\n", place + 1 < scalars.count else { return false }
    return scalars[place + 1] == "\n"
      || scalars[place + 1] == "\r" && place + 2 < scalars.count && scalars[place + 2] == "\n"
  }
}
