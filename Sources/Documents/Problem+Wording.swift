internal import Diagnostics

/// All the sentences of this library. None repeats anything from a file but keys.
extension Problem {
  /// The stable name of the problem.
  var code: String {
    switch self {
    case .tooLarge: "documents.too-large"
    case .tooDeep: "documents.too-deep"
    case .tooManyNodes: "documents.too-many-values"
    case .tooManyProblems: "documents.too-many-problems"
    case .empty: "documents.empty"
    case .byteOrderMark: "documents.byte-order-mark"
    case .utf16, .notUTF8: "documents.not-utf-8"
    case .controlCharacter, .rawControlInText, .controlInText: "documents.control-character"
    case .duplicateKey: "documents.duplicate-key"
    case .expectedValue, .expectedKey, .expectedColon, .expectedCommaOrEnd, .trailingComma,
      .trailingContent, .endOfFile, .unfinishedText, .unknownEscape, .badUnicodeEscape,
      .loneSurrogate, .badNumber, .badWord, .singleQuotes, .comment:
      "documents.json-syntax"
    case .anchor: "documents.anchor"
    case .alias: "documents.alias"
    case .mergeKey: "documents.merge-key"
    case .tag: "documents.tag"
    case .severalDocuments: "documents.several-documents"
    case .keyNotText, .keyMissing: "documents.key-not-text"
    case .tab, .yaml: "documents.yaml-syntax"
    case .expectedMap: "documents.expected-map"
    case .expectedList: "documents.expected-list"
    case .expectedOneOrMore: "documents.empty-list"
    case .expectedText: "documents.expected-text"
    case .expectedInteger: "documents.expected-integer"
    case .expectedYesNo: "documents.expected-yes-or-no"
    case .unknownWord(_, _, _, let code): code ?? "documents.unknown-word"
    case .missingKey: "documents.missing-key"
    case .unknownKey, .moreUnknownKeys: "documents.unknown-key"
    }
  }

  /// What is wrong.
  var message: String {
    switch self {
    case .tooLarge: "the file is too large to read"
    case .tooDeep: "lists and maps stand too deep inside each other"
    case .tooManyNodes: "the file holds too many values"
    case .tooManyProblems: "there are more problems after this place"
    case .empty: "the file is empty"
    case .byteOrderMark: "the file starts with a byte order mark, which is left aside"
    case .utf16: "the file is in UTF-16"
    case .notUTF8: "this is not UTF-8 text"
    case .controlCharacter(let scalar): "a control character, \(number(scalar)), stands here"
    case .duplicateKey(let key, let first?):
      "the key \(quoted(key)) is written twice in this map; first at \(words(first))"
    case .duplicateKey(let key, nil):
      "the key \(quoted(key)) is written twice in this map; this is the first"
    case .expectedValue: "a value is expected here"
    case .expectedKey: "a key in double quotes is expected here"
    case .expectedColon: "a colon is expected here, after the key"
    case .expectedCommaOrEnd(let isMap): "a comma or \(isMap ? "'}'" : "']'") is expected here"
    case .trailingComma: "nothing follows this comma"
    case .trailingContent: "more text follows after the end of the document"
    case .endOfFile(let opened): "the file ends before the bracket at \(words(opened)) is closed"
    case .unfinishedText: "this text has no closing quote"
    case .rawControlInText: "a control character or a line end stands inside a text"
    case .unknownEscape: "this escape does not exist in JSON"
    case .badUnicodeEscape: "four hexadecimal digits are expected after \\u"
    case .loneSurrogate: "this escape is half of a character"
    case .badNumber: "this is not a number as JSON writes it"
    case .badWord: "this word is not a JSON value"
    case .singleQuotes: "JSON does not have single quotes"
    case .comment: "JSON does not have comments"
    case .anchor: "anchors (&name) are not read here"
    case .alias: "aliases (*name) are not read here"
    case .mergeKey: "merge keys (<<) are not read here"
    case .tag: "tags (!name) are not read here"
    case .severalDocuments: "a second document starts here"
    case .keyNotText: "a key is a list or a map"
    case .keyMissing: "a key is missing before the colon"
    case .tab: "a tab stands where spaces are expected"
    case .yaml(let problem, nil): yamlWording(problem).message
    case .yaml(let problem, let opened?):
      "\(yamlWording(problem).message); it starts at \(words(opened))"
    case .expectedMap(let what): "\(what) should be a map of keys and values"
    case .expectedList(let what): "\(what) should be a list"
    case .expectedOneOrMore(let what): "\(what) should have at least one item"
    case .expectedText(let what): "\(what) should be some text"
    case .controlInText(let what): "\(what) holds a control character"
    case .expectedInteger(let what, _): "\(what) should be a whole number"
    case .expectedYesNo(let what): "\(what) should be yes or no"
    case .unknownWord(let what, _, _, _): "\(what) is not one of the words known here"
    case .missingKey(let what, let key, _, false): "\(what) has no \(quoted(key))"
    case .missingKey(let what, let key, _, true): "\(what) has nothing after \(quoted(key))"
    case .unknownKey(let what, let key, _): "\(quoted(key)) is not a key of \(what)"
    case .moreUnknownKeys(let what, let count):
      "\(what) has \(count) more unknown keys from here on"
    }
  }

  /// What to do.
  var help: String {
    switch self {
    case .tooLarge(let limit): "split it into files of at most \(size(limit))"
    case .tooDeep(let limit):
      "write it with at most \(limit) levels, and look for a bracket that is never closed"
    case .tooManyNodes(let limit): "split it into files of at most \(limit) values"
    case .tooManyProblems: "mend those above, then read the file again"
    case .empty: "write at least one key with its value"
    case .byteOrderMark: "save the file as UTF-8 without a byte order mark"
    case .utf16: "save the file as UTF-8"
    case .notUTF8: "save the file as UTF-8; it may be in Windows-1252 or Latin-1, or be damaged"
    case .controlCharacter: "remove it; a line ends with a line feed, and indentation is spaces"
    case .duplicateKey: "keep one of them, or give them different names"
    case .expectedValue:
      "write a text in double quotes, a number, true, false, null, a list in [ ] or a map in { }"
    case .expectedKey: "write the key in double quotes, or close the map with '}'"
    case .expectedColon: "write \"key\": value"
    case .expectedCommaOrEnd(let isMap):
      "put a comma between \(isMap ? "entries" : "items"), or close the \(isMap ? "map" : "list")"
    case .trailingComma: "remove the comma, or write what should follow it"
    case .trailingContent: "keep one value in the file; several belong in a list in [ ]"
    case .endOfFile: "close every quote, bracket and brace; the file may have been cut short"
    case .unfinishedText: "close it with a double quote; the file may have been cut short"
    case .rawControlInText: "write it as an escape: \\n for a line end, \\t for a tab"
    case .unknownEscape:
      "use one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u; write \\\\ for a backslash"
    case .badUnicodeEscape: "write \\u00e9, or the character itself; write \\\\ for a backslash"
    case .loneSurrogate: "write both halves, as \\ud83d\\ude00, or the character itself"
    case .badNumber:
      "write digits without leading zeros, with a point for a fraction, or put it in double quotes"
    case .badWord: "use true, false or null, in small letters, or put the word in double quotes"
    case .singleQuotes: "use double quotes"
    case .comment: "remove the comment, or write the file in YAML"
    case .anchor, .alias, .mergeKey: "write the value out wherever it is needed"
    case .tag: "remove the tag; what a value means follows from its key"
    case .severalDocuments: "put each document into a file of its own, and remove the line '---'"
    case .keyNotText: "use a plain word as the key; put a key that starts with '[' or '{' in quotes"
    case .keyMissing: "write a word before the colon"
    case .tab: "indent with spaces; put a text that starts with a tab in quotes"
    case .yaml(let problem, _): yamlWording(problem).help
    case .expectedMap: "write 'key: value' lines, or {key: value}"
    case .expectedList: "write items on lines that start with '- ', or as [one, two]"
    case .expectedOneOrMore: "write one value, or a list such as [one, two]"
    case .expectedText: "write a word or a sentence; put it in quotes if it contains ': ' or ' #'"
    case .controlInText: "remove it; only tabs and line ends may stand inside a text"
    case .expectedInteger(_, let range):
      "write a number from \(range.lowerBound) to \(range.upperBound), in digits alone"
    case .expectedYesNo:
      "write yes or no (true and false are read too); leave it out if nobody knows"
    case .unknownWord(_, let nearest, let words, _): choice(nearest, words, known: "known words")
    case .missingKey(_, _, let help, _): help
    case .unknownKey(_, let key, let allowed):
      choice(Diagnostics.nearest(to: key, among: allowed), allowed, known: "keys here")
    case .moreUnknownKeys: "mend those above, then read the file again"
    }
  }

  /// "did you mean 'born'? keys here: born, id, role"; a long list without its middle.
  private func choice(_ nearest: String?, _ words: [String], known: String) -> String {
    let hint = nearest.map { "did you mean \(quoted($0))? " } ?? ""
    if words.isEmpty { return hint + "nothing can stand here" }
    if words.count <= 24 { return hint + "\(known): \(words.joined(separator: ", "))" }
    if !hint.isEmpty { return String(hint.dropLast()) }
    return
      "use one of the \(words.count) \(known), such as \(words.prefix(6).joined(separator: ", "))"
  }
}

/// The plain words for what libyaml says; its own words where there are none.
///
/// libyaml's sentences are fixed texts and hold nothing from the file.
private func yamlWording(_ problem: String) -> (message: String, help: String) {
  let quotes = "a text that contains ': ', or starts with a mark such as [ { @ ` %, needs quotes"
  return switch problem {
  case "mapping values are not allowed in this context":
    (
      "a colon is not expected here",
      "check the indentation, and the space after each colon; \(quotes)"
    )
  case "did not find expected key", "did not find expected <block mapping end>":
    ("a key was expected here", "line it up with the other keys of its map; \(quotes)")
  case "did not find expected '-' indicator", "did not find expected <block sequence end>":
    ("another item, or the end of the list, was expected here", "line up every '-' of a list")
  case "block sequence entries are not allowed in this context":
    ("a list cannot start here", "put the first '-' on a line of its own, below its key")
  case "could not find expected ':'":
    (
      "a key stands here without its colon",
      "write 'key: value'; line up the lines of a longer text"
    )
  case "did not find expected ',' or ']'":
    (
      "a list that starts with '[' is not closed",
      "put ',' between items and ']' at the end; \(quotes)"
    )
  case "did not find expected ',' or '}'":
    (
      "a map that starts with '{' is not closed",
      "put ',' between entries and '}' at the end; \(quotes)"
    )
  case "did not find expected node content":
    ("a value is expected here", "write one, or '' for an empty text; \(quotes)")
  case "did not find expected comment or line break":
    ("only a line end or a comment can stand here", "start the text on the next line, indented")
  case "found unexpected end of stream":
    ("a quote is opened and never closed", "close it, and write a quote inside as '' or \\\"")
  case "found unknown escape character":
    ("this escape does not exist in YAML", "write \\\\ for a backslash, or use single quotes")
  case "found character that cannot start any token":
    ("a text cannot start with this character", "put the text in quotes")
  default: (problem, "check the quotes, brackets and indentation of this line and the one before")
  }
}

private func quoted(_ key: String) -> String {
  let scalars = key.unicodeScalars
  return scalars.count <= 60 ? "'\(key)'" : "'\(String(scalars.prefix(60)))…'"
}

private func words(_ position: Position) -> String {
  "line \(position.line), column \(position.column)"
}

private func number(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

private func size(_ bytes: Int) -> String {
  bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
}
