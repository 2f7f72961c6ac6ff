import Casebook
import CasebookSQLite
import Foundation
import Ledger

/// A casebook of 100,000 entries: opening it, reading one case, checking it, giving out its log.
final class LargeCasebook {
  private let folder: String
  private let cases: Int
  private var made: Partnership?
  private var building: Measured = [:]

  /// The entries of a case: opened, a child, a source, and statements.
  private static let itemsOfCase = 100

  init(folder: String, isQuick: Bool) {
    self.folder = folder
    cases = isQuick ? 10 : 1000
  }

  deinit { try? made?.remove() }

  /// Nil for a name that is not of the large casebook.
  func measure(_ name: String) throws -> Measured? {
    switch name {
    case "large-build":
      _ = try partnership()
      return building
    case "large-open": return try open()
    case "large-read-first": return try readFirst()
    case "large-read-again": return try readAgain()
    case "large-verify": return try verify(content: false)
    case "large-verify-content": return try verify(content: true)
    case "large-export": return try export()
    case "large-end":
      try made?.remove()
      made = nil
      return [:]
    default: return nil
    }
  }

  /// Each case as one transaction, as an import writes it.
  private func partnership() throws -> Partnership {
    if let made { return made }
    let partnership = try Partnership(at: folder + "/large.heed", people: cases)
    let each = LargeCasebook.itemsOfCase - 2
    building = try Timed {
      for index in 0..<cases {
        try partnership.casebook.perform(
          (0..<each).map { partnership.statement($0, in: index) }, as: partnership.people[index])
      }
    }.of(cases * each)
    building["bytes"] = try bytes(of: partnership)
    building["entries"] = Double(
      try Checkpoint(parsing: partnership.casebook.checkpoint().text).size)
    made = partnership
    return partnership
  }

  private func bytes(of partnership: Partnership) throws -> Double {
    let attributes = try FileManager.default.attributesOfItem(atPath: partnership.path)
    return (attributes[.size] as? NSNumber)?.doubleValue ?? 0
  }

  /// From the name of the file to the newest signed head.
  private func open() throws -> Measured {
    let partnership = try partnership()
    return try Timed {
      let casebook = try partnership.reopened()
      keep(try casebook.checkpoint())
      try casebook.close()
    }.of(1)
  }

  /// Opening it and reading one case, with the people and the edge of the tree, and entering who read it.
  private func readFirst() throws -> Measured {
    let partnership = try partnership()
    var casebook: CasebookFile?
    let measured = try Timed {
      casebook = try partnership.reopened()
      let reading = try casebook?.read(
        View(what: "chronology"), in: partnership.caseID(7), as: partnership.people[7])
      precondition(reading?.file?.versions.count == LargeCasebook.itemsOfCase)
    }.of(1)
    try casebook?.close()
    return measured
  }

  /// Reading another case in a process that has the people in memory.
  private func readAgain() throws -> Measured {
    let partnership = try partnership()
    let casebook = try partnership.reopened()
    _ = try casebook.read(
      View(what: "chronology"), in: partnership.caseID(7), as: partnership.people[7])
    let measured = try Timed {
      _ = try casebook.read(
        View(what: "chronology"), in: partnership.caseID(8), as: partnership.people[8])
    }.of(1)
    try casebook.close()
    return measured
  }

  private func verify(content: Bool) throws -> Measured {
    let partnership = try partnership()
    var size = 0
    let timed = try Timed {
      let verification = try partnership.casebook.verify(content: content)
      precondition(verification.damage.isEmpty, "\(verification.damage)")
      size = verification.size
    }
    return timed.of(size)
  }

  private func export() throws -> Measured {
    let partnership = try partnership()
    var bytes = 0
    var files = 0
    let timed = try Timed {
      _ = try partnership.casebook.exportLog { _, content in
        bytes += content.count
        files += 1
      }
    }
    var measured = timed.of(files)
    measured["bytes"] = Double(bytes)
    return measured
  }
}
