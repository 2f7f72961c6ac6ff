import CivilTime
import Diagnostics
import Foundation
import ReleaseLog
import Statistics
import Testing

struct ReleaseLogFileTests {
  /// Three releases, signs and counts among them.
  private func log() throws -> ReleaseLog {
    try publishing(
      ReleaseDraft(heading("2023"), cells: byAge(["North"], period(2023), [4, 30, 11])),
      ReleaseDraft(heading("2024"), cells: byAge(["North"], period(2024), [12, 30, 11])),
      ReleaseDraft(heading("2025"), cells: byAge(["North"], period(2025), [12, 0, 11])))
  }

  private func reading(_ text: String) -> (log: ReleaseLog?, faults: [String]) {
    var report = Report()
    let log = ReleaseLog.read(Array(text.utf8), file: "releases.jsonl", report: &report)
    return (log, report.diagnostics.map { render($0, source: nil) })
  }

  @Test func `What is written is read again`() throws {
    let log = try log()
    let read = reading(log.text)
    #expect(read.faults.isEmpty && read.log == log)
    #expect(read.log?.head == log.head)
    #expect(reading("").log == ReleaseLog())
  }

  @Test func `A line holds what was printed, and no count that was not`() throws {
    let draft = ReleaseDraft(
      heading("2025"), cells: [cell("North", ["North"], period(2025), 4)])
    #expect(
      try publishing(draft).text == """
        {"adds-up-over-time":false,"base":"children","cells":[{"areas":["North"],"cell":"North",\
        "from":"2025-01-01","printed":"c","small":true,"to":"2025-12-31","values":{}}],\
        "definition":"identified/1","format":"heed: releases/1",\
        "former":"0000000000000000000000000000000000000000000000000000000000000000",\
        "published":"2026-05-01","release":"2025","snapshot":"s1","threshold":5,\
        "ways":{"age":["10","13","16"]},"zero-is-small":false}

        """)
  }

  @Test func `A line that was changed shows in the next, and one taken out does too`() throws {
    let text = try log().text
    let changed = text.replacing("\"printed\":30", with: "\"printed\":31", maxReplacements: 1)
    #expect(
      reading(changed).faults == [
        """
        releases.jsonl:2:1: error: the line does not follow the one before it [releases.chain]
           = a line was changed, taken out or put in; compare the log with a copy
        """
      ])
    let lines = text.split(separator: "\n")
    let without = [lines[0], lines[2]].joined(separator: "\n") + "\n"
    #expect(reading(without).faults.count == 1)
    #expect(reading(without).log == nil)
  }

  @Test func `Every fault of every line is said, with what to do`() throws {
    let text = try log().text
    var lines = text.split(separator: "\n").map(String.init)
    lines[0] =
      lines[0].replacing("2023-01-01", with: "2023-02-30")
      .replacing("\"base\":\"children\",", with: "")
      .replacing("\"threshold\"", with: "\"treshold\"")
    lines[1] = "{"
    lines[2] += ","
    let faults = reading(lines.joined(separator: "\n")).faults
    #expect(faults.contains { $0.contains("'from' is missing or not a day, such as 2026-03-31") })
    #expect(faults.contains { $0.contains("'base' is missing or not a text") })
    #expect(faults.contains { $0.contains("did you mean 'threshold'?") })
    #expect(faults.contains { $0.contains("leaves fewer than two small counts") })
    #expect(faults.contains { $0.contains("releases.jsonl:2:1: error: the line is not JSON") })
    #expect(faults.contains { $0.contains("releases.jsonl:3:1: error: the last line has no end") })
    #expect(faults.filter { $0.contains("= cells[") }.count == 4)
  }

  @Test func `Faults of cells are said with their place`() throws {
    let text = try log().text.split(separator: "\n")[0] + "\n"
    for (from, to, fault) in [
      ("\"printed\":30", "\"printed\":-1", "neither a count nor a sign"),
      ("\"printed\":30", "\"printed\":3.5", "neither a count nor a sign"),
      ("\"small\":true", "\"small\":1", "neither a count nor a sign"),
      ("\"areas\":[\"North\"]", "\"areas\":[]", "covers no area"),
      ("\"areas\":[\"North\"]", "\"areas\":[\"a\",\"a\"]", "not a list of different texts"),
      ("\"age\":[\"10\"]", "\"age\":[\"99\"]", "does not list for 'age'"),
      ("\"to\":\"2023-12-31\"", "\"to\":\"2022-12-31\"", "ends before it begins"),
      ("\"cell\":\"North 13\"", "\"cell\":\"North 10\"", "two cells have one name"),
      ("releases/1", "releases/2", "the format is not 'heed: releases/1'"),
    ] {
      let changed = text.replacing(from, with: to, maxReplacements: 1)
      #expect(changed != text)
      let read = reading(String(changed))
      #expect(read.log == nil && read.faults.contains { $0.contains(fault) }, "\(fault)")
    }
  }

  @Test func `A file grows by one whole line, and only from the state that was read`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "heed-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/releases.jsonl"
    var report = Report()
    let empty = try #require(try ReleaseLog.read(fileAt: path, report: &report))
    #expect(empty == ReleaseLog())
    let draft = ReleaseDraft(
      heading("2025"), cells: byAge(["North"], period(2025), [12, 30, 11]))
    let one = try empty.appending(empty.prepared(draft).release)
    try one.write(replacing: empty, fileAt: path)
    #expect(try ReleaseLog.read(fileAt: path, report: &report) == one)
    #expect(report.isEmpty)
    // Somebody else read the empty log too.
    #expect(throws: ReleaseLogFileError.changed(path: path)) {
      try one.write(replacing: empty, fileAt: path)
    }
    // Nobody takes a release out.
    #expect(throws: ReleaseLogFileError.changed(path: path)) {
      try empty.write(replacing: one, fileAt: path)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["releases.jsonl", "releases.jsonl.lock"])
    #expect(throws: ReleaseLogFileError.self) {
      try one.write(replacing: empty, fileAt: folder + "/none/releases.jsonl")
    }
  }
}
