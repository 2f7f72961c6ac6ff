import Dispatch
import Synchronization

/// Waits for work of another kind of thread. Only threads that may wait come here: those of pages and of commands.
package func waiting<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let outcome = Outcome<Value>()
  Task {
    do { outcome.set(.success(try await work())) } catch { outcome.set(.failure(error)) }
  }
  return try outcome.wait().get()
}

private final class Outcome<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  func set(_ outcome: Result<Value, any Error>) {
    result.withLock { $0 = outcome }
    done.signal()
  }

  func wait() -> Result<Value, any Error> {
    done.wait()
    return result.withLock { $0! }
  }
}
