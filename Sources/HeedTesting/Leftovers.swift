import Foundation
import Synchronization

private let leftovers = Mutex<[String]>([])

private let isRegistered: Void = {
  atexit {
    for path in leftovers.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}()

/// Sees to it that a folder goes when the tests are over, also if it belongs to something that all of them share.
public func removedAtEnd(_ path: String) {
  _ = isRegistered
  leftovers.withLock { $0.append(path) }
}
