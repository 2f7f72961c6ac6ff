package import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// One framework's answer about somebody in words, part by part, before it is set: on paper, on a terminal or in a browser.
///
/// What it says is said here and nowhere else; a page chooses how much of it is shown, and how it looks. Each line about law still
/// wants the framework's id or the citation that stands beside it.
package struct AnswerWords: Sendable {
  package let finding: Finding
  package let words: CaseWords

  package init(_ finding: Finding, _ words: CaseWords) {
    self.finding = finding
    self.words = words
  }

  private var framework: Framework { finding.framework }

  /// The answer itself: `● evidenced for child-1`.
  package var headline: String {
    "\(finding.state.marked) \(isAbout)"
  }

  /// Whom the answer is about, and that it is only compared.
  package var isAbout: String {
    "for \(words.subject(finding.about))"
      + (finding.marks.isComparison ? ", for comparison only: it owes no duty here" : "")
  }

  /// The readings, the days, and what a reader must know before using the answer; each ends in its citation.
  package var standing: [String] {
    guard finding.state != .notInForce else { return notInForce }
    var lines: [String] = []
    if finding.narrow == finding.broad {
      lines.append("Both readings agree: \(finding.narrow.marked). \(framework.id)")
    } else {
      let questions = finding.elements.compactMap(\.element.question)
      let open = questions.isEmpty ? "" : " Open questions: \(listed(questions))."
      lines.append(
        "The readings differ. Narrow: \(finding.narrow.marked). Broad: \(finding.broad.marked).\(open) Each contested element says why. \(framework.id)"
      )
    }
    if let dates = finding.dates, !dates.isCertain, let inForce = framework.inForce {
      lines.append(
        "The days are uncertain: some conduct may lie outside the \(daysInForce(inForce)). On what lies certainly inside: \(dates.certainState.marked). \(framework.id)"
      )
    }
    for straddle in finding.straddles {
      lines.append(
        "Conduct here spans a commencement, or may. \(sentence(straddle.says)) \(cited(straddle.cite))"
      )
    }
    if finding.marks.assumesChild {
      lines.append(
        "Age not recorded: taken as under 18 here. An unknown age is never read as an adult's. MSA 2015 s\u{A0}51 (rule U9)"
      )
    }
    if finding.marks.isAnalysis {
      lines.append("Analysis: it was not the law of any particular day. \(framework.id)")
    }
    return lines
  }

  private var notInForce: [String] {
    let days = framework.inForce.map { " (\(daysInForce($0)))" } ?? ""
    let why =
      framework.governsBy == .decision
      ? "The day of the decision, \(Reports.words(words.assessment.on)), lies outside its days\(days)."
      : "All recorded harm certainly lies outside its days\(days)."
    let asIf = finding.asIfInForce.map { state in
      "Had it been in force, the record would read: \(state.marked). That is analysis, never an offence. \(framework.id)"
    }
    return ["\(why) That is never the same as no. \(framework.id)"] + [asIf].compactMap(\.self)
  }

  package var elements: [ElementWords] {
    finding.elements.map { ElementWords($0, about: finding.about, words) }
  }

  /// What is asked beside the test and is no part of the answer.
  package var askedBeside: String? {
    guard let link = framework.childLink else { return nil }
    let facts = link.leaves.compactMap { leaf, _ -> String? in
      if case .fact(let test) = leaf { Reports.words(ofName: test.fact) } else { nil }
    }
    return
      "Asked beside it, and no part of the answer: was a child used? (\(listed(facts, "or"))). \(framework.id)"
  }

  /// Something that the law puts aside.
  package struct Irrelevant: Sendable, Hashable {
    package var says: String
    /// `, recorded in [8]`, where the record holds it.
    package var recorded: String
    package var cite: String
  }

  package var irrelevant: [Irrelevant] {
    framework.irrelevant.map { item in
      let places = words.record.statements.indices.filter { index in
        words.record.statements[index].fact == item.fact && concerns(index)
      }
      return Irrelevant(
        says: item.says,
        recorded: places.isEmpty
          ? "" : ", recorded in \(words.places(places.map { Atom.statement($0) }))",
        cite: cited(item.cite))
    }
  }

  private func concerns(_ statement: Int) -> Bool {
    finding.about == Assessment.group
      || words.record.statements[statement].children.contains(finding.about)
  }

  // MARK: What it rests on

  /// What a met answer rests on.
  package struct Support: Sendable, Hashable {
    /// The smallest sets of sources on which it stands: `{youth-log, interview}`.
    package var sets: [String]
    /// Whether those are all.
    package var isExact: Bool
    package var onlySource: String?
    /// Whether it falls with one source, and what bears on it.
    package var oneSource: String
    package var weakest: String?

    /// The sentence about the sets, of which so many are shown.
    package func restsOn(atMost limit: Int, elsewhere: String) -> String {
      let shown = sets.prefix(limit).joined(separator: ", or ")
      let more =
        sets.count > limit
        ? ", and \(sets.count - limit) more ways\(elsewhere)"
        : isExact ? "" : ", and more ways than are listed"
      return "Rests on the sources \(shown)\(more)."
    }
  }

  /// Nil unless the test is met.
  package var support: Support? {
    guard finding.state.isMet else { return nil }
    let stands = finding.stands
    let only = finding.onlySource
    return Support(
      sets: words.assessment.sourceSets(stands).map { words.sourceSet($0) },
      isExact: stands.isExact, onlySource: only,
      oneSource: only.map {
        "Rests on one source: without \($0) the test would not be met."
      }
        ?? "No one source carries it: \(count(finding.independentSources, "source")) that do not repeat one another bear on it, and no single one is needed. \(framework.id)",
      weakest: words.weakestKind(finding).map { "Weakest link: \($0). \(framework.id)" })
  }

  /// Says what a named suspect's own line does not say.
  package static let suspectsCaution =
    "Each line counts only statements that name that person. Not yet evidenced as the one who did it says nothing of aiding, conspiracy, or encouraging and assisting. Accessories and Abettors Act 1861 s\u{A0}8; CLA 1977 s\u{A0}1; Serious Crime Act 2007 Part\u{A0}2 (from memory, not read)"

  // MARK: What is missing

  /// What would complete the test on one reading.
  package struct Missing: Sendable {
    package var reading: String
    /// Each set with its facts, and how the test takes them.
    package var sets: [[Finding.FactLabel]]
    package var isExact: Bool

    /// The sentence above the sets.
    package var heading: String {
      sets.isEmpty
        ? "Nothing could complete it \(reading), as the record stands."
        : "To complete it \(reading), any one of these:"
    }
  }

  package var missing: [Missing] {
    let all = finding.missing
    return Reading.allCases.compactMap { reading in
      all[reading].map {
        Missing(
          reading: reading == .narrow ? "on the narrow reading" : "on the broad reading",
          sets: $0.sets, isExact: $0.isExact)
      }
    }
  }

  /// Facts that the record contradicts, so that they are not offered; nil if there are none.
  package var blocked: String? {
    let blocked = Set(finding.missing.values.flatMap(\.blockedBy)).sorted()
    guard !blocked.isEmpty else { return nil }
    return
      "Blocked by what the record contradicts: \(listed(blocked.map(Reports.words(ofName:))))"
  }

  package static let largerSets = "… and larger sets, which were not worked out"

  // MARK: When, and whether anybody asked

  /// Since when it could have been known, by whom; nil unless the test is met.
  package var known: [String]? {
    guard let known = finding.knownSince else { return nil }
    func since(_ day: KnownSince.Day?) -> String { day.map { words.since($0) } ?? "on no day" }
    var lines = ["All files together: \(since(known.together))"]
    lines += known.agencies.map { agency, day in "\(agency), alone: \(since(day))" }
    let undated = words.assessment.sourcesWithoutDay
    if !undated.isEmpty {
      lines.append("With no day, so they never count here: \(capped(undated, at: 8))")
    }
    return lines
  }

  /// The answer that somebody recorded, or that nobody did; nil where nobody could.
  package var considered: String? {
    switch finding.considered {
    case .answered(let index):
      let reason = words.record.responses[index].reason.map { ": \"\($0)\"" } ?? ""
      return "\(words.response(index))\(reason)"
    case .never: return "NEVER CONSIDERED: no response on record answers it. \(framework.id)"
    case .notAsked: return nil
    }
  }

  /// What the record holds on the elements' facts and does not count.
  package var uncounted: [Int] {
    let facts = Set(
      finding.elements.flatMap(\.leaves).flatMap { leaf -> [String] in
        if case .fact(let test) = leaf.leaf {
          words.vocabulary.factsImplying(test.fact)
        } else {
          []
        }
      })
    return words.record.statements.indices.filter { index in
      !words.counted.contains(index) && facts.contains(words.record.statements[index].fact)
        && concerns(index)
    }
  }
}

/// One element's answer in words.
package struct ElementWords: Sendable {
  package let finding: ElementFinding
  private let about: String
  private let words: CaseWords

  init(_ finding: ElementFinding, about: String, _ words: CaseWords) {
    self.finding = finding
    self.about = about
    self.words = words
  }

  private var element: Element { finding.element }

  /// The state with its mark, or to whom it is left.
  package var head: String { finding.state?.marked ?? leftTo }

  /// Who decides what no fact does.
  package var leftTo: String {
    if case .decide(let who) = element.body {
      "Left to the \(who), on the facts"
    } else {
      "Left open"
    }
  }

  package var cite: String { cited(element.cite, element.status) }

  package var judgement: String? {
    element.judgement.map {
      "A judgement for the \($0): the facts only tend to show it. \(cited(element.cite))"
    }
  }

  package var bySame: String? {
    element.bySame
      ? "One person must meet this and every element so marked. \(cited(element.cite))" : nil
  }

  /// Both readings of a contested element, and why careful readers differ.
  package var readings: String? {
    guard element.isContested, let narrow = finding.narrow, let broad = finding.broad else {
      return nil
    }
    let why = element.why.map { " \(sentence($0))" } ?? ""
    let question = element.question.map { " Open question \($0)." } ?? ""
    let states =
      narrow == broad
      ? "Both readings: \(narrow.marked)." : "Narrow: \(narrow.marked). Broad: \(broad.marked)."
    return "Contested. \(states)\(why)\(question) \(cited(element.cite))"
  }

  package enum Side: String, Sendable, CaseIterable {
    case supporting = "For"
    case opposing = "Against"

    func atoms(_ leaf: LeafFinding) -> [Atom] {
      self == .supporting ? leaf.supporting : leaf.opposing
    }
  }

  /// One line of evidence.
  package struct Line: Sendable {
    /// What it says.
    package var text: String
    /// On which of the element's leaves it bears first, by its place among them.
    package var leaf: Int
    /// The framework through which it comes, whose own page says the rest.
    package var through: String?
    package var isBroadOnly: Bool

    package static let broadOnly = " On the broad reading only."
  }

  /// The evidence on one side. What comes only through another framework is named, not repeated.
  package func evidence(_ side: Side) -> [Line] {
    var lines: [Line] = []
    var shown: Set<Atom> = []
    for isBroadOnly in [false, true] {
      for (index, leaf) in finding.leaves.enumerated() where leaf.isBroadOnly == isBroadOnly {
        guard case .fact(let test) = leaf.leaf else { continue }
        // Statements of other facts bear on a number by the people whom they name.
        let naming = test.atLeast == nil ? [] : side.atoms(leaf).filter { words.isNaming($0) }
        if !naming.isEmpty {
          lines.append(
            Line(
              text: "\(words.words(leaf)): the people named in \(words.places(naming, limit: 12)).",
              leaf: index, isBroadOnly: isBroadOnly))
        }
        for atom in side.atoms(leaf) where !naming.contains(atom) && shown.insert(atom).inserted {
          lines.append(
            Line(text: words.line(atom, about: about), leaf: index, isBroadOnly: isBroadOnly))
        }
      }
    }
    for (index, leaf) in finding.leaves.enumerated() {
      guard case .framework(let reference) = leaf.leaf, !side.atoms(leaf).isEmpty else { continue }
      lines.append(
        Line(
          text:
            "all of \(reference.id), \(leaf.state.marked), through \(words.places(side.atoms(leaf))).",
          leaf: index, through: reference.id, isBroadOnly: leaf.isBroadOnly))
    }
    return lines
  }

  /// Where what stands against it leaves another way open.
  package var unopposed: String? {
    finding.state == .evidenced && !finding.opposing.isEmpty
      ? "What is against touches one way of meeting it; another way stands unopposed. \(cited(element.cite))"
      : nil
  }

  /// What it would accept and nobody has evidenced.
  package struct Open: Sendable {
    package var head: String
    package var labels: [String]

    package func text(atMost limit: Int) -> String { "\(head): \(capped(labels, at: limit))" }
  }

  package var open: [Open] {
    let open = finding.leaves.filter { $0.state == .notYetEvidenced }
    let state = State.notYetEvidenced.marked
    let head = isMet ? "Would also count, \(state)" : capitalised(state)
    return [
      Open(head: head, labels: open.filter { !$0.isBroadOnly }.map { words.words($0) }),
      Open(
        head: "\(head), on the broad reading",
        labels: open.filter(\.isBroadOnly).map { words.words($0) }),
    ].filter { !$0.labels.isEmpty }
  }

  package var isMet: Bool { finding.state?.isMet == true }
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
