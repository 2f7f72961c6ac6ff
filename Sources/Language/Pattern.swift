/// Words to look for, as a rule writes them.
///
/// | written | finds |
/// |---|---|
/// | `lifestyle choice` | these words, one after the other |
/// | `abscond~` | the word with its simple endings: absconds, absconded, absconding |
/// | `(risky\|poor) choices` | one of these |
/// | `[very] risky` | with or without the word |
/// | `in exchange ... sex` | up to three words between, in the same sentence |
///
/// Letters of either case; a hyphen parts words as a space does; words of British and American spelling are written both.
struct Pattern: Sendable, Hashable {
  enum Item: Sendable, Hashable {
    case words(Set<String>)
    case gap
  }

  /// Every way in which the words may stand.
  let ways: [[Item]]

  /// The most ways that one pattern may open into: more is a slip of its writer.
  private static let mostWays = 256
  /// The most gaps, so that no text takes long to look through.
  private static let mostGaps = 3

  /// Nil for what is not a pattern.
  init?(_ text: String) {
    var parser = PatternParser(text)
    guard let ways = parser.ways(until: nil), parser.isAtEnd, !ways.isEmpty,
      ways.count <= Pattern.mostWays,
      ways.allSatisfy({ way in
        guard let first = way.first, let last = way.last else { return false }
        return first != .gap && last != .gap && way.count { $0 == .gap } <= Pattern.mostGaps
      })
    else { return nil }
    self.ways = ways
  }

  /// A word with its simple endings.
  static func inflections(of word: String) -> Set<String> {
    guard let last = word.last else { return [word] }
    let hisses =
      "sxz".contains(last) || word.hasSuffix("ch") || word.hasSuffix("sh")
    var forms: Set<String> = [word, word + (hisses ? "es" : "s"), word + "'s"]
    let stem = String(word.dropLast())
    let before = stem.last
    func isVowel(_ letter: Character?) -> Bool { letter.map { "aeiou".contains($0) } ?? false }
    if last == "e" {
      forms.formUnion([word + "d", stem + "ing"])
    } else if last == "y", !isVowel(before) {
      forms.formUnion([stem + "ies", stem + "ied", word + "ing"])
    } else {
      forms.formUnion([word + "ed", word + "ing"])
      // One consonant after one vowel is doubled: commit, committed.
      if !isVowel(last), !"wxyh".contains(last), isVowel(before), !isVowel(stem.dropLast().last) {
        forms.formUnion(["\(word)\(last)ed", "\(word)\(last)ing"])
      }
    }
    return forms
  }
}

/// Reads a pattern from left to right, opening its alternatives.
private struct PatternParser {
  private let text: [Character]
  private var next = 0

  init(_ text: String) {
    self.text = Array(text.lowercased())
  }

  var isAtEnd: Bool { next == text.count }

  private mutating func skipSpaces() {
    while next < text.count, text[next] == " " { next += 1 }
  }

  /// The ways up to a closing mark, which is left; nil for what cannot be read.
  mutating func ways(until closing: Character?) -> [[Pattern.Item]]? {
    var all: [[Pattern.Item]] = []
    while true {
      guard let sequence = sequence() else { return nil }
      all += sequence
      guard next < text.count, text[next] == "|", closing != nil else { return all }
      next += 1
    }
  }

  private mutating func sequence() -> [[Pattern.Item]]? {
    var ways: [[Pattern.Item]] = [[]]
    func joined(_ more: [[Pattern.Item]]) -> [[Pattern.Item]] {
      ways.flatMap { way in more.map { way + $0 } }
    }
    while true {
      skipSpaces()
      guard next < text.count, !"|)]".contains(text[next]) else { break }
      switch text[next] {
      case "(", "[":
        let isOptional = text[next] == "["
        let closing: Character = isOptional ? "]" : ")"
        next += 1
        guard let inner = self.ways(until: closing), next < text.count, text[next] == closing
        else { return nil }
        next += 1
        let merged = PatternParser.merged(inner)
        ways = joined(isOptional ? merged + [[]] : merged)
      case ".":
        guard next + 2 < text.count, text[next + 1] == ".", text[next + 2] == "." else {
          return nil
        }
        next += 3
        ways = joined([[.gap]])
      default:
        guard let item = word() else { return nil }
        ways = joined([[item]])
      }
      guard ways.count <= 4096 else { return nil }
    }
    return ways.contains([]) && ways.count == 1 ? nil : ways
  }

  /// Alternatives of one word each are one item that any of them meets.
  private static func merged(_ ways: [[Pattern.Item]]) -> [[Pattern.Item]] {
    var single: Set<String> = []
    var rest: [[Pattern.Item]] = []
    for way in ways {
      if way.count == 1, case .words(let words) = way[0] {
        single.formUnion(words)
      } else {
        rest.append(way)
      }
    }
    return (single.isEmpty ? [] : [[.words(single)]]) + rest
  }

  private mutating func word() -> Pattern.Item? {
    var word = ""
    while next < text.count, text[next].isLetter || text[next].isNumber || text[next] == "'" {
      word.append(text[next])
      next += 1
    }
    // A text's words end in letters: parents' is read as parents.
    while word.last == "'" { word.removeLast() }
    guard !word.isEmpty else { return nil }
    guard next < text.count, text[next] == "~" else { return .words([word]) }
    next += 1
    return .words(Pattern.inflections(of: word))
  }
}
