internal import LawPack

extension LawLibrary {
  /// A file of worked cases that stands beside an Act, or of a record that they may name.
  public struct CaseFile: Sendable, Hashable {
    /// Relative to the folder in which it was found.
    public let path: String
    public let bytes: [UInt8]

    /// The first folder of the path: the jurisdiction, for a file of worked cases.
    public var folder: String { path.split(separator: "/").first.map(String.init) ?? "" }
  }

  /// Every `<act>.cases.yaml`, sorted by path.
  ///
  /// - Throws: `LawLibraryError.unreadable`, `tooManyFiles`.
  public func caseFiles() throws(LawLibraryError) -> [CaseFile] {
    let paths = try LawFolder(path: folder).read().otherPaths.filter { $0.hasSuffix(".cases.yaml") }
    var files: [CaseFile] = []
    for path in paths {
      let bytes = try bytesOfFile(at: "\(folder)/\(path)", atMost: LawFolder.largestFile)
      files.append(CaseFile(path: path, bytes: bytes))
    }
    return files
  }

  /// The fictional records that worked cases name: those of `Cases/fictional` beside `Law`, or of the copy that a build makes.
  ///
  /// - Throws: `LawLibraryError.unreadable`, `tooManyFiles`.
  public func exampleRecords() throws(LawLibraryError) -> [CaseFile] {
    let places = ["\(folder)/../Cases/fictional", "\(folder)/../fictional"]
    guard let place = places.first(where: isFolder) else { return [] }
    var files: [CaseFile] = []
    for entry in try entries(ofFolder: place).sorted(by: { comesBefore($0.name, $1.name) }) {
      guard !entry.isFolder, entry.name.hasSuffix(".case.yaml") else { continue }
      let bytes = try bytesOfFile(at: "\(place)/\(entry.name)", atMost: LawFolder.largestFile)
      files.append(CaseFile(path: entry.name, bytes: bytes))
    }
    return files
  }
}
