import Foundation
import Glibc
import Ledger
import LedgerWitness
import Testing

struct WitnessClientTests {
  @Test func `A witness that has lost its memory is found out`() async throws {
    try await Station.run { station in
      let problem = await station.problem(5, lastKnown: 3)
      #expect(problem == .witnessBehind(url: station.url, held: 0, lastKnown: 3))
    }
  }

  @Test func `A checkpoint that is smaller than the last one is not sent`() async throws {
    try await Station.run { station in
      let problem = await station.problem(3, lastKnown: 5)
      #expect(problem == .logBehind(url: station.url, origin: station.origin, held: 5, size: 3))
      #expect(station.lines.all == [])
    }
  }

  @Test func `A cosignature by another key is refused`() async throws {
    try await Station.run { station in
      let stranger = try NoteSigner.generate(name: station.key.verifier.name, kind: .cosignature)
      await #expect(
        throws: WitnessClientError.badCosignature(url: station.url, .noKnownSignature)
      ) {
        try await WitnessClient(patience: .seconds(600)).cosign(
          checkpoint: station.log.checkpoint(2), by: stranger.verifier, at: station.url,
          consistency: { try consistencyProof(from: $0, to: 2, in: station.log.tree) },
          lastKnown: 0)
      }
    }
  }

  @Test func `A witness of a policy is asked at its address`() async throws {
    try await Station.run { station in
      let policy = try WitnessPolicy(
        parsing: """
          log \(station.log.signer.verifier)
          witness west \(station.key.verifier) \(station.url)/
          witness east \(NoteSigner.generate(name: "east", kind: .cosignature).verifier)
          quorum west
          """)
      let checkpoint = try station.log.checkpoint(2)
      let signatures = try await WitnessClient(patience: .seconds(600)).cosign(
        checkpoint: checkpoint, witness: policy.witnesses[0],
        consistency: { try consistencyProof(from: $0, to: 2, in: station.log.tree) }, lastKnown: 0)
      #expect(signatures.count == 1)
      await #expect(throws: WitnessClientError.noAddress(witness: "east")) {
        try await WitnessClient(patience: .seconds(600)).cosign(
          checkpoint: checkpoint, witness: policy.witnesses[1],
          consistency: { try consistencyProof(from: $0, to: 2, in: station.log.tree) },
          lastKnown: 0)
      }
    }
  }

  @Test func `A log that cannot prove its growth says why`() async throws {
    try await Station.run { station in
      await #expect(
        throws: WitnessClientError.noProof(
          from: 0, to: 2, reason: "the proof given is from 1 to 2")
      ) {
        try await WitnessClient(patience: .seconds(600)).cosign(
          checkpoint: station.log.checkpoint(2), by: station.key.verifier, at: station.url,
          consistency: { _ in try consistencyProof(from: 1, to: 2, in: station.log.tree) },
          lastKnown: 0)
      }
    }
  }

  @Test(arguments: [
    "", "witness.example", "ftp://witness.example", "https://", "https://me@witness.example",
    "https://witness.example/?a", "https://witness.example/#a",
  ])
  func `An address that is none is refused`(_ url: String) async throws {
    var station = try Station()
    defer { station.remove() }
    station.url = url
    #expect(await station.problem(2) == .badAddress(url))
  }

  @Test func `A witness that cannot be reached is named`() async throws {
    var station = try Station()
    defer { station.remove() }
    let url = try Canned.unused()
    station.url = url
    #expect(
      await station.problem(2)
        == .unreachable(url: url, reason: "the machine takes no connection"))
  }

  @Test func `A witness that never answers is given up`() async throws {
    let canned = try Canned(answer: nil)
    let station = try Station()
    defer { station.remove() }
    let patience = Duration.milliseconds(300)
    await #expect(throws: WitnessClientError.timedOut(url: canned.url, after: patience)) {
      try await WitnessClient(patience: patience).cosign(
        checkpoint: station.log.checkpoint(2), by: station.key.verifier, at: canned.url,
        consistency: { try consistencyProof(from: $0, to: 2, in: station.log.tree) }, lastKnown: 0)
    }
  }

  @Test func `A cancelled request is given up`() async throws {
    let canned = try Canned(answer: nil)
    var station = try Station()
    defer { station.remove() }
    station.url = canned.url
    let task = Task { [station] in await station.problem(2) }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test func `An endless answer is not read to its end`() async throws {
    let body = String(repeating: "a", count: 200_000)
    let problem = try await Canned.problem("200 OK", body: body)
    #expect(problem == .strangeAnswer(url: "", status: 200))
  }

  @Test func `A redirection is not followed`() async throws {
    let problem = try await Canned.problem("307 Temporary Redirect\r\nLocation: /", body: "")
    #expect(problem == .refused(url: "", status: 307, reason: ""))
  }

  @Test(arguments: ["", "x", "05\n", "5", "5\n\n", "-1\n"])
  func `A conflict without a size is strange`(_ body: String) async throws {
    let problem = try await Canned.problem("409 Conflict", body: body)
    #expect(problem == .strangeAnswer(url: "", status: 409))
  }

  @Test func `A witness that holds the size that was sent, and refuses, is strange`() async throws {
    let problem = try await Canned.problem("409 Conflict", body: "0\n")
    #expect(problem == .strangeAnswer(url: "", status: 409))
  }

  @Test func `A witness that moves while it is asked is asked again later`() async throws {
    let problem = try await Canned.problem("409 Conflict", body: "1\n", then: "2\n")
    #expect(problem == .overtaken(url: "", held: 2))
  }

  @Test func `A connection that the witness closes unannounced is not asked again`() async throws {
    for _ in 0..<20 {
      let problem = try await Canned.problem(
        "409 Conflict", body: "1\n", then: "2\n", announcesEnd: false)
      #expect(problem == .overtaken(url: "", held: 2))
    }
  }

  @Test func `A refusal that breaks off is a refusal`() async throws {
    let problem = try await Canned.problem("503 Busy", body: "later", missing: 5)
    #expect(problem == .refused(url: "", status: 503, reason: ""))
  }

  @Test func `An answer that breaks off is none`() async throws {
    let problem = try await Canned.problem("200 OK", body: "later", missing: 5)
    #expect(problem == .unreachable(url: "", reason: "the connection broke off"))
  }

  @Test func `A witness that goes back while it is asked is found out`() async throws {
    let problem = try await Canned.problem("409 Conflict", body: "2\n", then: "1\n")
    #expect(problem == .witnessBehind(url: "", held: 1, lastKnown: 2))
  }

  @Test func `What a stranger says is made safe to show`() async throws {
    let problem = try await Canned.problem("503 Busy", body: "come\u{1B}[2J back\u{9B}\n later")
    #expect(problem == .refused(url: "", status: 503, reason: "come[2J back later"))
  }

  @Test(arguments: [
    (WitnessClientError.forked(url: "", origin: "", size: 1), true),
    (.inconsistent(url: "", origin: "", from: 1, to: 2), true),
    (.logBehind(url: "", origin: "", held: 2, size: 1), true),
    (.witnessBehind(url: "", held: 1, lastKnown: 2), true),
    (.overtaken(url: "", held: 1), false),
    (.unreachable(url: "", reason: ""), false),
  ])
  func `Two stories are an alarm, and silence is none`(_ error: WitnessClientError, _ isAlarm: Bool)
  {
    #expect(error.isAlarm == isAlarm)
  }
}

/// A port that gives the answers it was given, whatever is asked.
private struct Canned {
  let url: String

  /// Answers every connection in turn, the last one for ever; never if there is no answer.
  init(answer: String?, then later: String? = nil) throws {
    let (listener, url) = try Self.listen()
    self.url = url
    guard let answer else { return }
    let answers = [answer, later ?? answer]
    Thread.detachNewThread {
      for number in 0... {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var asked: [UInt8] = []
        while !Self.isWhole(asked) {
          let count = read(connection, &buffer, buffer.count)
          guard count > 0 else { break }
          asked += buffer[..<count]
        }
        let bytes = Array(answers[min(number, 1)].utf8)
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        close(connection)
      }
    }
  }

  /// What a client makes of an answer; the address is left out, since it is another each time.
  ///
  /// - Parameters:
  ///   - announcesEnd: whether the answer says that the connection ends with it, as it does.
  ///   - missing: how many bytes more the answer promises.
  static func problem(
    _ status: String, body: String, then later: String? = nil, announcesEnd: Bool = true,
    missing: Int = 0
  ) async throws -> WitnessClientError? {
    let end = announcesEnd ? "Connection: close\r\n" : ""
    func answer(_ body: String) -> String {
      "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count + missing)\r\n\(end)\r\n\(body)"
    }
    let canned = try Canned(answer: answer(body), then: later.map(answer))
    var station = try Station()
    defer { station.remove() }
    station.url = canned.url
    switch await station.problem(5) {
    case .strangeAnswer(_, let status): return .strangeAnswer(url: "", status: status)
    case .unreachable(_, let reason): return .unreachable(url: "", reason: reason)
    case .refused(_, let status, let reason):
      return .refused(url: "", status: status, reason: reason)
    case .overtaken(_, let held): return .overtaken(url: "", held: held)
    case .witnessBehind(_, let held, let known):
      return .witnessBehind(url: "", held: held, lastKnown: known)
    case let other: return other
    }
  }

  /// An address where nobody listens.
  static func unused() throws -> String {
    let (listener, url) = try listen()
    close(listener)
    return url
  }

  private static func listen() throws -> (Int32, String) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) + Glibc.listen(listener, 8) + getsockname(listener, $0, &length)
      }
    }
    try #require(code == 0)
    return (listener, "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))")
  }

  /// Whether head and body of a request have come, judged by the length in its head.
  private static func isWhole(_ asked: [UInt8]) -> Bool {
    let text = String(decoding: asked, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n"),
      let length = text.firstMatch(of: /(?i)content-length: (\d+)/).flatMap({ Int($0.1) })
    else { return false }
    return text[end.upperBound...].utf8.count >= length
  }
}
