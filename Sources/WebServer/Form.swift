/// The fields of a form or of a question, each with every value that it was given.
struct Form: Sendable, Hashable {
  private(set) var values: [String: [String]] = [:]
  /// The names in the order in which they came.
  private(set) var names: [String] = []

  init() {}

  /// - Parameter text: `name=value&name=value`, as browsers send it.
  /// - Source: WHATWG URL, application/x-www-form-urlencoded.
  init(encoded text: some StringProtocol) {
    for pair in text.utf8.split(separator: UInt8(ascii: "&")).prefix(Form.most) {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      add(Form.decoded(parts[0]), parts.count > 1 ? Form.decoded(parts[1]) : "")
    }
  }

  /// More than any page has.
  private static let most = 2000

  mutating func add(_ name: String, _ value: String) {
    if values[name] == nil { names.append(name) }
    values[name, default: []].append(value)
  }

  mutating func set(_ name: String, _ value: String?) {
    values[name] = nil
    names.removeAll { $0 == name }
    if let value { add(name, value) }
  }

  /// What a field was given, to the letter: a space at the end of a password is part of it.
  func secret(_ name: String) -> String { values[Form.secret + name]?.first ?? "" }

  /// Passwords and codes are never kept with what somebody had begun to write.
  mutating func dropSecrets() {
    for name in names where name.hasPrefix(Form.secret) { set(name, nil) }
  }

  /// With what the name of a field begins that holds a password or a code.
  private static let secret = "secret-"

  /// The text of a field without the space around it; nil where there is none.
  subscript(name: String) -> String? {
    guard let text = values[name]?.first else { return nil }
    let trimmed = Form.tidied(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Every text that a field was given, without empty ones.
  func all(_ name: String) -> [String] {
    (values[name] ?? []).map(Form.tidied).filter { !$0.isEmpty }
  }

  func isOn(_ name: String) -> Bool { self[name] != nil }

  static func tidied(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n")
    let start = lines.firstIndex { !$0.isWhitespace } ?? lines.endIndex
    let end = lines.lastIndex { !$0.isWhitespace }.map { lines.index(after: $0) } ?? start
    return String(lines[start..<end])
  }

  private static func decoded(_ bytes: some Collection<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "+"): out.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        var spare = rest
        if let high = spare.next().flatMap(digit), let low = spare.next().flatMap(digit) {
          out.append(high << 4 | low)
          rest = spare
        } else {
          out.append(byte)
        }
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
  }
}
