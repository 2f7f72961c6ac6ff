import Assessment
package import CaseRecord
import CivilTime
import EvidenceLogic
package import LawPack
import Vocabulary

/// The two-framework table filled with what one record holds on one child.
package struct TableFilling {
  package let table: TwoFrameworkTable
  package let child: String
  package let words: CaseWords

  package init(table: TwoFrameworkTable, child: String, words: CaseWords) {
    self.table = table
    self.child = child
    self.words = words
  }

  private var assessment: Assessment { words.assessment }

  package enum Side {
    case left, right
  }

  /// What the record holds in one cell. Every line names a framework, or the statements and responses that show it.
  package func evidence(_ row: TwoFrameworkTable.Row, _ side: Side) -> [String] {
    let cell = side == .left ? row.left : row.right
    switch (row.name, side) {
    case (.identification, .left): return protection()
    case (.identification, .right): return referral() + answers(cell.shows)
    case (.word, .left): return uses(of: "traffick")
    case (.offence, .right): return offences(cell.shows)
    default: return answers(cell.shows)
    }
  }

  /// The sentences on both columns that apply: at most two.
  package var together: [TwoFrameworkTable.Pair] {
    Array(
      table.together.filter { pair in
        pair.when.allSatisfy { condition in condition.holds(ownState) }
      }.prefix(2))
  }

  // MARK: Answers

  private func finding(_ framework: String) -> Finding? {
    assessment.finding(framework, about: child)
      ?? assessment.finding(framework, about: Assessment.group)
  }

  private func element(_ reference: TestReference) -> ElementFinding? {
    finding(reference.framework)?.elements.first { $0.element.id == reference.element }
  }

  /// The state of an answer of the record's own law.
  private func ownState(_ reference: TestReference) -> State? {
    guard let finding = finding(reference.framework), !finding.marks.isComparison else {
      return nil
    }
    return reference.element == nil ? finding.state : element(reference)?.state
  }

  private func isOpenToAll(_ reference: TestReference) -> Bool {
    !table.right.frameworks.contains(reference.framework)
  }

  /// The answers to show: all that stand for themselves; of those that are the law of different days or places, the ones
  /// that the record meets, else the first that was law then and there.
  private func chosen(_ references: [TestReference])
    -> [TestReference]
  {
    let shared = references.filter { isOpenToAll($0) && finding($0.framework) != nil }
    let alternatives = references.filter { reference in
      guard !isOpenToAll(reference), let state = ownState(reference) else { return false }
      return state != .notInForce
    }
    let met = alternatives.filter { ownState($0)?.isMet == true }
    return shared + (met.isEmpty ? Array(alternatives.prefix(1)) : met)
  }

  private func answers(_ references: [TestReference]) -> [String] {
    let lines = chosen(references).compactMap { reference in
      reference.element == nil ? whole(reference) : part(reference)
    }
    if lines.isEmpty, references.contains(where: { !isOpenToAll($0) }) { return [noneInForce] }
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }

  private var noneInForce: String {
    let own = table.right.frameworks.filter { finding($0)?.marks.isComparison == false }
    let state = State.notInForce.marked
    return own.isEmpty
      ? "\(state): none of these is the law here" : "\(state): \(own.joined(separator: ", "))"
  }

  private func whole(_ reference: TestReference) -> String? {
    finding(reference.framework).map { finding in
      "\(finding.state.marked): \(finding.framework.id), \(finding.framework.short)"
    }
  }

  private func part(_ reference: TestReference) -> String? {
    guard let element = element(reference), let state = element.state else { return nil }
    let shown = summary(element)
    let place = shown.isEmpty ? "\(reference.framework) \(element.element.id)" : shown
    return "\(state.marked): \(place)"
  }

  /// What supports an element, in a few words: how many people, or which facts, with the statements that say so.
  private func summary(_ element: ElementFinding) -> String {
    let statements = element.supporting.compactMap { atom -> Int? in
      if case .statement(let index) = atom { index } else { nil }
    }
    if let people = people(element, statements) { return people }
    let places = words.places(element.supporting)
    var facts: [String] = []
    for index in statements {
      let name = Reports.words(ofName: words.record.statements[index].fact)
      if !facts.contains(name) { facts.append(name) }
    }
    let said = capped(facts, at: 3)
    let crossing = crossing(statements)
    let text = [said, crossing].filter { !$0.isEmpty }.joined(separator: ", ")
    return [text, places].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// `at least 3 people [4]`, where the element counts people: the largest number stated, or those named if they are more.
  private func people(_ element: ElementFinding, _ statements: [Int]) -> String? {
    let counts = element.leaves.contains { leaf in
      if case .fact(let test) = leaf.leaf { test.atLeast != nil && leaf.state.isMet } else { false }
    }
    guard counts else { return nil }
    let record = words.record
    let stated = statements.compactMap { record.statements[$0].number }.max() ?? 0
    let named = Set(statements.flatMap { record.statements[$0].by })
      .filter { record.person($0)?.isPooled == false }.count
    let most = max(stated, named)
    guard most > 0 else { return nil }
    let showing = statements.filter { index in
      stated >= named
        ? record.statements[index].number == stated : !record.statements[index].by.isEmpty
    }
    return
      "at least \(count(most, "person", "people")) \(words.places(showing.map { .statement($0) }))"
  }

  /// The widest thing that any recorded journey crossed.
  private func crossing(_ statements: [Int]) -> String {
    let record = words.record
    let crossed = Set(
      statements.flatMap { record.statements[$0].words(in: record)["crosses"] ?? [] })
    let widest = [
      ("country", "across a border"), ("police-force", "between police areas"),
      ("town", "between towns"), ("street", "between streets"),
    ]
    return widest.first { crossed.contains($0.0) }?.1 ?? ""
  }

  // MARK: Rows that read more than answers

  private func offences(_ references: [TestReference]) -> [String] {
    let met = chosen(references).compactMap { finding($0.framework) }.filter(\.state.isMet)
    guard !met.isEmpty else { return answers(references) }
    let lines = met.map { finding in
      let days = finding.framework.inForce.map { ", \(daysInForce($0))" } ?? ""
      return "\(finding.state.marked): \(finding.framework.id)\(days)"
    }
    guard let example = met.first(where: { !$0.suspects.isEmpty })?.framework.id else {
      return lines
    }
    return lines + ["Each named suspect apart, for a charging lawyer: explain \(example)"]
  }

  private func protection() -> [String] {
    let acts: Set<Response.Act> = [
      .section47Enquiry, .strategyDiscussion, .childProtectionConference,
    ]
    let found = words.responses(about: child).filter {
      acts.contains(words.record.responses[$0].act)
    }
    guard !found.isEmpty else { return ["No enquiry and no conference in \(responses)"] }
    return found.prefix(3).map { words.response($0) }
  }

  private func referral() -> [String] {
    let acts: Set<Response.Act> = [.nrmReferral, .nrmDecision, .dutyToNotify]
    let found = words.responses(about: child).filter {
      acts.contains(words.record.responses[$0].act)
    }
    guard found.isEmpty else { return found.prefix(3).map { words.response($0) } }
    let own = table.identification.compactMap { finding($0) }
    let answered = own.compactMap { finding -> Int? in
      if case .answered(let response) = finding.considered { response } else { nil }
    }
    guard answered.isEmpty else { return answered.map { words.response($0) } }
    return ["NEVER CONSIDERED: no referral and no answer in \(responses)"]
  }

  private var responses: String {
    let all = words.responses(about: child).count
    return all == 0 ? "a record with no response" : count(all, "recorded response")
  }

  /// How often a word stem is written in what the record keeps word for word.
  private func uses(of stem: String) -> [String] {
    let record = words.record
    let own = record.statements.filter { $0.children.isEmpty || $0.children.contains(child) }
    let stated = own.filter { statement in
      holds(stem, statement.note) || holds(stem, record.source(statement.source)?.ref)
    }.count
    let responses = words.responses(about: child).map { record.responses[$0] }
    let reasons = responses.filter { holds(stem, $0.reason) }.count
    let stating = "In the notes and references of \(stated) of \(count(own.count, "statement"))"
    guard !responses.isEmpty else { return [stating] }
    return [stating + ", the reasons of \(reasons) of \(count(responses.count, "response"))"]
  }

  private func holds(_ stem: String, _ text: String?) -> Bool {
    text?.lowercased().contains(stem) ?? false
  }
}

extension CaseWords {
  /// A response: what was done, when, by whom, and its place in the record.
  package func response(_ index: Int) -> String {
    let response = record.responses[index]
    let by = response.by.map { " by \($0)" } ?? ""
    let what: String
    if response.act == .considered, let framework = response.framework {
      let answer = response.answer.map { ", answered: \(Reports.words(ofName: $0.rawValue))" } ?? ""
      what = "\(framework) considered\(answer)"
    } else {
      what = capitalised(Reports.words(response.act))
    }
    let number = place(.response(index), "response\u{A0}\(index + 1)")
    return "\(what) \(Reports.when(response.on))\(by), \(number)"
  }
}

/// What a response did, in words.
package func words(_ act: Response.Act) -> String {
  switch act {
  case .section47Enquiry: "section\u{A0}47 enquiry"
  case .nrmReferral: "referral to the National Referral Mechanism"
  case .nrmDecision: "decision of the National Referral Mechanism"
  case .dutyToNotify: "notification under the duty to notify"
  case .guardianReferral: "referral to a trafficking guardian"
  case .groupMapped: "mapped as an organised crime group"
  case .noFurtherAction: "no further action"
  default: words(ofName: act.rawValue)
  }
}

/// `law from 1 May 2004 to 5 April 2013`.
package func daysInForce(_ inForce: Framework.InForce) -> String {
  if let enacted = inForce.uncommenced {
    return "enacted on \(words(enacted)), not known to be in force"
  }
  return switch (inForce.from, inForce.to) {
  case (let from?, let to?): "law from \(words(from)) to \(words(to))"
  case (let from?, nil): "law from \(words(from))"
  case (nil, let to?): "law until \(words(to))"
  case (nil, nil): "law throughout"
  }
}
