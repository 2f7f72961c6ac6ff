import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import LawPack
import Reports
import WebPages

extension Routes {
  /// The cases that are open to the reader, and the page that opens each.
  static let cases: [Route] = [
    .get("/cases") { visit in
      let person = try visit.person
      let cases = try visit.desk.casebook.cases(
        purpose: person.purpose, as: person.credential
      ).cases
      return .page(
        casesPage(
          cases.map { line in
            CaseLine(
              id: line.id, title: line.title, custodian: line.custodian, children: line.children,
              latest: line.latest)
          }, mayOpen: person.may(.open), mayBreakGlass: person.may(.breakGlass)))
    },
    .get("/cases/:case") { visit in
      try visit.kept("case", in: visit["case"], known: try visit.knownBy) {
        casePage(about: $0, $1.words, $2)
      }
    },
    .get("/cases/:case/impact") { visit in
      try visit.kept("impact", in: visit["case"]) { about, assessed, _ in
        guard about != Assessment.group else { throw Turned.nothingHere }
        return impactPage(about: about, assessed.words)
      }
    },
  ]
}

extension Visit {
  /// `?known=2009-06-12`: only what was on file by this day.
  var knownBy: CivilDate? {
    get throws {
      guard let typed = query["known"] else { return nil }
      guard let day = CivilDate(typed) else { throw Turned.notADay(String(typed.prefix(40))) }
      return day
    }
  }

  /// Whom a page of a case is about: the child that was asked for, else the first, else the whole record.
  func subject(in assessment: Assessment) throws -> String {
    let children = assessment.children.map(\.id)
    guard let asked = query["about"] else { return children.first ?? Assessment.group }
    guard asked == Assessment.group || children.contains(asked) else { throw Turned.nothingHere }
    return asked
  }

  /// What stands around the answers of a case.
  func standing(of assessed: Assessed, about: String) -> CaseStanding {
    let born = assessed.assessment.record.person(about)?.born
    let ages = born.flatMap {
      possibleAges(born: $0.range, on: DayRange(assessed.now.day, assessed.now.day))
    }
    let access = assessed.author.role.access
    var standing = CaseStanding(
      custodian: assessed.file.custodian,
      withheld: withheldWords(assessed.view),
      gaps: assessed.view.gaps,
      mayRecord: access.reach(.record) != nil, mayRespond: access.reach(.respond) != nil,
      ageToday: ages.map {
        $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
      },
      drawnFrom: assessed.drawnFrom ?? drawnFrom(assessed.now, assessed.receipt))
    standing.mayWarn = access.reach(.warn) != nil
    standing.mayDisagree = access.reach(.disagree) != nil
    standing.mayAgreeAction = access.reach(.agreeAction) != nil
    standing.awaiting = assessed.file.versions.filter(\.awaitsSecond).count
    return standing
  }
}
