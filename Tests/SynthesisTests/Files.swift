import Foundation

/// Writes bytes to a file, and says whether that went well.
func write(_ bytes: UnsafeRawBufferPointer, to path: String) -> Bool {
  FileManager.default.createFile(atPath: path, contents: Data(bytes))
}

func remove(_ path: String) {
  try? FileManager.default.removeItem(atPath: path)
}

/// A name for a file of one test.
func scratchPath() -> String {
  FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".ndjson").path
}
