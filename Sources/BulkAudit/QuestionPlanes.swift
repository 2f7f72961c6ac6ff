import BitPlanes
import EvidenceLogic

/// What rows of one kind answer to each question, worked out when it is first asked.
///
/// Most questions are answered by nothing in a batch, and most answers are the same from both runs: what is empty has no plane of its own,
/// and what is read twice is worked out once.
struct QuestionPlanes {
  /// What is for something, and what is against it.
  typealias Sides = (for: Int, against: Int)

  private let leaves: QuestionPlan.Leaves
  /// By question.
  private let compositions: [QuestionPlan.Composition]
  private(set) var planes: PlaneList
  /// What the rows hold.
  let held: HeldPlanes
  /// Where the clusters lie in the rows to which these belong; of unbound rows, in these.
  let limits: ClusterLimits
  /// Where the planes stand as the planes of those rows do; of unbound rows, one slice.
  private let slices: PlaneSlices
  /// By leaf: where in `told` it begins what the leaf comes to, once anything was asked; there by limits that are unlike, from either side.
  private var toldAt: [Int?]
  private var told = PlaneTable(count: 0)
  /// By cluster and leaf: what it is for and is not opposed.
  private var standing: PlaneTable
  /// Where there is harm on record.
  private var harm: Int?
  /// By code: what is answered from all of that.
  private var asked: PlaneTable
  /// By code: what is answered with nothing on the other side; and what a fact would answer that nothing opposes.
  private var unopposed: PlaneTable
  private var answering: PlaneTable
  /// The plane in which every bit is set.
  private var full: Int?
  /// Room for what is being united.
  private var pairs: [PlaneList.Pair] = []

  /// - Parameters:
  ///   - words: those of the layout that the planes are to hold.
  ///   - kind: by `RowKind.index`.
  ///   - outer: where the clusters lie in the rows to which these belong, and where in these words the rows stand as those do; nil for
  ///     unbound rows.
  init(
    _ rows: DatedRows, _ layout: RowLayout, _ words: Range<Int>, _ plan: QuestionPlan, kind: Int,
    outer: (limits: ClusterLimits, slices: PlaneSlices)?
  ) {
    leaves = plan.leaves
    compositions = plan.compositions[kind]
    (held, planes) = HeldPlanes.read(
      rows, layout, words, questions: compositions.count * 4, leaves: leaves.count * 2)
    limits = outer?.limits ?? ClusterLimits(held, plan, in: &planes)
    slices = outer?.slices ?? PlaneSlices(words: words.count)
    toldAt = Array(repeating: nil, count: leaves.count)
    standing = PlaneTable(count: held.clusterCount * leaves.count)
    asked = PlaneTable(count: compositions.count * 2)
    unopposed = asked
    answering = asked
  }

  // MARK: Planes beside those of questions

  /// Adds a plane of what a plane of another list has on the days on which there are rows, or of what it has not.
  ///
  /// - Parameter combining: `both`, or `oneOnly`.
  mutating func append(
    present combining: Combining, _ plane: Int, of list: borrowing PlaneList
  ) -> Int {
    planes.append(combining, of: held.present, plane, in: list)
  }

  /// Adds a plane that is worked out of two others.
  mutating func append(_ combining: Combining, of one: Int, _ other: Int) -> Int {
    planes.append(combining, of: one, other)
  }

  /// A plane in which each row has what the row has to which it belongs.
  mutating func append(spreading plane: Int, of outer: borrowing PlaneList) -> Int {
    plane == PlaneList.empty
      ? plane : planes.append(spreading: plane, of: outer, over: slices)
  }

  // MARK: What is asked

  /// What is answered to a question from one side, with both sides counted.
  mutating func asked(_ code: Int) -> Int {
    if let known = asked[code] { return known }
    let question = code >> 1
    let (isFor, against) = (code & ~1, code | 1)
    switch compositions[question] {
    case .held: (asked[isFor], asked[against]) = (held[isFor], held[against])
    case .outOfForce(let limits, let convicted):
      (asked[isFor], asked[against]) = (
        either(outOfForce(limits, convicted), held[isFor]), held[against]
      )
    case .fact(let composition):
      (asked[isFor], asked[against]) = composed(composition, question)
    }
    return asked[code] ?? PlaneList.empty
  }

  /// The same with what is disputed taken as unknown.
  mutating func unopposed(_ code: Int) -> Int {
    let (own, other) = (asked(code), asked(code ^ 1))
    if own == PlaneList.empty || other == PlaneList.empty { return own }
    if let known = unopposed[code] { return known }
    let found = planes.append(.oneOnly, of: own, other)
    unopposed[code] = found
    return found
  }

  /// What a fact would answer that nothing opposes.
  mutating func answering(_ code: Int) -> Int {
    if let known = answering[code] { return known }
    let (own, other) = (asked(code), asked(code ^ 1))
    let isAsked = own != PlaneList.empty || other != PlaneList.empty
    let found =
      isAsked
      ? planes.append(.oneOrNot, of: own, other)
      : full ?? planes.append { _ in ~0 }
    if !isAsked { full = found }
    answering[code] = found
    return found
  }

  /// The planes of both sides of a question about a fact: what was answered as a whole, and what the clusters within its limits come to.
  private mutating func composed(
    _ composition: QuestionPlan.FactComposition, _ question: Int
  ) -> Sides {
    var answer: Sides = (PlaneList.empty, PlaneList.empty)
    if let leaf = composition.leaf { answer = told(leaf, within: composition.limits) }
    // Where nothing is for it, what denies all that it could mean is against it, and that the child was over the age at all harm on record.
    var open = held[Int(DatedRows.code(compositions.count + question, .for))]
    if let leaf = composition.ageLeaf {
      open = either(open, told(leaf, within: composition.days).against)
    }
    if open != PlaneList.empty {
      answer.against = either(
        answer.against, planes.append(.oneOnly, of: open, answer.for))
    }
    answer.for = either(answer.for, held[Int(DatedRows.code(question, .for))])
    answer.against = either(answer.against, held[Int(DatedRows.code(question, .against))])
    if composition.isAssumable {
      answer.for = either(
        answer.for, planes.append(.oneOnly, of: held.present, answer.against))
    }
    return answer
  }

  /// Where there is harm on record, none of it within some limits, and no conviction.
  private mutating func outOfForce(_ limits: Int, _ convicted: Int?) -> Int {
    let harm = harmOnRecord()
    if harm == PlaneList.empty { return harm }
    let inForce = told(leaves.harm, within: limits).for
    let out = planes.append(.oneOnly, of: harm, inForce)
    guard let convicted else { return out }
    let conviction = held[Int(DatedRows.code(convicted, .for))]
    return conviction == PlaneList.empty ? out : planes.append(.oneOnly, of: out, conviction)
  }

  private mutating func harmOnRecord() -> Int {
    if let harm { return harm }
    let code = Int(DatedRows.code(leaves.harm, .for))
    var found = PlaneList.empty
    held.clusters(holding: code).forEachBit { found = either(found, held[leaf: code, of: $0]) }
    harm = found
    return found
  }

  private mutating func either(_ one: Int, _ other: Int) -> Int {
    if one == PlaneList.empty { return other }
    if other == PlaneList.empty { return one }
    return planes.append(.either, of: one, other)
  }

  // MARK: What clusters tell

  /// What the clusters come to that lie within some limits: for, what any of them is for; against, that of which nothing is left that stands.
  private mutating func told(_ leaf: Int, within number: Int) -> Sides {
    let isFor = Int(DatedRows.code(leaf, .for))
    let clusters = held.clusters(holding: isFor)
    if clusters == 0 { return (PlaneList.empty, PlaneList.empty) }
    let number = limits.number(like: number)
    let place = placeOfTold(leaf) + number * 2
    if let isFor = told[place], let against = told[place + 1] { return (isFor, against) }
    var found = (for: PlaneList.empty, against: PlaneList.empty)
    findPairs(clusters, within: number) { $0.held[leaf: isFor, of: $1] }
    found.for = planes.append(uniting: pairs, of: limits.planes, in: slices)
    let opposed = clusters & held.clusters(holding: Int(DatedRows.code(leaf, .against)))
    if found.for != PlaneList.empty, opposed != 0 {
      opposed.forEachBit { findStanding(leaf, $0) }
      findPairs(clusters, within: number) {
        opposed.has($1)
          ? $0.standing[$1 * $0.leaves.count + leaf] ?? PlaneList.empty
          : $0.held[leaf: isFor, of: $1]
      }
      found.against = planes.append(
        .oneOnly, of: found.for, planes.append(uniting: pairs, of: limits.planes, in: slices))
    }
    (told[place], told[place + 1]) = (found.for, found.against)
    return found
  }

  private mutating func placeOfTold(_ leaf: Int) -> Int {
    if let known = toldAt[leaf] { return known }
    let first = told.count
    toldAt[leaf] = first
    told.append(limits.count * 2)
    return first
  }

  /// Finds a plane of each cluster with that in which the cluster lies within some limits.
  private mutating func findPairs(
    _ clusters: UInt64, within number: Int, _ plane: (Self, _ cluster: Int) -> Int
  ) {
    pairs.clear()
    clusters.forEachBit { cluster in
      let within = limits.plane(of: cluster, within: number)
      if within != PlaneList.empty { pairs.append((plane(self, cluster), within)) }
    }
  }

  /// Works out what a cluster is for and is not opposed.
  private mutating func findStanding(_ leaf: Int, _ cluster: Int) {
    let place = cluster * leaves.count + leaf
    if standing[place] != nil { return }
    standing[place] = planes.append(
      .oneOnly, of: held[leaf: Int(DatedRows.code(leaf, .for)), of: cluster],
      held[leaf: Int(DatedRows.code(leaf, .against)), of: cluster])
  }
}
