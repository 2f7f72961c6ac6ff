import Foundation
import Testing

/// A caseload as figures, at the command line.
@Suite(.timeLimit(.minutes(10)))
struct CountCommandTests {
  private static let place = ["--place", "Northmoor (police force)", "--period", "2026"]

  private static func name(_ name: String) throws -> String {
    let folder = Heed.home.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent(name).path
  }

  private static let caseload = Task { () throws -> String in
    let file = try name("caseload.ndjson")
    let made = try await Heed.run("synth", "--cases", "30", "--seed", "7", "--output", file)
    try #require(made.status == 0, "\(made.errors)")
    return file
  }

  @Test
  func
    `A caseload is counted under every definition of a group, and says that it is not for publication`()
    async throws
  {
    let run = try await Heed.run(["count", try await Self.caseload.value] + Self.place)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Not for publication"))
    #expect(run.output.contains("child-born (children)"))
    for definition in ["GB-HO2020", "GB-CASEY2025", "OCG-SCA45", "GANG-PACA-NEW"] {
      #expect(run.output.contains("\n\(definition), "), "\(definition)")
    }
  }

  @Test func `What is for publication holds no count of one to five`() async throws {
    let run = try await Heed.run(
      ["count", "--publish", "--format", "csv", try await Self.caseload.value] + Self.place)
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(whereSeparator: \.isNewline)
    let columns = try #require(lines.first).split(separator: ",").map(String.init)
    let count = try #require(columns.firstIndex(of: "count"), "\(columns)")
    let counts = lines.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    .compactMap { $0.count == columns.count ? Int($0[count]) : nil }
    #expect(counts.contains { $0 > 5 })
    #expect(!counts.contains { (1...5).contains($0) })
  }

  @Test func `Charts and tables with their metadata are written to a folder`() async throws {
    let folder = try Self.name("figures")
    let csvw = try await Heed.run(
      ["count", "--format", "csvw", "--output", folder, try await Self.caseload.value] + Self.place)
    #expect(csvw.status == 0, "\(csvw.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let metadata = try #require(names.first { $0.hasSuffix("metadata.json") }, "\(names)")
    let data = try Data(contentsOf: URL(filePath: folder).appending(path: metadata))
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["@context"] != nil)
  }

  @Test
  func `A claim of a table of counts is answered with its arithmetic, or refused with the reason`()
    async throws
  {
    let file = try Self.name("published.csv")
    try """
    definition,base,period,place,category,count,percent,missing,snapshot,of
    recorded,suspects,2023,Northmoor (police force),Alpha,38,,30,first,
    recorded,suspects,2023,Northmoor (police force),Beta,32,,30,first,
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let run = try await Heed.run(
      "count", "claim", "Alpha exceeds Beta in Northmoor, 2023, suspects", file)
    #expect(run.output.contains("not determined by these data"), "\(run.output)\(run.errors)")
    let other = try await Heed.run(
      "count", "claim", "Alpha exceeds Beta in Westmoor, 2023, suspects", file)
    #expect(other.output.contains("refused"), "\(other.output)\(other.errors)")
    let wrong = try await Heed.run("count", "claim", "Alpha is worse than Beta", file)
    #expect(wrong.status == 2 && !wrong.errors.isEmpty)
  }

  @Test
  func `A caseload without its place is refused, since a figure without one can carry no sentence`()
    async throws
  {
    let run = try await Heed.run("count", try await Self.caseload.value)
    #expect(run.status == 2 && run.errors.contains("--place"))
  }
}
