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
  public let source: String
  public let status: String
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
  /// From 1.
  public let line: Int
  public let column: Int
}

/// Rules of language, and what they find in a text.
///
/// It prompts, and never rewrites or blocks. Words within quotation marks are somebody's own and are left alone.
public struct LanguageRules: Sendable, Hashable {
  public let rules: [LanguageRule]
  /// The words that say that a sentence speaks of a child or of somebody who was harmed.
  public let childWords: [String]

  private let byFirstWord: [String: [Way]]
  private let exemptions: [String: [Way]]
  private let children: Set<String>

  private struct Way: Sendable, Hashable {
    var rule: Int
    var items: [Pattern.Item]
  }

  init(rules: [LanguageRule], childWords: [String]) {
    self.rules = rules
    self.childWords = childWords
    children = Set(childWords.map { $0.lowercased() })
    func index(_ patterns: (LanguageRule) -> [Pattern]) -> [String: [Way]] {
      var index: [String: [Way]] = [:]
      for (number, rule) in rules.enumerated() {
        for way in patterns(rule).flatMap(\.ways) {
          guard case .words(let words)? = way.first else { continue }
          for word in words { index[word, default: []].append(Way(rule: number, items: way)) }
        }
      }
      return index
    }
    byFirstWord = index(\.patterns)
    exemptions = index(\.exempt)
  }

  /// The rules with some of them switched off.
  public func without(_ ids: Set<String>) -> LanguageRules {
    LanguageRules(rules: rules.filter { !ids.contains($0.id) }, childWords: childWords)
  }

  /// The rules with further ones, which take the place of those of the same id.
  public func adding(_ more: LanguageRules) -> LanguageRules {
    let new = Set(more.rules.map(\.id))
    return LanguageRules(
      rules: rules.filter { !new.contains($0.id) } + more.rules,
      childWords: childWords + more.childWords.filter { !children.contains($0.lowercased()) })
  }

  public subscript(id: String) -> LanguageRule? { rules.first { $0.id == id } }

  /// The places of a text of which the rules speak, in order; of several that begin at one place, the longest.
  public func prompts(in text: String) -> [Prompt] {
    let found = TextWords(text)
    let words = found.words
    var speaksOfChild: [Int: Bool] = [:]
    for word in words where children.contains(word.text) || isLabel(word, found) {
      speaksOfChild[word.sentence] = true
    }
    let exempt = self.exempt(in: words)
    var prompts: [Prompt] = []
    var lines = LineCounter(found.scalars)
    for start in words.indices where !words[start].isQuoted {
      var best: (rule: Int, end: Int)?
      for way in byFirstWord[words[start].text] ?? [] {
        let rule = rules[way.rule]
        if rule.isAboutChild, speaksOfChild[words[start].sentence] != true { continue }
        guard let end = match(way.items, words, from: start) else { continue }
        if exempt.contains(Exemption(rule: way.rule, word: start)) { continue }
        if best.map({ end > $0.end }) ?? true { best = (way.rule, end) }
      }
      guard let best else { continue }
      let range = words[start].range.lowerBound..<words[best.end].range.upperBound
      var phrase = String.UnicodeScalarView()
      phrase.append(contentsOf: found.scalars[range])
      let place = lines.place(of: range.lowerBound)
      prompts.append(
        Prompt(
          rule: rules[best.rule], phrase: String(phrase), range: range, line: place.line,
          column: place.column))
    }
    return prompts
  }

  /// A child's label in a record, such as `child-1`.
  private func isLabel(_ word: TextWords.Word, _ text: TextWords) -> Bool {
    word.text == "child" || word.text == "children"
  }

  private struct Exemption: Hashable {
    var rule: Int
    var word: Int
  }

  /// Each word at which a rule is silent, because it stands in a phrase in which it means something else.
  private func exempt(in words: [TextWords.Word]) -> Set<Exemption> {
    var found: Set<Exemption> = []
    for start in words.indices {
      for way in exemptions[words[start].text] ?? [] {
        guard let end = match(way.items, words, from: start) else { continue }
        for word in start...end { found.insert(Exemption(rule: way.rule, word: word)) }
      }
    }
    return found
  }

  /// The last word of a match that begins here; nil if there is none. Quoted words match nothing.
  private func match(_ items: [Pattern.Item], _ words: [TextWords.Word], from start: Int) -> Int? {
    /// The words that a gap may pass over.
    let longestGap = 3
    func matched(_ item: Int, at place: Int) -> Int? {
      guard words.indices.contains(place), words[place].sentence == words[start].sentence,
        !words[place].isQuoted
      else { return nil }
      switch items[item] {
      case .words(let accepted):
        guard accepted.contains(words[place].text) else { return nil }
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
      if scalars[place] == "\n" {
        line += 1
        start = place + 1
      }
      place += 1
    }
    return (line, target - start + 1)
  }
}
