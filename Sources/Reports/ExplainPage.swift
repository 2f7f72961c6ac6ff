import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack

/// One framework's answers, element by element.
struct ExplainPage {
  let assessment: Assessment
  let words: CaseWords
  private var sheet: Sheet

  init(_ assessment: Assessment, _ layout: Layout) {
    self.assessment = assessment
    words = CaseWords(assessment)
    sheet = Sheet(layout)
  }

  mutating func text(_ id: String) -> String {
    guard let framework = assessment.law[framework: id] else {
      sheet.add("The law has no framework '\(id)'. heed law list names them all.", hanging: 2)
      return sheet.text
    }
    let law = FrameworkWords(framework, in: assessment.law)
    sheet.heading(words, explainsPlaces: true)
    sheet.blank()
    title(law)
    for finding in assessment.findings where finding.framework.id == id {
      sheet.blank()
      sheet.subject(finding.about, words)
      answer(AnswerWords(finding, words))
    }
    sheet.blank()
    sheet.rule()
    notes(law)
    return sheet.text
  }

  // MARK: The law

  private mutating func title(_ law: FrameworkWords) {
    let framework = law.framework
    sheet.add("\(framework.title), \(framework.id)", .strong, hanging: 2)
    sheet.add(
      [framework.act, framework.actCite].compactMap(\.self).joined(separator: " · "), hanging: 2)
    sheet.add(law.days, hanging: 2)
    sheet.add(law.governing, .faint, hanging: 2)
  }

  private mutating func notes(_ law: FrameworkWords) {
    let framework = law.framework
    if let text = law.notNeeded { sheet.add(text, hanging: 2) }
    for text in law.straddles { sheet.add(text, hanging: 2) }
    if !law.notes.isEmpty {
      sheet.blank()
      sheet.add("Notes to \(framework.id)", .strong)
      for note in law.notes { sheet.add("· \(note)", hanging: 2) }
    }
    sheet.questions(law)
    sheet.blank()
    sheet.add(law.checked, .faint, hanging: 2)
    if let read = framework.read { sheet.add("Read it: \(read)", .faint, hanging: 2) }
    sheet.add(law.correction, .faint, hanging: 2)
  }

  // MARK: The answer

  private mutating func answer(_ answer: AnswerWords) {
    let finding = answer.finding
    sheet.add("\(answer.headline). \(finding.framework.id)", .strong, hanging: 2)
    for line in answer.standing { sheet.add(line, hanging: 2) }
    guard finding.state != .notInForce else { return }
    for element in answer.elements {
      sheet.blank()
      sheet.element(element)
    }
    sheet.blank()
    if let text = answer.askedBeside { sheet.add(text, hanging: 2) }
    for item in answer.irrelevant {
      sheet.add(
        "\(sheet.layout.style.irrelevant(item.says))\(item.recorded). \(item.cite)", hanging: 2)
    }
    support(answer)
    suspects(finding)
    missing(answer)
    known(answer)
    if let text = answer.considered {
      sheet.blank()
      sheet.add(text, finding.considered == .never ? .strong : .plain, hanging: 2)
    }
    uncounted(answer)
  }

  private mutating func support(_ answer: AnswerWords) {
    guard let support = answer.support else { return }
    let limit = sheet.layout.showsAll ? support.sets.count : 6
    sheet.add(support.restsOn(atMost: limit, elsewhere: ": --all"), hanging: 2)
    sheet.add(support.oneSource, support.onlySource == nil ? .plain : .strong, hanging: 2)
    if let weakest = support.weakest { sheet.add(weakest, hanging: 2) }
  }

  private mutating func suspects(_ finding: Finding) {
    guard !finding.suspects.isEmpty else { return }
    sheet.blank()
    sheet.add(
      "Named suspects, one by one, for a charging lawyer. \(finding.framework.id)", .strong,
      hanging: 2)
    for (id, state) in finding.suspects { sheet.add("\(state.marked): \(id)", indent: 2) }
    sheet.add(AnswerWords.suspectsCaution, .faint, indent: 2)
  }

  private mutating func missing(_ answer: AnswerWords) {
    let readings = answer.missing
    guard !readings.isEmpty else { return }
    sheet.blank()
    sheet.add("What is missing. \(answer.finding.framework.id)", .strong)
    for missing in readings {
      sheet.add(missing.heading, indent: 2, hanging: 2)
      let limit = sheet.layout.showsAll ? missing.sets.count : 6
      for set in missing.sets.prefix(limit) {
        sheet.add(
          "○ not yet: " + listed(set.map { words.words(label: $0.label, fact: $0.fact) }),
          indent: 4, hanging: 2)
      }
      if missing.sets.count > limit {
        sheet.add("… \(missing.sets.count - limit) more: --all", indent: 4)
      } else if !missing.isExact, !missing.sets.isEmpty {
        sheet.add(AnswerWords.largerSets, indent: 4)
      }
    }
    if let blocked = answer.blocked { sheet.add(blocked, indent: 2, hanging: 2) }
  }

  // MARK: When, and what is not counted

  private mutating func known(_ answer: AnswerWords) {
    guard let known = answer.known else { return }
    sheet.blank()
    sheet.add("Could have been known. \(answer.finding.framework.id)", .strong)
    for line in known { sheet.add(line, indent: 2, hanging: 2) }
  }

  private mutating func uncounted(_ answer: AnswerWords) {
    let left = answer.uncounted
    guard !left.isEmpty else { return }
    sheet.blank()
    sheet.add("Shown and never counted here. \(answer.finding.framework.id)", .strong)
    for index in left {
      var entry = words.entry(.statement(index), about: answer.finding.about)
      entry.indent = 2
      entry.hanging = 4
      sheet.add(entry)
    }
  }
}
