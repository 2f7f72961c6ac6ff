internal import CivilTime
internal import Diagnostics
internal import Documents
internal import Vocabulary

/// The names that a formula may use.
struct KnownNames {
  /// Nil where the vocabulary could not be read: then no fact can be called unknown.
  let vocabulary: Vocabulary?
  let terms: Set<String>

  /// The fact or term whose name is nearest.
  func nearestName(to name: String) -> String? {
    nearest(to: name, among: (vocabulary?.facts.map(\.name) ?? []) + terms.sorted())
  }

  func nearestFact(to name: String) -> String? {
    nearest(to: name, among: vocabulary?.facts.map(\.name) ?? [])
  }
}

/// One file of the law while it is being read: its name, what may be named in it, and what was found wrong.
struct LawReader {
  /// As diagnostics name it, `Law/england/act.yaml`.
  let file: String
  let names: KnownNames
  /// Where in the law the reader is, such as `section 2(3), element M1`.
  var context: String?
  /// Where the framework that is being read is law; nil outside one.
  var home: String?
  var report = Report()

  init(file: String, names: KnownNames) {
    self.file = file
    self.names = names
  }

  mutating func add(_ problem: LawProblem, at position: Position) {
    report.add(problem.diagnostic(at: Location(file: file, position: position), context: context))
  }

  /// Reads something from the tree, and gives each problem found there the context of the reader.
  mutating func reading<Result>(_ read: (String, inout Report) -> Result) -> Result {
    var found = Report()
    let result = read(file, &found)
    for var diagnostic in found.diagnostics {
      diagnostic.context = diagnostic.context ?? context
      report.add(diagnostic)
    }
    return result
  }

  mutating func fields(_ node: Node, what: String) -> Fields? {
    reading { Fields(node, file: $0, what: what, report: &$1) }
  }

  mutating func required(_ fields: inout Fields, _ key: String, help: String) -> Node? {
    reading { _, report in fields.required(key, help: help, report: &report) }
  }

  mutating func finish(_ fields: Fields, allowed: [String]) {
    reading { _, report in fields.finish(allowed: allowed, report: &report) }
  }

  mutating func items(_ node: Node?, what: String) -> [Node] {
    guard let node else { return [] }
    return reading { node.items(file: $0, what: what, report: &$1) } ?? []
  }

  mutating func oneOrMore(_ node: Node?, what: String) -> [Node] {
    guard let node else { return [] }
    return reading { node.oneOrMore(file: $0, what: what, report: &$1) } ?? []
  }

  mutating func text(_ node: Node?, what: String) -> String? {
    guard let node else { return nil }
    return reading { node.text(file: $0, what: what, report: &$1) }
  }

  mutating func texts(_ node: Node?, what: String) -> [String] {
    items(node, what: what).compactMap { text($0, what: what) }
  }

  mutating func word(_ node: Node?, what: String, oneOf words: [String], code: String) -> String? {
    guard let node else { return nil }
    return reading {
      node.word(file: $0, what: what, oneOf: words, code: "law.\(code)", report: &$1)
    }
  }

  mutating func word<Word: CaseIterable & RawRepresentable<String>>(
    _ node: Node?, what: String, as type: Word.Type, code: String
  ) -> Word? {
    word(node, what: what, oneOf: type.allCases.map(\.rawValue), code: code)
      .flatMap(Word.init(rawValue:))
  }

  mutating func integer(_ node: Node?, what: String, in range: ClosedRange<Int>) -> Int? {
    guard let node else { return nil }
    return reading { node.integer(file: $0, what: what, in: range, report: &$1) }
  }

  mutating func day(_ node: Node?, what: String) -> CivilDate? {
    guard let node, let text = text(node, what: what) else { return nil }
    let day = CivilDate(text)
    if day == nil { add(.day, at: node.position) }
    return day
  }

  /// A name that may stand in a list, in a column of a table and on a command line.
  mutating func name(_ node: Node?, what: String, isElement: Bool = false) -> String? {
    guard let node, let name = text(node, what: what) else { return nil }
    guard isName(name, mayHoldSlash: isElement) else {
      add(.name(what: what, isElement: isElement), at: node.position)
      return nil
    }
    return name
  }

  /// The name of a fact of the vocabulary.
  mutating func fact(_ node: Node?, what: String) -> String? {
    guard let node, let name = text(node, what: what) else { return nil }
    if let vocabulary = names.vocabulary, vocabulary[fact: name] == nil {
      add(.unknownFact(nearest: names.nearestFact(to: name)), at: node.position)
      return nil
    }
    return name
  }
}

private func isName(_ text: String, mayHoldSlash: Bool) -> Bool {
  func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
  }
  guard let first = text.utf8.first, isLetterOrDigit(first) else { return false }
  return text.utf8.allSatisfy {
    isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      || (mayHoldSlash && $0 == UInt8(ascii: "/"))
  }
}
