import Diagnostics
import Documents
import Testing

struct HostileDocumentTests {
  @Test(arguments: [DocumentFormat.json, .yaml])
  func `A file of 50 MB is refused at once where the limit is lower`(_ format: DocumentFormat) {
    let limits = DocumentLimits(maximumBytes: 8 << 20, maximumDepth: 64, maximumNodes: 400_000)
    let bytes = [UInt8](repeating: 0x5B, count: 50_000_000)
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(read(bytes, format, limits: limits).problems.map(\.code) == ["documents.too-large"])
    }
    #expect(time < .seconds(1))
  }

  @Test func `The limits are 64 MiB for JSON and 8 MiB for YAML`() {
    let bytes = [UInt8](repeating: 0x20, count: 8 << 20)
    #expect(read(bytes, .json).problems.map(\.code) == ["documents.empty"])
    #expect(read(bytes + [0x20], .yaml).problems.map(\.code) == ["documents.too-large"])
    #expect(DocumentLimits.json.maximumBytes == 64 << 20)
  }

  @Test func `Five megabytes of JSON are read in seconds`() {
    let row = #"{"fact": "moved", "child": "child-1", "when": "2008-10/2008-11", "number": 3},"#
    let rows = 5_000_000 / row.utf8.count
    let text = "[" + String(repeating: row, count: rows) + "null]"
    let (node, problems) = read(text, .json)
    #expect(problems.isEmpty)
    #expect(node?.asList?.count == rows + 1)
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func `A million open brackets are refused`(_ opening: String) {
    let text = String(repeating: opening, count: 1_000_000)
    #expect(read(text, .json).problems.map(\.code) == ["documents.too-deep"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `A hundred thousand levels of YAML are refused`(_ opening: String) {
    let text = String(repeating: opening, count: 100_000)
    #expect(read(text, .yaml).problems.map(\.code) == ["documents.too-deep"])
  }

  @Test(arguments: ["[", "{a: ", "- "])
  func `Nine hundred levels of YAML are refused by depth`(_ opening: String) {
    let closing = opening == "[" ? "]" : opening == "- " ? "" : "}"
    let text =
      String(repeating: opening, count: 900) + "1" + String(repeating: closing, count: 900)
    #expect(read(text, .yaml).problems.map(\.code) == ["documents.too-deep"])
  }

  @Test(arguments: [DocumentFormat.json, .yaml])
  func `The depth limit counts the outermost list`(_ format: DocumentFormat) {
    let limits = DocumentLimits(maximumBytes: 1000, maximumDepth: 3, maximumNodes: 1000)
    #expect(outline(read("[[[1]]]", format, limits: limits).node) == "[[[1]]]")
    let problems = read("[[[[1]]]]", format, limits: limits).problems
    #expect(problems.map(\.code) == ["documents.too-deep"])
    #expect(problems.map(\.location.position.column) == [4])
  }

  @Test(arguments: [DocumentFormat.json, .yaml])
  func `No limit allows a depth that would exhaust the stack`(_ format: DocumentFormat) {
    let limits = DocumentLimits(maximumBytes: 1 << 20, maximumDepth: .max, maximumNodes: 1000)
    let text = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    #expect(read(text, format, limits: limits).problems.map(\.code) == ["documents.too-deep"])
  }

  @Test(arguments: [DocumentFormat.json, .yaml])
  func `The number of values is limited`(_ format: DocumentFormat) {
    let limits = DocumentLimits(maximumBytes: 1 << 20, maximumDepth: 3, maximumNodes: 5)
    #expect(read("[1, 2, 3, 4]", format, limits: limits).problems.isEmpty)
    let codes = read("[1, 2, 3, 4, 5]", format, limits: limits).problems.map(\.code)
    #expect(codes == ["documents.too-many-values"])
  }

  @Test func `A file of nothing but marks is refused before it is composed`() {
    let text = "[" + String(repeating: ",", count: 3_000_000)
    #expect(read(text, .yaml).problems.map(\.code) == ["documents.too-many-values"])
  }

  @Test func `Many values behind many open brackets are refused before they are composed`() {
    let text = String(repeating: "[", count: 900) + String(repeating: "a,", count: 200_000)
    let problems = read(text, .yaml).problems
    #expect(problems.map(\.code) == ["documents.too-deep"])
    #expect(problems.map(\.location.position) == [Position(line: 1, column: 900)])
  }

  @Test func `Brackets in prose are not levels`() {
    let text = "a: \"" + String(repeating: "[ ", count: 5000) + "\"\nb: 1"
    #expect(read(text, .yaml).problems.isEmpty)
  }

  @Test func `An alias bomb never expands`() {
    let levels = (1...40).map { level in
      "a\(level): &a\(level) [" + String(repeating: "*a\(level - 1), ", count: 10) + "]"
    }
    let text = "a0: &a0 boom\n" + levels.joined(separator: "\n")
    let (node, problems) = read(text, .yaml)
    #expect(node == nil)
    #expect(
      Set(problems.map(\.code)).isSubset(of: [
        "documents.anchor", "documents.alias", "documents.too-many-problems",
      ]))
  }

  @Test func `Two alias bombs as keys are not compared`() {
    func bomb(_ name: String) -> String {
      let levels = (1...40).map { "- &\(name)\($0) [*\(name)\($0 - 1), *\(name)\($0 - 1)]" }
      return "- &\(name)0 boom\n" + levels.joined(separator: "\n") + "\n"
    }
    let text = bomb("a") + bomb("b") + "- {*a40 : 1, *b40 : 2}"
    #expect(read(text, .yaml).node == nil)
  }

  @Test func `Many keys that stand twice are bounded`() {
    let text = (0..<2000).map { "k\($0): 1\nk\($0): 2\n" }.joined()
    let (node, problems) = read(text, .yaml)
    #expect(node == nil)
    #expect(problems.allSatisfy { $0.code == "documents.duplicate-key" })
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 2), ([0x22, 0xC0, 0x80, 0x22], 2), ([0x22, 0xC3, 0x22], 2),
      ([0x22, 0xE0, 0x80, 0x80, 0x22], 2), ([0x22, 0xED, 0xA0, 0x80, 0x22], 2),
      ([0x22, 0xF0, 0x80, 0x80, 0x80, 0x22], 2), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 2),
      ([0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], 2), ([0x22, 0xC3, 0xA9, 0x80, 0x22], 3),
      ([0x22, 0xE2, 0x82], 2), ([0xC3], 1),
      ([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xE9], 9),
    ] as [([UInt8], Int)])
  func `Bytes that are not UTF-8 are refused where they stand`(_ bytes: [UInt8], _ column: Int) {
    for format in [DocumentFormat.json, .yaml] {
      let problems = read(bytes, format).problems
      #expect(problems.map(\.code) == ["documents.not-utf-8"])
      #expect(problems.map(\.location.position) == [Position(line: 1, column: column)])
    }
  }

  @Test(arguments: [DocumentFormat.json, .yaml])
  func `Every well-formed character is read`(_ format: DocumentFormat) {
    let scalars = [0x20, 0x7E, 0xA0, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF]
    let text = String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar($0) }))
    #expect(read("[\"\(text)\"]", format).node?.asList?.first?.asScalar?.text == text)
  }

  @Test(arguments: [DocumentFormat.json, .yaml])
  func `A byte order mark is left aside with a warning`(_ format: DocumentFormat) {
    let (node, problems) = read("\u{FEFF}{\"a\": 1}", format)
    #expect(outline(node) == "{a: 1}")
    #expect(node?.position == .start)
    #expect(problems.map(\.code) == ["documents.byte-order-mark"])
    #expect(problems.map(\.severity) == [.warning])
  }

  @Test(arguments: [DocumentFormat.json, .yaml])
  func `UTF-16 is named`(_ format: DocumentFormat) {
    for bytes: [UInt8] in [[0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B]] {
      let problems = read(bytes, format).problems
      #expect(problems.map(\.message) == ["the file is in UTF-16"])
    }
  }

  @Test(arguments: [DocumentFormat.json, .yaml])
  func `A file that is cut short anywhere is refused or read`(_ format: DocumentFormat) {
    let text = Array(#"{"é": ["a\n\u00e9", 1.5e3, {"b": null}], "c": true, "d": "😀"}"#.utf8)
    #expect(read(text, format).node != nil)
    for length in 0..<text.count {
      let (node, problems) = read(Array(text[..<length]), format)
      #expect(node == nil)
      #expect(!problems.isEmpty)
    }
  }

  @Test(arguments: [DocumentFormat.json, .yaml])
  func `Random bytes are refused or read, never worse`(_ format: DocumentFormat) {
    var generator = Lehmer(state: 20_081_103)
    let marks = Array("[]{}:,-?&*!|>'\"%@`#\\ \n\t\r0a1.e~<=é".utf8)
    for round in 0..<1500 {
      let length = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<length).map { _ in
        round % 4 == 0
          ? UInt8.random(in: 0...255, using: &generator)
          : marks.randomElement(using: &generator) ?? 0
      }
      let (node, problems) = read(bytes, format)
      if (node == nil) != problems.contains(where: { $0.severity == .error }) {
        Issue.record("\(bytes)")
      }
    }
  }

  @Test(arguments: [DocumentFormat.json, .yaml])
  func `A sample with any byte changed is refused or read`(_ format: DocumentFormat) {
    let sample =
      format == .json
      ? #"{"a": [1, "b\u00e9", {"c": null}], "d": true}"#
      : "a: &x [1, 'b', {c: ~}]\nd: *x\ne: |\n  f\n? g\n: !t h\na: \"i\\n\"\n"
    var generator = Lehmer(state: 7)
    for offset in sample.utf8.indices {
      var bytes = Array(sample.utf8)
      let index = sample.utf8.distance(from: sample.startIndex, to: offset)
      for _ in 0..<12 {
        bytes[index] = UInt8.random(in: 0...127, using: &generator)
        let (node, problems) = read(bytes, format)
        if (node == nil) != problems.contains(where: { $0.severity == .error }) {
          Issue.record("\(bytes)")
        }
      }
    }
  }
}

/// A small seeded generator, so that a failing run can be repeated.
///
/// - Source: D. H. Lehmer, "Mathematical methods in large-scale computing units", 1949; multiplier
///   of P. L'Ecuyer, Mathematics of Computation 68(225), 1999.
struct Lehmer: RandomNumberGenerator {
  var state: UInt128

  mutating func next() -> UInt64 {
    state = state &* 0xDA94_2042_E4DD_58B5
    return UInt64(truncatingIfNeeded: state >> 64)
  }
}
