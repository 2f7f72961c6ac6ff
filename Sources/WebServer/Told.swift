import Casebook
import CasebookSQLite
import CivilTime
import WebPages

extension Routes {
  /// Who was told what by the end of a day.
  static let told: [Route] = [
    .get("/told") { visit in
      let asked = try visit.toldQuestion()
      guard asked.isAsked else { return .page(toldPage(asked, nil)) }
      guard let question = asked.question, let by = asked.by else {
        return .unusable(toldPage(asked, nil))
      }
      let person = try visit.person
      do {
        let report = try visit.desk.casebook.told(
          question, by: by, purpose: person.purpose, as: person.credential)
        return .page(toldPage(asked, report))
      } catch let refusal as Refusal {
        var asked = asked
        asked.problems = ["\(refusal)"]
        return .unusable(toldPage(asked, nil))
      }
    }
  ]
}

extension Visit {
  /// What is asked, as it stands behind the question mark.
  fileprivate func toldQuestion() throws -> ToldQuestion {
    var asked = ToldQuestion(
      kind: query["kind"] ?? "child", words: query["words"] ?? "", caseID: query["case"] ?? "",
      item: query["item"] ?? "", body: query["body"] ?? "", day: query["by"] ?? "",
      yesterday: now.day.adding(days: -1), isAsked: query.isOn("ask"))
    guard asked.isAsked else { return asked }
    if let day = CivilDate(asked.day), day < now.day {
      asked.by = day
    } else {
      asked.problems.append(
        "The day must be over, and be written like 2026-11-19: before that more may be entered, and the answer would not stay the same."
      )
    }
    let kind = Subject.Kind(rawValue: asked.kind)
    switch (asked.body.isEmpty, asked.words.isEmpty, asked.caseID.isEmpty) {
    case (false, true, _): asked.question = .body(asked.body)
    case (true, false, true):
      asked.question = kind.map { .subject(Subject($0, asked.words)) }
    case (true, true, false):
      guard !asked.item.isEmpty else {
        asked.problems.append("Say which child, adult, place or vehicle of the case.")
        return asked
      }
      asked.question = kind.map {
        .subject(Subject($0, "", case: asked.caseID, item: asked.item))
      }
    default:
      asked.problems.append("Ask about one thing: whom or what, an item of a case, or a body.")
    }
    return asked
  }
}
