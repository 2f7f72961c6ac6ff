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
    // Under 1.2, only what keeps past conversations closed to whoever has the key later (RFC 9325, section 4.2).
    configuration.cipherSuiteValues = [
      .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
      .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
      .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
      .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    ]
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

/// Does something whenever the process is sent SIGHUP, for as long as it is kept.
final class HangUpWatch: Sendable {
  private let number: Int

  init(_ work: @escaping @Sendable () -> Void) {
    number = HangUps.shared.add(work)
  }

  deinit { HangUps.shared.remove(number) }
}

/// Takes SIGHUP for the process.
///
/// Whichever thread the system chooses for the signal does no more than write a byte; what is to be done is done by whoever reads it.
private final class HangUps: Sendable {
  static let shared = HangUps()

  private struct Works {
    var all: [Int: @Sendable () -> Void] = [:]
    var next = 0
  }

  private let works = Mutex(Works())
  // It is made here and never ended, so that a late signal finds its reader.
  nonisolated(unsafe) private let source: any DispatchSourceRead

  /// Where the byte goes.
  private static let pipe: (reads: Int32, writes: Int32) = {
    var ends: [Int32] = [-1, -1]
    _ = Foundation.pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }()

  private init() {
    let end = HangUps.pipe.reads
    source = DispatchSource.makeReadSource(
      fileDescriptor: end, queue: DispatchQueue(label: "heed signals"))
    source.setEventHandler(
      handler: DispatchWorkItem {
        var bytes = [UInt8](repeating: 0, count: 64)
        // Several that came together are one.
        if read(end, &bytes, bytes.count) > 0 { HangUps.shared.call() }
      })
    source.activate()
    signal(SIGHUP) { _ in
      let before = errno
      var byte: UInt8 = 1
      _ = write(HangUps.pipe.writes, &byte, 1)
      errno = before
    }
  }

  private func call() {
    for work in works.withLock({ Array($0.all.values) }) { work() }
  }

  func add(_ work: @escaping @Sendable () -> Void) -> Int {
    works.withLock { works in
      works.next += 1
      works.all[works.next] = work
      return works.next
    }
  }

  func remove(_ number: Int) { works.withLock { $0.all[number] = nil } }
}
