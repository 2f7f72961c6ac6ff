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
  /// The first word of the layout that these planes hold.
  private let firstWord: Int
  /// By word: the one in which the rows stand to which its own belong.
  private let outerWords: [Int]
  /// The bits of all rows, on the days on which there is each.
  private let present: [UInt64]
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
  /// By bit: the row whose first bit it is.
  private lazy var rowAt: [Int32] = {
    var rowAt = [Int32](repeating: 0, count: wordCount * 64)
    for row in 0..<rows.count { rowAt[Int(layout.starts[row]) - firstWord * 64] = Int32(row) }
    return rowAt
  }()

  /// - Parameter slices: those of the layout that the planes are to hold; nil for all.
  init(
    _ rows: DatedRows, _ layout: RowLayout, slices: Range<Int>? = nil, questions: Int, slots: Int
  ) {
    self.rows = rows
    self.layout = layout
    let slices = slices ?? 0..<layout.slices.count - 1
    outerWords = slices.flatMap { 0..<layout.slices[$0 + 1] - layout.slices[$0] }
    unopposed = Array(repeating: nil, count: questions * 2)
    answering = unopposed
    answers = Array(repeating: nil, count: slots)
    let words = layout.slices[slices.lowerBound]..<layout.slices[slices.upperBound]
    firstWord = words.lowerBound
    (present, held, planes) = Self.laidOut(rows, layout, words, codes: questions * 2)
  }

  private static func laidOut(
    _ rows: DatedRows, _ layout: RowLayout, _ within: Range<Int>, codes: Int
  ) -> (present: [UInt64], held: [Int], planes: PlaneList) {
    var present = [UInt64](repeating: 0, count: within.count)
    var held = [Int](repeating: PlaneList.empty, count: codes)
    var planes = PlaneList(words: within.count)
    var count = 0
    for code in rows.codes where held[Int(code)] == PlaneList.empty {
      held[Int(code)] = planes.count + count
      count += 1
    }
    planes.append(count) { starts in
      let (known, knownDays) = (rows.codes.span, rows.days.span)
      for row in 0..<rows.count {
        let start = Int(layout.starts[row])
        let (word, shift) = (start / 64 - within.lowerBound, UInt64(start % 64))
        guard 0..<within.count ~= word else { continue }
        let days = rows.rowDays[row] & layout.mask(row)
        present[word] |= days << shift
        for place in rows.places(ofRow: row) {
          starts[held[Int(known[place])] - 1][word] |= (knownDays[place] & days) << shift
        }
      }
    }
    return (present, held, planes)
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

  /// Gives the rows whose first bits are set, of which an answer is so too, with everything on file.
  func forEachRow(_ first: [UInt64], and slot: BulkLaw.Slot, _ body: (Int) -> Void) {
    let answer = self.plane(of: slot)
    if answer == PlaneList.empty { return }
    planes.withWords(of: answer) { words in
      for word in first.indices {
        var rest = first[word] & words[word]
        while rest != 0 {
          body(Int(rowAt[word * 64 + rest.trailingZeroBitCount]))
          rest &= rest - 1
        }
      }
    }
  }

  /// What the rows answer.
  func answers(_ slot: BulkLaw.Slot) -> [UInt64] {
    planes.withWords(of: plane(of: slot)) { Array($0) }
  }

  /// What the rows hold on a question.
  func held(_ question: Int, _ side: EvidenceSide) -> [UInt64] {
    planes.withWords(of: held[Int(DatedRows.code(question, side))]) { Array($0) }
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
    let own = planes.append()
    unbound.planes.withWords(of: plane) { theirs in
      planes.withMutableWords(of: own) { words in
        for (word, outer) in outerWords.enumerated() { words[word] = theirs[outer] }
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
    var any: UInt64 = 0
    for index in words.indices { any |= words[index] & present[index] }
    if any == 0, side == .against || convicted == PlaneList.empty {
      answers[slot.index] = PlaneList.empty
      return
    }
    let found = planes.append { words[$0] & present[$0] }
    answers[slot.index] =
      convicted == PlaneList.empty
      ? found
      : planes.append(of: found, convicted) { side == .for ? $0 | $1 : $0 & ~$1 }
  }

  /// Gathers what is so of each group, where the row stands to which it belongs: of any of its rows, for; of every one of them, against.
  ///
  /// - Parameters:
  ///   - words: what is so of these rows; what stands between them is left out.
  ///   - gathered: what was gathered from other slices; at first nothing, for; everything, against: it is so of a group of no rows.
  func gather(_ words: [UInt64], _ side: EvidenceSide, into gathered: inout MutableSpan<UInt64>) {
    for (word, outer) in outerWords.enumerated() {
      if side == .for {
        gathered[outer] |= words[word] & present[word]
      } else {
        gathered[outer] &= words[word] | ~present[word]
      }
    }
  }
}
