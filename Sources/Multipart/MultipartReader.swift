/// Walks once over the bytes of a form.
struct MultipartReader {
  private let bytes: [UInt8]
  private let limits: Multipart.Limits
  /// What stands before each part: two hyphens and the boundary, at the beginning of a line.
  private let dashes: [UInt8]
  private var place = 0

  private static let lineEnd: [UInt8] = [13, 10]

  init(_ bytes: [UInt8], boundary: String, limits: Multipart.Limits) {
    self.bytes = bytes
    self.limits = limits
    dashes = Array("--\(boundary)".utf8)
  }

  /// Browsers write nothing before the first boundary and nothing after the last but the end of its line.
  mutating func parts() throws(MultipartError) -> [Multipart.Part] {
    guard take(dashes) else { throw .badBoundary }
    var parts: [Multipart.Part] = []
    while true {
      if take(Array("--".utf8)) {
        _ = take(MultipartReader.lineEnd)
        guard place == bytes.count else { throw .afterTheEnd }
        return parts
      }
      guard take(MultipartReader.lineEnd) else {
        throw place >= bytes.count ? .notClosed : .badDelimiter(part: parts.count)
      }
      guard parts.count < limits.parts else { throw .tooManyParts(limit: limits.parts) }
      parts.append(try part(parts.count + 1))
    }
  }

  private mutating func part(_ number: Int) throws(MultipartError) -> Multipart.Part {
    let header = try self.header(of: number)
    guard let end = find(MultipartReader.lineEnd + dashes, from: place) else { throw .notClosed }
    let content = bytes[place..<end]
    place = end + 2 + dashes.count
    return Multipart.Part(
      name: header.name, fileName: header.fileName.flatMap(Multipart.reduced),
      isFile: header.fileName != nil, type: header.type, content: content)
  }

  // MARK: Headers

  private struct Header {
    var name: String
    var fileName: String?
    var type: String?
  }

  /// The lines up to the empty one.
  private mutating func header(of part: Int) throws(MultipartError) -> Header {
    var disposition: HeaderFields?
    var type: HeaderFields?
    let begin = place
    while let line = try line(of: part, from: begin), !line.isEmpty {
      let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else { throw .badHeader(part: part) }
      switch halves[0].lowercased() {
      case "content-disposition":
        guard disposition == nil else { throw .badHeader(part: part) }
        disposition = try fields(String(halves[1]), of: part)
      case "content-type":
        guard type == nil else { throw .badHeader(part: part) }
        type = try fields(String(halves[1]), of: part)
      case "content-transfer-encoding": throw .encoded(part: part)
      // RFC 7578, section 4.8: others mean nothing here.
      default: break
      }
    }
    guard let disposition, disposition.value == "form-data" else { throw .badHeader(part: part) }
    let names = Set(disposition.parameters.keys)
    if names.contains(where: { $0.hasSuffix("*") }) { throw .extendedName(part: part) }
    guard names.isSubset(of: ["name", "filename"]) else { throw .badHeader(part: part) }
    guard let name = disposition.parameters["name"], (1...64).contains(name.utf8.count),
      name.utf8.allSatisfy({ isLetterOrDigit($0) || "._-".utf8.contains($0) })
    else { throw .badName(part: part) }
    return Header(name: name, fileName: disposition.parameters["filename"], type: type?.value)
  }

  private func fields(_ text: String, of part: Int) throws(MultipartError) -> HeaderFields {
    do { return try HeaderFields(text) } catch { throw .badHeader(part: part) }
  }

  /// The next line without its end; only ends of two bytes are ends.
  private mutating func line(of part: Int, from begin: Int) throws(MultipartError) -> String? {
    let limit = min(bytes.count, begin + limits.header)
    var end = place
    while end < limit, bytes[end] != 13 {
      // Control characters, of which a bare line feed is one.
      guard bytes[end] >= 32 || bytes[end] == 9, bytes[end] != 127 else {
        throw .badHeader(part: part)
      }
      end += 1
    }
    guard end + 1 < limit else {
      throw limit == bytes.count ? .notClosed : .headerTooLong(part: part, limit: limits.header)
    }
    guard bytes[end + 1] == 10,
      let line = String(validating: bytes[place..<end], as: UTF8.self)
    else { throw .badHeader(part: part) }
    place = end + 2
    return line
  }

  // MARK: Bytes

  private mutating func take(_ wanted: [UInt8]) -> Bool {
    guard bytes[place...].starts(with: wanted) else { return false }
    place += wanted.count
    return true
  }

  /// Where these bytes next begin.
  private func find(_ wanted: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    let last = bytes.count - wanted.count
    return bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index <= last {
        if bytes[index] == wanted[0], bytes[index..<index + wanted.count].elementsEqual(wanted) {
          return index
        }
        index += 1
      }
      return nil
    }
  }
}

/// A header that has a value and parameters: `form-data; name="x"`.
///
/// - Source: RFC 9110, section 5.6.6, without comments; in quotes a backslash is a backslash, as browsers write it.
struct HeaderFields {
  /// In small letters.
  private(set) var value: String
  /// By their names in small letters; each may stand once.
  private(set) var parameters: [String: String] = [:]

  init(_ text: String) throws(MultipartError) {
    var rest = Array(text.unicodeScalars)[...]
    func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\t" } }
    func token() -> String {
      var token = String.UnicodeScalarView()
      while let next = rest.first, next.isASCII,
        isLetterOrDigit(UInt8(next.value)) || "!#$&*+.^_-/'%=?:,()".unicodeScalars.contains(next),
        next != "="
      {
        token.append(next)
        rest.removeFirst()
      }
      return String(token)
    }
    skipBlanks()
    value = token().lowercased()
    guard !value.isEmpty else { throw .badBoundary }
    skipBlanks()
    while let next = rest.first {
      guard next == ";" else { throw .badBoundary }
      rest.removeFirst()
      skipBlanks()
      let name = token().lowercased()
      guard !name.isEmpty, rest.first == "=", parameters[name] == nil else { throw .badBoundary }
      rest.removeFirst()
      if rest.first == "\"" {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: "\"") else { throw .badBoundary }
        parameters[name] = String(String.UnicodeScalarView(rest[..<end]))
        rest = rest[(end + 1)...]
      } else {
        let value = token()
        guard !value.isEmpty else { throw .badBoundary }
        parameters[name] = value
      }
      skipBlanks()
    }
  }
}
