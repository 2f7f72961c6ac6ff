public import CaseRecord
internal import Crypto

extension ContentDigest {
  /// - Source: SHA-256 (FIPS 180-4), cut to 128 bits.
  public init(hashing bytes: UnsafeRawBufferPointer) {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    self = hash.finalize().withUnsafeBytes { ContentDigest($0) }
  }

  public init(hashing bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { ContentDigest(hashing: $0) }
  }

  /// Of the line that a record would be written as.
  public init(of record: CaseRecord) { self.init(hashing: CaseLine(record).bytes) }

  /// Of under what something is recorded: who holds it cannot read what that is.
  public init(of identity: RecordedIdentity) { self.init(hashing: identity.bytes) }
}
