import CivilTime
import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing

@testable import OpenIDConnect

/// A provider on this machine, which a test starts, and which misbehaves as the test says.
final class LocalProvider: Sendable {
  /// How the provider behaves. Paths begin without a slash: `keys`.
  struct Conduct: Sendable {
    var keys: [SigningKey] = []
    /// Signs; the first of `keys` if nil.
    var signer: SigningKey?
    /// Changes of what it says of itself; nil leaves a member out.
    var description: [String: (any Sendable)?] = [:]
    /// Changes of the claims.
    var claims: [String: (any Sendable)?] = [:]
    /// The whole answer of the token address, instead of one with a token.
    var tokenAnswer: String?
    /// Sends bytes without end at these paths.
    var huge: Set<String> = []
    /// Begins an answer at these paths, and does not go on.
    var slow: Set<String> = []
    /// Sends whoever asks at these paths to another address.
    var redirecting: Set<String> = []
    var status: [String: Int] = [:]
  }

  /// What the token address was sent.
  struct Exchanged: Sendable {
    var authorization: String?
    var form: [String: String]
  }

  static let secret = "a secret: 100% & more"
  static let site = "https://heed.example.org"

  let clock = Clock()
  private let port = Mutex(0)
  private let conduct: Mutex<Conduct>
  private let codes = Mutex<[String: Granted]>([:])
  private let asked = Mutex<[String]>([])
  private let exchanged = Mutex<[Exchanged]>([])

  private struct Granted {
    var nonce: String
    var challenge: String
    var address: String
  }

  final class Clock: Sendable {
    private let milliseconds = Mutex(Instant("2026-11-20T14:30:00.000Z")!.milliseconds)
    var now: Instant { Instant(milliseconds: milliseconds.withLock { $0 }) }
    func pass(seconds: Int) { milliseconds.withLock { $0 += seconds * 1000 } }
  }

  private init(keys: [SigningKey]) { conduct = Mutex(Conduct(keys: keys)) }

  /// Starts a provider of the test's own.
  static func run(_ test: (LocalProvider) async throws -> Void) async throws {
    let provider = LocalProvider(keys: [try await .es256("first")])
    let (ports, told) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in
        try await provider.answer(request)
      },
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { told.yield($0.localAddress?.port ?? 0) },
      logger: Logger(label: "provider") { _ in SwiftLogNoOpLogHandler() })
    // It goes with the process: one that is stopped while somebody comes in would end all tests.
    Task { try await application.run() }
    var found = ports.makeAsyncIterator()
    let port = try #require(await found.next())
    provider.port.withLock { $0 = port }
    try await test(provider)
  }

  var issuer: String { "http://127.0.0.1:\(port.withLock { $0 })" }

  func behaves(_ change: (inout Conduct) -> Void) { conduct.withLock { change(&$0) } }

  /// The paths that were asked for, in order.
  var questions: [String] { asked.withLock { $0 } }
  var exchanges: [Exchanged] { exchanged.withLock { $0 } }

  // MARK: The site

  /// The site, as this provider knows it.
  func site(
    people: OpenIDPeople? = OpenIDPeople(["248289761001": "jo-larch"]),
    limits: HTTPExchange.Limits = .init(),
    _ change: (inout OpenIDConfiguration) -> Void = { _ in }
  ) -> OpenIDClient {
    var configuration = OpenIDConfiguration(
      issuer: issuer, clientID: "heed", secretFile: "", peopleFile: "", site: LocalProvider.site)
    change(&configuration)
    return OpenIDClient(
      configuration, secret: LocalProvider.secret, people: { people },
      exchange: HTTPExchange(limits: limits), addresses: AddressRule(allowsLoopback: true),
      clock: { [clock] in clock.now })
  }

  /// What a browser brings back after somebody has signed in here.
  func signIn(_ departure: OpenIDClient.Departure) throws -> [String: [String]] {
    let parts = departure.address.split(separator: "?", maxSplits: 1)
    #expect(parts[0] == "\(issuer)/authorize")
    let question = LocalProvider.fields(String(parts[1]))
    #expect(question["response_type"] == "code")
    #expect(question["scope"] == "openid")
    #expect(question["client_id"] == "heed")
    #expect(question["code_challenge_method"] == "S256")
    #expect(question["max_age"] == "3600")
    let code = newSecret()
    let granted = Granted(
      nonce: try #require(question["nonce"]), challenge: try #require(question["code_challenge"]),
      address: try #require(question["redirect_uri"]))
    codes.withLock { $0[code] = granted }
    return ["state": [try #require(question["state"])], "code": [code], "iss": [issuer]]
  }

  // MARK: Answers

  private func answer(_ request: Request) async throws -> Response {
    let path = String(request.uri.path.dropFirst())
    asked.withLock { $0.append(path) }
    let conduct = conduct.withLock { $0 }
    if conduct.redirecting.contains(path) {
      return Response(status: .found, headers: [.location: "\(issuer)/elsewhere"])
    }
    if let status = conduct.status[path] { return Response(status: .init(code: status)) }
    if conduct.huge.contains(path) { return unasked(pause: nil) }
    if conduct.slow.contains(path) { return unasked(pause: .milliseconds(20)) }
    switch path {
    case ".well-known/openid-configuration": return try said(description(conduct))
    case "keys":
      return Response(
        status: .ok,
        body: .init(byteBuffer: ByteBuffer(bytes: try SigningKey.list(conduct.keys))))
    case "token": return try await token(request, conduct)
    default: return Response(status: .notFound)
    }
  }

  private func description(_ conduct: Conduct) -> [String: any Sendable] {
    var said: [String: any Sendable] = [
      "issuer": issuer, "authorization_endpoint": "\(issuer)/authorize",
      "token_endpoint": "\(issuer)/token", "jwks_uri": "\(issuer)/keys",
      "response_types_supported": ["code"], "code_challenge_methods_supported": ["S256"],
      "authorization_response_iss_parameter_supported": true,
    ]
    for (name, value) in conduct.description { said[name] = value }
    return said
  }

  /// A code is good once, for whoever knows the client's secret and the verifier.
  private func token(_ request: Request, _ conduct: Conduct) async throws -> Response {
    let authorization = request.headers[.authorization]
    var request = request
    let body = try await request.collectBody(upTo: 64 << 10)
    let form = LocalProvider.fields(String(decoding: body.readableBytesView, as: UTF8.self))
    exchanged.withLock { $0.append(Exchanged(authorization: authorization, form: form)) }
    if let answer = conduct.tokenAnswer {
      return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: answer)))
    }
    guard let code = form["code"], let verifier = form["code_verifier"],
      let granted = codes.withLock({ $0.removeValue(forKey: code) }),
      ProofKey(verifier: verifier).challenge == granted.challenge,
      form["redirect_uri"] == granted.address, form["grant_type"] == "authorization_code"
    else { return Response(status: .badRequest) }
    var claims = soundClaims(nonce: granted.nonce, issuer: issuer, at: clock.now)
    for (name, value) in conduct.claims { claims[name] = value }
    let signer = conduct.signer ?? conduct.keys[0]
    return try said([
      "access_token": "unused", "token_type": "Bearer", "id_token": signer.token(claims),
    ])
  }

  private func said(_ value: [String: any Sendable]) throws -> Response {
    let bytes = try JSONSerialization.data(withJSONObject: value)
    return Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(bytes: Array(bytes))))
  }

  private func unasked(pause: Duration?) -> Response {
    let piece = ByteBuffer(string: String(repeating: " ", count: pause == nil ? 16_384 : 1))
    return Response(
      status: .ok,
      body: ResponseBody { writer in
        // More than anybody takes, and an end all the same if nobody hangs up.
        for _ in 0..<200 {
          try await writer.write(piece)
          if let pause { try await Task.sleep(for: pause) }
        }
        try await writer.finish(nil)
      })
  }

  private static func fields(_ text: String) -> [String: String] {
    var components = URLComponents()
    components.percentEncodedQuery = text
    return Dictionary(
      (components.queryItems ?? []).map { ($0.name, $0.value ?? "") },
      uniquingKeysWith: { _, last in last })
  }
}
