import CivilTime
import LawPack
import Reports
import WebPages

extension Routes {
  /// The law itself, which is no secret and holds nothing of a case.
  static let law: [Route] = [
    .get("/law", .everybody) { visit in
      let typed = visit.query["on"]
      let day = typed.flatMap { CivilDate($0) }
      let search = LawSearch(
        words: visit.query["words"] ?? "", on: day, jurisdiction: visit.query["jurisdiction"],
        kind: visit.query["kind"].flatMap { Framework.Kind(rawValue: $0) })
      let page = lawPage(search, unreadable: day == nil ? typed : nil, in: visit.desk.law)
      return typed != nil && day == nil ? .unusable(page) : .page(page)
    },
    .get("/law/changes", .everybody) { visit in
      let typed = (first: visit.query["from"] ?? "", last: visit.query["to"] ?? "")
      func page(_ days: (CivilDate, CivilDate)?, _ problem: String?) -> Page {
        lawChangesPage(
          between: days.map { (first: $0.0, last: $0.1) }, typed: typed, problem: problem,
          in: visit.desk.law)
      }
      if typed.first.isEmpty, typed.last.isEmpty { return .page(page(nil, nil)) }
      guard let first = CivilDate(typed.first), let last = CivilDate(typed.last) else {
        return .unusable(page(nil, "Give two days, each as 2015-07-31."))
      }
      guard first <= last else { return .unusable(page(nil, "Give the earlier day first.")) }
      return .page(page((first, last), nil))
    },
    .get("/law/compare", .everybody) { visit in
      let law = visit.desk.law
      return .page(
        lawComparePage(visit.query.all("with").prefix(4).compactMap { law[framework: $0] }, in: law)
      )
    },
    .get("/law/:framework", .everybody) { visit in
      guard let framework = visit.desk.law[framework: visit["framework"]] else {
        throw Turned.nothingHere
      }
      return .page(
        frameworkPage(
          framework, cases: visit.desk.workedCases(framework), showsAll: visit.showsAll,
          in: visit.desk.law))
    },
  ]
}
