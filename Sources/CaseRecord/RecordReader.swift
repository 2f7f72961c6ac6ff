internal import CivilTime
internal import Diagnostics
internal import Documents
internal import Vocabulary

/// One file of a record while it is being read: what it holds so far, and what was found wrong with it.
///
/// What each part of a file looks like stands with that part: `Person+Reading.swift`, `Statement+Reading.swift`, …
struct RecordReader {
  let file: String
  let vocabulary: Vocabulary
  let options: RecordReading.Options
  var draft: RecordDraft
  var report = Report()
  var hints = Hints()

  init(_ node: Node, file: String, vocabulary: Vocabulary, options: RecordReading.Options) {
    self.file = file
    self.vocabulary = vocabulary
    self.options = options
    draft = RecordDraft(start: Location(file: file, position: node.position))
  }

  // MARK: Maps

  mutating func fields(_ node: Node, what: String) -> Fields? {
    Fields(node, file: file, what: what, report: &report)
  }

  /// Reports the keys of a map that nobody asked for.
  mutating func finish(_ fields: inout Fields, of node: Node, allowed: [String]) {
    for entry in node.asMap ?? [] where !allowed.contains(entry.key) {
      guard Vocabulary.isForbidden(entry.key) else { continue }
      add(.forbiddenKey, at: entry.keyPosition)
      _ = fields.optional(entry.key)
    }
    fields.finish(allowed: allowed, report: &report)
  }

  // MARK: Values

  mutating func items(_ node: Node?, what: String) -> [Node] {
    node?.items(file: file, what: what, report: &report) ?? []
  }

  mutating func oneOrMore(_ node: Node?, what: String) -> [Node] {
    node?.oneOrMore(file: file, what: what, report: &report) ?? []
  }

  mutating func text(_ node: Node?, what: String) -> String? {
    node?.text(file: file, what: what, report: &report)
  }

  mutating func word(_ node: Node?, what: String, oneOf words: [String], code: String) -> String? {
    node?.word(file: file, what: what, oneOf: words, code: code, report: &report)
  }

  mutating func word<Word: CaseIterable & RawRepresentable<String>>(
    _ node: Node?, what: String, as type: Word.Type, code: String
  ) -> Word? {
    word(node, what: what, oneOf: type.allCases.map(\.rawValue), code: code)
      .flatMap(Word.init(rawValue:))
  }

  mutating func date(_ node: Node?, what: String) -> UncertainDate? {
    guard let node, let text = text(node, what: what) else { return nil }
    switch UncertainDate.parse(text) {
    case .success(let date): return date
    case .failure(let error):
      add(.date(what: what, error), at: node.position)
      return nil
    }
  }

  /// A body and its office, such as `police/northmoor`.
  mutating func agency(_ node: Node?, what: String) -> String? {
    guard let node, let text = text(node, what: what) else { return nil }
    guard isAgency(text) else {
      add(.agency(what: what), at: node.position)
      return nil
    }
    return text
  }

  mutating func id(_ node: Node?, what: String) -> Placed<String>? {
    guard let node, let text = text(node, what: what) else { return nil }
    guard isID(text) else {
      add(.id(what: what), at: node.position)
      return nil
    }
    return Placed(text, at: location(node.position))
  }

  // MARK: Names of what is declared elsewhere

  /// One id that something in the record must declare.
  mutating func mention(_ node: Node?, as use: Mention.Use, what: String) -> String? {
    guard let node, let id = id(node, what: what) else { return nil }
    if use.isPerson, isGroupID(id.value) {
      add(.groupNamed, at: node.position)
      return nil
    }
    draft.mentions.append(Mention(use: use, id: id.value, location: id.location))
    return id.value
  }

  /// One id or a list of them, none of them twice.
  mutating func mentions(_ node: Node?, as use: Mention.Use, what: String) -> [String] {
    var ids: [String] = []
    for item in oneOrMore(node, what: what) {
      guard let id = mention(item, as: use, what: what) else { continue }
      if ids.contains(id) {
        add(.namedTwice(what: what), at: item.position)
      } else {
        ids.append(id)
      }
    }
    return ids
  }

  // MARK: Problems

  mutating func add(_ problem: RecordProblem, at position: Position) {
    report.add(problem.diagnostic(at: location(position)))
  }

  func location(_ position: Position) -> Location { Location(file: file, position: position) }
}

/// Letters and digits, with `-`, `_` and `.` after the first: what can stand in an address, and beside `/` and `@` in an answer.
func isID(_ text: String) -> Bool {
  guard text.utf8.count <= 400, text.count <= 100, let first = text.first else { return false }
  if text.utf8.allSatisfy(isPlain) { return !"-_.".contains(first) }
  return (first.isLetter || first.isNumber)
    && text.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
}

/// ASCII letters and digits, `-`, `_` and `.`: nearly every id is made of these alone.
private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
  default: false
  }
}

/// `group-1`, `group-2`, …: groups in answers.
func isGroupID(_ text: String) -> Bool {
  text.hasPrefix("group-") && text.dropFirst(6).allSatisfy(\.isNumber)
}

private func isAgency(_ text: String) -> Bool {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  return parts.count == 2 && parts.allSatisfy(isSmallName)
}

/// Small letters and digits, with single hyphens between words.
func isSmallName(_ text: some StringProtocol) -> Bool {
  text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
    !part.isEmpty && part.allSatisfy { $0.isNumber || ($0.isLetter && !$0.isUppercase) }
  }
}
