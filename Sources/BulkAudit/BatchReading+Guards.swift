import Assessment
import CaseRecord
import EvidenceLogic
import LawPack

extension BatchReading {
  /// What the tests of each record's own law answer about each child and then about the group, by record.
  func ownAnswers() -> [[OwnAnswers]] {
    let children = ownSets(childTests, rows: childCount)
    let cases = ownSets(groupTests, rows: files.count)
    return files.indices.map { file in
      var answers: [OwnAnswers] = []
      let people = files[file].record.people
      var row = self.children(ofGroup: file).lowerBound
      for person in people.indices where people[person].role == .child {
        answers.append(OwnAnswers(about: people[person].id, children[row]))
        row += 1
      }
      answers.append(OwnAnswers(about: Assessment.group, cases[file]))
      return answers
    }
  }

  private typealias OwnSets = (own: AtomSet, inForce: AtomSet, met: AtomSet, answered: AtomSet)

  /// Of some tests, those that are each row's own law, those of them that are in force, that are met, and that somebody answered.
  private func ownSets(_ tests: [Int], rows: Int) -> [OwnSets] {
    // Test by test, as the planes stand; row by row they are read as sets.
    let size = (law.law.frameworks.count + 63) / 64
    var own = [UInt64](repeating: 0, count: rows * size)
    var (inForce, met, answered) = (own, own, own)
    for test in tests {
      let (isOwn, isOut) = (states[test].own, states[test].out)
      let (isMet, isAnswered) = (states[test].met, states[test].answered)
      let (word, bit) = law.asked[test].place.quotientAndRemainder(dividingBy: 64)
      for row in 0..<rows where isOwn.has(row) {
        let place = row * size + word
        own[place] |= 1 << bit
        inForce[place] |= (isOut.has(row) ? 0 : 1) << bit
        met[place] |= (isMet.has(row) ? 1 : 0) << bit
        answered[place] |= (isAnswered.has(row) ? 1 : 0) << bit
      }
    }
    return (0..<rows).map { row in
      let places = row * size..<(row + 1) * size
      return (
        AtomSet(words: own[places]), AtomSet(words: inForce[places]), AtomSet(words: met[places]),
        AtomSet(words: answered[places])
      )
    }
  }

  /// The tests of its own law that a case meets, by their places among those that are asked.
  func groupMet(_ file: Int) -> [Int] { groupTests.filter { states[$0].isMet(file) } }
}

extension OwnAnswers {
  fileprivate init(
    about: String, _ sets: (own: AtomSet, inForce: AtomSet, met: AtomSet, answered: AtomSet)
  ) {
    self.init(about: about)
    (own, inForce, met, answered) = sets
  }
}
