/// Why a path cannot stand in a bag, or should not.
///
/// - Source: RFC 8493, section 2.1.3, and what it says of special directory characters, and of how
///   Windows and Unix name files.
public enum BagPathFault: Sendable, Hashable, CaseIterable {
  /// Nothing at all.
  case empty
  /// It starts with a slash, or with the letter of a drive.
  case absolute
  /// Two slashes in a row, or one at the end.
  case emptyPart
  /// A part is `.` or `..`.
  case dots
  /// A backslash, which separates folders on some systems.
  case backslash
  /// A zero byte, which ends a name on most systems.
  case null
  /// In a manifest: a percent sign that begins none of `%0A`, `%0D` and `%25`.
  case percent
  /// A part is a name that Windows keeps for a device, such as `CON` or `lpt1.txt`.
  case reservedName
  /// A part ends in a full stop or a space, which Windows takes away.
  case ending

  /// Whether the path may name another file than it seems to; if not, only some systems refuse it.
  var isUnsafe: Bool { self != .reservedName && self != .ending }

  /// The first fault of a path, the unsafe ones first, or nil.
  init?(in path: [UInt8]) {
    let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let dot = UInt8(ascii: ".")
    if path.isEmpty {
      self = .empty
    } else if parts[0].isEmpty || Self.startsWithDrive(path) {
      self = .absolute
    } else if parts.contains(where: \.isEmpty) {
      self = .emptyPart
    } else if parts.contains(where: { $0.count <= 2 && $0.allSatisfy { $0 == dot } }) {
      self = .dots
    } else if path.contains(UInt8(ascii: "\\")) {
      self = .backslash
    } else if path.contains(0) {
      self = .null
    } else if parts.contains(where: Self.isReserved) {
      self = .reservedName
    } else if parts.contains(where: { $0.last == dot || $0.last == UInt8(ascii: " ") }) {
      self = .ending
    } else {
      return nil
    }
  }

  private static func startsWithDrive(_ path: [UInt8]) -> Bool {
    guard path.count > 1, path[1] == UInt8(ascii: ":") else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(path[0] | 0x20)
  }

  private static let devices: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
      + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })

  private static func isReserved(_ part: ArraySlice<UInt8>) -> Bool {
    let stem = part.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }
    return devices.contains(String(decoding: stem, as: UTF8.self).uppercased())
  }
}

// Paths are compared by their bytes: two strings are equal in Swift as soon as they look alike.

/// A path as a manifest spells it: line feeds, carriage returns and percent signs as `%0A`, `%0D`
/// and `%25`, and nothing else changed.
///
/// - Source: RFC 8493, section 2.1.3.
func percentEncoded(_ path: [UInt8]) -> [UInt8] {
  var text: [UInt8] = []
  for byte in path {
    switch byte {
    case UInt8(ascii: "\n"): text += "%0A".utf8
    case UInt8(ascii: "\r"): text += "%0D".utf8
    case UInt8(ascii: "%"): text += "%25".utf8
    default: text.append(byte)
    }
  }
  return text
}

/// The path that a manifest spells so, or nil if a percent sign stands for anything else.
///
/// - Source: RFC 8493, section 2.1.3: these three are encoded, and only these.
func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
  var path: [UInt8] = []
  var rest = text
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      path.append(byte)
      continue
    }
    switch String(decoding: rest.prefix(2), as: UTF8.self).uppercased() {
    case "0A": path.append(UInt8(ascii: "\n"))
    case "0D": path.append(UInt8(ascii: "\r"))
    case "25": path.append(UInt8(ascii: "%"))
    default: return nil
    }
    rest = rest.dropFirst(2)
  }
  return path
}

/// The names that the format gives to files of its own.
enum BagFile {
  static let declaration = "bagit.txt"
  static let info = "bag-info.txt"
  static let manifest = "manifest-sha256.txt"
  static let tagManifest = "tagmanifest-sha256.txt"
  static let fetch = "fetch.txt"
  static let payloadPrefix = Array("data/".utf8)
}
