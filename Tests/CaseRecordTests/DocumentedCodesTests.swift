import Foundation
import Testing

/// The codes are what other programs hold on to, so each is listed where the reading of records is described.
struct DocumentedCodesTests {
  private func source(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/CaseRecord")
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  private func codes(
    _ pattern: Regex<(Substring, Substring)>, in text: some StringProtocol
  ) -> [String] {
    String(text).matches(of: pattern).map { String($0.output.1) }
  }

  @Test func `Every code of a problem is listed in the description`() throws {
    let described = Set(
      codes(/`record\.([a-z-]+)`/, in: try source("RecordReading.swift")))
    let wording = try source("RecordProblem+Wording.swift")
    let end = try #require(wording.range(of: "var message"))
    var used = Set(codes(/: "([a-z-]+)"\n/, in: wording[..<end.lowerBound]))
    for name in [
      "CaseRecord+Reading.swift", "Person+Reading.swift", "Source+Reading.swift",
      "Statement+Reading.swift", "Response+Reading.swift",
    ] {
      used.formUnion(codes(/"record\.([a-z-]+)"/, in: try source(name)))
    }
    #expect(used.count > 50)
    #expect(used.subtracting(described).sorted() == [])
    #expect(described.subtracting(used).sorted() == [])
  }
}
