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

  /// Adds a plane for each.
  ///
  /// - Parameters:
  ///   - words: those of the layout that the planes are to hold.
  ///   - questions: how many codes there are of questions, and of leaves.
  init(
    _ rows: DatedRows, _ layout: RowLayout, _ words: Range<Int>, questions: Int, leaves: Int,
    into planes: inout PlaneFilling
  ) {
    let clusterCount = Int(rows.known.reduce(0) { max($0, $1.cluster) })
    var places = [Int32](repeating: 0, count: questions + clusterCount * leaves)
    /// By cluster, with 0 for none: where its codes begin.
    let firsts = [0] + (0..<clusterCount).map { questions + $0 * leaves }
    var clusters = [UInt64](repeating: 0, count: leaves)
    let present = planes.append()
    let known = rows.known.span
    for row in 0..<rows.count {
      let start = Int(layout.starts[row])
      let (word, shift) = (start / 64, UInt64(start % 64))
      guard words.contains(word) else { continue }
      let days = rows.rowDays[row] & layout.mask(row)
      planes.set(days << shift, inWord: word - words.lowerBound, of: present)
      for index in rows.places(ofRow: row) {
        let (code, cluster) = (Int(known[index].code), Int(known[index].cluster))
        let place = firsts[cluster] + code
        var plane = Int(places[place])
        if plane == PlaneList.empty {
          plane = planes.append()
          places[place] = Int32(plane)
          if cluster > 0 { clusters[code] |= 1 << UInt64(cluster - 1) }
        }
        planes.set(
          (known[index].days & days) << shift, inWord: word - words.lowerBound, of: plane)
      }
    }
    self.places = places
    questionCodes = questions
    leafCodes = leaves
    self.clusters = clusters
    self.clusterCount = clusterCount
    self.present = present
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
