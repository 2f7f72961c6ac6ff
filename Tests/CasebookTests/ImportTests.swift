import Casebook
import CivilTime
import Documents
import Testing

/// What a case file adds to a case that is there.
struct ImportTests {
  private static let text = """
    heed: case/1
    id: river-lane
    title: River Lane (fictional)
    jurisdiction: england-and-wales
    people:
      - {id: child-1, role: child, born: 2010-05}
      - {id: suspect-1, role: suspect}
    sources:
      - {id: log, agency: school/alderby, kind: agency-record}
    statements:
      - {fact: moved, child: child-1, says: yes, source: log}
      - {fact: moved, child: child-1, says: yes, source: log}
      - {fact: given-things, child: child-1, says: no, source: log}
    responses:
      - {considered: {framework: MSA2015-2, answer: met}, about: [child-1]}
    warnings:
      - {id: call, about: [child-1]}
    """

  private let document = node(ImportTests.text)

  /// A case into which the file was imported.
  private func book(sealing sealed: String? = nil) -> Book {
    var book = Book()
    book.allowed(
      .open(Opening(title: "River Lane (fictional)", jurisdiction: "england-and-wales")),
      by: "mia", in: "river-lane")
    for item in Import(document, into: nil).new {
      var item = item
      if let id = item.id { item.isSealed = id == sealed }
      book.record(item)
    }
    return book
  }

  private func source(_ text: String) -> Node { node("{id: river-lane, sources: [\(text)]}") }

  @Test func `A case that is not there is new in everything`() {
    let found = Import(document, into: nil)
    #expect(found.new.count == 8)
    #expect(found.known == 0)
    #expect(found.title == "River Lane (fictional)")
    #expect(found.jurisdiction == "england-and-wales")
    #expect(caseID(of: document) == "river-lane")
    #expect(
      found.new.map(\.kind)
        == [
          .people, .people, .sources, .statements, .statements, .statements, .responses,
          .warnings,
        ])
  }

  @Test func `The same file a second time adds nothing`() {
    let found = Import(document, into: book().file)
    #expect(found.new == [])
    #expect(found.known == 8)
    #expect(found.differing.isEmpty)
  }

  @Test func `A sealed source is known by what it says`() {
    let found = Import(document, into: book(sealing: "log").file)
    #expect(found.new == [])
    #expect(found.differing.isEmpty)
  }

  @Test func `What was corrected does not come back`() {
    var book = book()
    let entry = book.file.versions.first { $0.item?.kind == .statements }?.entry ?? -1
    book.allowed(.corrected(entry, moved(note: "twice")), by: "mia", in: "river-lane")
    #expect(Import(document, into: book.file).new == [])
  }

  @Test func `What was withdrawn does not come back`() {
    var book = book()
    let entry = book.file.versions.first { $0.item?.id == "call" }?.entry ?? -1
    book.allowed(.withdrawn(entry), by: "mia", in: "river-lane")
    let found = Import(document, into: book.file)
    #expect(found.new == [])
    #expect(found.differing.isEmpty)
  }

  @Test func `An item that the case has otherwise is listed, with the entry that stands`() {
    let book = book()
    let entry = book.file.versions.first { $0.item?.id == "log" }?.entry
    let found = Import(
      source("{id: log, agency: school/alderby, kind: first-hand-account}"), into: book.file)
    #expect(found.new == [])
    #expect(found.known == 0)
    #expect(found.differing.map(\.entry) == [entry])
    #expect(found.differing.map(\.item.id) == ["log"])
  }

  @Test func `A statement that the file has once more than the case is new once`() {
    let more = ImportTests.text.replacing(
      "  - {fact: given-things",
      with: "  - {fact: moved, child: child-1, says: yes, source: log}\n  - {fact: given-things")
    let found = Import(node(more), into: book().file)
    #expect(found.new.count == 1)
    #expect(found.known == 8)
  }

  @Test func `A file adds to a case and to nothing else of it`() {
    let found = Import(
      source("{id: letter, agency: school/alderby, kind: agency-record}"), into: book().file)
    #expect(found.new.map(\.id) == ["letter"])
    #expect(found.known == 0)
  }
}
