/// Numbers drawn at random from a seed and a stream: the same two give the same numbers on every machine and toolchain.
///
/// Not for anything secret.
///
/// - Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): SplitMix64.
struct Chance {
  private var state: UInt64

  /// - Parameter stream: what the numbers are for; streams of one seed have nothing to do with one another.
  init(seed: UInt64, stream: UInt64) {
    state =
      Chance.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ Chance.mixed(stream ^ 0xD1B5_4A32_D192_ED03)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Chance.mixed(state)
  }

  /// A number from 0 up to, and not including, `bound`.
  mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "nothing lies below \(bound)")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True so many times in a hundred.
  mutating func percent(_ share: Int) -> Bool { below(100) < share }

  mutating func one<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
