import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import NIOPosix
import Synchronization
import WebPages

/// Stands between the network and the pages: who asks, how often they may, and what is counted and written down of it.
final class Gate: Sendable {
  let network: Network
  let connections: Connections
  let certificates: Certificates?
  let metrics = Metrics()
  let healthOfDesk: Health
  private let limits: RateLimits?
  private let begun = ContinuousClock.now
  private let uploads = Mutex(0)

  /// - Throws: `WebServerError` if the certificate cannot be used.
  init(_ network: Network, desk: Desk) throws {
    self.network = network
    connections = Connections(
      mostOfOne: network.bounds.connectionsOfOne, proxies: network.proxies)
    certificates = try network.certificate.map(Certificates.init)
    limits = network.rates.map { RateLimits($0) }
    healthOfDesk = Health(desk: desk)
  }

  /// Seconds on a clock that never goes back.
  private var now: Double {
    let passed = ContinuousClock.now - begun
    return Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
  }

  // MARK: Who asks

  func caller(of request: Request, on channel: any Channel) -> Caller {
    Caller(
      peer: channel.remoteAddress.flatMap(Address.init), hasTLS: certificates != nil,
      forwarded: request.headers[values: HTTPField.Name("X-Forwarded-For")!],
      protocols: request.headers[values: HTTPField.Name("X-Forwarded-Proto")!],
      proxies: network.proxies)
  }

  /// Whether a request is meant for this site. Another name that leads here may be a trick of the page that somebody has open.
  func isOurs(_ authority: String?) -> Bool {
    guard let authority else { return false }
    let host = Gate.host(of: authority)
    if let name = network.name { return host == name.lowercased() }
    if network.isReachedByOthers { return !host.isEmpty }
    return host == "localhost" || Address(host)?.isLoopback == true
  }

  private static func host(of authority: String) -> String {
    if authority.hasPrefix("[") {
      return String(authority.dropFirst().prefix { $0 != "]" })
    }
    return authority.prefix { $0 != ":" }.lowercased()
  }

  // MARK: How often

  /// Seconds after which it may be tried again; nil if it may be done now.
  func wait(_ kind: RateLimits.Kind, for caller: Caller) -> Int? {
    limits?.take(kind, of: Gate.whose(caller), at: now)
  }

  private static func whose(_ caller: Caller) -> RateLimits.Whose {
    caller.address.map { .household($0.household) } ?? .unknown
  }

  /// The same for a whole request, before it is known what it asks for.
  ///
  /// - Parameter session: what the browser says its session is. Whoever invents one still has the bounds of their address.
  func wait(for request: Request, from caller: Caller, session: String?) -> Int? {
    guard let limits else { return nil }
    let now = now
    let whose = Gate.whose(caller)
    if let seconds = limits.take(.address, of: whose, at: now) { return seconds }
    // Setting out for a provider is a try as well: each is remembered for a while.
    let path = request.uri.path
    if path == "/sign-in/openid" || request.method == .post && path.hasPrefix("/sign-in"),
      let seconds = limits.take(.signIn, of: whose, at: now)
    {
      return seconds
    }
    // The page of the public form gives back what was written, and so has its own bounds.
    if request.method == .post, request.uri.path == "/report" { return nil }
    if let session {
      return limits.take(.session, of: .session(sha256(Array(session.utf8)).bytes), at: now)
    }
    return limits.take(.stranger, of: whose, at: now)
  }

  /// Documents that may be on their way at one time.
  private static let mostUploads = 4

  func beginUpload() -> Bool {
    uploads.withLock { uploads in
      guard uploads < Gate.mostUploads else { return false }
      uploads += 1
      return true
    }
  }

  func endUpload() { uploads.withLock { $0 -= 1 } }

  // MARK: Health

  func health(_ path: String) async throws -> Response {
    if path == "/health/live" { return plain(.ok, "live\n") }
    let now = now
    let isReady = try await NIOThreadPool.singleton.runIfActive { [healthOfDesk] in
      healthOfDesk.isReady(at: now)
    }
    return isReady ? plain(.ok, "ready\n") : plain(.serviceUnavailable, "not ready\n")
  }
}

/// What is known of a request besides what it says.
struct WebContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel
  var caller = Caller.unknown
  /// By which notes name the request. Hummingbird keeps its own in the logger, and one that says nothing keeps nothing.
  let id = String(Session.newToken().prefix(16))

  init(source: Source) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// Ends the connection after so many seconds.
  @discardableResult
  func hangUp(after seconds: Int) -> Scheduled<Void> {
    channel.eventLoop.scheduleTask(in: .seconds(Int64(seconds))) { [channel] in
      channel.close(promise: nil)
    }
  }

  /// An answer after which the connection ends, since the rest of what is sent will not be read. It says so: whoever asked on over the same
  /// connection would lose the next question.
  func last(_ response: Response) -> Response {
    var response = response
    response.headers[.connection] = "close"
    hangUp(after: 2)
    return response
  }
}
