/// Text that is compared by its bytes.
///
/// `String` calls two spellings of one character equal: K and the Kelvin sign, é and e with an
/// accent. Names and signed texts must not be mixed up in that way.
struct ExactText: Hashable, Sendable {
  let string: String

  init(_ string: some StringProtocol) {
    self.string = String(string)
  }

  static func == (one: ExactText, other: ExactText) -> Bool {
    one.string.utf8.elementsEqual(other.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
  }
}

/// The bounds of what is read, so that a hostile file costs little.
enum NoteLimit {
  static let bytes = 1 << 20
  static let signatures = 100
  /// The longest proof that a tree of fewer than 2^63 entries can need.
  static let proofHashes = 63
}

let newline = UInt8(ascii: "\n")

/// The lines of some text, without their newlines; nil unless the last one ends in a newline.
func textLines(_ text: some Collection<UInt8>) -> [[UInt8]]? {
  var lines = text.split(separator: newline, omittingEmptySubsequences: false).map { Array($0) }
  guard lines.popLast()?.isEmpty == true, !lines.isEmpty else { return nil }
  return lines
}

/// A number in decimal digits, without sign or needless zeros; nil if it is not one, or too large.
func decimal(_ digits: some Collection<UInt8>) -> Int? {
  guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else {
    return nil
  }
  var number = 0
  for digit in digits {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    let (tenfold, overflow) = number.multipliedReportingOverflow(by: 10)
    let (sum, carry) = tenfold.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
    guard !overflow, !carry else { return nil }
    number = sum
  }
  return number
}

/// What follows `prefix`; nil if the line does not begin with it.
func rest(of line: [UInt8], after prefix: String) -> ArraySlice<UInt8>? {
  line.starts(with: prefix.utf8) ? line.dropFirst(prefix.utf8.count) : nil
}

/// One base64 digest on a line of its own; nil if it is anything else.
func digest(onLine line: [UInt8]) -> Digest? {
  Digest(base64: String(decoding: line, as: UTF8.self))
}

/// The number of the first line that holds a control character; nil if there is none.
func lineOfControlCharacter(in text: some Collection<UInt8>) -> Int? {
  var line = 1
  for byte in text {
    if byte == newline { line += 1 } else if byte < 0x20 { return line }
  }
  return nil
}
