import Assessment
import CaseRecord
import EvidenceLogic
import LawPack

/// Sets of tests, row by row a bit for each test of the law, where the planes of a batch stand test by test.
private struct TestTable {
  /// How many words a row has.
  private let size: Int
  private var words: [UInt64]

  init(tests: Int, rows: Int) {
    size = (tests + 63) / 64
    words = Array(repeating: 0, count: rows * size)
  }

  /// Adds a test, by its place in the law, to the sets of some rows.
  mutating func add(_ test: Int, to rows: RowSet) {
    add(1 << UInt64(test % 64), test / 64, to: rows)
  }

  /// Adds all of some tests to the sets of some rows.
  mutating func add(_ tests: [Int], to rows: RowSet) {
    var bits = [UInt64](repeating: 0, count: size)
    for test in tests { bits[test / 64] |= 1 << UInt64(test % 64) }
    for word in bits.indices where bits[word] != 0 { add(bits[word], word, to: rows) }
  }

  private mutating func add(_ bits: UInt64, _ word: Int, to rows: RowSet) {
    rows.forEach { words[$0 * size + word] |= bits }
  }

  subscript(row: Int) -> AtomSet {
    AtomSet(words: words.span.extracting(row * size..<(row + 1) * size))
  }
}

/// What the tests of each record's own law answer about the rows of one kind.
private struct OwnAnswerTable {
  private var own: TestTable
  private var inForce: TestTable
  private var met: TestTable
  private var answered: TestTable

  /// - Parameters:
  ///   - tests: those that are asked of such rows.
  ///   - rows: how many there are.
  init(_ batch: BatchReading, _ tests: [Int], rows: Int) {
    let law = batch.law
    own = TestTable(tests: law.law.frameworks.count, rows: rows)
    (inForce, met, answered) = (own, own, own)
    for test in tests {
      let place = law.asked[test].place
      met.add(place, to: batch.states[test].met)
      answered.add(place, to: batch.states[test].ownAnswered)
      if case .asked = law.asked[test].force { inForce.add(place, to: batch.states[test].inForce) }
    }
    // The tests of one jurisdiction are the own law of the same rows, and most of them are in force whatever is on record, or are not.
    for tests in Dictionary(grouping: tests, by: { law.asked[$0].own }).values {
      let rows = batch.states[tests[0]].own
      own.add(tests.map { law.asked[$0].place }, to: rows)
      let always = tests.filter {
        if case .known(isOut: false) = law.asked[$0].force { true } else { false }
      }
      inForce.add(always.map { law.asked[$0].place }, to: rows)
    }
  }

  func answers(about: String, row: Int) -> OwnAnswers {
    OwnAnswers(
      about: about, own: own[row], inForce: inForce[row], met: met[row], answered: answered[row])
  }
}

/// What the tests of each record's own law answer about each child and then about the group, record by record.
struct OwnAnswersByFile {
  private let batch: BatchReading
  private let children: OwnAnswerTable
  private let cases: OwnAnswerTable

  init(_ batch: BatchReading) {
    self.batch = batch
    children = OwnAnswerTable(batch, batch.law.childTests, rows: batch.childCount)
    cases = OwnAnswerTable(batch, batch.law.groupTests, rows: batch.files.count)
  }

  subscript(file: Int) -> [OwnAnswers] {
    let people = batch.files[file].record.people
    let rows = batch.children(of: file)
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
  func groupMet(_ file: Int) -> [Int] { law.groupTests.filter { states[$0].isMet(file) } }
}
