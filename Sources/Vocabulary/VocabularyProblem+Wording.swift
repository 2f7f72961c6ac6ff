internal import Diagnostics

extension VocabularyProblem {
  /// The stable name of the problem, without the `vocabulary.` that all share.
  var code: String {
    switch self {
    case .format: "format"
    case .name: "name"
    case .forbidden: "forbidden"
    case .duplicate: "duplicate"
    case .unknownFact: "unknown-fact"
    case .unknownClass: "unknown-class"
    case .reservedRole: "reserved-role"
    case .impliesItself: "implies-itself"
    case .impliesOtherKind: "implies-other-kind"
    case .deniesNoNumber: "denies-no-number"
    case .misplacedCountedFrom: "counted-from"
    }
  }

  /// What is wrong: one clause.
  var message: String {
    switch self {
    case .format(let expected): "this file does not say that it is \(expected)"
    case .name(let what): "\(what) is not written in the form of a name"
    case .forbidden(let what): "\(what) speaks of what Heed never takes as an input"
    case .duplicate(let what, let name, _): "\(what) '\(name)' is here twice"
    case .unknownFact: "unknown fact"
    case .unknownClass: "unknown class of source"
    case .reservedRole: "a role may not have this name"
    case .impliesItself: "this fact implies itself, by a round way"
    case .impliesOtherKind: "a number and a fact that is not a number cannot imply one another"
    case .deniesNoNumber: "this fact is not a number"
    case .misplacedCountedFrom: "only a number is counted from other facts"
    }
  }

  /// What to do.
  var help: String {
    switch self {
    case .format(let expected): "begin the file with: heed: \(expected)"
    case .name:
      "use small letters and digits, with single hyphens between words, as in 'moved' or 'under-18'"
    case .forbidden:
      "take it out: ethnicity, nationality, religion and immigration status are no part of any test"
    case .duplicate(_, _, let first):
      "it stands first at line \(first.line), column \(first.column); keep one of the two"
    case .unknownFact(let nearest):
      nearest.map { "it is not a fact of this vocabulary; did you mean '\($0)'?" }
        ?? "name a fact of this vocabulary, or add the fact"
    case .unknownClass: "write one of F0, F1, F2, F3, F4, F5, F6, F7"
    case .reservedRole:
      "choose another name: statements and tests use this one for something that every fact has"
    case .impliesItself: "leave out one of the steps that lead back here"
    case .impliesOtherKind: "imply a fact of the same kind, or none"
    case .deniesNoNumber: "name a fact of type number: it is 'at least so many' that is denied"
    case .misplacedCountedFrom: "leave it out, or make the fact one of type number"
    }
  }
}
