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

  private static func release(_ name: String, _ log: String, _ more: String...) async throws -> Run
  {
    try await Heed.run(
      [
        "count", try await caseload.value, "--publish", "--release-log", log, "--release", name,
        "--snapshot", "s1",
      ] + place + more)
  }

  @Test func `A page for publication says whether earlier releases were checked`() async throws {
    let alone = try await Heed.run(
      ["count", "--publish", try await Self.caseload.value] + Self.place)
    #expect(alone.output.contains("Earlier releases were not checked"))
    let log = try Self.name("releases.jsonl")
    let first = try await Self.release("May", log)
    let second = try await Self.release("June", log)
    #expect(first.status == 0 && second.status == 0, "\(first.errors)\(second.errors)")
    let sample = try #require(
      try Project.text("Documentation/count.md").components(separatedBy: "```console\n").last?
        .components(separatedBy: "```").first)
    let said = (first.lines + second.lines).filter { $0.hasPrefix("Release ") }
    #expect(sample == said.map { $0 + "\n" }.joined())
    let half = try await Heed.run(
      ["count", "--publish", "--release-log", log, try await Self.caseload.value] + Self.place)
    #expect(half.status == 2 && half.errors.contains("go together"))
  }

  @Test
  func `The same release is printed again and entered once; another of its name is refused`()
    async throws
  {
    let log = try Self.name("releases.jsonl")
    let first = try await Self.release("first", log)
    let entered = try String(contentsOfFile: log, encoding: .utf8)
    let again = try await Self.release("first", log)
    #expect(again.status == 0 && again.output == first.output, "\(again.errors)")
    #expect(try String(contentsOfFile: log, encoding: .utf8) == entered)
    let other = try await Self.release("first", log, "--area", "Westmoor")
    #expect(other.status == 2 && other.errors.contains("give this one its own name"))
    #expect(try String(contentsOfFile: log, encoding: .utf8) == entered)
    let second = try await Self.release("second", log)
    #expect(second.status == 0, "\(second.errors)")
    #expect(try String(contentsOfFile: log, encoding: .utf8).hasPrefix(entered))
  }

  @Test func `Every fault of a damaged log is named, and nothing is printed beside it`()
    async throws
  {
    let log = try Self.name("releases.jsonl")
    _ = try await Self.release("first", log)
    var lines = try String(contentsOfFile: log, encoding: .utf8).components(separatedBy: "\n")
    lines[1] = lines[1].replacing("\"published\"", with: "\"publised\"")
    lines[3] = "no line of a log"
    try lines.joined(separator: "\n").write(toFile: log, atomically: true, encoding: .utf8)
    let run = try await Self.release("second", log)
    #expect(run.status == 2 && run.output.isEmpty)
    for fault in [
      ":2:1", "did you mean 'published'?", ":3:1", "chain", ":4:1", "the line is not JSON", ":5:1",
    ] {
      #expect(run.errors.contains(fault), "\(fault): \(run.errors)")
    }
  }

  @Test func `Files get their names only when the log has them`() async throws {
    let folder = try Self.name("figures")
    let nowhere = try Self.name("not-there") + "/releases.jsonl"
    let failed = try await Self.release(
      "first", nowhere, "--format", "csv", "--by", "agency", "--output", folder)
    #expect(failed.status == 2 && failed.errors.contains("nothing is released"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    let log = try Self.name("releases.jsonl")
    let run = try await Self.release(
      "first", log, "--format", "csv", "--by", "agency", "--output", folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
        "completeness.csv", "figures.csv", "response-times.csv",
      ])
    // What a crash after the entry left unnamed is had by running it again.
    try FileManager.default.removeItem(atPath: folder + "/figures.csv")
    try FileManager.default.removeItem(atPath: folder + "/completeness.csv")
    try FileManager.default.removeItem(atPath: folder + "/response-times.csv")
    try "half".write(toFile: folder + "/.figures.csv.not-yet", atomically: true, encoding: .utf8)
    let again = try await Self.release(
      "first", log, "--format", "csv", "--by", "agency", "--output", folder)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 3)
  }

  @Test func `The cases of a casebook are counted, and that they were read is entered`()
    async throws
  {
    let partnership = try await Partnership.withRiverLane()
    let before = try await partnership.size()
    let run = try await partnership.run(
      "p-2", "count", "--place", "Northmoor (police force)", "--purpose", "yearly figures")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Cases: 1."))
    #expect(run.output.contains("from the cases of a casebook that are open to the reader"))
    #expect(try await partnership.size() > before)
    let both = try await partnership.run("p-2", "count", riverLane, "--place", "X (partnership)")
    #expect(both.status == 2 && both.errors.contains("not both"))
  }
}
