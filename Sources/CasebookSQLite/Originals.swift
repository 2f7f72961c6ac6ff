internal import Foundation
internal import LastingFiles
public import Ledger

/// The documents that were attached to sources, in a folder beside the casebook, each under the SHA-256 of its bytes.
///
/// The folder is the casebook's: it is backed up and restored with it. ``CasebookFile/attach(_:entering:)`` keeps a document and
/// ``CasebookFile/erase(_:in:as:)`` takes it away; whether one stands for something that was entered is for the casebook to say.
///
/// Before a document comes or goes it is noted as unsettled, in an empty file under its hash. Whatever ends the program then, the next
/// that opens the casebook finds the note, asks whether anything that was entered names the document, and keeps it or takes it away.
public struct Originals: Sendable {
  private let folder: String

  /// Bytes of the longest.
  public static let longest = 25 << 20

  /// - Parameter casebook: the path of the casebook's file.
  init(of casebook: String) { folder = casebook + ".files" }

  /// Where they are, if there are any.
  public var existingFolder: String? {
    FileManager.default.fileExists(atPath: folder) ? folder : nil
  }

  private func path(of digest: Digest) -> (folder: String, file: String) {
    let name = digest.hexadecimal
    let part = "\(folder)/\(name.prefix(2))"
    return (part, "\(part)/\(name.dropFirst(2))")
  }

  /// A document as it was written down; nil if there is none.
  ///
  /// - Throws: `OriginalError`: `altered` if it is not what it was.
  public func read(_ digest: Digest) throws -> [UInt8]? {
    let file = path(of: digest).file
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw OriginalError.cannotRead
    }
    let bytes = Array(data)
    guard sha256(bytes) == digest else { throw OriginalError.altered }
    return bytes
  }

  // MARK: Coming and going

  /// Writes a document down that was noted as unsettled, unless it is there. When this returns it is on the disk, under its name.
  ///
  /// - Throws: `OriginalError` if what is there is not what it was; `CasebookError`.
  func write(_ bytes: [UInt8]) throws {
    let digest = sha256(bytes)
    let (part, file) = path(of: digest)
    if try read(digest) != nil { return }
    try Originals.make(part)
    try Originals.onDisk {
      try replaceFile(at: file, with: bytes, mode: 0o600, beside: begun(digest))
      try syncFolder(folder)
    }
  }

  /// Takes a document away, if it is there. When this returns it is gone from the disk.
  func remove(_ digest: Digest) throws {
    let (part, file) = path(of: digest)
    if unlink(file) != 0 {
      if errno == ENOENT { return }
      throw Originals.cannotWrite()
    }
    try Originals.onDisk { try syncFolder(part) }
  }

  /// Lets nobody else, of this program or another, bring documents or take them away meanwhile. The folder must be there.
  ///
  /// - Parameter waits: whether to wait for whoever is at it.
  /// - Returns: nil if somebody is, and nobody waits.
  func alone<Value>(waits: Bool = true, _ work: () throws -> Value) throws -> Value? {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Originals.cannotWrite() }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB)) != 0 {
      if errno == EWOULDBLOCK { return nil }
      guard errno == EINTR else { throw Originals.cannotWrite() }
    }
    return try work()
  }

  func makeFolder() throws {
    if existingFolder != nil { return }
    try Originals.make(folder)
    try Originals.onDisk { try syncFolder(of: folder) }
  }

  // MARK: What is unsettled

  private var notes: String { folder + "/unsettled" }
  private func note(_ digest: Digest) -> String { "\(notes)/\(digest.hexadecimal)" }
  /// A document that is being written down.
  private func begun(_ digest: Digest) -> String { note(digest) + ".new" }

  /// The documents of which it is yet to be said whether they stay.
  var unsettled: [Digest] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: notes)
    return (names ?? []).sorted().compactMap { Digest(hexadecimal: $0) }
  }

  /// Notes on the disk that a document may come or go.
  func unsettle(_ digest: Digest) throws {
    try Originals.make(notes)
    let descriptor = open(note(digest), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Originals.cannotWrite() }
    close(descriptor)
    try Originals.onDisk {
      try syncFolder(notes)
      try syncFolder(folder)
    }
  }

  /// A note that outlives this is only looked into once more.
  func settle(_ digest: Digest) {
    unlink(begun(digest))
    unlink(note(digest))
  }

  // MARK: The disk

  private static func make(_ folder: String) throws {
    if mkdir(folder, 0o700) != 0, errno != EEXIST { throw cannotWrite() }
  }

  private static func onDisk(_ work: () throws -> Void) throws {
    do { try work() } catch let error as LastingFileError { throw cannotWrite(error.number) }
  }

  private static func cannotWrite(_ number: Int32 = errno) -> CasebookError {
    switch number {
    case ENOSPC, EDQUOT, EFBIG: .diskFull
    case EACCES, EPERM, EROFS: .readOnly
    default: .disk("the folder of documents could not be written")
    }
  }
}

/// Why a document is not given out. It names none.
public enum OriginalError: Error, Sendable, Hashable {
  case cannotRead
  /// Its bytes are not those that were entered in the log.
  case altered
}
