import Accounts
import Casebook
import CasebookSQLite
import CivilTime
import Demonstration
import Diagnostics
import Documents
import Foundation
import FoundationNetworking
import HeedTesting
import Language
import LawLibrary
import LawPack
import OpenIDConnect
import ReferralSheet
import Synchronization
import Testing
import WebPages

@testable import WebServer

/// The pages over a demonstration, served on this machine. What a test writes, others may read: those that count make one of their own.
final class Site: Sendable {
  let base: String
  let port: Int
  let demonstration: Demonstration
  let desk: Desk
  private let running: Task<Void, any Error>
  let folder: String
  /// Whether the folder is another's, and stays.
  private let isGuest: Bool

  /// As little work for a password as there is.
  static let quick = PasswordCost(logN: 4, r: 8, p: 1)

  static let now = Instant("2026-11-20T14:30:00.000Z")!

  /// One for all tests that only look.
  static let shared = Task { try await Site() }

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let law = Result { () throws in
    try LawLibrary.load(from: root.appendingPathComponent("Law").path, cache: .none).0
  }

  /// - Parameters:
  ///   - hasAccounts: whether people sign in with accounts, of which there is none yet.
  ///   - openID: a provider through which they may come in too.
  init(
    idleMinutes: Int = 30, hasAccounts: Bool = false, openID: OpenIDEntry? = nil,
    isSecure: Bool = false
  ) async throws {
    let law = try Site.law.get()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("site-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    removedAtEnd(folder)
    self.folder = folder
    isGuest = false
    let language = CasebookFile.Language(
      vocabulary: law.vocabulary, frameworks: law.frameworks.map(\.id), calendars: law.calendars)
    let shift = Shift()
    demonstration = try Demonstration.make(
      at: folder + "/demonstration.casebook", language: language, now: Site.now,
      clock: { shift.now })
    self.shift = shift
    let site = try WebPages.Site(
      at: Site.root.appendingPathComponent("Sources/WebPages").path)
    desk = try Desk(
      casebook: demonstration.casebook, law: law,
      rules: try Site.read("language.yaml") { readLanguage($0, file: $1, report: &$2) }.added,
      referralForm: try Site.read("nrm-form.yaml") {
        readReferralForm($0, file: $1, vocabulary: law.vocabulary, report: &$2)
      },
      door: hasAccounts
        ? .accounts(try AccountStore(at: folder + "/accounts", cost: Site.quick)).admitting(openID)
        : .demonstration(
          demonstration.people.map {
            Desk.Entrance(person: $0.id, title: $0.post, role: $0.role, sentence: $0.tries)
          }, receipts: [], credentials: demonstration.people.map(\.credential)),
      site: site, storePath: folder + "/desk", idleMinutes: idleMinutes, isSecure: isSecure,
      log: { line in shift.note(line) }, clock: { shift.now })
    (port, running) = await Site.open(desk, on: Network())
    base = "http://127.0.0.1:\(port)"
  }

  /// The same casebook, reached in another way: making one takes longer than everything that is tried of the network.
  init(beside other: Site, network: Network) async {
    (demonstration, desk, shift, folder) = (
      other.demonstration, other.desk, other.shift, other.folder
    )
    isGuest = true
    (port, running) = await Site.open(desk, on: network)
    base = "http://127.0.0.1:\(port)"
  }

  private static func open(
    _ desk: Desk, on network: Network
  ) async -> (port: Int, running: Task<Void, any Error>) {
    let (ports, told) = AsyncStream.makeStream(of: Int.self)
    let running = Task { try await serve(desk, on: network, port: 0) { told.yield($0) } }
    var found = ports.makeAsyncIterator()
    return (await found.next() ?? 0, running)
  }

  let shift: Shift

  /// Lets time pass, and keeps what the site said of itself.
  final class Shift: Sendable {
    private let milliseconds = Mutex(0)
    private let said = Mutex<[String]>([])

    var now: Instant { Site.now.adding(milliseconds: milliseconds.withLock { $0 }) }
    var lines: [String] { said.withLock { $0 } }
    func pass(minutes: Int) { milliseconds.withLock { $0 += minutes * 60_000 } }
    func note(_ line: String) { said.withLock { $0.append(line) } }
  }

  private static func read<Value>(
    _ file: String, _ parse: (Node, String, inout Report) -> Value?
  ) throws -> Value {
    let bytes = try Data(contentsOf: root.appendingPathComponent("Law/\(file)"))
    var report = Report()
    let node = try #require(
      readDocument(Array(bytes), file: file, format: .yaml, report: &report))
    return try #require(parse(node, file, &report))
  }

  deinit {
    running.cancel()
    if !isGuest { try? FileManager.default.removeItem(atPath: folder) }
  }

  // MARK: People

  /// Somebody with a browser, who is signed in.
  func visitor(_ person: String) async throws -> Browser {
    let browser = Browser(base: base)
    let reply = try await browser.post("/sign-in", ["person": person, "then": "/"])
    #expect(reply.status == 303)
    return browser
  }

  func visitor(_ role: Role) async throws -> Browser {
    try await visitor(#require(demonstration.people.first { $0.role == role }).id)
  }

  func stranger() -> Browser { Browser(base: base) }
}

/// What a browser does, without showing anything: it keeps its cookie and follows nothing by itself.
final class Browser: Sendable {
  struct Reply: Sendable {
    var status: Int
    var headers: [String: String]
    var body: String

    var location: String? { headers["location"] }

    /// What a page says for itself, without the moment and the log at its foot.
    var main: String { body.firstMatch(of: /(?s)<main.*<\/main>/).map { String($0.0) } ?? "" }

    /// The value of the hidden field that binds forms to the session.
    var formToken: String? {
      body.firstMatch(of: /name="form-token" value="([0-9a-f]+)"/).map { String($0.1) }
    }
  }

  let base: String
  private let cookie = Mutex<String?>(nil)

  init(base: String) { self.base = base }

  /// Shared, since it keeps nothing of anybody.
  private static let connections: URLSession = {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpShouldSetCookies = false
    configuration.httpCookieStorage = nil
    configuration.httpMaximumConnectionsPerHost = 32
    return URLSession(configuration: configuration, delegate: Still(), delegateQueue: nil)
  }()

  var token: String? {
    get { cookie.withLock { $0 } }
    set { cookie.withLock { $0 = newValue } }
  }

  func get(_ path: String, headers: [String: String] = [:]) async throws -> Reply {
    try await send("GET", path, body: nil, headers: headers)
  }

  /// Sends a form with the token of the session.
  func submit(
    _ path: String, _ fields: [(String, String)] = [], from page: String = "/help"
  ) async throws -> Reply {
    let token = try #require(try await get(page).formToken, "the page has no form")
    return try await send(
      "POST", path, body: encoded(fields + [("form-token", token)]), headers: [:])
  }

  func post(
    _ path: String, _ fields: [String: String], headers: [String: String] = [:]
  ) async throws -> Reply {
    try await send("POST", path, body: encoded(fields.map { ($0, $1) }), headers: headers)
  }

  private func encoded(_ fields: [(String, String)]) -> String {
    fields.map { "\(pathPart($0))=\(pathPart($1))" }.joined(separator: "&")
  }

  /// The bytes that stand at an address.
  func bytes(_ path: String) async throws -> [UInt8] {
    let address = try #require(URL(string: base + path))
    let (data, response) = try await URLSession.shared.data(from: address)
    #expect((response as? HTTPURLResponse)?.statusCode == 200, "\(path)")
    return Array(data)
  }

  func send(
    _ method: String, _ path: String, body: String?, headers: [String: String]
  ) async throws -> Reply {
    var request = URLRequest(url: try #require(URL(string: base + path)))
    request.httpMethod = method
    request.timeoutInterval = 120
    if let body {
      request.httpBody = Data(body.utf8)
      request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    }
    if let token { request.setValue("heed-session=\(token)", forHTTPHeaderField: "Cookie") }
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await Browser.connections.data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    var found: [String: String] = [:]
    for (name, value) in answer.allHeaderFields {
      if let name = name as? String, let value = value as? String {
        found[name.lowercased()] = value
      }
    }
    if let set = found["set-cookie"]?.firstMatch(of: /heed-session=([0-9a-f]*)/) {
      token = set.1.isEmpty ? nil : String(set.1)
    }
    return Reply(
      status: answer.statusCode, headers: found, body: String(decoding: data, as: UTF8.self))
  }

  /// Goes nowhere by itself.
  private final class Still: NSObject, URLSessionTaskDelegate {
    func urlSession(
      _ session: URLSession, task: URLSessionTask,
      willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
      completionHandler: @escaping (URLRequest?) -> Void
    ) {
      completionHandler(nil)
    }
  }
}
