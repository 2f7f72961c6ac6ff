import CaseRecord
import Casebook
import Testing
import Vocabulary

@testable import WebPages

@Suite struct StatementFormTests {
  private static let moved = Fact(
    name: "moved", group: "movement", kind: .event, shows: .harm,
    ask: "Was the child driven somewhere?",
    roles: ["crosses": ["street", "town"]])
  private static let offenders = Fact(
    name: "offenders", group: "people", kind: .number, ask: "How many took part?")
  private static let vocabulary = Vocabulary(
    facts: [moved, offenders], sourceKinds: [], factors: [], irrelevantReasons: [])
  private static let record = CaseRecord(
    id: "river-lane", title: "River Lane", jurisdiction: "england-and-wales",
    people: [Person(id: "child-1", role: .child), Person(id: "suspect-1", role: .suspect)],
    sources: [Source(id: "log", agency: "police/northmoor", kind: "agency-record")])

  private func form(_ fact: Fact = moved) -> StatementForm {
    StatementForm(
      fact: fact, record: Self.record, vocabulary: Self.vocabulary,
      body: "children-social-care/northmoor", taken: ["child-1", "suspect-1", "log"])
  }

  private let whole: [String: [String]] = [
    "says": ["yes"], "child": ["child-1"], "by": ["suspect-1"], "when-year": ["2008"],
    "source": ["log"], "role-crosses": ["town", "river"],
  ]

  @Test func `A whole form is one statement, with the words of its fact and no others`() {
    let reading = form().read(Typed(whole))
    #expect(reading.problems.isEmpty)
    #expect(
      reading.items == [
        Item(
          kind: .statements,
          content: .map([
            "fact": .text("moved"), "says": .text("yes"), "child": .text("child-1"),
            "by": .text("suspect-1"), "when": .text("2008"), "source": .text("log"),
            "crosses": .text("town"),
          ]))
      ])
  }

  @Test func `Neither answer is chosen beforehand, and none is taken for granted`() {
    let fields = form().sections(Typed()).flatMap(\.fields)
    #expect(fields.contains { $0.name == "says" })
    var typed = whole
    typed["says"] = nil
    #expect(form().read(Typed(typed)).problems.map(\.field) == ["says"])
  }

  @Test func `That it did not happen needs no child`() {
    let reading = form().read(Typed(["says": ["no"], "source": ["log"]]))
    #expect(reading.problems.isEmpty)
    #expect(reading.items.last?.content["says"] == .text("no"))
  }

  @Test func `Somebody new is given a name that nobody has`() {
    var typed = whole
    typed["new-person"] = ["suspect"]
    let reading = form().read(Typed(typed))
    #expect(reading.items.first?.id == "suspect-2")
    #expect(
      reading.items.last?.content["by"] == .list([.text("suspect-1"), .text("suspect-2")]))
  }

  @Test func `A new source is of the writer's own body unless another is named`() {
    var typed = whole
    typed["source"] = nil
    typed["new-source-kind"] = ["agency-record"]
    let reading = form().read(Typed(typed))
    #expect(reading.items.first?.content["agency"] == .text("children-social-care/northmoor"))
    #expect(reading.items.last?.content["source"] == .text("agency-record-1"))
  }

  @Test func `Two sources are one too many`() {
    var typed = whole
    typed["new-source-kind"] = ["agency-record"]
    #expect(form().read(Typed(typed)).problems.map(\.field) == ["source"])
  }

  @Test func `Fewer than a number is said by a source that denies it`() {
    let reading = form(Self.offenders).read(
      Typed(["count": ["fewer"], "number": ["3"], "source": ["log"]]))
    #expect(reading.problems.isEmpty)
    #expect(reading.items.last?.content["says"] == .text("no"))
    #expect(reading.items.last?.content["number"] == .text("3"))
  }

  @Test func `A statement on record fills the form, and comes back the same`() throws {
    let content = try #require(form().read(Typed(whole)).items.last?.content)
    #expect(form().read(form().typed(content)).items.last?.content == content)
  }

  @Test func `Plain words find a fact by its question, whatever their endings`() {
    #expect(Self.vocabulary.facts(matching: "drove").isEmpty)
    #expect(Self.vocabulary.facts(matching: "drive").map(\.name) == ["moved"])
    #expect(Self.vocabulary.facts(matching: "driven somewhere").map(\.name) == ["moved"])
    #expect(Self.vocabulary.facts(matching: "towns").map(\.name) == ["moved"])
    #expect(Self.vocabulary.facts(matching: " ").count == 2)
  }
}
