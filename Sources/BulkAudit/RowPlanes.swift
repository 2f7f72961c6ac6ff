import BitPlanes
import EvidenceLogic

/// The planes of one kind of rows of a batch: what they hold on each question, and what was answered of them. Each row has a few bits of a
/// plane, one for each of its days.
///
/// Most questions are answered by nothing in a batch, and most answers are the same from both runs: what is empty has no plane of its own,
/// and what is read twice is worked out once.
final class RowPlanes {
  let rows: DatedRows
  let layout: RowLayout
  private let plan: QuestionPlan
  /// By `RowKind.index`.
  private let kind: Int
  /// The first word of the layout that these planes hold.
  private let firstWord: Int
  /// Where in these words each slice stands: as it does, so do the rows to which its own belong in the first words of theirs.
  private let slices: [Range<Int>]
  /// The bits of all rows, on the days on which there is each.
  private let present: [UInt64]
  private var planes: PlaneList
  /// What the rows hold.
  private let held: HeldPlanes
  /// By cluster and limits: where it lies within them.
  private var within: [Int?]
  /// Where there is harm on record.
  private lazy var harm: Int = {
    let code = Int(DatedRows.code(plan.leaves.harm, .for))
    var harm = PlaneList.empty
    held.clusters(holding: code).forEachBit { harm = either(harm, held[leaf: code, of: $0]) }
    return harm
  }()
  /// By limits: the first within which the same lies in these rows. Most periods of the law are told apart by the days of few cases.
  private lazy var likeLimits = firstLike()
  /// By leaf: where in `gathered` it begins what was gathered within each limits, once anything was.
  private var gatheredAt: [Int]
  private var gathered: [(for: Int, against: Int)?] = []
  /// By cluster and leaf: what it is for and is not opposed, once somebody asked.
  private var standing: [Int: Int] = [:]
  /// Room for what is about to be united.
  private var pairs: [PlaneList.Pair] = []
  /// By code: what is answered from all of that.
  private var asked: [Int?]
  /// By code: what is answered with nothing on the other side; and what a fact would answer that nothing opposes.
  private var unopposed: [Int?]
  private var answering: [Int?]
  /// The plane in which every bit is set.
  private var full: Int?
  /// By slot: what was answered; of bound rows, of the row to which each belongs.
  private var answers: [Int?]

  /// - Parameters:
  ///   - slices: those of the layout that the planes are to hold; nil for all.
  ///   - kind: by `RowKind.index`.
  init(
    _ rows: DatedRows, _ layout: RowLayout, slices: Range<Int>? = nil, _ plan: QuestionPlan,
    kind: Int, slots: Int
  ) {
    self.rows = rows
    self.layout = layout
    self.plan = plan
    self.kind = kind
    let slices = slices ?? 0..<layout.slices.count - 1
    let words = layout.slices[slices.lowerBound]..<layout.slices[slices.upperBound]
    firstWord = words.lowerBound
    self.slices = slices.map {
      layout.slices[$0] - words.lowerBound..<layout.slices[$0 + 1] - words.lowerBound
    }
    let questions = plan.compositions[kind].count
    asked = Array(repeating: nil, count: questions * 2)
    unopposed = asked
    answering = asked
    answers = Array(repeating: nil, count: slots)
    gatheredAt = Array(repeating: -1, count: plan.leaves.count)
    planes = PlaneList(words: words.count)
    var present = [UInt64](repeating: 0, count: words.count)
    held = HeldPlanes(
      rows, layout, words, questions: questions * 2, leaves: plan.leaves.count, into: &planes,
      present: &present)
    self.present = present
    within = Array(repeating: nil, count: held.clusterCount * plan.limits.count)
  }

  var wordCount: Int { present.count }
  var slotCount: Int { answers.count }

  // MARK: What is read

  /// What a row answers, on its days.
  func days(_ slot: BulkLaw.Slot, row: Int) -> DayBits {
    let plane = plane(of: slot)
    if plane == PlaneList.empty { return 0 }
    let start = Int(layout.starts[row])
    return planes.word(start / 64 - firstWord, of: plane) >> UInt64(start % 64)
      & layout.mask(row)
  }

  /// What the rows answer.
  func answers(_ slot: BulkLaw.Slot) -> [UInt64] {
    planes.withWords(of: plane(of: slot)) { Array($0) }
  }

  /// What the rows answer to a question.
  ///
  /// - Parameter unbound: the rows to which these belong; nil for unbound rows.
  func asked(_ question: Int, _ side: EvidenceSide, of unbound: RowPlanes? = nil) -> [UInt64] {
    let plane = asked(Int(DatedRows.code(question, side)), unbound)
    return planes.withWords(of: plane) { Array($0) }
  }

  /// Where nothing was answered there is nothing.
  private func plane(of slot: BulkLaw.Slot) -> Int { answers[slot.index] ?? PlaneList.empty }

  // MARK: What is answered

  /// What a stage answers about these rows, for each of its outputs.
  ///
  /// - Parameter unbound: the rows to which these belong; nil for unbound rows.
  func answer(_ stage: BulkLaw.Stage, of unbound: RowPlanes?) -> Planes {
    let inputs = stage.inputs.map { plane(of: $0, unbound) }
    return stage.program.answers(to: planes, inputs: inputs).planes
  }

  private func plane(of input: BulkLaw.Input, _ unbound: RowPlanes?) -> Int {
    switch input {
    case .question(let number, let run, let side):
      let code = Int(DatedRows.code(number, side))
      return run == .counted ? asked(code, unbound) : unopposed(code, unbound)
    case .answered(let number, let side):
      return answering(Int(DatedRows.code(number, side)), unbound)
    case .slot(let slot):
      guard let unbound, answers[slot.index] == nil else { return plane(of: slot) }
      let found = spread(unbound, unbound.plane(of: slot))
      answers[slot.index] = found
      return found
    }
  }

  private func unopposed(_ code: Int, _ unbound: RowPlanes?) -> Int {
    let (own, other) = (asked(code, unbound), asked(code ^ 1, unbound))
    if own == PlaneList.empty || other == PlaneList.empty { return own }
    if let known = unopposed[code] { return known }
    let found = planes.append(.oneOnly, of: own, other)
    unopposed[code] = found
    return found
  }

  private func answering(_ code: Int, _ unbound: RowPlanes?) -> Int {
    if let known = answering[code] { return known }
    let (own, other) = (asked(code, unbound), asked(code ^ 1, unbound))
    let isAsked = own != PlaneList.empty || other != PlaneList.empty
    let found =
      isAsked
      ? planes.append(.oneOrNot, of: own, other)
      : full ?? planes.append { _ in ~0 }
    if !isAsked { full = found }
    answering[code] = found
    return found
  }

  // MARK: What is asked

  private func asked(_ code: Int, _ unbound: RowPlanes?) -> Int {
    if let known = asked[code] { return known }
    let question = code >> 1
    let (isFor, against) = (code & ~1, code | 1)
    switch plan.compositions[kind][question] {
    case .held: (asked[isFor], asked[against]) = (held[isFor], held[against])
    case .outOfForce(let limits, let convicted):
      (asked[isFor], asked[against]) = (
        either(outOfForce(limits, convicted), held[isFor]), held[against]
      )
    case .fact(let composition):
      (asked[isFor], asked[against]) = composed(composition, question, unbound ?? self)
    }
    return asked[code] ?? PlaneList.empty
  }

  /// The planes of both sides of a question about a fact: what was answered as a whole, and what the clusters within its limits come to.
  private func composed(
    _ composition: QuestionPlan.FactComposition, _ question: Int, _ limits: RowPlanes
  ) -> (for: Int, against: Int) {
    var answer = gathered(composition.leaf, within: composition.limits, of: limits)
    // Where nothing is for it, what denies all that it could mean is against it, and that the child was over the age at all harm on record.
    var open = held[Int(DatedRows.code(plan.denied(question, kind), .for))]
    if let leaf = composition.ageLeaf {
      open = either(open, gathered(leaf, within: composition.days, of: limits).against)
    }
    if open != PlaneList.empty {
      answer.against = either(
        answer.against, planes.append(.oneOnly, of: open, answer.for))
    }
    answer.for = either(answer.for, held[Int(DatedRows.code(question, .for))])
    answer.against = either(answer.against, held[Int(DatedRows.code(question, .against))])
    if composition.isAssumable {
      let assumed = planes.append { present[$0] }
      answer.for = either(
        answer.for, planes.append(.oneOnly, of: assumed, answer.against))
    }
    return answer
  }

  /// Where there is harm on record, none of it within some limits, and no conviction.
  private func outOfForce(_ limits: Int, _ convicted: Int?) -> Int {
    let harm = harm
    if harm == PlaneList.empty { return harm }
    let inForce = gathered(plan.leaves.harm, within: limits, of: self).for
    let out = planes.append(.oneOnly, of: harm, inForce)
    guard let convicted else { return out }
    let conviction = held[Int(DatedRows.code(convicted, .for))]
    return conviction == PlaneList.empty ? out : planes.append(.oneOnly, of: out, conviction)
  }

  private func either(_ one: Int, _ other: Int) -> Int {
    if one == PlaneList.empty { return other }
    if other == PlaneList.empty { return one }
    return planes.append(.either, of: one, other)
  }

  /// What the clusters come to that lie within some limits: for, what any of them is for; against, that of which nothing is left that stands.
  private func gathered(_ leaf: Int, within number: Int, of limits: RowPlanes) -> (
    for: Int, against: Int
  ) {
    let like = limits.likeLimits[number]
    if gatheredAt[leaf] < 0 {
      gatheredAt[leaf] = gathered.count
      gathered += repeatElement(nil, count: plan.limits.count)
    }
    let place = gatheredAt[leaf] + like
    if let known = gathered[place] { return known }
    let found = gather(leaf, within: like, of: limits)
    gathered[place] = found
    return found
  }

  private func gather(_ leaf: Int, within number: Int, of limits: RowPlanes) -> (
    for: Int, against: Int
  ) {
    let (isFor, against) = (DatedRows.code(leaf, .for), DatedRows.code(leaf, .against))
    pairs.removeAll(keepingCapacity: true)
    held.clusters(holding: Int(isFor)).forEachBit { cluster in
      let within = limits.within(cluster, number)
      if within != PlaneList.empty {
        pairs.append((held[leaf: Int(isFor), of: cluster], within))
      }
    }
    let found = united(limits)
    if found == PlaneList.empty || held.clusters(holding: Int(against)) == 0 {
      return (found, PlaneList.empty)
    }
    pairs.removeAll(keepingCapacity: true)
    held.clusters(holding: Int(isFor)).forEachBit { cluster in
      let within = limits.within(cluster, number)
      let standing = standing(leaf, cluster)
      if within != PlaneList.empty, standing != PlaneList.empty {
        pairs.append((standing, within))
      }
    }
    return (found, planes.append(.oneOnly, of: found, united(limits)))
  }

  /// For each limits the first within which the same lies.
  private func firstLike() -> [Int] {
    var firsts: [(fingerprint: UInt64, number: Int)] = []
    return plan.limits.indices.map { number in
      var fingerprint: UInt64 = 0
      for cluster in 0..<held.clusterCount {
        let within = within(cluster, number)
        fingerprint = fingerprint &* 31 &+ planes.fingerprint(of: within)
      }
      let like = firsts.first { first in
        first.fingerprint == fingerprint
          && (0..<held.clusterCount).allSatisfy {
            planes.isSame(
              within[$0 * plan.limits.count + first.number] ?? PlaneList.empty,
              within[$0 * plan.limits.count + number] ?? PlaneList.empty)
          }
      }
      if let like { return like.number }
      firsts.append((fingerprint, number))
      return number
    }
  }

  private func united(_ limits: RowPlanes) -> Int {
    limits === self
      ? planes.append(uniting: pairs)
      : planes.append(uniting: pairs, of: limits.planes, in: slices)
  }

  /// What a cluster is for and is not opposed.
  private func standing(_ leaf: Int, _ cluster: Int) -> Int {
    let place = cluster * plan.leaves.count + leaf
    if let known = standing[place] { return known }
    let own = held[leaf: Int(DatedRows.code(leaf, .for)), of: cluster]
    let opposed = held[leaf: Int(DatedRows.code(leaf, .against)), of: cluster]
    let found = opposed == PlaneList.empty ? own : planes.append(.oneOnly, of: own, opposed)
    standing[place] = found
    return found
  }

  /// Where a cluster lies within some limits.
  private func within(_ cluster: Int, _ number: Int) -> Int {
    // What lies within nothing that is asked has no limits written down.
    if cluster >= held.clusterCount { return PlaneList.empty }
    let place = cluster * plan.limits.count + number
    if let known = within[place] { return known }
    let limits = plan.limits[number]
    var found = held[leaf: Int(DatedRows.code(plan.leaves.days(limits.days), .for)), of: cluster]
    if let age = limits.age, found != PlaneList.empty {
      let young = held[leaf: Int(DatedRows.code(plan.leaves.notOver(age), .for)), of: cluster]
      found =
        young == PlaneList.empty ? young : planes.append(.both, of: found, young)
    }
    within[place] = found
    return found
  }

  /// A plane in which each row has what the row has to which it belongs.
  private func spread(_ unbound: RowPlanes, _ plane: Int) -> Int {
    if plane == PlaneList.empty { return plane }
    let own = planes.append()
    unbound.planes.withWords(of: plane) { theirs in
      planes.withMutableWords(of: own) { words in
        for slice in slices {
          for (word, own) in slice.enumerated() { words[own] = theirs[word] }
        }
      }
    }
    return own
  }

  /// Writes an answer about these rows.
  ///
  /// - Parameters:
  ///   - words: what is so of them; what stands between the rows is left out.
  ///   - conviction: the place of the question for convictions that count beside it: such a conviction is evidence for, and leaves nothing
  ///     against.
  func set(
    _ slot: BulkLaw.Slot, to words: Span<UInt64>, _ side: EvidenceSide, conviction: Int? = nil
  ) {
    let convicted = conviction.map { held[Int(DatedRows.code($0, .for))] } ?? PlaneList.empty
    let present = present
    let found = planes.append(commonTo: words, present.span)
    if found == PlaneList.empty, side == .against || convicted == PlaneList.empty {
      answers[slot.index] = PlaneList.empty
      return
    }
    answers[slot.index] =
      convicted == PlaneList.empty
      ? found
      : planes.append(side == .for ? .either : .oneOnly, of: found, convicted)
  }

  /// Gathers what is so of each group, where the row stands to which it belongs: of any of its rows, for; of every one of them, against.
  ///
  /// - Parameters:
  ///   - words: what is so of these rows; what stands between them is left out.
  ///   - gathered: what was gathered from other slices; at first nothing, for; everything, against: it is so of a group of no rows.
  func gather(_ words: [UInt64], _ side: EvidenceSide, into gathered: inout MutableSpan<UInt64>) {
    let (words, present) = (words.span, self.present)
    for slice in slices {
      var outer = gathered.extracting(first: slice.count)
      switch side {
      case .for: outer.add(commonTo: words.extracting(slice), present.span.extracting(slice))
      case .against: outer.keep(words.extracting(slice), orNot: present.span.extracting(slice))
      }
    }
  }
}
