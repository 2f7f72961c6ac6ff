internal import CivilTime
internal import Diagnostics

/// What can be wrong with a record beyond its shape, as data; `RecordProblem+Wording.swift` has the sentences.
///
/// Cases carry keys, names of facts and words of the vocabulary. None carries a person, a place or any other value of a record.
enum RecordProblem: Hashable {
  // The record as a whole.
  case format(expected: String)
  case forbiddenKey
  case noTitle
  case noJurisdiction
  case conflictingHeader(key: String, first: Location)

  // Entries and their ids.
  case id(what: String)
  case reservedID
  case groupNamed
  case duplicateID(kind: String, first: Location)
  case conflictingID(kind: String, first: Location)
  case noSuchPerson(count: Int)
  case noSuchPlace(count: Int)
  case noSuchThing(count: Int)
  case noSuchSource(nearest: String?)
  case agency(what: String)
  case country
  case date(what: String, EDTFError)
  case namedTwice(what: String)
  case speltTwoWays(key: String, first: Location)
  case pooledBirth
  case pooledIdentifier
  case noIssuer(scheme: String)
  case madeAfterHeld
  case sharedBeforeMade
  case acknowledgedBeforeRaised
  case repeatsItself

  // Statements.
  case unknownFact(nearest: String?)
  case unknownRole(String, fact: String, roles: [String], having: [String])
  case noSays
  case noSource
  case noNumber
  case misplacedNumber
  case countWithNo
  case notAChild
  case childNamedAsDoing
  case noChild
  case repeatedStatement

  // Responses.
  case noAct
  case twoActs
  case saidTwice(String)
  case misplacedKey(String, acts: [Response.Act])
  case unknownReliance(nearest: String?)
  case unknownFramework(nearest: String?)
  case incompleteAnswer(missing: [String])
  case incompleteAcquittal(missing: [String])
  case incompletePause(missing: [String])
  case notASuspect
  case pooledSuspect
  case unknownEvent

  func diagnostic(at location: Location) -> Diagnostic {
    Diagnostic(severity, "record.\(code)", at: location, message, help: help)
  }

  /// A warning where the record can be read as it stands, and a person should look.
  var severity: Diagnostic.Severity {
    switch self {
    case .namedTwice, .speltTwoWays, .pooledBirth, .pooledIdentifier, .madeAfterHeld,
      .sharedBeforeMade,
      .acknowledgedBeforeRaised, .childNamedAsDoing, .noChild, .repeatedStatement, .notASuspect,
      .pooledSuspect, .unknownEvent:
      .warning
    default: .error
    }
  }
}
