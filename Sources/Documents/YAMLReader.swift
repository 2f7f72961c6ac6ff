internal import Diagnostics
internal import Yams

/// Reads YAML from bytes that are known to be UTF-8.
func readYAML(
  _ bytes: UnsafeBufferPointer<UInt8>, limits: DocumentLimits, problems: inout Problems
) -> Node? {
  YAMLSurvey(of: bytes).note(in: &problems, limits: limits, bytes: bytes)
  if problems.hasErrors { return nil }
  let before = problems
  let text = Array(bytes)
  // libyaml allows a depth of 1000, and composing calls itself at each level.
  let (node, after) = onLargeStack {
    var reader = YAMLReader(text, limits: limits, problems: before)
    let node = reader.document()
    return (node, reader.problems)
  }
  problems = after
  return node
}

/// Turns what Yams composes into positioned nodes, and what it refuses into problems with a remedy.
private struct YAMLReader {
  private(set) var problems: Problems

  private let limits: DocumentLimits
  private let size: Int
  private var text: YAMLText
  /// Keys that were disguised because they stand twice, by their place.
  private var hiddenKeys: [Position: String] = [:]
  private var nodes = 0

  init(_ bytes: [UInt8], limits: DocumentLimits, problems: Problems) {
    self.limits = limits
    self.problems = problems
    size = bytes.count
    text = YAMLText(bytes)
  }

  mutating func document() -> Node? {
    if text.mayHaveAliases { text.hideAliases() }
    guard var node = composed() else { return nil }
    if text.hidesAliases, !problems.hasErrors {
      // There are none: read again what really stands there.
      text.showAliases()
      guard let plain = composed() else { return nil }
      node = plain
    }
    return node
  }

  /// Composes the text, hiding one of each pair of equal keys until it can be composed.
  private mutating func composed() -> Node? {
    var attempts = max(2, min(20, (4 << 20) / max(size, 1)))
    while true {
      attempts -= 1
      do {
        let parser = try Parser(
          yaml: text.disguised, resolver: .basic, constructor: .default, encoding: .utf8)
        guard let root = try parser.singleRoot() else {
          problems.add(.empty, at: .start)
          return nil
        }
        nodes = 0
        return node(root, depth: 1)
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let place = Position(context.mark)
        let name = text.revealed(names.first ?? "")
        if attempts > 0, hiddenKeys[place] == nil, text.hideKey(at: place) {
          hiddenKeys[place] = name
          continue
        }
        problems.add(.duplicateKey(name, first: nil), at: place)
      } catch YamlError.composer(_, "found undefined alias", _, _) where !text.hidesAliases {
        text.hideAliases()
        continue
      } catch {
        note(error)
      }
      for (place, name) in hiddenKeys.sorted(by: { $0.key < $1.key }) {
        problems.add(.duplicateKey(name, first: nil), at: place)
      }
      return nil
    }
  }

  // MARK: Nodes

  private mutating func node(_ node: Yams.Node, depth: Int) -> Node? {
    let position = node.mark.map(Position.init) ?? .start
    nodes += 1
    if nodes > limits.maximumNodes {
      if nodes == limits.maximumNodes + 1 {
        problems.add(.tooManyNodes(limit: limits.maximumNodes), at: position)
      }
      return nil
    }
    noteProperties(of: node, at: position)
    switch node {
    case .scalar(let scalar):
      return Node(position: position, value: .scalar(Scalar(scalar)))
    case .alias:
      problems.add(.alias, at: position)
      return nil
    case .sequence, .mapping:
      guard depth <= limits.maximumDepth else {
        problems.add(.tooDeep(limit: limits.maximumDepth), at: position)
        return nil
      }
      if let sequence = node.sequence {
        let items = sequence.compactMap { self.node($0, depth: depth + 1) }
        return Node(position: position, value: .list(items))
      }
      return Node(position: position, value: .map(entries(of: node, depth: depth)))
    }
  }

  private mutating func entries(of node: Yams.Node, depth: Int) -> [Entry] {
    var entries: [Entry] = []
    var keys = KeyIndex()
    for (keyNode, valueNode) in node.mapping ?? [:] {
      let place = keyNode.mark.map(Position.init) ?? .start
      let key = key(keyNode, at: place)
      let value = self.node(valueNode, depth: depth + 1)
      guard let key, let value else { continue }
      if let first = keys.firstEntry(named: key, in: entries) {
        problems.add(.duplicateKey(key, first: first.keyPosition), at: place)
      } else {
        entries.append(Entry(key: key, keyPosition: place, value: value))
      }
    }
    return entries
  }

  private mutating func key(_ node: Yams.Node, at position: Position) -> String? {
    noteProperties(of: node, at: position)
    guard let scalar = node.scalar else {
      problems.add(.keyNotText, at: position)
      return nil
    }
    if scalar.style == .plain, scalar.string.isEmpty {
      problems.add(.keyMissing, at: position)
      return nil
    }
    if scalar.style == .plain, scalar.string == "<<" {
      problems.add(.mergeKey, at: position)
      return nil
    }
    return hiddenKeys[position] ?? text.revealed(scalar.string)
  }

  /// Notes an anchor, a tag or an alias: the character at a node's place says whether it has one.
  private mutating func noteProperties(of node: Yams.Node, at position: Position) {
    switch text.byte(at: position) {
    case UInt8(ascii: "&"): problems.add(.anchor, at: position)
    case UInt8(ascii: "!"): problems.add(.tag, at: position)
    case UInt8(ascii: "*") where node.scalar?.style == .plain: problems.add(.alias, at: position)
    default: break
    }
  }

  // MARK: Faults

  private mutating func note(_ error: any Error) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      note(problem, at: Position(mark), opened: (context?.mark).map(Position.init))
    case YamlError.reader(let problem, _, _, _): note(problem, at: .start, opened: nil)
    default: note("the text cannot be read", at: .start, opened: nil)
    }
  }

  private mutating func note(_ problem: String, at position: Position, opened: Position?) {
    if let tab = text.tab(at: position) {
      problems.add(.tab, at: tab)
    } else if problem == "but found another document" {
      problems.add(.severalDocuments, at: position)
    } else if problem == "found undefined alias" {
      problems.add(.alias, at: position)
    } else if problem.hasPrefix("Maximum nesting level") {
      problems.add(.tooDeep(limit: limits.maximumDepth), at: position)
    } else {
      let spans = [
        "did not find expected ',' or ']'", "did not find expected ',' or '}'",
        "found unexpected end of stream",
      ]
      let opened = spans.contains(problem) ? opened : nil
      problems.add(.yaml(problem: problem, opened: opened), at: position)
    }
  }
}

extension Position {
  fileprivate init(_ mark: Mark) {
    self.init(line: mark.line, column: mark.column)
  }
}

extension Scalar {
  fileprivate init(_ scalar: Yams.Node.Scalar) {
    let isQuoted = scalar.style != .plain
    let isNull = !isQuoted && ["", "~", "null"].contains(scalar.string)
    self.init(text: scalar.string, isQuoted: isQuoted, isNull: isNull)
  }
}
