import BagIt
import Foundation
import HeedTesting
import Testing

struct BagWriterTests {
  /// What the writer says of these paths, added one after another; nil if it takes them.
  private func refusal(of paths: [String]) -> String? {
    var writer = BagWriter { _, _ in }
    do {
      for path in paths { try writer.add(path, []) }
      return nil
    } catch { return error.description }
  }

  private func refusal(ofInfo label: String, _ value: String) throws -> String? {
    var writer = BagWriter { _, _ in }
    try writer.add("a", [])
    do {
      try writer.finish(info: [(label, value)])
      return nil
    } catch { return error.description }
  }

  @Test func `A bag is these files, written in this order`() throws {
    #expect(
      try SampleBag.written().files.map(\.path) == [
        "data/log/tile/0/000", "data/log/checkpoint", "data/note.txt", "manifest-sha256.txt",
        "bag-info.txt", "bagit.txt", "tagmanifest-sha256.txt",
      ])
  }

  @Test func `The declaration and the information are these lines`() throws {
    let bag = try SampleBag.written()
    #expect(bag["bagit.txt"] == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    #expect(
      bag["bag-info.txt"] == """
        Payload-Oxum: 30.3
        Bagging-Date: 2026-11-21
        Bag-Software-Agent: heed 1.0

        """)
  }

  @Test func `A manifest line is a known hash, two spaces and the path`() throws {
    let bag = SampleBag()
    var writer = BagWriter { bag.files.append(($0, $1)) }
    try writer.add("a", Array("abc".utf8))
    try writer.finish(info: [])
    #expect(bag["manifest-sha256.txt"] == "\(abcHash)  data/a\n")
  }

  @Test func `The order in which files are added changes no tag file`() throws {
    var results: [[String]] = []
    for paths in [["b", "B-side", "a/c", "a.b"], ["a.b", "a/c", "b", "B-side"]] {
      let bag = SampleBag()
      var writer = BagWriter { bag.files.append(($0, $1)) }
      for path in paths { try writer.add(path, Array(path.utf8)) }
      try writer.finish(info: [("Bagging-Date", "2026-11-21")])
      results.append(bag.files.suffix(4).map { String(decoding: $0.bytes, as: UTF8.self) })
    }
    #expect(results[0] == results[1])
  }

  @Test func `Manifests are sorted by the bytes of the paths`() throws {
    let bag = SampleBag()
    var writer = BagWriter { bag.files.append(($0, $1)) }
    for path in ["é", "z", "Y", "a/b", "a.b"] { try writer.add(path, []) }
    try writer.finish(info: [])
    let lines = try #require(bag["manifest-sha256.txt"]).split(separator: "\n")
    #expect(
      lines.map { $0.dropFirst(66) } == ["data/Y", "data/a.b", "data/a/b", "data/z", "data/é"])
  }

  @Test func `Line breaks and percent signs in a path are encoded, and nothing else`() throws {
    let bag = SampleBag()
    var writer = BagWriter { bag.files.append(($0, $1)) }
    try writer.add("100% of\r\nall this: +é", Array("abc".utf8))
    try writer.finish(info: [])
    #expect(
      bag["manifest-sha256.txt"] == "\(abcHash)  data/100%25 of%0D%0Aall this: +é\n")
    #expect(bag.check().isValid)
  }

  @Test(arguments: [
    ("", "'': the path is empty; name the file"),
    (
      "/etc/passwd",
      "'/etc/passwd': the path does not start inside the bag; "
        + "write it relative to the bag, without a slash or drive before it"
    ),
    (
      "c:a",
      "'c:a': the path does not start inside the bag; "
        + "write it relative to the bag, without a slash or drive before it"
    ),
    (
      "a//b",
      "'a//b': the path has a part without a name; "
        + "write one slash between two names, and none at the end"
    ),
    (
      "a/",
      "'a/': the path has a part without a name; "
        + "write one slash between two names, and none at the end"
    ),
    ("../a", "'../a': the path has a part that is '.' or '..'; write the names alone"),
    ("a/./b", "'a/./b': the path has a part that is '.' or '..'; write the names alone"),
    (
      "a\\b",
      "'a\\b': the path has a backslash; write '/' between folders, and no backslash in a name"
    ),
    ("a\0", "'a\\u{0}': the path has a zero byte; take it out of the name"),
    (
      "a/Con.tar.gz",
      "'a/Con.tar.gz': the path has a name that Windows keeps for a device; choose another name"
    ),
    ("lpt9", "'lpt9': the path has a name that Windows keeps for a device; choose another name"),
    (
      "a./b",
      "'a./b': a part of the path ends in a full stop or a space, which Windows takes away; "
        + "choose another name"
    ),
  ]) func `An unsafe or unportable path is refused`(_ path: String, _ words: String) {
    #expect(refusal(of: [path]) == words)
  }

  @Test(arguments: ["...a", ".keep", "console", "com0", "a b", "com10.txt", "data/a"])
  func `A name that only resembles a bad one is taken`(_ path: String) {
    #expect(refusal(of: [path]) == nil)
  }

  @Test func `A path is taken once`() {
    #expect(refusal(of: ["a/b", "a/c", "a/b"]) == "'a/b': added before; add each path once")
  }

  @Test(arguments: [
    ("note", "Note", "note"), ("log/a", "Log/b", "log"), ("LOG", "log/a", "LOG"),
    ("caf\u{e9}", "cafe\u{301}", "caf\u{e9}"),
  ]) func `Names that some systems do not tell apart are refused`(
    _ first: String, _ second: String, _ taken: String
  ) {
    #expect(
      refusal(of: [first, second])
        == "'\(second)': many systems do not tell it from '\(taken)'; choose another name")
  }

  @Test(arguments: [["a", "a/b"], ["a/b", "a"]])
  func `A file cannot also be a folder`(_ paths: [String]) {
    #expect(
      refusal(of: paths)
        == "'a': both a file and a folder; choose another name for one of them")
  }

  @Test func `Nothing is written for a refused path, and the bag goes on`() throws {
    let bag = SampleBag()
    var writer = BagWriter { bag.files.append(($0, $1)) }
    #expect(throws: BagWriterError.self) { try writer.add("ok/../a", []) }
    #expect(bag.files.isEmpty)
    try writer.add("ok", [])
    try writer.finish(info: [])
    #expect(bag.check().isValid)
  }

  @Test(arguments: ["", " A", "A ", "A:B", "A\nB", "Payload-Oxum", "payload-oxum"])
  func `A label must be one, and not that which is counted`(_ label: String) throws {
    let words = try #require(try refusal(ofInfo: label, "x"))
    #expect(words.contains("not a label of bag-info.txt; write a line of text without a colon"))
  }

  @Test(arguments: ["", " x", "x\t", "x\ny", "x\r\ny", "x\u{85}y", "x\u{2028}y", "x\u{1b}y"])
  func `A value must stand on one line`(_ value: String) throws {
    #expect(
      try refusal(ofInfo: "Contact-Name", value)
        == "'Contact-Name': its value is not a line of text; leave the element out if it is empty, "
        + "and take away line breaks, control characters and the space around it")
  }

  @Test func `A bag without payload is refused`() {
    var writer = BagWriter { _, _ in }
    let error = #expect(throws: BagWriterError.self) { try writer.finish(info: []) }
    #expect(
      error?.description == "the bag has no payload; add a file before it is finished")
  }

  @Test func `A finished bag takes nothing more`() throws {
    var writer = BagWriter { _, _ in }
    try writer.add("a", [])
    try writer.finish(info: [])
    let adding = #expect(throws: BagWriterError.self) { try writer.add("b", []) }
    let finishing = #expect(throws: BagWriterError.self) { try writer.finish(info: []) }
    let words = "the bag is finished; start another one"
    #expect(adding?.description == words)
    #expect(finishing?.description == words)
  }

  @Test func `What the caller's write throws is handed on with the path`() throws {
    struct DiskFull: Error, CustomStringConvertible { var description: String { "disk full" } }
    var writer = BagWriter { _, _ in throw DiskFull() }
    let error = #expect(throws: BagWriterError.self) { try writer.add("a", []) }
    #expect(
      error?.description
        == "'data/a': not written: disk full; throw the unfinished bag away, and write it anew")
  }

  @Test func `Whatever is packed is found valid, with the right sums`() throws {
    try forAll(count: 60, seed: 8493) { random in
      let letters = Array("ab% é\n\rZ_".unicodeScalars)
      let bag = SampleBag()
      var writer = BagWriter { bag.files.append(($0, $1)) }
      var octets = 0
      let count = 1 + random.below(6)
      for index in 0..<count {
        var name = "\(index)"
        for _ in 0..<random.below(8) {
          name.unicodeScalars.append(letters[random.below(letters.count)])
        }
        let bytes = Gen.int(in: 0...255).map { UInt8($0) }.array(count: random.below(40))(&random)
        octets += bytes.count
        try writer.add("\(random.below(3))/\(name)-", bytes)
      }
      try writer.finish(info: [("Bagging-Date", "2026-11-21")])
      let check = bag.check()
      try #require(check.problems.isEmpty && check.notes.isEmpty)
      try #require(check.payloadFiles == count && check.payloadOctets == octets)
    }
  }

  @Test func `The system's sha256sum accepts both manifests`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    var writer = BagWriter { path, bytes in
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    try writer.add("log/checkpoint", Array("casebook.example\n2\n".utf8))
    try writer.add("a name with spaces, é", [0, 255, 10])
    try writer.add("empty", [])
    try writer.finish(info: [("Bagging-Date", "2026-11-21")])
    for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
      let command = Process()
      command.executableURL = URL(filePath: "/usr/bin/env")
      command.arguments = ["sha256sum", "--strict", "-c", manifest]
      command.currentDirectoryURL = folder
      command.standardOutput = FileHandle.nullDevice
      try command.run()
      command.waitUntilExit()
      #expect(command.terminationStatus == 0)
    }
  }
}
