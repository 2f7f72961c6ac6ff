internal import CivilTime
internal import Diagnostics

/// What can be wrong with a file of characteristics beyond its shape. No case carries a value of the file.
enum CharacteristicsProblem: Hashable {
  case format
  case inferred
  case codeOrReason
  case noList
  case noMeans
  case unknownCode(list: String)
  case means(list: String)
  case outsideDays(list: String)
  case agency
  case date(EDTFError)
  case repeated

  func diagnostic(at location: Location) -> Diagnostic {
    var severity = Diagnostic.Severity.error
    if case .outsideDays = self { severity = .warning }
    let (code, message, help) = words
    return Diagnostic(severity, "characteristics.\(code)", at: location, message, help: help)
  }

  private var words: (code: String, message: String, help: String) {
    switch self {
    case .format:
      (
        "format", "this file does not say that it is characteristics/1",
        "begin the file with: heed: characteristics/1"
      )
    case .inferred:
      (
        "inferred", "an ethnicity that was worked out and not said or seen is not taken",
        "a name, a place or a family says nothing of it, and a count of such guesses would show only the guessing; write 'missing: not-asked' or whatever is so"
      )
    case .codeOrReason:
      (
        "code-or-reason", "an ethnicity has either a code or a reason why there is none",
        "write list, code and how, or missing alone"
      )
    case .noList:
      (
        "code-or-reason", "a code says nothing without its list",
        "write list: \(CodeList.ethnicity.map(\.id).joined(separator: ", "))"
      )
    case .noMeans:
      (
        "code-or-reason", "a code does not say by whom it was chosen",
        "write how: self-defined, officer-defined or third-party"
      )
    case .unknownCode(let list):
      (
        "unknown-code", "the list \(list) has no such code",
        "write one of \((CodeList[ethnicity: list]?.codes ?? []).map(\.text).joined(separator: ", ")), or 'missing' with the reason"
      )
    case .means(let list):
      (
        "means", "the list \(list) does not go with who said it",
        "codes of officer-6+1 are officer-defined, and all others are self-defined or third-party"
      )
    case .outsideDays(let list):
      (
        "outside-days", "the list \(list) was not in use on this day",
        "see whether the day or the list is another"
      )
    case .agency:
      (
        "agency", "the body that recorded is not written as body/office",
        "write it in small letters, as police/northmoor"
      )
    case .date(let error): ("date", "the day of a recording: \(error.message)", error.remedy)
    case .repeated:
      (
        "repeated", "this person stands under this case already",
        "list every recording under one entry"
      )
    }
  }
}
