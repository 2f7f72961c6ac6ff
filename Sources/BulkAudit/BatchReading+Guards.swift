import Assessment
import CaseRecord
import EvidenceLogic
import LawPack

/// What the tests of each record's own law answer about the rows of one kind: row by row a bit for each test of the law, where the planes of a
/// batch stand test by test.
struct OwnAnswerTable {
  /// How many words a row has in each table.
  private let size: Int
  private var own: [UInt64]
  private var inForce: [UInt64]
  private var met: [UInt64]
  private var answered: [UInt64]

  /// - Parameters:
  ///   - tests: those that are asked of such rows.
  ///   - rows: how many there are.
  init(_ batch: BatchReading, _ tests: [Int], rows: Int) {
    size = (batch.law.law.frameworks.count + 63) / 64
    own = Array(repeating: 0, count: rows * size)
    inForce = own
    met = own
    answered = own
    for test in tests {
      let (states, place) = (batch.states[test], batch.law.asked[test].place)
      mark(states.own, place, in: &own)
      mark(states.inForce, place, in: &inForce)
      mark(states.met, place, in: &met)
      mark(states.ownAnswered, place, in: &answered)
    }
  }

  private func mark(_ rows: RowSet, _ test: Int, in table: inout [UInt64]) {
    let (word, bit) = test.quotientAndRemainder(dividingBy: 64)
    rows.forEach { table[$0 * size + word] |= 1 << UInt64(bit) }
  }

  func answers(about: String, row: Int) -> OwnAnswers {
    let words = row * size..<(row + 1) * size
    var answers = OwnAnswers(about: about)
    answers.own = AtomSet(words: own.span.extracting(words))
    answers.inForce = AtomSet(words: inForce.span.extracting(words))
    answers.met = AtomSet(words: met.span.extracting(words))
    answers.answered = AtomSet(words: answered.span.extracting(words))
    return answers
  }
}

/// What the tests of each record's own law answer about each child and then about the group, record by record.
struct OwnAnswersByFile {
  private let batch: BatchReading
  private let children: OwnAnswerTable
  private let cases: OwnAnswerTable

  init(_ batch: BatchReading) {
    self.batch = batch
    children = OwnAnswerTable(batch, batch.childTests, rows: batch.childCount)
    cases = OwnAnswerTable(batch, batch.groupTests, rows: batch.files.count)
  }

  subscript(file: Int) -> [OwnAnswers] {
    let people = batch.files[file].record.people
    let rows = batch.children(ofGroup: file)
    var answers: [OwnAnswers] = []
    answers.reserveCapacity(rows.count + 1)
    var row = rows.lowerBound
    for person in people.indices where people[person].role == .child {
      answers.append(children.answers(about: people[person].id, row: row))
      row += 1
    }
    answers.append(cases.answers(about: Assessment.group, row: file))
    return answers
  }
}

extension BatchReading {
  /// The tests of its own law that a case meets, by their places among those that are asked.
  func groupMet(_ file: Int) -> [Int] { groupTests.filter { states[$0].isMet(file) } }
}
