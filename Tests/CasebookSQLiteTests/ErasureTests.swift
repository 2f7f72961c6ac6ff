import Casebook
import Foundation
import GRDB
import HeedTesting
import Ledger
import Testing

@testable import CasebookSQLite

struct ErasureTests {
  private func erase(_ entries: [Int], in office: Office) throws -> Receipt {
    try office.file.erase(
      Erasure(entries: entries, authority: "UK GDPR art 17, decision 12", reason: "no basis"),
      in: "river-lane", as: office["rita"])
  }

  /// The salt and the signature of an entry.
  private func secrets(of entry: Int, in office: Office) throws -> [[UInt8]] {
    let plain = try DatabaseQueue(path: office.path)
    defer { try? plain.close() }
    return try plain.read { db in
      let row = try #require(
        try Row.fetchOne(
          db, sql: "SELECT salt, signature FROM content WHERE sequence = ?", arguments: [entry]))
      return [Array(row["salt"] as Data), Array(row["signature"] as Data)]
    }
  }

  /// Records notes of many lengths, some of which reach over several pages, each of words of its own.
  private func record(
    _ batch: Int, in office: Office, _ notes: inout [Int: String], _ random: inout SplitMix64
  ) throws {
    let texts = (0..<25).map { number in
      (0...random.below(random.once(in: 9) ? 900 : 30)).map { "w\(batch)x\(number)y\($0)q" }
        .joined(separator: " ")
    }
    let receipts = try office.file.perform(
      texts.map { .init(case: "river-lane", act: .record(.moved(note: $0))) }, as: office["sam"])
    for (receipt, text) in zip(receipts, texts) { notes[receipt.entry] = text }
  }

  /// The runs of small letters and digits that begin with `w` and end with `q`.
  private func words(in bytes: [UInt8]) -> Set<String> {
    var words: Set<String> = []
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        guard bytes[start] == UInt8(ascii: "w") else {
          start += 1
          continue
        }
        var end = start
        while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x7A { end += 1 }
        let word = String(decoding: bytes[start..<end], as: UTF8.self)
        words.insert(word)
        start = end
      }
    }
    return words
  }

  @Test func `What was erased stands in no file of the casebook`() throws {
    let office = try Office()
    try office.record(statements: 40)
    let entry = try office.record(.moved(note: "nasturtium Quarantine")).entry
    try office.record(statements: 40)
    let secrets = try secrets(of: entry, in: office)
    let before = try office.bytes()
    let gone = ["nasturtium", "Quarantine", "quarantine"].map { Array($0.utf8) } + secrets
    for bytes in gone { #expect(before.contains(run: bytes)) }

    let receipt = try erase([entry], in: office)
    let after = try office.bytes()
    for bytes in gone { #expect(!after.contains(run: bytes)) }
    #expect(try office.proves(receipt))
    #expect(try office.file.entry(entry).deed == nil)
    #expect(try office.file.search("nasturtium", purpose: nil, as: office["sam"]).1.hits == [])
    let verification = try office.file.verify(content: true)
    #expect(verification.damage == [])
    #expect(verification.erased == 1)
  }

  @Test func `Of many entries of many lengths those that were erased are gone from every page`()
    throws
  {
    let office = try Office()
    var random = SplitMix64(seed: 4)
    var notes: [Int: String] = [:]
    // On pages that split and merge.
    for batch in 0..<(isLong ? 20 : 4) {
      try record(batch, in: office, &notes, &random)
      let going = notes.keys.sorted().filter { _ in random.once(in: 4) }
      if going.isEmpty { continue }
      _ = try erase(going, in: office)
      let left = words(in: try office.bytes())
      for entry in going {
        let note = notes.removeValue(forKey: entry)
        let gone = Set(try #require(note).split(separator: " ").map(String.init))
        #expect(left.isDisjoint(with: gone), "entry \(entry)")
      }
      // The others are there, but for words across the end of a page.
      let kept = Set(notes.values.flatMap { $0.split(separator: " ").map(String.init) })
      #expect(left.intersection(kept).count > kept.count * 9 / 10)
    }
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test
  func `What erasures owed when they were cut off is done by whoever opens the casebook next`()
    throws
  {
    let office = try Office()
    var random = SplitMix64(seed: 4)
    var notes: [Int: String] = [:]
    var gone: Set<String> = []
    // Until something of what was erased is left on a page from which its row had moved.
    for batch in 0..<40 where words(in: try office.bytes()).isDisjoint(with: gone) {
      try record(batch, in: office, &notes, &random)
      let going = notes.keys.sorted().filter { _ in random.once(in: 4) }
      // As far as it goes before the file is written anew.
      try office.file.perform(
        .erase(Erasure(entries: going, authority: "decision 12", reason: "no basis")),
        in: "river-lane", as: office["rita"])
      try office.file.database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      for entry in going {
        gone.formUnion(
          notes.removeValue(forKey: entry)?.split(separator: " ").map(String.init) ?? [])
      }
    }
    try office.file.close()
    #expect(!words(in: try office.bytes()).isDisjoint(with: gone))
    try office.reopened().close()
    #expect(words(in: try office.bytes()).isDisjoint(with: gone))
    #expect(try office.reopened().verify(content: true).damage == [])
  }

  @Test func `After an erasure the case is the same for those who read its entries anew`() throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "first")).entry
    let correction = Correction(entry: entry, item: .moved(note: "second"), reason: "misheard")
    try office.file.perform(.correct(correction), in: "river-lane", as: office["sam"])
    _ = try erase([entry], in: office)
    let remembered = try office.file.read(
      View(what: "chronology"), in: "river-lane", as: office["sam"]
    ).file
    #expect(try office.file.file("river-lane") == remembered)
    #expect(try office.reopened().file("river-lane") == remembered)
  }

  @Test func `Under a hold nothing is erased`() throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "nasturtium")).entry
    try office.file.perform(
      .hold(Hold(id: "inquiry-1", matter: "Alderby inquiry", basis: "Inquiries Act 2005 s 35")),
      as: office["ines"])
    #expect(refusal { try erase([entry], in: office) } == "under-hold")
    #expect(try office.file.entry(entry).deed != nil)
    #expect(try office.refusals() == ["erase: under-hold"])
  }

  @Test func `Only those who keep the records erase`() throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "nasturtium")).entry
    let erasure = Erasure(entries: [entry], authority: "a", reason: "r")
    #expect(
      refusal { try office.file.erase(erasure, in: "river-lane", as: office["sam"]) } == "may-not")
    #expect(try office.file.entry(entry).deed != nil)
  }

  @Test(.enabled(if: isLong, "waits ten seconds for a reader"))
  func `While another program reads, an erasure says that pages with it are still there`() throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "nasturtium")).entry
    let reader = try DatabaseQueue(path: office.path)
    try reader.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN; SELECT COUNT(*) FROM entry")
    }
    #expect(throws: CasebookError.erasedAndHeld(entry: entry + 1)) {
      try erase([entry], in: office)
    }
    try reader.close()
    try office.file.close()
    #expect(try !office.bytes().contains(run: Array("nasturtium".utf8)))
    #expect(try office.reopened().verify(content: true).damage == [])
  }
}
