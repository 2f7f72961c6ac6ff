/// The probability that of so many trials exactly `count` succeed, each with probability p.
///
/// - Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000): Stirling's formula with its
///   error, and deviances that lose no digits where p is near the share.
func binomialProbability(_ count: Int, of trials: Int, _ p: Double) -> Double {
  let (k, n) = (Double(count), Double(trials))
  if p <= 0 { return count == 0 ? 1 : 0 }
  if p >= 1 { return count == trials ? 1 : 0 }
  if count == 0 { return exponential(n * logarithmOfOne(plus: -p)) }
  if count == trials { return exponential(n * logarithm(p)) }
  let exponent =
    stirlingError(trials) - stirlingError(count) - stirlingError(trials - count)
    - deviance(k, n * p) - deviance(n - k, n * (1 - p))
  return exponential(exponent) * (n / (2 * .pi * k * (n - k))).squareRoot()
}

/// log n! less Stirling's formula for it.
private func stirlingError(_ count: Int) -> Double {
  let n = Double(count)
  if count <= 15 {
    let factorial = (1...max(1, count)).reduce(1.0) { $0 * Double($1) }
    return logarithm(factorial) - (n + 0.5) * logarithm(n) + n - 0.5 * logarithm(2 * .pi)
  }
  let square = n * n
  let inner = 1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square
  return (1.0 / 12 - (1.0 / 360 - inner / square) / square) / n
}

/// x·log(x/m) + m − x.
private func deviance(_ x: Double, _ mean: Double) -> Double {
  guard (x - mean).magnitude < 0.1 * (x + mean) else {
    return x * logarithm(x / mean) + mean - x
  }
  let v = (x - mean) / (x + mean)
  var (sum, term, divisor) = ((x - mean) * v, 2 * x * v, 1.0)
  while true {
    term *= v * v
    divisor += 2
    let next = sum + term / divisor
    if next == sum { return sum }
    sum = next
  }
}

/// The regularised incomplete beta function I_x(a, b) of whole a and b above zero: the probability that of a + b − 1 trials
/// at least a succeed, each with probability x.
///
/// - Source: NIST Digital Library of Mathematical Functions, 8.17.22, a continued fraction, evaluated by the method of
///   Lentz (1976); Press et al., "Numerical Recipes" (2007), 6.4.
func incompleteBeta(_ x: Double, _ a: Int, _ b: Int) -> Double {
  if x <= 0 { return 0 }
  if x >= 1 { return 1 }
  // Beyond here the fraction of the other tail is the one that converges fast.
  if x > Double(a + 1) / Double(a + b + 2) {
    return 1 - binomialProbability(b, of: a + b - 1, 1 - x) * x * betaFraction(1 - x, b, a)
  }
  return binomialProbability(a, of: a + b - 1, x) * (1 - x) * betaFraction(x, a, b)
}

private func betaFraction(_ x: Double, _ first: Int, _ second: Int) -> Double {
  let (a, b) = (Double(first), Double(second))
  let tiny = 1e-300
  func kept(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / kept(1 - (a + b) * x / (a + 1))
  var value = d
  var m = 0.0
  while true {
    m += 1
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    value *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    let factor = d * c
    value *= factor
    // It converges in about √max(a, b) rounds.
    if (factor - 1).magnitude < 3e-16 || m > 100_000 { return value }
  }
}

/// The x for which I_x(a, b) is `probability`.
///
/// Newton's steps, each kept within what is known to enclose the answer; where one would leave it, the middle instead.
///
/// - Parameter start: a guess, which need not be good.
func incompleteBetaInverse(
  _ probability: Double, _ a: Int, _ b: Int, startingAt start: Double
) -> Double {
  var (low, high) = (0.0, 1.0)
  var x = min(max(start, 1e-12), 1 - 1e-12)
  for _ in 0..<200 {
    let excess = incompleteBeta(x, a, b) - probability
    if excess == 0 { return x }
    if excess < 0 { low = x } else { high = x }
    let slope = binomialProbability(a, of: a + b - 1, x) * Double(a) / x
    var next = x - excess / slope
    if !(low < next && next < high) { next = low + (high - low) / 2 }
    if (next - x).magnitude <= 1e-16 * x || next == low || next == high { return next }
    x = next
  }
  return x
}
