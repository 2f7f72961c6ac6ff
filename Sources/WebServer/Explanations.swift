import Assessment
import CivilTime
import LawPack
import Reports
import WebPages

extension Routes {
  /// The answers about a case, one by one, and what follows from them.
  static let explanations: [Route] = [
    .get("/cases/:case/frameworks/:framework") { visit in
      let framework = visit["framework"]
      guard visit.desk.law[framework: framework] != nil else { throw Turned.nothingHere }
      let assessed = try visit.assessed(
        "explain", in: visit["case"], detail: framework, known: visit.knownBy)
      let about = try visit.subject(in: assessed.assessment)
      // A test may be asked about the group alone.
      let asked =
        assessed.assessment.finding(framework, about: about) == nil ? Assessment.group : about
      guard
        let page = explanationPage(
          of: framework, about: asked, showsAll: visit.query.isOn("all"), assessed.words,
          visit.standing(of: assessed, about: asked))
      else { throw Turned.nothingHere }
      return .page(page)
    }
  ]
}
