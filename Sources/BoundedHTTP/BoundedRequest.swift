import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One question over HTTP, of which the answer has a size and a time, both counted as a whole: whoever is asked is a stranger.
///
/// No redirection is followed, no cookie is kept, and no proxy is asked. Certificates are checked against those that the system trusts.
public struct BoundedRequest: Sendable {
  public struct Answer: Sendable, Hashable {
    public let status: Int
    public let body: [UInt8]
  }

  /// Why there is no answer.
  public enum Failure: Error, Sendable, Hashable {
    case unreachable(Reason)
    case timedOut
    case tooLong(status: Int)
    case cancelled
  }

  public enum Reason: String, Sendable, Hashable {
    case unknownName = "the name of the machine is not known"
    case notConnected = "the machine takes no connection"
    case tooSlow = "no connection came about in time"
    case untrusted = "no encrypted connection that can be trusted came about"
    case brokenOff = "the connection broke off"
  }

  public var url: String
  public var headers: [(name: String, value: String)]
  /// Posted; nil to get.
  public var body: [UInt8]?
  /// Bytes of the answer.
  public var longest: Int
  /// From the look-up of the name to the last byte of the answer. A connection has to come about within 10 seconds of them.
  public var patience: Duration

  public init(
    url: String, headers: [(name: String, value: String)], body: [UInt8]?, longest: Int,
    patience: Duration
  ) {
    self.url = url
    self.headers = headers
    self.body = body
    self.longest = longest
    self.patience = patience
  }

  /// - Returns: the answer of whatever status.
  public func send() async throws(Failure) -> Answer {
    let outcome = await withTaskGroup(of: Result<Answer, Failure>.self) { group in
      group.addTask { await ask() }
      group.addTask {
        // Cancelled as soon as there is an answer.
        try? await Task.sleep(for: patience)
        return .failure(.timedOut)
      }
      defer { group.cancelAll() }
      return await group.next() ?? .failure(.timedOut)
    }
    if Task.isCancelled, case .failure = outcome { throw .cancelled }
    return try outcome.get()
  }

  private func ask() async -> Result<Answer, Failure> {
    var message = HTTPClientRequest(url: url)
    for (name, value) in headers { message.headers.add(name: name, value: value) }
    if let body {
      message.method = .POST
      message.body = .bytes(ByteBuffer(bytes: body))
    }
    var status = 0
    do {
      // `send` counts the time.
      let response = try await Self.client.execute(message, deadline: .distantFuture)
      status = Int(response.status.code)
      let body = try await response.body.collect(upTo: longest)
      return .success(Answer(status: status, body: Array(body.readableBytesView)))
    } catch {
      // The status of a refusal says enough, whatever became of the rest.
      if status >= 300 { return .success(Answer(status: status, body: [])) }
      let isTooLong = error is NIOTooManyBytesError
      return .failure(isTooLong ? .tooLong(status: status) : .unreachable(Reason(error)))
    }
  }

  /// One for the process, which lasts as long as it.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(connect: .seconds(10))
    configuration.httpVersion = .http1Only
    // The other side may be closing a connection on which it has answered.
    configuration.maximumUsesPerConnection = 1
    // Whoever waits is told at once that nobody can be reached.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()
}

extension BoundedRequest.Reason {
  init(_ error: any Error) {
    self =
      switch error {
      case let error as NIOConnectionError:
        error.connectionErrors.isEmpty ? .unknownName : .notConnected
      case let error as IOError
      where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode): .notConnected
      case let error as IOError where error.errnoCode == ETIMEDOUT: .tooSlow
      case let error as HTTPClientError
      where [.connectTimeout, .tlsHandshakeTimeout].contains(error): .tooSlow
      case is NIOSSLError, is NIOSSLExtraError: .untrusted
      default: .brokenOff
      }
  }
}
