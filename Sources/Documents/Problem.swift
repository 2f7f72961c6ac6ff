internal import Diagnostics

/// What can be wrong with a document, as data; `Problem+Wording.swift` has the sentences.
enum Problem: Hashable {
  // The file as a whole.
  case tooLarge(limit: Int)
  case tooDeep(limit: Int)
  case tooManyNodes(limit: Int)
  case tooManyProblems
  case empty
  case byteOrderMark
  case utf16
  case notUTF8
  case controlCharacter(Unicode.Scalar)

  // Keys.
  case duplicateKey(String, first: Position?)

  // JSON.
  case expectedValue
  case expectedKey
  case expectedColon
  case expectedCommaOrEnd(isMap: Bool)
  case trailingComma
  case trailingContent
  case endOfFile(opened: Position)
  case unfinishedText
  case rawControlInText
  case unknownEscape
  case badUnicodeEscape
  case loneSurrogate
  case badNumber
  case badWord
  case singleQuotes
  case comment

  // YAML.
  case anchor
  case alias
  case mergeKey
  case tag
  case severalDocuments
  case keyNotText
  case keyMissing
  case tab
  case yaml(problem: String, opened: Position?)

  // Reading of values.
  case expectedMap(what: String)
  case expectedList(what: String)
  case expectedOneOrMore(what: String)
  case expectedText(what: String)
  case controlInText(what: String)
  case expectedInteger(what: String, range: ClosedRange<Int>)
  case expectedYesNo(what: String)
  case unknownWord(what: String, nearest: String?, words: [String], code: String?)
  case missingKey(what: String, key: String, help: String, isEmpty: Bool)
  case unknownKey(what: String, key: String, allowed: [String])
  case moreUnknownKeys(what: String, count: Int)

  func diagnostic(at position: Position, in file: String) -> Diagnostic {
    let severity: Diagnostic.Severity = self == .byteOrderMark ? .warning : .error
    return Diagnostic(
      severity, code, at: Location(file: file, position: position), message, help: help)
  }
}
