import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Diagnostics
import Foundation
import LawLibrary
import LawPack
import Testing

/// The demonstration, made once for all tests.
struct Made: Sendable {
  var demonstration: Demonstration
  private var folder: Folder

  static let now = Instant("2026-11-20T14:30:00.000Z")!

  static let law = Result { () throws in
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try LawLibrary.load(from: root.appendingPathComponent("Law").path, cache: .none).0
  }

  static let shared: Result<Made, any Error> = Result {
    // What is kept for all tests goes when they are over.
    atexit { (try? Made.shared.get())?.folder.remove() }
    return try make()
  }

  static func make(now: Instant = now) throws -> Made {
    let law = try law.get()
    let language = CasebookFile.Language(
      vocabulary: law.vocabulary, frameworks: law.frameworks.map(\.id), calendars: law.calendars)
    let folder = try Folder()
    let demonstration = try Demonstration.make(
      at: folder.path + "/demonstration.casebook", language: language, now: now, clock: { now })
    return Made(demonstration: demonstration, folder: folder)
  }

  // MARK: Looking

  static var cases: [String] {
    get throws { try shared.get().demonstration.casebook.caseIDs() }
  }

  private static let assessments = Result {
    try Dictionary(uniqueKeysWithValues: cases.map { ($0, try assessing($0)) })
  }

  /// What is answered about a case, with nothing withheld.
  static func assessment(of id: String) throws -> Assessment {
    try #require(try assessments.get()[id])
  }

  private static func assessing(_ id: String) throws -> Assessment {
    let law = try law.get()
    let file = try #require(try shared.get().demonstration.casebook.file(id))
    var report = Report()
    let view = file.view(
      through: Lens(name: "everything", reader: "the tests", withheld: []),
      vocabulary: law.vocabulary, frameworks: law.frameworks.map(\.id), on: now.day,
      report: &report)
    return assess(try #require(view).record, under: law, on: now.day)
  }

  /// The register as the overseer sees it.
  static var lines: [RegisterLine] {
    get throws { try seen.get() }
  }

  static var warnings: [RegisterLine] {
    get throws { try lines.filter { $0.kind == "warning" } }
  }

  private static let seen = Result { try lines(of: shared.get()) }

  static func lines(of made: Made) throws -> [RegisterLine] {
    let overseer = try #require(made.demonstration.people.first { $0.role == .overseer })
    return try made.demonstration.casebook.register(purpose: nil, as: overseer.credential).lines
  }

  /// Everything that was done, without what rests on receipt codes and salts, which are new each time.
  static func deeds(of made: Made) throws -> [Deed] {
    let casebook = made.demonstration.casebook
    return try (0..<casebook.verify(content: false).size).compactMap { number in
      guard var deed = try casebook.entry(number).deed else { return nil }
      switch deed.act {
      case .account(.warn(var warning)):
        warning.code = nil
        deed.act = .account(.warn(warning))
      case .transfer(var transfer):
        transfer.manifest.digest = ""
        deed.act = .transfer(transfer)
      default: break
      }
      return deed
    }
  }
}

/// A folder that goes when nobody needs it any more.
private final class Folder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("demonstration-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  deinit { remove() }
}
