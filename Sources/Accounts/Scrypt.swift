internal import CLibCrypto

/// How much work it is to try a password.
///
/// - Source: RFC 7914; the least that the OWASP Password Storage Cheat Sheet takes for 32 MiB is `ln=15,r=8,p=3`.
public struct PasswordCost: Sendable, Hashable {
  /// The binary logarithm of N: memory and work double with each step.
  public var logN: Int
  /// The size of a block, in units of 128 bytes.
  public var r: Int
  /// How often it is done one after another.
  public var p: Int

  public init(logN: Int, r: Int, p: Int) {
    self.logN = logN
    self.r = r
    self.p = p
  }

  /// 32 MiB, and about a sixth of a second on a small machine of 2026.
  public static let standard = PasswordCost(logN: 15, r: 8, p: 3)

  /// Whether it is within what this program will work for: what stands in a file is not trusted to ask for any amount.
  var isBounded: Bool { (1...20).contains(logN) && (1...16).contains(r) && (1...16).contains(p) }
}

/// The bytes that scrypt makes of a password and a salt.
///
/// - Returns: nil if the library cannot, which for a bounded cost means that there is no memory.
/// - Source: RFC 7914, section 6.
func scrypt(_ password: [UInt8], salt: [UInt8], _ cost: PasswordCost, count: Int) -> [UInt8]? {
  var key = [UInt8](repeating: 0, count: count)
  let done = password.withUnsafeBytes { password in
    EVP_PBE_scrypt(
      password.baseAddress?.assumingMemoryBound(to: CChar.self), password.count, salt, salt.count,
      1 << UInt64(cost.logN), UInt64(cost.r), UInt64(cost.p), 1 << 31, &key, count)
  }
  return done == 1 ? key : nil
}
