import Casebook
import CasebookSQLite
import Foundation
import HeedTesting
import Ledger
import Testing

struct SharingTests {
  @Test func `Two programs' entries stand in one chain`() async throws {
    let office = try Office()
    let other = try office.reopened()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (file, person) in [(office.file, "sam"), (other, "tess")] {
        group.addTask {
          for number in 0..<25 {
            try file.perform(
              .record(.moved(note: "\(person) \(number)")), in: "river-lane", as: office[person])
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try size(office.file) == 63)
    #expect(try office.file.verify(content: true).damage == [])
    #expect(try office.file.file("river-lane") == other.file("river-lane"))
  }

  @Test func `Two processes' entries stand in one chain, beside our own`() async throws {
    let office = try Office()
    let runs = try ["sam", "tess"].map { try Exerciser(office, as: $0, .oneByOne, count: 25) }
    for number in 0..<10 { try office.record(.moved(note: "here \(number)"), as: "tess") }
    var acknowledged: [Int: String] = [:]
    for run in runs {
      #expect(try await apart { try run.status() } == 0, "\(run.errors)")
      #expect(run.acknowledged.count == 25)
      acknowledged.merge(run.acknowledged) { one, other in one + other }
    }
    #expect(acknowledged.count == 50)
    try expectAll(acknowledged, in: office.file)
    #expect(try size(office.file) == 13 + 60)
  }

  @Test
  func `Programs that open a casebook for one act and close it do not get in each other's way`()
    async throws
  {
    let office = try Office()
    try office.file.close()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for program in 0..<4 {
        group.addTask {
          for number in 0..<(isLong ? 100 : 6) {
            let file = try office.reopened()
            try file.perform(
              .record(.moved(note: "\(program) \(number)")), in: "river-lane", as: office["sam"])
            try file.close()
          }
        }
      }
      try await group.waitForAll()
    }
    let file = try office.reopened()
    #expect(try size(file) == 13 + 4 * (isLong ? 100 : 6))
    #expect(try file.verify(content: true).damage == [])
  }

  @Test func `Processes that come and go do not get in each other's way`() async throws {
    let office = try Office()
    try office.file.close()
    let each = isLong ? 60 : 3
    let acknowledged = try await withThrowingTaskGroup(of: [Int: String].self) { group in
      for _ in 0..<3 {
        group.addTask {
          var acknowledged: [Int: String] = [:]
          for _ in 0..<each {
            let run = try Exerciser(office, .oneByOne, count: 1)
            #expect(try await apart { try run.status() } == 0, "\(run.errors)")
            acknowledged.merge(run.acknowledged) { one, other in one + other }
          }
          return acknowledged
        }
      }
      return try await group.reduce(into: [:]) { $0.merge($1) { one, other in one + other } }
    }
    #expect(acknowledged.count == 3 * each)
    try expectAll(acknowledged, in: office.reopened())
  }

  @Test(.enabled(if: isLong, "measures"), .serialized, arguments: [1, 2, 4])
  func `Several writers of one file get as much done as one, and none is turned away`(
    _ writers: Int
  ) async throws {
    let office = try Office()
    let each = 1200 / writers
    let begin = ContinuousClock.now
    let runs = try (0..<writers).map { number in
      try Exerciser(office, as: number.isMultiple(of: 2) ? "sam" : "tess", .oneByOne, count: each)
    }
    for run in runs { #expect(try await apart { try run.status() } == 0, "\(run.errors)") }
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    print("\(writers) writers of one file: \(Int(1200 / seconds)) acts a second together")
    for run in runs { #expect(run.acknowledged.count == each) }
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `Two hundred people write at once, and each has a receipt`() async throws {
    let office = try Office()
    let commit = GroupCommit(office.file)
    let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { group in
      for number in 0..<200 {
        group.addTask {
          try await commit.perform(
            [.init(case: "river-lane", act: .record(.moved(note: "at once \(number)")))],
            as: office[number.isMultiple(of: 2) ? "sam" : "tess"])
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(receipts.map(\.entry)) == Set(13..<213))
    for receipt in receipts { #expect(try office.proves(receipt)) }
    // Not a transaction for each.
    #expect(Set(receipts.map(\.checkpoint)).count < 150)
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `In one transaction each person's acts are all done or none`() async throws {
    let office = try Office()
    let commit = GroupCommit(office.file)
    let outcomes = await withTaskGroup(of: String?.self) { group in
      for number in 0..<30 {
        group.addTask {
          do {
            let source = number.isMultiple(of: 3) ? "no-such-source" : "log"
            _ = try await commit.perform(
              [
                .init(case: "river-lane", act: .record(.moved(note: "first of \(number)"))),
                .init(
                  case: "river-lane",
                  act: .record(.moved(note: "second of \(number)", source: source))),
              ], as: office["sam"])
            return nil
          } catch {
            return (error as? Refusal)?.code
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 == "would-not-read" }.count == 10)
    #expect(outcomes.filter { $0 == nil }.count == 20)
    #expect(try office.file.file("river-lane")?.current.count == 2 + 40)
    #expect(try office.file.verify(content: true).damage == [])
  }
}
