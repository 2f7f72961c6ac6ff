public import Diagnostics
public import LawPack

/// The law of one folder: finds the folder, reads it, and keeps a compiled form so that the next start is quick.
///
/// ```swift
/// let (law, report) = try LawLibrary.load(from: nil, cache: .standard)
/// ```
///
/// The text is the law. It is read and hashed at every load, and the compiled form is believed only for that text.
public struct LawLibrary: Sendable, Hashable {
  /// The folder that was found; relative if it was given so.
  public let folder: String

  /// Finds the law's folder.
  ///
  /// In this order: `folder`; the environment's `HEED_LAW`; `heed_LawLibrary.resources/Law` beside the program, where a build
  /// puts it; `share/heed/Law` beside the program's own folder, where an installation does. What is named is used, or is an
  /// error: a slip in a name never leads to other law.
  ///
  /// - Throws: `LawLibraryError.folderMissing`.
  public init(at folder: String? = nil) throws(LawLibraryError) {
    try self.init(
      among: LawLibrary.places(
        given: folder, environment: environmentValue("HEED_LAW"), program: programPath()))
  }

  init(among places: [String]) throws(LawLibraryError) {
    guard let found = places.first(where: isFolder) else {
      throw .folderMissing(looked: places)
    }
    folder = found
  }

  /// Where to look, most particular first.
  static func places(given: String?, environment: String?, program: String?) -> [String] {
    if let given { return [given] }
    if let environment, !environment.isEmpty { return [environment] }
    guard let program, let slash = program.lastIndex(of: "/") else { return [] }
    let beside = program[..<slash]
    return ["\(beside)/heed_LawLibrary.resources/Law", "\(beside)/../share/heed/Law"]
  }

  /// Finds and loads the law.
  ///
  /// - Returns: the law, and the warnings about its files.
  /// - Throws: `LawLibraryError`; if the law has errors, it carries every one of them.
  public static func load(
    from folder: String?, cache: CachePolicy
  ) throws(LawLibraryError) -> (LawPack, Report) {
    try LawLibrary(at: folder).load(cache: cache)
  }

  /// Loads the law: from the compiled form if there is one of exactly this text and this program, else from the text.
  ///
  /// - Returns: the law, and the warnings about its files; the same from either.
  /// - Throws: `LawLibraryError`.
  public func load(cache policy: CachePolicy) throws(LawLibraryError) -> (LawPack, Report) {
    let listed = try LawFolder(path: folder).read()
    let hash = contentHash(ofLaw: listed.files)
    let cache = CompiledLawCache(policy: policy, contentHash: hash)
    var report = Report()
    if let law = cache?.law() {
      reportMisplacedLawFiles(listed.otherPaths, report: &report)
      return (law, report)
    }
    let unread = listed.otherPaths.map { (path: $0, bytes: [UInt8]()) }
    guard let law = readLawPack(files: listed.files + unread, contentHash: hash, report: &report)
    else { throw .lawHasErrors(report, folder: folder) }
    cache?.store(law)
    return (law, report)
  }

  /// The text of a file as diagnostics name it, `Law/england/act.yaml`, to show the line of a problem; nil if there is none.
  public func text(of file: String) -> String? {
    let prefix = "Law/"
    guard file.hasPrefix(prefix), !file.contains("..") else { return nil }
    let bytes = try? bytesOfFile(
      at: "\(folder)/\(file.dropFirst(prefix.count))", atMost: LawFolder.largestFile)
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}
