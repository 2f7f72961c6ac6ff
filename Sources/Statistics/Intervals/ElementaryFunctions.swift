// The standard library has no logarithm and no exponential. These two give the same bits on every machine, which the
// mathematical libraries of systems do not promise.

/// The natural logarithm of a number above zero, to about one unit in the last place.
///
/// - Source: log m = 2·artanh((m−1)/(m+1)), by its power series; Abramowitz and Stegun, "Handbook of Mathematical
///   Functions" (1964), 4.1.27.
func logarithm(_ x: Double) -> Double {
  precondition(x > 0 && x.isFinite, "only numbers above zero have a logarithm")
  var (significand, exponent) = (x.significand, Double(x.exponent))
  if significand > 1.414_213_562_373_095_1 {
    significand /= 2
    exponent += 1
  }
  return exponent * logarithmOfTwo.high
    + (exponent * logarithmOfTwo.low + logarithmOfOne(plus: significand - 1))
}

/// log(1 + x), exact also where x is small. For −0.3 < x < 0.5; elsewhere `logarithm`.
func logarithmOfOne(plus x: Double) -> Double {
  if x <= -0.3 || x >= 0.5 { return logarithm(1 + x) }
  let s = x / (2 + x)
  let square = s * s
  var (power, sum, divisor) = (s, s, 1.0)
  while true {
    power *= square
    divisor += 2
    let next = sum + power / divisor
    if next == sum { return 2 * sum }
    sum = next
  }
}

/// e to the power of x; zero where that is too small to be held.
///
/// - Source: e^x = 2^k·e^r with |r| ≤ ½·log 2, by its power series; Abramowitz and Stegun (1964), 4.2.1.
func exponential(_ x: Double) -> Double {
  if x < -745 { return 0 }
  precondition(x <= 709, "the result is too large to be held")
  let k = (x / (logarithmOfTwo.high + logarithmOfTwo.low)).rounded()
  let r = (x - k * logarithmOfTwo.high) - k * logarithmOfTwo.low
  var (term, sum, n) = (1.0, 1.0, 1.0)
  while true {
    term *= r / n
    let next = sum + term
    if next == sum { break }
    sum = next
    n += 1
  }
  return Double(sign: .plus, exponent: Int(k), significand: sum)
}

/// log 2 as a short part, which times a small whole number is exact, and the rest.
private let logarithmOfTwo = (high: 0x1.62e42feep-1, low: 0x1.a39ef35793c76p-33)
