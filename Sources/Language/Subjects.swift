/// Of whom the words of a text speak, found by a rule that anybody can follow with a finger on the page.
///
/// 1. Between an article and a noun it is the noun that is described: *an unreliable phone*. Else a person or thing that
///    stands directly before the phrase (*is*, *has*, *not* and such words apart) is its subject; else one that stands
///    directly after it: *unreliable witness*.
/// 2. Else the nearest one before it in the sentence that can be the subject of a verb: one that opens the sentence or
///    follows a comma or a joining word. Failing that the nearest object, then the nearest after *of*, *by*, *with* and so on, or
///    with *'s*; then whatever the rest of the sentence names.
/// 3. *She*, *he* and *they* stand for the nearest earlier person of whom they can speak, in this sentence or as the subject of
///    the one before; where there is none, for the child. Where somebody *says* something of *her* or *him*, who is meant cannot
///    be known, and it is taken to be the child.
/// 4. A sentence that names nobody goes on with the subject of the one before.
///
/// People who write about children in their work are passed over, unless they are the subject themselves.
struct Subjects {
  enum Subject {
    case child, other
  }

  /// How many words are looked at on each side.
  private static let reach = 40

  private enum Kind {
    case child, man, woman, adult, people, body, writer, thing
    case she, he, they, it
  }

  /// How a word stands in its sentence, the most telling last.
  private enum Standing: Int {
    case afterPreposition, object, subject
  }

  private let words: [TextWords.Word]
  private var kinds: [Kind?]
  private let saying: Set<String>
  /// For each sentence, the subject that it hands on.
  private var handedOn: [Int: (kind: Kind, paragraph: Int)] = [:]

  init(_ words: [TextWords.Word], lists: LanguageWords) {
    self.words = words
    saying = Set(lists[.saying])
    var known: [String: Kind] = [
      "she": .she, "her": .she, "hers": .she, "herself": .she, "he": .he, "him": .he, "his": .he,
      "himself": .he, "they": .they, "them": .they, "their": .they, "theirs": .they,
      "themselves": .they, "themself": .they, "it": .it, "she's": .she, "he's": .he,
      "they're": .they, "it's": .it, "she'd": .she, "he'd": .he, "they'd": .they,
    ]
    let named: [(LanguageWords.List, Kind)] = [
      (.thing, .thing), (.body, .body), (.writer, .writer), (.adult, .adult), (.woman, .woman),
      (.man, .man), (.child, .child),
    ]
    for (list, kind) in named {
      for word in lists[list] {
        let isPlural = word.hasSuffix("s") || word.hasSuffix("men")
        let isAdult = kind == .adult || kind == .man || kind == .woman
        known[word] = isAdult && isPlural ? .people : kind
      }
    }
    let compounds = Set(lists[.compound])
    kinds = words.map { word in
      if let kind = known[word.text] { return kind }
      return Subjects.owner(word.text).flatMap { known[$0] }
    }
    // The first part of a compound names nobody: child protection conference, student nurse.
    for place in words.indices.dropLast()
    where words[place + 1].sentence == words[place].sentence && !words[place + 1].followsPause {
      guard let kind = kinds[place], ![.she, .he, .they, .it].contains(kind),
        Subjects.owner(words[place].text) == nil
      else { continue }
      let next = kinds[place + 1]
      if compounds.contains(words[place + 1].text)
        || next.map({ ![.she, .he, .they, .it].contains($0) }) ?? false
      {
        kinds[place] = nil
      }
    }
    handOn()
  }

  /// Of whom the words at these places speak.
  func subject(of phrase: ClosedRange<Int>) -> Subject? {
    let next = phrase.upperBound + 1
    if describes(next, phrase) { return resolved(next) }
    if let place = directlyBefore(phrase) { return resolved(place) }
    if inSentence(next, of: phrase.lowerBound), !words[next].followsPause, let kind = kinds[next],
      kind != .writer, isNoun(kind), Subjects.owner(words[next].text) == nil
    {
      return resolved(next)
    }
    let before = places(before: phrase.lowerBound).filter { place in
      kinds[place] != nil
        && !(kinds[place] == .writer && isHeard(from: place, to: phrase.lowerBound))
    }
    let people = before.filter { kinds[$0] != .writer }
    for group in [people, before] {
      var best: (place: Int, standing: Standing)?
      for place in group {
        let standing = standing(place)
        if best.map({ standing.rawValue > $0.standing.rawValue }) ?? true {
          best = (place, standing)
        }
      }
      if let best { return resolved(best.place) }
    }
    let rest = phrase.lowerBound..<min(words.count, phrase.upperBound + Subjects.reach)
    let after = rest.filter {
      inSentence($0, of: phrase.lowerBound) && kinds[$0] != nil && kinds[$0] != .writer
    }
    if let first = after.first { return resolved(first) }
    if let earlier = earlierSubject(of: phrase.lowerBound) {
      return earlier == .child ? .child : .other
    }
    // A note that names nobody, in a child's record: "Not credible."
    let opens =
      phrase.lowerBound == 0
      || words[phrase.lowerBound - 1].sentence != words[phrase.lowerBound].sentence
    return opens ? .child : nil
  }

  // MARK: Finding

  private func inSentence(_ place: Int, of other: Int) -> Bool {
    words.indices.contains(place) && words[place].sentence == words[other].sentence
  }

  /// Nearest first.
  private func places(before place: Int) -> [Int] {
    (max(0, place - Subjects.reach)..<place).reversed()
      .prefix { words[$0].sentence == words[place].sentence }.map(\.self)
  }

  private func directlyBefore(_ phrase: ClosedRange<Int>) -> Int? {
    for place in places(before: phrase.lowerBound).prefix(6) {
      if let kind = kinds[place] {
        let isPossessive =
          Subjects.owner(words[place].text) != nil || ["his", "their"].contains(words[place].text)
        // "called her manipulative", but not "her unreliable phone"
        if isPossessive || words[place].text == "her" && nounFollows(phrase) { return nil }
        let standing = standing(place)
        if isNoun(kind) ? standing == .afterPreposition : kind == .it && standing == .object {
          return nil
        }
        let isJoined = (place + 1..<phrase.lowerBound).contains { words[$0].text == "who" }
        if isNoun(kind), standing == .object, !isJoined, let head = relativeHead(before: place) {
          return head
        }
        return place
      }
      guard Subjects.passedOver.contains(words[place].text) else { return nil }
    }
    return nil
  }

  /// Whether the phrase stands between an article and its noun: *an unreliable phone*.
  private func describes(_ next: Int, _ phrase: ClosedRange<Int>) -> Bool {
    let start = phrase.lowerBound
    return inSentence(start - 1, of: start) && Subjects.determiners.contains(words[start - 1].text)
      && nounFollows(phrase) && !words[next].followsPause && Subjects.owner(words[next].text) == nil
  }

  /// The noun to which a *who* or *that* before this place belongs: the man of *the man who met the girl was drunk*.
  private func relativeHead(before place: Int) -> Int? {
    let earlier = places(before: place)
    guard let joint = earlier.first(where: { ["who", "that", "which"].contains(words[$0].text) }),
      inSentence(joint - 1, of: place), let kind = kinds[joint - 1], isNoun(kind)
    else { return nil }
    return joint - 1
  }

  private func nounFollows(_ phrase: ClosedRange<Int>) -> Bool {
    let next = phrase.upperBound + 1
    return inSentence(next, of: phrase.lowerBound) && kinds[next].map(isNoun) ?? false
  }

  private func isNoun(_ kind: Kind) -> Bool {
    switch kind {
    case .she, .he, .they, .it: false
    default: true
    }
  }

  /// Whether a writer is heard to speak before the phrase.
  private func isHeard(from place: Int, to end: Int) -> Bool {
    (place + 1..<end).contains { saying.contains(words[$0].text) }
  }

  private func standing(_ place: Int) -> Standing {
    let word = words[place].text
    if Subjects.owner(word) != nil || Subjects.owners.contains(word) { return .afterPreposition }
    if Subjects.objects.contains(word) { return .object }
    if word != "it", kinds[place].map({ !isNoun($0) }) ?? false { return .subject }
    // Back over the article and what stands between it and the noun.
    var first = place
    for step in 1...3 where inSentence(place - step, of: place) {
      if Subjects.determiners.contains(words[place - step].text) {
        first = place - step
        while inSentence(first - 1, of: place),
          Subjects.determiners.contains(words[first - 1].text),
          !words[first].followsPause
        { first -= 1 }
        break
      }
      if words[place - step + 1].followsPause { break }
    }
    guard inSentence(first - 1, of: place), !words[first].followsPause else { return .subject }
    let before = words[first - 1].text
    if Subjects.prepositions.contains(before) { return .afterPreposition }
    return Subjects.joining.contains(before) ? .subject : .object
  }

  // MARK: Pronouns

  private func resolved(_ place: Int) -> Subject? {
    guard let kind = kinds[place] else { return nil }
    return resolvedKind(kind, at: place) == .child ? .child : .other
  }

  private func canMean(_ pronoun: Kind, _ kind: Kind) -> Bool {
    switch (pronoun, kind) {
    case (.she, .child), (.she, .woman), (.she, .adult): true
    case (.he, .child), (.he, .man), (.he, .adult): true
    case (.they, .child), (.they, .people), (.they, .adult), (.they, .body), (.they, .thing): true
    default: false
    }
  }

  /// The kind for which a word stands, itself unless it is a pronoun.
  private func resolvedKind(_ kind: Kind, at place: Int) -> Kind {
    switch kind {
    case .it: return .thing
    case .she, .he, .they:
      // Somebody who does something to *her* is not *her*.
      var isOwnObject = Subjects.objects.contains(words[place].text)
      for earlier in places(before: place) {
        guard let found = kinds[earlier], canMean(kind, found) else { continue }
        if isOwnObject, standing(earlier) == .subject {
          isOwnObject = false
          continue
        }
        return found != .child && isHeard(from: earlier, to: place) ? .child : found
      }
      if let found = earlierSubject(of: place), canMean(kind, found) { return found }
      return .child
    default: return kind
    }
  }

  /// The subject of the sentence before, in the same paragraph.
  private func earlierSubject(of place: Int) -> Kind? {
    guard let found = handedOn[words[place].sentence - 1], found.paragraph == words[place].paragraph
    else { return nil }
    return found.kind
  }

  private mutating func handOn() {
    var place = 0
    while place < words.count {
      let sentence = words[place].sentence
      let start = place
      var subject: Kind?
      while place < words.count, words[place].sentence == sentence {
        if subject == nil, place - start < Subjects.reach, !words[place].isQuoted,
          let kind = kinds[place],
          kind != .writer, standing(place) == .subject
        {
          subject = resolvedKind(kind, at: place)
        }
        place += 1
      }
      let paragraph = words[start].paragraph
      if let subject = subject ?? earlierSubject(of: start) {
        handedOn[sentence] = (subject, paragraph)
      }
    }
  }

  // MARK: Small words

  /// The owner in *child's* and *parents'*; nil for another word.
  private static func owner(_ word: String) -> String? {
    word.hasSuffix("'s") ? String(word.dropLast(2)) : nil
  }

  private static let owners: Set<String> = ["his", "their", "hers", "theirs"]
  private static let objects: Set<String> = ["her", "him", "them"]

  private static let passedOver: Set<String> = [
    "is", "was", "are", "were", "be", "been", "being", "has", "had", "have", "am", "not", "also",
    "often", "always", "very", "so", "who", "that", "which", "then", "again", "now", "still",
    "clearly", "may", "might", "could", "would", "will", "can", "should", "must", "did", "does",
    "do", "both", "all", "later", "never", "only", "just", "really", "quite", "rather", "too",
    "a", "an", "as", "seems", "seemed", "appears", "appeared", "became", "becomes", "remains",
    "to", "known", "repeatedly", "once", "already", "simply", "considered", "deemed",
    "extremely", "highly", "somewhat", "sometimes", "usually", "previously", "currently", "since",
    "got", "gets", "found", "judged", "thought", "held", "keeps", "kept", "like",
  ]

  private static let determiners: Set<String> = [
    "the", "a", "an", "this", "these", "those", "some", "any", "no", "his", "her", "their", "its",
    "our", "my", "your", "each", "every", "both", "two", "three", "four", "five", "six", "several",
    "many", "few", "all", "another", "other", "older", "younger", "young", "adult", "one",
  ]

  private static let prepositions: Set<String> = [
    "of", "by", "with", "from", "to", "for", "at", "in", "on", "than", "about", "near", "against",
    "towards", "toward", "between", "among", "over", "under", "like", "into", "via", "through",
    "without", "around", "behind", "beside", "upon", "per", "regarding", "concerning", "off",
    "outside", "inside", "within", "onto", "across",
  ]

  private static let joining: Set<String> = [
    "and", "but", "or", "that", "because", "when", "while", "if", "as", "where", "whether", "so",
    "who", "which", "though", "although", "since", "until", "after", "before", "then", "once",
    "nor", "how", "why", "what", "whom", "than", "unless", "whenever", "yet", "is", "was", "are",
    "were",
  ]
}
