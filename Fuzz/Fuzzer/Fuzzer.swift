import CaseRecord
import Casebook
@_spi(Checking) import Caseload
import Diagnostics
import Documents
import Foundation
import Ledger
import Multipart
import Vocabulary

/// Gives bytes to one reader, again and again. `FUZZ_TARGET` names it; the arguments are libFuzzer's.
@main struct Fuzzer {
  static func main() {
    guard targets[chosen] != nil else {
      print("FUZZ_TARGET is one of: \(targets.keys.sorted().joined(separator: " "))")
      exit(2)
    }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
      runDriver(&count, &arguments) { bytes, length in
        Fuzzer.reader(Array(UnsafeBufferPointer(start: bytes, count: length)))
        return 0
      })
  }

  private static let chosen = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  private static let reader = targets[chosen] ?? { _ in }

  /// Each reads, and says what must be true of whatever it could read.
  private static let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "form": { bytes in
      let form = Form(encoded: String(decoding: bytes, as: UTF8.self))
      precondition(Set(form.names) == Set(form.values.keys) && form.names.count <= 2000)
    },
    "multipart": { bytes in
      guard let form = try? Multipart(bytes, boundary: "line", limits: .init(total: 1 << 20))
      else { return }
      let total = form.parts.reduce(0) { $0 + $1.content.count }
      precondition(total < bytes.count && form.parts.count <= 32)
      for part in form.parts {
        precondition(!part.name.isEmpty && part.name.utf8.allSatisfy { $0 > 32 && $0 < 127 })
        if let name = part.fileName { check(fileName: name) }
      }
    },
    "file-name": { bytes in
      if let name = Multipart.reduced(fileName: String(decoding: bytes, as: UTF8.self)) {
        check(fileName: name)
        precondition(Multipart.reduced(fileName: name) == name)
      }
    },
    "boundary": { bytes in
      let type = String(decoding: bytes, as: UTF8.self)
      if let boundary = try? Multipart.boundary(ofType: type) {
        precondition((1...70).contains(boundary.utf8.count))
      }
    },
    "note": { bytes in
      guard let note = try? SignedNote(parsing: bytes) else { return }
      if let checkpoint = try? Checkpoint(parsing: note.text) { precondition(checkpoint.size >= 0) }
    },
    "proof": { bytes in _ = try? LogProof(parsing: bytes) },
    "tile-path": { bytes in
      let path = String(decoding: bytes, as: UTF8.self)
      if let tile = Tile(path: path) { precondition(tile.path == path) }
    },
    "bundle": { bytes in _ = try? EntryBundle.decode(bytes) },
    "policy": { bytes in _ = try? WitnessPolicy(parsing: String(decoding: bytes, as: UTF8.self)) },
    "entry": { bytes in
      if let entry = LogEntry(bytes) { precondition(entry.bytes == bytes) }
    },
    "act": { bytes in
      guard let deed = try? Deed(decoding: bytes), let written = try? deed.encoded() else { return }
      guard let again = try? Deed(decoding: written) else {
        preconditionFailure("what was written cannot be read")
      }
      precondition(again == deed)
    },
    "code": { bytes in
      if let code = ReceiptCode(String(decoding: bytes, as: UTF8.self)) {
        precondition(ReceiptCode(code.description) == code)
      }
    },
    "case": { bytes in
      var report = Report()
      let file = RecordFile(name: "one.yaml", bytes: bytes, format: .yaml)
      let records = readCaseRecords([file], vocabulary: vocabulary, report: &report)
      precondition(records.isEmpty || !report.hasErrors)
    },
    "case-line": { bytes in
      // The quick reader gives what the thorough one gives without a word, or nothing.
      guard let quick = quickRecord(bytes, vocabulary: vocabulary) else { return }
      var report = Report()
      let file = RecordFile(name: "one.json", bytes: bytes, format: .json)
      let records = readCaseRecords([file], vocabulary: vocabulary, report: &report)
      precondition(report.isEmpty && records == [quick])
    },
    "case-json": { bytes in
      var report = Report()
      let file = RecordFile(name: "one.json", bytes: bytes, format: .json)
      let records = readCaseRecords([file], vocabulary: vocabulary, report: &report)
      precondition(records.isEmpty || !report.hasErrors)
    },
  ]

  private static func check(fileName: String) {
    precondition(!fileName.isEmpty && fileName.count <= 120)
    precondition(!fileName.hasPrefix(".") && !fileName.hasSuffix("."))
    precondition(
      fileName.unicodeScalars.allSatisfy {
        $0.value >= 32 && !"/\\:\"\u{7F}".unicodeScalars.contains($0)
      })
  }

  /// The words of the law, from the folder in which the project stands.
  private static let vocabulary: Vocabulary = {
    var report = Report()
    let folder = ProcessInfo.processInfo.environment["HEED_LAW"] ?? "Law"
    let nodes = ["vocabulary.yaml", "source-kinds.yaml", "factors.yaml"].compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").flatMap {
        readDocument(Array($0), file: name, format: .yaml, report: &report)
      }
    }
    guard nodes.count == 3,
      let found = readVocabulary(
        vocabulary: nodes[0], sourceKinds: nodes[1], factors: nodes[2],
        files: ("vocabulary.yaml", "source-kinds.yaml", "factors.yaml"), report: &report)
    else { fatalError("there is no vocabulary in \(folder)") }
    return found
  }()
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
