internal import Foundation

/// Runs work that calls itself deeply on a thread with a stack of 64 MiB, and waits for it.
///
/// Address space is reserved, memory only touched as far as it is used.
func onLargeStack<Outcome: Sendable>(
  _ work: @escaping @Sendable () -> Outcome
) -> Outcome {
  let handover = Handover<Outcome>()
  let thread = Thread { handover.put(work()) }
  thread.stackSize = 64 << 20
  thread.start()
  return handover.take()
}

/// One value that one thread leaves and another waits for. The condition guards the value.
private final class Handover<Value: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var value: Value?

  func put(_ value: Value) {
    condition.withLock { self.value = value }
    condition.signal()
  }

  func take() -> Value {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let value { return value }
      condition.wait()
    }
  }
}
