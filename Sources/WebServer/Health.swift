import CasebookSQLite
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import NIOPosix
import Synchronization

/// Whether the site can do what it is for. Strangers learn yes or no.
final class Health: Sendable {
  private struct State {
    var isReady = true
    var at = -Health.lasting
  }

  private let desk: Desk
  private let state = Mutex(State())

  /// Seconds for which an answer is kept, so that asking costs nothing.
  private static let lasting = 1.0
  /// Bytes without which nothing more should be begun.
  static let leastRoom = 64 << 20

  init(desk: Desk) { self.desk = desk }

  /// Whether the casebook can be read and there is room on its disk.
  func isReady(at now: Double) -> Bool {
    if let known = state.withLock({ now - $0.at < Health.lasting ? $0.isReady : nil }) {
      return known
    }
    let reason = notReady
    let wasReady = state.withLock { state in
      defer { state = State(isReady: reason == nil, at: now) }
      return state.isReady
    }
    if let reason, wasReady { desk.log("not ready: \(reason)") }
    if reason == nil, !wasReady { desk.log("ready again") }
    return reason == nil
  }

  private var notReady: String? {
    do { _ = try desk.casebook.checkpoint() } catch { return "the casebook cannot be read" }
    guard let room else { return "the disk cannot be asked" }
    return room < Health.leastRoom ? "less than \(Health.leastRoom >> 20) MB of disk left" : nil
  }

  /// Bytes that are left on the disk of the casebook.
  var room: Int? {
    var facts = statvfs()
    guard statvfs(desk.casebook.path, &facts) == 0 else { return nil }
    return Int(facts.f_bavail) * Int(facts.f_frsize)
  }
}

/// Answers whoever watches over the site, at an address of their own.
struct WatchResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let gate: Gate
  let desk: Desk

  func respond(to request: Request, context: Context) async throws -> Response {
    guard request.method == .get || request.method == .head else {
      return plain(.methodNotAllowed, "Only GET.\n")
    }
    switch request.uri.path {
    case "/metrics":
      let text = try await NIOThreadPool.singleton.runIfActive { gate.metrics.text(gauges) }
      var response = plain(.ok, text)
      response.headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
      return response
    case "/health/live", "/health/ready": return try await gate.health(request.uri.path)
    default: return plain(.notFound, "There is nothing here.\n")
    }
  }

  private var gauges: [Metrics.Gauge] {
    let entries = (try? desk.casebook.checkpoint()).flatMap { try? Checkpoint(parsing: $0.text) }
    return [
      .init(
        name: "heed_log_entries", help: "Entries of the log.",
        value: (entries?.size).map(Double.init)
      ),
      .init(
        name: "heed_sessions", help: "Sessions that are not over.",
        value: (try? desk.store.sessions(at: desk.clock())).map(Double.init)),
      .init(
        name: "heed_connections", help: "Connections that are open.",
        value: Double(gate.connections.open)),
      .init(
        name: "heed_connections_refused_total",
        help: "Connections refused because their address had too many.",
        value: Double(gate.connections.refused)),
      .init(
        name: "heed_disk_free_bytes", help: "Room on the disk of the casebook.",
        value: gate.healthOfDesk.room.map(Double.init)),
      .init(
        name: "heed_certificate_ends_seconds",
        help: "When the certificate ends, in seconds since 1970.",
        value: gate.certificates.map { $0.ends.timeIntervalSince1970 }),
    ]
  }
}

func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
  Response(
    status: status, headers: House.headers(type: "text/plain; charset=utf-8"),
    body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
}
