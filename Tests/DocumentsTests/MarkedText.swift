import Diagnostics
import Documents
import Testing

/// A sample in which 1️⃣, 2️⃣ … stand right before the places that a test is about.
struct MarkedText {
  /// The sample without its marks.
  var text = ""
  /// The places of the marks, in the order of the sample.
  var places: [Position] = []

  init(_ sample: String) {
    var position = Position.start
    for character in sample {
      if character.unicodeScalars.last == "\u{20E3}" {
        places.append(position)
        continue
      }
      text.append(character)
      if ["\n", "\r\n", "\r"].contains(character) {
        position = Position(line: position.line + 1, column: 1)
      } else {
        position.column += character.unicodeScalars.count
      }
    }
  }
}

/// Reads a text, and gives the tree and every problem.
func read(
  _ text: String, _ format: DocumentFormat, limits: DocumentLimits? = nil
) -> (node: Node?, problems: [Diagnostic]) {
  read(Array(text.utf8), format, limits: limits)
}

func read(
  _ bytes: [UInt8], _ format: DocumentFormat, limits: DocumentLimits? = nil
) -> (node: Node?, problems: [Diagnostic]) {
  var report = Report()
  let node = readDocument(bytes, file: "sample", format: format, limits: limits, report: &report)
  return (node, report.diagnostics)
}

/// Expects exactly these problems, one at each mark of the sample, and no tree.
func expectProblems(
  _ sample: String, _ format: DocumentFormat, _ codes: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let marked = MarkedText(sample)
  let (node, problems) = read(marked.text, format)
  #expect(node == nil, sourceLocation: sourceLocation)
  #expect(problems.map(\.code) == codes, sourceLocation: sourceLocation)
  #expect(
    problems.map(\.location.position) == marked.places, sourceLocation: sourceLocation)
  #expect(problems.allSatisfy { !$0.help.isEmpty }, sourceLocation: sourceLocation)
}

/// A tree as one line, to compare: texts in quotes if they were quoted, else as written.
func outline(_ node: Node?) -> String {
  switch node?.value {
  case nil: "nothing"
  case .scalar(let scalar):
    scalar.isNull ? "null(\(scalar.text))" : scalar.isQuoted ? "'\(scalar.text)'" : scalar.text
  case .list(let items): "[\(items.map { outline($0) }.joined(separator: ", "))]"
  case .map(let entries):
    "{\(entries.map { "\($0.key): \(outline($0.value))" }.joined(separator: ", "))}"
  }
}

/// The places of a tree in the order of the file, keys included.
func places(_ node: Node) -> [Position] {
  switch node.value {
  case .scalar: [node.position]
  case .list(let items): [node.position] + items.flatMap { places($0) }
  case .map(let entries):
    [node.position] + entries.flatMap { [$0.keyPosition] + places($0.value) }
  }
}
