import BitPlanes
import EvidenceLogic

/// The answers of a batch: one plane of bits for each slot of the law, of all children and of all cases.
struct AnswerPlanes: Sendable {
  /// For each subject, the words of its planes, one plane after another.
  private var words: [[UInt64]]
  private let wordsPerPlane: [Int]

  init(_ law: BulkLaw, rows: [Int]) {
    wordsPerPlane = rows.map { ($0 + 63) / 64 }
    words = zip(wordsPerPlane, law.slotCounts).map { Array(repeating: 0, count: $0 * $1) }
  }

  private func plane(_ slot: BulkLaw.Slot) -> Range<Int> {
    let length = wordsPerPlane[slot.subject.rawValue]
    return slot.index * length..<(slot.index + 1) * length
  }

  func bits(_ slot: BulkLaw.Slot) -> ArraySlice<UInt64> {
    words[slot.subject.rawValue][plane(slot)]
  }

  mutating func set(_ slot: BulkLaw.Slot, to plane: some Collection<UInt64>) {
    let range = self.plane(slot)
    for (place, word) in zip(range, plane) { words[slot.subject.rawValue][place] = word }
  }

  /// Takes back what was written since.
  mutating func restore(_ slots: [BulkLaw.Slot], from earlier: AnswerPlanes) {
    for slot in slots { set(slot, to: earlier.bits(slot)) }
  }
}

extension BulkLaw {
  /// Evaluates every test of the law over a batch, 64 rows to a word.
  func evaluate(_ batch: EvidenceBatch, _ evidence: [EvidencePlanes]) -> AnswerPlanes {
    let unbound = [RowKind(subject: .child), RowKind(subject: .group)]
    var answers = AnswerPlanes(self, rows: unbound.map { batch.rows[$0.index].count })
    run(steps, batch, evidence, &answers)
    return answers
  }

  /// Works out some steps again, over what is answered already.
  func run(
    _ steps: [Step], _ batch: EvidenceBatch, _ evidence: [EvidencePlanes],
    _ answers: inout AnswerPlanes
  ) {
    for step in steps {
      switch step {
      case .stage(let stage): run(stage, batch, evidence, &answers)
      case .gathering(let gatherings):
        let children = batch.rows[RowKind(subject: .child).index]
        for gathering in gatherings {
          let gathered = gather(answers.bits(gathering.from), children, gathering.side)
          answers.set(gathering.to, to: gathered)
        }
      }
    }
  }

  /// What the rows of each kind hold, as planes, by `RowKind.index`.
  func planes(of batch: EvidenceBatch) -> [EvidencePlanes] {
    RowKind.all.map { kind in
      EvidencePlanes(batch.rows[kind.index], questions: questions[kind.index].count)
    }
  }

  private func run(
    _ stage: Stage, _ batch: EvidenceBatch, _ evidence: [EvidencePlanes],
    _ answers: inout AnswerPlanes
  ) {
    let rows = batch.rows[stage.kind.index]
    let own = evidence[stage.kind.index]
    var inputs = Planes(planes: stage.inputs.count, rows: rows.count)
    for (place, input) in stage.inputs.enumerated() {
      switch input {
      case .question(let number, let run, let side):
        own.fill(&inputs, place, number, run, side)
      case .answered(let number, let side): own.fill(&inputs, place, answering: number, side)
      case .slot(let slot):
        // For bound rows, the answer of the child or case to which each belongs.
        let plane = answers.bits(slot)
        let words = stage.kind.isBound ? spread(plane, rows)[...] : plane
        for (index, word) in words.enumerated() where word != 0 {
          inputs.setWord(index, of: place, to: word)
        }
      }
    }
    let length = (rows.count + 63) / 64
    let unbound = evidence[stage.kind.unbound.index]
    let found = stage.program.answers(to: inputs).planes
    for (root, output) in stage.outputs.enumerated() {
      var plane = (0..<length).map { found.word($0, of: root) }
      if stage.kind.isBound { plane = gather(plane[...], rows, output.side) }
      if let conviction = output.conviction {
        let convicted = unbound.plane(conviction, .counted, .for)
        for index in plane.indices {
          // A conviction is evidence for, and leaves nothing against.
          plane[index] =
            output.side == .for ? plane[index] | convicted[index] : plane[index] & ~convicted[index]
        }
      }
      answers.set(output.slot, to: plane)
    }
  }
}

/// What the rows of one kind hold on each question, as planes.
struct EvidencePlanes: Sendable {
  private let length: Int
  private var words: [UInt64]

  init(_ rows: EvidenceRows, questions: Int) {
    length = (rows.count + 63) / 64
    words = Array(repeating: 0, count: length * questions * 2)
    for row in 0..<rows.count {
      for code in rows.codes(ofRow: row) {
        words[Int(code) * length + row / 64] |= 1 << UInt64(row % 64)
      }
    }
  }

  private func plane(_ code: Int) -> ArraySlice<UInt64> {
    words[code * length..<(code + 1) * length]
  }

  /// Writes what a question holds into one plane of a table.
  func fill(
    _ table: inout Planes, _ place: Int, _ question: Int, _ run: Run, _ side: EvidenceSide
  ) {
    let here = plane(Int(EvidenceRows.code(question, side)))
    let other = plane(Int(EvidenceRows.code(question, side.opposite)))
    for index in 0..<length {
      let word = here[here.startIndex + index]
      if word == 0 { continue }
      let kept = run == .counted ? word : word & ~other[other.startIndex + index]
      table.setWord(index, of: place, to: kept)
    }
  }

  /// Writes what a question holds once a fact answers it on one side, where nothing stands on the other.
  func fill(_ table: inout Planes, _ place: Int, answering question: Int, _ side: EvidenceSide) {
    let here = plane(Int(EvidenceRows.code(question, side)))
    let other = plane(Int(EvidenceRows.code(question, side.opposite)))
    for index in 0..<length {
      table.setWord(
        index, of: place, to: here[here.startIndex + index] | ~other[other.startIndex + index])
    }
  }

  func plane(_ question: Int, _ run: Run, _ side: EvidenceSide) -> [UInt64] {
    let here = plane(Int(EvidenceRows.code(question, side)))
    if run == .counted { return Array(here) }
    return zip(here, plane(Int(EvidenceRows.code(question, side.opposite)))).map { $0 & ~$1 }
  }
}

/// Any of a group's rows, for; every one of them, against.
private func gather(_ plane: ArraySlice<UInt64>, _ rows: EvidenceRows, _ side: EvidenceSide)
  -> [UInt64]
{
  var gathered = [UInt64](repeating: 0, count: (rows.groupCount + 63) / 64)
  if side == .for, plane.allSatisfy({ $0 == 0 }) { return gathered }
  for group in 0..<rows.groupCount {
    let members = rows.rows(ofGroup: group)
    if side == .for ? plane.hasAny(of: members) : plane.hasAll(of: members) {
      gathered.set(group)
    }
  }
  return gathered
}

/// A group's value, for each of its rows.
private func spread(_ plane: ArraySlice<UInt64>, _ rows: EvidenceRows) -> [UInt64] {
  var spread = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
  if plane.allSatisfy({ $0 == 0 }) { return spread }
  for group in 0..<rows.groupCount where plane.has(group) {
    for row in rows.rows(ofGroup: group) { spread.set(row) }
  }
  return spread
}
