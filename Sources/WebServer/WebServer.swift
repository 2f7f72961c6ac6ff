import Hummingbird
import HummingbirdCore
import Logging
import Synchronization

/// Answers browsers until SIGINT or SIGTERM, or until its task is cancelled; what was begun by then is finished.
///
/// It speaks plain HTTP, and is for this machine.
///
/// - Parameters:
///   - port: 0 for any free one.
///   - onReady: is told the port once requests are taken.
/// - Throws: `WebServerError` if the address cannot be used; `CancellationError` if the task was cancelled.
public func serve(
  _ desk: Desk, host: String = "127.0.0.1", port: Int,
  onReady: @escaping @Sendable (Int) -> Void = { _ in }
) async throws {
  let isReady = Mutex(false)
  let silent = Logger(label: "heed") { _ in SwiftLogNoOpLogHandler() }
  let application = Application(
    responder: WebResponder(house: House(desk: desk)),
    server: .http1(configuration: .init(idleTimeout: .seconds(60))),
    configuration: ApplicationConfiguration(
      address: .hostname(host, port: port),
      availableConnectionsDelegate: MaximumAvailableConnections(2048, logger: silent)),
    onServerRunning: { channel in
      isReady.withLock { $0 = true }
      onReady(channel.localAddress?.port ?? port)
    },
    logger: silent)
  do {
    try await application.runService()
  } catch {
    if error is CancellationError || isReady.withLock({ $0 }) { throw error }
    throw WebServerError.cannotListen(host: host, port: port, reason: "\(error)")
  }
}

/// The pages and the interface for programs, and an answer of ours where there is none.
struct WebResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  private let house: House
  private let api: Api
  private let pages: any HTTPResponder<BasicRequestContext>

  init(house: House) {
    self.house = house
    api = Api(desk: house.desk)
    pages = house.router().buildResponder()
  }

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    if Api.isRoot(of: request.uri.path) { return await api.respond(to: request) }
    do {
      let response = try await pages.respond(to: request, context: context)
      // Ours always have a type; where there is no such address, there is no answer of ours.
      return response.headers[.contentType] == nil ? house.nothingHere(request.uri.path) : response
    } catch let error as HTTPError where error.status == .notFound {
      return house.nothingHere(request.uri.path)
    }
  }
}

/// Why the site cannot be reached.
public enum WebServerError: Error, Sendable, Hashable, CustomStringConvertible {
  case cannotListen(host: String, port: Int, reason: String)

  public var description: String {
    switch self {
    case .cannotListen(let host, let port, let reason):
      "cannot listen on \(host):\(port): \(reason); choose another port with --port"
    }
  }
}
