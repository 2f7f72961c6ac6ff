/// Returns the name that was probably meant, or nil when none is close enough to suggest.
///
/// Close enough is at most one third of the letters of `written` (and at least one) inserted, left
/// out, replaced or swapped with a neighbour, and never all of them. Among equally close names the
/// first in alphabetical order is returned, whatever the order of `names`.
///
/// - Units: letters are Unicode scalars; capitals count as different letters.
/// - Unknowns: words of more than 100 letters get no suggestion, so that a hostile file costs
///   little.
/// - Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors",
///   Communications of the ACM 7(3), 1964; R. Lowrance and R. A. Wagner, "An extension of the
///   string-to-string correction problem", Journal of the ACM 22(2), 1975.
public func nearest(to written: String, among names: some Sequence<String>) -> String? {
  let word = Array(written.unicodeScalars.prefix(101))
  guard !word.isEmpty, word.count <= 100 else { return nil }
  let limit = max(1, word.count / 3)
  var best: (distance: Int, name: String)?
  for name in names {
    let other = Array(name.unicodeScalars.prefix(word.count + limit + 1))
    guard abs(other.count - word.count) <= limit else { continue }
    let distance = damerauLevenshtein(word, other)
    guard distance <= limit, distance < max(word.count, other.count) else { continue }
    if let held = best, (held.distance, held.name) <= (distance, name) { continue }
    best = (distance, name)
  }
  return best?.name
}

/// The least number of insertions, deletions, substitutions and swaps of neighbours between two
/// words.
func damerauLevenshtein(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
  let far = one.count + other.count
  let width = other.count + 2
  // Row and column 0 hold `far`, row and column 1 the empty word (Lowrance and Wagner, figure 4).
  var cost = [Int](repeating: far, count: (one.count + 2) * width)
  for row in 0...one.count { cost[(row + 1) * width + 1] = row }
  for column in 0...other.count { cost[width + column + 1] = column }
  var lastRow: [Unicode.Scalar: Int] = [:]
  for (i, letter) in one.enumerated() {
    var lastMatch = 0
    for (j, otherLetter) in other.enumerated() {
      let row = lastRow[otherLetter] ?? 0
      let column = lastMatch
      let isSame = letter == otherLetter
      if isSame { lastMatch = j + 1 }
      let swapped = cost[row * width + column] + (i - row) + 1 + (j - column)
      let replaced = cost[(i + 1) * width + j + 1] + (isSame ? 0 : 1)
      let inserted = cost[(i + 2) * width + j + 1] + 1
      let removed = cost[(i + 1) * width + j + 2] + 1
      cost[(i + 2) * width + j + 2] = min(swapped, replaced, inserted, removed)
    }
    lastRow[letter] = i + 1
  }
  return cost[(one.count + 1) * width + other.count + 1]
}
