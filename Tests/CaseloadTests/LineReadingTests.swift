import CaseRecord
import Diagnostics
import LawTesting
import Testing

@testable import Caseload

/// Files with one record on each line, whole and broken.
struct LineReadingTests {
  private let scratch = Scratch()

  private func items(
    _ bytes: [UInt8], from start: CaseloadReader.Start = .beginning, longestLine: Int = 1 << 20,
    workers: Int = 1, blockSize: Int = 1 << 19
  ) throws -> [CaseloadItem] {
    let path = try scratch.write(bytes, as: "cases.ndjson")
    let reader = CaseloadReader(
      try .at(path), vocabulary: RealWords.vocabulary,
      options: .init(longestLine: longestLine, workers: workers, blockSize: blockSize))
    var items: [CaseloadItem] = []
    try reader.forEach(from: start) { items.append($0) }
    return items
  }

  private func items(_ text: String, longestLine: Int = 1 << 20) throws -> [CaseloadItem] {
    try items(Array(text.utf8), longestLine: longestLine)
  }

  @Test("Each line is a record, with its line, its byte and its number")
  func places() throws {
    let first = line("one")
    let found = try items(first + "\n\n  \r\n" + line("two") + "\r\n" + line("three"))
    #expect(found.map(\.record?.id) == ["one", "two", "three"])
    #expect(found.map(\.place.line) == [1, 4, 5])
    #expect(found.map(\.place.number) == [0, 1, 2])
    #expect(found[1].place.offset == first.utf8.count + 6)
    #expect(found.allSatisfy { $0.problems.isEmpty && !$0.wasThorough })
  }

  @Test(
    "A record with problems is reported with all of them at their places, and the others are read")
  func problems() throws {
    let bad = line("two").replacing("groomed", with: "grumed")
      .replacing(#""role":"child""#, with: #""role":"infant""#)
    let found = try items([line("one"), bad, line("three")].joined(separator: "\n"))
    #expect(found.map(\.record?.id) == ["one", nil, "three"])
    #expect(
      Set(found[1].problems.map(\.code)) == ["record.unknown-fact", "record.unknown-person-role"])
    for problem in found[1].problems {
      #expect(problem.location.position.line == 2)
      let column = problem.location.position.column
      let word = problem.code == "record.unknown-fact" ? "\"grumed" : "\"infant"
      #expect(bad.dropFirst(column - 1).hasPrefix(word))
    }
  }

  @Test("A warning comes with the record that it is about")
  func warnings() throws {
    let odd = line("one").replacing(#""child":"child-1","#, with: "")
    let found = try items(odd)
    #expect(found.map(\.record?.id) == ["one"])
    #expect(found[0].problems.map(\.code) == ["record.no-child"])
  }

  @Test("Bytes that are no text are a problem of their own line alone", arguments: [0xFF, 0x00])
  func brokenBytes(_ byte: UInt8) throws {
    var bad = Array(line("two", title: "A ? case").utf8)
    bad[try #require(bad.firstIndex(of: UInt8(ascii: "?")))] = byte
    let found = try items(
      Array((line("one") + "\n").utf8) + bad + Array(("\n" + line("three")).utf8))
    #expect(found.map(\.record?.id) == ["one", nil, "three"])
    #expect(found[1].problems.count == 1)
  }

  @Test("A byte order mark is noticed, and the record is read")
  func byteOrderMark() throws {
    let found = try items([0xEF, 0xBB, 0xBF] + Array((line("one") + "\n" + line("two")).utf8))
    #expect(found.map(\.record?.id) == ["one", "two"])
    #expect(found[0].problems.map(\.code) == ["documents.byte-order-mark"])
  }

  @Test(
    "A line that is too long is a problem and not a record, wherever it stands",
    arguments: [1, 64, 4096])
  func longLines(_ blockSize: Int) throws {
    let long = line("long", title: String(repeating: "x", count: 5000))
    for texts in [[long, line("one")], [line("one"), long, line("two")], [line("one"), long]] {
      let found = try items(
        Array(texts.joined(separator: "\n").utf8), longestLine: 1000, blockSize: blockSize)
      #expect(found.count == texts.count)
      for (item, text) in zip(found, texts) {
        #expect((item.record == nil) == (text == long))
        #expect(item.problems.map(\.code) == (text == long ? ["caseload.line-too-long"] : []))
      }
      #expect(found.map(\.place.line) == Array(1...texts.count))
      #expect(found.map(\.place.number) == Array(0..<texts.count))
    }
  }

  @Test("Compressed lines are the same lines, also in several members")
  func compressed() throws {
    let text = (0..<300).map { line("case-\($0)") + "\n" }.joined()
    let plain = try items(Array(text.utf8))
    let one = try items(try gzip(text), blockSize: 1000)
    let two = try items(
      try gzip(line("case-0") + "\n") + gzip(String(text.dropFirst(line("case-0").count + 1))))
    #expect(one.map(\.record) == plain.map(\.record) && one.map(\.place) == plain.map(\.place))
    #expect(two.map(\.record) == plain.map(\.record) && two.map(\.place) == plain.map(\.place))
  }

  @Test("A compressed file that ends early gives what it holds whole, and a problem")
  func truncated() throws {
    let text = (0..<2000).map { line("case-\($0)", title: "Case \($0 &* 7919 % 1000)") + "\n" }
      .joined()
    let whole = try gzip(text)
    let found = try items(Array(whole.prefix(whole.count / 2)))
    #expect(found.count > 100 && found.count < 2000)
    #expect(found.dropLast().enumerated().allSatisfy { $1.record?.id == "case-\($0)" })
    #expect(found.last?.record == nil)
    #expect(found.last?.problems.map(\.code) == ["caseload.gzip-truncated"])
    #expect(found.last?.problems.first?.location.position.line == found.count)
  }

  @Test("A compressed file that is damaged gives what stands before, and a problem")
  func damaged() throws {
    var bytes = try gzip((0..<2000).map { line("case-\($0)") + "\n" }.joined())
    for index in (bytes.count / 2)..<(bytes.count / 2 + 40) { bytes[index] ^= 0x5A }
    let found = try items(bytes)
    #expect(found.last?.problems.map(\.code) == ["caseload.gzip-damaged"])
    let after = try items(try gzip(line("one") + "\n") + Array("garbage".utf8))
    #expect(after.map(\.record?.id) == ["one", nil])
    #expect(after.last?.problems.map(\.code) == ["caseload.gzip-damaged"])
  }

  @Test("A reading goes on from the place or the number of any record", arguments: [false, true])
  func resuming(_ isCompressed: Bool) throws {
    let text = (0..<200).map { line("case-\($0)") + ($0 % 3 == 0 ? "\n\n" : "\r\n") }.joined()
    let bytes = isCompressed ? try gzip(text) : Array(text.utf8)
    let all = try items(bytes, blockSize: 700)
    for index in stride(from: 0, to: 200, by: 17) {
      let byPlace = try items(bytes, from: .place(all[index].place), blockSize: 700)
      let byNumber = try items(bytes, from: .record(index), blockSize: 700)
      #expect(byPlace.map(\.place) == all[index...].map(\.place))
      #expect(byPlace.map(\.record) == all[index...].map(\.record))
      #expect(byNumber.map(\.place) == all[index...].map(\.place))
    }
    try #expect(items(bytes, from: .record(200)).isEmpty)
  }

  @Test("A place that begins no line, or lies past the end, is refused")
  func wrongPlaces() throws {
    let bytes = Array((line("one") + "\n" + line("two")).utf8)
    for (offset, code) in [(5, CaseloadError.Code.notALine), (100_000, .pastTheEnd)] {
      let place = CasePlace(file: "", line: 1, offset: offset, number: 1)
      #expect { try items(bytes, from: .place(place)) } throws: {
        ($0 as? CaseloadError)?.code == code
      }
      #expect {
        try items(try gzip(String(decoding: bytes, as: UTF8.self)), from: .place(place))
      } throws: {
        ($0 as? CaseloadError)?.code == code
      }
    }
    #expect { try CaseloadReader.Source.at("no-such-file") } throws: {
      ($0 as? CaseloadError)?.code == .cannotOpen
    }
  }

  @Test("Several workers give the same records in the same order")
  func workers() throws {
    let text = (0..<3000).map { $0 % 50 == 7 ? "{}\n" : line("case-\($0)") + "\n" }.joined()
    let one = try items(Array(text.utf8))
    let several = try items(Array(text.utf8), workers: 3, blockSize: 2000)
    #expect(one.count == 3000)
    #expect(one.map(\.place) == several.map(\.place))
    #expect(one.map(\.record) == several.map(\.record))
    #expect(one.map(\.problems) == several.map(\.problems))
  }

  @Test("What a reader of the caseload throws ends the reading")
  func stopping() throws {
    struct Enough: Error {}
    let path = try scratch.write(
      (0..<500).map { line("case-\($0)") + "\n" }.joined(), as: "a.ndjson")
    let reader = CaseloadReader(
      .lines(path), vocabulary: RealWords.vocabulary, options: .init(workers: 2, blockSize: 900))
    var seen = 0
    #expect(throws: Enough.self) {
      try reader.forEach { _ in
        seen += 1
        if seen == 30 { throw Enough() }
      }
    }
    #expect(seen == 30)
  }

  @Test("A record that is known by its bytes is not read, and the count says what was")
  func knownRecords() throws {
    let path = try scratch.write(line("one") + "\r\n{}\n" + line("two") + "\n", as: "b.ndjson")
    let digests = [line("one"), "{}", line("two")].map { ContentDigest(hashing: Array($0.utf8)) }
    func items(_ isKnown: (@Sendable (ContentDigest) -> Bool)?) throws -> (
      [CaseloadItem], CaseloadCount
    ) {
      let reader = CaseloadReader(
        .lines(path), vocabulary: RealWords.vocabulary, options: .init(isKnown: isKnown))
      var items: [CaseloadItem] = []
      let count = try reader.forEach { items.append($0) }
      return (items, count)
    }
    let read = try items(nil)
    #expect(read.0.allSatisfy { $0.digest == nil && !$0.isKnown })
    let (found, count) = try items { $0 == digests[2] }
    #expect(found.map(\.digest) == digests)
    #expect(found.map(\.isKnown) == [false, false, true])
    #expect(found.map(\.record?.id) == ["one", nil, nil])
    #expect(found[2].problems.isEmpty)
    #expect(found.map(\.place) == read.0.map(\.place))
    #expect(count == CaseloadCount(records: 2, refused: 1, thorough: 1))
  }
}
