/// An exact fraction, in lowest terms, with its sign above the line.
///
/// Shares are kept so, and rounded only when they are printed: whether one bound exceeds another never hangs on the
/// arithmetic of a machine.
public struct Fraction: Hashable, Sendable {
  public let numerator: Int128
  /// Above zero.
  public let denominator: Int128

  /// The largest numerator and denominator: two such fractions can be compared without overflow.
  public static let largest: Int128 = 1_000_000_000_000_000_000

  /// - Precondition: the denominator is not zero, and in lowest terms both parts are at most `largest`.
  public init(_ numerator: Int128, over denominator: Int128 = 1) {
    precondition(denominator != 0, "nothing is divided by zero")
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = max(Int128(a), 1) * (denominator < 0 ? -1 : 1)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
    precondition(
      self.numerator.magnitude <= Self.largest && self.denominator <= Self.largest,
      "a fraction of such size has no use here")
  }

  public init(_ numerator: Int, of denominator: Int) {
    self.init(Int128(numerator), over: Int128(denominator))
  }

  public static let zero = Fraction(0)
  public static let one = Fraction(1)

  /// The nearest `Double`, for drawing and for estimates that are no exact arithmetic anyway.
  public var approximate: Double { Double(numerator) / Double(denominator) }

  /// The fraction as a percentage, halves rounded away from zero: 0.1666 is `16.7%`.
  ///
  /// - Precondition: at most 6 decimals.
  public func percent(decimals: Int = 1) -> String { decimal(decimals, of: 100) + "%" }

  /// The fraction as a decimal number, halves rounded away from zero.
  ///
  /// - Precondition: at most 6 decimals.
  public func decimal(_ decimals: Int) -> String { decimal(decimals, of: 1) }

  private func decimal(_ decimals: Int, of unit: Int128) -> String {
    precondition(0...6 ~= decimals, "at most 6 decimals are printed")
    let scale = power(of: 10, decimals)
    let scaled = Int128(numerator.magnitude) * unit * scale
    let rounded = (2 * scaled + denominator) / (2 * denominator)
    let sign = numerator < 0 && rounded != 0 ? "-" : ""
    let whole = "\(sign)\(rounded / scale)"
    if decimals == 0 { return whole }
    let rest = "\(rounded % scale)"
    return whole + "." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}

extension Fraction: Comparable {
  public static func < (a: Fraction, b: Fraction) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
}

extension Fraction {
  public static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(
      a.numerator * b.denominator + b.numerator * a.denominator,
      over: a.denominator * b.denominator)
  }

  public static func - (a: Fraction, b: Fraction) -> Fraction { a + -b }

  public static prefix func - (a: Fraction) -> Fraction {
    Fraction(-a.numerator, over: a.denominator)
  }

  public static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  /// - Precondition: `b` is not zero.
  public static func / (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.denominator, over: a.denominator * b.numerator)
  }
}

func power(of base: Int128, _ exponent: Int) -> Int128 {
  (0..<exponent).reduce(1) { product, _ in product * base }
}

/// A count with commas between thousands, as it stands in sentences.
func grouped(_ count: Int) -> String {
  var digits = Array(String(count.magnitude))
  var place = digits.count - 3
  while place > 0 {
    digits.insert(",", at: place)
    place -= 3
  }
  return (count < 0 ? "-" : "") + String(digits)
}
