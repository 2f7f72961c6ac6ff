import Diagnostics

/// A text with places marked in it: 1️⃣ stands just before the token that is expected to be at fault.
struct MarkedText {
  /// The text without its marks.
  let text: String
  /// The places of 1️⃣, 2️⃣, … in the text without them, in the order of their numbers.
  let marks: [Position]

  init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var found: [(number: UInt32, place: Position)] = []
    var place = Position.start
    let scalars = Array(marked.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      // A keycap is a digit, U+FE0F and U+20E3.
      if index + 2 < scalars.count, scalars[index + 2].value == 0x20E3 {
        found.append((scalar.value, place))
        index += 3
        continue
      }
      text.append(scalar)
      place =
        scalar == "\n"
        ? Position(line: place.line + 1, column: 1)
        : Position(line: place.line, column: place.column + 1)
      index += 1
    }
    self.text = String(text)
    marks = found.sorted { $0.number < $1.number }.map(\.place)
  }
}
