internal import Diagnostics

/// All the sentences of this library.
extension LawProblem {
  /// The stable name of the problem, without the `law.` that all share.
  var code: String {
    switch self {
    case .unexpectedFile: "unexpected-file"
    case .unknownFolder: "unknown-folder"
    case .missingFile: "missing-file"
    case .noFrameworks: "no-frameworks"
    case .format: "format"
    case .name: "name"
    case .duplicate(.term, _, _): "duplicate-term"
    case .duplicate(.framework, _, _): "duplicate-framework"
    case .duplicate(.element, _, _): "duplicate-element"
    case .duplicate(.straddle, _, _): "duplicate-straddle"
    case .duplicate(.route, _, _): "duplicate-route"
    case .termHidesFact: "term-hides-fact"
    case .shortTooLong: "short-too-long"
    case .formula: "formula"
    case .emptyFormula: "empty-formula"
    case .neverEnough: "never-enough"
    case .unknownFact: "unknown-fact"
    case .unknownTerm: "unknown-term"
    case .unknownFramework: "unknown-framework"
    case .unknownElement: "unknown-element"
    case .unknownRole: "unknown-role"
    case .countOfWhom: "count-of-whom"
    case .countOfNobody: "count-of-nobody"
    case .numberOfWhom: "number-of-whom"
    case .numberWithoutCount: "number-without-count"
    case .day: "day"
    case .conditionOnFramework: "condition-on-framework"
    case .cycle: "cycle"
    case .howTested: "how-tested"
    case .alsoAlone: "also-without-narrow"
    case .alsoWithoutWhy: "also-without-why"
    case .aboutSuspect: "about-suspect"
    case .noJurisdiction: "no-jurisdiction"
    case .noCommencement: "no-commencement"
    case .endsBeforeStart: "ends-before-start"
    case .straddleNotConduct, .straddleOpenEnd: "straddle"
    case .nothingToTest: "nothing-to-test"
    case .halfCommenced: "commencement"
    case .penaltyWithoutOffence, .penaltyOfWhat: "penalty"
    case .punishableNowhere: "punishable-nowhere"
    case .neverAgainst: "never-against"
    case .response: "response-as-evidence"
    case .irrelevantLeaf: "irrelevant-fact-tested"
    case .readingUnderNot: "reading-under-not"
    case .inferenceUponInference: "inference-upon-inference"
    case .associationCompletes: "association-completes-offence"
    case .circumstanceCompletes: "circumstance-completes-offence"
    }
  }

  /// What is wrong: one clause.
  var message: String {
    switch self {
    case .unexpectedFile: "this file is no part of the law, and was not read"
    case .unknownFolder: "this folder is named for no jurisdiction"
    case .missingFile(let holds): "there is no file of \(holds)"
    case .noFrameworks: "there is no framework in any file"
    case .format(let expected): "this file does not say that it is \(expected)"
    case .name(let what, _): "\(what) is not written in the form of a name"
    case .duplicate(.term, let name, _): "the term '\(name)' is defined twice"
    case .duplicate(.framework, let name, _): "the framework '\(name)' is here twice"
    case .duplicate(.element, let name, _): "the element '\(name)' is in this framework twice"
    case .duplicate(.straddle, let name, _): "what happens at the \(name) is said twice"
    case .duplicate(.route, let name, _):
      "the route '\(name)' is in this framework twice, or begins where another does"
    case .termHidesFact: "a term and a fact have the same name"
    case .shortTooLong: "the short title is too long for a narrow table"
    case .formula: "this is not a formula"
    case .emptyFormula: "this formula asks for nothing"
    case .neverEnough(let count, let parts): "at least \(count) of \(parts) can never be met"
    case .unknownFact: "unknown fact"
    case .unknownTerm: "unknown term"
    case .unknownFramework: "unknown framework"
    case .unknownElement: "the framework has no such element"
    case .unknownRole(let role, _, _): "the fact has no role '\(role)'"
    case .countOfWhom: "a count of people does not say whom it counts"
    case .countOfNobody: "'of' stands without 'at-least'"
    case .numberOfWhom: "a number says by itself whom it counts"
    case .numberWithoutCount: "a number is asked for without how many"
    case .day: "this is not a day"
    case .conditionOnFramework(let term):
      "the term '\(term)' builds on a framework, which no condition can narrow"
    case .cycle(true, let path): "a term is defined by itself: \(path.joined(separator: ", "))"
    case .cycle(false, let path): "a test builds on itself: \(path.joined(separator: ", "))"
    case .howTested(none: true): "the element does not say how it is tested"
    case .howTested(none: false): "the element is tested in more than one way"
    case .alsoAlone: "'also' stands without 'narrow'"
    case .alsoWithoutWhy: "a contested reading does not say why readers differ"
    case .aboutSuspect: "only an offence may be about a suspect"
    case .noJurisdiction: "nothing says where this text is law"
    case .noCommencement: "conduct governs this text, and no day says when it began"
    case .endsBeforeStart: "the text ends before it begins"
    case .straddleNotConduct: "only a text that conduct governs can be straddled by conduct"
    case .straddleOpenEnd(let start):
      "nothing can straddle the \(start ? "start" : "end") of a text that has none"
    case .nothingToTest: "no element of this framework can be tested by a fact"
    case .halfCommenced: "this does not say whether the text was ever commenced"
    case .penaltyWithoutOffence: "only an offence carries a penalty"
    case .penaltyOfWhat: "the penalty is neither a number of years nor life"
    case .punishableNowhere: "a term cannot ask what offences carry, because it is law nowhere"
    case .neverAgainst(let fact): "'\(fact)' is never evidence for or against anything"
    case .response(let fact): "'\(fact)' is what a body did, and is evidence of no element"
    case .irrelevantLeaf(let fact): "this framework calls '\(fact)' irrelevant, and tests it"
    case .readingUnderNot: "a contested reading stands under 'not'"
    case .inferenceUponInference: "a broad reading builds on another framework's broad reading"
    case .associationCompletes: "an association alone would complete an element of an offence"
    case .circumstanceCompletes: "a circumstance alone would complete an element of an offence"
    }
  }

  /// What to do.
  var help: String {
    switch self {
    case .unexpectedFile:
      "the law is JURISDICTION/ACT.yaml, beside vocabulary.yaml, source-kinds.yaml, terms.yaml, factors.yaml and two-framework-table.yaml; move this file elsewhere"
    case .unknownFolder(let nearest):
      hint(nearest) ?? "folders of the law: \(Framework.jurisdictions.joined(separator: ", "))"
    case .missingFile: "add it, or give the folder that holds it"
    case .noFrameworks: "give the folder that holds JURISDICTION/ACT.yaml"
    case .format(let expected): "begin the file with: heed: \(expected)"
    case .name(_, false):
      "use letters, digits, '.' and '-', beginning with a letter or a digit, as in 'MSA2015-2' or 'in-concert'"
    case .name(_, true):
      "use letters, digits, '.', '-' and '/', beginning with a letter or a digit, as in 'M1' or 'R2/R4'"
    case .duplicate(_, _, let first):
      "it stands first at \(first.file):\(first.position.line):\(first.position.column); keep one of the two"
    case .termHidesFact: "name the term otherwise: a statement states facts, and never a term"
    case .shortTooLong(let limit): "write at most \(limit) characters"
    case .formula:
      "write the name of a fact or a term, or one of {all: […]}, {any: […]}, {not: …}, {at-least: 2, of: […]}, {fact: …}, {term: …}, {framework: …}"
    case .emptyFormula: "name at least one fact, term or framework"
    case .neverEnough: "ask for fewer, or list more"
    case .unknownFact(let nearest):
      "not in Law/vocabulary.yaml; "
        + (hint(nearest) ?? "name a fact or a term that is there, or add the fact")
    case .unknownTerm(let nearest):
      "not in Law/terms.yaml; " + (hint(nearest) ?? "name a term that is there, or add it")
    case .unknownFramework(let nearest):
      "not the id of any framework in Law/; "
        + (hint(nearest) ?? "name one that is there, or add it")
    case .unknownElement(let elements): "its elements are \(elements.joined(separator: ", "))"
    case .unknownRole(_, let nearest, let roles):
      hint(nearest)
        ?? (roles.isEmpty
          ? "it has no roles of its own; leave the condition out"
          : "its roles: \(roles.joined(separator: ", "))")
    case .countOfWhom: "write of: suspect, or of: child"
    case .countOfNobody: "write at-least beside it, or leave it out"
    case .numberOfWhom: "leave 'of' out"
    case .numberWithoutCount: "write {fact: …, at-least: …}"
    case .day: "write year, month and day, as in 2015-07-31"
    case .conditionOnFramework:
      "write the term's formula out here, each fact with its own condition"
    case .cycle: "take one of these steps away"
    case .howTested(none: true): "write one of any, all, narrow or decide"
    case .howTested(none: false): "keep one of any, all, narrow (with also) and decide"
    case .alsoAlone: "write what every careful reader accepts under narrow"
    case .alsoWithoutWhy: "add why: one sentence"
    case .aboutSuspect: "write about: child or about: group"
    case .noJurisdiction: "write jurisdiction: for the act or for this framework"
    case .noCommencement: "add in-force: {from: …, cite: …}, or govern by decision or analysis"
    case .endsBeforeStart: "look at both days; the last day is itself in force"
    case .straddleNotConduct: "leave straddle out, or write governs-by: conduct"
    case .straddleOpenEnd(let start):
      "add \(start ? "from:" : "to:") under in-force, or leave this row out"
    case .nothingToTest: "give at least one element a formula"
    case .halfCommenced:
      "write {from: …}, or {enacted: …, commencement: unknown} where nothing is known to have commenced it"
    case .penaltyWithoutOffence: "leave penalty out"
    case .penaltyOfWhat: "write {years: 14, cite: …} or {life: yes, cite: …}"
    case .punishableNowhere: "write {offence-punishable: …} in the framework's own element"
    case .neverAgainst: "take it out of the formula; a framework may list it under irrelevant"
    case .response: "take it out of the formula"
    case .irrelevantLeaf: "take it out of the formula, or out of irrelevant"
    case .readingUnderNot:
      "write what is denied without 'also', or build on the other framework with reading: narrow"
    case .inferenceUponInference: "write reading: narrow beside the framework"
    case .associationCompletes:
      "ask for what somebody did as well: association is never evidence of an offence"
    case .circumstanceCompletes:
      "ask for what somebody did as well: a circumstance is never an act, a purpose or harm"
    }
  }

  private func hint(_ nearest: String?) -> String? {
    nearest.map { "did you mean '\($0)'?" }
  }
}
