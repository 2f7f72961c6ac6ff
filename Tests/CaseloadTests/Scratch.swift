import CaseRecord
import Caseload
import Foundation

/// A folder for one test, gone when the test is over.
final class Scratch {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, in a folder of its own if the name has one, and returns its path.
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  func write(_ text: String, as name: String) throws -> String {
    try write(Array(text.utf8), as: name)
  }
}

/// A small record as one line.
func line(_ id: String, title: String = "A case") -> String {
  let record = CaseRecord(
    id: id, title: title, jurisdiction: "england-and-wales",
    people: [Person(id: "child-1", role: .child)],
    sources: [Source(id: "log", agency: "police/northmoor", kind: "agency-record")],
    statements: [Statement(fact: "groomed", children: ["child-1"], says: true, source: "log")])
  return String(decoding: CaseLine(record).bytes, as: UTF8.self)
}

func gzip(_ text: String) throws -> [UInt8] {
  var writer = try GzipWriter()
  var bytes: [UInt8] = []
  writer.append(Array(text.utf8)) { bytes += $0 }
  writer.finish { bytes += $0 }
  return bytes
}
