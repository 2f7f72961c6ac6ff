internal import Diagnostics
internal import Documents

/// What can be wrong with the files of the vocabulary beyond their shape, as data; `VocabularyProblem+Wording.swift` has
/// the sentences.
enum VocabularyProblem: Hashable {
  case format(expected: String)
  case name(what: String)
  case forbidden(what: String)
  case duplicate(what: String, name: String, first: Position)
  case unknownFact(nearest: String?)
  case unknownClass
  case reservedRole
  case impliesItself
  case impliesOtherKind
  case deniesNoNumber
  case misplacedCountedFrom

  func diagnostic(at position: Position, in file: String) -> Diagnostic {
    Diagnostic(
      .error, "vocabulary.\(code)", at: Location(file: file, position: position), message,
      help: help)
  }
}
