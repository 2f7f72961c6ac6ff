internal import Ledger

/// What is wrong with a bag that somebody received: everything at once, and whether it is complete
/// and valid.
///
/// It says that the bag is as it was packed, and not who packed it: whoever can change a bag can
/// also change its manifests. Every file is read once, and one at a time is in memory, beside the
/// tag files. Only files that `list` names are read, whatever a manifest says.
///
/// - Source: RFC 8493, version 1.0 of the format; of its algorithms, SHA-256.
public struct BagCheck: Sendable {
  /// What keeps the bag from being valid, sorted by path and line.
  public let problems: [BagProblem]
  /// What does not, and what a reader should still know, such as manifests that were not checked.
  public let notes: [BagProblem]
  /// What `bag-info.txt` says, in its order. It may be anything.
  public let info: [(label: String, value: String)]
  /// The number of files in `data/`.
  public let payloadFiles: Int
  /// The bytes in those that could be read.
  public let payloadOctets: Int

  /// Whether all is there, listed and well-formed. It may still differ from what was packed.
  ///
  /// - Source: RFC 8493, section 3.
  public var isComplete: Bool { !problems.contains { $0.reason.effect == .incomplete } }

  /// Whether the bag is complete and every SHA-256 is right, and `Payload-Oxum` if it is given.
  ///
  /// - Source: RFC 8493, section 3. Manifests of other algorithms are not checked; a note says so.
  public var isValid: Bool { problems.isEmpty }

  /// The most lines that a manifest may have.
  public static let manifestLineLimit = 1_000_000
  /// The most bytes that a tag file with a meaning may have, 64 MiB.
  public static let tagFileLimit = 64 << 20

  /// Checks a bag.
  ///
  /// - Parameters:
  ///   - list: every file under the bag, in any order, relative to it and with `/` between parts. A
  ///     link should not be followed.
  ///   - read: the bytes of one of them, or nil if it is not there any more. If it throws, that is
  ///     a problem of the file, and the check goes on.
  /// - Throws: what `list` throws.
  public init<Failure: Error>(
    list: () throws(Failure) -> [String], read: (_ path: String) throws -> [UInt8]?
  ) throws(Failure) {
    let named = try list().map { (path: $0, key: Array($0.utf8)) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var examination = Examination()
    for file in named where examination.files.insert(file.key).inserted {
      do {
        if let bytes = try read(file.path) {
          examination.take(file.path, bytes)
        } else {
          examination.files.remove(file.key)
        }
      } catch {
        examination.report(file.path, .unreadable("\(error)"))
        examination.sawAll = examination.sawAll && !file.key.starts(with: BagFile.payloadPrefix)
      }
    }
    examination.conclude()
    let found = examination.found.sorted {
      $0.path.utf8.elementsEqual($1.path.utf8)
        ? ($0.line ?? 0) < ($1.line ?? 0)
        : $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
    problems = found.filter { $0.reason.effect != .none }
    notes = found.filter { $0.reason.effect == .none }
    info = examination.info
    payloadFiles = examination.payload.count
    payloadOctets = examination.octets
  }
}

/// A bag while it is checked.
private struct Examination {
  /// The paths that are there, by their bytes.
  var files: Set<[UInt8]> = []
  /// Whether every payload file could be read.
  var sawAll = true
  var octets = 0
  var info: [(label: String, value: String)] = []
  var found: [BagProblem] = []
  private var digests: [[UInt8]: Digest] = [:]
  /// The tag files that mean something here.
  private var texts: [String: [UInt8]] = [:]

  var payload: [[UInt8]] { files.filter { $0.starts(with: BagFile.payloadPrefix) } }

  mutating func report(_ path: String, line: Int? = nil, _ reason: BagProblem.Reason) {
    found.append(BagProblem(path: path, line: line, reason: reason))
  }

  mutating func take(_ path: String, _ bytes: [UInt8]) {
    let key = Array(path.utf8)
    digests[key] = sha256(bytes)
    if key.starts(with: BagFile.payloadPrefix) {
      octets += bytes.count
    } else if [BagFile.declaration, BagFile.info, BagFile.manifest, BagFile.tagManifest]
      .contains(path)
    {
      texts[path] = bytes
    }
  }

  mutating func conclude() {
    checkDeclaration()
    checkPayload()
    checkTags()
    checkInfo()
    if has(BagFile.fetch) { report(BagFile.fetch, .fetch) }
  }

  private func has(_ path: String) -> Bool { files.contains(Array(path.utf8)) }

  /// The lines of a tag file that was read; nil, and a problem, if they are not to be read.
  ///
  /// - Source: RFC 8493, section 2.1.1 for the encoding; lines end in LF, CR or CRLF.
  private mutating func lines(of path: String) -> [ArraySlice<UInt8>]? {
    guard var rest = texts[path]?[...] else { return nil }
    guard rest.count <= BagCheck.tagFileLimit else {
      report(path, .tooLong)
      return nil
    }
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
      report(path, .byteOrderMark)
      rest = rest.dropFirst(3)
    }
    guard String(validating: rest, as: UTF8.self) != nil else {
      report(path, .notText)
      return nil
    }
    var lines: [ArraySlice<UInt8>] = []
    while !rest.isEmpty {
      guard lines.count < BagCheck.manifestLineLimit else {
        report(path, .tooManyLines)
        return nil
      }
      let line = rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      lines.append(line)
      rest = rest[line.endIndex...]
      let isPair = rest.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
      rest = rest.dropFirst(isPair ? 2 : 1)
    }
    return lines
  }

  /// - Source: RFC 8493, section 2.1.1.
  private mutating func checkDeclaration() {
    let path = BagFile.declaration
    guard has(path) else { return report(path, .noDeclaration) }
    guard let lines = lines(of: path) else { return }
    let labels = ["BagIt-Version: ", "Tag-File-Character-Encoding: "]
    guard lines.count == 2, zip(lines, labels).allSatisfy({ $0.starts(with: $1.utf8) }) else {
      return report(path, .declaration)
    }
    let values = zip(lines, labels).map {
      String(decoding: $0.dropFirst($1.utf8.count), as: UTF8.self)
    }
    if values[0] != "1.0" { report(path, line: 1, .version(values[0])) }
    if values[1].uppercased() != "UTF-8" { report(path, line: 2, .encoding(values[1])) }
  }

  /// - Source: RFC 8493, sections 2.1.3 and 3.
  private mutating func checkPayload() {
    noteOtherAlgorithms(prefix: "manifest-", known: BagFile.manifest)
    guard has(BagFile.manifest) else { return report(BagFile.manifest, .noManifest) }
    guard let listed = verify(BagFile.manifest, allows: { $0.starts(with: BagFile.payloadPrefix) })
    else { return }
    for path in payload where !listed.contains(path) {
      report(String(decoding: path, as: UTF8.self), .notListed(manifest: BagFile.manifest))
    }
  }

  /// - Source: RFC 8493, section 2.2.1: a tag manifest need not be there, and must list the payload
  ///   manifests alone.
  private mutating func checkTags() {
    noteOtherAlgorithms(prefix: "tagmanifest-", known: BagFile.tagManifest)
    guard has(BagFile.tagManifest) else { return report(BagFile.tagManifest, .noTagManifest) }
    let allowed = { (path: [UInt8]) in
      !path.starts(with: BagFile.payloadPrefix) && !path.starts(with: "tagmanifest-".utf8)
    }
    guard let listed = verify(BagFile.tagManifest, allows: allowed) else { return }
    for path in files where allowed(path) && !listed.contains(path) {
      let name = String(decoding: path, as: UTF8.self)
      let mustBe = isManifest(path, prefix: "manifest-")
      report(name, mustBe ? .notListed(manifest: BagFile.tagManifest) : .tagNotListed)
    }
  }

  /// - Source: RFC 8493, section 2.4: a manifest's name says its algorithm.
  private mutating func noteOtherAlgorithms(prefix: String, known: String) {
    for file in files where isManifest(file, prefix: prefix) {
      let path = String(decoding: file, as: UTF8.self)
      if path != known { report(path, .algorithmNotChecked) }
    }
  }

  private func isManifest(_ path: [UInt8], prefix: String) -> Bool {
    path.starts(with: prefix.utf8) && path.suffix(4).elementsEqual(".txt".utf8)
      && !path.contains(UInt8(ascii: "/"))
  }

  /// Compares a manifest with the files, and returns the paths that it lists; nil if it was not
  /// read.
  ///
  /// - Source: RFC 8493, section 2.1.3, also for the lines of tag manifests.
  private mutating func verify(
    _ manifest: String, allows: ([UInt8]) -> Bool
  ) -> Set<[UInt8]>? {
    guard let lines = lines(of: manifest) else { return nil }
    var first: [[UInt8]: Int] = [:]
    var folded: [String: Int] = [:]
    for (number, line) in zip(1..., lines) {
      let checksum = line.prefix { !isBlank($0) }
      let name = line[checksum.endIndex...].drop(while: isBlank)
      guard let digest = Digest(hexadecimal: String(decoding: checksum, as: UTF8.self)),
        !name.isEmpty
      else {
        report(manifest, line: number, .manifestLine)
        continue
      }
      guard let path = percentDecoded(name) else {
        report(manifest, line: number, .path(.percent))
        continue
      }
      if let fault = BagPathFault(in: path) {
        report(manifest, line: number, fault.isUnsafe ? .path(fault) : .unportable(fault))
        if fault.isUnsafe { continue }
      }
      guard allows(path) else {
        report(manifest, line: number, .misplaced)
        continue
      }
      if let earlier = first.updateValue(number, forKey: path) {
        first[path] = earlier
        report(manifest, line: number, .duplicate(firstLine: earlier))
      } else if let earlier = folded.updateValue(
        number, forKey: String(decoding: path, as: UTF8.self).lowercased())
      {
        report(manifest, line: number, .alike(line: earlier))
      }
      let file = String(decoding: path, as: UTF8.self)
      if !files.contains(path) {
        report(file, .missing(manifest: manifest))
      } else if let found = digests[path], found != digest {
        report(file, .changed(manifest: manifest))
      }
    }
    return Set(first.keys)
  }

  /// - Source: RFC 8493, section 2.2.2; a line that starts with space continues the one before.
  private mutating func checkInfo() {
    guard let lines = lines(of: BagFile.info) else { return }
    var oxums: [(line: Int, value: String)] = []
    for (number, line) in zip(1..., lines) {
      if let start = line.first, isBlank(start), !info.isEmpty {
        let more = trimmed(line)
        info[info.count - 1].value += info[info.count - 1].value.isEmpty ? more : " " + more
        continue
      }
      let label = line.prefix { $0 != UInt8(ascii: ":") }
      guard let start = label.first, let end = label.last, !isBlank(start), !isBlank(end),
        label.endIndex < line.endIndex
      else {
        report(BagFile.info, line: number, .infoLine)
        continue
      }
      let element = (String(decoding: label, as: UTF8.self), trimmed(line[(label.endIndex + 1)...]))
      info.append(element)
      if element.0.lowercased() == "payload-oxum" { oxums.append((number, element.1)) }
    }
    for oxum in oxums.dropFirst() { report(BagFile.info, line: oxum.line, .oxumRepeated) }
    guard let oxum = oxums.first else { return }
    let numbers = oxum.value.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = { (text: Substring) in
      !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    guard numbers.count == 2, numbers.allSatisfy(isNumber) else {
      return report(BagFile.info, line: oxum.line, .oxum)
    }
    let count = payload.count
    if sawAll && (Int(numbers[0]) != octets || Int(numbers[1]) != count) {
      let differs = BagProblem.Reason.oxumDiffers(stated: oxum.value, found: "\(octets).\(count)")
      report(BagFile.info, line: oxum.line, differs)
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func trimmed(_ line: ArraySlice<UInt8>) -> String {
    var text = line.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }
}
