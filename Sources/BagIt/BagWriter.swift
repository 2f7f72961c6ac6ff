internal import Ledger

/// Writes a bag, one file after another: payload as it comes, and at the end what vouches for it.
///
/// ```swift
/// var bag = BagWriter { path, bytes in try save(bytes, at: path) }
/// try bag.add("log/checkpoint", checkpoint)
/// try bag.finish(info: [("Bagging-Date", "2026-11-21")])
/// ```
///
/// Of a payload file only its path and its hash stay in memory. Equal files, added in any order,
/// and equal information give equal bytes. A bag that was not finished has no `bagit.txt`, and so
/// is none.
///
/// - Source: RFC 8493, version 1.0 of the format, with SHA-256.
public struct BagWriter {
  private let write: (_ path: String, _ bytes: [UInt8]) throws -> Void
  private var payload: [(path: [UInt8], digest: Digest)] = []
  private var octets = 0
  private var isFinished = false
  /// Every file and folder under `data/`, by what a system that ignores case makes of its path.
  private var taken: [String: (path: [UInt8], isFile: Bool)] = [:]

  /// A writer of one bag.
  ///
  /// - Parameter write: makes the file at a path in the bag, with the folders that it lies in. It
  ///   is called once for each path, and `/` separates the parts of a path on every system.
  public init(write: @escaping (_ path: String, _ bytes: [UInt8]) throws -> Void) {
    self.write = write
  }

  /// Writes a payload file, and remembers its SHA-256.
  ///
  /// - Parameter path: where it lies under `data/`, such as `log/checkpoint`.
  /// - Throws: `BagWriterError` if the path would be unsafe, or not the same on every system, if it
  ///   was added before, or if `write` threw. Nothing is written for a refused path.
  public mutating func add(_ path: String, _ bytes: [UInt8]) throws(BagWriterError) {
    guard !isFinished else { throw .finished }
    let name = Array(path.utf8)
    if let fault = BagPathFault(in: name) { throw .path(path, fault) }
    var places: [(key: String, path: [UInt8], isFile: Bool)] = []
    for end in name.indices where name[end] == UInt8(ascii: "/") {
      places.append((Self.key(name[..<end]), Array(name[..<end]), false))
    }
    places.append((Self.key(name[...]), name, true))
    for place in places {
      guard let other = taken[place.key] else { continue }
      let spelling = String(decoding: other.path, as: UTF8.self)
      guard other.path == place.path else { throw .alike(path, spelling) }
      guard !place.isFile || !other.isFile else { throw .duplicate(path) }
      guard place.isFile == other.isFile else { throw .fileAndFolder(spelling) }
    }
    try put("data/" + path, bytes)
    for place in places { taken[place.key] = (place.path, place.isFile) }
    payload.append((BagFile.payloadPrefix + name, sha256(bytes)))
    octets += bytes.count
  }

  /// Writes the manifest, `bag-info.txt`, `bagit.txt` and the tag manifest.
  ///
  /// `Payload-Oxum` is added to the information, before all else. Values are not folded: each
  /// stands on one line, however long.
  ///
  /// - Parameter info: what `bag-info.txt` says, in this order, such as `Bagging-Date` as
  ///   `2026-11-21` and `Bag-Software-Agent`. A label may occur more than once.
  /// - Throws: `BagWriterError` if there is no payload, if a label or value cannot be written on a
  ///   line, or if `write` threw.
  /// - Source: RFC 8493, sections 2.1.1, 2.1.3, 2.2.1 and 2.2.2.
  public mutating func finish(
    info: [(label: String, value: String)]
  ) throws(BagWriterError) {
    guard !isFinished else { throw .finished }
    guard !payload.isEmpty else { throw .noPayload }
    for (label, value) in info {
      guard Self.isLine(label), !label.utf8.contains(UInt8(ascii: ":")) else {
        throw .label(label)
      }
      guard label.lowercased() != "payload-oxum" else { throw .label(label) }
      guard Self.isLine(value) else { throw .value(label: label) }
    }
    isFinished = true
    let elements = [("Payload-Oxum", "\(octets).\(payload.count)")] + info
    let tags = [
      (BagFile.manifest, Self.manifest(payload)),
      (BagFile.info, Array(elements.map { "\($0.0): \($0.1)\n" }.joined().utf8)),
      (BagFile.declaration, Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)),
    ]
    for (path, bytes) in tags { try put(path, bytes) }
    let entries = tags.map { (path: Array($0.0.utf8), digest: sha256($0.1)) }
    try put(BagFile.tagManifest, Self.manifest(entries))
  }

  private func put(_ path: String, _ bytes: [UInt8]) throws(BagWriterError) {
    do { try write(path, bytes) } catch { throw .writing(path: path, error) }
  }

  /// Equal for paths that differ in case alone; and strings are equal that differ only in how
  /// accents are stored.
  private static func key(_ path: ArraySlice<UInt8>) -> String {
    String(decoding: path, as: UTF8.self).lowercased()
  }

  /// The lines of a manifest, sorted by the bytes of their paths, as `sha256sum` writes them.
  private static func manifest(_ entries: [(path: [UInt8], digest: Digest)]) -> [UInt8] {
    var text: [UInt8] = []
    for entry in entries.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) {
      text += entry.digest.hexadecimal.utf8
      text += "  ".utf8
      text += percentEncoded(entry.path)
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  /// Whether a text is not empty, holds nothing that may break a line, and has no space around it.
  private static func isLine(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      !first.properties.isWhitespace, !last.properties.isWhitespace
    else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control && $0 != "\u{2028}" && $0 != "\u{2029}"
    }
  }
}
