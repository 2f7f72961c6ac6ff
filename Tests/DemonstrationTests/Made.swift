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
  var took: Duration

  static let now = Instant("2026-11-20T14:30:00.000Z")!

  static let law = Result { () throws in
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try LawLibrary.load(from: root.appendingPathComponent("Law").path, cache: .none).0
  }

  static let shared = Result { try make() }

  static func make(now: Instant = now) throws -> Made {
    let law = try law.get()
    let language = CasebookFile.Language(
      vocabulary: law.vocabulary, frameworks: law.frameworks.map(\.id), calendars: law.calendars)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("demonstration-\(UUID().uuidString).casebook").path
    let clock = ContinuousClock()
    let start = clock.now
    let demonstration = try Demonstration.make(
      at: path, language: language, now: now, clock: { now },
      progress: { done, all in
        if ProcessInfo.processInfo.environment["DEMO_TRACE"] != nil {
          print("chapter", done, clock.now - start)
        }
      })
    return Made(demonstration: demonstration, took: clock.now - start)
  }
}
