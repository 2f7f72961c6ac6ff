/// What a log says of itself at one moment: its name, its size, and the root over all its entries.
///
/// It is the text of a `SignedNote`, and counts only under signatures that were verified.
///
/// - Source: C2SP tlog-checkpoint v1.0.0.
public struct Checkpoint: Sendable, Hashable {
  private let exactOrigin: ExactText
  /// The number of entries.
  public let size: Int
  public let root: Digest
  private let exactExtensions: [ExactText]

  /// The name of the log. Two names are the same if their bytes are.
  public var origin: String { exactOrigin.string }
  /// Further lines, which Heed neither writes nor reads, and which no witness vouches for.
  public var extensions: [String] { exactExtensions.map(\.string) }

  /// A checkpoint of a log.
  ///
  /// - Throws: `CheckpointError` if the origin or an extension is no line of text, or the size is
  ///   negative.
  public init(
    origin: String, size: Int, root: Digest, extensions: [String] = []
  ) throws(CheckpointError) {
    guard Self.isLine(origin) else { throw .origin }
    guard size >= 0 else { throw .size }
    for (place, line) in extensions.enumerated() where !Self.isLine(line) {
      throw .extensionLine(4 + place)
    }
    exactOrigin = ExactText(origin)
    self.size = size
    self.root = root
    exactExtensions = extensions.map { ExactText($0) }
  }

  /// Reads the text of a note: origin, size, root, and any extension lines.
  ///
  /// - Throws: `CheckpointError` for any other text, such as a size with a sign or a needless zero,
  ///   a size of 2^63 or more, or a root that is not base64 of 32 bytes.
  public init(parsing text: String) throws(CheckpointError) {
    guard let lines = textLines(text.utf8), lines.count >= 3 else { throw .tooFewLines }
    guard let size = decimal(lines[1]) else { throw .size }
    guard let root = digest(onLine: lines[2]) else { throw .root }
    try self.init(
      origin: String(decoding: lines[0], as: UTF8.self), size: size, root: root,
      extensions: lines[3...].map { String(decoding: $0, as: UTF8.self) })
  }

  /// The text to sign. Reading it gives an equal checkpoint.
  public var text: String {
    ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
  }

  /// Size and root without the name.
  public var head: TreeHead { TreeHead(size: size, root: root) }

  /// Whether the log's name is this one, byte for byte.
  func isOf(_ origin: String) -> Bool { exactOrigin == ExactText(origin) }

  private static func isLine(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 }
  }
}
