import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import LawPack
import Reports
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
  /// What the page says of that; nil for what the entry says.
  var drawnFrom: String?

  /// How the pages speak of it, with places that can be led to.
  var words: CaseWords { CaseWords(assessment, markingPlaces: true) }
}

/// What an answer on a case depends on: the same case, seen by the same eyes, under the same law and days, has the same answer.
struct AnswerKey: Hashable, Sendable {
  var caseID: String
  /// The last entry of the case.
  var revision: Int
  var withheld: Set<Lens.Withholding>
  var on: CivilDate
  var known: CivilDate?
  var recordedBy: CivilDate?
}

typealias AnswerShelf = Shelf<AnswerKey, (CaseView, Assessment)>

/// What a page of a case depends on beside its answers: who may do what from it, and the day.
struct PageKey: Hashable, Sendable {
  var answer: AnswerKey
  var role: Role
  var sections: [Section]
  /// With the question, as it was asked for.
  var address: String
  var today: CivilDate

  /// Addresses that are longer are not kept; no link of ours is.
  static let longestAddress = 400
}

typealias PageShelf = Shelf<PageKey, KeptPage>

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
    let reading = try read(what, in: caseID, detail: detail, recordedBy: recordedBy)
    return try assessed(reading, of: caseID, known: known, recordedBy: recordedBy)
  }

  private func read(
    _ what: String, in caseID: String, detail: String?, recordedBy: CivilDate?
  ) throws -> CasebookFile.Reading {
    let person = try person
    let looking = View(what: what, purpose: person.purpose, detail: detail)
    return try waiting { [desk] in
      try await desk.group.read(
        looking, in: caseID, recordedBy: recordedBy, as: person.credential)
    }
  }

  private func assessed(
    _ reading: CasebookFile.Reading, of caseID: String, known: CivilDate?, recordedBy: CivilDate?
  ) throws -> Assessed {
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

  /// A page about a case that says the same to all who may see as much of it. That it was read is entered every time; it is made
  /// once.
  ///
  /// - Parameters:
  ///   - what: under which name the reading is entered.
  ///   - known: only what was on file by this day; nil for everything.
  /// - Throws: `Refusal`, `CasebookError`, `Turned`.
  func kept(
    _ what: String, in caseID: String, detail: String? = nil, known: CivilDate? = nil,
    page: (_ about: String, Assessed, CaseStanding) throws -> Page
  ) throws -> Answer {
    let reading = try read(what, in: caseID, detail: detail, recordedBy: nil)
    func made() throws -> KeptPage {
      var assessed = try assessed(reading, of: caseID, known: known, recordedBy: nil)
      assessed.drawnFrom = Blank.drawnFrom.mark
      let about = try subject(in: assessed.assessment)
      let page = try page(about, assessed, standing(of: assessed, about: about))
      return desk.site.kept(page, in: desk.around(visitor, path, notice: nil, head: nil))
    }
    let drawn = drawnFrom(reading.now, reading.receipt)
    guard let revision = reading.revision, address.utf8.count <= PageKey.longestAddress else {
      return .kept(try made(), drawnFrom: drawn, head: reading.receipt.checkpoint)
    }
    let key = PageKey(
      answer: AnswerKey(
        caseID: caseID, revision: revision, withheld: reading.lens?.withheld ?? [], on: onDay,
        known: known, recordedBy: nil),
      role: reading.author.role, sections: visitor?.sections ?? [], address: address,
      today: reading.now.day)
    return .kept(
      try desk.pages.value(key, made), drawnFrom: drawn, head: reading.receipt.checkpoint)
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
    let key = AnswerKey(
      caseID: read.caseID, revision: read.revision, withheld: read.lens?.withheld ?? [],
      on: onDay, known: known, recordedBy: recordedBy)
    return try desk.assessments.value(key) {
      let view = try desk.view(
        of: read.file, seenThrough: read.lens ?? Lens(name: "", reader: "", withheld: []),
        withholding: read.withheld, on: read.now.day)
      return (view, assess(view.record, under: desk.law, on: onDay, known: known))
    }
  }
}

extension Desk {
  /// The record that a reader has before them, or a copy of it for another.
  ///
  /// - Throws: `CasebookError` if the case does not read.
  func view(
    of file: CaseFile, seenThrough lens: Lens, withholding withheld: [Lens.Withholding: Int],
    copy: Lens? = nil, on day: CivilDate
  ) throws -> CaseView {
    var report = Report()
    guard
      let view = file.view(
        seenThrough: lens, withholding: withheld, copy: copy, vocabulary: law.vocabulary,
        frameworks: law.frameworks.map(\.id), on: day, report: &report)
    else { throw CasebookError.damaged(what: "the case does not read") }
    return view
  }
}
