import Casebook
import CasebookSQLite
import Foundation
import Ledger

/// Writing to the disk: a casebook one act at a time, in groups and by the hundred, and bare SQLite with the same bytes.
///
/// Every question is asked of a new file of its own.
final class CasebookRates {
  private let folder: String
  private let isQuick: Bool
  private static let people = 64

  init(folder: String, isQuick: Bool) {
    self.folder = folder
    self.isQuick = isQuick
  }

  /// Nil for a name that is not of the casebook.
  func measure(_ name: String) async throws -> Measured? {
    switch name {
    case "sizes": try sizes()
    case "disk-sync": try sync()
    case "statement-1": try each { $0.statement($1, in: $2) }
    case "statement-100": try hundreds { $0.statement($1, in: $2) }
    case "statement-group-64": try await group(64) { $0.statement($1, in: $2) }
    case "statement-group-256": try await group(256) { $0.statement($1, in: $2) }
    case "statement-paced-100": try await paced(100) { $0.statement($1, in: $2) }
    case "statement-paced-400": try await paced(400) { $0.statement($1, in: $2) }
    case "view-1": try each { $0.view($1, in: $2) }
    case "view-group-64": try await group(64) { $0.view($1, in: $2) }
    case "view-group-256": try await group(256) { $0.view($1, in: $2) }
    case "sqlite-1": try sqlite(each: 1, transactions: isQuick ? 20 : 300)
    case "sqlite-100": try sqlite(each: 100, transactions: isQuick ? 2 : 30)
    default: nil
    }
  }

  private func withPartnership<Value>(_ work: (Partnership) throws -> Value) throws -> Value {
    let partnership = try Partnership(at: folder + "/rates.heed", people: CasebookRates.people)
    let value = try work(partnership)
    try partnership.remove()
    return value
  }

  typealias MakeRequest = @Sendable (Partnership, Int, Int) -> CasebookFile.Request

  /// One transaction for each act, one after another.
  private func each(_ request: MakeRequest) throws -> Measured {
    try withPartnership { partnership in
      let count = isQuick ? 20 : 300
      return try Timed {
        for number in 0..<count {
          let index = number % CasebookRates.people
          try partnership.casebook.perform(
            [request(partnership, number, index)], as: partnership.people[index])
        }
      }.of(count)
    }
  }

  /// A hundred acts of one person in one case, as one transaction.
  private func hundreds(_ request: MakeRequest) throws -> Measured {
    try withPartnership { partnership in
      let transactions = isQuick ? 2 : 30
      return try Timed {
        for index in 0..<transactions {
          try partnership.casebook.perform(
            (0..<100).map { request(partnership, $0, index) }, as: partnership.people[index])
        }
      }.of(transactions * 100)
    }
  }

  /// So many callers at once, each of whom does the next act when the last has been acknowledged.
  private func group(_ callers: Int, _ request: @escaping MakeRequest) async throws -> Measured {
    let partnership = try Partnership(at: folder + "/rates.heed", people: CasebookRates.people)
    let commit = GroupCommit(partnership.casebook)
    let each = isQuick ? 1 : max(2, 4096 / callers)
    var waits: [Double] = []
    var measured = try await Timed {
      waits = try await withThrowingTaskGroup(of: [Double].self) { group in
        for caller in 0..<callers {
          group.addTask {
            var waits: [Double] = []
            let index = caller % CasebookRates.people
            for number in 0..<each {
              let begun = now(CLOCK_MONOTONIC)
              _ = try await commit.perform(
                [request(partnership, caller * each + number, index)],
                as: partnership.people[index])
              waits.append(now(CLOCK_MONOTONIC) - begun)
            }
            return waits
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
    }.of(callers * each)
    try partnership.remove()
    measured.merge(CasebookRates.summary(of: waits)) { $1 }
    return measured
  }

  /// So many acts a second for five seconds, evenly, whether or not those before have been acknowledged.
  ///
  /// An act waits from the moment at which it was due.
  private func paced(_ rate: Int, _ request: @escaping MakeRequest) async throws -> Measured {
    let partnership = try Partnership(at: folder + "/rates.heed", people: CasebookRates.people)
    let commit = GroupCommit(partnership.casebook)
    let count = isQuick ? rate / 20 : rate * 5
    var waits: [Double] = []
    var measured = try await Timed {
      let begun = ContinuousClock.now
      waits = try await withThrowingTaskGroup(of: Double.self) { group in
        for number in 0..<count {
          group.addTask {
            let due = begun + .microseconds(number * 1_000_000 / rate)
            try await Task.sleep(until: due, tolerance: .zero, clock: .continuous)
            let index = number % CasebookRates.people
            _ = try await commit.perform(
              [request(partnership, number, index)], as: partnership.people[index])
            return (ContinuousClock.now - due) / .seconds(1)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }.of(count)
    try partnership.remove()
    measured.merge(CasebookRates.summary(of: waits)) { $1 }
    return measured
  }

  private static func summary(of waits: [Double]) -> Measured {
    let sorted = waits.sorted()
    return ["p50": sorted[sorted.count / 2], "p99": sorted[sorted.count * 99 / 100]]
  }

  /// What the disk takes for one page at the end of a file: nothing durable can be quicker.
  private func sync() throws -> Measured {
    let path = folder + "/rates.sync"
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw POSIXError(.EIO) }
    defer {
      close(file)
      unlink(path)
    }
    let page = [UInt8](repeating: 0x68, count: 4096)
    let count = isQuick ? 20 : 300
    return try Timed {
      for number in 0..<count {
        guard pwrite(file, page, page.count, number * page.count) == page.count,
          fdatasync(file) == 0
        else { throw POSIXError(.EIO) }
      }
    }.of(count)
  }

  // MARK: Bare SQLite

  /// What a casebook keeps of a statement: entry, deed, salt and signature.
  private func sizes() throws -> Measured {
    try withPartnership { partnership in
      let (request, person) = (partnership.statement(1, in: 0), partnership.people[0])
      let receipt = try partnership.casebook.perform([request], as: person)[0]
      let bytes = try partnership.casebook.entryBytes(receipt.entry)
      let payload = try partnership.deed(request, by: person, at: receipt.at).encoded()
      precondition(
        LogEntry(bytes)?.type == .act(request.act.kind), "the entry is not that of the statement")
      return [
        "entry": Double(bytes.count), "deed": Double(payload.count),
        "kept": Double(bytes.count + payload.count + LogEntry.saltLength + 64),
      ]
    }
  }

  private lazy var kept = (try? sizes()["kept"]).flatMap { $0 } ?? 1000

  private func sqlite(each rows: Int, transactions: Int) throws -> Measured {
    let bytes = [UInt8](repeating: 0x68, count: Int(kept))
    let database = try BareSQLite(at: folder + "/rates.sqlite")
    defer { database.remove() }
    return try Timed {
      for _ in 0..<transactions { try database.insert(bytes, times: rows) }
    }.of(rows * transactions)
  }
}
