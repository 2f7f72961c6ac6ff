import CaseRecord
package import CivilTime
package import LawPack
import Vocabulary

// How far a denial reaches: what is the same whatever is asked, and what turns on the words or the days of a test.
extension CaseEvidence {
  /// Whether a denial covers what a statement describes as to its event, people, things, places and days; and of the case, as to its children.
  package func covers(_ denial: Int, _ described: Int, isOfCase: Bool) -> Bool {
    let statements = record.statements
    if let event = statements[denial].event, event != statements[described].event { return false }
    if isOfCase, !statements[denial].children.isEmpty,
      !isSome(statements[described].children, within: statements[denial].children)
    {
      return false
    }
    guard
      statements[denial].with.isEmpty
        || isSome(statements[described].with, within: statements[denial].with)
    else { return false }
    if let from = statements[denial].from, from != statements[described].from { return false }
    if let to = statements[denial].to, to != statements[described].to { return false }
    if hasDaysOfEvent(denial) { return true }
    return conduct(denial).contains(conduct(described))
  }

  /// Whether a denial speaks of the acts of those alone whom it names; of a number, it names who is counted.
  package func isLimitedToActors(_ denial: Int) -> Bool {
    !record.statements[denial].by.isEmpty && !record.statements[denial].says
      && vocabulary[fact: record.statements[denial].fact]?.kind != .number
  }

  /// Whether a denial names everybody whom a statement names as having done it.
  package func coversDoers(_ denial: Int, of described: Int) -> Bool {
    isSome(record.statements[described].by, within: record.statements[denial].by)
  }

  /// Whether a denial covers the words of a statement's roles. Where the test asks for some words, it has to cover those of them that are stated.
  package func coversWords(_ denial: Int, of described: Int, askedBy test: FactTest) -> Bool {
    let words = words(described)
    return self.words(denial).allSatisfy { role, denied in
      guard let stated = words[role] else { return false }
      let asked = test.conditions.first { $0.role == role }?.words
      return stated.allSatisfy { asked?.contains($0) == false || denied.contains($0) }
    }
  }

  /// Whether a denial covers every word that a test could mean.
  package func coversAllWords(_ denial: Int, askedBy test: FactTest) -> Bool {
    words(denial).allSatisfy { role, denied in
      test.conditions.first { $0.role == role }?.words.allSatisfy(denied.contains) ?? false
    }
  }

  /// Whether a denial is limited to no things and places; and of the case, to none of its children.
  package func isUnlimited(_ denial: Int, isOfCase: Bool) -> Bool {
    let statements = record.statements
    guard statements[denial].with.isEmpty, statements[denial].from == nil,
      statements[denial].to == nil
    else { return false }
    let children = statements[denial].children
    return !isOfCase || children.isEmpty
      || record.people.allSatisfy { $0.role != .child || children.contains($0.id) }
  }

  /// What a denial says of days.
  package struct DaysDenied: Sendable {
    /// Whether it is of an event and of no day, and so of whatever days the event has.
    fileprivate var areThoseOfEvent: Bool
    fileprivate var isDated: Bool
    fileprivate var days: DayRange

    /// Whether it covers all days that a test could mean.
    ///
    /// - Parameters:
    ///   - found: the days across which dated harm is on record, if any is.
    ///   - asked: the days on which the test asks for conduct; nil for any.
    package func cover(onRecord found: DayRange?, asked: DayRange?) -> Bool {
      if areThoseOfEvent { return true }
      if let found { return days.contains(found) }
      // With no dated harm on record, what is denied without a day is denied as far as the denial reaches.
      return !isDated && (asked.map(days.touches) ?? true)
    }
  }

  package func daysDenied(_ denial: Int) -> DaysDenied {
    DaysDenied(
      areThoseOfEvent: hasDaysOfEvent(denial), isDated: record.statements[denial].when != nil,
      days: conduct(denial))
  }

  @inline(__always)
  private func hasDaysOfEvent(_ denial: Int) -> Bool {
    record.statements[denial].event != nil && record.statements[denial].when == nil
  }

  private func isSome(_ names: [String], within others: [String]) -> Bool {
    !names.isEmpty && names.allSatisfy(others.contains)
  }
}

extension FactTest {
  /// The days on which the test asks for conduct, of those that the text governed; nil for any.
  package func days(within governed: DayRange?) -> DayRange? {
    guard let since else { return governed }
    return DayRange(since, nil).intersection(governed ?? .always)
  }
}
