/// A small generator of random numbers: the same seed gives the same numbers on every machine and toolchain.
///
/// Not for anything secret.
///
/// - Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, and not including, `bound`.
  ///
  /// Ours and not the standard library's, whose way of choosing may change and would change every seeded case. The
  /// bias is below one in 2^32 for bounds below 2^32.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "nothing lies below \(bound)")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True once in so many times.
  public mutating func once(in times: Int) -> Bool { below(times) == 0 }
}
