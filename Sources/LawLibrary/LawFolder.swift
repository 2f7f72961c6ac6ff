internal import LawPack

/// The files of a law's folder.
struct LawFolder {
  /// More than any file of the law, and more than a document may have: what is longer is refused when it is read.
  static let largestFile = 8 << 20 + 1
  static let mostFiles = 5000
  /// Acts stand one folder down. Deeper ones are looked into only to name what should not be there.
  private static let mostLevels = 3

  let path: String

  /// What a folder holds.
  struct Contents {
    /// The files of the law with their bytes, sorted by path.
    var files: [(path: String, bytes: [UInt8])] = []
    /// Everything else, unread.
    var otherPaths: [String] = []
  }

  /// Reads every file of the law. Names that begin with a dot are passed over.
  func read() throws(LawLibraryError) -> Contents {
    var paths: [String] = []
    try list("", level: 1, into: &paths)
    var contents = Contents()
    for path in paths.sorted(by: comesBefore) {
      if LawFileKind(path: path).isLaw {
        let bytes = try bytesOfFile(at: "\(self.path)/\(path)", atMost: LawFolder.largestFile)
        contents.files.append((path, bytes))
      } else {
        contents.otherPaths.append(path)
      }
    }
    return contents
  }

  private func list(
    _ folder: String, level: Int, into paths: inout [String]
  ) throws(LawLibraryError) {
    for entry in try entries(ofFolder: folder.isEmpty ? path : "\(path)/\(folder)") {
      guard !entry.name.hasPrefix(".") else { continue }
      let inside = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
      if entry.isFolder, level < LawFolder.mostLevels {
        try list(inside, level: level + 1, into: &paths)
      } else if !entry.isFolder {
        paths.append(inside)
      }
      guard paths.count <= LawFolder.mostFiles else {
        throw .tooManyFiles(path: path, limit: LawFolder.mostFiles)
      }
    }
  }
}

/// The order of the bytes of two paths, which no locale or version of Unicode changes.
func comesBefore(_ one: String, _ other: String) -> Bool {
  one.utf8.lexicographicallyPrecedes(other.utf8)
}
