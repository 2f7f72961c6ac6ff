/// The words of the small laws and records in these tests.
enum SmallWords {
  static let vocabulary = """
    heed: vocabulary/1
    facts:
      - group: age
        facts:
          - {fact: under-18, type: circumstance, computed: age-under-18, ask: "Under 18?"}
          - {fact: under-16, type: circumstance, computed: age-under-16, implies: [under-18], ask: "Under 16?"}
          - {fact: under-13, type: circumstance, computed: age-under-13, implies: [under-16], ask: "Under 13?"}
          - {fact: suspect-adult, type: circumstance, computed: suspect-adult, ask: "A suspect of 18 or over?"}
      - group: acts
        facts:
          - fact: moved
            type: event
            shows: harm
            ask: "Moved?"
            roles: {crosses: [street, town, police-force, country], direction: [into-uk, out-of-uk, within]}
          - {fact: taken-by-force, type: event, shows: harm, implies: [moved], ask: "Taken by force?"}
          - {fact: abused, type: event, shows: harm, ask: "Abused?"}
          - {fact: kept, type: event, shows: harm, ask: "Kept somewhere?"}
          - {fact: meant, type: event, shows: harm, roles: {purpose: [sexual, criminal]}, ask: "Meant to be abused?"}
          - {fact: believed, type: event, shows: harm, implies: [expected], ask: "Believed?"}
          - {fact: expected, type: event, shows: harm, ask: "Expected?"}
          - {fact: given, type: event, roles: {what: [alcohol, food, money]}, ask: "Given something?"}
          - {fact: agreed, type: event, ask: "Agreed among themselves?"}
      - group: circumstances
        facts:
          - {fact: in-care, type: circumstance, shows: circumstance, ask: "In care?"}
          - {fact: together, type: circumstance, ask: "Did they act together?"}
          - fact: acted-alone
            type: circumstance
            denies: [{fact: offenders, at-least: 2}, {fact: acting-number, at-least: 2}]
            ask: "Did one person act alone?"
      - group: numbers
        facts:
          - {fact: offenders, type: number, counted-from: harm, ask: "How many took part?"}
          - {fact: abusers, type: number, counted-from: [abused], implies: [offenders], ask: "How many abused?"}
          - {fact: acting-number, type: number, implies: [offenders], ask: "How many acted together?"}
      - group: what bodies did
        facts:
          - {fact: consent-claimed, type: event, never-against: true, ask: "Did somebody record consent?"}
          - {fact: case-closed, type: event, shows: response, ask: "Was the case closed?"}

    """

  static let sourceKinds = """
    heed: source-kinds/1
    kinds:
      - {kind: conviction, class: F7, says: "Conviction"}
      - {kind: civil-finding, class: F6, says: "Civil finding"}
      - {kind: first-hand-account, class: F5, says: "First-hand account"}
      - {kind: agency-record, class: F4, says: "Agency record"}
      - {kind: intelligence, class: F3, says: "Graded intelligence"}
      - {kind: third-party-account, class: F2, says: "Account of somebody who was told"}
      - {kind: case-study, class: F1, says: "Case study"}
      - {kind: unattributed, class: F0, says: "Unattributed"}

    """

  static let factors = """
    heed: factors/1
    factors:
      - {factor: border, says: "Whether a border was crossed", code: no-border, facts: [moved]}
      - {factor: gain, says: "Whether anybody gained", code: no-gain, facts: []}
    irrelevant:
      - {code: consent-claimed, fact: consent-claimed, says: "That the child agreed"}
      - {code: lifestyle-choice, fact: consent-claimed, says: "That it was the child's choice"}
      - {code: not-a-gang, says: "That it was not a gang"}
      - {code: victim-does-not-support, says: "That the child would not give an account"}

    """
}
