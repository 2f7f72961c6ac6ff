/// How much of a document is read before it is refused, so that no file can exhaust the machine.
public struct DocumentLimits: Sendable {
  /// The size of the file in bytes; a larger one is refused unread.
  public var maximumBytes: Int
  /// How many lists and maps may stand inside each other, the outermost counted. Never more than
  /// 256, whatever is asked for.
  public var maximumDepth: Int
  /// The number of scalars, lists and maps, keys not counted.
  public var maximumNodes: Int

  public init(maximumBytes: Int, maximumDepth: Int, maximumNodes: Int) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = maximumDepth
    self.maximumNodes = maximumNodes
  }

  static let greatestDepth = 256

  /// 64 MiB, depth 64, four million nodes: exports of whole registers.
  public static let json = DocumentLimits(
    maximumBytes: 64 << 20, maximumDepth: 64, maximumNodes: 4_000_000)

  /// 8 MiB, depth 64, 400,000 nodes: files that people write.
  public static let yaml = DocumentLimits(
    maximumBytes: 8 << 20, maximumDepth: 64, maximumNodes: 400_000)
}
