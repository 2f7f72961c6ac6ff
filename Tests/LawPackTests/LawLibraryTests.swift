import Diagnostics
import Foundation
import LawPack
import Testing

@testable import LawLibrary

/// Finding and loading a folder of law.
struct LawLibraryTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(SmallLaw(Provision()), to: "Law")
  }

  private var law: String { "\(folder.path)/Law" }

  // MARK: Finding

  @Test func `A folder that is named is used, before the environment and the program's own`() {
    #expect(LawLibrary.places(given: "a", environment: "b", program: "/p/bin/heed") == ["a"])
    #expect(LawLibrary.places(given: nil, environment: "b", program: "/p/bin/heed") == ["b"])
  }

  @Test func `Without a name the law is beside the program, or where an installation puts it`() {
    let beside = [
      "/p/bin/heed_LawLibrary.resources/Law", "/p/bin/../share/heed/Law",
    ]
    #expect(LawLibrary.places(given: nil, environment: nil, program: "/p/bin/heed") == beside)
    #expect(LawLibrary.places(given: nil, environment: "", program: "/p/bin/heed") == beside)
    #expect(LawLibrary.places(given: nil, environment: nil, program: nil) == [])
  }

  @Test func `The first place that is there is taken`() throws {
    #expect(try LawLibrary(among: ["\(folder.path)/no", law]).folder == law)
  }

  @Test func `A folder that is not there is an error that names it`() throws {
    let error = try #require(throws: LawLibraryError.self) {
      try LawLibrary.load(from: "\(folder.path)/no", cache: .none)
    }
    #expect(error.code == "law.folder-missing")
    #expect(error.message == "the law's folder is not there: \(folder.path)/no")
    #expect(error.help == "name the folder that holds vocabulary.yaml")
  }

  @Test func `An error says everywhere that was looked`() {
    let error = LawLibraryError.folderMissing(looked: ["a", "b"])
    #expect(
      error.description == """
        the law's folder was not found [law.folder-missing]
           = name it with --law or in HEED_LAW; looked for a and b
        """)
  }

  @Test func `The build carries the project's law beside the program`() throws {
    let found = try LawLibrary()
    let (pack, _) = try found.load(cache: .none)
    #expect(pack.contentHash == (try RealLaw.pack).contentHash)
  }

  // MARK: Loading

  @Test func `A sound law is loaded with the hash of its text`() throws {
    let (pack, report) = try LawLibrary.load(from: law, cache: .none)
    #expect(report.isEmpty)
    #expect(pack.frameworks.map(\.id) == ["SA2000-1"])
    #expect(pack.contentHash == contentHash(ofLaw: SmallLaw(Provision()).files))
  }

  @Test func `A law with errors is not loaded, and every error is at hand`() throws {
    try folder.write(SmallLaw(.testing("any: [abusd, mved]")), to: "Law")
    let error = try #require(throws: LawLibraryError.self) {
      try LawLibrary.load(from: law, cache: .none)
    }
    guard case .lawHasErrors(let report, law) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(report.diagnostics.map(\.code) == ["law.unknown-fact", "law.unknown-fact"])
    #expect(
      error.message == "the law has 2 errors, and nothing is assessed with law that is not sound")
  }

  @Test func `A folder that holds no law is an error, and names what is missing`() throws {
    let error = try #require(throws: LawLibraryError.self) {
      try LawLibrary.load(from: folder.path, cache: .none)
    }
    guard case .lawHasErrors(let report, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(report.diagnostics.contains { $0.code == "law.missing-file" })
  }

  @Test func `A file that is no law is a warning, read or not`() throws {
    try folder.write("a note".utf8, to: "Law/notes.txt")
    let (_, report) = try LawLibrary.load(from: law, cache: .none)
    #expect(report.diagnostics.map(\.location.file) == ["Law/notes.txt"])
    #expect(!report.hasErrors)
  }

  @Test func `Names that begin with a dot are passed over`() throws {
    try folder.write([0], to: "Law/.DS_Store")
    try folder.write([0], to: "Law/.git/config")
    #expect(try LawLibrary.load(from: law, cache: .none).1.isEmpty)
  }

  @Test func `A file that cannot be read is an error that names it`() throws {
    try FileManager.default.createDirectory(
      atPath: "\(law)/scotland", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(law)/scotland/act.yaml", withDestinationPath: "nowhere")
    let error = try #require(throws: LawLibraryError.self) {
      try LawLibrary.load(from: law, cache: .none)
    }
    #expect(error.code == "law.unreadable")
    #expect(error.message == "\(law)/scotland/act.yaml cannot be read: No such file or directory")
  }

  @Test func `A pipe in place of a file does not hang the program`() throws {
    try FileManager.default.createDirectory(
      atPath: "\(law)/scotland", withIntermediateDirectories: true)
    #expect(mkfifo("\(law)/scotland/act.yaml", 0o600) == 0)
    let error = try #require(throws: LawLibraryError.self) {
      try LawLibrary.load(from: law, cache: .none)
    }
    #expect(error.message == "\(law)/scotland/act.yaml cannot be read: it is not a file")
  }

  @Test func `A folder with far too many files is not taken for law`() throws {
    for number in 0...LawFolder.mostFiles { try folder.write([], to: "many/\(number)") }
    let error = try #require(throws: LawLibraryError.self) {
      try LawLibrary.load(from: "\(folder.path)/many", cache: .none)
    }
    #expect(error.code == "law.too-many-files")
  }

  @Test func `The text of a file is at hand for showing a problem`() throws {
    let library = try LawLibrary(at: law)
    #expect(library.text(of: "Law/terms.yaml") == SmallLaw(Provision()).terms)
    #expect(library.text(of: "Law/none.yaml") == nil)
    #expect(library.text(of: "Law/../secret") == nil)
    #expect(library.text(of: "terms.yaml") == nil)
  }
}
