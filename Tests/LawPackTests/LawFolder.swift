import Diagnostics
import Foundation
import LawLibrary
import LawPack
import LawTesting
import Testing

/// The project's own law, read once.
enum RealLaw {
  static let loaded = Result { try LawLibrary.load(from: lawFolder, cache: .none) }

  static var pack: LawPack {
    get throws { try loaded.get().0 }
  }
}

/// A folder of the test's own, which goes when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("heed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders above it.
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func write(_ law: SmallLaw, to folder: String) throws {
    for file in law.files { try write(file.bytes, to: "\(folder)/\(file.path)") }
  }

  func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
  }
}
