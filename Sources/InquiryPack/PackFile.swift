/// Where each thing lies in a pack, under `data/`.
enum PackFile {
  static let entries = "entries/"
  static let content = "content/"
  static let withheld = "withheld.csv"
  static let before = "log/checkpoint-before"
  static let after = "log/checkpoint-after"
  static let edge = "log/edge"
  static let consistency = "log/consistency"
  static let entryBefore = "log/entry-before"
  static let keys = "log/keys.txt"
  static let inventory = "inventory.csv"
  static let gaps = "gaps.csv"
  static let posts = "people.csv"
  static let peopleKeys = "people-keys.csv"
  static let register = "register.csv"
  static let readme = "README.txt"

  /// The most entries in one file.
  static let entriesInFile = 1_000

  /// `00000000-00000999.txt`, by the first and the last entry that the file is for.
  static func name(_ numbers: ClosedRange<Int>, _ ending: String) -> String {
    "\(padded(numbers.lowerBound))-\(padded(numbers.upperBound))\(ending)"
  }

  /// The entries that a file is for; nil unless `name` writes it so.
  static func numbers(_ name: Substring, _ ending: String) -> ClosedRange<Int>? {
    guard name.hasSuffix(ending) else { return nil }
    let parts = name.dropLast(ending.count).split(separator: "-").map { Int($0) }
    guard parts.count == 2, let first = parts[0], let last = parts[1], first <= last,
      Self.name(first...last, ending).utf8.elementsEqual(name.utf8)
    else { return nil }
    return first...last
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}

/// The labels of `bag-info.txt` that a pack uses.
///
/// - Source: RFC 8493, section 2.2.2, for those that do not begin with `Heed`.
enum PackLabel {
  static let partnership = "Source-Organization"
  static let date = "Bagging-Date"
  static let software = "Bag-Software-Agent"
  static let format = "Heed-Pack"
  static let from = "Heed-From"
  static let to = "Heed-To"
  static let origin = "Heed-Log-Origin"
  static let marking = "Heed-Marking"

  /// The format that is written and read here.
  static let version = "1"
}

/// The lines of a text, each with its line feed; nil if the last has none.
func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
  guard let last = bytes.last else { return [] }
  guard last == UInt8(ascii: "\n") else { return nil }
  return bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
}

/// The text of bytes that are UTF-8; nil for any others.
func text(_ bytes: some Sequence<UInt8>) -> String? {
  String(validating: bytes, as: UTF8.self)
}
