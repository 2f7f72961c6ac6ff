import Foundation
import Hummingbird
import HummingbirdCore
public import Ledger
import Logging
import NIOCore
import Synchronization

/// Answers logs and monitors over HTTP until SIGINT or SIGTERM, or until its task is cancelled.
///
/// Logs send `POST /add-checkpoint`; monitors ask `GET /<hex SHA-256 of the origin>/checkpoint` for
/// the note that was cosigned last. A request may have 64 KiB (413 beyond), a connection 30 seconds
/// of silence. What is broken in the memory of a log is answered with 500, and never with a
/// signature.
///
/// The server speaks plain HTTP, and by default to this machine only. Before logs of other machines
/// can reach it, put a reverse proxy in front of it that speaks TLS. Nothing in the protocol is
/// secret, and a request needs no more permission than the log's signature; but who asks for which
/// log should not be seen on the way.
///
/// If a log has signed two trees of one size, both notes go to `forks/` in the folder of `store` and
/// `log` is told. The same is done, in milder words, with a proof that does not hold.
///
/// - Parameters:
///   - port: 0 for any free one.
///   - onReady: is told the port once requests are taken.
///   - log: takes one line for each request (time, origin, size, status) and the warnings, without
///     newline. It is called from several threads. By default it writes to standard error.
/// - Throws: `WitnessServerError` if the address cannot be used; `CancellationError` if the task was
///   cancelled.
/// - Source: C2SP tlog-witness v1.0.0.
public func serveWitness(
  _ witness: Witness, store: WitnessStore, host: String = "127.0.0.1", port: Int,
  onReady: @escaping @Sendable (Int) -> Void = { _ in },
  log: @escaping @Sendable (String) -> Void = standardErrorLine
) async throws {
  let isReady = Mutex(false)
  let silent = Logger(label: "witness") { _ in SwiftLogNoOpLogHandler() }
  let application = Application(
    responder: WitnessResponder(desk: WitnessDesk(witness: witness, store: store, log: log)),
    server: .http1(configuration: .init(idleTimeout: .seconds(30))),
    configuration: ApplicationConfiguration(
      address: .hostname(host, port: port),
      availableConnectionsDelegate: MaximumAvailableConnections(256, logger: silent)),
    onServerRunning: { channel in
      isReady.withLock { $0 = true }
      onReady(channel.localAddress?.port ?? port)
    },
    logger: silent)
  do {
    // It stops at SIGTERM and SIGINT unless it is told otherwise.
    try await application.runService()
  } catch {
    if error is CancellationError || isReady.withLock({ $0 }) { throw error }
    throw WitnessServerError.cannotListen(host: host, port: port, reason: "\(error)")
  }
}

/// Writes a line to standard error, in one piece.
@Sendable public func standardErrorLine(_ line: String) {
  // With nobody to read it, the line is lost; the witness goes on.
  try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8))
}

/// What came in, as far as it matters.
private struct WitnessResponder: HTTPResponder {
  let desk: WitnessDesk

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let reply = await reply(to: request)
    var headers: HTTPFields = [.contentType: reply.contentType]
    if let allow = reply.allow { headers[.allow] = allow }
    return Response(
      status: HTTPResponse.Status(code: reply.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: reply.body)))
  }

  private func reply(to request: Request) async -> WitnessReply {
    let path = request.uri.path
    if path == "/add-checkpoint" {
      guard request.method == .post else { return desk.refuse(.method(allowed: "POST")) }
      var request = request
      do {
        let body = try await request.collectBody(upTo: WitnessDesk.longestRequest)
        return await desk.addCheckpoint(Array(body.readableBytesView))
      } catch is NIOTooManyBytesError {
        return desk.refuse(.tooLarge)
      } catch {
        return desk.refuse(.cutShort)
      }
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].isEmpty, let log = Digest(hexadecimal: parts[1]),
      parts[2] == "checkpoint"
    else { return desk.refuse(.noSuchPath) }
    guard request.method == .get else { return desk.refuse(.method(allowed: "GET")) }
    return await desk.checkpoint(ofFile: log.hexadecimal)
  }
}
