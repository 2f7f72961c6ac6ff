internal import Dispatch
internal import Foundation
internal import Synchronization

/// Has parts worked on by several threads, and gives what was made of them in the order in which they came; later ones are worked on
/// meanwhile.
///
/// - Parameters:
///   - threads: how many work, beside the thread that asks: that one goes on with what adds the parts and takes what was made of them. With one,
///     the asking thread does everything itself.
///   - most: how many parts are in work or wait to be given, at most.
///   - add: adds the parts, one by one.
///   - work: is told on which of the threads it runs, from 0.
///   - give: is called on the thread that asks.
/// - Throws: what adding or giving throws; what was added and not given then is dropped.
package func inOrder<Part: Sendable, Made: Sendable, Failure: Error>(
  threads: Int, most: Int,
  adding add: (_ part: (Part) throws(Failure) -> Void) throws(Failure) -> Void,
  work: @Sendable (_ thread: Int, Part) -> Made, give: (Made) throws(Failure) -> Void
) throws(Failure) {
  try withoutActuallyEscaping(work) { work throws(Failure) in
    try withoutActuallyEscaping(give) { give throws(Failure) in
      if threads <= 1 {
        try add { part throws(Failure) in try give(work(0, part)) }
      } else {
        try share(among: threads, most: max(1, most), add, work, give)
      }
    }
  }
}

private func share<Part: Sendable, Made: Sendable, Failure: Error>(
  among threads: Int, most: Int,
  _ add: (_ part: (Part) throws(Failure) -> Void) throws(Failure) -> Void,
  _ work: @escaping @Sendable (_ thread: Int, Part) -> Made,
  _ give: @escaping (Made) throws(Failure) -> Void
) throws(Failure) {
  let waiting = Waiting(work)
  // Threads of its own: those of a queue are few, and one that waits for a part would keep another's work waiting.
  let group = DispatchGroup()
  for thread in 0..<threads {
    group.enter()
    let own = Thread {
      waiting.workOff(thread)
      group.leave()
    }
    own.stackSize = 8 << 20
    own.start()
  }
  defer {
    waiting.end(threads)
    group.wait()
    waiting.forget()
  }
  var due: [Promised<Made>] = []
  try add { part throws(Failure) in
    due.append(waiting.add(part))
    if due.count >= most { try give(due.removeFirst().value()) }
  }
  for promised in due { try give(promised.value()) }
}

/// Parts that nobody works on yet.
private final class Waiting<Part: Sendable, Made: Sendable>: Sendable {
  private struct Parts {
    var parts: [(Part, Promised<Made>)] = []
    var isEnded = false
  }

  private let work: Mutex<(@Sendable (_ thread: Int, Part) -> Made)?>
  private let parts = Mutex(Parts())
  /// One for each part, and at the end one for each thread.
  private let isAny = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable (_ thread: Int, Part) -> Made) { self.work = Mutex(work) }

  /// Works on parts until the end. Afterwards nothing of the work is held here by its thread, which itself may live a little longer.
  @inline(never) func workOff(_ thread: Int) {
    guard let work = work.withLock({ $0 }) else { return }
    while let (part, promised) = next() { promised.keep(work(thread, part)) }
  }

  /// Lets go of the work, when no thread is at it any more.
  func forget() { work.withLock { $0 = nil } }

  func add(_ part: Part) -> Promised<Made> {
    let promised = Promised<Made>()
    parts.withLock { $0.parts.append((part, promised)) }
    isAny.signal()
    return promised
  }

  /// The next part, once there is one; nil at the end.
  private func next() -> (Part, Promised<Made>)? {
    isAny.wait()
    return parts.withLock { $0.isEnded || $0.parts.isEmpty ? nil : $0.parts.removeFirst() }
  }

  /// Lets everybody go who waits. What nobody works on yet is dropped.
  func end(_ threads: Int) {
    parts.withLock { $0.isEnded = true }
    for _ in 0..<threads { isAny.signal() }
  }
}

/// Something that is being made on another thread.
private final class Promised<Made: Sendable>: Sendable {
  private let isKept = DispatchSemaphore(value: 0)
  private let made = Mutex<Made?>(nil)

  func keep(_ made: Made) {
    self.made.withLock { $0 = made }
    isKept.signal()
  }

  /// Waits until it is there. It is asked for once.
  func value() -> Made {
    isKept.wait()
    guard let made = made.withLock({ $0.take() }) else {
      preconditionFailure("what was made is taken once")
    }
    return made
  }
}
