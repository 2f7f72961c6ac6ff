import Diagnostics
import Testing

@testable import Documents

struct WordingTests {
  private static let place = Position(line: 3, column: 5)
  private static let many = (1...30).map { "w\($0)" }

  private static let problems: [Problem] = [
    .tooLarge(limit: 8 << 20), .tooLarge(limit: 1000), .tooDeep(limit: 64),
    .tooManyNodes(limit: 400_000), .tooManyProblems, .empty, .byteOrderMark, .utf16, .notUTF8,
    .controlCharacter("\u{1B}"), .duplicateKey("born", first: place),
    .duplicateKey("born", first: nil),
    .expectedValue, .expectedKey, .expectedColon, .expectedCommaOrEnd(isMap: true),
    .expectedCommaOrEnd(isMap: false), .trailingComma, .trailingContent, .endOfFile(opened: place),
    .unfinishedText, .rawControlInText, .unknownEscape, .badUnicodeEscape, .loneSurrogate,
    .badNumber, .badWord, .singleQuotes, .comment,
    .anchor, .alias, .mergeKey, .tag, .severalDocuments, .keyNotText, .keyMissing, .tab,
    .yaml(problem: "did not find expected ',' or ']'", opened: place),
    .yaml(problem: "something new", opened: nil),
    .expectedMap(what: "a person"), .expectedList(what: "people"),
    .expectedOneOrMore(what: "sources"), .expectedText(what: "a title"),
    .controlInText(what: "a title"), .expectedInteger(what: "a number", range: 0...9),
    .expectedYesNo(what: "says"),
    .unknownWord(what: "a role", nearest: nil, words: ["child"], code: nil),
    .unknownWord(what: "a role", nearest: "child", words: ["child"], code: "record.role"),
    .unknownWord(what: "a fact", nearest: nil, words: many, code: nil),
    .unknownWord(what: "a fact", nearest: "w1", words: many, code: nil),
    .missingKey(what: "a person", key: "id", help: "name each person", isEmpty: false),
    .missingKey(what: "a person", key: "id", help: "name each person", isEmpty: true),
    .unknownKey(what: "a person", key: "bron", allowed: ["id", "born"]),
    .unknownKey(what: "a person", key: String(repeating: "x", count: 70), allowed: []),
    .moreUnknownKeys(what: "a person", count: 7),
  ]

  @Test func `Every problem is said in these words`() {
    let lines = Self.problems.flatMap { ["\($0.message) [\($0.code)]", "  = \($0.help)"] }
    #expect(lines.joined(separator: "\n") == Self.words)
  }

  private static let words = #"""
    the file is too large to read [documents.too-large]
      = split it into files of at most 8 MiB
    the file is too large to read [documents.too-large]
      = split it into files of at most 1000 bytes
    lists and maps stand too deep inside each other [documents.too-deep]
      = write it with at most 64 levels, and look for a bracket that is never closed
    the file holds too many values [documents.too-many-values]
      = split it into files of at most 400000 values
    there are more problems after this place [documents.too-many-problems]
      = mend those above, then read the file again
    the file is empty [documents.empty]
      = write at least one key with its value
    the file starts with a byte order mark, which is left aside [documents.byte-order-mark]
      = save the file as UTF-8 without a byte order mark
    the file is in UTF-16 [documents.not-utf-8]
      = save the file as UTF-8
    this is not UTF-8 text [documents.not-utf-8]
      = save the file as UTF-8; it may be in Windows-1252 or Latin-1, or be damaged
    a control character, U+001B, stands here [documents.control-character]
      = remove it; a line ends with a line feed, and indentation is spaces
    the key 'born' is written twice in this map; first at line 3, column 5 \#
    [documents.duplicate-key]
      = keep one of them, or give them different names
    the key 'born' is written twice in this map; this is the first [documents.duplicate-key]
      = keep one of them, or give them different names
    a value is expected here [documents.json-syntax]
      = write a text in double quotes, a number, true, false, null, a list in [ ] or a map in { }
    a key in double quotes is expected here [documents.json-syntax]
      = write the key in double quotes, or close the map with '}'
    a colon is expected here, after the key [documents.json-syntax]
      = write "key": value
    a comma or '}' is expected here [documents.json-syntax]
      = put a comma between entries, or close the map
    a comma or ']' is expected here [documents.json-syntax]
      = put a comma between items, or close the list
    nothing follows this comma [documents.json-syntax]
      = remove the comma, or write what should follow it
    more text follows after the end of the document [documents.json-syntax]
      = keep one value in the file; several belong in a list in [ ]
    the file ends before the bracket at line 3, column 5 is closed [documents.json-syntax]
      = close every quote, bracket and brace; the file may have been cut short
    this text has no closing quote [documents.json-syntax]
      = close it with a double quote; the file may have been cut short
    a control character or a line end stands inside a text [documents.control-character]
      = write it as an escape: \n for a line end, \t for a tab
    this escape does not exist in JSON [documents.json-syntax]
      = use one of \" \\ \/ \b \f \n \r \t \u; write \\ for a backslash
    four hexadecimal digits are expected after \u [documents.json-syntax]
      = write \u00e9, or the character itself; write \\ for a backslash
    this escape is half of a character [documents.json-syntax]
      = write both halves, as \ud83d\ude00, or the character itself
    this is not a number as JSON writes it [documents.json-syntax]
      = write digits without leading zeros, with a point for a fraction, or put it in double \#
    quotes
    this word is not a JSON value [documents.json-syntax]
      = use true, false or null, in small letters, or put the word in double quotes
    JSON does not have single quotes [documents.json-syntax]
      = use double quotes
    JSON does not have comments [documents.json-syntax]
      = remove the comment, or write the file in YAML
    anchors (&name) are not read here [documents.anchor]
      = write the value out wherever it is needed
    aliases (*name) are not read here [documents.alias]
      = write the value out wherever it is needed
    merge keys (<<) are not read here [documents.merge-key]
      = write the value out wherever it is needed
    tags (!name) are not read here [documents.tag]
      = remove the tag; what a value means follows from its key
    a second document starts here [documents.several-documents]
      = put each document into a file of its own, and remove the line '---'
    a key is a list or a map [documents.key-not-text]
      = use a plain word as the key; put a key that starts with '[' or '{' in quotes
    a key is missing before the colon [documents.key-not-text]
      = write a word before the colon
    a tab stands where spaces are expected [documents.yaml-syntax]
      = indent with spaces; put a text that starts with a tab in quotes
    a list that starts with '[' is not closed; it starts at line 3, column 5 \#
    [documents.yaml-syntax]
      = put ',' between items and ']' at the end; a text that contains ': ', or starts with a \#
    mark such as [ { @ ` %, needs quotes
    something new [documents.yaml-syntax]
      = check the quotes, brackets and indentation of this line and the one before
    a person should be a map of keys and values [documents.expected-map]
      = write 'key: value' lines, or {key: value}
    people should be a list [documents.expected-list]
      = write items on lines that start with '- ', or as [one, two]
    sources should have at least one item [documents.empty-list]
      = write one value, or a list such as [one, two]
    a title should be some text [documents.expected-text]
      = write a word or a sentence; put it in quotes if it contains ': ' or ' #'
    a title holds a control character [documents.control-character]
      = remove it; only tabs and line ends may stand inside a text
    a number should be a whole number [documents.expected-integer]
      = write a number from 0 to 9, in digits alone
    says should be yes or no [documents.expected-yes-or-no]
      = write yes or no (true and false are read too); leave it out if nobody knows
    a role is not one of the words known here [documents.unknown-word]
      = known words: child
    a role is not one of the words known here [record.role]
      = did you mean 'child'? known words: child
    a fact is not one of the words known here [documents.unknown-word]
      = use one of the 30 known words, such as w1, w2, w3, w4, w5, w6
    a fact is not one of the words known here [documents.unknown-word]
      = did you mean 'w1'?
    a person has no 'id' [documents.missing-key]
      = name each person
    a person has nothing after 'id' [documents.missing-key]
      = name each person
    'bron' is not a key of a person [documents.unknown-key]
      = did you mean 'born'? keys here: id, born
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is not a key of a person \#
    [documents.unknown-key]
      = nothing can stand here
    a person has 7 more unknown keys from here on [documents.unknown-key]
      = mend those above, then read the file again
    """#
}
