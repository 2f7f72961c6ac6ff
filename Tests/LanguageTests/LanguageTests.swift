import Diagnostics
import Documents
import Foundation
import Testing

@testable import Language

private func place(_ path: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: path).standardizedFileURL
}

private func lines(of path: String) throws -> [String] {
  try String(contentsOf: place(path), encoding: .utf8).split(separator: "\n").map(String.init)
}

/// The rules that come with the law.
private enum RealRules {
  static let all: LanguageRules = {
    var report = Report()
    guard let data = FileManager.default.contents(atPath: place("../../Law/language.yaml").path),
      let node = readDocument(
        [UInt8](data), file: "language.yaml", format: .yaml, report: &report),
      let changes = readLanguage(node, file: "language.yaml", report: &report)
    else {
      preconditionFailure(report.diagnostics.map { "\($0.location): \($0.message)" }.joined())
    }
    return changes.added
  }()
}

private func found(_ text: String) -> [String] {
  RealRules.all.prompts(in: text).map { "\($0.rule.id) \($0.phrase)" }
}

/// What prompts, and what is left alone.
struct LanguageTests {
  @Test func `There are the 65 rules, each with why and two things to write instead`() {
    #expect(RealRules.all.rules.map(\.id) == (1...65).map { String(format: "L%02d", $0) })
    for rule in RealRules.all.rules {
      #expect(rule.instead.count >= 2 && !rule.why.isEmpty, "\(rule.id)")
      #expect(rule.status == "recalled" || rule.read != nil, "\(rule.id): checked where?")
    }
  }

  @Test func `The rules of which the subject is a child are those that the table marks`() {
    let marked = [1, 2, 3, 9, 28, 29, 32, 36, 37, 38, 39, 45, 56]
    #expect(
      RealRules.all.rules.filter(\.isAboutChild).map(\.id)
        == marked.map { String(format: "L%02d", $0) })
  }

  @Test func `Every word of every pattern prompts where it is said of a child`() {
    for rule in RealRules.all.rules {
      for way in rule.patterns.flatMap(\.ways) {
        for (place, item) in way.enumerated() {
          guard case .words(let words) = item else { continue }
          for word in words {
            let phrase = way.enumerated().compactMap { index, item -> String? in
              guard case .words(let others) = item else { return nil }
              return index == place ? word : others.min()
            }.joined(separator: " ")
            // Another rule may speak of more of the same words.
            let isFound = RealRules.all.prompts(in: "The child, zz \(phrase) zz.").contains {
              $0.rule.id == rule.id || $0.range.lowerBound == 14
            }
            #expect(isFound, "\(rule.id): \(phrase)")
          }
        }
      }
    }
  }

  @Test func `Every sentence that was written for a rule prompts it`() throws {
    var counts: [String: Int] = [:]
    for line in try lines(of: "../Corpora/prompting-sentences.txt") {
      let parts = line.split(separator: "\t").map(String.init)
      try #require(parts.count == 2, "\(line)")
      counts[parts[0], default: 0] += 1
      #expect(RealRules.all.prompts(in: parts[1]).contains { $0.rule.id == parts[0] }, "\(line)")
    }
    for rule in RealRules.all.rules { #expect(counts[rule.id, default: 0] >= 2, "\(rule.id)") }
  }

  @Test func `Of ordinary, careful sentences few are prompted wrongly`() throws {
    let sentences = try lines(of: "../Corpora/ordinary-sentences.txt")
    #expect(sentences.count >= 250)
    #expect(Set(sentences).count == sentences.count)
    let prompted = sentences.filter { !RealRules.all.prompts(in: $0).isEmpty }
    // Near misses: a rule's words stand in them, and mean something else, or are another's.
    let near = sentences.filter { !RealRules.all.prompts(in: $0, isSparing: false).isEmpty }
    let wrong = near.filter(prompted.contains)
    let share = "\(prompted.count) of \(sentences.count)"
    let nearShare = "\(wrong.count) of the \(near.count)"
    print("wrongly prompted: \(share); \(nearShare) with a rule's words in them")
    #expect(prompted.count * 20 < sentences.count, "\(share)")
    #expect(wrong.count * 10 < near.count, "\(nearShare)")
    #expect(near.count * 3 >= sentences.count, "the sentences must use the words, not avoid them")
    // The figures that the page gives are those found here.
    let page = try String(contentsOf: place("../../Documentation/language.md"), encoding: .utf8)
    #expect(page.contains("**\(share)**"), "\(share): \(prompted.joined(separator: "\n"))")
    #expect(page.contains("**\(nearShare)**"), "\(nearShare)")
  }

  @Test func `Whole words alone, in either case, with a hyphen as with a space`() {
    #expect(found("LIFESTYLE CHOICE") == ["L06 LIFESTYLE CHOICE"])
    #expect(found("lifestyle-choice") == ["L06 lifestyle-choice"])
    #expect(found("lifestyles choicest") == [])
    #expect(found("attention-seeking") == ["L27 attention-seeking"])
  }

  @Test func `Of several that begin at one word, the longest stands, and one phrase prompts once`()
  {
    #expect(found("She is a child prostitute.") == ["L07 child prostitute"])
    #expect(
      found("They engaged in sexual activity with him.") == ["L10 engaged in sexual activity"])
  }

  @Test func `A phrase does not run over a comma or a bracket, and a gap may`() {
    #expect(found("It was her, own, fault.") == [])
    #expect(found("abuse of a lifestyle (choice of school apart)") == [])
    #expect(found("No further action: the victim is silent.").count == 1)
  }

  @Test func `A prompt says where its words stand`() throws {
    for end in ["\n", "\r\n", "\r"] {
      let text = "Noted.\(end)Élodie: a lifestyle choice."
      let prompt = try #require(RealRules.all.prompts(in: text).first)
      #expect(prompt.line == 2 && prompt.column == 11)
      let scalars = Array(text.unicodeScalars)
      #expect(scalars[prompt.range].map(String.init).joined() == "lifestyle choice")
    }
  }

  @Test
  func `A line that is broken for its length goes on with its sentence; a list item does not`() {
    #expect(found("It was a lifestyle\n  choice.") == ["L06 lifestyle\n  choice"])
    #expect(found("- her lifestyle\n- choice of school") == ["L06 her lifestyle"])
  }

  @Test(arguments: [
    ("\"a ", 1_000_000), ("she was drunk ", 1_000_000), ("child in exchange ", 1_000_000),
    ("\u{2018}", 200_000), ("\"", 200_000), (" 'a", 200_000), ("(", 200_000), ("a.", 200_000),
    ("\n\n\"", 200_000), ("\n ", 200_000), ("e\u{301}", 200_000),
  ])
  func `A long text made to be slow is read in one pass`(_ piece: String, _ size: Int) {
    let text = String(repeating: piece, count: size / piece.utf8.count)
    let start = ContinuousClock.now
    _ = RealRules.all.prompts(in: text)
    // A pass over a megabyte takes some seconds without optimisation; anything quadratic would take hours.
    #expect(ContinuousClock.now - start < .seconds(240))
  }
}

/// Whose words they are.
struct QuotationTests {
  @Test(arguments: [
    "She said: \u{201C}I was asking for it, he said\u{201D}.",
    "She said \"he is my older boyfriend\".",
    "He told us, 'it was a lifestyle choice', and wept.",
    "\u{2018}I put myself at risk, they don\u{2019}t care,\u{2019} she told us.",
    "\u{201C}It was a lifestyle choice.\u{201D}", "\"I am promiscuous, they say.\"",
    "The log of 2009 calls her \"promiscuous\", which was wrong.",
    "\u{201C}Nobody made me,\u{201D} she said. \u{201C}It was my lifestyle choice.\u{201D}",
    "In the boy's words: \u{2018}the girls thought that I was a drug runner\u{2019}.",
    "She wrote:\n\u{00AB}a lifestyle choice\u{00BB}",
  ])
  func `Somebody's own words are left alone`(_ text: String) {
    #expect(found(text) == [])
  }

  @Test(arguments: [
    "Her 'lifestyle choice' continues.", "This \u{201C}lifestyle choice\u{201D} goes on.",
    "The worker left. She is \"promiscuous\".",
  ])
  func `Marks that only hold a word at arm's length do not make it another's`(_ text: String) {
    #expect(found(text).count == 1)
  }

  @Test(arguments: [
    "She wrote \" and made a lifestyle choice.", "the girls' club made a lifestyle choice",
    "He said \u{201C}no.\n\nIt was a lifestyle choice.\u{201D}",
    "She said \u{201C}lifestyle choice.",
    "lifestyle choice\u{201D}, she said.", "A 6\" mark and a lifestyle choice, said the 5\" note.",
    "It was in the '90s, she said, a lifestyle choice.",
    "don't call it a lifestyle choice, won't you",
  ])
  func `A mark without its partner quotes nothing`(_ text: String) {
    #expect(found(text).contains("L06 lifestyle choice"))
  }
}

/// Of whom the words speak.
struct SubjectTests {
  @Test(arguments: [
    "The minutes call her unreliable.", "She told the officer that she was lying, and wept.",
    "The suspect said that she was lying.", "The officer thought the boy manipulative.",
    "The man drove off and the girl was drunk.", "Her account is unreliable.",
    "The officer described an unreliable witness.", "The child was seen. She is manipulative.",
    "The girl hit the man and was drunk.", "Manipulative.", "The carers find her manipulative.",
    "The girl said that the man had a car, and she was lying.",
    "The evidence of the child is unreliable.",
    "The boy with the phone was drunk.", "The father spoke. The girl is a liar.",
  ])
  func `A rule about a child prompts where the sentence speaks of one`(_ text: String) {
    #expect(!found(text).isEmpty)
  }

  @Test(arguments: [
    "The minutes call it unreliable.", "The child spoke. The minutes call it unreliable.",
    "The phone signal was unreliable and she could not call.", "Her unreliable phone was replaced.",
    "Unreliable data cannot show how many children were missing.",
    "The child has an unreliable phone.",
    "The girl told the driver that the man was lying.", "The man who met the girl was drunk.",
    "The man came at ten. He was drunk, the girl said.", "Her mother was drunk.",
    "The phone of the child is unreliable.", "The social worker did not attend.",
    "The child's father did not attend.", "The suspect admitted that he took her phone.",
    "The records were late. They were unreliable.", "The officer was manipulative.",
    "There was a suspect with a history of being unreliable.",
    "The child protection board did not attend.",
  ])
  func `A rule about a child is silent where the sentence speaks of somebody or something else`(
    _ text: String
  ) {
    #expect(found(text) == [])
  }

  @Test(arguments: [
    "Her DNA sample was sent to the laboratory.", "She was found lying on the floor.",
    "He was admitted to hospital.", "The suspect admitted it in interview.",
    "She was manipulated by him.", "Sexual activity with a child, section 9: count 1.",
    "The family relationship is warm.", "Disclosure officer: see the schedule; the child's file.",
    "Factor 14A, socially unacceptable behaviour, was recorded.", "Forced into prostitution: yes.",
    "The girl said that the source was not reliable.", "She was at the Sexual Risk Order hearing.",
    "The agencies failed to engage with her.",
    "It may be exploitation even if the sexual activity appears consensual.",
    "The child was coerced, manipulated or deceived.",
  ])
  func `Official labels, other meanings and other people are left alone`(_ text: String) {
    #expect(found(text) == [])
  }
}

/// Files of rules.
struct LanguageFileTests {
  private func read(
    _ text: String, changing rules: LanguageRules? = RealRules.all, report: inout Report
  ) throws -> LanguageChanges? {
    let node = try #require(
      readDocument([UInt8](text.utf8), file: "own.yaml", format: .yaml, report: &report))
    return readLanguage(node, file: "own.yaml", changing: rules, report: &report)
  }

  @Test func `A partnership switches rules off, adds its own, and changes others`() throws {
    var report = Report()
    let text = """
      heed: language/1
      off: [L43]
      words: {child: [scholar]}
      labels: ["lifestyle choices workshop"]
      rules:
        - id: X1
          patterns: ["night owl~"]
          why: It is a joke about a child.
          instead: ["has been seen so many times", "leave it out"]
          weight: stop
          source: The partnership
          status: verified
          reviewed: 2026-11-21
        - id: L06
          patterns: ["way of life"]
          why: So.
          instead: ["one", "other"]
          weight: plainer
          source: The partnership
          status: verified
          reviewed: 2026-11-21
      """
    let changes = try #require(try read(text, report: &report))
    let rules = changes.applied(to: RealRules.all)
    #expect(rules.prompts(in: "She claimed it.").isEmpty)
    #expect(rules.prompts(in: "A night owl.").map(\.rule.id) == ["X1"])
    #expect(
      rules.prompts(in: "A lifestyle choice, a way of life.").map(\.phrase) == ["way of life"])
    #expect(
      rules.prompts(in: "The man told the scholar that he was drunk.").map(\.rule.id) == ["L56"])
    #expect(found("She ran the lifestyle choices workshop.").count == 1)
    #expect(
      rules.adding(RealRules.all).prompts(in: "She ran the lifestyle choices workshop.").isEmpty)
    #expect(rules["L43"] == nil && rules["L44"] != nil)
  }

  @Test func `Every problem of a file of rules is said at once, with its place`() throws {
    let text = """
      heed: language/2
      off: [L99]
      words: {child: [young person], colour: [red]}
      rules:
        - {id: A, patterns: ["(one"], why: w, instead: [one], weight: hard, source: s, status: read, reviewed: d}
        - {id: B, patterns: ["... one"], why: w, instead: [one, two], weight: stop, source: s, status: verified, reviewed: d, colour: red}
      """
    var report = Report()
    #expect(try read(text, report: &report) == nil)
    #expect(
      Set(report.diagnostics.map { "\($0.location.position.line) \($0.code)" }) == [
        "1 language.format", "2 language.unknown-rule", "3 language.word",
        "3 documents.unknown-key",
        "5 language.pattern", "5 language.alternatives", "5 language.unknown-weight",
        "5 language.unknown-status", "6 language.pattern", "6 documents.unknown-key",
      ])
  }

  @Test func `A rule without patterns, and one that stands twice, are told`() throws {
    let rule =
      "why: w, instead: [one, two], weight: stop, source: s, status: verified, reviewed: d}"
    var report = Report()
    let text = """
      heed: language/1
      rules:
        - {id: A, patterns: [], \(rule)
        - {id: B, patterns: [one], \(rule)
        - {id: B, patterns: [two], \(rule)
      """
    #expect(try read(text, changing: nil, report: &report) == nil)
    #expect(
      report.diagnostics.map { "\($0.location.position.line) \($0.code)" } == [
        "3 language.pattern", "5 language.twice",
      ])
  }

  @Test(arguments: [
    "", "()", "(a", "a)", "a|b", "...", "a ...", "... a", "a .. b", "a*", "[a",
    "a ... b ... c ... d ... e",
    "(a|b c) (a|b c) (a|b c) (a|b c) (a|b c) (a|b c) (a|b c) (a|b c) (a|b c)",
  ])
  func `What is not a pattern is refused`(_ text: String) {
    #expect(Pattern(text) == nil)
  }

  @Test(arguments: [
    ("abscond~", ["abscond", "absconds", "absconded", "absconding"]),
    ("manipulate~", ["manipulates", "manipulated", "manipulating"]),
    ("deny~", ["denies", "denied", "denying"]),
    ("travel~", ["traveled", "travelled", "traveling", "travelling"]),
    ("dress~", ["dresses", "dressed"]),
    ("admit~", ["admits", "admitted", "admitting"]),
  ])
  func `A word with its endings`(_ pattern: String, _ forms: [String]) throws {
    let ways = try #require(Pattern(pattern)).ways
    guard case .words(let words)? = ways.first?.first else {
      Issue.record("no word")
      return
    }
    #expect(words.isSuperset(of: forms))
  }
}
