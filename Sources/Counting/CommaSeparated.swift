internal import Diagnostics

/// Cells of a file of comma-separated values, each with its place.
///
/// - Source: RFC 4180; lines may also end in a line feed alone.
struct CommaSeparated {
  struct Cell: Hashable {
    var text: String
    var position: Position
  }

  private(set) var rows: [[Cell]] = []
  /// Where a quoted cell does not end, or goes on after its closing quote.
  private(set) var faults: [Position] = []

  init(_ text: String) {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var row: [Cell] = []
    var cell = String.UnicodeScalarView()
    var start = Position.start
    var here = Position.start
    var (isQuoted, isClosed) = (false, false)
    var index = 0
    func endCell(_ row: inout [Cell], _ cell: inout String.UnicodeScalarView) {
      row.append(Cell(text: String(cell), position: start))
      cell = String.UnicodeScalarView()
    }
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if isQuoted {
        here.advance(over: scalar)
        guard scalar == "\"" else {
          cell.append(scalar)
          continue
        }
        if index < scalars.count, scalars[index] == "\"" {
          cell.append(scalar)
          here.advance(over: scalar)
          index += 1
        } else {
          (isQuoted, isClosed) = (false, true)
        }
        continue
      }
      switch scalar {
      case "\"" where cell.isEmpty && !isClosed:
        isQuoted = true
        here.advance(over: scalar)
      case ",":
        endCell(&row, &cell)
        here.advance(over: scalar)
        (start, isClosed) = (here, false)
      case "\r" where index < scalars.count && scalars[index] == "\n": continue
      case "\n", "\r":
        endCell(&row, &cell)
        rows.append(row)
        row = []
        here = Position(line: here.line + 1, column: 1)
        (start, isClosed) = (here, false)
      default:
        if isClosed { faults.append(here) }
        cell.append(scalar)
        here.advance(over: scalar)
      }
    }
    if isQuoted { faults.append(start) }
    if !row.isEmpty || !cell.isEmpty || isClosed {
      endCell(&row, &cell)
      rows.append(row)
    }
    // An empty line is no row.
    rows.removeAll { $0.count == 1 && $0[0].text.isEmpty }
  }
}

extension Position {
  fileprivate mutating func advance(over scalar: Unicode.Scalar) {
    if scalar == "\n" {
      self = Position(line: line + 1, column: 1)
    } else {
      column += 1
    }
  }
}
