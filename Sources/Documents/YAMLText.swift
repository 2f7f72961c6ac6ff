internal import Diagnostics

/// The text of a YAML file, with places, and with single characters disguised where a plain reading
/// of it would be dangerous or would end too early.
///
/// A disguise replaces one character by one private-use character that the text does not contain,
/// so every place stays the same:
///
/// * `*`, which may start an alias. A few lines of aliases can stand for more values than memory
///   holds, so a text that may have anchors and aliases is first composed with every `*` disguised.
/// * The first character of a key that stands twice, because composing ends at the first such key.
struct YAMLText {
  private let bytes: [UInt8]
  /// Where each line starts.
  private let lines: [Int]
  /// The scalars that stand in for others, by the offset of what they replace.
  private var disguises: [Int: Unicode.Scalar] = [:]
  private var nextDisguise: UInt32 = 0xF0000
  private var cursor = (position: Position.start, offset: 0)

  /// What stands in for `*` while aliases are hidden.
  private var star: Unicode.Scalar?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lines = [0]
    for (index, byte) in bytes.enumerated() {
      let isBreak =
        byte == 0x0A || byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
      if isBreak { lines.append(index + 1) }
    }
    self.lines = lines
  }

  /// Whether an alias may refer to an anchor somewhere; true also for texts in which `&` and `*`
  /// are mere prose.
  var mayHaveAliases: Bool {
    bytes.contains(UInt8(ascii: "&")) && bytes.contains(UInt8(ascii: "*"))
  }

  /// The text, disguised.
  var disguised: String {
    if disguises.isEmpty { return String(decoding: bytes, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + 4 * disguises.count)
    var start = 0
    for (offset, scalar) in disguises.sorted(by: { $0.key < $1.key }) {
      text.append(contentsOf: bytes[start..<offset])
      text.append(contentsOf: String(Character(scalar)).utf8)
      start = offset + length(ofScalarAt: offset)
    }
    text.append(contentsOf: bytes[start...])
    return String(decoding: text, as: UTF8.self)
  }

  var hidesAliases: Bool { star != nil }

  /// Disguises every `*`.
  mutating func hideAliases() {
    let scalar = unusedScalar()
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "*") {
      disguises[offset] = scalar
    }
    star = scalar
  }

  /// Shows every `*` again.
  mutating func showAliases() {
    for offset in disguises.keys where bytes[offset] == UInt8(ascii: "*") {
      disguises[offset] = nil
    }
    star = nil
  }

  /// A key as it was written, its `*` shown again.
  func revealed(_ key: String) -> String {
    guard let star else { return key }
    return String(String.UnicodeScalarView(key.unicodeScalars.map { $0 == star ? "*" : $0 }))
  }

  /// Disguises the key at a place; false if it is not plain or quoted text with a first character
  /// to replace.
  mutating func hideKey(at position: Position) -> Bool {
    guard var offset = offset(of: position), offset < bytes.count else { return false }
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      offset += 1
      guard offset < bytes.count, bytes[offset] >= 0x20, !"\"'\\".utf8.contains(bytes[offset])
      else { return false }
    case let byte where "&!*[]{},|>?:-".utf8.contains(byte) || byte <= 0x20: return false
    default: break
    }
    guard disguises[offset] == nil else { return false }
    disguises[offset] = unusedScalar()
    return true
  }

  /// The byte at a place as it was written, or nil behind the end.
  mutating func byte(at position: Position) -> UInt8? {
    guard let offset = offset(of: position), offset < bytes.count else { return nil }
    return bytes[offset]
  }

  /// The first tab in the indentation of a line, or at a place in it.
  mutating func tab(at position: Position) -> Position? {
    guard position.line >= 1, position.line <= lines.count else { return nil }
    var column = 1
    for byte in bytes[lines[position.line - 1]...] {
      if byte == 0x09 { return Position(line: position.line, column: column) }
      if byte != 0x20 { break }
      column += 1
    }
    return byte(at: position) == 0x09 ? position : nil
  }

  /// The offset of a place. Places that come in the order of the text are found in one pass over
  /// it.
  private mutating func offset(of position: Position) -> Int? {
    guard position.line >= 1, position.line <= lines.count else { return nil }
    if cursor.position.line != position.line || cursor.position.column > position.column {
      cursor = (Position(line: position.line, column: 1), lines[position.line - 1])
    }
    while cursor.position.column < position.column, cursor.offset < bytes.count {
      cursor.offset += length(ofScalarAt: cursor.offset)
      cursor.position.column += 1
    }
    return cursor.position.column == position.column ? cursor.offset : nil
  }

  private func length(ofScalarAt offset: Int) -> Int {
    switch bytes[offset] {
    case 0..<0x80: 1
    case 0x80..<0xE0: 2
    case 0xE0..<0xF0: 3
    default: 4
    }
  }

  /// A private-use scalar that the text does not contain and that disguises nothing yet.
  private mutating func unusedScalar() -> Unicode.Scalar {
    while true {
      let scalar = Unicode.Scalar(nextDisguise) ?? "\u{FFFD}"
      nextDisguise += 1
      if !contains(Array(String(Character(scalar)).utf8)) { return scalar }
    }
  }

  private func contains(_ scalar: [UInt8]) -> Bool {
    var start = bytes.startIndex
    while let found = bytes[start...].firstIndex(of: scalar[0]) {
      if bytes[found...].starts(with: scalar) { return true }
      start = found + 1
    }
    return false
  }
}
