import Diagnostics
import Documents
import Testing

struct FieldsTests {
  private func fields(_ text: String, report: inout Report) throws -> Fields {
    let node = try #require(read(text, .yaml).node)
    return try #require(Fields(node, file: "sample", what: "a person", report: &report))
  }

  @Test func `What is not a map has no fields`() throws {
    let node = try #require(read("[a]", .yaml).node)
    var report = Report()
    #expect(Fields(node, file: "sample", what: "a person", report: &report) == nil)
    let problem = try #require(report.diagnostics.first)
    #expect(problem.code == "documents.expected-map")
    #expect(problem.message == "a person should be a map of keys and values")
    #expect(problem.location == Location(file: "sample", position: .start))
  }

  @Test func `A required key is read`() throws {
    var report = Report()
    var person = try fields("id: child-1", report: &report)
    let id = person.required("id", help: "give each person a short name", report: &report)
    #expect(id?.asScalar?.text == "child-1")
    #expect(report.isEmpty)
  }

  @Test func `A required key that is missing is reported at the map`() throws {
    var report = Report()
    var person = try fields("\n\n  role: child", report: &report)
    #expect(person.required("id", help: "give each person a short name", report: &report) == nil)
    let problem = try #require(report.diagnostics.first)
    #expect(problem.code == "documents.missing-key")
    #expect(problem.message == "a person has no 'id'")
    #expect(problem.help == "give each person a short name")
    #expect(problem.location.position == Position(line: 3, column: 3))
    #expect(person.position == Position(line: 3, column: 3))
  }

  @Test func `A required key with nothing after it is reported at the key`() throws {
    var report = Report()
    var person = try fields("role: child\nid:", report: &report)
    #expect(person.required("id", help: "give each person a short name", report: &report) == nil)
    person.finish(allowed: ["id", "role"], report: &report)
    #expect(report.diagnostics.map(\.code) == ["documents.unknown-key", "documents.missing-key"])
    #expect(report.diagnostics.last?.message == "a person has nothing after 'id'")
    #expect(report.diagnostics.last?.location.position == Position(line: 2, column: 1))
  }

  @Test(arguments: ["role: child", "born:", "born: ~", "born: null"])
  func `An optional key may be left out or null`(_ text: String) throws {
    var report = Report()
    var person = try fields(text, report: &report)
    #expect(!person.has("born"))
    #expect(person.optional("born") == nil)
    #expect(report.isEmpty)
  }

  @Test func `A quoted null is a text`() throws {
    var report = Report()
    var person = try fields("born: 'null'", report: &report)
    #expect(person.has("born"))
    #expect(person.optional("born")?.asScalar?.text == "null")
  }

  @Test func `Every key that nobody asked for is reported, with the nearest name`() throws {
    var report = Report()
    var person = try fields("id: x\nbron: 1996\nshoe: 4", report: &report)
    _ = person.optional("id")
    person.finish(allowed: ["id", "born", "role"], report: &report)
    #expect(report.diagnostics.map(\.code) == ["documents.unknown-key", "documents.unknown-key"])
    #expect(
      report.diagnostics.map(\.message) == [
        "'bron' is not a key of a person", "'shoe' is not a key of a person",
      ])
    #expect(
      report.diagnostics.map(\.help) == [
        "did you mean 'born'? keys here: id, born, role", "keys here: id, born, role",
      ])
    #expect(report.diagnostics.map(\.location.position.line) == [2, 3])
  }

  @Test func `Asking whether a key is there does not read it`() throws {
    var report = Report()
    let person = try fields("born: 1996", report: &report)
    #expect(person.has("born"))
    person.finish(allowed: [], report: &report)
    #expect(report.diagnostics.map(\.help) == ["nothing can stand here"])
  }

  @Test func `The rest is what nobody asked for, and is read`() throws {
    var report = Report()
    var person = try fields("a: 1\nid: x\nb:", report: &report)
    _ = person.optional("id")
    #expect(person.rest().map(\.key) == ["a", "b"])
    #expect(person.rest().isEmpty)
    person.finish(allowed: [], report: &report)
    #expect(report.isEmpty)
  }

  @Test func `Large maps are read by name too`() throws {
    var report = Report()
    var person = try fields(
      (0..<200).map { "key-\($0): \($0)" }.joined(separator: "\n"), report: &report)
    #expect(person.optional("key-150")?.asScalar?.text == "150")
    #expect(person.optional("key-200") == nil)
    #expect(person.rest().count == 199)
  }

  @Test func `Of many unknown keys fifty are listed and the rest counted`() throws {
    var report = Report()
    let person = try fields(
      (0..<200).map { "key-\($0): \($0)" }.joined(separator: "\n"), report: &report)
    person.finish(allowed: ["id"], report: &report)
    #expect(report.diagnostics.count == 51)
    #expect(
      report.diagnostics.last?.message == "a person has 150 more unknown keys from here on")
  }
}
