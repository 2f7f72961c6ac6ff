import Foundation
import Ledger
import LedgerWitness
import Testing

struct WitnessServerTests {
  @Test func `The first checkpoint of a log is cosigned`() async throws {
    try await Station.run { station in
      let signatures = try await station.cosign(3)
      var note = try station.log.checkpoint(3)
      for signature in signatures { try note.add(signature) }
      let found = try cosignatures(of: note, by: [station.key.verifier])
      #expect(found.map(\.verifier) == [station.key.verifier])
      #expect(try station.head() == station.head(of: station.log, 3))
    }
  }

  @Test func `A log that has grown is cosigned`() async throws {
    try await Station.run { station in
      try await station.cosign(3)
      let signatures = try await station.cosign(12, lastKnown: 3)
      #expect(signatures.count == 1)
      #expect(try station.head() == station.head(of: station.log, 12))
    }
  }

  @Test func `The same checkpoint is cosigned again`() async throws {
    try await Station.run { station in
      try await station.cosign(5)
      let signatures = try await station.cosign(5, lastKnown: 5)
      #expect(signatures.count == 1)
      #expect(try station.head() == station.head(of: station.log, 5))
    }
  }

  @Test func `A log that has forgotten what the witness holds is told, and asks again`()
    async throws
  {
    try await Station.run { station in
      try await station.cosign(4)
      let signatures = try await station.cosign(9, lastKnown: 0)
      #expect(signatures.count == 1)
      #expect(
        station.lines.plain.suffix(2) == ["\(station.origin) 9 409", "\(station.origin) 9 200"])
    }
  }

  @Test func `A second tree of the same size is refused, and both notes are kept`() async throws {
    try await Station.run { station in
      try await station.cosign(5)
      let problem = await station.problem(5, of: station.fork, lastKnown: 5)
      #expect(problem == .forked(url: station.url, origin: station.origin, size: 5))
      #expect(try station.head() == station.head(of: station.log, 5))
      let names = try station.forks
      #expect(names.map { $0.split(separator: ".").last } == ["held", "offered", "request"])
      let notes = try names.prefix(2).map {
        try SignedNote(
          parsing: Array(Data(contentsOf: URL(filePath: "\(station.folder)/forks/\($0)"))))
      }
      #expect(try notes.map { try Checkpoint(parsing: $0.text).size } == [5, 5])
      #expect(notes[0].text != notes[1].text)
      for note in notes {
        let signers = try note.verified(by: [station.log.signer.verifier])
        #expect(signers == [station.log.signer.verifier])
      }
      #expect(station.lines.plain.contains { $0.hasPrefix("FORK of example.org/ledger: ") })
    }
  }

  @Test func `A fork is found though the sender names a wrong old size`() async throws {
    try await Station.run { station in
      try await station.cosign(5)
      let request = try AddCheckpointRequest(
        oldSize: 0, proof: [], checkpoint: station.fork.checkpoint(5))
      let answer = try await ask(
        "\(station.url)/add-checkpoint", method: "POST", body: Array(request.encoded.utf8))
      #expect(answer.status == 409)
      #expect(answer.type == "text/x.tlog.size")
      #expect(answer.body == "5\n")
      #expect(try station.forks.count == 3)
    }
  }

  @Test func `The same fork is kept and told once`() async throws {
    try await Station.run { station in
      try await station.cosign(5)
      for _ in 0..<3 { _ = await station.problem(5, of: station.fork, lastKnown: 5) }
      #expect(try station.forks.count == 3)
      #expect(station.lines.plain.count { $0.hasPrefix("FORK") } == 1)
    }
  }

  @Test func `A log that was rewritten is refused, and both notes are kept`() async throws {
    try await Station.run { station in
      try await station.cosign(5)
      let problem = await station.problem(9, of: station.fork, lastKnown: 5)
      #expect(
        problem == .inconsistent(url: station.url, origin: station.origin, from: 5, to: 9))
      #expect(try station.head() == station.head(of: station.log, 5))
      #expect(try station.forks.count == 3)
      #expect(station.lines.plain.contains { $0.hasPrefix("INCONSISTENT example.org/ledger: ") })
    }
  }

  @Test func `An older checkpoint is refused, and is no evidence of anything`() async throws {
    try await Station.run { station in
      try await station.cosign(9)
      let problem = await station.problem(4)
      #expect(
        problem == .logBehind(url: station.url, origin: station.origin, held: 9, size: 4))
      #expect(try station.head() == station.head(of: station.log, 9))
      #expect(try station.forks == [])
    }
  }

  @Test func `A log that nobody has named to the witness is unknown`() async throws {
    try await Station.run { station in
      let stranger = SmallLog(
        entries: 2, signer: try NoteSigner.generate(name: "example.net/log", kind: .ed25519))
      let problem = await station.problem(2, of: stranger)
      #expect(problem == .unknownLog(url: station.url, origin: "example.net/log"))
    }
  }

  @Test func `A checkpoint that another key signed is refused`() async throws {
    try await Station.run { station in
      try await station.cosign(2)
      let impostor = SmallLog(
        entries: 2, word: "false entry",
        signer: try NoteSigner.generate(name: station.origin, kind: .ed25519))
      let problem = await station.problem(2, of: impostor, lastKnown: 2)
      #expect(problem == .notSigned(url: station.url, origin: station.origin))
      #expect(try station.head() == station.head(of: station.log, 2))
      #expect(try station.forks == [])
    }
  }

  @Test func `A checkpoint whose signature is of another text is refused`() async throws {
    try await Station.run { station in
      let good = try station.log.checkpoint(2)
      let text = try station.log.checkpoint(3).text
      let request = try AddCheckpointRequest(
        oldSize: 0, proof: [], checkpoint: SignedNote(text: text, signatures: good.signatures))
      let answer = try await ask(
        "\(station.url)/add-checkpoint", method: "POST", body: Array(request.encoded.utf8))
      #expect(answer.status == 403)
      #expect(try station.head() == nil)
    }
  }

  @Test(arguments: [65_537, 1_000_000]) func `A request beyond 64 KiB is refused`(
    _ count: Int
  ) async throws {
    try await Station.run { station in
      let answer = try await ask(
        "\(station.url)/add-checkpoint", method: "POST",
        body: [UInt8](repeating: UInt8(ascii: "a"), count: count))
      #expect(answer.status == 413)
      #expect(station.lines.plain == ["- - 413"])
    }
  }

  @Test func `A request of 64 KiB is read`() async throws {
    try await Station.run { station in
      let answer = try await ask(
        "\(station.url)/add-checkpoint", method: "POST",
        body: [UInt8](repeating: UInt8(ascii: "a"), count: 65_536))
      #expect(answer.status == 400)
    }
  }

  @Test func `Many clients at once never take the witness back`() async throws {
    try await Station.run { station in
      try await hurry(Array(1...12).map { (station, $0) })
      #expect(try station.head() == station.head(of: station.log, 12))
      #expect(try station.forks == [])
    }
  }

  @Test func `Two witnesses over one folder never take each other back`() async throws {
    try await Station.run { first in
      try await first.open { second in
        #expect(first.url != second.url)
        try await hurry(Array(1...12).map { ($0.isMultiple(of: 2) ? first : second, $0) })
        #expect(try first.head() == first.head(of: first.log, 12))
        #expect(try first.forks == [])
      }
    }
  }

  /// Asks for all these sizes at the same time. A size that comes too late is refused; no head may
  /// be smaller than one that was cosigned before.
  private func hurry(_ requests: [(Station, Int)]) async throws {
    try await withThrowingTaskGroup { group in
      for (station, size) in requests {
        group.addTask {
          for _ in 0..<20 {
            switch await station.problem(size) {
            case nil:
              let head = try #require(try station.head())
              #expect(head.size >= size)
              return
            case .overtaken: continue
            case .logBehind(_, _, let held, _):
              #expect(held > size)
              return
            case let other?:
              Issue.record("\(other)")
              return
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `A witness remembers after it was stopped`() async throws {
    let station = try Station()
    defer { station.remove() }
    try await station.open { _ = try await $0.cosign(6) }
    try await station.open { again in
      #expect(
        await again.problem(6, of: again.fork, lastKnown: 6)
          == .forked(url: again.url, origin: again.origin, size: 6))
      let signatures = try await again.cosign(8, lastKnown: 6)
      #expect(signatures.count == 1)
    }
  }

  @Test(arguments: Damage.allCases) func `A witness with a damaged memory signs nothing`(
    _ damage: Damage
  ) async throws {
    try await Station.run { station in
      try await station.cosign(6)
      let file = URL(filePath: station.memory)
      let damaged = try damage.done(to: Array(Data(contentsOf: file)), station)
      try Data(damaged).write(to: file)
      guard case .refused(_, 500, let reason) = await station.problem(8, lastKnown: 6) else {
        Issue.record("not refused")
        return
      }
      #expect(!reason.contains(station.folder))
      #expect(try Array(Data(contentsOf: file)) == damaged)
      let said = station.lines.plain.first { $0.hasPrefix(station.memory) } ?? ""
      #expect(said.contains("the memory of this log cannot be relied on: "))
      let name = station.memory.suffix(64)
      let monitor = try await ask("\(station.url)/\(name)/checkpoint")
      #expect(monitor.status == 500)
    }
  }

  @Test func `Monitors read the last checkpoint with its cosignature`() async throws {
    try await Station.run { station in
      try await station.cosign(6)
      let signature = try await station.cosign(7, lastKnown: 6)
      let answer = try await ask("\(station.url)/\(station.memory.suffix(64))/checkpoint")
      var note = try station.log.checkpoint(7)
      for signature in signature { try note.add(signature) }
      #expect(answer.status == 200)
      #expect(answer.body == note.encoded)
    }
  }

  @Test func `Monitors are told that a log was never seen`() async throws {
    try await Station.run { station in
      let answer = try await ask("\(station.url)/\(station.memory.suffix(64))/checkpoint")
      #expect(answer.status == 404)
    }
  }

  @Test(arguments: ["/", "/lock", "/../lock/checkpoint", "/forks/checkpoint", "/add-checkpoint/"])
  func `There is nothing else to read`(_ path: String) async throws {
    try await Station.run { station in
      let answer = try await ask(station.url + path)
      #expect(answer.status == 404)
    }
  }

  @Test func `A wrong method is refused`() async throws {
    try await Station.run { station in
      let answer = try await ask("\(station.url)/add-checkpoint")
      #expect(answer.status == 405)
    }
  }

  @Test func `Each request leaves one line with time, log, size and status`() async throws {
    try await Station.run { station in
      try await station.cosign(3)
      #expect(station.lines.all.count == 1)
      let line = try #require(station.lines.all.first)
      #expect(
        line.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ example\.org\/ledger 3 200/) != nil)
    }
  }

  @Test func `The name of a log cannot forge a line`() async throws {
    try await Station.run { station in
      let checkpoint = try Checkpoint(origin: "a 1 200\u{9B}%é", size: 0, root: .emptyTree)
      let note = try SignedNote(
        text: checkpoint.text, signatures: [station.log.signer.sign(checkpoint.text)])
      let request = try AddCheckpointRequest(oldSize: 0, proof: [], checkpoint: note)
      _ = try await ask(
        "\(station.url)/add-checkpoint", method: "POST", body: Array(request.encoded.utf8))
      #expect(station.lines.plain == ["a%201%20200%C2%9B%25%C3%A9 0 404"])
    }
  }

  @Test func `A port that is taken is named`() async throws {
    try await Station.run { station in
      let port = try #require(URL(string: station.url)?.port)
      let witness = Witness(signer: station.key, logs: [:])
      let store = try WitnessStore(folder: station.folder)
      let error = await #expect(throws: WitnessServerError.self) {
        try await serveWitness(witness, store: store, port: port)
      }
      #expect("\(try #require(error))".hasPrefix("the witness cannot listen on 127.0.0.1, port "))
    }
  }
}

/// What can become of a file.
enum Damage: CaseIterable {
  case emptied
  case cutShort
  case changed
  case unsigned
  case ofAnotherLog

  func done(to bytes: [UInt8], _ station: Station) throws -> [UInt8] {
    switch self {
    case .emptied: return []
    case .cutShort: return Array(bytes.dropLast(20))
    case .changed:
      return Array(String(decoding: bytes, as: UTF8.self).replacing("\n6\n", with: "\n1\n").utf8)
    case .unsigned: return Array(try station.log.checkpoint(6).encoded.utf8)
    case .ofAnotherLog:
      let text = try Checkpoint(origin: "example.net/log", size: 0, root: .emptyTree).text
      let note = try SignedNote(
        text: text, signatures: [station.key.cosign(checkpointText: text, time: 1)])
      return Array(note.encoded.utf8)
    }
  }
}
