import Assessment
import Casebook
import CasebookSQLite
import Demonstration
import Foundation
import LawPack
import WebServer

extension ServeCommand {
  /// A fictional partnership in a folder of its own, which is removed when it stops.
  func demonstration(_ law: LawPack) throws -> (CasebookFile, Desk.Door, String?, String) {
    var name = Array("\(FileManager.default.temporaryDirectory.path)/heed-demo-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw unusable("no folder can be made for the demonstration; set TMPDIR to one that can")
    }
    let folder = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let language = CasebookFile.Language(
      vocabulary: law.vocabulary, frameworks: law.frameworks.map(\.id), calendars: law.calendars)
    let made = try answering {
      try Demonstration.make(
        at: "\(folder)/demonstration.casebook", language: language, now: now(), clock: now
      ) { done, all in Terminal.progress("making the demonstration: \(done) of \(all)") }
    }
    Terminal.progress("")
    if let tokens { try write(tokensOf: made, to: tokens) }
    let entrances = made.people.map { person in
      Desk.Entrance(
        person: person.id, title: "\(person.post), \(person.body)", role: person.role,
        sentence: person.tries)
    }
    let receipts = made.receipts.map { receipt in
      Desk.SampleReceipt(code: receipt.code.description, whose: receipt.whose)
    }
    return (
      made.casebook,
      .demonstration(
        entrances, receipts: receipts, credentials: made.people.map(\.credential)), nil, "/"
    )
  }

  /// A token of every scope for each of its people, by their ids.
  private func write(tokensOf made: Demonstration, to path: String) throws {
    let store = try answering { try ApiTokens(ofCasebookAt: made.casebook.path) }
    let people = try made.people.map { person in
      let (secret, _) = try answering {
        try store.make(
          for: person.credential, named: "demonstration", scopes: Set(ApiScope.allCases), days: 1,
          at: now())
      }
      return (
        key: person.id,
        value: JSONValue?.some(
          .object([("role", .string(person.role.rawValue)), ("token", .string(secret))]))
      )
    }
    try Files.write(Array(JSONValue.object(people).prettyText.utf8), to: path, mode: 0o600)
  }

  /// Nothing of a demonstration is kept.
  func removeFolder(ofDemonstration path: String) {
    try? FileManager.default.removeItem(
      at: URL(fileURLWithPath: path).deletingLastPathComponent())
  }
}
