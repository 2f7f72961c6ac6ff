/// Sixteen bytes of a hash, by which what was written is known again without being kept.
public struct ContentDigest: Hashable, Sendable, Codable {
  public static let size = 16
  private let high: UInt64
  private let low: UInt64

  /// The first sixteen of some bytes, of which there are at least so many.
  public init(_ bytes: UnsafeRawBufferPointer) {
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }

  public var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
  }
}
