import Dispatch
import Foundation
import NIOSSL
import Synchronization

/// The certificate with which the site proves who it is. It can be exchanged while people are connected: who comes after sees the
/// new one.
final class Certificates: Sendable {
  private struct State {
    var context: NIOSSLContext
    var ends: Date
  }

  private let files: Network.Certificate
  private let state: Mutex<State>

  /// - Throws: `WebServerError` if the files cannot be used.
  init(_ files: Network.Certificate) throws {
    self.files = files
    state = Mutex(try Certificates.read(files))
  }

  var context: NIOSSLContext { state.withLock { $0.context } }

  /// After this moment no browser takes it.
  var ends: Date { state.withLock { $0.ends } }

  /// Reads the files again. What cannot be used, or is over already, changes nothing.
  ///
  /// - Throws: `WebServerError`, which says why the old one stays.
  func reload() throws {
    let new = try Certificates.read(files)
    guard new.ends > Date() else { throw WebServerError.certificateEnded(path: files.chain) }
    state.withLock { $0 = new }
  }

  private static func read(_ files: Network.Certificate) throws -> State {
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMFile(files.chain) } catch {
      throw WebServerError.badCertificate(path: files.chain)
    }
    guard let first = chain.first else { throw WebServerError.badCertificate(path: files.chain) }
    let key: NIOSSLPrivateKey
    do { key = try NIOSSLPrivateKey(file: files.key, format: .pem) } catch {
      throw WebServerError.badKey(path: files.key)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    // RFC 8996 took the earlier ones away.
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do {
      return State(
        context: try NIOSSLContext(configuration: configuration),
        ends: Date(timeIntervalSince1970: TimeInterval(first.notValidAfter)))
    } catch {
      throw WebServerError.keyOfAnother(chain: files.chain, key: files.key)
    }
  }
}

/// Does something whenever the process is sent a signal. There is one for each process.
///
/// The signal is taken by whichever thread the system chooses, which does no more than write a byte.
final class SignalWatch: Sendable {
  // It is made and ended here, and nobody else reaches it.
  nonisolated(unsafe) private let source: any DispatchSourceRead

  /// Where the byte is written: made once, and never closed, so that a late signal writes to nothing else.
  private static let pipe: (reads: Int32, writes: Int32) = {
    var ends: [Int32] = [-1, -1]
    _ = Foundation.pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }()

  init(_ number: Int32, _ work: @escaping @Sendable () -> Void) {
    let end = SignalWatch.pipe.reads
    source = DispatchSource.makeReadSource(
      fileDescriptor: end, queue: DispatchQueue(label: "heed signals"))
    source.setEventHandler(
      handler: DispatchWorkItem {
        var bytes = [UInt8](repeating: 0, count: 64)
        // Several that came together are one.
        if read(end, &bytes, bytes.count) > 0 { work() }
      })
    source.activate()
    signal(number) { _ in
      let before = errno
      var byte: UInt8 = 1
      _ = write(SignalWatch.pipe.writes, &byte, 1)
      errno = before
    }
  }

  deinit { source.cancel() }
}
