import Assessment
import EvidenceLogic
import LawPack

/// The next best questions.
struct AskPage {
  let assessment: Assessment
  let words: CaseWords
  private var sheet: Sheet

  /// How many questions a page has unless all are asked for.
  static let limit = 12

  init(_ assessment: Assessment, _ layout: Layout) {
    self.assessment = assessment
    words = CaseWords(assessment)
    sheet = Sheet(layout)
  }

  mutating func text() -> String {
    sheet.heading(words)
    sheet.blank()
    sheet.add("What to find out next", .strong)
    sheet.add(
      "Lines of enquiry for professionals: put them to files and to colleagues. They are not questions to put to a child. Those come first whose answer alone would settle most.",
      hanging: 2)
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
    let complete = question.alone.filter { $0.reading == .narrow }
    settled("Would complete", complete)
    settled(
      "Would bring to arguable",
      question.alone.filter { broad in
        broad.reading == .broad
          && !complete.contains { $0.framework == broad.framework && $0.about == broad.about }
      })
    let joint = question.completes.filter { !$0.with.isEmpty }
    let limit = sheet.layout.showsAll ? joint.count : question.alone.isEmpty ? 3 : 0
    for completion in joint.prefix(limit) {
      let verb = completion.reading == .narrow ? "complete" : "bring to arguable"
      sheet.add(
        "With \(listed(completion.with.map(label))), would \(verb): \(tests([completion])[0])",
        indent: 3, hanging: 2)
    }
    if limit > 0, joint.count > limit {
      sheet.add("More with other answers: --all", .faint, indent: 3, hanging: 2)
    }
    if !question.foundIn.isEmpty {
      sheet.add(
        "An answer may already be held in: \(question.foundIn.joined(separator: "; "))", .faint,
        indent: 3, hanging: 2)
    }
  }

  private mutating func settled(_ verb: String, _ completions: [NextQuestion.Completion]) {
    guard !completions.isEmpty else { return }
    let tests = tests(completions)
    let limit = sheet.layout.showsAll ? tests.count : 6
    sheet.add(
      "\(verb): \(capped(tests, at: limit, separator: "; "))", indent: 3, hanging: 2)
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
