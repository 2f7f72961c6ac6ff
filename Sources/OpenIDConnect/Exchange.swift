import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The way to a provider, so that what is asked and what is made of the answer can be tried without one.
protocol Exchange: Sendable {
  /// - Returns: the body of an answer of status 200.
  func send(_ request: ProviderRequest) async throws(OpenIDError) -> [UInt8]
}

struct ProviderRequest: Sendable, Hashable {
  var endpoint: OpenIDError.Endpoint
  var address: String
  /// A form to send; nil to ask without one.
  var form: String?
  /// What stands in the header `Authorization`.
  var authorization: String?
}

/// Speaks with a provider over HTTP: no redirect is followed, and an answer has a size and a time.
struct HTTPExchange: Exchange {
  var limits = Limits()

  struct Limits: Sendable, Hashable {
    /// Bytes.
    var answer = 256 << 10
    /// Milliseconds for one question and the whole of its answer.
    var time = 5000
  }

  func send(_ request: ProviderRequest) async throws(OpenIDError) -> [UInt8] {
    let outcome = await withTaskGroup(of: Result<[UInt8], OpenIDError>?.self) { group in
      group.addTask { await ask(request) }
      group.addTask {
        // Cancelled as soon as there is an answer.
        try? await Task.sleep(for: .milliseconds(limits.time))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    guard let outcome else { throw .tooSlow(request.endpoint, limit: limits.time) }
    return try outcome.get()
  }

  private func ask(_ request: ProviderRequest) async -> Result<[UInt8], OpenIDError> {
    let endpoint = request.endpoint
    var message = HTTPClientRequest(url: request.address)
    message.headers.add(name: "Accept", value: "application/json")
    message.headers.add(name: "User-Agent", value: "heed")
    if let authorization = request.authorization {
      message.headers.add(name: "Authorization", value: authorization)
    }
    if let form = request.form {
      message.method = .POST
      message.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
      message.body = .bytes(ByteBuffer(string: form))
    }
    let response: HTTPClientResponse
    do {
      response = try await HTTPExchange.client.execute(
        message, timeout: .milliseconds(Int64(limits.time)))
    } catch {
      return .failure(.unreachable(endpoint))
    }
    guard !(300..<400).contains(Int(response.status.code)) else {
      return .failure(.redirected(endpoint))
    }
    guard response.status == .ok else {
      return .failure(.status(endpoint, Int(response.status.code)))
    }
    do {
      let body = try await response.body.collect(upTo: limits.answer)
      return .success(Array(body.readableBytesView))
    } catch is NIOTooManyBytesError {
      return .failure(.tooLong(endpoint, limit: limits.answer))
    } catch {
      return .failure(.unreachable(endpoint))
    }
  }

  /// One for the process, which lasts as long as it. Certificates are checked against those that the system trusts.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(connect: .seconds(5), read: .seconds(5))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.idleTimeout = .seconds(10)
    // Whoever waits for the sign-in is told at once that the provider cannot be reached.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()
}
