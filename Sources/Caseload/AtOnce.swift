import Dispatch
import Synchronization

/// What `work` makes of each part, in the order of the parts, on several threads at once.
///
/// - Parameter work: is told on which of the threads it runs, from 0.
package func atOnce<Part: Sendable, Answer: Sendable>(
  _ parts: [Part], threads: Int, _ work: @Sendable (_ thread: Int, Part) -> Answer
) -> [Answer] {
  if threads == 1 || parts.count < 2 { return parts.map { work(0, $0) } }
  let next = Atomic(0)
  let answers = Mutex([Answer?](repeating: nil, count: parts.count))
  DispatchQueue.concurrentPerform(iterations: threads) { thread in
    while true {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if number >= parts.count { return }
      let found = work(thread, parts[number])
      answers.withLock { $0[number] = found }
    }
  }
  return answers.withLock { $0 }.compactMap(\.self)
}
