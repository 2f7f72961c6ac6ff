public import Language

extension ReferralSheet {
  /// Words in a field that may be the name of a person, where the form asks for none.
  public struct PossibleName: Sendable, Hashable {
    public var key: String
    public var phrase: String
  }

  /// A place in a field of which a rule of language speaks.
  public struct WordingPrompt: Sendable, Hashable {
    public var key: String
    public var prompt: Prompt
  }

  /// What may be names of people in texts that should have none.
  ///
  /// The form asks that accounts have no names; names belong with who the potential victim is and who exploited them. It looks for
  /// titles before a capital, and for capitals within a sentence that begin no known place, month or word of the form.
  ///
  /// - Unknowns: a single name at the start of a sentence, or in small letters, is not found. A person reads every text.
  /// - Parameter allowing: further words that are no names of people.
  public func possibleNames(allowing: [String] = []) -> [PossibleName] {
    let fromFields = entries.filter { $0.field.kind == .pickList }.compactMap(\.text)
    let scan = NameScan(allowing: placeNames + fromFields + allowing)
    let earlier = legacy.map { (key: $0.key, text: $0.text) }
    let texts = entries.compactMap { entry -> (key: String, text: String)? in
      guard [.text, .longText].contains(entry.field.kind), !entry.field.takesNames else {
        return nil
      }
      return entry.text.map { (entry.key, $0) }
    }
    return (texts + earlier).flatMap { key, text in
      distinct(scan.names(in: text)).map { PossibleName(key: key, phrase: $0) }
    }
  }

  /// Words of blame in the texts, the form's own words left aside. It prompts, and never rewrites or blocks.
  public func wordingPrompts(under rules: LanguageRules) -> [WordingPrompt] {
    let own = Set(form.ownWords.map { $0.lowercased() })
    let earlier = legacy.map { (key: $0.key, text: $0.text) }
    let texts = entries.compactMap { entry -> (key: String, text: String)? in
      guard [.text, .longText].contains(entry.field.kind) else { return nil }
      return entry.text.map { (entry.key, $0) }
    }
    return (texts + earlier).flatMap { key, text in
      rules.prompts(in: text).filter { !own.contains($0.phrase.lowercased()) }
        .map { WordingPrompt(key: key, prompt: $0) }
    }
  }
}

/// Looks for capitals that are not accounted for.
struct NameScan {
  private let allowed: Set<String>

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "pc", "dc", "ds", "di", "sgt", "prof", "uncle", "aunt",
    "auntie", "aunty", "sir", "lady",
  ]
  private static let plain: Set<String> = [
    "i", "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "christmas", "easter", "uk", "england", "wales", "scotland", "ireland",
    "northern", "britain", "united", "kingdom", "home", "office", "national", "referral",
    "mechanism",
    "police", "council", "act", "born", "source",
  ]

  init(allowing: [String]) {
    allowed = NameScan.plain.union(
      allowing.flatMap { $0.split { !$0.isLetter }.map { $0.lowercased() } })
  }

  private struct Word {
    var text: String
    var startsSentence: Bool
    /// Follows the word before with nothing but a space between.
    var isNext: Bool
  }

  func names(in text: String) -> [String] {
    let words = words(of: text)
    var found: [String] = []
    var index = 0
    while index < words.count {
      let isTitle = isTitle(words[index])
      var end = isTitle ? index + 1 : index
      while end < words.count, end == index || words[end].isNext && !self.isTitle(words[end]),
        mayBeName(words[end])
      {
        end += 1
      }
      let run = words[index..<end]
      let isName =
        isTitle ? run.count > 1 : run.count > 1 || run.first.map { !$0.startsSentence } == true
      if !run.isEmpty, isName { found.append(run.map(\.text).joined(separator: " ")) }
      index = max(end, index + 1)
    }
    return found
  }

  private func isTitle(_ word: Word) -> Bool { NameScan.titles.contains(word.text.lowercased()) }

  private func mayBeName(_ word: Word) -> Bool {
    guard let first = word.text.first, first.isUppercase, !allowed.contains(word.text.lowercased())
    else { return false }
    // NRM, CCTV and the like.
    return !(word.text.count > 1 && word.text.allSatisfy { $0.isUppercase || !$0.isLetter })
  }

  private func words(of text: String) -> [Word] {
    var words: [Word] = []
    var current = ""
    var between = ""
    var startsSentence = true
    var startsNow = true
    var isNext = false
    func ends(_ gap: String) -> Bool {
      gap.contains { ".!?\n".contains($0) } || words.isEmpty
    }
    for character in text + " " {
      if character.isLetter || !current.isEmpty && "'’-".contains(character) {
        if current.isEmpty {
          startsNow = ends(between) || startsSentence
          isNext = between.allSatisfy { $0 == " " || $0 == "." } && !words.isEmpty
          startsSentence = false
        }
        current.append(character)
        continue
      }
      if !current.isEmpty {
        // A title takes a point that ends no sentence.
        let follows = words.last.map { NameScan.titles.contains($0.text.lowercased()) } == true
        words.append(
          Word(
            text: current, startsSentence: startsNow && !follows,
            isNext: isNext && (!startsNow || follows)))
        current = ""
        between = ""
      }
      between.append(character)
    }
    return words
  }
}
