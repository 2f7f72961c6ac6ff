import Foundation
import Testing

/// A whole caseload, audited at the command line.
@Suite(.timeLimit(.minutes(10)))
struct AuditCommandTests {
  private static let caseload = Task { () throws -> String in
    let file = try name("caseload.ndjson")
    let made = try await Heed.run("synth", "--cases", "40", "--seed", "7", "--output", file)
    try #require(made.status == 0, "\(made.errors)")
    return file
  }

  private static func name(_ name: String) throws -> String {
    let folder = Heed.home.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent(name).path
  }

  private static func json(_ arguments: [String]) async throws -> [String: Any] {
    let run = try await Heed.run(["audit", "--format", "json", "--on", "2026-01-15"] + arguments)
    try #require(run.status == 0, "\(run.errors)")
    return try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func `A caseload is counted and listed, the same with one worker and with several`()
    async throws
  {
    let file = try await Self.caseload.value
    let arguments = ["audit", "--format", "json", "--on", "2026-01-15", file]
    let one = try await Heed.run(arguments + ["--workers", "1"])
    let two = try await Heed.run(arguments + ["--workers", "3"])
    #expect(one.status == 0 && one.output == two.output, "\(one.errors)\(two.errors)")
    let audit = try await Self.json([file])
    #expect(audit["heed"] as? String == "audit/1")
    #expect(audit["cases"] as? Int == 40)
    let lists = try #require(audit["worklists"] as? [String: [[String: Any]]])
    #expect(lists.count == 5 && lists.values.allSatisfy { !$0.isEmpty })
    for list in lists.values {
      let days = list.map { $0["known-since"] as? String ?? "9999" }
      #expect(days == days.sorted(), "in the order in which it became knowable")
    }
    let text = try await Heed.run("audit", "--on", "2026-01-15", file)
    #expect(text.output.contains("40 cases"))
    let table = try await Heed.run("audit", "--format", "csv", "--on", "2026-01-15", file)
    #expect(table.output.hasPrefix("list,framework,case,about,known since,count,facts,cite,at\r\n"))
  }

  @Test func `A record that cannot be read is named with its line, and the others are audited`()
    async throws
  {
    let good = try String(contentsOfFile: try await Self.caseload.value, encoding: .utf8)
      .split(separator: "\n").prefix(3).joined(separator: "\n")
    let file = try Self.name("broken.ndjson")
    try "\(good)\n{\"heed\": \"case/1\", \"id\": 7}\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    let audit = try await Self.json(["--no-joining", file])
    #expect(audit["cases"] as? Int == 3)
    let refused = try #require(audit["refused"] as? [[String: Any]])
    #expect(refused.count == 1)
    #expect((refused.first?["at"] as? String)?.hasSuffix("broken.ndjson:4") == true)
    #expect((refused.first?["problems"] as? [String])?.isEmpty == false)
  }

  @Test func `A table names a file with the very spaces of its name`() async throws {
    let file = try Self.name("case\u{A0}load.ndjson")
    try FileManager.default.copyItem(atPath: try await Self.caseload.value, toPath: file)
    let table = try await Heed.run("audit", "--format", "csv", "--on", "2026-01-15", file)
    #expect(table.output.contains("case\u{A0}load.ndjson:"))
    #expect(table.output.replacing("case\u{A0}load", with: "").contains("\u{A0}") == false)
  }

  @Test
  func
    `A record of more children and people than can be asked is named, and the others are audited`()
    async throws
  {
    func record(_ id: String, children: Int, suspects: Int) -> String {
      let people =
        (0..<children).map { "{\"id\":\"c\($0)\",\"role\":\"child\"}" }
        + (0..<suspects).map { "{\"id\":\"p\($0)\",\"role\":\"suspect\"}" }
      let by = (0..<suspects).map { "\"p\($0)\"" }.joined(separator: ",")
      return
        "{\"heed\":\"case/1\",\"id\":\"\(id)\",\"title\":\"t\",\"jurisdiction\":\"england-and-wales\","
        + "\"people\":[\(people.joined(separator: ","))],"
        + "\"sources\":[{\"id\":\"s\",\"kind\":\"agency-record\",\"agency\":\"police/a\",\"made\":\"2016-01-01\"}],"
        + "\"statements\":[{\"fact\":\"moved\",\"child\":\"c0\",\"by\":[\(by)],\"says\":\"yes\",\"source\":\"s\",\"when\":\"2015-01-01\"}]}"
    }
    let file = try Self.name("large.ndjson")
    let lines = [
      record("large", children: 1_100, suspects: 1_000),
      record("many", children: 40, suspects: 400),
    ]
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    let audit = try await Self.json(["--no-joining", file])
    #expect(audit["cases"] as? Int == 1)
    let refused = try #require(audit["refused"] as? [[String: Any]])
    #expect(refused.count == 1)
    #expect((refused.first?["at"] as? String)?.hasSuffix("large.ndjson:1") == true)
    #expect(
      refused.first?["problems"] as? [String] == [
        "1100 children, 1000 people who did something and 0 events are more together than an audit asks about"
          + " [audit.too-large]; split the record into its cases, so that the three, each with one added, multiplied come to at most 1048576"
      ])
  }

  @Test
  func
    `Joined cases that are too many to be asked together are named, and each is audited by itself`()
    async throws
  {
    // In the second file, the same people did it all.
    func record(_ number: Int, isOfOneGroup: Bool) -> String {
      let children = (0..<5).map { "{\"id\":\"c\($0)\",\"role\":\"child\"}" }
      let people = (0..<240).map { person in
        let identity =
          ",\"identifiers\":[{\"scheme\":\"police-reference\",\"issuer\":\"police/a\",\"value\":\"P \(person)\"}]"
        return "{\"id\":\"p\(person)\",\"role\":\"suspect\"\(isOfOneGroup ? identity : "")}"
      }
      let by = (0..<240).map { "\"p\($0)\"" }.joined(separator: ",")
      return
        "{\"heed\":\"case/1\",\"id\":\"case-\(number)\",\"title\":\"t\",\"jurisdiction\":\"england-and-wales\","
        + "\"people\":[\((children + people).joined(separator: ","))],"
        + "\"things\":[{\"id\":\"v\",\"kind\":\"vehicle\",\"mark\":\"FICT 1\"}],"
        + "\"sources\":[{\"id\":\"s\",\"kind\":\"agency-record\",\"agency\":\"police/a\",\"made\":\"2016-01-01\"}],"
        + "\"statements\":[{\"fact\":\"moved\",\"child\":\"c0\",\"by\":[\(by)],\"says\":\"yes\",\"source\":\"s\",\"when\":\"2015-01-01\"}]}"
    }
    for isOfOneGroup in [false, true] {
      let file = try Self.name("joined-\(isOfOneGroup).ndjson")
      let lines = (0..<30).map { record($0, isOfOneGroup: isOfOneGroup) }
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: file, atomically: true, encoding: .utf8)
      let audit = try await Self.json([file])
      #expect((audit["refused"] as? [Any])?.isEmpty == true)
      #expect(audit["cases"] as? Int == 30)
      #expect(audit["components"] as? Int == 1)
      let tooMany = audit["too-many-together"] as? [[String: Any]]
      let cases = tooMany?.map { $0["cases"] as? [String] }
      #expect(cases == (isOfOneGroup ? nil : [(0..<30).map { "case-\($0)" }]))
      if isOfOneGroup { continue }
      let index = try Self.name("joined.index")
      for _ in 0..<2 {
        let again = try await Self.json(["--index", index, file])
        #expect(again["too-many-together"] as? NSArray == tooMany as NSArray?)
      }
      let places = tooMany?.first?["at"] as? [String]
      #expect(places?.last?.hasSuffix("joined-false.ndjson:30") == true)
      #expect(
        tooMany?.first?["most-shared"] as? NSDictionary
          == ["kind": "thing", "id": "v", "case": "case-0", "cases": 30])
      #expect((audit["never-joined"] as? [Any])?.isEmpty == true)
      let page = try await Heed.run("audit", "--on", "2026-01-15", file)
      #expect(page.output.contains("Joined cases that are too many to be asked together: 1"))
      let table = try await Heed.run("audit", "--format", "csv", "--on", "2026-01-15", file)
      #expect(table.output.contains("too-many-together,,case-0; case-1; "))
      for output in [page.output, table.output] {
        #expect(output.contains("the thing v of case-0, which is in 30 of them"))
        #expect(!output.contains("FICT 1"))
      }
    }
  }

  @Test func `A second audit with an index asks no case again, and finds the same`() async throws {
    let file = try await Self.caseload.value
    let index = try Self.name("caseload.index")
    var without = try await Self.json([file])
    var first = try await Self.json(["--index", index, file])
    var second = try await Self.json(["--index", index, file])
    #expect(
      first.removeValue(forKey: "index") as? [String: Int] == [
        "answered": 0, "taken": 0, "asked": 40, "missing-questions": 0,
      ])
    #expect(
      second.removeValue(forKey: "index") as? [String: Int] == [
        "answered": 40, "taken": 0, "asked": 0, "missing-questions": 0,
      ])
    without.removeValue(forKey: "index")
    #expect(first as NSDictionary == without as NSDictionary)
    #expect(second as NSDictionary == without as NSDictionary)
    let page = try await Heed.run("audit", "--on", "2026-01-15", "--index", index, file)
    #expect(
      page.output.contains(
        "From the index: 40 cases as they were found before; 0 as they were asked before; 0 asked now."
      ))
    let other = try await Heed.run("audit", "--index", file, file)
    #expect(other.status == 2)
    #expect(other.errors.contains("audit-index.not-an-index"))
  }

  @Test func `What an index knows of joined cases is what they come to, whatever changed`()
    async throws
  {
    let file = try Self.name("joined.ndjson")
    let made = try await Heed.run("synth", "--cases", "150", "--seed", "7", "--output", file)
    try #require(made.status == 0, "\(made.errors)")
    let index = try Self.name("joined.index")
    let lines = try String(contentsOfFile: file, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    var answered: [Int] = []
    func audit(_ lines: [String], _ more: String...) async throws {
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: file, atomically: true, encoding: .utf8)
      var fresh = try await Self.json(more + [file])
      var known = try await Self.json(more + ["--index", index, file])
      let counts = known.removeValue(forKey: "index") as? [String: Int]
      answered.append(counts?["answered"] ?? 0)
      #expect((fresh["never-joined"] as? [Any])?.count ?? 0 > 5)
      fresh.removeValue(forKey: "index")
      #expect(known as NSDictionary == fresh as NSDictionary)
    }
    try await audit(lines)
    try await audit(lines)
    // The other way round, every record has another place, and joined cases are in another order.
    try await audit(lines.reversed())
    // Three records are gone, and another is written differently.
    try await audit(lines.dropFirst(3).dropLast() + ["{ " + lines[149].dropFirst()])
    try await audit(lines)
    #expect(answered == [0, 150, 150, 146, 150])
    // Of what changed between two days every record is asked.
    let days = ["audit", "--format", "csv", "--since-law", "2014-01-01..2026-01-15", file]
    let fresh = try await Heed.run(days)
    let known = try await Heed.run(days + ["--index", index])
    #expect(fresh.status == 0 && known.output == fresh.output)
  }

  @Test func `An audit that was interrupted goes on, and ends as one that was not`() async throws {
    let file = try await Self.caseload.value
    let state = try Self.name("audit.state")
    let whole = try await Self.json(["--state", state, file])
    // What an interruption leaves: the heading, and a line that was being written.
    let lines = try String(contentsOfFile: state, encoding: .utf8).split(separator: "\n")
    try #require(lines.count > 1)
    try "\(lines[0])\n\(lines[1].prefix(100))".write(
      toFile: state, atomically: true, encoding: .utf8)
    let resumed = try await Self.json(["--state", state, file])
    #expect(NSDictionary(dictionary: whole) == NSDictionary(dictionary: resumed))
    let again = try await Self.json(["--state", state, file])
    #expect(NSDictionary(dictionary: whole) == NSDictionary(dictionary: again))
    let other = try await Heed.run("audit", "--on", "2020-01-15", "--state", state, file)
    #expect(other.status == 2 && other.errors.contains("other days"))
  }

  @Test func `The same seed draws the same cases, in whatever order they stand`() async throws {
    let file = try await Self.caseload.value
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    let turned = try Self.name("turned.ndjson")
    try (lines.reversed().joined(separator: "\n") + "\n").write(
      toFile: turned, atomically: true, encoding: .utf8)
    func drawn(_ file: String, seed: String) async throws -> [String] {
      let audit = try await Self.json(["--no-joining", "--sample", "5", "--seed", seed, file])
      return try #require(audit["sample"] as? [[String: String]]).compactMap { $0["case"] }
    }
    let sample = try await drawn(file, seed: "3")
    #expect(sample.count == 5)
    #expect(try await drawn(turned, seed: "3") == sample)
    #expect(try await drawn(file, seed: "4") != sample)
  }

  @Test func `Whom a change of law affects is counted by framework`() async throws {
    let file = try await Self.caseload.value
    let run = try await Heed.run(
      "audit", "--format", "json", "--no-joining", "--since-law", "2014-01-01..2016-01-01", file)
    #expect(run.status == 0, "\(run.errors)")
    let audit = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let since = try #require(audit["since-law"] as? [String: Any])
    #expect(since["from"] as? String == "2014-01-01")
    let frameworks = try #require(since["frameworks"] as? [[String: Any]])
    #expect(frameworks.contains { ($0["framework"] as? String)?.hasPrefix("MSA2015") == true })
  }

  @Test func `Tables by agency withhold small numbers`() async throws {
    let file = try await Self.caseload.value
    let audit = try await Self.json(["--no-joining", "--by", "agency", file])
    let table = try #require(
      (audit["by"] as? [String: Any])?["agency"] as? [String: [String: Any]])
    let figures = table.values.flatMap(\.values)
    #expect(figures.contains { $0 as? String == "c" })
    #expect(!figures.contains { ($0 as? Int).map { (1...5).contains($0) } == true })
  }

  @Test func `A source that is not there is said`() async throws {
    let run = try await Heed.run("audit", "no-such-file.ndjson")
    #expect(run.status == 2 && run.errors.contains("no-such-file.ndjson"))
  }
}
