package import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

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
    sheet.heading(words, explainsPlaces: true)
    sheet.blank()
    title(framework)
    for finding in assessment.findings where finding.framework.id == id {
      sheet.blank()
      sheet.subject(finding.about, words)
      answer(finding)
    }
    sheet.blank()
    sheet.rule()
    law(framework)
    return sheet.text
  }

  // MARK: The law

  private mutating func title(_ framework: Framework) {
    sheet.add("\(framework.title), \(framework.id)", .strong, hanging: 2)
    sheet.add(
      [framework.act, framework.actCite].compactMap(\.self).joined(separator: " · "), hanging: 2)
    let kind = capitalised(framework.kind.words)
    let place = jurisdictionWords(framework.jurisdiction)
    if let inForce = framework.inForce {
      sheet.add(
        "\(kind), \(place), \(daysInForce(inForce)). \(cited(inForce.cite, inForce.status))",
        hanging: 2)
    } else {
      sheet.add(
        "\(kind), \(place). No instrument brought it into force on a day. \(framework.id)",
        hanging: 2)
    }
    sheet.add("\(governing(framework)). \(framework.id)", .faint, hanging: 2)
  }

  private func governing(_ framework: Framework) -> String {
    switch framework.governsBy {
    case .conduct: "The law of the day of the conduct"
    case .decision: "The law of the day of the decision"
    case .analysis: "A definition used to analyse, for conduct of any day"
    }
  }

  private mutating func law(_ framework: Framework) {
    if !framework.notNeeded.isEmpty {
      let factors = framework.notNeeded.map { token in
        words.vocabulary.factors.first { $0.name == token }.map { lowered($0.says) }
          ?? Reports.words(ofName: token)
      }
      sheet.add("Not needed here: \(factors.joined(separator: "; ")). \(framework.id)", hanging: 2)
    }
    for straddle in framework.straddle {
      sheet.add("\(sentence(straddle.says)) \(cited(straddle.cite))", hanging: 2)
    }
    if !framework.notes.isEmpty {
      sheet.blank()
      sheet.add("Notes to \(framework.id)", .strong)
      for note in framework.notes { sheet.add("· \(sentence(note))", hanging: 2) }
    }
    sheet.questions(assessment.law.questions(on: framework))
    sheet.blank()
    sheet.add("How \(framework.id) was checked: \(framework.status.sentence).", .faint, hanging: 2)
    if let read = framework.read { sheet.add("Read it: \(read)", .faint, hanging: 2) }
    sheet.add("To correct it: Law/\(framework.file), \(framework.id).", .faint, hanging: 2)
  }

  private func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

  // MARK: The answer

  private mutating func answer(_ finding: Finding) {
    state(finding)
    guard finding.state != .notInForce else { return }
    for element in finding.elements {
      sheet.blank()
      sheet.element(element, about: finding.about, words)
    }
    sheet.blank()
    childLink(finding)
    irrelevant(finding)
    support(finding)
    suspects(finding)
    missing(finding)
    known(finding)
    considered(finding)
    uncounted(finding)
  }

  private mutating func state(_ finding: Finding) {
    let framework = finding.framework
    let subject = words.subject(finding.about)
    let comparison = finding.marks.isComparison ? ", for comparison only: it owes no duty here" : ""
    sheet.add(
      "\(finding.state.marked) for \(subject)\(comparison). \(framework.id)", .strong, hanging: 2)
    guard finding.state != .notInForce else {
      notInForce(finding)
      return
    }
    if finding.narrow == finding.broad {
      sheet.add("Both readings agree: \(finding.narrow.marked). \(framework.id)", hanging: 2)
    } else {
      let questions = finding.elements.compactMap(\.element.question)
      let open = questions.isEmpty ? "" : " Open questions: \(listed(questions))."
      sheet.add(
        "The readings differ. Narrow: \(finding.narrow.marked). Broad: \(finding.broad.marked).\(open) Each contested element says why. \(framework.id)",
        hanging: 2)
    }
    if let dates = finding.dates, !dates.isCertain, let inForce = framework.inForce {
      sheet.add(
        "The days are uncertain: some conduct may lie outside the \(daysInForce(inForce)). On what lies certainly inside: \(dates.certainState.marked). \(framework.id)",
        hanging: 2)
    }
    for straddle in finding.straddles {
      sheet.add(
        "Conduct here spans a commencement. \(sentence(straddle.says)) \(cited(straddle.cite))",
        hanging: 2)
    }
    if finding.marks.assumesChild {
      sheet.add(
        "Age not recorded: taken as under 18 here. An unknown age is never read as an adult's. MSA 2015 s\u{A0}51 (rule U9)",
        hanging: 2)
    }
    if finding.marks.isAnalysis {
      sheet.add("Analysis: it was not the law of any particular day. \(framework.id)", hanging: 2)
    }
  }

  private mutating func notInForce(_ finding: Finding) {
    let framework = finding.framework
    let days = framework.inForce.map { " (\(daysInForce($0)))" } ?? ""
    let why =
      framework.governsBy == .decision
      ? "The day of the decision, \(Reports.words(assessment.on)), lies outside its days\(days)."
      : "All recorded harm certainly lies outside its days\(days)."
    sheet.add("\(why) That is never the same as no. \(framework.id)", hanging: 2)
    if let state = finding.asIfInForce {
      sheet.add(
        "Had it been in force, the record would read: \(state.marked). That is analysis, never an offence. \(framework.id)",
        hanging: 2)
    }
  }

  private mutating func childLink(_ finding: Finding) {
    guard let link = finding.framework.childLink else { return }
    let facts = link.leaves.compactMap { leaf, _ -> String? in
      if case .fact(let test) = leaf { Reports.words(ofName: test.fact) } else { nil }
    }
    sheet.add(
      "Asked beside it, and no part of the answer: was a child used? (\(listed(facts, "or"))). \(finding.framework.id)",
      hanging: 2)
  }

  /// What the law puts aside, and where the record holds it.
  private mutating func irrelevant(_ finding: Finding) {
    for item in finding.framework.irrelevant {
      let places = words.record.statements.indices.filter { index in
        let statement = words.record.statements[index]
        return statement.fact == item.fact
          && (finding.about == Assessment.group || statement.children.contains(finding.about))
      }
      let recorded =
        places.isEmpty ? "" : ", recorded in \(words.places(places.map { Atom.statement($0) }))"
      sheet.add(
        "\(sheet.layout.style.irrelevant(item.says))\(recorded). \(cited(item.cite))", hanging: 2)
    }
  }

  // MARK: What it rests on

  private mutating func support(_ finding: Finding) {
    guard finding.state.isMet else { return }
    let stands = finding.stands
    let sets = assessment.sourceSets(stands)
    let limit = sheet.layout.showsAll ? sets.count : 6
    let shown = sets.prefix(limit).map { words.sourceSet($0) }.joined(separator: ", or ")
    let more =
      sets.count > limit
      ? ", and \(sets.count - limit) more ways: --all"
      : stands.isExact ? "" : ", and more ways than are listed"
    sheet.add("Rests on the sources \(shown)\(more).", hanging: 2)
    if let only = finding.onlySource {
      sheet.add(
        "Rests on one source: without \(only) the test would not be met.", .strong, hanging: 2)
    } else {
      sheet.add(
        "No one source carries it: \(count(finding.independentSources, "source")) that do not repeat one another bear on it, and no single one is needed. \(finding.framework.id)",
        hanging: 2)
    }
    if let kind = words.weakestKind(finding) {
      sheet.add("Weakest link: \(kind). \(finding.framework.id)", hanging: 2)
    }
  }

  private mutating func suspects(_ finding: Finding) {
    guard !finding.suspects.isEmpty else { return }
    sheet.blank()
    sheet.add(
      "Named suspects, one by one, for a charging lawyer. \(finding.framework.id)", .strong,
      hanging: 2)
    for (id, state) in finding.suspects { sheet.add("\(state.marked): \(id)", indent: 2) }
    sheet.add(
      "Each line counts only statements that name that person. Not yet evidenced as the one who did it says nothing of aiding, conspiracy, or encouraging and assisting. Accessories and Abettors Act 1861 s\u{A0}8; CLA 1977 s\u{A0}1; Serious Crime Act 2007 Part\u{A0}2 (from memory, not read)",
      .faint, indent: 2)
  }

  private mutating func missing(_ finding: Finding) {
    guard !finding.missing.isEmpty else { return }
    sheet.blank()
    sheet.add("What is missing. \(finding.framework.id)", .strong)
    for reading in Reading.allCases {
      guard let missing = finding.missing[reading] else { continue }
      let result = reading == .narrow ? "on the narrow reading" : "on the broad reading"
      guard !missing.sets.isEmpty else {
        sheet.add(
          "Nothing could complete it \(result), as the record stands.", indent: 2, hanging: 2)
        continue
      }
      let limit = sheet.layout.showsAll ? missing.sets.count : 6
      sheet.add("To complete it \(result), any one of these:", indent: 2, hanging: 2)
      for set in missing.sets.prefix(limit) {
        sheet.add(
          "○ not yet: " + listed(set.map { words.words(label: $0.label, fact: $0.fact) }),
          indent: 4,
          hanging: 2)
      }
      if missing.sets.count > limit {
        sheet.add("… \(missing.sets.count - limit) more: --all", indent: 4)
      } else if !missing.isExact {
        sheet.add("… and larger sets, which were not worked out", indent: 4)
      }
    }
    let blocked = Set(finding.missing.values.flatMap(\.blockedBy)).sorted()
    if !blocked.isEmpty {
      sheet.add(
        "Blocked by what the record contradicts: \(listed(blocked.map(Reports.words(ofName:))))",
        indent: 2, hanging: 2)
    }
  }

  // MARK: When, and whether anybody asked

  private mutating func known(_ finding: Finding) {
    guard let known = finding.knownSince else { return }
    sheet.blank()
    sheet.add("Could have been known. \(finding.framework.id)", .strong)
    sheet.add("All files together: \(words.since(known.together))", indent: 2, hanging: 2)
    for (agency, day) in known.agencies {
      sheet.add("\(agency), alone: \(words.since(day))", indent: 2, hanging: 2)
    }
    if !assessment.sourcesWithoutDay.isEmpty {
      sheet.add(
        "With no day, so they never count here: \(capped(assessment.sourcesWithoutDay, at: 8))",
        indent: 2, hanging: 2)
    }
  }

  private mutating func considered(_ finding: Finding) {
    sheet.blank()
    switch finding.considered {
    case .answered(let index):
      let reason = words.record.responses[index].reason.map { ": \"\($0)\"" } ?? ""
      sheet.add("\(words.response(index))\(reason)", hanging: 2)
    case .never:
      sheet.add(
        "NEVER CONSIDERED: no response on record answers it. \(finding.framework.id)", .strong,
        hanging: 2)
    case .notAsked: break
    }
  }

  /// What the record holds on the elements' facts and does not count.
  private mutating func uncounted(_ finding: Finding) {
    let facts = Set(
      finding.elements.flatMap(\.leaves).flatMap { leaf -> [String] in
        if case .fact(let test) = leaf.leaf {
          words.vocabulary.factsImplying(test.fact)
        } else {
          []
        }
      })
    let left = words.record.statements.indices.filter { index in
      let statement = words.record.statements[index]
      return !words.counted.contains(index) && facts.contains(statement.fact)
        && (finding.about == Assessment.group || statement.children.contains(finding.about))
    }
    guard !left.isEmpty else { return }
    sheet.blank()
    sheet.add("Shown and never counted here. \(finding.framework.id)", .strong)
    for index in left {
      var entry = words.entry(.statement(index), about: finding.about)
      entry.indent = 2
      entry.hanging = 4
      sheet.add(entry)
    }
  }
}

extension CaseWords {
  /// A day since which something could have been known, with the earliest that it may have been.
  package func since(_ day: KnownSince.Day?) -> String {
    guard let day else { return "never, alone" }
    guard day.earliest < day.day else { return "from \(Reports.words(day.day))" }
    return
      "from \(Reports.words(day.day)) at the latest, perhaps from \(Reports.words(day.earliest))"
  }
}
