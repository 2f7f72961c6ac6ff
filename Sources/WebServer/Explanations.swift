import Assessment
import CaseRecord
import CivilTime
import LawPack
import ReferralSheet
import Reports
import WebPages

extension Routes {
  /// The answers about a case, one by one, and what follows from them.
  static let explanations: [Route] = [
    .get("/cases/:case/frameworks/:framework") { visit in
      let framework = visit["framework"]
      guard visit.desk.law[framework: framework] != nil else { throw Turned.nothingHere }
      return try visit.kept(
        "explain", in: visit["case"], detail: framework, known: try visit.knownBy
      ) { about, assessed, _ in
        // A test may be asked about the group alone.
        let asked =
          assessed.assessment.finding(framework, about: about) == nil ? Assessment.group : about
        guard
          let page = explanationPage(
            of: framework, about: asked, showsAll: visit.showsAll, assessed.words,
            visit.standing(of: assessed, about: asked))
        else { throw Turned.nothingHere }
        return page
      }
    },
    .get("/cases/:case/known-since") { visit in
      try visit.kept("known-since", in: visit["case"], known: try visit.knownBy) {
        about, assessed, standing in
        knewPage(about: about, showsAll: visit.showsAll, assessed.words, standing)
      }
    },
    .get("/cases/:case/questions") { visit in
      try visit.kept("questions", in: visit["case"], known: try visit.knownBy) {
        _, assessed, standing in
        questionsPage(showsAll: visit.showsAll, assessed.words, standing)
      }
    },
    .get("/cases/:case/duties") { visit in
      try visit.kept("duties", in: visit["case"], known: try visit.knownBy) {
        about, assessed, standing in
        caseDutiesPage(
          about: about, agency: visit.query["agency"], showsAll: visit.showsAll, assessed.words,
          standing)
      }
    },
    .get("/cases/:case/referral/:child") { visit in
      let child = visit["child"]
      let assessed = try visit.assessed(
        "referral", in: visit["case"], detail: child, known: try visit.knownBy)
      let sheet: ReferralSheet
      do throws(ReferralSheetError) {
        sheet = try referralSheet(
          for: child, of: assessed.assessment, form: visit.desk.referralForm)
      } catch {
        return .unusable(noReferralPage(error, in: visit["case"]))
      }
      return .page(
        referralPage(sheet, showsAll: visit.showsAll, visit.standing(of: assessed, about: child)))
    },
    .get("/cases/:case/compare") { visit in
      try visit.kept("compare", in: visit["case"], known: try visit.knownBy) {
        about, assessed, standing in
        let asked = visit.query.all("with").filter(Framework.placesOfLaw.contains)
        let own = assessed.assessment.record.jurisdiction
        return comparePage(
          about: about,
          with: asked.isEmpty ? Framework.placesToCompare.filter { $0 != own } : asked,
          showsAll: visit.showsAll, assessed.words, standing)
      }
    },
  ]
}

extension Visit {
  /// `?all=1`: everything, not only what matters most.
  var showsAll: Bool { query.isOn("all") }
}
