internal import CLibCrypto

/// Everything that has been published: a list that only grows, each line bound to the one before it.
///
/// The text is JSON Lines, one release in each line, with the SHA-256 of the former line. So a line that is changed or
/// taken out afterwards shows, as long as somebody remembers a later hash. The log holds no count that was not printed.
public struct ReleaseLog: Hashable, Sendable {
  public static let format = "heed: releases/1"
  /// What stands for the former hash in the first line.
  static let noHash = String(repeating: "0", count: 64)

  public private(set) var releases: [Release] = []
  /// The lines as they are in the file, without line feeds.
  private(set) var lines: [[UInt8]] = []

  /// A log in which nothing has been published.
  public init() {}

  /// The whole file.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  var bytes: [UInt8] { lines.flatMap { $0 + [0x0A] } }

  /// The SHA-256 of the last line, in hexadecimal digits: what to remember or to print beside a release.
  public var head: String { lines.last.map(hexadecimalHash) ?? Self.noHash }

  /// This log and one release more.
  ///
  /// - Throws: `ReleaseRefusal.repeatedRelease`.
  public func appending(_ release: Release) throws(ReleaseRefusal) -> ReleaseLog {
    if releases.contains(where: { $0.heading.name == release.heading.name }) {
      throw .repeatedRelease(release.heading.name)
    }
    var log = self
    log.add(release, line: release.line(after: head))
    return log
  }

  /// This log as it was before the first release of which something is so, and the releases of which it is.
  public func before(
    _ isSo: (Release) -> Bool
  ) -> (log: ReleaseLog, releases: [Release]) {
    var log = self
    if let first = releases.firstIndex(where: isSo) {
      log.releases.removeSubrange(first...)
      log.lines.removeSubrange(first...)
    }
    return (log, releases.filter(isSo))
  }

  mutating func add(_ release: Release, line: [UInt8]) {
    releases.append(release)
    lines.append(line)
  }
}

/// - Source: FIPS 180-4.
func hexadecimalHash(_ bytes: [UInt8]) -> String {
  var hash = [UInt8](repeating: 0, count: 32)
  SHA256(bytes, bytes.count, &hash)
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
