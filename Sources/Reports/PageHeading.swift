import Assessment
package import CaseRecord
import CivilTime
import EvidenceLogic
import Vocabulary

extension Sheet {
  /// Which record, under which law, on what file.
  ///
  /// - Parameter explainsPlaces: whether the page goes on to name statements by their place.
  mutating func heading(_ words: CaseWords, explainsPlaces: Bool = false) {
    let assessment = words.assessment
    let record = assessment.record
    add("\(record.title) · \(jurisdictionWords(record.jurisdiction))", .strong)
    let known =
      assessment.known.map { "on file by \(Reports.words($0))" }
      ?? "everything on file, whatever its day"
    add("Law as on \(Reports.words(assessment.on)) · \(held(known))")
    let agencies = Set(record.sources.map(\.agency)).count
    add(
      [
        count(record.statements.count, "statement"), count(record.sources.count, "source"),
        count(agencies, "agency", "agencies"),
      ].joined(separator: ", ")
        + (explainsPlaces ? " · [4] is the fourth statement of the record" : ""))
    if let note = words.countedNote { add(note) }
  }

  /// Whom the next answers are about.
  mutating func subject(_ about: String, _ words: CaseWords) {
    rule()
    if about == Assessment.group {
      add("The group, over the whole record", .strong)
    } else {
      add(
        ([about] + [words.firstAge(of: about)].compactMap(\.self)).joined(separator: ", "), .strong)
    }
    for person in words.pooled(about) {
      add(
        "'\(person.id)' stands for several people: \(person.standsFor ?? ""). Pooled: what fits one of them may not fit another, and no answer here is about any one.",
        .faint)
    }
  }
}

extension CaseWords {
  /// Which statements are shown and not counted, and why; nil where everything counts.
  package var countedNote: String? {
    let left = record.statements.count - counted.count
    if left > 0 {
      let reasons =
        (assessment.known == nil ? [] : ["not on file by then"])
        + ["suspected to be false", "of a kind of source below \(assessment.threshold.words)"]
      return
        "Shown and not counted: \(count(left, "statement")), \(listed(reasons, "or")) (evidence-standards 4.2)."
    }
    return assessment.threshold > .f1
      ? "Counted from \(assessment.threshold.words) upwards (evidence-standards 4.2)." : nil
  }

  /// The people who stand for several and bear on an answer.
  package func pooled(_ about: String) -> [Person] {
    record.people.filter { person in
      person.isPooled && (about == Assessment.group || person.id == about)
    }
  }

  /// `aged 12 on the first recorded day of harm`; nil where no day of birth or no day of harm is recorded.
  ///
  /// The first day lies between the earliest day that any harm may have had and the earliest by which some certainly had
  /// happened.
  package func firstAge(of child: String) -> String? {
    guard let person = record.person(child), !person.isPooled, let born = person.born else {
      return nil
    }
    let days = counted.compactMap { index -> DayRange? in
      let statement = record.statements[index]
      guard statement.says, statement.children.contains(child),
        vocabulary[fact: statement.fact]?.shows == .harm
      else { return nil }
      return statement.when?.range
    }
    guard let first = days.compactMap(\.earliest).min(), let last = days.compactMap(\.latest).min(),
      let ages = possibleAges(born: born.range, on: DayRange(first, last))
    else { return nil }
    let age =
      ages.count == 1
      ? "\(ages.lowerBound)"
      : ages.count == 2
        ? "\(ages.lowerBound) or \(ages.upperBound)" : "\(ages.lowerBound) to \(ages.upperBound)"
    return "aged \(age) on the first recorded day of harm"
  }
}
