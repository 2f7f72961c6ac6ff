import Foundation
import Testing

/// What programs are given: `Documentation/design.md` 5.
@Suite(.timeLimit(.minutes(10)))
struct JSONAnswerTests {
  private typealias Object = [String: Any]

  private static func object(_ text: String) throws -> Object {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
  }

  private static let assessment = ["assess", riverLane, "--on", "2026-01-15", "--format", "json"]

  @Test func `The same record, law and day give the same bytes`() async throws {
    let first = try await Heed.run(Self.assessment)
    let second = try await Heed.run(Self.assessment)
    #expect(first.output == second.output)
    #expect(first.output.count > 10_000)
  }

  @Test func `An assessment has the keys that its readers rely on`() async throws {
    let answer = try Self.object(try await Heed.run(Self.assessment).output)
    #expect(answer["heed"] as? String == "assessment/1")
    #expect(answer["case"] as? String == "river-lane")
    #expect(answer["on"] as? String == "2026-01-15")
    #expect(answer["known"] is NSNull)
    #expect((answer["law"] as? String)?.count == 64)
    let guards = try #require(answer["guards"] as? [Object])
    #expect(guards.contains { $0["id"] as? String == "NRM-UNASKED" })
    for found in guards {
      for key in ["id", "about", "because"] { #expect(found[key] is String, "\(key)") }
    }
    let rows = try #require(answer["assessments"] as? [Object])
    let row = try #require(rows.first { $0["framework"] as? String == "SOA2003-58" })
    #expect(row["about"] as? String == "child-1")
    #expect(row["state"] as? String == "evidenced")
    #expect(row["readings"] as? [String: String] == ["narrow": "evidenced", "broad": "evidenced"])
    #expect(row["period"] as? String == "2004-05-01/2013-04-05")
    #expect(row["dates"] as? String == "certain")
    #expect(row["weakest"] as? String == "F5")
    #expect(row["rests-on-one-source"] as? Bool == false)
    #expect((row["suspects"] as? [String: String])?["suspect-1"] == "evidenced")
    #expect((row["known-since"] as? Object)?["together"] as? String == "2008-11-03")
    let elements = try #require(row["elements"] as? [Object])
    #expect(elements.map { $0["id"] as? String } == ["T1", "T3", "T4"])
    for element in elements {
      #expect(element["sources"] is [String])
      #expect(element["cite"] is String)
    }
  }

  @Test func `A test of another day is not in force, and what is missing is listed`() async throws {
    let answer = try Self.object(try await Heed.run(Self.assessment).output)
    let rows = try #require(answer["assessments"] as? [Object])
    func row(_ framework: String) throws -> Object {
      try #require(rows.first { $0["framework"] as? String == framework })
    }
    #expect(try row("MSA2015-2")["state"] as? String == "not-in-force")
    #expect(try row("HTESA2015-1")["comparison"] as? Bool == true)
    let organised = try row("OCG-SCA45")
    #expect(organised["analysis"] as? Bool == true)
    #expect((organised["missing"] as? Object)?["narrow"] is [[String]])
    #expect(organised["blocked-by"] is [String])
  }

  @Test(arguments: [
    (["explain", riverLane, "SOA2003-58"], "explanation/1"),
    (["ask", riverLane], "questions/1"),
    (["knew", riverLane], "known-since/1"),
    (["law", "list"], "law-list/1"),
    (["law", "show", "MSA2015-2"], "framework/1"),
  ])
  func `Every answer says which format it is`(_ arguments: [String], _ version: String) async throws
  {
    let run = try await Heed.run(arguments + ["--format", "json"])
    #expect(run.status == 0)
    #expect(try Self.object(run.output)["heed"] as? String == version)
  }

  @Test func `Several records are one object to a line, in the order of the files`() async throws {
    let second = try Heed.file(Samples.warned)
    let run = try await Heed.run("assess", second, riverLane, "--format", "json")
    let objects = try run.output.split(separator: "\n").map { try Self.object(String($0)) }
    #expect(objects.map { $0["case"] as? String } == ["warned", "river-lane"])
  }

  @Test func `Two files with one id are one record`() async throws {
    let files = try Samples.halves.map { try Heed.file($0) }
    let run = try await Heed.run(["assess"] + files + ["--format", "json", "--on", "2026-01-15"])
    let answer = try Self.object(run.output)
    #expect(answer["case"] as? String == "halved")
    let rows = try #require(answer["assessments"] as? [Object])
    let row = try #require(rows.first { $0["framework"] as? String == "PALERMO-CHILD" })
    let act = try #require((row["elements"] as? [Object])?.first { $0["id"] as? String == "ACT" })
    #expect((act["sources"] as? [String]).map(Set.init) == ["note", "log"])
  }
}
