import Assessment

/// Writes an object piece by piece, as `JSONValue.prettyText` would write the whole.
struct JSONWriter {
  private let give: (String) -> Void
  private let level: Int
  private var isEmpty = true

  /// - Parameter give: takes the pieces of the text, one after another.
  init(_ give: @escaping (String) -> Void) { self.init(give, level: 0) }

  private init(_ give: @escaping (String) -> Void, level: Int) {
    self.give = give
    self.level = level
    give("{")
  }

  /// A member; none if it is `nil`.
  mutating func member(_ key: String, _ value: JSONValue?) {
    guard let value else { return }
    begin(key)
    give(pretty(value, level: level + 1))
  }

  /// An object whose members `write` gives. It is never put on one line.
  mutating func object<Failure: Error>(
    _ key: String, _ write: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    begin(key)
    var writer = JSONWriter(give, level: level + 1)
    try write(&writer)
    writer.close()
  }

  /// A list whose values `write` gives, one after another.
  mutating func array<Failure: Error>(
    _ key: String, _ write: ((JSONValue) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    begin(key)
    let level = level + 1
    // A short list stays on a line, which is not known before it is no longer short.
    var waiting: [JSONValue] = []
    var isBroken = false
    try write { value in
      if isBroken {
        give(",\(newLine(level + 1))\(pretty(value, level: level + 1))")
        return
      }
      waiting.append(value)
      guard level < 2 || pretty(.array(waiting), level: 2).utf8.contains(0x0A) else { return }
      isBroken = true
      let values = waiting.map { newLine(level + 1) + pretty($0, level: level + 1) }
      give("[" + values.joined(separator: ","))
      waiting = []
    }
    give(isBroken ? "\(newLine(level))]" : pretty(.array(waiting), level: level))
  }

  /// Ends the text; nothing is written after this.
  mutating func end() {
    close()
    give("\n")
  }

  private mutating func close() { give(isEmpty ? "}" : "\(newLine(level))}") }

  private mutating func begin(_ key: String) {
    give("\(isEmpty ? "" : ",")\(newLine(level + 1))\(JSONValue.string(key).text): ")
    isEmpty = false
  }

  private func newLine(_ level: Int) -> String {
    "\n" + String(repeating: " ", count: 2 * level)
  }

  /// The value as it stands so many levels deep.
  private func pretty(_ value: JSONValue, level: Int) -> String {
    // Below the second level all is set alike, but for how far it is indented.
    let lists = min(level, 2)
    let text = (0..<lists).reduce(value) { inner, _ in .array([inner]) }.prettyText.utf8
    let before = (0..<lists).reduce(0) { $0 + 2 + 2 * ($1 + 1) }
    let after = (0..<lists).reduce(1) { $0 + 2 + 2 * $1 }
    let own = text.dropFirst(before).dropLast(after)
    if level <= 2 { return String(Substring(own)) }
    var indented: [UInt8] = []
    indented.reserveCapacity(2 * own.count)
    for byte in own {
      indented.append(byte)
      if byte == 0x0A { indented += repeatElement(0x20, count: 2 * (level - lists)) }
    }
    return String(decoding: indented, as: UTF8.self)
  }
}
