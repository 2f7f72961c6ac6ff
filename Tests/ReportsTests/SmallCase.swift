import Assessment
import CaseRecord
import CivilTime
import Diagnostics
import Documents
import EvidenceLogic
import LawPack
import Reports
import Testing

/// A small law and small records, so that a page of them can be read whole.
enum SmallCase {
  static let vocabulary = """
    heed: vocabulary/1
    facts:
      - group: all
        facts:
          - {fact: under-18, type: circumstance, computed: age-under-18, ask: "Was the child under 18?", found-in: [school census]}
          - fact: moved
            type: event
            shows: harm
            ask: "Was the child taken somewhere?"
            found-in: [return home interviews, taxi booking records]
            roles: {crosses: [street, town, police-force, country], direction: [into-uk, out-of-uk, within]}
          - {fact: kept-somewhere, type: event, shows: harm, ask: "Was the child kept somewhere?"}
          - {fact: harm-intended, type: event, shows: harm, ask: "Was harm intended?", roles: {purpose: [sexual, criminal]}}
          - {fact: harm-followed, type: event, shows: harm, ask: "Did harm follow?"}
          - {fact: associated, type: circumstance, ask: "Did they know one another?", found-in: [phone records]}
          - {fact: named-group, type: circumstance, ask: "Had they a name?"}
          - {fact: offenders, type: number, counted-from: harm, ask: "How many took part?"}
          - {fact: consent-claimed, type: event, never-against: true, ask: "Was agreement recorded?"}
    """

  static let kinds = """
    heed: source-kinds/1
    kinds:
      - {kind: first-hand-account, class: F5, says: A first-hand account}
      - {kind: agency-record, class: F4, says: A record made at the time}
      - {kind: intelligence, class: F3, says: Graded intelligence}
      - {kind: unattributed, class: F0, says: Unattributed}
    """

  static let factors = """
    heed: factors/1
    factors:
      - {factor: border, says: Whether a border was crossed, code: no-border, facts: [moved]}
      - {factor: gain, says: Whether anybody gained, code: no-gain, facts: []}
    irrelevant:
      - {code: consent-claimed, fact: consent-claimed, says: That the child agreed}
    """

  static let act = """
    act: Small Act 2005
    cite: 2005 c. 1
    read: https://example.org/small-act
    jurisdiction: england-and-wales
    frameworks:
      - id: SMALL-2
        title: Taking a child with harm in view
        short: Taking a child
        kind: offence
        about: child
        governs-by: conduct
        in-force: {from: 2005-01-01, to: 2015-12-31, cite: SI 2005/1 art 2, status: verified}
        status: verified-2
        test:
          all:
            - element: A1
              says: Somebody arranged the child's travel
              cite: s 2(1)
              by: same
              question: Q1
              why: Whether keeping is a way of arranging travel is argued
              narrow: {any: [moved]}
              also: [kept-somewhere]
            - {element: A2, says: With harm in view, cite: s 2(2), by: same, judgement: charging lawyer, any: [harm-intended]}
            - {element: A3, says: In the jurisdiction, cite: s 9, decide: charging lawyer}
        irrelevant:
          - {fact: consent-claimed, cite: s 2(3), says: That the child agreed to travel}
        not-needed: [border, gain]
        opens: [P-NRM-1]
        notes: [No distance is asked for]
      - id: LATER-2
        title: Taking a child, later
        kind: offence
        about: child
        governs-by: conduct
        in-force: {from: 2016-01-01, cite: SI 2016/1 art 2, status: verified}
        status: verified
        test: {all: [{element: B1, says: Travel, cite: s 1(1), any: [moved]}]}
      - id: IDENT-1
        title: A child who was taken
        kind: identification-test
        about: child
        governs-by: decision
        status: verified
        test: {all: [{element: R1, says: The child was taken or kept, cite: reg 3(1), any: [moved, kept-somewhere]}]}
        opens: [P-NRM-1]
      - id: POLICY-1
        title: Harm to a child
        kind: policy-definition
        about: child
        governs-by: decision
        status: recalled
        test:
          all:
            - {element: D1, says: The person is under 18, cite: Guide p. 1, all: [under-18]}
            - {element: D2, says: Harm followed, cite: Guide p. 2, any: [harm-followed]}
      - id: GROUP-1
        title: Harm by a group
        kind: policy-definition
        about: group
        governs-by: analysis
        status: verified
        test:
          all:
            - {element: G1, says: Two or more people, cite: Paper para 1, any: [{fact: offenders, at-least: 2}]}
            - {element: G2, says: Who know one another, cite: Paper para 2, any: [associated]}
      - id: CRIME-1
        title: A crime group
        kind: group-test
        about: group
        governs-by: analysis
        status: verified
        test:
          all:
            - {element: O1, says: Three or more people, cite: s 45(6), any: [{fact: offenders, at-least: 3}]}
            - {element: O2, says: With a name, cite: s 45(7), any: [named-group]}
        opens: [P-POL-2]
    """

  static let foreign = """
    act: Small Act (Scotland) 2005
    jurisdiction: scotland
    frameworks:
      - id: FOREIGN-1
        title: Taking a child in Scotland
        kind: offence
        about: child
        governs-by: conduct
        in-force: {from: 2005-01-01, cite: SSI 2005/1}
        status: verified
        test: {all: [{element: S1, says: Taken or kept, cite: s 1(1), any: [moved, kept-somewhere]}]}
    """

  static let table = """
    heed: two-framework-table/1
    left: {title: Harm by a group, frameworks: [GROUP-1]}
    right: {title: Taking a child, frameworks: [LATER-2, SMALL-2]}
    identification: [IDENT-1]
    rows:
      - row: term
        title: Official term
        question: what the law calls it
        left: {says: Harm by a group, cite: Paper para 1, status: verified-2, shows: [GROUP-1]}
        right: {says: Taking a child, cite: Small Act 2005 s 2, status: verified, shows: [LATER-2, SMALL-2]}
      - row: focus
        title: Focus
        question: what is looked at
        left: {says: People who know one another, cite: Paper para 2, status: verified, shows: [GROUP-1/G1, GROUP-1/G2]}
        right:
          says: An act and its purpose
          cite: s 2
          status: verified
          shows: [SMALL-2/A2]
          corrections: [{id: R2R.3, was: Movement is enough, is: It is not, cite: s 2(2), status: verified}]
      - row: movement
        title: Movement
        question: must the child have been moved?
        left: {says: Not an element, cite: Paper, status: verified}
        right: {says: Travel, cite: s 2(1), status: verified, shows: [LATER-2/B1, SMALL-2/A1]}
      - row: structure
        title: Criminal structure
        question: must there be a gang?
        left: {says: None is needed, cite: Paper, status: verified}
        right:
          says: Nor gain
          cite: s 2
          status: verified
          shows: [CRIME-1]
          corrections: [{id: R4R.2, was: For gain, is: Gain is no element, cite: s 2, status: recalled}]
      - row: offence
        title: Offence
        question: what may be charged
        left: {says: Other offences, cite: Other Act, status: verified}
        right: {says: An offence of its own, cite: s 2, status: verified, shows: [LATER-2, SMALL-2]}
      - row: identification
        title: Identification
        question: who must be told
        left: {says: Child protection, cite: Children Act 1989 s 47, status: verified}
        right: {says: The NRM, cite: s 52, status: verified, shows: [IDENT-1]}
      - row: word
        title: The word
        question: was it used?
        left: {says: Rare, cite: Paper, status: verified}
        right: {says: Central, cite: reg 3, status: verified}
    together:
      - {pair: X1, says: Both at once, cite: s 1, status: verified, when: [{all: [GROUP-1], is: [met]}, {any: [LATER-2, SMALL-2], is: [met]}]}
      - {pair: X2, says: Ask for a third person, cite: s 45(6), status: verified, when: [{all: [GROUP-1], is: [met]}, {none: [CRIME-1], is: [met]}]}
      - {pair: X3, says: A third sentence, cite: s 3, status: verified, when: [{all: [GROUP-1], is: [met]}]}
      - {pair: X4, says: The law of elsewhere, cite: s 4, status: verified, when: [{any: [FOREIGN-1], is: [met]}]}
    """

  /// The small law, with its two-framework table or without.
  static func law(withTable: Bool = true) throws -> LawPack {
    var files = [
      ("vocabulary.yaml", vocabulary), ("source-kinds.yaml", kinds), ("factors.yaml", factors),
      ("terms.yaml", "heed: terms/1\nterms: []\n"), ("england-and-wales/act.yaml", act),
      ("scotland/act.yaml", foreign),
    ]
    if withTable { files.append(("two-framework-table.yaml", table)) }
    var report = Report()
    let pack = readLawPack(
      files: files.map { (path: $0, bytes: Array($1.utf8)) }, contentHash: "small", report: &report)
    guard let pack, !report.hasErrors else { throw Unreadable(report) }
    return pack
  }

  /// Two suspects, two towns, three bodies, one warning, one closure.
  static let harbourStreet = """
    heed: case/1
    id: harbour-street
    title: Harbour Street (fictional)
    jurisdiction: england-and-wales
    people:
      - {id: child-1, role: child, born: 1996-05}
      - {id: suspect-1, role: suspect}
      - {id: suspect-2, role: suspect}
    places:
      - {id: flat, town: Alderby, police-force: Northmoor}
      - {id: shop, town: Brackwell, police-force: Northmoor}
    sources:
      - {id: youth-log, agency: voluntary/harbour, kind: agency-record, made: 2008-11-03, ref: "log book 4, p. 12"}
      - {id: intelligence-note, agency: police/northmoor, kind: intelligence, made: 2009-02-18}
      - {id: interview, agency: police/northmoor, kind: first-hand-account, made: 2009-06-12}
      - {id: letter, agency: police/northmoor, kind: agency-record}
      - {id: rumour, agency: police/northmoor, kind: unattributed, made: 2009-01-01}
    statements:
      - {fact: moved, child: child-1, by: [suspect-1], from: flat, to: shop, when: 2008-10/2008-11, says: yes, source: youth-log}
      - {fact: harm-intended, child: child-1, by: [suspect-1], purpose: sexual, when: 2008-10, says: yes, source: youth-log}
      - {fact: offenders, child: child-1, number: 3, when: 2008, says: yes, source: intelligence-note}
      - {fact: associated, child: child-1, by: [suspect-1, suspect-2], when: 2008, says: yes, source: intelligence-note}
      - {fact: associated, child: child-1, by: [suspect-1, suspect-2], when: 2008, says: no, source: interview}
      - {fact: moved, child: child-1, by: [suspect-1], when: 2008-11, says: yes, source: interview}
      - {fact: harm-intended, child: child-1, by: [suspect-1], when: 2008-11, says: yes, source: interview}
      - {fact: consent-claimed, child: child-1, when: 2008-11, says: yes, source: letter}
      - {fact: named-group, child: child-1, when: 2008, says: yes, source: rumour}
    responses:
      - {act: referral, about: child-1, by: voluntary/harbour, to: children-social-care/northmoor, on: 2008-11-10}
      - {act: no-further-action, about: child-1, by: children-social-care/northmoor, on: 2008-11-24, reason: "lifestyle", relies-on: [consent-claimed]}
      - {act: crime-recorded, about: child-1, by: police/northmoor, on: 2011-05-04}
    warnings:
      - {id: w1, about: child-1, raised-by: {role: youth-worker, agency: voluntary/harbour}, on: 2008-11-03, to: police/northmoor}
    """

  static func assessment(
    _ text: String = harbourStreet, known: String? = nil, threshold: SourceClass = .f1,
    law: LawPack? = nil
  ) throws -> Assessment {
    let law = try law ?? SmallCase.law()
    var report = Report()
    let records = readCaseRecords(
      [RecordFile(name: "case.yaml", bytes: Array(text.utf8), format: .yaml)],
      vocabulary: law.vocabulary, report: &report)
    guard let record = records.first, !report.hasErrors else { throw Unreadable(report) }
    return assess(
      record, under: law, on: try #require(CivilDate("2026-01-15")),
      known: known.flatMap { CivilDate($0) }, threshold: threshold)
  }

  /// Harbour Street with more under one of its headings.
  static func harbourStreet(adding line: String, to heading: String) -> String {
    harbourStreet.replacing("\(heading):\n", with: "\(heading):\n  - \(line)\n")
  }

  /// Harbour Street without the lines that hold a text.
  static func harbourStreet(without texts: String...) -> String {
    harbourStreet.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !texts.contains { line.contains($0) } }.joined(separator: "\n")
  }
}

/// A text of a test that could not be read.
struct Unreadable: Error, CustomStringConvertible {
  var description: String

  init(_ report: Report) {
    description = report.diagnostics.map { "\($0.location): \($0.message) [\($0.code)]" }
      .joined(separator: "\n")
  }
}

/// The words of a page, with its line breaks and margins taken as single spaces.
func flowing(_ page: String) -> String {
  page.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
}

/// A part of a page: from one text up to another.
func part(of page: String, from start: String, to end: String? = nil) throws -> String {
  let first = try #require(page.firstRange(of: start), "\(start) is not on the page:\n\(page)")
  let rest = page[first.lowerBound...]
  guard let end, let last = rest.dropFirst(start.count).firstRange(of: end) else {
    return String(rest)
  }
  return String(rest[..<last.lowerBound])
}

func assessPage(_ assessment: Assessment, width: Int = 100, all: Bool = false) -> String {
  report(assess: assessment, layout: Layout(width: width, showsAll: all))
}

func explainPage(
  _ framework: String, _ assessment: Assessment, width: Int = 100, all: Bool = false
) -> String {
  report(explain: framework, assessment, layout: Layout(width: width, showsAll: all))
}

func askPage(_ assessment: Assessment, width: Int = 100, all: Bool = false) -> String {
  report(ask: assessment, layout: Layout(width: width, showsAll: all))
}

func knewPage(_ assessment: Assessment, width: Int = 100, all: Bool = false) -> String {
  report(knew: assessment, layout: Layout(width: width, showsAll: all))
}
