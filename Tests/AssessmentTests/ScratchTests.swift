import Assessment
import LawPack
import Testing

@Test func scratch() throws {
  let law = try law(
    .offence(
      "TRAVEL", from: "2004-05-01", to: "2013-04-05",
      more: [
        "opens: [P-NRM-1]", "irrelevant: [{fact: consent-claimed, cite: s 2(2), says: Consent}]",
      ],
      [
        "M": "any: [moved], judgement: charging lawyer", "P": "narrow: meant, also: [expected]",
        "D": "decide: charging lawyer",
      ]),
    .offence("LATER", from: "2015-07-31", ["M": "any: [moved]"]),
    .analysis(
      "GROUP", about: "group",
      ["N": "narrow: {fact: offenders, at-least: 3}, also: [{fact: offenders, at-least: 2}]"]))
  let text = """
    people:
      - {id: child-1, role: child, born: 1996-05}
      - {id: suspect-1, role: suspect}
    sources:
      - {id: note, agency: voluntary/project, kind: agency-record, made: 2008-11, shared: [{with: police/a, on: 2009-01-05}]}
      - {id: log, agency: police/a, kind: agency-record, made: 2009-02-01}
      - {id: rumour, agency: police/a, kind: unattributed}
    statements:
      - {fact: moved, child: child-1, by: suspect-1, when: 2008-10, source: note}
      - {fact: meant, child: child-1, by: suspect-1, when: 2008-10, source: log}
      - {fact: meant, child: child-1, says: no, source: log}
    responses:
      - {act: closed, about: child-1, by: police/a, on: 2009-03-01, relies-on: [consent-claimed], reason: "said \\"no\\""}
      - {considered: {framework: GROUP, answer: not-met}, by: police/a, on: 2010}
    """
  print(try law.assessment(of: text, known: "2012-01-01").json.prettyText)
}
