internal import Ledger

/// The content of one entry, as one line of JSON: the deed as a string of exactly its text.
///
/// ```json
/// {"entry":41,"salt":"…","signature":"…","deed":"{\"act\":…}"}
/// ```
///
/// Of the many ways to write the same JSON only this one is written and read, and of the escapes
/// only `\"`, `\\` and, for other control characters, `\u` with four digits.
///
/// - Source: RFC 8259.
struct ContentLine {
  var entry: Int
  var salt: [UInt8]
  var signature: [UInt8]?
  /// UTF-8.
  var deed: [UInt8]

  init(entry: Int, salt: [UInt8], signature: [UInt8]?, deed: [UInt8]) {
    self.entry = entry
    self.salt = salt
    self.signature = signature
    self.deed = deed
  }

  /// Without the line feed.
  var bytes: [UInt8] {
    var line = Array("{\"entry\":\(entry),\"salt\":\"\(Base64.encode(salt))\",".utf8)
    if let signature { line += "\"signature\":\"\(Base64.encode(signature))\",".utf8 }
    line += "\"deed\":\"".utf8
    for byte in deed {
      switch byte {
      case UInt8(ascii: "\""): line += "\\\"".utf8
      case UInt8(ascii: "\\"): line += "\\\\".utf8
      case 0..<0x10: line += "\\u000\(String(byte, radix: 16))".utf8
      case 0x10..<0x20: line += "\\u00\(String(byte, radix: 16))".utf8
      default: line.append(byte)
      }
    }
    return line + "\"}".utf8
  }

  /// Reads exactly what `bytes` writes; nil for anything else.
  init?(_ line: ArraySlice<UInt8>) {
    var rest = line
    guard rest.skip("{\"entry\":"), let entry = Int(rest.text(until: ",")),
      rest.skip(",\"salt\":\""), let salt = Base64.decode(rest.text(until: "\"")),
      rest.skip("\",")
    else { return nil }
    var signature: [UInt8]?
    if rest.skip("\"signature\":\"") {
      signature = Base64.decode(rest.text(until: "\""))
      guard rest.skip("\",") else { return nil }
    }
    guard rest.skip("\"deed\":\""), rest.suffix(2).elementsEqual("\"}".utf8) else { return nil }
    rest = rest.dropLast(2)
    var deed: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        deed.append(byte)
        continue
      }
      if rest.skip("u") {
        guard let value = UInt8(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) else {
          return nil
        }
        deed.append(value)
        rest = rest.dropFirst(4)
      } else {
        guard let escaped = rest.popFirst() else { return nil }
        deed.append(escaped)
      }
    }
    self.init(entry: entry, salt: salt, signature: signature, deed: deed)
    guard text(deed) != nil, bytes.elementsEqual(line) else { return nil }
  }
}

extension ArraySlice<UInt8> {
  /// Goes past a text, if it begins with it.
  fileprivate mutating func skip(_ text: String) -> Bool {
    guard starts(with: text.utf8) else { return false }
    self = dropFirst(text.utf8.count)
    return true
  }

  /// Goes to the next such character, and returns what was before it.
  fileprivate mutating func text(until end: Unicode.Scalar) -> String {
    let part = prefix { $0 != UInt8(ascii: end) }
    self = dropFirst(part.count)
    return String(decoding: part, as: UTF8.self)
  }
}
