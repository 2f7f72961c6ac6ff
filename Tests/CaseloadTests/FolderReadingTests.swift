import CaseRecord
import LawTesting
import Testing

@testable import Caseload

/// Folders of case files, and caseloads that something else holds.
struct FolderReadingTests {
  private let scratch = Scratch()

  private func yaml(_ id: String, _ rest: String = "") -> String {
    "heed: case/1\nid: \(id)\ntitle: A\njurisdiction: wales\n\(rest)"
  }

  private func items(from start: CaseloadReader.Start = .beginning) throws -> [CaseloadItem] {
    var items: [CaseloadItem] = []
    try CaseloadReader(
      try .at(scratch.path), vocabulary: RealWords.vocabulary, options: .init(workers: 2)
    ).forEach(from: start) { items.append($0) }
    return items
  }

  @Test("Files with one id are one record, wherever in the folder they are")
  func joined() throws {
    _ = try scratch.write(yaml("a", "people: [{id: child-1, role: child}]\n"), as: "1.yaml")
    _ = try scratch.write(line("b"), as: "2.json")
    _ = try scratch.write(yaml("a", "people: [{id: child-2, role: child}]\n"), as: "deep/in/3.yml")
    _ = try scratch.write("not a case", as: "notes.txt")
    let found = try items()
    #expect(found.map(\.record?.id) == ["a", "b"])
    #expect(found[0].record?.people.map(\.id) == ["child-1", "child-2"])
    #expect(found.map(\.place.number) == [0, 1])
    #expect(found.flatMap(\.problems).isEmpty)
  }

  @Test(
    "A record that is known by what its files hold is not read, and one of which any file changed is"
  )
  func known() throws {
    _ = try scratch.write(yaml("a", "people: [{id: child-1, role: child}]\n"), as: "1.yaml")
    _ = try scratch.write(yaml("a", "people: [{id: child-2, role: child}]\n"), as: "2.yaml")
    _ = try scratch.write(line("b"), as: "3.json")
    func items(_ isKnown: @escaping @Sendable (ContentDigest) -> Bool) throws -> [CaseloadItem] {
      var items: [CaseloadItem] = []
      let reader = CaseloadReader(
        try .at(scratch.path), vocabulary: RealWords.vocabulary, options: .init(isKnown: isKnown))
      try reader.forEach { items.append($0) }
      return items
    }
    let digests = Set(try items { _ in false }.compactMap(\.digest))
    #expect(digests.count == 2)
    let known = try items { digests.contains($0) }
    #expect(known.map(\.isKnown) == [true, true])
    #expect(known.allSatisfy { $0.record == nil && $0.problems.isEmpty })
    _ = try scratch.write(yaml("a", "people: [{id: child-3, role: child}]\n"), as: "2.yaml")
    #expect(try items { digests.contains($0) }.map(\.isKnown) == [false, true])
    // What stood in two files stands in one.
    let whole = yaml("a", "people: [{id: child-1, role: child}]\n")
    _ = try scratch.write(
      whole + yaml("a", "people: [{id: child-2, role: child}]\n"), as: "1.yaml")
    _ = try scratch.write("", as: "2.yaml")
    #expect(try items { digests.contains($0) }.first?.isKnown == false)
  }

  @Test("A file that cannot be read is reported under its name, and the others are read")
  func broken() throws {
    _ = try scratch.write(yaml("a"), as: "a.yaml")
    let bad = try scratch.write("heed: case/1\nid: [", as: "b.yaml")
    _ = try scratch.write(yaml("c", "people: [{id: x, role: infant}]\n"), as: "c.yaml")
    let found = try items()
    #expect(found.map(\.record?.id) == ["a", nil, nil])
    #expect(found[1].place.file == bad && found[1].problems.allSatisfy { $0.location.file == bad })
    #expect(found[2].problems.map(\.code) == ["record.unknown-person-role"])
    #expect(found[2].problems.first?.location.position.line == 5)
  }

  @Test("A folder is read on from the number of a record")
  func resuming() throws {
    for id in ["a", "b", "c"] { _ = try scratch.write(yaml(id), as: "\(id).yaml") }
    try #expect(items(from: .record(1)).map(\.record?.id) == ["b", "c"])
    let place = try #require(try items().last?.place)
    try #expect(items(from: .place(place)).map(\.record?.id) == ["c"])
  }

  @Test("Records that something else holds come in its order, with their numbers")
  func given() throws {
    let records = (0..<200).map {
      CaseRecord(id: "case-\($0)", title: "A", jurisdiction: "wales")
    }
    let reader = CaseloadReader(
      .given(name: "casebook") { first, give in for record in records[first...] { try give(record) }
      },
      vocabulary: RealWords.vocabulary, options: .init(workers: 2))
    var found: [CaseloadItem] = []
    let count = try reader.forEach(from: .record(50)) { found.append($0) }
    #expect(found.map(\.record) == records[50...].map { $0 })
    #expect(found.map(\.place.number) == Array(50..<200))
    #expect(count.records == 150)
  }
}
