import BitPlanes
import EvidenceLogic

/// The planes of one kind of rows of a batch: what they hold on each question, and what was answered of them. A word is a row, and its bits
/// are the days of that row.
///
/// Most questions are answered by nothing in a batch, and most answers are the same from both runs: what is empty has no plane of its own,
/// and what is read twice is worked out once.
final class RowPlanes {
  let rows: DatedRows
  /// Of bound rows, the first of the rows to which they belong.
  private let firstGroup: Int
  private var planes: PlaneList
  /// By code: what the rows hold.
  private var held: [Int]
  /// By code: what they hold with nothing on the other side; and what a fact would answer that nothing opposes.
  private var unopposed: [Int?]
  private var answering: [Int?]
  /// The plane in which every bit is set.
  private var full: Int?
  /// By slot: what was answered; of bound rows, of the row to which each belongs.
  private var answers: [Int?]

  init(_ rows: DatedRows, questions: Int, slots: Int, firstGroup: Int = 0) {
    self.rows = rows
    self.firstGroup = firstGroup
    unopposed = Array(repeating: nil, count: questions * 2)
    answering = unopposed
    answers = Array(repeating: nil, count: slots)
    var held = [Int](repeating: PlaneList.empty, count: questions * 2)
    var count = 0
    for code in rows.codes where held[Int(code)] == PlaneList.empty {
      count += 1
      held[Int(code)] = count
    }
    var words = [DayBits](repeating: 0, count: count * rows.count)
    for row in 0..<rows.count {
      for place in rows.places(ofRow: row) {
        let plane = held[Int(rows.codes[place])] - 1
        words[plane * rows.count + row] |= rows.days[place] & rows.rowDays[row]
      }
    }
    var planes = PlaneList(words: rows.count)
    for plane in 0..<count { _ = planes.append { words[plane * rows.count + $0] } }
    self.planes = planes
    self.held = held
  }

  var slotCount: Int { answers.count }

  // MARK: What is read

  /// What a row answers, on its days.
  func days(_ slot: BulkLaw.Slot, row: Int) -> DayBits { planes.word(row, of: plane(of: slot)) }

  /// Gives the rows of which a plane is set, and an answer too, with everything on file.
  func forEachRow(_ plane: [DayBits], and slot: BulkLaw.Slot, _ body: (Int) -> Void) {
    let answer = self.plane(of: slot)
    if answer == PlaneList.empty { return }
    planes.withWords(of: answer) { words in
      for row in plane.indices where plane[row] & words[row] & 1 == 1 { body(row) }
    }
  }

  /// What the first rows answer.
  func answers(_ slot: BulkLaw.Slot, rows: Int) -> [DayBits] {
    planes.withWords(of: plane(of: slot)) { Array($0.prefix(rows)) }
  }

  /// What the first rows hold on a question.
  func held(_ question: Int, _ side: EvidenceSide, rows: Int) -> [DayBits] {
    planes.withWords(of: held[Int(DatedRows.code(question, side))]) { Array($0.prefix(rows)) }
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
      return run == .counted ? held[code] : unopposed(code)
    case .answered(let number, let side): return answering(Int(DatedRows.code(number, side)))
    case .slot(let slot):
      guard let unbound, answers[slot.index] == nil else { return plane(of: slot) }
      let found = spread(unbound, unbound.plane(of: slot))
      answers[slot.index] = found
      return found
    }
  }

  private func unopposed(_ code: Int) -> Int {
    let other = held[code ^ 1]
    if held[code] == PlaneList.empty || other == PlaneList.empty { return held[code] }
    if let known = unopposed[code] { return known }
    let found = planes.append(of: held[code], other) { $0 & ~$1 }
    unopposed[code] = found
    return found
  }

  private func answering(_ code: Int) -> Int {
    if let known = answering[code] { return known }
    let isHeld = held[code] != PlaneList.empty || held[code ^ 1] != PlaneList.empty
    let found =
      isHeld
      ? planes.append(of: held[code], held[code ^ 1]) { $0 | ~$1 }
      : full ?? planes.append { _ in ~0 }
    if !isHeld { full = found }
    answering[code] = found
    return found
  }

  /// A plane in which each row has what the row has to which it belongs.
  private func spread(_ unbound: RowPlanes, _ plane: Int) -> Int {
    if plane == PlaneList.empty { return plane }
    return unbound.planes.withWords(of: plane) { words in
      var group = 0
      return planes.append { row in
        while row >= rows.rows(ofGroup: group).upperBound { group += 1 }
        return words[firstGroup + group]
      }
    }
  }

  /// Writes an answer about these rows.
  ///
  /// - Parameters:
  ///   - conviction: the place of the question for convictions that count beside it: such a conviction is evidence for, and leaves nothing
  ///     against.
  func set(
    _ slot: BulkLaw.Slot, to words: [DayBits], _ side: EvidenceSide, conviction: Int? = nil
  ) {
    let convicted = conviction.map { held[Int(DatedRows.code($0, .for))] } ?? PlaneList.empty
    if words.allSatisfy({ $0 == 0 }), side == .against || convicted == PlaneList.empty {
      answers[slot.index] = PlaneList.empty
      return
    }
    let found = planes.append { words[$0] }
    answers[slot.index] =
      convicted == PlaneList.empty
      ? found
      : planes.append(of: found, convicted) { side == .for ? $0 | $1 : $0 & ~$1 }
  }

  /// For each group of rows, any of its rows, for; every one of them, against; of no rows, every one.
  func gather(_ words: [DayBits], _ side: EvidenceSide) -> [DayBits] {
    var gathered = [DayBits](repeating: side == .for ? 0 : ~0, count: rows.groupCount)
    rows.rowDays.withUnsafeBufferPointer { days in
      words.withUnsafeBufferPointer { words in
        if side == .for, words.allSatisfy({ $0 == 0 }) { return }
        for group in gathered.indices {
          let members = rows.rows(ofGroup: group)
          gathered[group] =
            side == .for
            ? members.reduce(0) { $0 | words[$1] & days[$1] }
            : members.reduce(~0) { $0 & (words[$1] | ~days[$1]) }
        }
      }
    }
    return gathered
  }
}
