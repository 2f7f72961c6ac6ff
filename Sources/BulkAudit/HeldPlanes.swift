import BitPlanes

/// Which planes of a list hold what the rows of a batch hold, as it was written down: on questions, and on leaves for each cluster of
/// statements.
struct HeldPlanes {
  /// By code of a question; then by cluster and code of a leaf. Small numbers, since there are many.
  private let places: [Int32]
  private let questionCodes: Int
  private let leafCodes: Int
  /// By code of a leaf: the clusters of which any row holds it, as bits.
  private let clusters: [UInt64]
  let clusterCount: Int
  /// The plane of all rows, on the days on which there is each.
  let present: Int

  /// Planes with what rows hold, and which of them hold what.
  ///
  /// - Parameters:
  ///   - words: those of the layout that the planes are to hold.
  ///   - questions: how many codes there are of questions, and of leaves.
  static func read(
    _ rows: DatedRows, _ layout: RowLayout, _ words: Range<Int>, questions: Int, leaves: Int
  ) -> (held: HeldPlanes, planes: PlaneList) {
    let clusterCount = Int(rows.known.reduce(0) { max($0, $1.cluster) })
    /// By cluster, with 0 for none: where its codes begin. The plane of all rows comes last.
    let firsts = [0] + (0...clusterCount).map { questions + $0 * leaves }
    let present = firsts[clusterCount + 1]
    var filling = PlaneFilling(words: words.count, numbers: present + 1)
    let known = rows.known.span
    for row in 0..<rows.count {
      let start = layout.starts[row]
      let (word, shift) = (start / 64 - words.lowerBound, UInt64(start % 64))
      guard words.contains(start / 64) else { continue }
      let days = rows.rowDays[row] & layout.mask(row)
      filling.set(days << shift, inWord: word, of: present)
      for index in rows.places(ofRow: row) {
        let one = known[index]
        filling.set(
          (one.days & days) << shift, inWord: word,
          from: firsts[Int(one.cluster)] + Int(one.code), steps: one.steps)
      }
    }
    let (planes, places, numbers) = filling.finished()
    var clusters = [UInt64](repeating: 0, count: leaves)
    for number in numbers where (questions..<present).contains(number) {
      let (cluster, code) = (number - questions).quotientAndRemainder(dividingBy: leaves)
      clusters[code] |= 1 << UInt64(cluster)
    }
    return (
      HeldPlanes(
        places: places, questionCodes: questions, leafCodes: leaves, clusters: clusters,
        clusterCount: clusterCount, present: Int(places[present])),
      planes
    )
  }

  /// On a question.
  subscript(_ code: Int) -> Int {
    precondition(code < questionCodes, "question \(code) is not below \(questionCodes)")
    return Int(places[code])
  }
  /// On a leaf, for a cluster.
  subscript(leaf code: Int, of cluster: Int) -> Int {
    Int(places[questionCodes + cluster * leafCodes + code])
  }
  /// The clusters of which any row holds a leaf, as bits.
  func clusters(holding code: Int) -> UInt64 { clusters[code] }
}
