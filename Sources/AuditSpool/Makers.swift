internal import InOrder
internal import Synchronization

/// Makes something of pieces, whatever pieces came before.
protocol PieceMaking: Sendable {
  /// Nil where the piece is not what it should be.
  mutating func made(of piece: [UInt8]) -> [UInt8]?
}

/// Those who make something of pieces, as many as work at once.
final class Makers<Maker: PieceMaking>: Sendable {
  private let make: @Sendable () -> Maker
  private let idle = Mutex<[Maker]>([])

  init(_ make: @escaping @Sendable () -> Maker) { self.make = make }

  /// Gives what is made of each piece, in the order of the pieces. The next are worked on meanwhile.
  func giveInOrder<Failure: Error>(
    of next: () throws(Failure) -> [UInt8]?, threads: Int,
    to give: ([UInt8]?) throws(Failure) -> Void
  ) throws(Failure) {
    try inOrder(threads: threads, most: threads * 3) { add throws(Failure) in
      while let piece = try next() { try add(piece) }
    } work: { _, piece in
      made(of: piece)
    } give: { made throws(Failure) in
      try give(made)
    }
  }

  private func made(of piece: [UInt8]) -> [UInt8]? {
    var maker = idle.withLock { $0.popLast() } ?? make()
    defer { idle.withLock { $0.append(maker) } }
    return maker.made(of: piece)
  }
}
