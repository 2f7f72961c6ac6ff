import Foundation
import FoundationNetworking
import Ledger
import LedgerWitness
import Synchronization

/// A log with entries that read "entry 0", "entry 1" and so on, after a first word.
struct SmallLog: Sendable {
  let signer: NoteSigner
  var tree = MerkleTree()

  init(entries: Int, word: String = "entry", signer: NoteSigner) {
    self.signer = signer
    for number in 0..<entries { tree.append(entry: Array("\(word) \(number)".utf8)) }
  }

  func checkpoint(_ size: Int) throws -> SignedNote {
    let text = try Checkpoint(
      origin: signer.verifier.name, size: size, root: tree.root(size: size)
    ).text
    return try SignedNote(text: text, signatures: [signer.sign(text)])
  }
}

/// A witness on a free port of this machine, with a folder and a log of its own.
struct Station: Sendable {
  let folder: String
  let key: NoteSigner
  let log: SmallLog
  let lines = Lines()
  var url = ""

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/witness-\(UUID().uuidString)"
    key = try NoteSigner.generate(name: "witness.example/west", kind: .cosignature)
    log = SmallLog(
      entries: 12, signer: try NoteSigner.generate(name: "example.org/ledger", kind: .ed25519))
    _ = try WitnessStore(creating: folder)
  }

  /// Another log under the same key: the tree is another one from the first entry on.
  var fork: SmallLog { SmallLog(entries: 12, word: "other entry", signer: log.signer) }

  var origin: String { log.signer.verifier.name }
  var memory: String { "\(folder)/\(sha256(Array(origin.utf8)).hexadecimal)" }
  var forks: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: "\(folder)/forks").sorted() }
  }

  func head() throws -> TreeHead? {
    let store = try WitnessStore(folder: folder)
    return try store.checkpoint(of: origin, cosignedBy: key.verifier).map {
      try Checkpoint(parsing: $0.text).head
    }
  }

  func head(of log: SmallLog, _ size: Int) throws -> TreeHead {
    TreeHead(size: size, root: try log.tree.root(size: size))
  }

  /// Asks as the log does.
  @discardableResult
  func cosign(
    _ size: Int, of other: SmallLog? = nil, lastKnown: Int = 0
  ) async throws(WitnessClientError) -> [NoteSignature] {
    let log = other ?? self.log
    let checkpoint: SignedNote
    do { checkpoint = try log.checkpoint(size) } catch { fatalError("\(error)") }
    return try await WitnessClient(patience: .seconds(600)).cosign(
      checkpoint: checkpoint, by: key.verifier, at: url,
      consistency: { try consistencyProof(from: $0, to: size, in: log.tree) },
      lastKnown: lastKnown)
  }

  func problem(
    _ size: Int, of other: SmallLog? = nil, lastKnown: Int = 0
  ) async -> WitnessClientError? {
    do {
      try await cosign(size, of: other, lastKnown: lastKnown)
      return nil
    } catch { return error }
  }

  /// Runs the witness while `work` is done, and stops it again. The folder stays.
  func open<Value: Sendable>(
    _ work: @escaping @Sendable (Station) async throws -> Value
  ) async throws -> Value {
    let witness = Witness(signer: key, logs: [origin: [log.signer.verifier]])
    let store = try WitnessStore(folder: folder)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = Task { [lines] in
      try await serveWitness(
        witness, store: store, port: 0, onReady: { port.yield($0) }, log: { lines.add($0) })
    }
    var opened = self
    for await port in ports {
      opened.url = "http://127.0.0.1:\(port)"
      break
    }
    let result: Result<Value, any Error>
    do { result = .success(try await work(opened)) } catch { result = .failure(error) }
    server.cancel()
    _ = await server.result
    return try result.get()
  }

  /// Opens the witness, and removes the folder afterwards.
  static func run(_ work: @escaping @Sendable (Station) async throws -> Void) async throws {
    let station = try Station()
    defer { station.remove() }
    try await station.open(work)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

/// What a witness said.
final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }

  /// The lines without their time.
  var plain: [String] {
    all.map { String($0.drop { $0 != " " }.dropFirst()) }
  }
}

/// One plain request; the answer's status and body.
func ask(
  _ url: String, method: String = "GET", body: [UInt8]? = nil
) async throws -> (status: Int, type: String, body: String) {
  guard let address = URL(string: url) else { fatalError("no address: \(url)") }
  var request = URLRequest(url: address)
  request.httpMethod = method
  request.httpBody = body.map { Data($0) }
  let (data, response) = try await URLSession.shared.data(for: request)
  guard let answer = response as? HTTPURLResponse else { fatalError("no HTTP") }
  return (
    answer.statusCode, answer.value(forHTTPHeaderField: "Content-Type") ?? "",
    String(decoding: data, as: UTF8.self)
  )
}
