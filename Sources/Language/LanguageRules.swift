/// A word or phrase that blames, labels or minimises, with why and what else could be written.
public struct LanguageRule: Sendable, Hashable {
  /// For the order of display alone.
  public enum Weight: String, Sendable, Hashable, CaseIterable {
    /// It implies consent, blame or choice.
    case stop
    /// It labels or minimises.
    case reconsider
    /// Plainer wording is preferred.
    case plainer
  }

  public let id: String
  /// One sentence.
  public let why: String
  /// What else could be written.
  public let instead: [String]
  public let weight: Weight
  /// Only of a child, or of somebody who was harmed.
  public let isAboutChild: Bool
  /// Of anybody but an adult, a body of people or a thing.
  public let sparesOthers: Bool
  public let source: String
  /// How the row was checked: `verified`, `verified-2` (in a reissue or a secondary source) or `recalled`.
  public let status: String
  /// Where it was read.
  public let read: String?
  /// The day on which somebody last looked at the rule.
  public let reviewed: String
  let patterns: [Pattern]
  /// Phrases within which the words mean something else.
  let exempt: [Pattern]
}

/// A place in a text that a rule speaks of. The text is never altered.
public struct Prompt: Sendable, Hashable {
  public let rule: LanguageRule
  /// As the text has it.
  public let phrase: String
  /// In Unicode scalars from the start of the text.
  public let range: Range<Int>
  /// From 1; a line ends at a line feed, a carriage return, or both together.
  public let line: Int
  /// From 1, in Unicode scalars.
  public let column: Int
}

/// Rules of language, and what they find in a text.
///
/// It prompts, and never rewrites or blocks. Words within quotation marks that give somebody's words are left alone.
public struct LanguageRules: Sendable, Hashable {
  public let rules: [LanguageRule]
  /// The words by which a sentence shows of whom it speaks, and who is speaking.
  public let words: LanguageWords
  /// Official labels, which no rule speaks of.
  let labels: [Pattern]

  private let byFirstWord: [String: [Way]]
  private let exemptions: [String: [Way]]

  /// One way in which the words of a rule, or of an exemption from it, may stand.
  private struct Way: Sendable, Hashable {
    /// Nil for a label, which is exempt from every rule.
    var rule: Int?
    var items: [Pattern.Item]
  }

  init(rules: [LanguageRule] = [], words: LanguageWords = LanguageWords(), labels: [Pattern] = []) {
    self.rules = rules
    self.words = words
    self.labels = labels
    func index(_ patterns: (LanguageRule) -> [Pattern], _ labels: [Pattern]) -> [String: [Way]] {
      let ways =
        rules.enumerated().flatMap { number, rule in
          patterns(rule).flatMap(\.ways).map { Way(rule: number, items: $0) }
        } + labels.flatMap(\.ways).map { Way(rule: nil, items: $0) }
      var index: [String: [Way]] = [:]
      for way in ways {
        guard case .words(let words)? = way.items.first else { continue }
        for word in words { index[word, default: []].append(way) }
      }
      return index
    }
    byFirstWord = index(\.patterns, [])
    exemptions = index(\.exempt, labels)
  }

  /// The rules with some of them switched off.
  public func without(_ ids: Set<String>) -> LanguageRules {
    LanguageRules(rules: rules.filter { !ids.contains($0.id) }, words: words, labels: labels)
  }

  /// The rules with further ones, which take the place of those of the same id; and with further words and labels.
  public func adding(_ more: LanguageRules) -> LanguageRules {
    let new = Set(more.rules.map(\.id))
    return LanguageRules(
      rules: rules.filter { !new.contains($0.id) } + more.rules, words: words.adding(more.words),
      labels: labels + more.labels)
  }

  public subscript(id: String) -> LanguageRule? { rules.first { $0.id == id } }

  /// The places of a text of which the rules speak, in order; of several that begin at one place, the longest.
  ///
  /// Time grows with the length of the text, whatever stands in it.
  public func prompts(in text: String) -> [Prompt] {
    prompts(in: text, isSparing: true)
  }

  /// - Parameter isSparing: whether quotations, labels, other meanings and other people are left alone. The tests look at
  ///   both, to count how much of what could prompt does.
  func prompts(in text: String, isSparing: Bool) -> [Prompt] {
    let found = TextWords(text, saying: isSparing ? Set(words[.saying]) : [])
    let words = isSparing ? found.words : found.words.map(\.unquoted)
    let subjects = Subjects(words, lists: self.words)
    let exempt = isSparing ? self.exempt(in: words) : Exemptions()
    var prompts: [Prompt] = []
    var lines = LineCounter(found.scalars)
    /// For each rule, the last word of its last prompt: one phrase gives one prompt.
    var ends = [Int](repeating: -1, count: rules.count)
    for start in words.indices where !words[start].isQuoted {
      var best: (rule: Int, end: Int)?
      for way in byFirstWord[words[start].text] ?? [] {
        guard let rule = way.rule, ends[rule] < start,
          let end = match(way.items, words, from: start),
          best.map({ end > $0.end }) ?? true
        else { continue }
        if exempt.contains(rule, at: start) || exempt.contains(rule, at: end) { continue }
        if isSparing, rules[rule].isAboutChild || rules[rule].sparesOthers {
          let who = subjects.subject(of: start...end)
          if rules[rule].isAboutChild ? who != .child : who == .other { continue }
        }
        best = (rule, end)
      }
      guard let best else { continue }
      ends[best.rule] = best.end
      let range = words[start].range.lowerBound..<words[best.end].range.upperBound
      let place = lines.place(of: range.lowerBound)
      prompts.append(
        Prompt(
          rule: rules[best.rule], phrase: found.written(range), range: range, line: place.line,
          column: place.column))
    }
    return prompts
  }

  // MARK: Matching

  /// The words at which rules are silent, because they stand in a phrase in which they mean something else.
  private struct Exemptions {
    private struct Key: Hashable {
      var rule: Int?
      var word: Int
    }

    private var found: Set<Key> = []

    mutating func insert(_ rule: Int?, _ words: ClosedRange<Int>) {
      for word in words { found.insert(Key(rule: rule, word: word)) }
    }

    func contains(_ rule: Int, at word: Int) -> Bool {
      !found.isEmpty
        && (found.contains(Key(rule: rule, word: word))
          || found.contains(Key(rule: nil, word: word)))
    }
  }

  private func exempt(in words: [TextWords.Word]) -> Exemptions {
    var found = Exemptions()
    for start in words.indices {
      for way in exemptions[words[start].text] ?? [] {
        if let end = match(way.items, words, from: start, overPauses: true) {
          found.insert(way.rule, start...end)
        }
      }
    }
    return found
  }

  /// The last word of a match that begins here; nil if there is none. Quoted words match nothing.
  private func match(
    _ items: [Pattern.Item], _ words: [TextWords.Word], from start: Int, overPauses: Bool = false
  ) -> Int? {
    /// The words that a gap may pass over.
    let longestGap = 3
    func matched(_ item: Int, at place: Int) -> Int? {
      guard place < words.count, words[place].sentence == words[start].sentence,
        !words[place].isQuoted
      else { return nil }
      switch items[item] {
      case .words(let accepted):
        guard accepted.contains(words[place].text) else { return nil }
        // A phrase does not run over a comma or a bracket; a gap may.
        if !overPauses, item > 0, items[item - 1] != .gap, words[place].followsPause { return nil }
        return item + 1 == items.count ? place : matched(item + 1, at: place + 1)
      case .gap:
        for passed in 0...longestGap {
          if let end = matched(item + 1, at: place + passed) { return end }
        }
        return nil
      }
    }
    return matched(0, at: start)
  }
}

extension TextWords.Word {
  fileprivate var unquoted: TextWords.Word {
    var word = self
    word.isQuoted = false
    return word
  }
}

/// Lines and columns of rising places.
private struct LineCounter {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var line = 1
  private var start = 0

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  mutating func place(of target: Int) -> (line: Int, column: Int) {
    while place < target {
      let isEnd =
        scalars[place] == "\n"
        || scalars[place] == "\r" && !(place + 1 < scalars.count && scalars[place + 1] == "\n")
      if isEnd {
        line += 1
        start = place + 1
      }
      place += 1
    }
    return (line, target - start + 1)
  }
}
