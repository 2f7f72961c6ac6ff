internal import Diagnostics

/// What can be wrong with the law beyond the shape of its files, as data; `LawProblem+Wording.swift` has the sentences.
enum LawProblem: Hashable {
  // Files.
  case unexpectedFile
  case unknownFolder(nearest: String?)
  case missingFile(holds: String)
  case noFrameworks
  case format(expected: String)

  // Names.
  case name(what: String, isElement: Bool)
  case duplicate(Named, name: String, first: Location)
  case termHidesFact
  case shortTooLong(limit: Int)

  // Formulas.
  case formula
  case emptyFormula
  case neverEnough(count: Int, parts: Int)
  case unknownFact(nearest: String?)
  case unknownTerm(nearest: String?)
  case unknownFramework(nearest: String?)
  case unknownElement(elements: [String])
  case unknownRole(role: String, nearest: String?, roles: [String])
  case countOfWhom
  case countOfNobody
  case numberOfWhom
  case numberWithoutCount
  case day
  case conditionOnFramework(term: String)
  case cycle(ofTerms: Bool, path: [String])

  // Elements.
  case howTested(none: Bool)
  case alsoAlone
  case alsoWithoutWhy

  // Frameworks.
  case aboutSuspect
  case noJurisdiction
  case noCommencement
  case endsBeforeStart
  case straddleNotConduct
  case straddleOpenEnd(start: Bool)
  case nothingToTest
  case halfCommenced
  case penaltyWithoutOffence
  case penaltyOfWhat
  case punishableNowhere

  // What the law may not be made to say.
  case neverAgainst(fact: String)
  case response(fact: String)
  case irrelevantLeaf(fact: String)
  case readingUnderNot
  case inferenceUponInference
  case associationCompletes
  case circumstanceCompletes

  /// What may stand only once.
  enum Named: Hashable {
    case term, framework, element, straddle, route
  }

  func diagnostic(at location: Location, context: String?) -> Diagnostic {
    Diagnostic(
      self == .unexpectedFile ? .warning : .error, "law.\(code)", at: location, message,
      help: help, context: context)
  }
}
