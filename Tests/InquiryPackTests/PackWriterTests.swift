import Casebook
import CivilTime
import InquiryPack
import Ledger
import Testing

struct PackWriterTests {
  private let log = SampleLog.riverLane

  @Test func `The same input gives the same bytes`() throws {
    #expect(try log.pack().files == log.pack().files)
  }

  @Test func `Entries stand in a pack exactly as they are in the log`() throws {
    let bytes = log.entries[3..<10].flatMap(\.bytes)
    #expect(try log.pack().files["data/" + Pack.entries] == bytes)
  }

  @Test func `What is withheld or erased is listed, with its type and why`() throws {
    #expect(
      try log.pack()["withheld.csv"] == """
        entry,type,clock,why\r
        5,record,2026-11-23T09:02:00.000Z,erased\r
        7,account,2026-11-24T09:00:00.000Z,"a disclosure, closed to this inquiry"\r

        """)
  }

  @Test func `The inventory counts the entries of each type`() throws {
    let rows = try log.pack()["inventory.csv"]?.split(separator: "\r\n") ?? []
    #expect(
      rows.first
        == "type,entries,with-content,withheld,erased,first-entry,last-entry,first-clock,last-clock"
    )
    #expect(
      rows.contains("record,2,1,0,1,4,5,2026-11-23T09:01:00.000Z,2026-11-23T09:02:00.000Z"))
    #expect(
      rows.contains("account,1,0,1,0,7,7,2026-11-24T09:00:00.000Z,2026-11-24T09:00:00.000Z"))
    #expect(rows.last == "all,7,5,1,1,3,9,2026-11-23T09:00:00.000Z,2026-11-24T09:02:00.000Z")
  }

  @Test func `A deed stands in its line of content exactly as it was signed`() throws {
    let content = try #require(log.entries[6].content)
    let text = String(decoding: content.deed, as: UTF8.self)
    #expect(
      try log.pack().content[2]
        == "{\"entry\":6,\"salt\":\"\(Base64.encode(content.salt))\",\"deed\":\""
        + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"}\n")
  }

  @Test func `Words with quotation marks, line breaks and other scripts come back as they were`()
    throws
  {
    var log = self.log
    let words = "\u{1}\"quoted\" \\ \n\r\t \u{7F}\u{85}\u{2028} žlutá e\u{301} 👧"
    let item = Item(
      kind: .statements, content: .map(["note": .text(words), "fact": .text("moved")]))
    try log.enter(.record(item), by: "mia", in: "river-lane")
    #expect(try log.pack(3..<12).problems() == [])

    // The salt, the signature and the deed are whatever they are, also where the log knows none
    // such.
    let deed = Array("{\n\t\"\\\u{0}\u{1F} é\"}\r\n".utf8)
    log.entries[11].content?.deed = deed
    let line = try #require(try log.pack(3..<12)["content/00000003-00000011.jsonl"]).split(
      separator: "\n")[6]
    #expect(line.hasSuffix(#""deed":"{\u000a\u0009\"\\\u0000\u001f é\"}\u000d\u000a"}"#))
    #expect(try log.pack(3..<12).reasons() == [.commitment])
  }

  @Test func `Cells that a spreadsheet would run are made harmless, and read back as they were`()
    throws
  {
    var log = self.log
    for (number, why) in [(3, "=1+1"), (4, "@SUM(A1)"), (6, "'tis"), (9, "-2\r\n\"x\"")] {
      log.withhold(number, why)
    }
    let pack = try log.pack()
    let table = try #require(pack["withheld.csv"])
    #expect(table.contains("Z,'=1+1\r\n"))
    #expect(table.contains("Z,'@SUM(A1)\r\n"))
    #expect(table.contains("Z,''tis\r\n"))
    #expect(table.contains("Z,\"'-2\r\n\"\"x\"\"\"\r\n"))
    #expect(pack.problems() == [])
  }

  @Test func `A person and key that look like a formula are still found`() throws {
    var log = self.log
    let name = "=mia"
    try log.enter(
      .appoint(
        Appointment(
          person: name, name: "+Mia", post: "screener", role: .frontDoorScreener,
          body: "children-social-care/northmoor", key: SampleLog.key("mia"))), by: "ada")
    let author = Author(log.staff.current(name)[0].appointment)
    try log.enter(.view(View(what: "search")), by: author, signedBy: "mia")
    let pack = try log.pack(3..<13)
    #expect(pack["people.csv"]?.contains("'=mia,'+Mia,screener") == true)
    #expect(pack.problems() == [])
  }

  @Test func `A thousand entries make a file, by their numbers`() throws {
    var log = self.log
    while log.entries.count < 1_003 {
      let attempt = Act.refused(Attempt(act: .erase, code: "under-hold"))
      try log.enter(attempt, by: "mia", in: "river-lane")
    }
    let pack = try log.pack(3..<1_003)
    #expect(
      pack.files.keys.filter { $0.hasPrefix("data/entries/") || $0.hasPrefix("data/content/") }
        .sorted() == [
          "data/content/00000003-00000999.jsonl", "data/content/00001000-00001002.jsonl",
          "data/entries/00000003-00000999.txt", "data/entries/00001000-00001002.txt",
        ])
    #expect(pack.problems() == [])
    #expect(pack.check().check.summary.contents == 998)
  }

  @Test func `A new file is begun before one is too long, and one entry never parted`() throws {
    let pack = try log.pack(bytesInFile: 1_000)
    let files = pack.files.keys.filter { $0.hasPrefix("data/entries/") }.sorted()
    #expect(files.count > 1)
    #expect(files.first == "data/entries/00000003-00000007.txt")
    #expect(files.allSatisfy { (pack.files[$0]?.count ?? 0) <= 1_000 })
    #expect(pack.problems() == [])

    let parted = try log.pack(bytesInFile: 0)
    #expect(parted.files.keys.count { $0.hasPrefix("data/entries/") } == 7)
    #expect(parted.files.keys.count { $0.hasPrefix("data/content/") } == 5)
    #expect(parted.problems() == [])
  }

  @Test func `Further files stand beside the others, and take nobody's place`() throws {
    let pack = try log.pack(extra: [("told/pattern.csv", Array("a,b\r\n".utf8))])
    #expect(pack["told/pattern.csv"] == "a,b\r\n")
    #expect(pack.problems() == [])
    #expect(throws: PackWriterError.self) { try log.pack(extra: [("gaps.csv", [])]) }
  }

  @Test func `The text for readers says what the pack holds and how to check it`() throws {
    let readme = try #require(try log.pack()["README.txt"])
    for words in [
      "OFFICIAL-SENSITIVE: for the inquiry alone\n", "from 23 November 2026 to 24 November 2026",
      "entries 3 to 9 of its log",
      "The content is here for 5 entries, withheld for 1, and erased by law for 1.",
      "heed pack check FOLDER --log-verifier KEY", "sha256sum -c manifest-sha256.txt",
      "It cannot show what was never entered.",
    ] {
      #expect(readme.contains(words), "\(words)")
    }
    #expect(readme.split(separator: "\n").filter { $0.count > 100 } == [])
  }

  @Test func `What does not belong together is not packed`() throws {
    func message(_ change: (inout SampleLog) throws -> Void) throws -> String? {
      var log = self.log
      try change(&log)
      do {
        _ = try log.pack()
        return nil
      } catch let error as PackWriterError {
        return error.description
      }
    }
    #expect(try message { _ in } == nil)
    #expect(
      try message { $0.entries[5].number = 6 }
        == "entry 6: not an entry of that number; verify the casebook before it is packed")
    #expect(
      try message { $0.entries[5] = $0.entries[6] }
        == "entry 6: entry 5 is to be packed first; give every entry once, in order")
    #expect(
      try message { $0.entries[5].withheld = nil }
        == "entry 5: give its content, or why it is not there, and not both")
    #expect(
      try message { $0.entries[4].content?.deed = [0xFF] }
        == "entry 4: its content is not UTF-8; verify the casebook before it is packed")
    #expect(
      throws: PackWriterError.self, performing: { try log.pack(heads: try log.heads(3..<9)) })
    #expect(
      throws: PackWriterError.self, performing: { try log.pack(heads: try log.heads(0..<10)) })
    #expect(throws: PackWriterError.self) { try log.pack(from: "2026-11-25") }
  }
}
