import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Reports
import WebPages

extension Routes {
  /// What waits for the reader, and what their body owes.
  static let home: [Route] = [
    .get("/") { visit in .page(homePage(try visit.home())) },
    .get("/duties") { visit in
      let (overview, cases) = try visit.overview("duties")
      return .page(
        dutyListPage(
          cases, left: overview.left, bodies: try visit.person.bodies, on: overview.now.day,
          order: visit.query["by"].flatMap(DutyOrder.init) ?? .clock,
          everybody: visit.query["who"] == "all",
          page: visit.query["page"].flatMap { Int($0) } ?? 1))
    },
  ]
}

extension Visit {
  /// More would make the page slow for everybody; how many were left is said.
  private static let mostCases = 40

  /// The cases that are open to the reader, each assessed. One entry says that they were read, and names them.
  func overview(_ what: String) throws -> (overview: CasebookFile.Overview, cases: [HomeCase]) {
    let person = try person
    let overview = try desk.casebook.overview(
      what, most: Visit.mostCases, purpose: person.purpose, as: person.credential)
    let cases = try overview.cases.filter {
      $0.author.role.access.sees.contains(.caseContent)
    }.map { one in
      let (_, assessment) = try answer(
        Read(
          caseID: one.id, file: one.file, revision: one.revision, lens: one.lens,
          withheld: one.withheld, now: overview.now))
      return HomeCase(id: one.id, words: CaseWords(assessment))
    }
    return (overview, cases)
  }

  func home() throws -> HomeView {
    let person = try person
    let register = try register()
    let (overview, cases) = try overview("home")
    let sees = person.posts.reduce(into: Set<ContentClass>()) {
      $0.formUnion($1.role.access.sees)
    }
    let now = overview.now
    let emergencies = overview.unreviewed.filter {
      $0.glass.by.person != person.credential.person
    }.map { access in
      let hours = (now.milliseconds - access.glass.at.milliseconds) / 3_600_000
      return HomeWaiting(
        title: "An access in an emergency to review: case \(access.caseID)",
        path: "/log/mine",
        note: "\(spokenMoment(access.glass.at)), not reviewed for \(count(hours, "hour"))")
    }
    let drafts = try desk.store.drafts(of: person.credential.person).map { draft in
      HomeWaiting(
        title: "Something that you began to write", path: draft.form,
        note: "\(draft.form), kept \(spokenMoment(draft.saved))")
    }
    return HomeView(
      post: person.post, bodies: person.bodies, register: register, cases: cases,
      left: overview.left, seesCases: sees.contains(.caseContent),
      seesRegister: sees.contains(.register), emergencies: emergencies,
      closures: closures(of: overview, person.credential.person), drafts: drafts,
      theirs: theirs(sees))
  }

  /// Decisions of others, in the cases of the reader, that a second person must agree to.
  private func closures(of overview: CasebookFile.Overview, _ person: String) -> [HomeWaiting] {
    overview.cases.flatMap { one in
      one.file.versions.filter { $0.awaitsSecond && $0.author?.person != person }.map { version in
        HomeWaiting(
          title: "A decision in the case \(one.id) waits for a second person",
          path: "\(CaseLinks(one.id).base)/awaiting",
          note: "entered \(spokenMoment(version.at)), entry \(version.entry)")
      }
    }
  }

  private func theirs(_ sees: Set<ContentClass>) -> [HomeWaiting] {
    var links = [
      HomeWaiting(
        title: "What I looked at", path: "/log/mine",
        note: "Everything that you opened is in the log.")
    ]
    if sees.contains(.reads) {
      links.append(
        HomeWaiting(
          title: "Who looked at what", path: "/log", note: "Every reading and every refusal."))
    }
    if sees.contains(.people) {
      links.append(
        HomeWaiting(
          title: "People and posts", path: "/log/people", note: "Who holds which post, since when.")
      )
      links.append(
        HomeWaiting(
          title: "Legal holds", path: "/log/holds", note: "What may not be erased, and why."))
    }
    links.append(
      HomeWaiting(
        title: "The log itself", path: "/log/ledger",
        note: "How large it is, who signed it, and how to check that nothing was changed."))
    return links
  }
}
