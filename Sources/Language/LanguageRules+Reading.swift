public import Diagnostics
public import Documents

/// A partnership's own changes to the rules: which are off, and which are added or take another's place.
public struct LanguageChanges: Sendable, Hashable {
  public let off: [String]
  public let added: LanguageRules

  /// The rules with the changes made.
  public func applied(to rules: LanguageRules) -> LanguageRules {
    rules.without(Set(off)).adding(added)
  }
}

/// Reads `Law/language.yaml`, or a partnership's file of the same format with `off:`, with every problem at once; nil if anything in it is wrong.
///
/// | code | means |
/// |---|---|
/// | `language.format` | the `heed:` line names another format |
/// | `language.pattern` | a pattern that cannot be read |
/// | `language.alternatives` | fewer than two things to write instead |
/// | `language.twice` | a rule stands twice |
/// | `language.unknown-weight`, `language.unknown-status` | a word that is not one of the known ones |
/// | `language.unknown-rule` | a rule that is switched off is not there |
/// | `language.word` | an entry in a list of words that is not one word |
///
/// - Parameter known: the rules that `off` may name; nil for the first file, which has none.
public func readLanguage(
  _ node: Node, file: String, changing known: LanguageRules? = nil, report: inout Report
) -> LanguageChanges? {
  var reader = LanguageReader(file: file)
  let changes = reader.changes(node, known: known)
  report.merge(reader.report)
  return reader.report.hasErrors ? nil : changes
}

private struct LanguageReader {
  let file: String
  var report = Report()

  init(file: String) {
    self.file = file
  }

  private mutating func add(
    _ code: String, _ position: Position, _ message: String, _ help: String, context: String? = nil
  ) {
    report.add(
      Diagnostic(
        .error, "language.\(code)", at: Location(file: file, position: position), message,
        help: help, context: context))
  }

  mutating func changes(_ node: Node, known: LanguageRules?) -> LanguageChanges {
    let none = LanguageChanges(off: [], added: LanguageRules())
    guard var fields = Fields(node, file: file, what: "this file", report: &report) else {
      return none
    }
    let format = "language/1"
    if let header = fields.required(
      "heed", help: "begin the file with: heed: \(format)", report: &report),
      header.asScalar?.text != format
    {
      add(
        "format", header.position, "this is not a file of language rules",
        "begin it with: heed: \(format)")
    }
    let words = self.words(fields.optional("words"))
    let labels = patterns(fields.optional("labels"), context: nil)
    var off: [String] = []
    for item in items(fields.optional("off"), what: "the rules that are off") {
      guard let id = item.text(file: file, what: "a rule", report: &report) else { continue }
      if known?[id] == nil {
        let near = nearest(to: id, among: known?.rules.map(\.id) ?? [])
        add(
          "unknown-rule", item.position, "there is no such rule",
          near.map { "did you mean '\($0)'?" } ?? "the rules are those of Law/language.yaml")
      }
      off.append(id)
    }
    let list =
      known == nil
      ? fields.required("rules", help: "list the rules", report: &report)
      : fields.optional("rules")
    fields.finish(allowed: ["heed", "words", "labels", "off", "rules"], report: &report)
    var rules: [LanguageRule] = []
    for item in items(list, what: "the rules") {
      guard let rule = rule(item) else { continue }
      if rules.contains(where: { $0.id == rule.id }) {
        add(
          "twice", item.position, "this rule stands twice", "keep one of the two", context: rule.id)
      } else {
        rules.append(rule)
      }
    }
    return LanguageChanges(
      off: off, added: LanguageRules(rules: rules, words: words, labels: labels))
  }

  private mutating func words(_ node: Node?) -> LanguageWords {
    guard let node,
      var fields = Fields(node, file: file, what: "the lists of words", report: &report)
    else { return LanguageWords() }
    var lists: [LanguageWords.List: [String]] = [:]
    for list in LanguageWords.List.allCases {
      let found = items(fields.optional(list.rawValue), what: "the words for '\(list.rawValue)'")
      lists[list] = found.compactMap { item in
        guard let word = item.text(file: file, what: "a word", report: &report) else { return nil }
        guard word.unicodeScalars.allSatisfy({ TextWords.isLetter($0) || $0 == "'" }) else {
          add(
            "word", item.position, "this is not one word", "write one word, without spaces or marks"
          )
          return nil
        }
        return word
      }
    }
    fields.finish(allowed: LanguageWords.List.allCases.map(\.rawValue), report: &report)
    return LanguageWords(lists)
  }

  private mutating func rule(_ node: Node) -> LanguageRule? {
    guard var fields = Fields(node, file: file, what: "a rule", report: &report) else { return nil }
    let id = text(&fields, "id", "give the rule an id, such as L06")
    let patternNode = fields.required(
      "patterns", help: "list the words to look for", report: &report)
    let patterns = patterns(patternNode, context: id)
    if let patternNode, patternNode.asList?.isEmpty == true {
      add(
        "pattern", patternNode.position, "this rule looks for nothing", "list at least one pattern",
        context: id)
    }
    let exempt = self.patterns(fields.optional("not-in"), context: id)
    let why = text(&fields, "why", "say in one sentence why the words do harm")
    let insteadNode = fields.required(
      "instead", help: "list two things to write instead", report: &report)
    let instead = texts(insteadNode, what: "what to write instead")
    if let insteadNode, instead.count < 2 {
      add(
        "alternatives", insteadNode.position, "there are fewer than two things to write instead",
        "give at least two: people are to choose", context: id)
    }
    let weight = fields.required(
      "weight", help: "write stop, reconsider or plainer", report: &report)?
      .word(
        file: file, what: "the weight", oneOf: LanguageRule.Weight.allCases.map(\.rawValue),
        code: "language.unknown-weight", report: &report)
    let isAboutChild =
      fields.optional("about-child")?
      .yesNo(file: file, what: "whether it is about a child", report: &report) ?? false
    let sparesOthers =
      fields.optional("spares-others")?
      .yesNo(file: file, what: "whether it spares other people", report: &report) ?? false
    let source = text(&fields, "source", "cite the guide that the rule is from")
    let status = fields.required("status", help: "say how it was checked", report: &report)?
      .word(
        file: file, what: "the status", oneOf: ["verified", "verified-2", "recalled"],
        code: "language.unknown-status", report: &report)
    let read = fields.optional("read")?.text(file: file, what: "'read'", report: &report)
    let reviewed = text(&fields, "reviewed", "give the day of the last review")
    fields.finish(
      allowed: [
        "id", "patterns", "not-in", "why", "instead", "weight", "about-child", "spares-others",
        "source", "status", "read",
        "reviewed",
      ], report: &report)
    guard let id, let why, let source, let status, let reviewed,
      let weight = weight.flatMap(LanguageRule.Weight.init(rawValue:))
    else { return nil }
    return LanguageRule(
      id: id, why: why, instead: instead, weight: weight, isAboutChild: isAboutChild,
      sparesOthers: sparesOthers, source: source, status: status, read: read, reviewed: reviewed,
      patterns: patterns, exempt: exempt)
  }

  private mutating func patterns(_ node: Node?, context: String?) -> [Pattern] {
    items(node, what: "the patterns").compactMap { item in
      guard let text = item.text(file: file, what: "a pattern", report: &report) else { return nil }
      guard let pattern = Pattern(text) else {
        add(
          "pattern", item.position, "this is not a pattern",
          "write words, word~ for its endings, (one|other), [perhaps], and ... between words",
          context: context)
        return nil
      }
      return pattern
    }
  }

  private mutating func items(_ node: Node?, what: String) -> [Node] {
    node?.items(file: file, what: what, report: &report) ?? []
  }

  private mutating func texts(_ node: Node?, what: String) -> [String] {
    items(node, what: what).compactMap { $0.text(file: file, what: what, report: &report) }
  }

  private mutating func text(_ fields: inout Fields, _ key: String, _ help: String) -> String? {
    fields.required(key, help: help, report: &report)?
      .text(file: file, what: "'\(key)'", report: &report)
  }
}
