internal import CBitPlanes

/// A block of words, aligned to a line of the cache.
///
/// It is written only by who holds the one reference to it (`Planes`), or before anybody else has it, and is so safe to share.
final class PlaneMemory: @unchecked Sendable {
  let words: UnsafeMutablePointer<UInt64>
  let capacity: Int

  init(capacity: Int, isCleared: Bool) {
    guard let memory = heed_allocate(capacity * 8) else {
      fatalError("no memory for \(capacity * 8) bytes of planes")
    }
    words = memory.bindMemory(to: UInt64.self, capacity: max(1, capacity))
    self.capacity = capacity
    if isCleared { words.update(repeating: 0, count: capacity) }
  }

  deinit { heed_free(words) }
}
