internal import Diagnostics
internal import Documents

/// One file of the vocabulary while it is being read: its name, and what was found wrong with it.
struct VocabularyReader {
  let file: String
  var report = Report()

  mutating func add(_ problem: VocabularyProblem, at position: Position) {
    report.add(problem.diagnostic(at: position, in: file))
  }

  /// The top-level map of a file whose first word is `heed: FORMAT`.
  mutating func document(_ node: Node, what: String, format: String) -> Fields? {
    guard var fields = fields(node, what: what) else { return nil }
    let help = "begin the file with: heed: \(format)"
    if let header = fields.required("heed", help: help, report: &report),
      header.asScalar?.text != format
    {
      add(.format(expected: format), at: header.position)
    }
    return fields
  }

  mutating func fields(_ node: Node, what: String) -> Fields? {
    Fields(node, file: file, what: what, report: &report)
  }

  mutating func items(_ node: Node?, what: String) -> [Node] {
    node?.items(file: file, what: what, report: &report) ?? []
  }

  mutating func text(_ node: Node?, what: String) -> String? {
    node?.text(file: file, what: what, report: &report)
  }

  mutating func texts(_ node: Node?, what: String) -> [String] {
    items(node, what: what).compactMap { text($0, what: what) }
  }

  mutating func yesNo(_ node: Node?, what: String) -> Bool? {
    node?.yesNo(file: file, what: what, report: &report)
  }

  mutating func word<Word: CaseIterable & RawRepresentable<String>>(
    _ node: Node?, what: String, as type: Word.Type
  ) -> Word? {
    let words = type.allCases.map(\.rawValue)
    return node?.word(file: file, what: what, oneOf: words, code: nil, report: &report)
      .flatMap(Word.init(rawValue:))
  }

  /// A name in small letters with hyphens that speaks of nothing forbidden.
  mutating func name(_ node: Node?, what: String) -> Named? {
    guard let node, let text = text(node, what: what) else { return nil }
    return checked(text, what: what, at: node.position)
  }

  mutating func checked(_ text: String, what: String, at position: Position) -> Named? {
    if Vocabulary.isForbidden(text) {
      add(.forbidden(what: what), at: position)
      return nil
    }
    guard isName(text) else {
      add(.name(what: what), at: position)
      return nil
    }
    return Named(name: text, position: position)
  }

  /// A list of names, none of them twice.
  mutating func names(_ node: Node?, what: String) -> [Named] {
    distinct(items(node, what: what).compactMap { name($0, what: what) }, what: what)
  }

  /// The names without those that an earlier one has already taken, which are reported.
  mutating func distinct(_ names: [Named], what: String) -> [Named] {
    var first: [String: Position] = [:]
    return names.filter { item in
      guard let earlier = first[item.name] else {
        first[item.name] = item.position
        return true
      }
      add(.duplicate(what: what, name: item.name, first: earlier), at: item.position)
      return false
    }
  }
}

/// A name and the place where it is written.
struct Named: Hashable {
  var name: String
  var position: Position
}

/// Small letters and digits, with single hyphens between words.
private func isName(_ text: String) -> Bool {
  let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  return parts.allSatisfy { part in
    !part.isEmpty && part.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }
}
