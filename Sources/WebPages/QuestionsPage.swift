internal import Assessment
internal import CaseRecord
internal import CivilTime
package import Reports

/// What to find out next, for professionals; never questions to put to a child.
///
/// - Parameter showsAll: every question, and everything that each would settle.
package func questionsPage(
  showsAll: Bool, _ words: CaseWords, _ standing: CaseStanding
) -> Page {
  let links = CaseLinks(words.record.id, known: words.assessment.known?.description)
  let path = CaseLinks(words.record.id).questions
  let questions = nextQuestions(words.assessment)
  let shown = showsAll ? questions : Array(questions.prefix(QuestionWords.few))
  let all = path + "?all=1" + (links.known.map { "&known=" + $0 } ?? "")
  return Page(
    "questions", title: "What to find out next: case \(words.record.id)", section: .cases,
    crumbs: caseCrumbs(words.record.id), marking: handlingMarking,
    fields: [
      "heading": caseHeading(words, about: nil, path: path),
      "notToAChild": QuestionWords.notToAChild,
      "questions": shown.map { question in
        let answer = QuestionWords(question, words)
        let limit = showsAll ? 60 : 6
        let joint = showsAll ? 12 : question.alone.isEmpty ? 3 : 0
        return [
          "ask": question.ask, "fact": question.fact,
          "settles": [
            settled("Would complete", answer.wouldComplete, limit),
            settled("Would bring to arguable", answer.wouldArgue, limit),
          ].compactMap(\.self) + answer.together.prefix(joint).map(sentence),
          "furtherWays": joint < answer.together.count && question.alone.isEmpty
            ? "\(answer.together.count - joint)" : nil,
          "heldIn": answer.heldIn.map(sentence),
          "newStatement": standing.mayRecord
            ? links.newStatement + "?fact=\(pathPart(question.fact))" : nil,
        ] as Fields
      },
      "more": questions.count > shown.count ? "\(questions.count - shown.count)" : nil,
      "all": all,
      "foot": caseFoot(standing),
    ])
}

private func settled(_ verb: String, _ tests: [String], _ limit: Int) -> String? {
  tests.isEmpty ? nil : sentence("\(verb): \(capped(tests, at: limit, separator: "; "))")
}
