internal import Diagnostics

/// The offset of the first byte that does not belong to well-formed UTF-8; nil if all do.
///
/// - Source: The Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing above
///   U+10FFFF.
package func firstFault(inUTF8 bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  let count = bytes.count
  var index = 0
  while index < count {
    let byte = bytes[index]
    if byte < 0x80 {
      index += 1
      // Most text is ASCII: eight bytes at a time.
      while index &+ 8 <= count,
        UnsafeRawPointer(bytes.baseAddress! + index).loadUnaligned(as: UInt64.self)
          & 0x8080_8080_8080_8080 == 0
      {
        index &+= 8
      }
      continue
    }
    let length: Int
    let second: ClosedRange<UInt8>
    switch byte {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return index
    }
    guard index + length <= count, second.contains(bytes[index + 1]) else { return index }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return index }
    index += length
  }
  return nil
}

/// The position of a byte, found by counting from the start; for bytes before it, UTF-8 is assumed.
func position(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Position {
  var position = Position.start
  for index in 0..<min(offset, bytes.count) {
    switch bytes[index] {
    case 0x0A:
      position = Position(line: position.line + 1, column: 1)
    case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A: break
    case 0x0D:
      position = Position(line: position.line + 1, column: 1)
    case 0x80...0xBF: break
    default: position.column += 1
    }
  }
  return position
}
