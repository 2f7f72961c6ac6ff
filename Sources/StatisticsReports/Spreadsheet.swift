/// A table for spreadsheets, row by row: cells parted by commas, rows by CR LF. A cell that a spreadsheet would take for a formula says what it
/// says, after an apostrophe.
///
/// It looks at bytes: what a spreadsheet obeys is obeyed whatever mark stands on it.
///
/// - Source: RFC 4180; for formulas, OWASP, CSV Injection.
package struct Spreadsheet: Sendable {
  private var bytes: [UInt8] = []
  /// Cells that were written once, each with a comma after it.
  private var kept: [UInt8] = []

  package init() {}

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  /// How long the text is, in bytes.
  package var size: Int { bytes.count }

  /// Cells that stand side by side in many rows, written once and kept by the table until they are forgotten.
  package struct Cells: Sendable {
    fileprivate var range: Range<Int>
  }

  /// Room for cells that `put` adds.
  package func cells() -> Cells { Cells(range: kept.count..<kept.count) }

  package mutating func cells(_ texts: [String]) -> Cells {
    var cells = cells()
    for text in texts { put(Array(text.utf8).span, to: &cells) }
    return cells
  }

  /// Adds a cell to those that were begun last.
  ///
  /// - Parameter text: as UTF-8.
  package mutating func put(_ text: Span<UInt8>, to cells: inout Cells) {
    precondition(cells.range.upperBound == kept.count)
    text.withUnsafeBufferPointer { text in
      if isPlain(text) {
        kept.append(text.count + 1) { room in
          copy(0..<text.count, of: text, to: &room)
          room[0] = comma
        }
      } else {
        Self.put(String(decoding: text, as: UTF8.self), to: &kept)
        kept.append(comma)
      }
    }
    cells.range = cells.range.lowerBound..<kept.count
  }

  /// Forgets cells, and those that were begun after them.
  package mutating func forget(_ cells: Cells) {
    kept.removeLast(kept.count - cells.range.lowerBound)
  }

  package mutating func append(_ row: [String]) {
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(comma) }
      Self.put(cell, to: &bytes)
    }
    endRow()
  }

  /// A row of cells that were written before.
  package mutating func appendRow(_ first: Cells, _ second: Cells, _ third: Cells, _ last: Cells) {
    precondition(
      !first.range.isEmpty && !second.range.isEmpty && !third.range.isEmpty && !last.range.isEmpty,
      "each part of a row has a cell")
    let size = first.range.count + second.range.count + third.range.count + last.range.count
    kept.withUnsafeBufferPointer { kept in
      bytes.append(size + 1) { room in
        copy(first.range, of: kept, to: &room)
        copy(second.range, of: kept, to: &room)
        copy(third.range, of: kept, to: &room)
        // The row ends where the comma after the last cell would stand.
        copy(last.range.lowerBound..<last.range.upperBound - 1, of: kept, to: &room)
        room[0] = 0x0D
        room[1] = 0x0A
      }
    }
  }

  private mutating func endRow() {
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// The rows that were appended since this was asked last, as UTF-8.
  package mutating func taken() -> [UInt8] {
    let taken = bytes
    bytes = []
    // About as many will come again.
    bytes.reserveCapacity(taken.count + taken.count / 8)
    return taken
  }

  /// Adds a cell to bytes, which may be those of a table: it is given nothing else of it, so that none of them are copied.
  private static func put(_ cell: String, to bytes: inout [UInt8]) {
    var cell = cell
    var isASCII = true
    var isQuoted = false
    cell.withUTF8 { cell in
      // Every byte is looked at for both, which is quicker than to stop where one is known.
      for byte in cell {
        isASCII = byte < 0x80 && isASCII
        isQuoted = endsCell(byte) || isQuoted
      }
    }
    if !isASCII { isQuoted = isQuoted || cell.contains(where: \.isNewline) }
    cell.withUTF8 { cell in
      if isQuoted { bytes.append(quote) }
      if beginsFormula(cell) { bytes.append(UInt8(ascii: "'")) }
      if isQuoted {
        var rest = cell[...]
        while let place = rest.firstIndex(of: quote) {
          bytes += rest[...place]
          bytes.append(quote)
          rest = rest[(place + 1)...]
        }
        bytes += rest
        bytes.append(quote)
      } else {
        bytes += cell
      }
    }
  }
}

extension [UInt8] {
  /// Appends so many bytes in one go, all of which `write` writes.
  @inline(__always)
  fileprivate mutating func append(
    _ count: Int, _ write: (_ room: inout UnsafeMutablePointer<UInt8>) -> Void
  ) {
    append(addingCapacity: count) { added in
      added.withUnsafeMutableBufferPointer { room, written in
        guard var room = room.baseAddress else { return }
        write(&room)
        written = count
      }
    }
  }
}

/// Copies some of the bytes to where there is room for them, and goes to where they end.
@inline(__always)
private func copy(
  _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>,
  to room: inout UnsafeMutablePointer<UInt8>
) {
  precondition(range.upperBound <= bytes.count)
  guard let start = bytes.baseAddress else { return }
  room.update(from: start + range.lowerBound, count: range.count)
  room += range.count
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")

/// Whether a cell with this byte stands between quotation marks: for a comma, a quotation mark and the line ends of ASCII.
private func endsCell(_ byte: UInt8) -> Bool {
  byte == quote || byte == comma || byte &- 0x0A < 4
}

/// Whether a cell is certainly written as it stands, as most are: in ASCII, without control characters or anything that is quoted, and no formula.
private func isPlain(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
  guard cell.count >= 8 else {
    for byte in cell where byte < 0x20 || byte >= 0x80 || endsCell(byte) { return false }
    return !beginsFormula(cell)
  }
  // Eight bytes at once; the last eight are taken whole, whatever they repeat.
  let raw = UnsafeRawBufferPointer(cell)
  var unusual: UInt64 = 0
  for start in stride(from: 0, to: cell.count, by: 8) {
    let bytes = raw.loadUnaligned(fromByteOffset: min(start, cell.count - 8), as: UInt64.self)
    unusual |= bytes | below(0x20, in: bytes)
    unusual |= below(0x01, in: bytes ^ each(quote))
    unusual |= below(0x01, in: bytes ^ each(comma))
  }
  return unusual & each(0x80) == 0 && !beginsFormula(cell)
}

/// A byte in each of eight places.
private func each(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

/// Sets the high bit of a byte if one of eight bytes of ASCII lies below another.
private func below(_ byte: UInt8, in bytes: UInt64) -> UInt64 { bytes &- each(byte) }

/// Whether a cell begins with a sign that makes it a formula, in its narrow or its full-width form, or with a tab or a line end.
private func beginsFormula(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
  switch cell.first {
  case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D:
    true
  case 0xEF:
    ["\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"].contains { (sign: String) in
      cell.starts(with: sign.utf8)
    }
  default: false
  }
}
