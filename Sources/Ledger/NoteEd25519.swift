import Crypto

/// The checks that Heed makes on top of those of the signature library.
///
/// - Source: RFC 8032, sections 5.1.3 (a coordinate is below p) and 5.1.7 (S is below L). A key of
///   small order is refused because one signature by it fits many messages.
enum NoteEd25519 {
  static func isValid(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
    guard signature.count == 64, isBelow(signature[32...], order), isSoundKey(key),
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
    else { return false }
    return publicKey.isValidSignature(signature, for: message)
  }

  /// Whether 32 bytes are the one spelling of a coordinate that belongs to no point of small order.
  ///
  /// Whether a point of the curve has that coordinate is left to the signature library: no
  /// signature by such a key is ever valid.
  static func isSoundKey(_ key: [UInt8]) -> Bool {
    guard key.count == 32 else { return false }
    var coordinate = key
    coordinate[31] &= 0x7F
    return isBelow(coordinate[...], prime) && !smallOrder.contains(coordinate)
  }

  /// Compares two numbers of 32 bytes, least byte first.
  private static func isBelow(_ number: ArraySlice<UInt8>, _ bound: [UInt8]) -> Bool {
    number.reversed().lexicographicallyPrecedes(bound.reversed())
  }

  /// p = 2^255 - 19.
  private static let prime = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]

  /// L = 2^252 + 27742317777372353535851937790883648493.
  private static let order: [UInt8] =
    [
      0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE,
      0x14,
    ] + [UInt8](repeating: 0, count: 15) + [0x10]

  /// The y coordinates of the eight points whose order divides 8: 1, -1, 0, and two of order 8.
  private static let smallOrder: [[UInt8]] = [
    [1] + [UInt8](repeating: 0, count: 31),
    [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
    [UInt8](repeating: 0, count: 32),
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98,
      0xF0, 0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53,
      0xFC, 0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67,
      0x0F, 0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC,
      0x03, 0x7A,
    ],
  ]
}
