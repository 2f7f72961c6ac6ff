import ArgumentParser
import BulkAudit
import Foundation
import Glibc
import LastingFiles

/// What an audit has done so far, one block on a line, so that it can be interrupted and go on.
///
/// A last line that was cut off is left out, and its records are read again.
final class AuditJournal {
  /// For what the journal was kept.
  struct Heading: Codable, Equatable {
    var heed = "audit-state/5"
    var law: String
    var on: String
    var known: String?
    var since: String?
    var sources: [String]
  }

  /// A block, with its lines as values, so that a line of the file says all that it means.
  private struct Line: Codable {
    var source: Int
    var totals: AuditTotals
    var entries: [AuditEntry]
    var guards: [AuditedGuard]
    var refused: [AuditReport.Refused]
    var cases: [AuditRun.Block.Read]
    var records: Int

    init(_ block: AuditRun.Block, of source: Int) {
      self.source = source
      totals = block.totals
      entries = block.lines.allEntries
      guards = block.lines.allGuards
      refused = block.refused
      cases = block.cases
      records = block.records
    }

    /// Nil if it says something of the law for which there are no words.
    func block(_ words: LineWords) -> AuditRun.Block? {
      FoundLines(words, entries: entries, guards: guards).map { lines in
        AuditRun.Block(
          totals: totals, lines: lines, refused: refused, cases: cases, records: records)
      }
    }
  }

  private let path: String
  private let descriptor: Int32
  private let sources: Int
  private var lines: WholeLines
  /// How far the file holds what can be gone on from.
  private var kept = 0

  init(_ path: String, heading: Heading) throws {
    self.path = path
    sources = heading.sources.count
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    lines = WholeLines(of: descriptor)
    guard descriptor >= 0 else { throw cannotBeWritten() }
    if lseek(descriptor, 0, SEEK_END) == 0 {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      try write(try encoder.encode(heading))
      return
    }
    lseek(descriptor, 0, SEEK_SET)
    guard let first = try nextLine(),
      let found = try? JSONDecoder().decode(Heading.self, from: first)
    else {
      throw unusable("\(path) is no state of an audit; name another file")
    }
    guard found == heading else {
      throw unusable(
        "\(path) was kept for another law, other days or other sources; name another file, or remove it to begin again"
      )
    }
    kept = first.count + 1
  }

  deinit { close(descriptor) }

  /// Gives what was done, one block after another, each with its source. Nothing is appended before this.
  ///
  /// - Parameter words: what their lines tell by number.
  func replay(_ words: LineWords, _ take: (AuditRun.Block, Int) throws -> Void) throws {
    if kept == 0 { return }
    let decoder = JSONDecoder()
    while let line = try nextLine(), let done = try? decoder.decode(Line.self, from: line),
      (0..<sources).contains(done.source), let block = done.block(words)
    {
      kept += line.count + 1
      try take(block, done.source)
    }
    ftruncate(descriptor, off_t(kept))
    lseek(descriptor, 0, SEEK_END)
  }

  func append(_ block: AuditRun.Block, of source: Int) throws {
    try write(try JSONEncoder().encode(Line(block, of: source)))
  }

  private func nextLine() throws -> Data? {
    do throws(WholeLines.Unreadable) {
      return try lines.next()
    } catch {
      throw unusable("\(path) cannot be read: \(error.reason); name another file")
    }
  }

  private func write(_ data: Data) throws {
    guard writeAll(data + [0x0A], to: descriptor) else { throw cannotBeWritten() }
  }

  private func cannotBeWritten() -> ExitCode {
    unusable("\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}

/// The lines of a file that were ended, without their ends.
private struct WholeLines {
  struct Unreadable: Error {
    var reason: String
  }

  private static let pieceSize = 1 << 20

  private let descriptor: Int32
  private var waiting: [UInt8] = []

  init(of descriptor: Int32) { self.descriptor = descriptor }

  mutating func next() throws(Unreadable) -> Data? {
    var searched = 0
    while true {
      if let end = waiting[searched...].firstIndex(of: 0x0A) {
        defer { waiting.removeSubrange(...end) }
        return Data(waiting[..<end])
      }
      searched = waiting.count
      var piece = [UInt8](repeating: 0, count: Self.pieceSize)
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Unreadable(reason: String(cString: strerror(errno))) }
      if count == 0 { return nil }
      waiting += piece.prefix(count)
    }
  }
}
