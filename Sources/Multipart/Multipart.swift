/// A form that carries files, read whole from bytes that are already bounded.
///
/// It is read strictly: what browsers send is taken, and everything that two readers might take in two ways is refused.
///
/// - Source: RFC 7578; RFC 2046, section 5.1; the WHATWG HTML standard, "Multipart form data", for how browsers write names.
public struct Multipart: Sendable, Hashable {
  /// One field of the form.
  public struct Part: Sendable, Hashable {
    /// The name of the field: ASCII letters, digits, `.`, `_` and `-`.
    public var name: String
    /// What the sender called the file, reduced to something harmless; nil if it is no file, or nothing harmless is left.
    public var fileName: String?
    /// Whether a file was sent, whatever it was called.
    public var isFile: Bool
    /// The media type that the sender claims, in small letters and without parameters. Nobody has checked it.
    public var type: String?
    public var content: ArraySlice<UInt8>

    /// The content as text; nil if it is not UTF-8.
    public var text: String? { String(validating: content, as: UTF8.self) }
  }

  /// How much is read at most.
  public struct Limits: Sendable, Hashable {
    /// Parts in a form.
    public var parts: Int
    /// Bytes of the headers of one part.
    public var header: Int
    /// Bytes of the whole form.
    public var total: Int

    public init(parts: Int = 32, header: Int = 4096, total: Int) {
      self.parts = parts
      self.header = header
      self.total = total
    }
  }

  /// In the order in which they came.
  public let parts: [Part]

  /// The first part of a name.
  public subscript(name: String) -> Part? { parts.first { $0.name == name } }

  /// - Parameter boundary: as ``boundary(ofType:)`` found it.
  public init(
    _ bytes: [UInt8], boundary: String, limits: Limits
  ) throws(MultipartError) {
    guard bytes.count <= limits.total else { throw .tooLong(limit: limits.total) }
    var reader = MultipartReader(bytes, boundary: boundary, limits: limits)
    parts = try reader.parts()
  }

  /// The boundary that a `Content-Type` names.
  ///
  /// - Source: RFC 2046, section 5.1.1: at most 70 characters of a short list, the last no space.
  public static func boundary(ofType type: String) throws(MultipartError) -> String {
    let fields = try HeaderFields(type)
    guard fields.value == "multipart/form-data" else { throw .notMultipart }
    guard let boundary = fields.parameters["boundary"], fields.parameters.count == 1 else {
      throw .badBoundary
    }
    let isPlain = boundary.utf8.allSatisfy { byte in
      isLetterOrDigit(byte) || "'()+_,-./:=? ".utf8.contains(byte)
    }
    guard isPlain, (1...70).contains(boundary.utf8.count), !boundary.hasSuffix(" ") else {
      throw .badBoundary
    }
    return boundary
  }

  /// What is left of a name of a file: its last part, without what a terminal, a header or a folder could take for a command.
  ///
  /// nil if nothing is left.
  public static func reduced(fileName: String) -> String? {
    let last = fileName.split(whereSeparator: { "/\\:".contains($0) }).last ?? ""
    var kept = ""
    for scalar in last.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .decimalNumber:
        kept.unicodeScalars.append(scalar)
      case _ where " ._-()".unicodeScalars.contains(scalar): kept.unicodeScalars.append(scalar)
      default: kept += "_"
      }
    }
    // Neither hidden nor a way up; and no blank at an end, where nobody sees it.
    let isEnd = { (letter: Character) in letter == "." || letter == " " }
    let harmless = String(kept.drop(while: isEnd).prefix(120))
    let end = harmless.lastIndex { !isEnd($0) }.map { harmless.index(after: $0) }
    let name = end.map { String(harmless[..<$0]) } ?? ""
    return name.isEmpty ? nil : name
  }
}

/// Why a form is not taken. Nothing of what was sent stands in it.
public enum MultipartError: Error, Sendable, Hashable, CustomStringConvertible {
  case notMultipart
  case badBoundary
  case tooLong(limit: Int)
  case tooManyParts(limit: Int)
  case headerTooLong(part: Int, limit: Int)
  case badHeader(part: Int)
  /// A name of a field that no page has.
  case badName(part: Int)
  /// A name in the way of RFC 8187, which RFC 7578, section 4.2, forbids here.
  case extendedName(part: Int)
  /// A content in another encoding than its own bytes.
  case encoded(part: Int)
  /// The boundary is followed by something else than the next part or the end.
  case badDelimiter(part: Int)
  case notClosed
  case afterTheEnd

  public var description: String {
    switch self {
    case .notMultipart: "this is not a form with files (multipart/form-data)"
    case .badBoundary: "the form does not say where its parts end"
    case .tooLong(let limit): "the form is longer than \(limit) bytes"
    case .tooManyParts(let limit): "the form has more than \(limit) parts"
    case .headerTooLong(let part, let limit):
      "the headers of part \(part) are longer than \(limit) bytes"
    case .badHeader(let part): "the headers of part \(part) cannot be read"
    case .badName(let part): "part \(part) has no name, or one that no page has"
    case .extendedName(let part): "part \(part) names its file in a way that forms may not use"
    case .encoded(let part): "part \(part) is in another encoding than its own bytes"
    case .badDelimiter(let part): "after part \(part) stands neither another nor the end"
    case .notClosed: "the form ends in the middle"
    case .afterTheEnd: "something follows the end of the form"
    }
  }
}

func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
