import BoundedHTTP

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
    let endpoint = request.endpoint
    var headers = [("Accept", "application/json"), ("User-Agent", "heed")]
    if let authorization = request.authorization {
      headers.append(("Authorization", authorization))
    }
    if request.form != nil { headers.append(("Content-Type", "application/x-www-form-urlencoded")) }
    let answer: BoundedRequest.Answer
    do {
      answer = try await BoundedRequest(
        url: request.address, headers: headers, body: request.form.map { Array($0.utf8) },
        longest: limits.answer, patience: .milliseconds(limits.time)
      ).send()
    } catch {
      switch error {
      case .unreachable, .cancelled: throw .unreachable(endpoint)
      case .timedOut: throw .tooSlow(endpoint, limit: limits.time)
      case .tooLong(let status):
        throw problem(status, endpoint) ?? .tooLong(endpoint, limit: limits.answer)
      }
    }
    if let problem = problem(answer.status, endpoint) { throw problem }
    return answer.body
  }

  private func problem(_ status: Int, _ endpoint: OpenIDError.Endpoint) -> OpenIDError? {
    if status == 200 { return nil }
    return (300..<400).contains(status) ? .redirected(endpoint) : .status(endpoint, status)
  }
}
