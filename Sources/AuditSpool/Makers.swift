import Dispatch
import Synchronization

/// Makes something of pieces, whatever pieces came before.
protocol PieceMaking: Sendable {
  /// Nil where the piece is not what it should be.
  mutating func made(of piece: [UInt8]) -> [UInt8]?
}

/// Those who make something of pieces, as many as work at once.
final class Makers<Maker: PieceMaking>: Sendable {
  /// How many pieces are in work at most, or wait to be given.
  private static var most: Int { 6 }

  private let make: @Sendable () -> Maker
  private let idle = Mutex<[Maker]>([])

  init(_ make: @escaping @Sendable () -> Maker) { self.make = make }

  /// Gives what is made of each piece, in the order of the pieces. The next are worked on meanwhile.
  func giveInOrder<Failure: Error>(
    of next: () throws(Failure) -> [UInt8]?, to give: ([UInt8]?) throws(Failure) -> Void
  ) throws(Failure) {
    let queue = DispatchQueue(label: "heed.audit-lines", attributes: .concurrent)
    var waiting: [Promised] = []
    while let piece = try next() {
      let promised = Promised()
      queue.async { promised.keep(self.made(of: piece)) }
      waiting.append(promised)
      if waiting.count == Self.most { try give(waiting.removeFirst().value()) }
    }
    for promised in waiting { try give(promised.value()) }
  }

  private func made(of piece: [UInt8]) -> [UInt8]? {
    var maker = idle.withLock { $0.popLast() } ?? make()
    defer { idle.withLock { $0.append(maker) } }
    return maker.made(of: piece)
  }
}

/// Something that is being made on another thread.
private final class Promised: Sendable {
  private let isKept = DispatchSemaphore(value: 0)
  private let made = Mutex<[UInt8]?>(nil)

  func keep(_ made: [UInt8]?) {
    self.made.withLock { $0 = made }
    isKept.signal()
  }

  /// Waits until it is there. It is asked for once.
  func value() -> [UInt8]? {
    isKept.wait()
    return made.withLock { $0.take() }
  }
}
