import Foundation
import FoundationNetworking
import Synchronization

/// One request and its answer, bounded in time and in size.
///
/// The system's own time-out begins anew with each byte, and its convenient calls take an answer of
/// any length; neither will do before a stranger.
final class HTTPExchange: NSObject, URLSessionDataDelegate, Sendable {
  struct Answer: Sendable {
    let status: Int
    let body: [UInt8]
  }

  /// The longest answer that is read; a witness needs a few lines.
  static let longestAnswer = 64 << 10

  private struct State {
    var body: [UInt8] = []
    var isOver = false
    var task: URLSessionTask?
    var continuation: CheckedContinuation<Result<Answer, WitnessClientError>, Never>?
  }

  private let url: String
  private let state = Mutex(State())

  private init(url: String) {
    self.url = url
  }

  /// Posts bytes, and gives the answer of whatever status. A redirection is an answer.
  static func post(
    _ body: [UInt8], to address: URL, named url: String, patience: Duration
  ) async throws(WitnessClientError) -> Answer {
    var request = URLRequest(url: address)
    request.httpMethod = "POST"
    request.httpBody = Data(body)
    request.setValue("text/plain; charset=utf-8", forHTTPHeaderField: "Content-Type")
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.urlCredentialStorage = nil
    // The alarm below is the only time limit: that of the session would end it with words of its own.
    configuration.timeoutIntervalForRequest = 86_400
    let exchange = HTTPExchange(url: url)
    let session = URLSession(configuration: configuration, delegate: exchange, delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    let task = session.dataTask(with: request)
    let alarm = Task {
      try await Task.sleep(for: patience)
      exchange.finish(.failure(.timedOut(url: url, after: patience)))
    }
    defer { alarm.cancel() }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { exchange.start(task, $0) }
    } onCancel: {
      exchange.finish(.failure(.cancelled))
    }
    return try result.get()
  }

  private func start(
    _ task: URLSessionTask,
    _ continuation: CheckedContinuation<Result<Answer, WitnessClientError>, Never>
  ) {
    let isOver = state.withLock {
      $0.task = task
      if !$0.isOver { $0.continuation = continuation }
      return $0.isOver
    }
    if isOver {
      task.cancel()
      continuation.resume(returning: .failure(.cancelled))
    } else {
      task.resume()
    }
  }

  /// Ends the exchange; what comes later counts for nothing.
  private func finish(_ result: Result<Answer, WitnessClientError>) {
    let (continuation, task) = state.withLock { state in
      defer {
        state.isOver = true
        state.continuation = nil
        state.task = nil
      }
      return (state.continuation, state.task)
    }
    continuation?.resume(returning: result)
    task?.cancel()
  }

  // MARK: What the system tells

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isTooLong = state.withLock {
      guard $0.body.count + data.count <= Self.longestAnswer else { return true }
      $0.body += data
      return false
    }
    if isTooLong {
      let status = (dataTask.response as? HTTPURLResponse)?.statusCode ?? 0
      finish(.failure(.strangeAnswer(url: url, status: status)))
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    if let error {
      finish(.failure(.unreachable(url: url, reason: error.localizedDescription)))
    } else if let response = task.response as? HTTPURLResponse {
      let body = state.withLock { $0.body }
      finish(.success(Answer(status: response.statusCode, body: body)))
    } else {
      finish(.failure(.unreachable(url: url, reason: "the answer is not HTTP")))
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }
}
