/// The entries of one tile as one file: each with its length before it.
///
/// - Source: C2SP tlog-tiles v0.1.0, "Log Entries": lengths are 16 bits, big-endian.
public enum EntryBundle {
  /// The number of bytes that one entry may have at most, 65,535.
  public static let longestEntry = 65_535

  /// Returns the file for some entries, in their order.
  ///
  /// - Throws: `EntryBundleError.tooManyEntries` above 256, or `entryTooLong`.
  public static func encode(_ entries: [[UInt8]]) throws(EntryBundleError) -> [UInt8] {
    guard entries.count <= Tile.fullWidth else { throw .tooManyEntries(entries.count) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
    for (place, entry) in entries.enumerated() {
      guard entry.count <= longestEntry else {
        throw .entryTooLong(place: place, bytes: entry.count)
      }
      bytes.append(UInt8(entry.count >> 8))
      bytes.append(UInt8(entry.count & 0xFF))
      bytes += entry
    }
    return bytes
  }

  /// Returns the entries of a file, in their order.
  ///
  /// Nothing is checked against a tree here: hash each entry with `leafHash` and compare.
  ///
  /// - Throws: `EntryBundleError.cutShort` if the file ends inside an entry, or `tooManyEntries`
  ///   above 256.
  public static func decode(_ bytes: [UInt8]) throws(EntryBundleError) -> [[UInt8]] {
    var entries: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard entries.count < Tile.fullWidth else { throw .tooManyEntries(entries.count + 1) }
      let place = entries.count
      guard let high = rest.popFirst(), let low = rest.popFirst() else {
        throw .cutShort(place: place)
      }
      let length = Int(high) << 8 | Int(low)
      guard rest.count >= length else { throw .cutShort(place: place) }
      entries.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return entries
  }
}

/// Why entries and their file cannot be turned into each other. Places count from 0 in the file.
public enum EntryBundleError: Error, Sendable, Hashable, CustomStringConvertible {
  /// An entry has more bytes than a length of 16 bits can say.
  case entryTooLong(place: Int, bytes: Int)
  /// There are more entries than one tile has hashes; when reading, at least so many.
  case tooManyEntries(Int)
  /// The file ends inside this entry or its length.
  case cutShort(place: Int)

  /// What is wrong and what to do, in plain words.
  public var description: String {
    switch self {
    case .entryTooLong(let place, let bytes):
      "entry \(place) of the bundle has \(bytes) bytes, and \(EntryBundle.longestEntry) are "
        + "allowed: keep the content beside the log and enter a commitment to it"
    case .tooManyEntries(let count):
      "the bundle has \(count) entries or more, and \(Tile.fullWidth) are allowed: begin the next "
        + "bundle"
    case .cutShort(let place):
      "the bundle ends inside entry \(place): fetch the file again"
    }
  }
}
