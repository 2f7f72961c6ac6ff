import Assessment
import BulkAudit
import CaseRecord
import CivilTime
import HeedTesting
import LawPack
import Testing

@testable import Reports

/// What an audit found, written piece by piece.
@Suite struct AuditOutputTests {
  private static func entries(_ count: Int) -> [AuditEntry] {
    (0..<count).map { number in
      AuditEntry(
        list: number % 5 == 4 ? .noReferral : .oneFactShort, caseID: "case-\(number)",
        place: "cases.ndjson:\(number + 1)", about: "child-1",
        known: number % 7 == 0 ? nil : CivilDate(dayNumber: 15_000 - number),
        tests: [
          AuditEntry.Test(framework: "SMALL-2", cite: "s 2(1), (2)", facts: ["moved", "=sum"]),
          AuditEntry.Test(framework: "IDENT-1", cite: "reg 3"),
        ], responses: number % 2 == 0 ? [number] : [])
    }
  }

  private static func guards(_ count: Int) -> [AuditedGuard] {
    (0..<count).map { number in
      AuditedGuard(
        kind: number % 3 == 0 ? .clock : .nrmUnasked, caseID: "case-\(number / 2)",
        place: "cases.ndjson:\(number / 2 + 1)", about: "child-1",
        citations: [Guard.Citation(framework: "SMALL-2", cite: "s\u{A0}2")],
        response: number % 2 == 0 ? 3 : nil)
    }
  }

  private static func report(
    entries: [AuditEntry] = [], guards: [AuditedGuard] = []
  ) throws -> AuditReport {
    let law = BulkLaw(try SmallCase.law(), on: CivilDate(dayNumber: 20_000))
    return AuditReport(
      law: law, known: nil, since: nil, sources: ["cases.ndjson"],
      totals: BulkAuditor(law).audit([]).totals,
      lines: HeldLines(entries: entries, guards: guards),
      refused: [.init(place: "cases.ndjson:99", problems: ["no id; give one"])], joined: nil,
      components: 0, sample: [])
  }

  private static func written(
    _ write: (@escaping (String) -> Void) throws -> Void
  ) rethrows -> String {
    final class Pieces { var all: [String] = [] }
    let pieces = Pieces()
    try write { pieces.all.append($0) }
    return pieces.all.joined()
  }

  /// What is written in pieces of bytes.
  private static func decoded(
    _ write: (@escaping (Span<UInt8>) -> Void) throws -> Void
  ) rethrows -> String {
    try written { give in
      try write { piece in
        give(piece.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
      }
    }
  }

  private static func page(_ report: AuditReport, all: Bool) throws -> String {
    try written { give in
      var page = AuditPage(report, by: [], Layout(width: 80, showsAll: all))
      try page.write(to: give)
    }
  }

  @Test func `The table for spreadsheets is that of all its rows`() throws {
    let report = try Self.report(entries: Self.entries(30), guards: Self.guards(7))
    var rows = [
      ["list", "framework", "case", "about", "known since", "count", "facts", "cite", "at"]
    ]
    for list in [AuditEntry.List.noReferral, .oneFactShort] {
      for entry in Self.entries(30).filter({ $0.list == list }).sorted() {
        rows += entry.tests.map { test in
          [
            list.rawValue, test.framework, entry.caseID, "child-1",
            entry.known?.description ?? "", "", test.facts.joined(separator: "; "), test.cite,
            entry.place,
          ]
        }
      }
    }
    rows += Self.guards(7).map {
      ["guard: \($0.kind.rawValue)", "SMALL-2", $0.caseID, "child-1", "", "", "", "s 2", $0.place]
    }
    rows.append(["refused", "", "", "", "", "", "no id; give one", "", "cases.ndjson:99"])
    #expect(try Self.decoded { try commaSeparated(audit: report, to: $0) } == commaSeparated(rows))
  }

  @Test func `JSON has each list in its order, and empty lists`() throws {
    let none = try Self.report()
    let text = try Self.decoded { try json(audit: none, by: [], to: $0) }
    #expect(text.hasPrefix("{\n  \"heed\": \"audit/1\",\n  \"law\": \"small\",\n"))
    #expect(text.contains("\"worklists\": {\n    \"closed-though-met\": [],\n"))
    #expect(text.hasSuffix("  \"guards\": []\n}\n"))
    let report = try Self.report(entries: Self.entries(9), guards: Self.guards(1))
    let some = try Self.decoded { try json(audit: report, by: [], to: $0) }
    #expect(
      some.contains(
        """
            "no-referral": [
              {
                "case": "case-4",
                "about": "child-1",
                "known-since": "2011-01-22",
                "tests": [
                  {"framework": "SMALL-2", "cite": "s 2(1), (2)", "facts": ["moved", "=sum"]},
                  {"framework": "IDENT-1", "cite": "reg 3"}
                ],
                "responses": [4],
                "at": "cases.ndjson:5"
              }
            ],

        """), "\(some)")
  }

  @Test func `An object written piece by piece is the same as at once`() throws {
    try forAll(count: 100, seed: 9960) { random in
      let plain = (0..<random.below(4)).map { _ in Self.value(using: &random, depth: 3) }
      let lists = (0..<random.below(4)).map { _ in
        (0..<random.below(5)).map { _ in Self.value(using: &random, depth: 2) }
      }
      let whole = JSONValue.object(
        plain.map { ("plain", $0) } + [("nothing", nil)] + lists.map { ("list", .array($0)) }
          + [("inner", .object(lists.map { ("list \"of it\"", .array($0)) }))])
      let text = Self.decoded { give in
        var writer = JSONWriter(give)
        for value in plain { writer.member("plain", value) }
        writer.member("nothing", nil)
        for list in lists { writer.array("list") { writer in list.forEach { writer.value($0) } } }
        writer.object("inner") { inner in
          for list in lists {
            inner.array("list \"of it\"") { writer in list.forEach { writer.value($0) } }
          }
        }
        writer.end()
      }
      try #require(text == whole.prettyText)
    }
  }

  @Test func `A page shows the first of each list, and all of it where it is asked to`() throws {
    let report = try Self.report(entries: Self.entries(60), guards: Self.guards(60))
    let page = try Self.page(report, all: false)
    #expect(page.contains("One fact short of a test: 48\n"))
    #expect(page.contains("and 28 more: --all"))
    #expect(page.contains("Guards: 60\n"))
    #expect(flowing(page).contains("CLOCK: 20 in 20 cases case-0, case-1, case-3,"))
    #expect(flowing(page).contains("and 8 more"))
    let all = try Self.page(report, all: true)
    #expect(all.count { $0 == "·" } == 60 * 3)
    #expect(!flowing(all).contains("more:"))
    #expect(flowing(all).contains("case-28, case-29"))
    #expect(!all.contains("\n\n\n") && all.hasSuffix("FRAMEWORK\n"))
  }

  @Test func `Words that come piece by piece are set as the whole would be`() throws {
    try forAll(count: 50, seed: 9961) { random in
      let words = (0..<random.below(60)).map { _ in
        String(repeating: "ab-", count: 1 + random.below(random.once(in: 9) ? 40 : 4))
      }
      let layout = Layout(width: 60)
      var whole = Sheet(layout)
      whole.add("Heading")
      whole.add(words.joined(separator: ", "), indent: 4, hanging: 2)
      whole.blank()
      whole.add("End")
      var sheet = Sheet(layout)
      var text = ""
      sheet.add("Heading")
      var flow = sheet.flow(indent: 4, hanging: 2)
      for (number, word) in words.enumerated() {
        sheet.add(number < words.count - 1 ? word + ", " : word, to: &flow)
        text += sheet.taken()
      }
      sheet.end(&flow)
      sheet.blank()
      text += sheet.taken()
      sheet.blank()
      sheet.add("End")
      text += sheet.taken()
      try #require(text == whole.text)
    }
  }

  private static func value(using random: inout SplitMix64, depth: Int) -> JSONValue {
    switch depth == 0 ? random.below(3) : random.below(5) {
    case 0: .int(random.below(1000))
    case 1: .string(String(repeating: "é\n", count: random.below(20)))
    case 2: random.once(in: 2) ? .null : .bool(true)
    case 3: .array((0..<random.below(4)).map { _ in value(using: &random, depth: depth - 1) })
    default:
      .object(
        (0..<random.below(4)).map { ("key-\($0)", value(using: &random, depth: depth - 1)) })
    }
  }
}
