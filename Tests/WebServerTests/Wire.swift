import Foundation
import Testing

/// Does what blocks on a thread of its own: the site under test needs those of the tests.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: work()) }
  }
}

/// A connection on which a test says exactly what it wants, as nobody with a browser would.
final class Wire: Sendable {
  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let descriptor = descriptor
    let isOpen = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(isOpen == 0)
  }

  deinit { close(descriptor) }

  /// Whether the other side still takes it.
  @discardableResult
  func send(_ text: String) async -> Bool {
    await blocking { [self] in
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        let sent = rest.withUnsafeBytes {
          Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent > 0 else { return false }
        rest = rest.dropFirst(sent)
      }
      return true
    }
  }

  /// What has come; nil when the other side has closed the connection, or nothing came for long.
  func receive() async -> String? {
    await blocking { [self] in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }
  }

  /// Everything until the other side closes.
  func receiveAll() async -> String {
    var all = ""
    while let more = await receive() { all += more }
    return all
  }

  /// The status of the next answer; nil if the connection was closed instead.
  func status() async -> Int? {
    guard let line = await receive()?.prefix(while: { $0 != "\r\n" }) else { return nil }
    let words = line.split(separator: " ")
    return words.count > 1 ? Int(words[1]) : nil
  }
}

extension Site {
  /// Says something on a connection of its own, and gives the status of the answer.
  func status(of text: String) async throws -> Int? {
    let wire = try Wire(port: port)
    await wire.send(text)
    return await wire.status()
  }

  /// The lines of a request up to its empty one.
  func head(_ method: String, _ path: String, _ more: String...) -> String {
    ([
      "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)",
    ] + more).joined(separator: "\r\n") + "\r\n\r\n"
  }
}
