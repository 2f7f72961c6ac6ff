import Casebook
import CasebookSQLite
import Foundation
import HeedTesting
import Ledger
import Testing

/// Documents of sources: kept under their hash, for as long as something that was entered names them.
struct DocumentTests {
  private let letter = Array("%PDF-1.7 what was said to the school".utf8)

  private func path(of document: [UInt8], in office: Office) -> String {
    let name = sha256(document).hexadecimal
    return "\(office.path).files/\(name.prefix(2))/\(name.dropFirst(2))"
  }

  private func isThere(_ document: [UInt8], in office: Office) -> Bool {
    FileManager.default.fileExists(atPath: path(of: document, in: office))
  }

  /// A source whose original is a document.
  private func source(_ id: String, _ digest: Digest) -> Item {
    .source(id, ref: DocumentReference(digest, .pdf).text)
  }

  @discardableResult
  private func attach(
    _ document: [UInt8], as id: String, by person: String = "sam", in office: Office
  ) throws -> Receipt {
    try office.file.attach(document) { digest in
      try office.record(source(id, digest), as: person)
    }
  }

  @discardableResult
  private func erase(_ entries: [Int], in office: Office) throws -> Receipt {
    try office.file.erase(
      Erasure(entries: entries, authority: "UK GDPR art 17, decision 12", reason: "no basis"),
      in: "river-lane", as: office["rita"])
  }

  /// What a program that is ended now leaves behind, as the next one finds it.
  private func afterwards(_ office: Office) throws -> (folder: Folder, file: CasebookFile) {
    let folder = try Folder()
    for name in office.folder.names where !name.hasSuffix("-shm") {
      try FileManager.default.copyItem(atPath: office.folder[name], toPath: folder[name])
    }
    let file = try CasebookFile(
      at: folder["alderby.casebook"], language: .sample, logKey: office.logKey,
      clock: office.clock.now)
    return (folder, file)
  }

  /// The files of documents and notes that there are.
  private func files(_ folder: Folder) throws -> [String] {
    let root = folder["alderby.casebook.files"]
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
      return !isFolder.boolValue
    }
  }

  @Test func `A document stands under its hash, for its owner alone, and once`() throws {
    let office = try Office()
    #expect(office.file.originals.existingFolder == nil)
    try attach(letter, as: "letter-1", in: office)
    try attach(letter, as: "letter-2", in: office)
    #expect(try office.file.originals.read(sha256(letter)) == letter)
    let name = sha256(letter).hexadecimal
    #expect(try files(office.folder) == ["\(name.prefix(2))/\(name.dropFirst(2))"])
    let facts = try FileManager.default.attributesOfItem(atPath: path(of: letter, in: office))
    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test func `A document that was changed on the disk is not given out`() throws {
    let office = try Office()
    try attach(letter, as: "letter-1", in: office)
    try Data("what was never said".utf8)
      .write(to: URL(fileURLWithPath: path(of: letter, in: office)))
    #expect(throws: OriginalError.altered) { try office.file.originals.read(sha256(letter)) }
  }

  @Test func `A document of what may not be entered is not kept`() throws {
    let office = try Office()
    #expect(refusal { try attach(letter, as: "letter-1", by: "paul", in: office) } != nil)
    #expect(try files(office.folder) == [])
    try attach(letter, as: "letter-1", in: office)
    #expect(refusal { try attach(letter, as: "letter-2", by: "paul", in: office) } != nil)
    #expect(isThere(letter, in: office))
  }

  @Test func `What is erased goes with its document`() throws {
    let office = try Office()
    let entry = try attach(letter, as: "letter-1", in: office).entry
    let other = Array("%PDF-1.7 of another".utf8)
    try attach(other, as: "letter-2", in: office)
    let receipt = try erase([entry], in: office)
    #expect(try office.proves(receipt))
    #expect(!isThere(letter, in: office))
    #expect(try office.file.originals.read(sha256(letter)) == nil)
    #expect(try office.file.originals.read(sha256(other)) == other)
    #expect(try files(office.folder).count == 1)
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `A document stays while another entry names it, and goes with the last`() throws {
    let office = try Office()
    let first = try attach(letter, as: "letter-1", in: office).entry
    try office.file.perform(
      [
        .init(
          case: "mill-row",
          act: .open(Opening(title: "Mill Row", jurisdiction: "england-and-wales"))
        ),
        .init(case: "mill-row", act: .involve(Involvement(person: "sam", basis: "allocated"))),
      ], as: office["tess"])
    // As another program may have written it.
    let reference = "sha256:\(sha256(letter).hexadecimal.uppercased()).pdf"
    let second = try office.file.perform(
      .record(.source("copy", ref: reference)), in: "mill-row", as: office["sam"]
    ).entry
    try erase([first], in: office)
    #expect(isThere(letter, in: office))
    let erasure = Erasure(entries: [second], authority: "a", reason: "r")
    _ = try office.file.erase(erasure, in: "mill-row", as: office["rita"])
    #expect(!isThere(letter, in: office))
  }

  @Test func `A correction that still has the document keeps it when what it corrects is erased`()
    throws
  {
    let office = try Office()
    let entry = try attach(letter, as: "letter-1", in: office).entry
    let correction = Correction(
      entry: entry,
      item: .source(
        "letter-1", kind: "intelligence", ref: DocumentReference(sha256(letter), .pdf).text),
      reason: "it is of another kind")
    let later = try office.file.perform(
      .correct(correction), in: "river-lane", as: office["sam"]
    ).entry
    try erase([entry], in: office)
    #expect(isThere(letter, in: office))
    try erase([later], in: office)
    #expect(!isThere(letter, in: office))
  }

  @Test func `An erasure that is refused takes no document`() throws {
    let office = try Office()
    let entry = try attach(letter, as: "letter-1", in: office).entry
    try office.file.perform(
      .hold(Hold(id: "inquiry-1", matter: "Alderby inquiry", basis: "Inquiries Act 2005 s 35")),
      as: office["ines"])
    #expect(refusal { try erase([entry], in: office) } == "under-hold")
    #expect(isThere(letter, in: office))
    #expect(try files(office.folder).count == 1)
  }

  @Test func `Of a program that was ended while it attached, what was not entered is not kept`()
    throws
  {
    let office = try Office()
    var before: (folder: Folder, file: CasebookFile)?
    var after: (folder: Folder, file: CasebookFile)?
    try office.file.attach(letter) { digest in
      before = try afterwards(office)
      try office.record(source("letter-1", digest))
      after = try afterwards(office)
    }
    let early = try #require(before)
    #expect(try files(early.folder) == [])
    #expect(try early.file.originals.read(sha256(letter)) == nil)
    let late = try #require(after)
    #expect(try files(late.folder).count == 1)
    #expect(try late.file.originals.read(sha256(letter)) == letter)
  }

  @Test(arguments: [true, false])
  func `Of a program that was ended while it erased, the next takes away what was erased`(
    _ isEntered: Bool
  ) throws {
    let office = try Office()
    let entry = try attach(letter, as: "letter-1", in: office).entry
    // As an erasure leaves it when it is cut off: noted, and entered or not yet.
    let note = "\(office.path).files/unsettled/\(sha256(letter).hexadecimal)"
    #expect(FileManager.default.createFile(atPath: note, contents: nil))
    if isEntered {
      try office.file.perform(
        .erase(Erasure(entries: [entry], authority: "a", reason: "r")), in: "river-lane",
        as: office["rita"])
    }
    #expect(isThere(letter, in: office))
    _ = try office.reopened()
    #expect(isThere(letter, in: office) == !isEntered)
    #expect(!FileManager.default.fileExists(atPath: note))
  }

  @Test func `What could not be taken away goes when the files are written anew`() throws {
    let office = try Office()
    let entry = try attach(letter, as: "letter-1", in: office).entry
    // Something stands where the document did, and cannot be taken away as one.
    let path = path(of: letter, in: office)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: CasebookError.erasedAndHeld(entry: entry + 1)) {
      try erase([entry], in: office)
    }
    try FileManager.default.removeItem(atPath: path)
    try Data(letter).write(to: URL(fileURLWithPath: path))
    try office.file.purge()
    #expect(try files(office.folder) == [])
  }
}
