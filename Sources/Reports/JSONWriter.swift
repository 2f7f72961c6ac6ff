import Assessment

/// How much of a long text is given at once, in bytes.
let textAtOnce = 256 << 10

/// Writes an object piece by piece, as `JSONValue.prettyText` would write the whole.
///
/// A list or an object is begun on one line. As soon as it is too long for one, each of its parts gets a line of its own, so that no more
/// than a line waits to be decided on, however long a list is.
struct JSONWriter {
  /// A list or an object that is not yet closed.
  private struct Container {
    var closing: UInt8
    /// What `length` was before it.
    var start: Int
    /// Where its seams begin among all.
    var firstSeam: Int
    var isBroken: Bool
    var isEmpty = true
  }

  /// The longest list or object that stays on a line, and how many levels never do, as `JSONValue` has it.
  private static let shortLine = 100
  private static let brokenLevels = 2

  private let give: (Span<UInt8>) -> Void
  private var bytes: [UInt8] = []
  /// How long everything would be on one line, as `JSONValue` counts.
  private var length = 0
  /// Outermost first. Those that are broken hold the others.
  private var open: [Container] = []
  private var broken = 0
  /// Where the parts of those that are not broken begin in `bytes`.
  private var seams: [Int] = []

  /// - Parameter give: takes the pieces of the text, one after another.
  init(_ give: @escaping (Span<UInt8>) -> Void) {
    self.give = give
    begin("{", "}")
  }

  /// Ends the text; nothing is written after this.
  mutating func end() {
    close()
    bytes.append(0x0A)
    giveAll()
  }

  // MARK: Parts of an object

  /// - Parameter text: as UTF-8.
  mutating func member(_ key: String, _ text: Span<UInt8>) {
    beginPart(key)
    text.withUnsafeBufferPointer { text in
      if needsNoEscape(text) {
        bytes.append(UInt8(ascii: "\""))
        bytes += text
        bytes.append(UInt8(ascii: "\""))
      } else {
        quote(String(decoding: text, as: UTF8.self))
      }
    }
    lengthen(by: text.count + 2)
  }

  /// A member; none if it is `nil`.
  mutating func member(_ key: String, _ value: JSONValue?) {
    guard let value else { return }
    beginPart(key)
    put(value)
  }

  mutating func object<Failure: Error>(
    _ key: String, _ write: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginPart(key)
    begin("{", "}")
    try write(&self)
    close()
  }

  mutating func array<Failure: Error>(
    _ key: String, _ write: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginPart(key)
    begin("[", "]")
    try write(&self)
    close()
  }

  mutating func array(_ key: String, _ texts: [String]) {
    array(key) { list in
      for text in texts {
        list.beginPart(nil)
        list.put(text)
      }
    }
  }

  // MARK: Parts of a list

  /// A list or an object that is written many times over at one level, put into text once.
  struct Written {
    fileprivate var line: [UInt8]
    fileprivate var lines: [UInt8]
    /// How long it is on one line.
    fileprivate(set) var length: Int

    /// - Parameter level: how many lists and objects there are around it.
    init(_ value: JSONValue, level: Int) {
      line = Array(value.text.utf8)
      lines = Array(value.prettyText(atLevel: level).utf8)
      length = value.lineLength
    }
  }

  mutating func value(_ written: Written) {
    beginPart(nil)
    if written.length <= Self.shortLine {
      bytes += written.line
      lengthen(by: written.length)
    } else {
      // What is around it is broken first, as long as nothing of it stands there.
      lengthen(by: written.length)
      bytes += written.lines
    }
  }

  mutating func value(_ value: JSONValue) {
    beginPart(nil)
    put(value)
  }

  /// - Parameter least: how long it is at least on one line. What is known to be too long for one is never begun on one.
  mutating func object(ofAtLeast least: Int = 0, _ write: (inout JSONWriter) -> Void) {
    beginPart(nil)
    begin("{", "}")
    if least > Self.shortLine { lengthen(by: least) }
    write(&self)
    close()
  }

  // MARK: Bytes

  private mutating func begin(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar) {
    bytes.append(UInt8(ascii: opening))
    let isBroken = open.count < Self.brokenLevels
    if isBroken { broken += 1 }
    open.append(
      Container(
        closing: UInt8(ascii: closing), start: length, firstSeam: seams.count, isBroken: isBroken))
    lengthen(by: 2)
  }

  private mutating func close() {
    let closed = open.removeLast()
    if closed.isBroken {
      broken -= 1
      if !closed.isEmpty { newLine(open.count) }
    } else {
      seams.removeLast(seams.count - closed.firstSeam)
    }
    bytes.append(closed.closing)
  }

  /// Begins a member, or a value of a list.
  private mutating func beginPart(_ key: String?) {
    let last = open.count - 1
    let isFirst = open[last].isEmpty
    open[last].isEmpty = false
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if open[last].isBroken {
      if bytes.count >= textAtOnce { giveAll() }
      newLine(open.count)
    } else {
      if !isFirst { bytes.append(0x20) }
      seams.append(bytes.count)
    }
    if let key {
      quote(key)
      bytes += [UInt8(ascii: ":"), 0x20]
      lengthen(by: key.utf8.count + 6)
    } else if !isFirst {
      lengthen(by: 2)
    }
  }

  private mutating func put(_ text: String) {
    quote(text)
    lengthen(by: text.utf8.count + 2)
  }

  private mutating func put(_ value: JSONValue) {
    switch value {
    case .string(let text): put(text)
    case .array(let values):
      begin("[", "]")
      values.forEach { self.value($0) }
      close()
    case .object(let members):
      begin("{", "}")
      for (key, value) in members { member(key, value) }
      close()
    case .null, .bool, .int:
      let text = value.text.utf8
      bytes += text
      lengthen(by: text.count)
    }
  }

  private mutating func quote(_ text: String) {
    var text = text
    let isPlain = text.withUTF8(needsNoEscape)
    guard isPlain else {
      bytes += JSONValue.string(text).text.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes += $0 }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func newLine(_ level: Int) {
    bytes.append(0x0A)
    bytes += repeatElement(0x20, count: 2 * level)
  }

  private mutating func giveAll() {
    give(bytes.span)
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Lines

  private mutating func lengthen(by count: Int) {
    length += count
    while broken < open.count, length - open[broken].start > Self.shortLine { breakOutermost() }
  }

  /// Gives each part of the outermost that is on one line a line of its own.
  private mutating func breakOutermost() {
    open[broken].isBroken = true
    broken += 1
    let own = broken < open.count ? open[broken].firstSeam : seams.count
    guard let start = seams[..<own].first else { return }
    let line = Array(bytes[start...])
    bytes.removeLast(line.count)
    for (part, seam) in seams[..<own].enumerated() {
      // A line ends where a space parted one part from the other.
      if part > 0 { bytes.removeLast() }
      newLine(broken)
      let end = part + 1 < own ? seams[part + 1] : start + line.count
      bytes += line[(seam - start)..<(end - start)]
    }
    let moved = bytes.count - (start + line.count)
    seams.removeFirst(own)
    for seam in seams.indices { seams[seam] += moved }
    for inner in broken..<open.count { open[inner].firstSeam -= own }
  }
}

/// Whether a text stands in JSON as it is.
private func needsNoEscape(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  // Every byte is looked at, which is quicker than to stop.
  text.reduce(true) { isPlain, byte in
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && isPlain
  }
}
