import BitPlanes
import EvidenceLogic

/// The planes of one kind of rows of a batch: what they hold on each question, and what was answered of them. Each row has a few bits of a
/// plane, one for each of its days.
final class RowPlanes {
  let rows: DatedRows
  let layout: RowLayout
  /// The rows to which these belong; nil for unbound rows.
  private let unbound: RowPlanes?
  /// The first word of the layout that these planes hold.
  private let firstWord: Int
  /// Where in these words each slice stands: as it does, so do the rows to which its own belong in the first words of theirs.
  private let slices: PlaneSlices
  private var questions: QuestionPlanes
  /// By slot: what was answered; of bound rows, of the row to which each belongs.
  private var answers: PlaneTable

  /// - Parameters:
  ///   - slices: those of the layout that the planes are to hold; nil for all.
  ///   - kind: by `RowKind.index`.
  ///   - unbound: the rows to which these belong; nil for unbound rows.
  init(
    _ rows: DatedRows, _ layout: RowLayout, slices: Range<Int>? = nil, _ plan: QuestionPlan,
    kind: Int, slots: Int, of unbound: RowPlanes? = nil
  ) {
    self.rows = rows
    self.layout = layout
    self.unbound = unbound
    let held = slices ?? 0..<layout.slices.count - 1
    let words = layout.slices[held.lowerBound]..<layout.slices[held.upperBound]
    firstWord = words.lowerBound
    let slices = PlaneSlices(
      layout.slices[held.lowerBound...held.upperBound].map { $0 - words.lowerBound })
    self.slices = slices
    answers = PlaneTable(count: slots)
    questions = QuestionPlanes(
      rows, layout, words, plan, kind: kind,
      outer: unbound.map { ($0.questions.limits, slices) })
  }

  var wordCount: Int { questions.planes.wordCount }
  var slotCount: Int { answers.count }

  // MARK: What is read

  /// What a row answers, on its days.
  func days(_ slot: BulkLaw.Slot, row: Int) -> DayBits {
    let plane = plane(of: slot)
    if plane == PlaneList.empty { return 0 }
    let start = layout.starts[row]
    return questions.planes.word(start / 64 - firstWord, of: plane) >> UInt64(start % 64)
      & layout.mask(row)
  }

  /// What the rows answer.
  func answers(_ slot: BulkLaw.Slot) -> [UInt64] {
    questions.planes.withWords(of: plane(of: slot)) { Array($0) }
  }

  /// Gives, of each of some slots in which anything was answered, what the rows answer.
  func forEachAnswered(
    _ slots: some Sequence<BulkLaw.Slot>, _ body: (_ number: Int, Span<UInt64>) -> Void
  ) {
    let (planes, answers) = (questions.planes, answers)
    for (number, slot) in slots.enumerated() {
      let plane = answers[slot.index] ?? PlaneList.empty
      if plane != PlaneList.empty { planes.withWords(of: plane) { body(number, $0.span) } }
    }
  }

  /// What the rows answer to a question.
  func asked(_ question: Int, _ side: EvidenceSide) -> [UInt64] {
    let plane = questions.asked(Int(DatedRows.code(question, side)))
    return questions.planes.withWords(of: plane) { Array($0) }
  }

  /// Where nothing was answered there is nothing.
  private func plane(of slot: BulkLaw.Slot) -> Int { answers[slot.index] ?? PlaneList.empty }

  // MARK: What is answered

  /// What a stage answers about these rows: after the empty plane one for each of its outputs. What stands between the rows means nothing.
  func answer(_ stage: BulkLaw.Stage) -> PlaneList {
    let inputs = Self.planes(of: stage.inputs, in: &questions, &answers, unbound)
    return stage.program.answers(to: questions.planes, inputs: inputs)
  }

  private static func planes(
    of inputs: [BulkLaw.Input], in questions: inout QuestionPlanes, _ answers: inout PlaneTable,
    _ unbound: RowPlanes?
  ) -> [Int] {
    inputs.map { plane(of: $0, in: &questions, &answers, unbound) }
  }

  private static func plane(
    of input: BulkLaw.Input, in questions: inout QuestionPlanes, _ answers: inout PlaneTable,
    _ unbound: RowPlanes?
  ) -> Int {
    switch input {
    case .question(let number, let run, let side):
      let code = Int(DatedRows.code(number, side))
      return run == .counted ? questions.asked(code) : questions.unopposed(code)
    case .answered(let number, let side):
      return questions.answering(Int(DatedRows.code(number, side)))
    case .slot(let slot):
      if let known = answers[slot.index] { return known }
      guard let unbound else { return PlaneList.empty }
      let found = questions.append(
        spreading: unbound.plane(of: slot), of: unbound.questions.planes)
      answers[slot.index] = found
      return found
    }
  }

  /// Gathers what is so of each group, where the row stands to which it belongs: for, what is so of any of its rows; against, what is not so
  /// of any of them, so that `set` can leave it out.
  ///
  /// - Parameters:
  ///   - answers: what is so of these rows, as `answer` gives it.
  ///   - sides: that of each answer.
  ///   - outer: the planes that get it, in the same order, with what was gathered from other slices.
  func gather(
    _ answers: borrowing PlaneList, _ sides: some Sequence<EvidenceSide>,
    into outer: inout PlaneList
  ) {
    let (planes, present) = (questions.planes, questions.held.present)
    for (number, side) in sides.enumerated() {
      outer.add(
        side == .for ? .both : .oneOnly, of: present, in: planes, number + 1, in: answers,
        slices: slices, to: number + 1)
    }
  }

  /// The same of earlier answers about these rows.
  func gather(_ gatherings: [BulkLaw.Gathering], into outer: inout PlaneList) {
    let (planes, present) = (questions.planes, questions.held.present)
    for (number, gathering) in gatherings.enumerated() {
      outer.add(
        gathering.to.side == .for ? .both : .oneOnly, of: present, in: planes,
        plane(of: gathering.from), in: planes, slices: slices, to: number + 1)
    }
  }

  /// Writes what a stage answers about these rows.
  ///
  /// - Parameter found: after the empty plane one for each output, as `answer` gives it; what stands between the rows is left out.
  func set(_ outputs: [BulkLaw.Output], to found: borrowing PlaneList) {
    Self.set(outputs, to: found, in: &questions, &answers) { _ in .both }
  }

  /// Writes what was gathered (`gather`) from the rows that belong to these.
  func set(_ outputs: [BulkLaw.Output], toGathered found: borrowing PlaneList) {
    Self.set(outputs, to: found, in: &questions, &answers) { $0 == .for ? .both : .oneOnly }
  }

  private static func set(
    _ outputs: [BulkLaw.Output], to list: borrowing PlaneList,
    in questions: inout QuestionPlanes, _ answers: inout PlaneTable,
    _ present: (EvidenceSide) -> Combining
  ) {
    for (root, output) in outputs.enumerated() {
      let (slot, side) = (output.slot.index, output.side)
      let found = questions.append(present: present(side), root + 1, of: list)
      let convicted =
        output.conviction.map { questions.held[Int(DatedRows.code($0, .for))] } ?? PlaneList.empty
      if convicted == PlaneList.empty || found == PlaneList.empty && side == .against {
        answers[slot] = found
      } else {
        answers[slot] = questions.append(
          side == .for ? .either : .oneOnly, of: found, convicted)
      }
    }
  }
}
