public import Ledger

/// A code that opens something once: an enrolment, a recovery, or a sign-in without the second factor.
///
/// It has 100 bits of chance, so that its hash tells nothing of it. It is written as five groups of four letters and figures, without
/// the figures that look like letters. Where it is kept, only ``hash`` is.
public struct OneTimeCode: Sendable, Hashable {
  /// The characters without hyphens.
  private let characters: String

  /// A new code.
  public static func new() -> OneTimeCode {
    OneTimeCode(characters: String(Base32.encode(bytesByChance(13)).prefix(length)))
  }

  /// Reads a code as somebody typed it: in either case, with hyphens and spaces wherever they stand.
  public init?(_ typed: some StringProtocol) {
    guard typed.utf8.count <= 100 else { return nil }
    let text = typed.uppercased().filter { !$0.isWhitespace && $0 != "-" }
    let isWritten = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte)
    }
    guard isWritten, text.utf8.count == OneTimeCode.length else { return nil }
    characters = text
  }

  private init(characters: String) { self.characters = characters }

  private static let length = 20

  /// `ABCD-EFGH-IJKL-MNOP-QRST`.
  public var text: String { grouped(characters, by: 4, with: "-") }

  /// What is kept of it.
  public var hash: Digest { sha256(Array("heed code\n\(characters)".utf8)) }

  /// Under which something may be sealed.
  public var secret: [UInt8] { Array(characters.utf8) }
}

extension OneTimeCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the code.
  public var description: String { "a one-time code" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A text in groups, as people read it aloud.
public func grouped(_ text: String, by length: Int, with separator: String = " ") -> String {
  text.enumerated().reduce(into: "") { sum, next in
    if next.offset > 0, next.offset.isMultiple(of: length) { sum += separator }
    sum.append(next.element)
  }
}
