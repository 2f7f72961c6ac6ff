import BagIt
import Testing

struct BagCheckTests {
  private static let manifest = "manifest-sha256.txt"
  private static let tagManifest = "tagmanifest-sha256.txt"

  private func words(_ bag: SampleBag) -> [String] { bag.problems().map(\.description) }
  private func reasons(_ bag: SampleBag) -> [BagProblem.Reason] { bag.problems().map(\.reason) }

  // MARK: a bag that was changed

  @Test func `A bag as it was written is complete and valid, and says what it holds`() throws {
    let check = try SampleBag.written().check()
    #expect(check.problems == [])
    #expect(check.notes == [])
    #expect(check.isComplete && check.isValid)
    #expect(check.payloadFiles == 3)
    #expect(check.payloadOctets == 30)
    #expect(check.info.map(\.label) == ["Payload-Oxum", "Bagging-Date", "Bag-Software-Agent"])
    #expect(check.info.map(\.value) == ["30.3", "2026-11-21", "heed 1.0"])
  }

  /// Nothing vouches for the tag manifest, and the case of its checksums has no meaning.
  @Test func `Every flipped bit is found, but for the case of a checksum in the tag manifest`()
    throws
  {
    let bag = try SampleBag.written()
    var missed: [String] = []
    for index in bag.files.indices {
      let (path, bytes) = bag.files[index]
      for place in bytes.indices {
        for bit in 0..<8 {
          bag.files[index].bytes[place] ^= 1 << bit
          if bag.problems().isEmpty {
            missed.append("\(path) \(Character(UnicodeScalar(bytes[place]))) \(bit)")
          }
          bag.files[index].bytes[place] = bytes[place]
        }
      }
    }
    #expect(Set(missed).isSubset(of: Set("abcdef".map { "\(Self.tagManifest) \($0) 5" })))
  }

  @Test func `Every file that is taken away is found, a tag manifest as a note`() throws {
    for index in try SampleBag.written().files.indices {
      let bag = try SampleBag.written()
      let path = bag.files.remove(at: index).path
      let check = bag.check()
      if path == Self.tagManifest {
        #expect(check.isValid)
        #expect(check.notes.map(\.reason) == [.noTagManifest])
      } else {
        #expect(!check.isComplete)
        #expect(check.problems.contains { $0.path == path })
      }
    }
  }

  @Test func `Every file that is renamed is found`() throws {
    for index in try SampleBag.written().files.indices {
      let bag = try SampleBag.written()
      let path = bag.files[index].path
      bag.files[index].path += "x"
      let check = bag.check()
      let named = Set((check.problems + check.notes).map(\.path))
      #expect(named.isSuperset(of: path == Self.tagManifest ? [path] : [path, path + "x"]))
      #expect(check.isComplete == (path == Self.tagManifest))
    }
  }

  @Test func `A name with an accent stored otherwise is another name`() {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n\(abcHash)  data/caf\u{e9}\n")
    bag["data/cafe\u{301}"] = "abc"
    #expect(
      bag.problems().map { Array($0.path.utf8) }
        == ["data/cafe\u{301}", "data/caf\u{e9}"].map { Array($0.utf8) })
  }

  @Test func `A file that was added to the payload is found`() throws {
    let bag = try SampleBag.written()
    bag["data/log/extra"] = ""
    #expect(
      words(bag) == [
        "bag-info.txt:1: states a payload of 30.3 octets and files, and there is 30.4; "
          + "do not rely on the bag; ask the sender for it again",
        "data/log/extra: not listed in manifest-sha256.txt; "
          + "do not rely on this file; ask the sender whether it belongs there",
      ])
  }

  @Test func `A tag file that was added is noted, for a bag may have such`() throws {
    let bag = try SampleBag.written()
    bag["extra/read-me.txt"] = "hello"
    let check = bag.check()
    #expect(check.isValid)
    #expect(
      check.notes.map(\.description) == [
        "extra/read-me.txt: no manifest vouches for this file; do not rely on this file"
      ])
  }

  @Test func `A changed payload file leaves the bag complete, and not valid`() throws {
    let bag = try SampleBag.written()
    bag["data/log/tile/0/000"] = "First leaf\n"
    let check = bag.check()
    #expect(check.isComplete)
    #expect(!check.isValid)
    #expect(
      check.problems.map(\.description) == [
        "data/log/tile/0/000: not as manifest-sha256.txt says that it was packed; "
          + "do not rely on the bag; ask the sender for it again"
      ])
  }

  @Test func `A changed tag file is found by the tag manifest`() throws {
    let bag = try SampleBag.written()
    bag["bag-info.txt"]? += "Contact-Name: somebody else\n"
    #expect(
      words(bag) == [
        "bag-info.txt: not as tagmanifest-sha256.txt says that it was packed; "
          + "do not rely on the bag; ask the sender for it again"
      ])
  }

  @Test func `A tag manifest must vouch for the payload manifest`() throws {
    let bag = try SampleBag.written()
    let lines = try #require(bag[Self.tagManifest]).split(separator: "\n")
    bag[Self.tagManifest] = lines.filter { !$0.contains(Self.manifest) }.joined(separator: "\n")
    #expect(reasons(bag) == [.notListed(manifest: Self.tagManifest)])
    #expect(!bag.check().isComplete)
  }

  @Test func `All problems are told at once, by path and line`() throws {
    let bag = try SampleBag.written()
    bag["bagit.txt"] = nil
    bag["data/note.txt"] = nil
    bag["data/log/checkpoint"] = "x"
    bag["data/more"] = ""
    #expect(
      bag.problems().map { "\($0.path):\($0.line ?? 0)" } == [
        "bag-info.txt:1", "bagit.txt:0", "bagit.txt:0", "data/log/checkpoint:0", "data/more:0",
        "data/note.txt:0",
      ])
  }

  // MARK: the declaration

  @Test func `A folder without a declaration is no bag`() throws {
    let bag = SampleBag()
    #expect(
      words(bag) == [
        "bagit.txt: missing, so this is no bag; "
          + "check that this is the right folder, and ask the sender for the bag again",
        "manifest-sha256.txt: missing, so nothing vouches for the payload; "
          + "ask the sender for a bag with SHA-256",
      ])
  }

  @Test(
    arguments: [
      ("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n", [.version("0.97")]),
      ("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n", [.encoding("UTF-16")]),
      ("BagIt-Version: 2.0\nTag-File-Character-Encoding: x\n", [.version("2.0"), .encoding("x")]),
      ("BagIt-Version:  1.0\nTag-File-Character-Encoding: UTF-8\n", [.version(" 1.0")]),
      ("BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n", [.declaration]),
      ("Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n", [.declaration]),
      ("BagIt-Version: 1.0\n", [.declaration]),
      ("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n\n", [.declaration]),
      ("\u{FEFF}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", [.byteOrderMark]),
      ("", [.declaration]),
      ("BagIt-Version: 1.0\r\nTag-File-Character-Encoding: utf-8", []),
    ] as [(String, [BagProblem.Reason])])
  func `A declaration is two lines of one form`(
    _ text: String, _ expected: [BagProblem.Reason]
  ) {
    #expect(
      reasons(.around(manifest: "\(abcHash)  data/a\n", more: ["bagit.txt": text])) == expected)
  }

  // MARK: manifests

  @Test(arguments: [
    "\(abcHash) data/a\n", "\(abcHash)\tdata/a\n", "\(abcHash) \t  data/a\n",
    "\(abcHash)  data/a\r", "\(abcHash)  data/a\r\n", "\(abcHash)  data/a",
    "\(abcHash.uppercased())  data/a\n",
  ]) func `Separators, ends of lines and case of checksums may differ`(_ manifest: String) {
    #expect(SampleBag.around(manifest: manifest).check().isValid)
  }

  @Test(arguments: [
    "data/a", abcHash, "\(abcHash) ", "\(abcHash.dropLast())  data/a", "\(abcHash)0  data/a",
    "x\(abcHash.dropFirst())  data/a", "", " \(abcHash)  data/a", "\(abcHash)data/a",
  ]) func `A malformed line is told with its number`(_ line: String) {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n\(line)\n")
    #expect(
      words(bag) == [
        "manifest-sha256.txt:2: not a SHA-256 of 64 hexadecimal digits, a space and a path; "
          + "do not correct it; ask the sender for the bag again"
      ])
  }

  @Test(arguments: [
    ("%0Ax", "\nx"), ("%0dx%0D", "\rx\r"), ("%250A", "%0A"), ("%25", "%"), ("a%0D%0a", "a\r\n"),
  ]) func `An encoded path means the file with that name`(_ spelling: String, _ name: String) {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n\(abcHash)  data/\(spelling)\n")
    bag["data/" + name] = "abc"
    #expect(bag.problems() == [])
  }

  @Test(arguments: ["%20", "100%", "%2", "%41"])
  func `Another percent sign is a problem`(_ spelling: String) {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n\(abcHash)  data/\(spelling)\n")
    #expect(
      words(bag) == [
        "manifest-sha256.txt:2: a percent sign in the path begins none of %0A, %0D and %25; "
          + "the sender should write a percent sign as %25"
      ])
  }

  @Test(
    arguments: [
      ("/etc/passwd", .absolute), ("data/../../x", .dots), ("./data/a", .dots),
      ("data//a", .emptyPart), ("data\\a", .backslash), ("C:/data/a", .absolute),
      ("data/a\0", .null),
    ] as [(String, BagPathFault)])
  func `An unsafe path is told, and never read`(_ path: String, _ fault: BagPathFault) {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n\(abcHash)  \(path)\n")
    var read: Set<String> = []
    let check = BagCheck(
      list: { bag.files.map(\.path) },
      read: {
        read.insert($0)
        return bag.bytes($0)
      })
    #expect(check.problems.map(\.reason) == [.path(fault)])
    #expect(check.problems.map(\.line) == [2])
    #expect(read == ["bagit.txt", "manifest-sha256.txt", "data/a"])
  }

  @Test func `A path that some systems cannot hold is noted`() {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n\(abcHash)  data/aux.h\n")
    bag["data/aux.h"] = "abc"
    #expect(bag.check().isValid)
    #expect(
      bag.check().notes.map(\.reason) == [.unportable(.reservedName), .noTagManifest])
  }

  @Test func `Paths that some systems do not tell apart are noted`() {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n\(abcHash)  data/A\n")
    bag["data/A"] = "abc"
    #expect(bag.check().isValid)
    #expect(bag.check().notes.map(\.reason) == [.alike(line: 1), .noTagManifest])
  }

  @Test func `A file may be listed once, even with the same checksum`() {
    let bag = SampleBag.around(manifest: String(repeating: "\(abcHash)  data/a\n", count: 3))
    #expect(reasons(bag) == [.duplicate(firstLine: 1), .duplicate(firstLine: 1)])
    #expect(bag.problems().map(\.line) == [2, 3])
  }

  @Test func `A payload manifest lists payload alone`() {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n\(abcHash)  bagit.txt\n")
    #expect(reasons(bag) == [.misplaced])
  }

  @Test(arguments: ["data/a", "tagmanifest-sha256.txt"])
  func `A tag manifest lists neither payload nor tag manifests`(_ path: String) throws {
    let bag = try SampleBag.written()
    bag[Self.tagManifest]? += "\(abcHash)  \(path)\n"
    #expect(reasons(bag) == [.misplaced])
  }

  @Test func `A manifest that is not UTF-8, or starts with a mark, is told`() {
    let bag = SampleBag.around(manifest: "\u{FEFF}\(abcHash)  data/a\n")
    #expect(reasons(bag) == [.byteOrderMark])
    bag[Self.manifest] = nil
    bag.files.append((Self.manifest, [0xFF, 0xFE, 0x61, 0]))
    #expect(reasons(bag) == [.notText])
  }

  @Test func `Manifests of other algorithms are noted as not checked`() {
    let bag = SampleBag.around(
      manifest: "\(abcHash)  data/a\n",
      more: ["manifest-sha512.txt": "what is here", "tagmanifest-md5.txt": "is not read"])
    let check = bag.check()
    #expect(check.isValid)
    #expect(
      check.notes.map(\.description).filter { $0.contains("algorithm") } == [
        "manifest-sha512.txt: of another algorithm than SHA-256, and so not checked; "
          + "check it with another program if you rely on it",
        "tagmanifest-md5.txt: of another algorithm than SHA-256, and so not checked; "
          + "check it with another program if you rely on it",
      ])
  }

  @Test func `A bag with manifests of other algorithms alone is not complete`() {
    let bag = SampleBag.around(manifest: "")
    bag[Self.manifest] = nil
    bag["manifest-sha512.txt"] = "0  data/a\n"
    #expect(reasons(bag) == [.noManifest])
    #expect(!bag.check().isComplete)
  }

  // MARK: information and files to fetch

  @Test(
    arguments: [
      ("Payload-Oxum: 3.1\n", []),
      ("PAYLOAD-OXUM:\t3.1\r\n", []),
      ("Contact-Name: A\n  and B\n\tand C\nContact-Name: D\n", []),
      ("Payload-Oxum: 4.1\n", [.oxumDiffers(stated: "4.1", found: "3.1")]),
      ("Payload-Oxum: 3.2\n", [.oxumDiffers(stated: "3.2", found: "3.1")]),
      ("Payload-Oxum: 3\n", [.oxum]), ("Payload-Oxum: 3.-1\n", [.oxum]),
      ("Payload-Oxum: +3.1\n", [.oxum]), ("Payload-Oxum: 3.1.0\n", [.oxum]),
      (
        "Payload-Oxum: 99999999999999999999.1\n",
        [.oxumDiffers(stated: "99999999999999999999.1", found: "3.1")]
      ),
      ("Payload-Oxum: 3.1\nPayload-Oxum: 3.1\n", [.oxumRepeated]),
      ("no colon\n", [.infoLine]), (": no label\n", [.infoLine]), ("A : b\n", [.infoLine]),
      (" begins with space: b\n", [.infoLine]),
    ] as [(String, [BagProblem.Reason])])
  func `Information is labels and values, and the sum of the payload must be right`(
    _ text: String, _ expected: [BagProblem.Reason]
  ) {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n", more: ["bag-info.txt": text])
    #expect(reasons(bag) == expected)
  }

  @Test func `A value on several lines is read as one`() {
    let bag = SampleBag.around(
      manifest: "\(abcHash)  data/a\n",
      more: ["bag-info.txt": "External-Description: one\r\n   two: three \n\tfour\nA: b"])
    #expect(bag.check().info.map(\.value) == ["one two: three four", "b"])
  }

  @Test func `A bag whose payload is elsewhere is incomplete, for nothing is fetched`() {
    let bag = SampleBag.around(
      manifest: "\(abcHash)  data/a\n",
      more: ["fetch.txt": "https://archive.example/a 3 data/a\n"])
    #expect(!bag.check().isComplete)
    #expect(
      words(bag) == [
        "fetch.txt: lists payload that is elsewhere, and nothing is fetched, "
          + "so the bag is incomplete; ask the sender for a bag that holds all of its payload"
      ])
  }

  // MARK: reading

  @Test func `A file that cannot be read is a problem, and the check goes on`() throws {
    struct Denied: Error, CustomStringConvertible { var description: String { "denied" } }
    let bag = try SampleBag.written()
    bag["data/note.txt"] = "changed"
    let check = BagCheck(
      list: { bag.files.map(\.path) },
      read: {
        if $0 == "data/log/checkpoint" { throw Denied() }
        return bag.bytes($0)
      })
    #expect(
      check.problems.map(\.reason) == [.unreadable("denied"), .changed(manifest: Self.manifest)])
    #expect(
      check.problems.first?.description
        == "data/log/checkpoint: cannot be read: denied; "
        + "check that you may read it, and the disk, and check the bag again")
    #expect(check.isComplete && !check.isValid)
  }

  @Test func `A file that goes away while the bag is checked is missing`() throws {
    let bag = try SampleBag.written()
    let check = BagCheck(
      list: { bag.files.map(\.path) }, read: { $0 == "bag-info.txt" ? nil : bag.bytes($0) })
    #expect(check.problems.map(\.reason) == [.missing(manifest: Self.tagManifest)])
  }

  @Test func `What the list throws is thrown on`() {
    struct NoFolder: Error {}
    #expect(throws: NoFolder.self) {
      _ = try BagCheck(list: { () throws(NoFolder) in throw NoFolder() }, read: { _ in nil })
    }
  }

  @Test func `A manifest of too many lines is told and not read`() {
    let manifest = String(repeating: "\n", count: BagCheck.manifestLineLimit + 1)
    #expect(
      words(.around(manifest: manifest)) == [
        "manifest-sha256.txt: more than 1,000,000 lines, and so not read; "
          + "check that this is the right folder, and ask the sender for the bag again"
      ])
  }

  @Test func `A tag file that is too long is told and not read`() {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n")
    bag.files.append(("bag-info.txt", [UInt8](repeating: 0x20, count: BagCheck.tagFileLimit + 1)))
    #expect(
      words(bag) == [
        "bag-info.txt: longer than 64 MiB, and so not read; "
          + "check that this is the right folder, and ask the sender for the bag again"
      ])
  }

  @Test func `A path from the bag cannot write to the reader's screen`() {
    let bag = SampleBag.around(manifest: "\(abcHash)  data/a\n")
    bag["data/\u{1b}[2J\n\u{202e}x"] = ""
    #expect(
      words(bag) == [
        "data/\\u{1b}[2J\\u{a}\\u{202e}x: not listed in manifest-sha256.txt; "
          + "do not rely on this file; ask the sender whether it belongs there"
      ])
  }
}
