import Diagnostics
import EvidenceLogic
import Testing
import Vocabulary

struct VocabularyReadingTests {
  // MARK: What is read

  @Test func `A fact is read with everything that is said of it`() throws {
    let moved = try #require(Vocabulary.sample[fact: "moved"])
    #expect(
      moved
        == Fact(
          name: "moved", group: "movement", kind: .event, shows: .harm,
          ask: "Was the child driven, taken, sent or brought somewhere?",
          foundIn: ["return home interviews", "missing reports"],
          roles: [
            "crosses": ["street", "town", "police-force", "country"],
            "direction": ["into-uk", "out-of-uk", "within"],
          ], note: "Any distance."))
  }

  @Test func `Implications run through the vocabulary both ways`() {
    #expect(Vocabulary.sample.factsImplying("moved") == ["moved", "taken-by-force"])
    #expect(Vocabulary.sample.factsImplied(by: "taken-by-force") == ["taken-by-force", "moved"])
  }

  @Test func `A number says what it is counted from, and what denies it`() {
    #expect(Vocabulary.sample[fact: "offenders"]?.countedFrom == ["harm"])
    #expect(Vocabulary.sample[fact: "abusers"]?.countedFrom == ["moved"])
    #expect(
      Vocabulary.sample[fact: "acted-alone"]?.denies == [
        Fact.Denial(fact: "offenders", atLeast: 2)
      ])
  }

  @Test func `Marks on facts are read`() {
    #expect(Vocabulary.sample[fact: "consent-claimed"]?.isNeverAgainst == true)
    #expect(Vocabulary.sample[fact: "under-18"]?.computed == .under18)
    #expect(Vocabulary.sample[fact: "associated"]?.shows == nil)
  }

  @Test func `A kind of source has its class`() {
    #expect(Vocabulary.sample[sourceKind: "agency-record"]?.sourceClass == .f4)
    #expect(Vocabulary.sample[sourceKind: "conviction"]?.sourceClass == .f7)
  }

  @Test func `Codes for decisions come from irrelevant reasons and from factors`() {
    #expect(
      Vocabulary.sample.relianceCodes == [
        "consent-claimed", "not-a-gang", "no-border", "no-distance",
      ])
  }

  // MARK: What is refused

  @Test(arguments: [
    "1️⃣{type: event, ask: Was it so?}",
    "{fact: seen, 1️⃣typ: event, type: event, ask: Was it so?}",
    "{fact: seen, type: 1️⃣happening, ask: Was it so?}",
    "1️⃣{fact: seen, type: event}",
    "{fact: seen, type: event, ask: Was it so?, computed: 1️⃣age}",
    "{fact: seen, type: event, ask: Was it so?, denies: [{fact: offenders, at-least: 1️⃣0}]}",
  ])
  func `The shape of a fact is strict`(_ fact: String) {
    expect(facts: [fact], "documents.*")
  }

  @Test func `A fact is named once`() {
    expect(
      facts: [
        "{fact: seen, type: event, ask: Was it so?}",
        "{fact: 1️⃣seen, type: event, ask: Was it so?}",
      ], "vocabulary.duplicate")
  }

  @Test(arguments: ["Seen", "seen_here", "seen here", "seen-", "-seen", "seen--here"])
  func `A name is in small letters with single hyphens`(_ name: String) {
    expect(facts: ["{fact: 1️⃣\(name), type: event, ask: Was it so?}"], "vocabulary.name")
  }

  @Test(arguments: [
    "{fact: seen, type: event, ask: Was it so?, implies: [1️⃣offender]}",
    "{fact: seen, type: event, ask: Was it so?, denies: [{fact: 1️⃣offender, at-least: 2}]}",
    "{fact: seen, type: number, ask: How many?, counted-from: [1️⃣offender]}",
  ])
  func `A fact speaks only of facts that are there`(_ fact: String) {
    let found = expect(facts: [fact], "vocabulary.unknown-fact")
    #expect(found.first?.help == "it is not a fact of this vocabulary; did you mean 'offenders'?")
  }

  @Test func `Implications never run in a ring`() {
    expect(
      facts: [
        "{fact: seen, type: event, implies: [1️⃣heard], ask: Was it so?}",
        "{fact: heard, type: event, implies: [2️⃣seen], ask: Was it so?}",
      ], "vocabulary.implies-itself", "vocabulary.implies-itself")
  }

  @Test func `A number implies only numbers`() {
    expect(
      facts: ["{fact: seen, type: event, implies: [1️⃣offenders], ask: Was it so?}"],
      "vocabulary.implies-other-kind")
  }

  @Test func `Only a number can be denied from so many on`() {
    expect(
      facts: [
        "{fact: seen, type: event, denies: [{fact: 1️⃣seen, at-least: 2}], ask: Was it so?}"
      ], "vocabulary.denies-no-number")
  }

  @Test func `Only a number is counted from other facts`() {
    expect(
      facts: ["{fact: seen, type: event, counted-from: 1️⃣harm, ask: Was it so?}"],
      "vocabulary.counted-from")
  }

  @Test func `A role does not take the name of what every fact has`() {
    expect(
      facts: ["{fact: seen, type: event, roles: {1️⃣when: [early, late]}, ask: Was it so?}"],
      "vocabulary.reserved-role")
  }

  @Test func `A word stands once in the list of a role`() {
    expect(
      facts: ["{fact: seen, type: event, roles: {how: [near, 1️⃣near]}, ask: Was it so?}"],
      "vocabulary.duplicate")
  }

  @Test(arguments: [
    "{fact: 1️⃣ethnicity-recorded, type: event, ask: Was it so?}",
    "{fact: 1️⃣race, type: event, ask: Was it so?}",
    "{fact: seen, type: event, roles: {1️⃣nationality: [one, other]}, ask: Was it so?}",
    "{fact: seen, type: event, roles: {why: [other, 1️⃣religion]}, ask: Was it so?}",
    "{fact: 1️⃣immigration-status, type: event, ask: Was it so?}",
  ])
  func `No fact, role or word speaks of ethnicity, nationality, religion or immigration`(
    _ fact: String
  ) {
    expect(facts: [fact], "vocabulary.forbidden")
  }

  @Test func `A word that only sounds like a forbidden one is no forbidden one`() {
    #expect(!Vocabulary.isForbidden("trace-found"))
    #expect(!Vocabulary.isForbidden("international"))
    #expect(!Vocabulary.isForbidden("nrm-referred"))
    #expect(Vocabulary.isForbidden("Ethnic-Group"))
    #expect(Vocabulary.isForbidden("perceived_race"))
  }

  @Test func `The first line names the format`() {
    var report = Report()
    let kinds = MarkedText("heed: 1️⃣source-kinds/2\nkinds: []\n")
    _ = readSampleVocabulary(kinds: kinds.text, report: &report)
    #expect(faults(report) == [Fault(code: "vocabulary.format", place: kinds.marks.first)])
  }

  @Test func `A class of source is one of F0 to F7`() {
    var report = Report()
    let kinds = MarkedText(sampleKinds + "\n  - {kind: rumour, class: 1️⃣F8, says: Rumour}\n")
    _ = readSampleVocabulary(kinds: kinds.text, report: &report)
    #expect(faults(report) == [Fault(code: "vocabulary.unknown-class", place: kinds.marks.first)])
  }

  @Test func `A code means one thing`() {
    var report = Report()
    let factors = MarkedText(
      sampleFactors + "\n  - {code: 1️⃣no-border, fact: 2️⃣move, says: Twice}\n")
    _ = readSampleVocabulary(factors: factors.text, report: &report)
    #expect(
      faults(report) == [
        Fault(code: "vocabulary.duplicate", place: factors.marks[0]),
        Fault(code: "vocabulary.unknown-fact", place: factors.marks[1]),
      ])
  }

  @Test func `A row with a mistake keeps its name, so that its uses are no mistakes`() {
    var report = Report()
    let found = readSampleVocabulary(
      facts: sampleFacts + "\n      - {fact: seen, type: happening, ask: Was it so?}\n",
      report: &report)
    #expect(report.diagnostics.map(\.code) == ["documents.unknown-word"])
    #expect(found?[fact: "seen"] != nil)
  }

  // MARK: Help

  /// Adds facts to the sample and expects exactly these problems at the marks; `*` stands for any end of a code.
  @discardableResult
  private func expect(
    facts: [String], _ codes: String..., at location: SourceLocation = #_sourceLocation
  ) -> [Diagnostic] {
    let added = facts.map { "      - \($0)\n" }.joined()
    let marked = MarkedText(sampleFacts + "\n" + added)
    var report = Report()
    _ = readSampleVocabulary(facts: marked.text, report: &report)
    let expected = zip(codes, marked.marks).map { Fault(code: $0, place: $1) }
    let found = faults(report).map { fault in
      codes.contains("documents.*") && fault.code.hasPrefix("documents.")
        ? Fault(code: "documents.*", place: fault.place) : fault
    }
    #expect(found == expected, sourceLocation: location)
    return report.diagnostics
  }

  private func faults(_ report: Report) -> [Fault] {
    report.diagnostics.map { Fault(code: $0.code, place: $0.location.position) }
  }
}
