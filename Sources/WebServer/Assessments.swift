import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import LawPack
import Reports
import Synchronization
import WebPages

/// A case as one reader sees it, with every framework's answer.
struct Assessed: Sendable {
  var view: CaseView
  var file: CaseFile
  var assessment: Assessment
  var author: Author
  var now: Instant
  /// The entry that says that it was read.
  var receipt: Receipt

  /// How the pages speak of it, with places that can be led to.
  var words: CaseWords { CaseWords(assessment, markingPlaces: true) }
}

/// Answers that were worked out lately: the same case, seen by the same eyes, under the same law and days, has the same answer.
final class AssessmentCache: Sendable {
  struct Key: Hashable {
    var caseID: String
    /// The last entry of the case.
    var revision: Int
    var withheld: Set<Lens.Withholding>
    var on: CivilDate
    var known: CivilDate?
    var recordedBy: CivilDate?
  }

  private struct Shelf {
    var answers: [Key: (CaseView, Assessment)] = [:]
    /// The first made first.
    var order: [Key] = []
  }

  private let shelf = Mutex(Shelf())
  private static let most = 64

  func answer(
    _ key: Key, _ work: () throws -> (CaseView, Assessment)
  ) rethrows -> (CaseView, Assessment) {
    if let found = shelf.withLock({ $0.answers[key] }) { return found }
    let made = try work()
    shelf.withLock { shelf in
      if shelf.answers[key] == nil {
        shelf.order.append(key)
        if shelf.order.count > AssessmentCache.most {
          shelf.answers[shelf.order.removeFirst()] = nil
        }
      }
      shelf.answers[key] = made
    }
    return made
  }
}

extension Visit {
  /// The day whose law governs decisions, from the question; today unless another is asked for.
  var onDay: CivilDate { query["on"].flatMap { CivilDate($0) } ?? now.day }

  /// Reads a case of the casebook, which is entered, and asks every framework of it.
  ///
  /// - Parameters:
  ///   - what: under which name the reading is entered.
  ///   - known: only what was on file by this day; nil for everything.
  ///   - recordedBy: the case as the casebook stood at the end of this day.
  /// - Throws: `Refusal`, `CasebookError`.
  func assessed(
    _ what: String, in caseID: String, detail: String? = nil, known: CivilDate? = nil,
    recordedBy: CivilDate? = nil
  ) throws -> Assessed {
    let person = try person
    let looking = View(what: what, purpose: person.purpose, detail: detail)
    let reading = try waiting { [desk] in
      try await desk.group.read(
        looking, in: caseID, recordedBy: recordedBy, as: person.credential)
    }
    guard let file = reading.file else { throw Refusal.noSuchCase(caseID) }
    let (view, assessment) = try answer(
      Read(
        caseID: caseID, file: file, revision: reading.revision ?? -1, lens: reading.lens,
        withheld: reading.withheld, now: reading.now),
      known: known, recordedBy: recordedBy)
    return Assessed(
      view: view, file: file, assessment: assessment, author: reading.author, now: reading.now,
      receipt: reading.receipt)
  }

  /// A case that was read, as its reader has it.
  struct Read {
    var caseID: String
    var file: CaseFile
    /// The latest entry of the case.
    var revision: Int
    var lens: Lens?
    var withheld: [Lens.Withholding: Int]
    var now: Instant
  }

  /// Asks every framework of a case that was read, unless that was done lately.
  func answer(
    _ read: Read, known: CivilDate? = nil, recordedBy: CivilDate? = nil
  ) throws -> (CaseView, Assessment) {
    let key = AssessmentCache.Key(
      caseID: read.caseID, revision: read.revision, withheld: read.lens?.withheld ?? [],
      on: onDay, known: known, recordedBy: recordedBy)
    return try desk.assessments.answer(key) {
      // What the reader may not see has been taken out and counted before.
      let open = Lens(
        name: read.lens?.name ?? "", reader: read.lens?.reader ?? "", withheld: [])
      var report = Report()
      guard
        var view = read.file.view(
          through: open, vocabulary: desk.law.vocabulary,
          frameworks: desk.law.frameworks.map(\.id), on: read.now.day, report: &report)
      else { throw CasebookError.damaged(what: "the case does not read") }
      view.withheld.merge(read.withheld.filter { $0.value > 0 }, uniquingKeysWith: +)
      return (view, assess(view.record, under: desk.law, on: onDay, known: known))
    }
  }
}
