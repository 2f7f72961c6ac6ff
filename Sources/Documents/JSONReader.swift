internal import Diagnostics

/// Reads JSON with the place of every value, in one pass over bytes that are known to be UTF-8.
///
/// What can be read on past is noted and read past: keys that stand twice, numbers, words and
/// escapes that JSON does not have, commas before a closing bracket. Any other fault ends the
/// reading.
///
/// - Source: RFC 8259.
struct JSONReader {
  private(set) var problems: Problems

  private let bytes: UnsafeBufferPointer<UInt8>
  private let limits: DocumentLimits
  private var index = 0
  private var nodes = 0
  private var line = 1
  private var lineStart = 0
  /// Bytes of this line before `index` that continue a character, and so take no column.
  private var continuations = 0

  /// Thrown when nothing sensible can be read any more; the problem has been noted.
  private struct Stop: Error {}

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: DocumentLimits, problems: Problems) {
    self.bytes = bytes
    self.limits = limits
    self.problems = problems
  }

  /// The one value of the document; nil after a fault that ended the reading.
  mutating func document() -> Node? {
    do throws(Stop) {
      skipSpace()
      if index == bytes.count { throw stop(.empty) }
      let node = try value(depth: 1)
      skipSpace()
      if index < bytes.count { throw stop(.trailingContent) }
      return node
    } catch {
      return nil
    }
  }

  // MARK: Places

  private var here: Position {
    Position(line: line, column: index - lineStart - continuations + 1)
  }

  private mutating func stop(_ problem: Problem, at position: Position? = nil) -> Stop {
    problems.add(problem, at: position ?? here)
    return Stop()
  }

  /// The byte at `index`, or 0 at the end: no part of JSON outside a text is a 0.
  private var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09: break
      case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A: break
      case 0x0A, 0x0D:
        line &+= 1
        lineStart = index &+ 1
        continuations = 0
      default: return
      }
      index &+= 1
    }
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(Stop) -> Node {
    nodes &+= 1
    if nodes > limits.maximumNodes { throw stop(.tooManyNodes(limit: limits.maximumNodes)) }
    if problems.isFull { throw Stop() }
    let position = here
    let value: Value
    switch next {
    case UInt8(ascii: "{"): value = .map(try map(depth: depth))
    case UInt8(ascii: "["): value = .list(try list(depth: depth))
    case UInt8(ascii: "\""):
      value = .scalar(Scalar(text: try text(), isQuoted: true, isNull: false))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      value = .scalar(Scalar(text: number(), isQuoted: false, isNull: false))
    case let byte where isWordByte(byte):
      let word = self.word()
      value = .scalar(Scalar(text: word, isQuoted: false, isNull: word == "null"))
    default: throw unexpected(.expectedValue, opened: nil)
    }
    return Node(position: position, value: value)
  }

  private mutating func list(depth: Int) throws(Stop) -> [Node] {
    let opened = try open(depth: depth)
    var items: [Node] = []
    if next == UInt8(ascii: "]") {
      index += 1
      return items
    }
    while true {
      items.append(try value(depth: depth + 1))
      if try isLast(closedBy: UInt8(ascii: "]"), opened: opened) { return items }
    }
  }

  private mutating func map(depth: Int) throws(Stop) -> [Entry] {
    let opened = try open(depth: depth)
    var entries: [Entry] = []
    var keys = KeyIndex()
    if next == UInt8(ascii: "}") {
      index += 1
      return entries
    }
    while true {
      let keyPosition = here
      let key = try self.key(opened: opened)
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw unexpected(.expectedColon, opened: opened) }
      index += 1
      skipSpace()
      if index == bytes.count { throw stop(.endOfFile(opened: opened)) }
      let value = try value(depth: depth + 1)
      if let first = keys.firstEntry(named: key, in: entries) {
        problems.add(.duplicateKey(key, first: first.keyPosition), at: keyPosition)
      } else {
        entries.append(Entry(key: key, keyPosition: keyPosition, value: value))
      }
      if try isLast(closedBy: UInt8(ascii: "}"), opened: opened) { return entries }
    }
  }

  /// Steps over an opening bracket and the space after it.
  private mutating func open(depth: Int) throws(Stop) -> Position {
    let opened = here
    if depth > limits.maximumDepth { throw stop(.tooDeep(limit: limits.maximumDepth)) }
    index += 1
    skipSpace()
    if index == bytes.count { throw stop(.endOfFile(opened: opened)) }
    return opened
  }

  /// Steps over a comma or the closing bracket, and says whether it was the bracket.
  private mutating func isLast(closedBy bracket: UInt8, opened: Position) throws(Stop) -> Bool {
    skipSpace()
    if next == bracket {
      index += 1
      return true
    }
    guard next == UInt8(ascii: ",") else {
      let isMap = bracket == UInt8(ascii: "}")
      throw unexpected(.expectedCommaOrEnd(isMap: isMap), opened: opened)
    }
    let comma = here
    index += 1
    skipSpace()
    if index == bytes.count { throw stop(.endOfFile(opened: opened)) }
    guard next == bracket else { return false }
    problems.add(.trailingComma, at: comma)
    index += 1
    return true
  }

  private mutating func key(opened: Position) throws(Stop) -> String {
    if next == UInt8(ascii: "\"") { return try text() }
    guard isWordByte(next) else { throw unexpected(.expectedKey, opened: opened) }
    problems.add(.expectedKey, at: here)
    return run()
  }

  /// Something else than the grammar asks for, named as closely as possible.
  private mutating func unexpected(_ problem: Problem, opened: Position?) -> Stop {
    if index == bytes.count, let opened { return stop(.endOfFile(opened: opened)) }
    return switch next {
    case UInt8(ascii: "'"): stop(.singleQuotes)
    case UInt8(ascii: "/"), UInt8(ascii: "#"): stop(.comment)
    default: stop(problem)
    }
  }

  // MARK: Numbers and words

  /// A number as it is written.
  private mutating func number() -> String {
    let start = index
    let position = here
    if next == UInt8(ascii: "-") { index += 1 }
    let whole = digits()
    var isNumber = whole == 1 || whole > 1 && bytes[index - whole] != UInt8(ascii: "0")
    if next == UInt8(ascii: ".") {
      index += 1
      if digits() == 0 { isNumber = false }
    }
    if next | 0x20 == UInt8(ascii: "e") {
      index += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
      if digits() == 0 { isNumber = false }
    }
    if isWordByte(next) {
      isNumber = false
      _ = run()
    }
    if !isNumber { problems.add(.badNumber, at: position) }
    return string(start..<index)
  }

  private mutating func digits() -> Int {
    let start = index
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") <= 9 { index &+= 1 }
    return index - start
  }

  private mutating func word() -> String {
    let position = here
    let word = run()
    if word != "true", word != "false", word != "null" {
      let isNumeric = word.utf8.first.map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ".") }
      problems.add(isNumeric == true ? .badNumber : .badWord, at: position)
    }
    return word
  }

  /// Letters, digits and the marks of numbers, up to the first other byte.
  private mutating func run() -> String {
    let start = index
    while index < bytes.count, isWordByte(bytes[index]) { index &+= 1 }
    return string(start..<index)
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  // MARK: Texts

  private mutating func text() throws(Stop) -> String {
    let opened = here
    index += 1
    let start = index
    if plainRun() == UInt8(ascii: "\"") {
      let text = string(start..<index)
      index += 1
      return text
    }
    // Escapes, or a fault: collect the pieces.
    var pieces: [UInt8] = []
    var pieceStart = start
    while index < bytes.count {
      let byte = bytes[index]
      pieces.append(contentsOf: bytes[pieceStart..<index])
      if byte == UInt8(ascii: "\"") {
        index += 1
        return String(decoding: pieces, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        escape(into: &pieces)
      } else {
        problems.add(.rawControlInText, at: here)
        // Most likely a quote was forgotten: what follows would be read inside out.
        if byte == 0x0A || byte == 0x0D { throw Stop() }
        index += 1
      }
      pieceStart = index
      _ = plainRun()
    }
    throw stop(.unfinishedText, at: opened)
  }

  /// Steps over what stands for itself, and returns the byte that does not: a quote, a backslash, a
  /// control character, or 0 at the end.
  private mutating func plainRun() -> UInt8 {
    var continued = 0
    defer { continuations &+= continued }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return byte }
      if byte & 0xC0 == 0x80 { continued &+= 1 }
      index &+= 1
    }
    return 0
  }

  /// Reads one escape, of which `index` is the backslash.
  private mutating func escape(into text: inout [UInt8]) {
    let position = here
    index += 1
    let byte = next
    let meaning: UInt8
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): meaning = byte
    case UInt8(ascii: "b"): meaning = 0x08
    case UInt8(ascii: "f"): meaning = 0x0C
    case UInt8(ascii: "n"): meaning = 0x0A
    case UInt8(ascii: "r"): meaning = 0x0D
    case UInt8(ascii: "t"): meaning = 0x09
    case UInt8(ascii: "u"):
      index += 1
      if let scalar = unicodeEscape(at: position) {
        text.append(contentsOf: String(Character(scalar)).utf8)
      }
      return
    default:
      problems.add(.unknownEscape, at: position)
      return
    }
    text.append(meaning)
    index += 1
  }

  /// The character of `\u0041`, or of two such escapes that make one; `index` is behind the `u`.
  private mutating func unicodeEscape(at position: Position) -> Unicode.Scalar? {
    guard let unit = fourHexDigits() else {
      problems.add(.badUnicodeEscape, at: position)
      return nil
    }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xDC00, next == UInt8(ascii: "\\"), index + 1 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "u")
    {
      let second = index
      index += 2
      if let low = fourHexDigits(), (0xDC00...0xDFFF).contains(low) {
        return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
      }
      index = second
    }
    problems.add(.loneSurrogate, at: position)
    return nil
  }

  private mutating func fourHexDigits() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    index += 4
    return value
  }
}

/// Letters, digits, `_`, `+`, `-`, `.`: what numbers and bare words are made of.
private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2B, 0x2D, 0x2E: true
  default: false
  }
}
