import Diagnostics
import EvidenceLogic
import Foundation
import LawPack
import Testing

@testable import LawLibrary

/// The compiled form between two starts of the program.
struct CompiledLawCacheTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(SmallLaw(Provision()), to: "Law")
  }

  private let moved = Formula<LawLeaf>.leaf(.fact(FactTest(fact: "moved")))

  private var cache: String { "\(folder.path)/cache" }

  @discardableResult
  private func load() throws -> LawPack {
    try LawLibrary.load(from: "\(folder.path)/Law", cache: .folder(cache)).0
  }

  private func file() throws -> String {
    let names = folder.names(in: "cache")
    return "\(cache)/\(try #require(names.count == 1 ? names[0] : nil, "\(names)"))"
  }

  /// What tells a file that was left alone from one that was written again.
  private func identity(_ path: String) throws -> Int {
    try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
  }

  private func permissions(_ path: String) throws -> Int {
    try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `The second load gives the law of the first`() throws {
    let first = try load()
    let kept = try identity(try file())
    #expect(try load() == first)
    #expect(try identity(try file()) == kept)
  }

  @Test func `The warnings about the files are the same at the second load`() throws {
    try folder.write("a note".utf8, to: "Law/notes.txt")
    let loads = try (0..<2).map { _ in
      try LawLibrary.load(from: "\(folder.path)/Law", cache: .folder(cache)).1.diagnostics
    }
    #expect(loads[0] == loads[1])
    #expect(loads[0].count == 1)
  }

  @Test func `Only its owner may look into the folder or read the file`() throws {
    try load()
    #expect(try permissions(cache) == 0o700)
    #expect(try permissions(try file()) == 0o600)
  }

  @Test func `Other text has another compiled form`() throws {
    try load()
    try folder.write(SmallLaw(.testing("any: [moved]")), to: "Law")
    #expect(try load().frameworks[0].elements[0].formula(.narrow) == .any([moved]))
    #expect(folder.names(in: "cache").count == 2)
  }

  @Test func `A damaged form is passed over and replaced, wherever the damage is`() throws {
    let law = try load()
    let path = try file()
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    for place in [0, 20, 60, 100, sound.count - 1] {
      var damaged = sound
      damaged[place] ^= 1
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(try load() == law)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == sound)
    }
  }

  @Test func `A form that is cut off, or empty, is passed over and replaced`() throws {
    let law = try load()
    let path = try file()
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in [0, 10, 50, 82, sound.count - 1] {
      try sound.prefix(length).write(to: URL(fileURLWithPath: path))
      #expect(try load() == law)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == sound)
    }
  }

  @Test func `The form of other law under this law's name is passed over and replaced`() throws {
    try load()
    let path = try file()
    try folder.write(SmallLaw(.testing("any: [moved]")), to: "Law")
    let other = try load()
    let second = try #require(
      folder.names(in: "cache").map { "\(cache)/\($0)" }.first { $0 != path })
    try FileManager.default.removeItem(atPath: second)
    try FileManager.default.copyItem(atPath: path, toPath: second)
    #expect(other.frameworks[0].elements[0].formula(.narrow) == .any([moved]))
    #expect(try load() == other)
  }

  @Test(arguments: [0o620, 0o602, 0o666])
  func `A form that somebody else may write is passed over and replaced`(_ mode: Int) throws {
    try load()
    let path = try file()
    let kept = try identity(path)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    try load()
    #expect(try permissions(path) == 0o600)
    #expect(try identity(path) != kept)
  }

  @Test(.enabled(if: geteuid() == 0, "only the superuser can give files away"))
  func `A form that belongs to somebody else is passed over and replaced`() throws {
    try load()
    let path = try file()
    #expect(chown(path, 65534, 65534) == 0)
    try load()
    let owner = try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID] as? Int
    #expect(owner == 0)
  }

  @Test func `A link in place of a form is not followed`() throws {
    let law = try load()
    let path = try file()
    let elsewhere = "\(folder.path)/elsewhere"
    try FileManager.default.moveItem(atPath: path, toPath: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
    #expect(try load() == law)
    let kind = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    #expect(kind == .typeRegular)
  }

  @Test func `Nothing is kept in a folder that others may write`() throws {
    try FileManager.default.createDirectory(
      atPath: cache, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: cache)
    try load()
    #expect(folder.names(in: "cache") == [])
  }

  @Test func `A folder that cannot be made is no reason not to load`() throws {
    let law = try LawLibrary.load(
      from: "\(folder.path)/Law", cache: .folder("/proc/no/such/folder")
    ).0
    #expect(law.frameworks.count == 1)
  }

  @Test func `A law with errors is not kept`() throws {
    try folder.write(SmallLaw(.testing("any: [abusd]")), to: "Law")
    #expect(throws: LawLibraryError.self) { try load() }
    #expect(folder.names(in: "cache") == [])
  }

  @Test func `The newest forms stay, and the oldest go`() throws {
    for number in 0..<CompiledLawCache.mostFiles + 3 {
      try folder.write("# \(number)\n\(SmallLaw().terms)".utf8, to: "Law/terms.yaml")
      try load()
    }
    #expect(folder.names(in: "cache").count == CompiledLawCache.mostFiles)
    let kept = try folder.names(in: "cache").map { try identity("\(cache)/\($0)") }
    try load()
    #expect(try folder.names(in: "cache").map { try identity("\(cache)/\($0)") } == kept)
  }

  @Test func `What does not belong to the cache stays`() throws {
    try folder.write("mine".utf8, to: "cache/notes.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: cache)
    for number in 0..<CompiledLawCache.mostFiles + 1 {
      try folder.write("# \(number)\n\(SmallLaw().terms)".utf8, to: "Law/terms.yaml")
      try load()
    }
    #expect(folder.names(in: "cache").contains("notes.txt"))
  }

  @Test func `Without a cache nothing is kept`() throws {
    _ = try LawLibrary.load(from: "\(folder.path)/Law", cache: .none)
    #expect(folder.names(in: "") == ["Law"])
  }

  // MARK: Where

  @Test func `The user's own folder for such things is used`() {
    func folders(_ values: [String: String]) -> [String] {
      CachePolicy.standard.folders { values[$0] }
    }
    #expect(folders(["XDG_CACHE_HOME": "/x", "HOME": "/h"]) == ["/x", "/x/heed"])
    #expect(folders(["HOME": "/h"]) == ["/h/.cache", "/h/.cache/heed"])
    #expect(folders(["XDG_CACHE_HOME": "x", "HOME": "/h"]) == ["/h/.cache", "/h/.cache/heed"])
    #expect(folders(["XDG_CACHE_HOME": "", "HOME": ""]) == [])
    #expect(folders([:]) == [])
  }
}
