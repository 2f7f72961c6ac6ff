import Foundation
import FoundationNetworking
import Synchronization
import Testing

/// The site as a process of its own: what it answered stands, whatever happens to it.
@Suite struct ReliabilityTests {
  /// A partnership whose form is open to anybody.
  private static func partnership() async throws -> Partnership {
    let partnership = try await Partnership()
    try await partnership.appoint(
      "p-2", "front-door-screener", body: "children-social-care/northmoor")
    return partnership
  }

  @Test func `What was answered before the site was ended stands after it begins again`()
    async throws
  {
    let partnership = try await Self.partnership()
    let first = try await Serving(partnership)
    let codes = Codes()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask {
          while let page = try? await first.report("what was seen at the gate"),
            let code = page.code
          {
            codes.add(code)
          }
        }
      }
      group.addTask {
        while codes.all.count < 20 { try? await Task.sleep(for: .milliseconds(20)) }
        first.end()
      }
    }
    #expect(await first.status() == 0)
    let answered = codes.all
    #expect(answered.count >= 20)
    #expect(Set(answered).count == answered.count)
    let second = try await Serving(partnership)
    for code in answered {
      let reply = try await second.post("/receipt", ["code": code])
      #expect(reply.body.contains("How your warning stands"), "\(reply.status)")
    }
    second.end()
    #expect(await second.status() == 0)
  }

  @Test func `A full disk is said, loses no words, and leaves nothing half done`() async throws {
    let partnership = try await Self.partnership()
    let site = try await Serving(partnership)
    #expect(try await site.report("before").code != nil)
    let size = try await partnership.size()
    try await site.limitFiles(to: "4096")
    let refused = try await site.report("said while the disk was full")
    #expect(refused.status == 503 || refused.status == 507)
    #expect(refused.body.contains("said while the disk was full"))
    #expect(try await partnership.size() == size)
    let health = try await site.get("/health/live")
    #expect(health.status == 200)
    try await site.limitFiles(to: "unlimited")
    #expect(try await site.report("after").code != nil)
    #expect(try await partnership.size() == size + 1)
    site.end()
    #expect(await site.status() == 0)
    let verified = try await partnership.ledger("verify")
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test func `A backup is made while people write`() async throws {
    let partnership = try await Self.partnership()
    let site = try await Serving(partnership)
    async let written: Void = {
      for number in 0..<10 { _ = try await site.report("number \(number)") }
    }()
    let backup = try await Heed.run(
      "backup", partnership.folder + "/copy.casebook", "--casebook", partnership.casebook)
    #expect(backup.status == 0, "\(backup.errors)")
    try await written
    site.end()
    #expect(await site.status() == 0)
  }

  @Test func `A demonstration is never opened to others`() async throws {
    let run = try await Heed.run("serve", "--demo", "--listen", "0.0.0.0", "--port", "0")
    #expect(run.status == 2)
    #expect(run.errors.contains("TLS"))
  }
}

/// The codes of receipts that several people were given.
private final class Codes: Sendable {
  private let codes = Mutex<[String]>([])

  var all: [String] { codes.withLock { $0 } }
  func add(_ code: String) { codes.withLock { $0.append(code) } }
}

/// A site that serves a casebook, until it is ended.
private final class Serving: Sendable {
  struct Reply: Sendable {
    var status: Int
    var body: String

    /// The code of a receipt, where the page shows one.
    var code: String? {
      guard status == 200 else { return nil }
      let code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/
      return body.firstMatch(of: code).map { String($0.0) }
    }
  }

  private let process: Process
  private let base: String

  init(_ partnership: Partnership) async throws {
    let process = Process()
    process.executableURL = Heed.program
    process.arguments = [
      "serve", "--casebook", partnership.casebook, "--as", "p-2", "--key",
      "\(partnership.folder)/p-2.key", "--port", "0", "--public-form",
    ]
    process.currentDirectoryURL = Project.root
    process.environment = Heed.environment
    process.standardInput = FileHandle.nullDevice
    let said = partnership.folder + "/\(UUID().uuidString).out"
    try Data().write(to: URL(fileURLWithPath: said))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: said))
    process.standardError = FileHandle.nullDevice
    try process.run()
    self.process = process
    var line = ""
    for _ in 0..<1200 where !line.contains("\n") && process.isRunning {
      try await Task.sleep(for: .milliseconds(100))
      line = try String(contentsOfFile: said, encoding: .utf8)
    }
    let match = try #require(line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/))
    base = String(match.0)
  }

  deinit { if process.isRunning { process.terminate() } }

  /// Asks it to end, as the system does.
  func end() { process.terminate() }

  /// What it ended with; nil if it has not after a minute.
  func status() async -> Int32? {
    for _ in 0..<600 where process.isRunning { try? await Task.sleep(for: .milliseconds(100)) }
    return process.isRunning ? nil : process.terminationStatus
  }

  /// Bounds the size of every file that it writes from now on.
  func limitFiles(to bytes: String) async throws {
    let limit = try Process.run(
      URL(fileURLWithPath: "/usr/bin/env"),
      arguments: ["prlimit", "--pid", "\(process.processIdentifier)", "--fsize=\(bytes):"])
    while limit.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    try #require(limit.terminationStatus == 0)
  }

  func report(_ words: String) async throws -> Reply {
    try await post("/report", ["about-place": "the gate of a school", "words": words])
  }

  func get(_ path: String) async throws -> Reply {
    try await send(URLRequest(url: try #require(URL(string: base + path))))
  }

  func post(_ path: String, _ fields: [String: String]) async throws -> Reply {
    var request = URLRequest(url: try #require(URL(string: base + path)))
    request.httpMethod = "POST"
    request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    let plain = CharacterSet.alphanumerics
    request.httpBody = Data(
      fields.map { name, value in
        "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: plain) ?? "")"
      }.joined(separator: "&").utf8)
    return try await send(request)
  }

  private func send(_ request: URLRequest) async throws -> Reply {
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    return Reply(status: status, body: String(decoding: data, as: UTF8.self))
  }
}
