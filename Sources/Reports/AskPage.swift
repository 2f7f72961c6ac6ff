package import Assessment
import EvidenceLogic
import LawPack

/// The next best questions.
struct AskPage {
  let assessment: Assessment
  let words: CaseWords
  private var sheet: Sheet

  /// How many questions a page has unless all are asked for.
  static let limit = QuestionWords.few

  init(_ assessment: Assessment, _ layout: Layout) {
    self.assessment = assessment
    words = CaseWords(assessment)
    sheet = Sheet(layout)
  }

  mutating func text() -> String {
    sheet.heading(words)
    sheet.blank()
    sheet.add("What to find out next", .strong)
    sheet.add(QuestionWords.notToAChild, hanging: 2)
    let questions = nextQuestions(assessment)
    guard !questions.isEmpty else {
      sheet.blank()
      sheet.add(
        "No single set of facts would complete another test of this record's own law.", hanging: 2)
      return sheet.text
    }
    let shown = sheet.layout.showsAll ? questions : Array(questions.prefix(AskPage.limit))
    for (number, question) in shown.enumerated() {
      sheet.blank()
      ask(question, number: number + 1)
    }
    if shown.count < questions.count {
      sheet.blank()
      sheet.add("… \(questions.count - shown.count) more: --all")
    }
    return sheet.text
  }

  private mutating func ask(_ question: NextQuestion, number: Int) {
    sheet.add("\(number). \(question.ask) (\(question.fact))", .strong, hanging: 3)
    let answer = QuestionWords(question, words)
    settled("Would complete", answer.wouldComplete)
    settled("Would bring to arguable", answer.wouldArgue)
    let joint = answer.together
    let limit = sheet.layout.showsAll ? joint.count : question.alone.isEmpty ? 3 : 0
    for line in joint.prefix(limit) { sheet.add(line, indent: 3, hanging: 2) }
    if limit > 0, joint.count > limit {
      sheet.add("More with other answers: --all", .faint, indent: 3, hanging: 2)
    }
    if let held = answer.heldIn { sheet.add(held, .faint, indent: 3, hanging: 2) }
  }

  private mutating func settled(_ verb: String, _ tests: [String]) {
    guard !tests.isEmpty else { return }
    let limit = sheet.layout.showsAll ? tests.count : 6
    sheet.add(
      "\(verb): \(capped(tests, at: limit, separator: "; "))", indent: 3, hanging: 2)
  }
}

/// What an answer to one question would settle, in words.
package struct QuestionWords: Sendable {
  package let question: NextQuestion
  private let words: CaseWords

  package init(_ question: NextQuestion, _ words: CaseWords) {
    self.question = question
    self.words = words
  }

  /// How many a page has unless all are asked for.
  package static let few = 12

  package static let notToAChild =
    "Lines of enquiry for professionals: put them to files and to colleagues. They are not questions to put to a child. Those come first whose answer alone would settle most."

  private var narrow: [NextQuestion.Completion] {
    question.alone.filter { $0.reading == .narrow }
  }

  /// Tests that this answer alone would complete.
  package var wouldComplete: [String] { tests(narrow) }

  /// Tests that it alone would bring to arguable.
  package var wouldArgue: [String] {
    tests(
      question.alone.filter { broad in
        broad.reading == .broad
          && !narrow.contains { $0.framework == broad.framework && $0.about == broad.about }
      })
  }

  /// What it would settle with other answers.
  package var together: [String] {
    question.completes.filter { !$0.with.isEmpty }.map { completion in
      let verb = completion.reading == .narrow ? "complete" : "bring to arguable"
      return
        "With \(listed(completion.with.map(label))), would \(verb): \(tests([completion])[0])"
    }
  }

  package var heldIn: String? {
    question.foundIn.isEmpty
      ? nil : "An answer may already be held in: \(question.foundIn.joined(separator: "; "))"
  }

  /// `MSA2015-2 for child-1 and child-2`, with the conditions under which that test accepts the fact.
  private func tests(_ completions: [NextQuestion.Completion]) -> [String] {
    var order: [String] = []
    var subjects: [String: [String]] = [:]
    for completion in completions {
      let test = completion.framework + conditions(completion.label)
      if subjects[test] == nil { order.append(test) }
      let subject = words.subject(completion.about)
      if subjects[test]?.contains(subject) != true { subjects[test, default: []].append(subject) }
    }
    return order.map { "\($0) for \(listed(subjects[$0] ?? []))" }
  }

  private func conditions(_ label: String) -> String {
    if label.hasPrefix("not ") { return " (if the answer is no)" }
    return label.firstIndex(of: "(").map { " \(label[$0...])" } ?? ""
  }

  /// A label's name as words; its conditions stay.
  private func label(_ label: String) -> String {
    let end = label.firstIndex(of: "(") ?? label.endIndex
    return Reports.words(ofName: String(label[..<end])) + label[end...]
  }
}
