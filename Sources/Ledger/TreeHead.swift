/// What a tree says of itself in one line: how many leaves it has, and its root.
public struct TreeHead: Sendable, Hashable {
  /// The number of leaves.
  public var size: Int
  /// The hash over all of them.
  public var root: Digest

  public init(size: Int, root: Digest) {
    self.size = size
    self.root = root
  }
}
