import Diagnostics
import LawPack
import Testing

struct LawQuestionTests {
  private func pack(_ provisions: Provision...) throws -> LawPack {
    var law = SmallLaw()
    law.acts = [("england/act.yaml", act(provisions))]
    return try #require(law.read().pack, "\(law.read().problems.map(\.code))")
  }

  private func age(_ provisions: Provision...) throws -> Int? {
    var law = SmallLaw()
    law.acts = [("england/act.yaml", act(provisions))]
    let pack = try #require(law.read().pack, "\(law.read().problems.map(\.code))")
    return pack.requiredAge(of: pack.frameworks[0])
  }

  private let other = Provision(id: "id: SA2000-2", elements: ["all: [under-18]", "any: [abused]"])

  @Test func `A test that asks for a child asks for that age`() throws {
    #expect(try age(.testing("all: [under-18]", "any: [abused]")) == 18)
    #expect(try age(.testing("any: [under-16]", "any: [abused]")) == 16)
    #expect(try age(.testing("all: [under-18, {any: [abused, moved]}]")) == 18)
  }

  @Test func `Of two ages the lower is required`() throws {
    #expect(try age(.testing("all: [under-18]", "all: [abused, under-16]")) == 16)
  }

  @Test func `An age that one way of meeting the test does without is not required`() throws {
    #expect(try age(.testing("any: [under-18, abused]")) == nil)
    #expect(try age(.testing("any: [abused]")) == nil)
  }

  @Test func `An age that only the narrow reading asks for is not required`() throws {
    #expect(try age(.testing("why: So, narrow: under-18, also: [abused]")) == nil)
  }

  @Test func `An age is required through the framework on which a test builds`() throws {
    #expect(try age(.testing("all: [{framework: SA2000-2}]", "any: [moved]"), other) == 18)
    #expect(try age(.testing("any: [moved, {framework: SA2000-2}]"), other) == nil)
  }

  @Test func `The reading in which a framework is taken decides what it requires`() throws {
    let contested = Provision(
      id: "id: SA2000-2", elements: ["why: So, narrow: under-18, also: [abused]"])
    #expect(try age(.testing("all: [{framework: SA2000-2, reading: narrow}]"), contested) == 18)
    #expect(try age(.testing("all: [{framework: SA2000-2}]"), contested) == nil)
  }

  @Test func `The facts of a test are named once, in the order of the test`() throws {
    let pack = try pack(
      .testing(
        "any: [moved, recruited]",
        "why: So, narrow: moved, also: [{framework: SA2000-2, reading: narrow}]"),
      other)
    #expect(pack.factsNamed(by: pack.frameworks[0]) == ["moved", "groomed", "under-18", "abused"])
  }

  @Test func `What is shown beside the answer is no fact of the test`() throws {
    let pack = try pack(Provision(more: ["child-link: {any: [moved]}"]))
    #expect(pack.factsNamed(by: pack.frameworks[0]) == ["abused"])
  }

  @Test func `A framework that is taken narrowly gives the facts of that reading`() throws {
    let contested = Provision(
      id: "id: SA2000-2", elements: ["why: So, narrow: groomed, also: [moved]"])
    let pack = try pack(.testing("any: [{framework: SA2000-2, reading: narrow}]"), contested)
    #expect(pack.factsNamed(by: pack.frameworks[0]) == ["groomed"])
    #expect(pack.factsNamed(by: pack.frameworks[1]) == ["groomed", "moved"])
  }

  @Test func `Frameworks and elements are counted by how they were checked`() throws {
    let pack = try pack(
      .testing("any: [abused]", "status: recalled, any: [moved]"),
      Provision(id: "id: SA2000-2", status: "status: verified-2"))
    #expect(pack.statusCounts.frameworks == [.verified: 1, .verified2: 1])
    #expect(pack.statusCounts.elements == [.verified: 1, .recalled: 1, .verified2: 1])
  }
}
