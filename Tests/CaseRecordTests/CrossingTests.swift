import CaseRecord
import Testing

/// What a journey crossed, worked out from its places.
struct CrossingTests {
  @Test func `Two towns and two police forces are crossed where both places state them`() throws {
    let words = try words(
      from: "town: Alderby, police-force: Northmoor", to: "town: Brackwell, police-force: Westmoor")
    #expect(words["crosses"] == ["town", "police-force"])
    #expect(words["direction"] == nil)
  }

  @Test func `Two streets of one town are crossed, and the town is not`() throws {
    let words = try words(
      from: "street: Mill Street, town: Alderby", to: "street: High Street, town: Alderby")
    #expect(words["crosses"] == ["street"])
  }

  @Test func `Where one place does not say, nothing follows`() throws {
    #expect(try words(from: "town: Alderby", to: "country: england").isEmpty)
  }

  @Test(arguments: [
    ("france", "england", "into-uk"), ("wales", "france", "out-of-uk"),
  ])
  func `A border of the United Kingdom gives a direction`(
    _ from: String, _ to: String, _ direction: String
  ) throws {
    let words = try words(from: "country: \(from)", to: "country: \(to)")
    #expect(words["crosses"] == ["country"])
    #expect(words["direction"] == [direction])
  }

  @Test func `Between the countries of the United Kingdom no border is crossed`() throws {
    let words = try words(from: "country: england", to: "country: scotland")
    #expect(words["crosses"] == nil)
    #expect(words["direction"] == ["within"])
  }

  @Test func `Between two other countries a border is crossed, and there is no direction`() throws {
    let words = try words(from: "country: france", to: "country: belgium")
    #expect(words == ["crosses": ["country"]])
  }

  @Test func `What is stated stands beside what follows from the places`() throws {
    let words = try words(from: "town: Alderby", to: "town: Brackwell", stated: "crosses: street, ")
    #expect(words["crosses"] == ["street", "town"])
  }

  private func words(
    from: String, to: String, stated: String = ""
  ) throws -> [String: [String]] {
    let record = try record(
      Sample(
        places: ["{id: flat, \(from)}", "{id: shop, \(to)}"],
        statements: [
          "{fact: moved, child: child-1, from: flat, to: shop, \(stated)says: yes, source: log}"
        ]))
    let statement = try #require(record.statements.first)
    return statement.words(in: record)
  }
}
