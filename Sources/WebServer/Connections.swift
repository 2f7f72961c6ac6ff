import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import Synchronization

/// How many connections are open, in all and from each address.
final class Connections: Sendable {
  private struct State {
    var open = 0
    var refused = 0
    var byHousehold: [Address.Household: Int] = [:]
  }

  private let mostOfOne: Int
  /// Those who stand for many others.
  private let proxies: Set<Address>
  private let state = Mutex(State())

  init(mostOfOne: Int, proxies: Set<Address>) {
    self.mostOfOne = mostOfOne
    self.proxies = proxies
  }

  var open: Int { state.withLock { $0.open } }
  var refused: Int { state.withLock { $0.refused } }

  /// Whether one more may stand open, which is then counted until ``end(_:)``.
  func begin(_ address: Address?) -> Bool {
    state.withLock { state in
      if let address, !proxies.contains(address) {
        let count = state.byHousehold[address.household] ?? 0
        guard count < mostOfOne else {
          state.refused += 1
          return false
        }
        state.byHousehold[address.household] = count + 1
      }
      state.open += 1
      return true
    }
  }

  func end(_ address: Address?) {
    state.withLock { state in
      state.open -= 1
      guard let address, !proxies.contains(address) else { return }
      let count = (state.byHousehold[address.household] ?? 1) - 1
      state.byHousehold[address.household] = count > 0 ? count : nil
    }
  }
}

/// A connection, which is counted, and speaks TLS where there is a certificate.
struct CountedChannel: ServerChildChannel {
  typealias Value = HTTP1Channel.Value

  var base: HTTP1Channel
  var connections: Connections
  var certificates: Certificates?

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    let address = channel.remoteAddress.flatMap(Address.init)
    guard connections.begin(address) else {
      return base.setup(channel: channel, logger: logger).always { _ in
        channel.close(promise: nil)
      }
    }
    channel.closeFuture.whenComplete { _ in connections.end(address) }
    return channel.eventLoop.makeCompletedFuture {
      if let certificates {
        try channel.pipeline.syncOperations.addHandler(
          NIOSSLServerHandler(context: certificates.context))
      }
    }.flatMap { base.setup(channel: channel, logger: logger) }
  }

  func handle(value: Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}
