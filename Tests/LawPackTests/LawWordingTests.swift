import Diagnostics
import Testing

@testable import LawPack

/// The sentences, word for word: they are read by people who have to mend a file.
struct LawWordingTests {
  private let place = Location(file: "Law/a.yaml", position: Position(line: 3, column: 5))

  private func wording(_ problems: LawProblem...) -> String {
    problems.map { problem in
      let it = problem.diagnostic(at: place, context: nil)
      return "\(it.code): \(it.message)\n  \(it.help)\n"
    }.joined()
  }

  @Test func `The sentences about files`() {
    #expect(
      wording(
        .unexpectedFile, .unknownFolder(nearest: "england"), .unknownFolder(nearest: nil),
        .missingFile(holds: "facts"), .noFrameworks, .format(expected: "terms/1")) == """
          law.unexpected-file: this file is no part of the law, and was not read
            the law is JURISDICTION/ACT.yaml, beside vocabulary.yaml, source-kinds.yaml, terms.yaml, factors.yaml and two-framework-table.yaml; move this file elsewhere
          law.unknown-folder: this folder is named for no jurisdiction
            did you mean 'england'?
          law.unknown-folder: this folder is named for no jurisdiction
            folders of the law: england, wales, england-and-wales, scotland, northern-ireland, united-kingdom, international, united-states, any
          law.missing-file: there is no file of facts
            add it, or give the folder that holds it
          law.no-frameworks: there is no framework in any file
            give the folder that holds JURISDICTION/ACT.yaml
          law.format: this file does not say that it is terms/1
            begin the file with: heed: terms/1

          """)
  }

  @Test func `The sentences about names`() {
    #expect(
      wording(
        .name(what: "the id of a framework", isElement: false),
        .name(what: "the id of an element", isElement: true),
        .duplicate(.framework, name: "MSA2015-2", first: place),
        .duplicate(.element, name: "M1", first: place),
        .duplicate(.term, name: "journey", first: place),
        .duplicate(.straddle, name: "start", first: place),
        .duplicate(.route, name: "slavery", first: place), .termHidesFact,
        .shortTooLong(limit: 34)) == """
          law.name: the id of a framework is not written in the form of a name
            use letters, digits, '.' and '-', beginning with a letter or a digit, as in 'MSA2015-2' or 'in-concert'
          law.name: the id of an element is not written in the form of a name
            use letters, digits, '.', '-' and '/', beginning with a letter or a digit, as in 'M1' or 'R2/R4'
          law.duplicate-framework: the framework 'MSA2015-2' is here twice
            it stands first at Law/a.yaml:3:5; keep one of the two
          law.duplicate-element: the element 'M1' is in this framework twice
            it stands first at Law/a.yaml:3:5; keep one of the two
          law.duplicate-term: the term 'journey' is defined twice
            it stands first at Law/a.yaml:3:5; keep one of the two
          law.duplicate-straddle: what happens at the start is said twice
            it stands first at Law/a.yaml:3:5; keep one of the two
          law.duplicate-route: the route 'slavery' is in this framework twice, or begins where another does
            it stands first at Law/a.yaml:3:5; keep one of the two
          law.term-hides-fact: a term and a fact have the same name
            name the term otherwise: a statement states facts, and never a term
          law.short-too-long: the short title is too long for a narrow table
            write at most 34 characters

          """)
  }

  @Test func `The sentences about formulas`() {
    #expect(
      wording(
        .formula, .emptyFormula, .neverEnough(count: 3, parts: 2),
        .unknownFact(nearest: "harboured"), .unknownFact(nearest: nil),
        .unknownTerm(nearest: "journey"), .unknownTerm(nearest: nil),
        .unknownFramework(nearest: "MSA2015-2"), .unknownFramework(nearest: nil),
        .unknownRole(role: "cros", nearest: "crosses", roles: ["crosses"]),
        .unknownRole(role: "how", nearest: nil, roles: ["crosses", "direction"]),
        .unknownRole(role: "how", nearest: nil, roles: []), .countOfWhom, .countOfNobody,
        .numberOfWhom, .numberWithoutCount, .day, .conditionOnFramework(term: "journey"),
        .cycle(ofTerms: true, path: ["a", "b", "a"]),
        .cycle(ofTerms: false, path: ["A-1", "B-2", "A-1"])) == """
          law.formula: this is not a formula
            write the name of a fact or a term, or one of {all: […]}, {any: […]}, {not: …}, {at-least: 2, of: […]}, {fact: …}, {term: …}, {framework: …}
          law.empty-formula: this formula asks for nothing
            name at least one fact, term or framework
          law.never-enough: at least 3 of 2 can never be met
            ask for fewer, or list more
          law.unknown-fact: unknown fact
            not in Law/vocabulary.yaml; did you mean 'harboured'?
          law.unknown-fact: unknown fact
            not in Law/vocabulary.yaml; name a fact or a term that is there, or add the fact
          law.unknown-term: unknown term
            not in Law/terms.yaml; did you mean 'journey'?
          law.unknown-term: unknown term
            not in Law/terms.yaml; name a term that is there, or add it
          law.unknown-framework: unknown framework
            not the id of any framework in Law/; did you mean 'MSA2015-2'?
          law.unknown-framework: unknown framework
            not the id of any framework in Law/; name one that is there, or add it
          law.unknown-role: the fact has no role 'cros'
            did you mean 'crosses'?
          law.unknown-role: the fact has no role 'how'
            its roles: crosses, direction
          law.unknown-role: the fact has no role 'how'
            it has no roles of its own; leave the condition out
          law.count-of-whom: a count of people does not say whom it counts
            write of: suspect, or of: child
          law.count-of-nobody: 'of' stands without 'at-least'
            write at-least beside it, or leave it out
          law.number-of-whom: a number says by itself whom it counts
            leave 'of' out
          law.number-without-count: a number is asked for without how many
            write {fact: …, at-least: …}
          law.day: this is not a day
            write year, month and day, as in 2015-07-31
          law.condition-on-framework: the term 'journey' builds on a framework, which no condition can narrow
            write the term's formula out here, each fact with its own condition
          law.cycle: a term is defined by itself: a, b, a
            take one of these steps away
          law.cycle: a test builds on itself: A-1, B-2, A-1
            take one of these steps away

          """)
  }

  @Test func `The sentences about elements and frameworks`() {
    #expect(
      wording(
        .howTested(none: true), .howTested(none: false), .alsoAlone, .alsoWithoutWhy, .aboutSuspect,
        .noJurisdiction, .noCommencement, .endsBeforeStart, .straddleNotConduct,
        .straddleOpenEnd(start: true), .straddleOpenEnd(start: false), .nothingToTest) == """
          law.how-tested: the element does not say how it is tested
            write one of any, all, narrow or decide
          law.how-tested: the element is tested in more than one way
            keep one of any, all, narrow (with also) and decide
          law.also-without-narrow: 'also' stands without 'narrow'
            write what every careful reader accepts under narrow
          law.also-without-why: a contested reading does not say why readers differ
            add why: one sentence
          law.about-suspect: only an offence may be about a suspect
            write about: child or about: group
          law.no-jurisdiction: nothing says where this text is law
            write jurisdiction: for the act or for this framework
          law.no-commencement: conduct governs this text, and no day says when it began
            add in-force: {from: …, cite: …}, or govern by decision or analysis
          law.ends-before-start: the text ends before it begins
            look at both days; the last day is itself in force
          law.straddle: only a text that conduct governs can be straddled by conduct
            leave straddle out, or write governs-by: conduct
          law.straddle: nothing can straddle the start of a text that has none
            add from: under in-force, or leave this row out
          law.straddle: nothing can straddle the end of a text that has none
            add to: under in-force, or leave this row out
          law.nothing-to-test: no element of this framework can be tested by a fact
            give at least one element a formula

          """)
  }

  @Test func `The sentences about what the law may not be made to say`() {
    #expect(
      wording(
        .neverAgainst(fact: "consent-claimed"), .response(fact: "family-warned"),
        .irrelevantLeaf(fact: "given"), .readingUnderNot, .inferenceUponInference,
        .associationCompletes, .circumstanceCompletes) == """
          law.never-against: 'consent-claimed' is never evidence for or against anything
            take it out of the formula; a framework may list it under irrelevant
          law.response-as-evidence: 'family-warned' is what a body did, and is evidence of no element
            take it out of the formula
          law.irrelevant-fact-tested: this framework calls 'given' irrelevant, and tests it
            take it out of the formula, or out of irrelevant
          law.reading-under-not: a contested reading stands under 'not'
            write what is denied without 'also', or build on the other framework with reading: narrow
          law.inference-upon-inference: a broad reading builds on another framework's broad reading
            write reading: narrow beside the framework
          law.association-completes-offence: an association alone would complete an element of an offence
            ask for what somebody did as well: association is never evidence of an offence
          law.circumstance-completes-offence: a circumstance alone would complete an element of an offence
            ask for what somebody did as well: a circumstance is never an act, a purpose or harm

          """)
  }
}
