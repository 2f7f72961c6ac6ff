import Foundation
import Testing

@testable import WebServer

/// TLS with a certificate that the test makes for itself.
@Suite struct TLSTests {
  /// A folder with `site.pem` and `site.key`, which are removed with it.
  private final class Folder: Sendable {
    let path: String

    init() throws {
      path =
        FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)")
        .path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var certificate: Network.Certificate {
      .init(chain: path + "/site.pem", key: path + "/site.key")
    }

    /// Makes a pair, in the place of the one that is there.
    func make(named name: String, days: Int = 2) async throws {
      let run = try await TLSTests.openssl([
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", path + "/site.key", "-out", path + "/site.pem", "-days", "\(days)", "-subj",
        "/CN=\(name)", "-addext", "subjectAltName=IP:127.0.0.1",
      ])
      try #require(run.status == 0, "\(run.output)")
    }
  }

  private static func openssl(
    _ arguments: [String], input: String = ""
  ) async throws -> (status: Int32, output: String) {
    try await blocking { Result { try run(arguments, input) } }.get()
  }

  private static func run(
    _ arguments: [String], _ input: String
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "20", "openssl"] + arguments
    let (sent, said) = (Pipe(), Pipe())
    process.standardInput = sent
    process.standardOutput = said
    process.standardError = said
    try process.run()
    sent.fileHandleForWriting.write(Data(input.utf8))
    sent.fileHandleForWriting.closeFile()
    let output = said.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Asks over TLS, trusting the certificate of the folder alone.
  private static func ask(
    _ site: Site, _ folder: Folder, _ path: String = "/help", _ more: [String] = []
  ) async throws -> String {
    try await openssl(
      [
        "s_client", "-connect", "127.0.0.1:\(site.port)", "-CAfile", folder.path + "/site.pem",
        "-verify_return_error", "-ign_eof",
      ] + more,
      input:
        "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(site.port)\r\nConnection: close\r\n\r\n"
    ).output
  }

  @Test func `A browser that knows the certificate is answered, and told to come only so`()
    async throws
  {
    let folder = try Folder()
    try await folder.make(named: "first")
    let site = try await Site(
      beside: Site.shared.value, network: Network(certificate: folder.certificate))
    let answer = try await Self.ask(site, folder)
    #expect(answer.contains("HTTP/1.1 200 OK"))
    #expect(answer.lowercased().contains("strict-transport-security: max-age="))
    let plain = try Wire(port: site.port)
    await plain.send(site.head("GET", "/help"))
    let answered = await plain.receive() ?? ""
    #expect(!answered.contains("HTTP/1.1 200"))
  }

  @Test func `Old versions of TLS are not spoken`() async throws {
    let folder = try Folder()
    try await folder.make(named: "first")
    let site = try await Site(
      beside: Site.shared.value, network: Network(certificate: folder.certificate))
    let old = try await Self.ask(site, folder, "/help", ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
    #expect(!old.contains("HTTP/1.1 200"))
    #expect(try await Self.ask(site, folder, "/help", ["-tls1_2"]).contains("HTTP/1.1 200"))
  }

  @Test func `A suite without forward secrecy is not spoken`() async throws {
    let folder = try Folder()
    try await folder.make(named: "first")
    let site = try await Site(
      beside: Site.shared.value, network: Network(certificate: folder.certificate))
    let weak = try await Self.ask(
      site, folder, "/help", ["-tls1_2", "-cipher", "kRSA:@SECLEVEL=0"])
    #expect(!weak.contains("HTTP/1.1 200"))
    let good = try await Self.ask(site, folder, "/help", ["-tls1_2", "-cipher", "ECDHE+AESGCM"])
    #expect(good.contains("HTTP/1.1 200"))
  }

  @Test func `A new certificate is taken up while people are connected, and a bad one is not`()
    async throws
  {
    let folder = try Folder()
    try await folder.make(named: "first")
    let notes = Site.Shift()
    let site = try await Site(
      beside: Site.shared.value,
      network: Network(
        certificate: folder.certificate,
        log: ServerLog { notes.note($0) }))
    try await folder.make(named: "second")
    try await reload(until: "was read again", notes)
    #expect(try await Self.ask(site, folder).contains("CN = second"))
    let kept = try Data(contentsOf: URL(fileURLWithPath: folder.certificate.chain))
    try Data("no certificate".utf8).write(to: URL(fileURLWithPath: folder.certificate.chain))
    try await reload(until: "the old one stays", notes)
    try kept.write(to: URL(fileURLWithPath: folder.certificate.chain))
    #expect(try await Self.ask(site, folder).contains("CN = second"))
  }

  private func reload(until words: String, _ notes: Site.Shift) async throws {
    kill(getpid(), SIGHUP)
    for _ in 0..<100 where !notes.lines.contains(where: { $0.contains(words) }) {
      try await Task.sleep(for: .milliseconds(50))
    }
    let isSaid = notes.lines.contains { $0.contains(words) }
    #expect(isSaid, "\(words)")
  }

  @Test func `Files that are no pair are named, and nothing is opened`() async throws {
    let (one, other) = (try Folder(), try Folder())
    try await one.make(named: "one")
    try await other.make(named: "other")
    let mixed = Network.Certificate(chain: one.certificate.chain, key: other.certificate.key)
    #expect(throws: WebServerError.keyOfAnother(chain: mixed.chain, key: mixed.key)) {
      try Certificates(mixed)
    }
    let missing = Network.Certificate(chain: "/none", key: "/none")
    #expect(throws: WebServerError.badCertificate(path: "/none")) { try Certificates(missing) }
  }
}
