import Diagnostics
import Foundation
import LawLibrary
import LawPack

/// The files of the project, as somebody has them who has just fetched it.
enum Project {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  /// The names in a folder that end in this, sorted.
  static func names(in folder: String, ending: String) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: url(folder).path)) ?? []
    return found.filter { $0.hasSuffix(ending) }.sorted()
  }

  static let library = Result { try LawLibrary(at: url("Law").path) }

  /// The law, compiled from its text once for all of these tests.
  static let law = Result { try library.get().load(cache: .none).0 }
}

/// Whether what is recorded is to be written anew. A run that records fails, so that somebody reads the difference.
enum Recording {
  static let isOn = ProcessInfo.processInfo.environment["HEED_RECORD"] == "1"

  static let command = "HEED_RECORD=1 swift test --filter 'HeedTests.(Golden|Readme)'"

  static let advice = "If the new text is right, record it and read the difference: \(command)"

  static let notice = "recorded; read the difference, then run the tests without HEED_RECORD"
}

/// Where two texts part, with the line of each; nil if they are equal.
func firstDifference(_ recorded: String, _ found: String) -> String? {
  guard recorded != found else { return nil }
  let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
  let new = found.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
  let at = line ?? min(old.count, new.count)
  return """
    line \(at + 1)
    recorded: \(at < old.count ? String(old[at]) : "(the text ends)")
    found:    \(at < new.count ? String(new[at]) : "(the text ends)")
    """
}
