import BitPlanes

/// Which planes of a list hold what the rows of a batch hold, as it was written down: on questions, and on leaves for each cluster of
/// statements.
struct HeldPlanes {
  /// By code.
  private let questions: [Int]
  /// By cluster, then by code of a leaf.
  private let leaves: [Int]
  private let leafCodes: Int
  /// By code of a leaf: the clusters of which any row holds it, as bits.
  private let clusters: [UInt64]
  let clusterCount: Int

  /// Adds a plane for each.
  ///
  /// - Parameters:
  ///   - words: those of the layout that the planes are to hold.
  ///   - questions: how many numbers there are of questions, and of leaves.
  ///   - present: gets the bits of all rows, on the days on which there is each.
  init(
    _ rows: DatedRows, _ layout: RowLayout, _ words: Range<Int>, questions: Int, leaves: Int,
    into planes: inout PlaneList, present: inout [UInt64]
  ) {
    let clusterCount = Int(rows.known.reduce(0) { max($0, $1.cluster) })
    let leafCodes = leaves * 2
    /// By cluster from 0, then by code: those of questions first.
    var held = [Int](repeating: PlaneList.empty, count: questions * 2 + clusterCount * leafCodes)
    var clusters = [UInt64](repeating: 0, count: leafCodes)
    func place(_ known: Known) -> Int {
      known.cluster == 0
        ? Int(known.code) : questions * 2 + (Int(known.cluster) - 1) * leafCodes + Int(known.code)
    }
    var count = 0
    for known in rows.known where held[place(known)] == PlaneList.empty {
      held[place(known)] = planes.count + count
      count += 1
      if known.cluster > 0 { clusters[Int(known.code)] |= 1 << UInt64(known.cluster - 1) }
    }
    planes.append(count) { starts in
      let known = rows.known.span
      for row in 0..<rows.count {
        let start = Int(layout.starts[row])
        let (word, shift) = (start / 64 - words.lowerBound, UInt64(start % 64))
        guard 0..<words.count ~= word else { continue }
        let days = rows.rowDays[row] & layout.mask(row)
        present[word] |= days << shift
        for index in rows.places(ofRow: row) {
          starts[held[place(known[index])] - 1][word] |= (known[index].days & days) << shift
        }
      }
    }
    self.questions = Array(held[..<(questions * 2)])
    self.leaves = Array(held[(questions * 2)...])
    self.leafCodes = leafCodes
    self.clusters = clusters
    self.clusterCount = clusterCount
  }

  /// On a question.
  subscript(_ code: Int) -> Int { questions[code] }
  /// On a leaf, for a cluster.
  subscript(leaf code: Int, of cluster: Int) -> Int { leaves[cluster * leafCodes + code] }
  /// The clusters of which any row holds a leaf, as bits.
  func clusters(holding code: Int) -> UInt64 { clusters[code] }
}
