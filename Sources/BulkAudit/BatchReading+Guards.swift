import Assessment
import CaseRecord
import EvidenceLogic
import LawPack

extension BatchReading {
  /// What the tests of each record's own law answer about each child and then about the group, by record.
  func ownAnswers() -> [[OwnAnswers]] {
    var answers = files.indices.map { file in
      var own: [OwnAnswers] = []
      let people = files[file].record.people
      for person in people.indices where people[person].role == .child {
        own.append(OwnAnswers(about: people[person].id))
      }
      own.append(OwnAnswers(about: Assessment.group))
      return own
    }
    let rows = files.indices.map { children(ofGroup: $0) }
    for test in childTests {
      let reader = AnswerReader(states[test], place: law.asked[test].place)
      for file in files.indices {
        for row in rows[file] {
          reader.read(row, into: &answers[file][row - rows[file].lowerBound])
        }
      }
    }
    for test in groupTests {
      let reader = AnswerReader(states[test], place: law.asked[test].place)
      for file in files.indices { reader.read(file, into: &answers[file][answers[file].count - 1]) }
    }
    return answers
  }

  /// The tests of its own law that a case meets, by their places among those that are asked.
  func groupMet(_ file: Int) -> [Int] { groupTests.filter { states[$0].isMet(file) } }
}

/// Reads one test's answers off its planes, row by row.
private struct AnswerReader {
  private let own: RowSet
  private let out: RowSet
  private let met: RowSet
  private let answered: RowSet
  private let place: Int

  /// - Parameter place: that of the test among the frameworks of the law.
  init(_ states: StatePlanes, place: Int) {
    own = states.own
    out = states.out
    met = states.met
    answered = states.answered
    self.place = place
  }

  func read(_ row: Int, into answers: inout OwnAnswers) {
    guard own.has(row) else { return }
    answers.own.insert(place)
    if !out.has(row) { answers.inForce.insert(place) }
    if met.has(row) { answers.met.insert(place) }
    if answered.has(row) { answers.answered.insert(place) }
  }
}
