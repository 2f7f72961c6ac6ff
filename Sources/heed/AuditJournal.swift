import Foundation
import Glibc
import LastingFiles

/// What an audit has done so far, one block on a line, so that it can be interrupted and go on.
///
/// A last line that was cut off is left out, and its records are read again.
final class AuditJournal {
  /// For what the journal was kept.
  struct Heading: Codable, Equatable {
    var heed = "audit-state/1"
    var law: String
    var on: String
    var known: String?
    var since: String?
    var sources: [String]
  }

  private struct Line: Codable {
    var source: Int
    var block: AuditRun.Block
  }

  private let path: String
  private var done: [Int: [AuditRun.Block]] = [:]
  private let descriptor: Int32

  init(_ path: String, heading: Heading) throws {
    self.path = path
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var kept = 0
    if let data = FileManager.default.contents(atPath: path), !data.isEmpty {
      let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      let decoder = JSONDecoder()
      guard let first = lines.first, let found = try? decoder.decode(Heading.self, from: first)
      else {
        throw unusable("\(path) is no state of an audit; name another file")
      }
      guard found == heading else {
        throw unusable(
          "\(path) was kept for another law, other days or other sources; name another file, or remove it to begin again"
        )
      }
      kept = first.count + 1
      for line in lines.dropFirst() {
        guard let entry = try? decoder.decode(Line.self, from: line) else { break }
        done[entry.source, default: []].append(entry.block)
        kept += line.count + 1
      }
    }
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw unusable("\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
    if kept == 0 {
      ftruncate(descriptor, 0)
      try write(try encoder.encode(heading))
    } else {
      ftruncate(descriptor, off_t(kept))
      lseek(descriptor, 0, SEEK_END)
    }
  }

  deinit { close(descriptor) }

  func blocks(of source: Int) -> [AuditRun.Block] { done[source] ?? [] }

  func append(_ block: AuditRun.Block, of source: Int) throws {
    try write(try JSONEncoder().encode(Line(source: source, block: block)))
  }

  private func write(_ data: Data) throws {
    guard writeAll(data + [0x0A], to: descriptor) else {
      throw unusable("\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
  }
}
