/// A JSON value whose keys keep the order in which they were written, so that the same answer is the same bytes.
public indirect enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([JSONValue])
  /// Members in their order; a member that is `nil` is left out.
  case object([(key: String, value: JSONValue?)])

  public static func == (left: JSONValue, right: JSONValue) -> Bool { left.text == right.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The value on one line.
  public var text: String {
    var out: [UInt8] = []
    write(to: &out, indent: nil)
    return String(decoding: out, as: UTF8.self)
  }

  /// The value for people to read: two spaces a level; short lists and objects stay on a line.
  public var prettyText: String {
    var out: [UInt8] = []
    write(to: &out, indent: 0)
    out.append(UInt8(ascii: "\n"))
    return String(decoding: out, as: UTF8.self)
  }

  /// The value as it stands in a longer text for people to read, at a level of two or more.
  package func prettyText(atLevel level: Int) -> String {
    var out: [UInt8] = []
    write(to: &out, indent: level)
    return String(decoding: out, as: UTF8.self)
  }

  /// How long its one line is, as `prettyText` counts.
  package var lineLength: Int {
    var room = Int.max
    _ = fits(&room)
    return Int.max - room
  }

  /// The longest list or object that stays on a line, in bytes.
  private static let shortLine = 100

  private func write(to out: inout [UInt8], indent: Int?) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .int(let value): out += String(value).utf8
    case .string(let value): JSONValue.quote(value, to: &out)
    case .array(let values):
      let inner = level(within: indent)
      JSONValue.block("[", "]", values, to: &out, indent: inner) { value, out in
        value.write(to: &out, indent: inner.map { $0 + 1 })
      }
    case .object(let members):
      let inner = level(within: indent)
      let present = members.filter { $0.value != nil }
      JSONValue.block("{", "}", present, to: &out, indent: inner) { member, out in
        JSONValue.quote(member.key, to: &out)
        out += ": ".utf8
        member.value?.write(to: &out, indent: inner.map { $0 + 1 })
      }
    }
  }

  /// The level at which the parts are indented; nil to keep them on one line.
  private func level(within indent: Int?) -> Int? {
    guard let indent else { return nil }
    if indent < 2 { return indent }
    var room = JSONValue.shortLine
    return fits(&room) ? nil : indent
  }

  /// Takes the length of the value's one line from `room`; stops as soon as there is none left.
  private func fits(_ room: inout Int) -> Bool {
    switch self {
    case .null: room -= 4
    case .bool(let value): room -= value ? 4 : 5
    case .int(let value): room -= String(value).utf8.count
    case .string(let value): room -= value.utf8.count + 2
    case .array(let values):
      room -= 2
      for value in values where !(room >= 0 && value.fits(&room)) { return false }
      room -= 2 * max(values.count - 1, 0)
    case .object(let members):
      room -= 2
      for case (let key, let value?) in members {
        room -= key.utf8.count + 6
        guard room >= 0, value.fits(&room) else { return false }
      }
    }
    return room >= 0
  }

  private static func block<Item>(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ items: [Item], to out: inout [UInt8],
    indent: Int?, _ write: (Item, inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: open))
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      if let indent {
        newLine(indent + 1, to: &out)
      } else if index > 0 {
        out.append(UInt8(ascii: " "))
      }
      write(item, &out)
    }
    if let indent, !items.isEmpty { newLine(indent, to: &out) }
    out.append(UInt8(ascii: close))
  }

  private static func newLine(_ indent: Int, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\n"))
    for _ in 0..<(2 * indent) { out.append(UInt8(ascii: " ")) }
  }

  /// - Source: RFC 8259, section 7.
  private static func quote(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0x0A: out += "\\n".utf8
      case 0x0D: out += "\\r".utf8
      case 0x09: out += "\\t".utf8
      case 0..<0x20:
        let hex = String(byte, radix: 16)
        out += ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  public static func strings(_ texts: some Sequence<String>) -> JSONValue {
    .array(texts.map { .string($0) })
  }
}
