internal import Crypto
internal import LawPack

/// The compiled form of one text of the law, kept in a file for one build of the program.
///
/// A file holds a mark, a key, the SHA-256 of what follows, and what follows. The key is made of the content hash of the text,
/// the number of the format, and the program's own file, its size and its time: other law and another build have another key.
/// What does not fit, is damaged, belongs to somebody else or may be written by somebody else is passed over, and replaced. No
/// failure here is an error: the text is at hand.
struct CompiledLawCache {
  /// How many files stay; the oldest go.
  static let mostFiles = 4

  private static let mark = Array("heed compiled law\n".utf8)
  private static let digestLength = 32
  private static let largestFile = 64 << 20

  private let folder: String
  private let key: [UInt8]

  /// Nil where nothing is to be kept, or nothing can be kept safely.
  init?(policy: CachePolicy, contentHash: String) {
    let folders = policy.folders(environment: environmentValue)
    guard let folder = folders.last, let program = programIdentity() else { return nil }
    for folder in folders { makePrivateFolder(at: folder) }
    guard isOwnFolder(at: folder) else { return nil }
    self.folder = folder
    var hasher = SHA256()
    for part in [CompiledLawCache.mark, bigEndian(CompiledLaw.format), Array(contentHash.utf8)] {
      hasher.update(data: bigEndian(part.count))
      hasher.update(data: part)
    }
    hasher.update(data: program)
    key = Array(hasher.finalize())
  }

  private var file: String { "\(folder)/law-\(hexadecimal(key.prefix(16))).compiled" }

  /// The law, if the file is there and sound.
  func law() -> LawPack? {
    guard let bytes = bytesOfOwnFile(at: file, atMost: CompiledLawCache.largestFile) else {
      return nil
    }
    let head = CompiledLawCache.mark + key
    let start = head.count + CompiledLawCache.digestLength
    guard bytes.count >= start, bytes.starts(with: head) else { return nil }
    let payload = Array(bytes[start...])
    guard bytes[head.count..<start].elementsEqual(SHA256.hash(data: payload)) else { return nil }
    return LawPack(compiled: payload)
  }

  /// Keeps the law for the next time, and takes the oldest files away.
  func store(_ law: LawPack) {
    let payload = law.compiled()
    let bytes = CompiledLawCache.mark + key + SHA256.hash(data: payload) + payload
    guard replaceFile(at: file, with: bytes, template: "\(folder)/law-new-XXXXXX") else { return }
    removeOldest(in: folder, prefix: "law-", keeping: CompiledLawCache.mostFiles)
  }
}
