import CasebookSQLite
import Foundation
import Testing

@testable import WebServer

/// What no browser sends.
@Suite struct AttackTests {
  private static let form = "Content-Type: application/x-www-form-urlencoded"

  @Test(arguments: [
    ["Content-Length: 5", "Transfer-Encoding: chunked"],
    ["Transfer-Encoding: chunked", "Content-Length: 5"],
    ["Content-Length: 5", "Content-Length: 6"], ["Content-Length: +5"], ["Content-Length: -1"],
    ["Transfer-Encoding: xchunked", "Content-Length: 5"],
    ["Transfer-Encoding : chunked"],
  ])
  func `A request that two readers would cut in two places is not answered`(_ headers: [String])
    async throws
  {
    let site = try await Site.shared.value
    let lines = ["POST /receipt HTTP/1.1", "Host: 127.0.0.1:\(site.port)", Self.form] + headers
    let wire = try Wire(port: site.port)
    await wire.send(lines.joined(separator: "\r\n") + "\r\n\r\n0\r\n\r\nGET /help HTTP/1.1\r\n\r\n")
    let answer = await wire.receiveAll()
    #expect(!answer.contains("200 OK"))
    #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"), "\(answer.prefix(80))")
  }

  @Test(arguments: ["X-Odd: a\u{0}b", "X-Odd: a\u{7F}", "X\u{1}: a", "X Odd: a", ": a"])
  func `A header with what no header may hold is not answered`(_ header: String) async throws {
    let site = try await Site.shared.value
    let status = try await site.status(of: site.head("GET", "/help", header))
    #expect(status == nil || status == 400)
  }

  @Test func `Headers are bounded`() async throws {
    let site = try await Site.shared.value
    let long = "X-Odd: " + String(repeating: "a", count: 100_000)
    let status = try await site.status(of: site.head("GET", "/help", long))
    #expect(status == nil || status == 400)
    let many = (0..<2000).map { "X-\($0): a" }.joined(separator: "\r\n")
    let other = try await site.status(of: site.head("GET", "/help", many))
    #expect(other == nil || other == 400)
  }

  @Test func `An address that is too long is refused`() async throws {
    let site = try await Site.shared.value
    let path = "/help?" + String(repeating: "a", count: 9000)
    #expect(try await site.status(of: site.head("GET", path)) == 414)
  }

  @Test func `A body that says it is too long is refused before it is sent`() async throws {
    let site = try await Site.shared.value
    let head = site.head("POST", "/receipt", Self.form, "Content-Length: 999999999")
    #expect(try await site.status(of: head) == 413)
  }

  @Test func `A body that does not say how long it is, is refused when it is too long`()
    async throws
  {
    let site = try await Site.shared.value
    let wire = try Wire(port: site.port)
    await wire.send(site.head("POST", "/receipt", Self.form, "Transfer-Encoding: chunked"))
    let chunk = String(repeating: "a", count: 0x8000)
    for _ in 0..<9 { await wire.send("8000\r\n\(chunk)\r\n") }
    #expect(await wire.status() == 413)
  }

  @Test func `A body that trickles is not waited for`() async throws {
    let site = try await Site(
      beside: Site.shared.value, network: Network(bounds: .init(idle: 30, form: 1)))
    let wire = try Wire(port: site.port)
    await wire.send(site.head("POST", "/receipt", Self.form, "Content-Length: 1000"))
    let begun = ContinuousClock.now
    await wire.send("code=")
    #expect(await wire.status() == 408)
    #expect(await wire.receiveAll().count < 10_000)
    #expect(ContinuousClock.now - begun < .seconds(10))
  }

  @Test(arguments: [
    "GET /help HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
    "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "GET /api/v1/\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "POST /receipt HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000000\r\n\r\n",
  ])
  func `Whoever is refused is told that the connection ends, and asks on over another`(
    _ head: String
  ) async throws {
    let site = try await Site.shared.value
    let wire = try Wire(port: site.port)
    await wire.send(head)
    let answer = await wire.receiveAll()
    #expect(answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(60))")
    #expect(answer.lowercased().contains("\r\nconnection: close\r\n"), "\(answer.prefix(400))")
  }

  @Test func `A head that trickles is not waited for`() async throws {
    let site = try await Site(beside: Site.shared.value, network: Network(bounds: .init(idle: 1)))
    let wire = try Wire(port: site.port)
    let begun = ContinuousClock.now
    for letter in "GET /help HTTP/1.1\r\nHost: 127" {
      guard await wire.send(String(letter)) else { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(await wire.receive() == nil)
    #expect(ContinuousClock.now - begun < .seconds(15))
  }

  @Test(arguments: [
    "/assets/../../../etc/passwd", "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/assets/..%2f..%2fDesk.swift", "/ledger/tile/../../../etc/passwd", "//etc/passwd",
    "/assets/heed.css%00.png", "/cases/..%2f..%2fetc",
  ])
  func `No path leads out of what is served`(_ path: String) async throws {
    let site = try await Site.shared.value
    let wire = try Wire(port: site.port)
    await wire.send(site.head("GET", path, "Connection: close"))
    let answer = await wire.receiveAll()
    #expect(!answer.contains("root:"))
    let isRefused = ["404", "400", "303"].contains { answer.hasPrefix("HTTP/1.1 \($0)") }
    #expect(isRefused, "\(answer.prefix(60))")
  }

  @Test(arguments: [
    "/help?a=%", "/help?a=%zz", "/help?%C3%28=%FF", "/help?a=%00", "/cases/%", "/cases/%FF%FE",
    "/raised/%00", "/cases/%E2%80%AE", "/help?" + String(repeating: "a=b&", count: 1500),
  ])
  func `Bad percents, bad letters and null bytes are no errors of ours`(_ path: String) async throws
  {
    let site = try await Site.shared.value
    let status = try #require(try await site.status(of: site.head("GET", path)))
    #expect(status < 500)
  }

  @Test func `A line end in what is asked for does not become a header`() async throws {
    let site = try await Site.shared.value
    let wire = try Wire(port: site.port)
    await wire.send(
      site.head(
        "GET", "/cases/a%0d%0aX-Injected:%20yes?b=%0d%0aX-Injected:%20yes", "Connection: close")
    )
    let answer = await wire.receiveAll()
    #expect(!answer.lowercased().contains("\nx-injected"))
  }

  @Test func `A request for another name is not answered`() async throws {
    let site = try await Site.shared.value
    let head = "GET /help HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n"
    #expect(try await site.status(of: head) == 421)
    #expect(try await site.status(of: "GET /help HTTP/1.1\r\n\r\n") != 200)
  }

  @Test(arguments: ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "ODD"])
  func `Methods that no page has do nothing`(_ method: String) async throws {
    let site = try await Site.shared.value
    let status = try await site.status(of: site.head(method, "/help", "X-Secret: echo"))
    #expect(status == nil || (400..<500).contains(status ?? 0) || status == 501)
  }

  @Test func `A form in the dress of a file is taken only where files are`() async throws {
    let site = try await Site.shared.value
    let body = "--a\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\nb\r\n--a--\r\n"
    let reply = try await site.stranger().send(
      "POST", "/receipt", body: body,
      headers: ["Content-Type": "multipart/form-data; boundary=a"])
    #expect(reply.status == 415)
  }

  @Test func `What is attached is what its bytes say, and not what it is called`() {
    #expect(DocumentKind(Array("%PDF-1.7".utf8), named: "a.exe") == .pdf)
    #expect(DocumentKind(Array("MZ\u{0}\u{1}".utf8), named: "a.pdf") == nil)
    #expect(DocumentKind([0x50, 0x4B, 3, 4], named: "a.jar") == nil)
    #expect(DocumentKind([0x50, 0x4B, 3, 4], named: "a.docx") == .docx)
    #expect(DocumentKind(Array("<script>alert(1)</script>".utf8), named: "a.html") == .txt)
    #expect(DocumentKind([0xFF, 0x00], named: "a.txt") == nil)
    #expect(DocumentKind([], named: "a.txt") == nil)
  }

  @Test(arguments: [
    "sha256:../../etc/passwd.pdf", "sha256:" + String(repeating: "a", count: 64) + ".exe",
    "sha256:" + String(repeating: "a", count: 63) + ".pdf", "a shelf in the office", "",
    "sha256:" + String(repeating: "a", count: 64) + ".pdf/..",
  ])
  func `A place of an original that is no hash opens no file`(_ text: String) {
    #expect(DocumentReference(text) == nil)
  }
}
