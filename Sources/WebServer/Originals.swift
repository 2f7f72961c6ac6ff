import Foundation
import Ledger

/// The documents that were attached to sources, in a folder beside the casebook, each under the SHA-256 of its bytes.
///
/// The folder is the casebook's: it is backed up and restored with it.
public struct Originals: Sendable {
  private let folder: String

  /// Bytes of the longest.
  static let longest = 25 << 20

  /// - Parameter casebook: the path of the casebook's file.
  public init(of casebook: String) { folder = casebook + ".files" }

  /// Where they are, if there are any.
  public var existingFolder: String? {
    FileManager.default.fileExists(atPath: folder) ? folder : nil
  }

  private func path(of digest: Digest) -> (folder: String, file: String) {
    let name = digest.hexadecimal
    let part = "\(folder)/\(name.prefix(2))"
    return (part, "\(part)/\(name.dropFirst(2))")
  }

  /// Writes a document down. When this returns it is on the disk, under its name.
  ///
  /// - Returns: what it hashes to, and whether it was not there before.
  /// - Throws: `OriginalError`.
  func keep(_ bytes: [UInt8]) throws -> (digest: Digest, isNew: Bool) {
    let digest = sha256(bytes)
    let (part, file) = path(of: digest)
    if try read(digest) != nil { return (digest, false) }
    for folder in [folder, part] where mkdir(folder, 0o700) != 0 && errno != EEXIST {
      throw OriginalError.cannotWrite(isFull: errno == ENOSPC)
    }
    var name = Array("\(part)/.new-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw OriginalError.cannotWrite(isFull: errno == ENOSPC) }
    let temporary = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer {
      close(descriptor)
      unlink(temporary)
    }
    guard fchmod(descriptor, 0o600) == 0, Originals.write(bytes, to: descriptor),
      fsync(descriptor) == 0, rename(temporary, file) == 0, Originals.sync(part),
      Originals.sync(folder)
    else { throw OriginalError.cannotWrite(isFull: [ENOSPC, EDQUOT, EFBIG].contains(errno)) }
    return (digest, true)
  }

  /// A document as it was written down; nil if there is none.
  ///
  /// - Throws: `OriginalError.altered` if it is not what it was.
  func read(_ digest: Digest) throws -> [UInt8]? {
    let file = path(of: digest).file
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw OriginalError.cannotRead
    }
    let bytes = Array(data)
    guard sha256(bytes) == digest else { throw OriginalError.altered }
    return bytes
  }

  /// Takes away what was kept and then not entered.
  func drop(_ digest: Digest) { unlink(path(of: digest).file) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          return false
        }
        rest = rest.dropFirst(written)
      }
      return true
    }
  }

  private static func sync(_ folder: String) -> Bool {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}

/// Why a document cannot be kept or given out. It names none.
enum OriginalError: Error, Sendable, Hashable {
  case cannotWrite(isFull: Bool)
  case cannotRead
  /// Its bytes are not those that were entered in the log.
  case altered
}

/// The kinds of document that are taken: those of which somebody can say what they are by their first bytes.
enum DocumentKind: String, Sendable, CaseIterable {
  case pdf, png, jpg, txt, docx, xlsx, odt

  /// What a document is by its bytes. Only among those that begin as an archive its name decides.
  init?(_ bytes: some Collection<UInt8>, named name: String?) {
    let beginnings: [(DocumentKind, [UInt8])] = [
      (.pdf, Array("%PDF-".utf8)), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      (.jpg, [0xFF, 0xD8, 0xFF]),
    ]
    if let found = beginnings.first(where: { bytes.starts(with: $0.1) }) {
      self = found.0
    } else if bytes.starts(with: [0x50, 0x4B, 3, 4]) {
      let ending = name?.split(separator: ".").last?.lowercased() ?? ""
      guard let kind = DocumentKind(rawValue: ending), [.docx, .xlsx, .odt].contains(kind) else {
        return nil
      }
      self = kind
    } else if !bytes.isEmpty, DocumentKind.isText(bytes) {
      self = .txt
    } else {
      return nil
    }
  }

  private static func isText(_ bytes: some Collection<UInt8>) -> Bool {
    let isPlain = bytes.allSatisfy { $0 >= 32 && $0 != 127 || [9, 10, 12, 13].contains($0) }
    return isPlain && String(validating: bytes, as: UTF8.self) != nil
  }

  /// Its media type.
  var type: String {
    switch self {
    case .pdf: "application/pdf"
    case .png: "image/png"
    case .jpg: "image/jpeg"
    case .txt: "text/plain; charset=utf-8"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .odt: "application/vnd.oasis.opendocument.text"
    }
  }
}

/// Where the original of a source is, when it is kept here: `sha256:` and 64 digits, and then the kind. What the sender called the
/// file is not kept: it often names somebody.
struct DocumentReference: Sendable, Hashable {
  var digest: Digest
  var kind: DocumentKind

  init(_ digest: Digest, _ kind: DocumentKind) {
    self.digest = digest
    self.kind = kind
  }

  init?(_ text: String) {
    guard text.hasPrefix("sha256:") else { return nil }
    let parts = text.dropFirst(7).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let digest = Digest(hexadecimal: parts[0]),
      let kind = DocumentKind(rawValue: String(parts[1]))
    else { return nil }
    self.init(digest, kind)
  }

  var text: String { "sha256:\(digest.hexadecimal).\(kind.rawValue)" }
}

/// A document with its bytes.
struct StoredDocument: Sendable {
  var bytes: [UInt8]
  var kind: DocumentKind
}
