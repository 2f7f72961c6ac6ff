import Dispatch
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization
import WebPages

/// Answers browsers until SIGINT or SIGTERM, or until its task is cancelled; what was begun by then is finished. With a certificate
/// of its own, SIGHUP reads the files of it again.
///
/// - Parameters:
///   - port: 0 for any free one.
///   - onReady: is told the port once requests are taken.
/// - Throws: `WebServerError` if the address or the certificate cannot be used, or if the site may not stand open like this;
///   `CancellationError` if the task was cancelled.
public func serve(
  _ desk: Desk, on network: Network = Network(), port: Int,
  onReady: @escaping @Sendable (Int) -> Void = { _ in }
) async throws {
  if let refusal = network.refusal(isForOne: desk.door.isForOne) { throw refusal }
  endureSignals()
  let gate = try Gate(network, desk: desk)
  let isReady = Mutex(false)
  let application = Application(
    responder: WebResponder(house: House(desk: desk, gate: gate), gate: gate),
    server: gate.server,
    configuration: ApplicationConfiguration(
      address: .hostname(network.host, port: port),
      availableConnectionsDelegate: MaximumAvailableConnections(
        network.bounds.connections, logger: silent)),
    services: gate.watch(desk).map { [$0] } ?? [],
    onServerRunning: { channel in
      isReady.withLock { $0 = true }
      onReady(channel.localAddress?.port ?? port)
    },
    logger: silent)
  let reloading = gate.certificates.map { certificates in
    HangUpWatch { gate.reload(certificates) }
  }
  defer { withExtendedLifetime(reloading) {} }
  do {
    try await application.runService()
  } catch {
    if error is CancellationError || isReady.withLock({ $0 }) { throw error }
    throw WebServerError.cannotListen(host: network.host, port: port, reason: "\(error)")
  }
}

private let silent = Logger(label: "heed") { _ in SwiftLogNoOpLogHandler() }

/// What would end another program is here only an error of whatever was being written; and as many connections may be open as the
/// system allows.
private func endureSignals() {
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
  var files = rlimit()
  if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0 {
    files.rlim_cur = files.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
  }
}

extension Desk.Door {
  /// Whether whoever comes is let in without an account.
  var isForOne: Bool {
    if case .demonstration = kind { return true }
    if case .link = kind { return true }
    return false
  }
}

extension Gate {
  fileprivate var server: HTTPServerBuilder {
    let bounds = network.bounds
    return HTTPServerBuilder { [connections, certificates] responder in
      CountedChannel(
        base: HTTP1Channel(
          responder: responder,
          configuration: .init(
            idleTimeout: .seconds(Int64(bounds.idle)),
            httpDecoderConfiguration: .init(
              maxHeaderFieldSize: bounds.headers, maxHeaderListSize: bounds.headers,
              maxHeaderFieldCount: 100))),
        connections: connections, certificates: certificates)
    }
  }

  /// The listener for whoever watches over the site.
  fileprivate func watch(_ desk: Desk) -> Application<WatchResponder>? {
    network.metrics.map { place in
      Application(
        responder: WatchResponder(gate: self, desk: desk),
        server: .http1(configuration: .init(idleTimeout: .seconds(60))),
        configuration: ApplicationConfiguration(
          address: .hostname(place.host, port: place.port),
          availableConnectionsDelegate: MaximumAvailableConnections(64, logger: silent)),
        logger: silent)
    }
  }

  fileprivate func reload(_ certificates: Certificates) {
    do {
      try certificates.reload()
      network.log.note("the certificate was read again; it ends on \(certificates.ends)")
    } catch {
      network.log.note("the certificate was not exchanged, and the old one stays: \(error)")
    }
  }
}

/// The pages and the interface for programs, and an answer of ours where there is none.
struct WebResponder: HTTPResponder {
  typealias Context = WebContext

  private let house: House
  private let api: Api
  private let gate: Gate
  private let pages: any HTTPResponder<WebContext>

  init(house: House, gate: Gate) {
    self.house = house
    self.gate = gate
    api = Api(desk: house.desk)
    pages = house.router().buildResponder()
  }

  func respond(to request: Request, context: WebContext) async throws -> Response {
    var context = context
    context.caller = gate.caller(of: request, on: context.channel)
    let begun = ContinuousClock.now
    gate.metrics.begin()
    var status = HTTPResponse.Status.internalServerError
    // Whatever a request waits for, such as a body that trickles, it does not hold its connection for ever.
    let end = context.hangUp(after: gate.network.bounds.document + 60)
    defer {
      end.cancel()
      record(request, context, status, ContinuousClock.now - begun)
    }
    var response = try await answer(to: request, context)
    status = response.status
    finish(&response, context)
    return response
  }

  private func answer(to request: Request, _ context: WebContext) async throws -> Response {
    if let refused = try await refusal(of: request, context) { return refused }
    if Api.isRoot(of: request.uri.path) { return await api.respond(to: request) }
    do {
      let response = try await pages.respond(to: request, context: context)
      // Ours always have a type; where there is no such address, there is no answer of ours.
      return response.headers[.contentType] == nil ? house.nothingHere(request.uri.path) : response
    } catch let error as HTTPError where error.status == .notFound {
      return house.nothingHere(request.uri.path)
    }
  }

  /// What is answered before anybody looks at what is asked.
  private func refusal(of request: Request, _ context: WebContext) async throws -> Response? {
    // Whoever watches over the machine asks by its address.
    if request.uri.path.hasPrefix("/health/"), request.method == .get || request.method == .head {
      return try await gate.health(request.uri.path)
    }
    let refused: Response? =
      if !gate.isOurs(request.head.authority) {
        plain(.misdirectedRequest, "This site has another name.\n")
      } else if request.uri.string.utf8.count > gate.network.bounds.path {
        house.tooLong(request.uri.path)
      } else if let seconds = gate.wait(
        for: request, from: context.caller,
        session: house.cookie(of: request) ?? request.headers[.authorization])
      {
        house.tooOften(seconds, request.uri.path)
      } else {
        nil
      }
    return refused.map(context.last)
  }

  /// What stands on every answer because of the way that it goes.
  ///
  /// - Source: RFC 6797 for strict transport security; RFC 6265bis for cookies.
  private func finish(_ response: inout Response, _ context: WebContext) {
    response.headers[HTTPField.Name("X-Request-Id")!] = context.id
    guard context.caller.isSecure else { return }
    response.headers[.strictTransportSecurity] = "max-age=63072000"
    if let cookie = response.headers[.setCookie], !cookie.contains("; Secure") {
      response.headers[.setCookie] = cookie + "; Secure"
    }
  }

  private func record(
    _ request: Request, _ context: WebContext, _ status: HTTPResponse.Status, _ time: Duration
  ) {
    let known: Set<HTTPRequest.Method> = [.get, .head, .post]
    let method = known.contains(request.method) ? request.method.rawValue : "other"
    let route =
      request.uri.path.hasPrefix("/health/")
      ? "/health" : Api.isRoot(of: request.uri.path) ? "/api" : context.endpointPath ?? "none"
    let seconds =
      Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    gate.metrics.answered(
      .init(method: method, route: route, status: status.code), seconds: seconds)
    gate.network.log.answered(
      .init(
        id: context.id, method: method, route: route, status: status.code,
        milliseconds: Int(seconds * 1000), address: context.caller.address))
  }
}

/// Why the site cannot be reached, or may not be.
public enum WebServerError: Error, Sendable, Hashable, CustomStringConvertible {
  case cannotListen(host: String, port: Int, reason: String)
  case notAnAddress(String)
  case needsTLS(host: String)
  case proxyElsewhere(host: String)
  case needsAccounts(host: String)
  case badCertificate(path: String)
  case badKey(path: String)
  case keyOfAnother(chain: String, key: String)
  case certificateEnded(path: String)

  public var description: String {
    switch self {
    case .cannotListen(let host, let port, let reason):
      "cannot listen on \(host):\(port): \(reason); choose another port with --port"
    case .notAnAddress(let text):
      "\(text) is not an address of a machine; give one in digits, such as 127.0.0.1 or ::"
    case .needsTLS(let host):
      "\(host) is reached by others, and what they read would cross the network open: give --tls-certificate and --tls-key, or say with --behind-proxy which proxy speaks TLS"
    case .proxyElsewhere(let host):
      "the proxy is on this machine, so nobody else needs to reach \(host) without TLS: listen on 127.0.0.1"
    case .needsAccounts(let host):
      "a demonstration and a link let in whoever comes, so they stay on this machine: leave out --listen \(host) and --behind-proxy, or open the casebook with accounts"
    case .badCertificate(let path):
      "\(path): there is no certificate that can be read; it must be PEM, the site's own first"
    case .badKey(let path):
      "\(path): there is no private key that can be read; it must be PEM, without a password"
    case .keyOfAnother(let chain, let key):
      "\(key) is not the key of the certificate in \(chain); give the pair"
    case .certificateEnded(let path): "\(path): the certificate is over; get a new one"
    }
  }
}
