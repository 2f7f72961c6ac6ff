import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import Reports
import WebPages

extension Routes {
  /// What was said, what came of each item, and everything that can be added to a case.
  static let evidence: [Route] =
    statements + items + chronologies + responses + casework + evidencePages

  private static let evidencePages: [Route] = [
    .get("/cases/:case/evidence") { visit in
      let assessed = try visit.assessed("evidence", in: visit["case"], known: try visit.knownBy)
      return .page(
        evidencePage(assessed.words, visit.book(of: assessed), visit.evidenceQuestion))
    },
    .get("/cases/:case/statements/:number") { visit in
      guard let place = Reports.Place(anchor: "s\(visit["number"])") else {
        throw Turned.nothingHere
      }
      return .redirect(CaseLinks(visit["case"]).linker.path(to: place))
    },
  ]
}

extension Visit {
  /// What of the evidence is asked for; `?at=s120` is the page on which that statement stands.
  fileprivate var evidenceQuestion: EvidenceQuestion {
    if let place = query["at"].flatMap({ Reports.Place(anchor: $0) }) {
      return EvidenceQuestion(at: place)
    }
    return EvidenceQuestion(
      part: query["part"].flatMap(EvidenceQuestion.Part.init) ?? .statements,
      agency: query["agency"], fact: query["fact"], person: query["person"],
      place: query["place"], page: (query["page"].flatMap { Int($0) } ?? 1) - 1)
  }

  /// A case beside its versions, for pages that lead from one to the other.
  func book(of assessed: Assessed) -> CaseBook {
    CaseBook(
      view: assessed.view, file: assessed.file, reader: assessed.author.person,
      mayRecord: assessed.author.role.access.reach(.record) != nil,
      drawnFrom: drawnFrom(assessed.now, assessed.receipt))
  }

  /// Which entry says that the page was read.
  func drawnFrom(_ now: Instant, _ receipt: Receipt) -> String {
    "Read by you on \(spokenMoment(now)): entry \(receipt.entry) of the log."
  }
}
