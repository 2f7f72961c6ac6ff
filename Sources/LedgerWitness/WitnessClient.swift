import BoundedHTTP
import Foundation
public import Ledger

/// Asks witnesses for cosignatures, on behalf of a log.
///
/// - Source: C2SP tlog-witness v1.0.0, `add-checkpoint`.
public struct WitnessClient: Sendable {
  /// How long one request may take, from the first byte to the last.
  public let patience: Duration

  public init(patience: Duration = .seconds(30)) {
    self.patience = patience
  }

  /// Asks a witness of a policy; see `cosign(checkpoint:by:at:consistency:lastKnown:)`.
  public func cosign(
    checkpoint: SignedNote, witness: WitnessPolicy.Member,
    consistency: (_ from: Int) throws -> ConsistencyProof, lastKnown: Int
  ) async throws(WitnessClientError) -> [NoteSignature] {
    guard let url = witness.url else { throw .noAddress(witness: witness.name) }
    return try await cosign(
      checkpoint: checkpoint, by: witness.verifier, at: url, consistency: consistency,
      lastKnown: lastKnown)
  }

  /// Has a checkpoint cosigned, and returns the witness's verified signatures of it.
  ///
  /// If the witness holds another size than `lastKnown`, it is asked once more from there. The
  /// witness may have cosigned although this throws, for its answer can be lost on the way; asking
  /// again does no harm.
  ///
  /// - Parameters:
  ///   - url: the submission prefix, `https:` or `http:`. Redirections are not followed.
  ///   - consistency: makes the proof that the log grew from a size to that of the checkpoint.
  ///   - lastKnown: the size that this witness is known to have cosigned last; 0 if none is known.
  /// - Throws: `WitnessClientError`. After `forked`, `inconsistent`, `logBehind` or `witnessBehind`
  ///   a person must look before anything more is published.
  public func cosign(
    checkpoint: SignedNote, by witness: NoteVerifier, at url: String,
    consistency: (_ from: Int) throws -> ConsistencyProof, lastKnown: Int
  ) async throws(WitnessClientError) -> [NoteSignature] {
    let address = try Self.address(url)
    let offered: Checkpoint
    do { offered = try Checkpoint(parsing: checkpoint.text) } catch { throw .checkpoint(error) }
    guard lastKnown <= offered.size else {
      throw .logBehind(url: url, origin: offered.origin, held: lastKnown, size: offered.size)
    }
    let inquiry = Inquiry(
      checkpoint: checkpoint, offered: offered, witness: witness, url: url, address: address,
      patience: patience)
    switch try await inquiry.ask(from: lastKnown, consistency: consistency) {
    case .cosigned(let signatures): return signatures
    case .holds(let held):
      guard held >= lastKnown else {
        throw .witnessBehind(url: url, held: held, lastKnown: lastKnown)
      }
      switch try await inquiry.ask(from: held, consistency: consistency) {
      case .cosigned(let signatures): return signatures
      case .holds(let now) where now < held:
        throw .witnessBehind(url: url, held: now, lastKnown: held)
      case .holds(let now): throw .overtaken(url: url, held: now)
      }
    }
  }

  /// The prefix with the path of the call.
  private static func address(_ url: String) throws(WitnessClientError) -> URL {
    var prefix = url[...]
    while prefix.last == "/" { prefix = prefix.dropLast() }
    guard let parts = URLComponents(string: "\(prefix)/add-checkpoint"),
      let scheme = parts.scheme, ["http", "https"].contains(scheme.lowercased()),
      let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil,
      parts.query == nil, parts.fragment == nil, let address = parts.url
    else { throw .badAddress(url) }
    return address
  }
}

/// One checkpoint before one witness.
private struct Inquiry {
  /// The longest answer that is read, in bytes; a witness needs a few lines.
  private static let longestAnswer = 64 << 10

  let checkpoint: SignedNote
  let offered: Checkpoint
  let witness: NoteVerifier
  let url: String
  let address: URL
  let patience: Duration

  enum Outcome {
    case cosigned([NoteSignature])
    /// Another size than the one that was sent, and none above the checkpoint's.
    case holds(Int)
  }

  func ask(
    from old: Int, consistency: (Int) throws -> ConsistencyProof
  ) async throws(WitnessClientError) -> Outcome {
    let question = BoundedRequest(
      url: address.absoluteString, headers: [("Content-Type", "text/plain; charset=utf-8")],
      body: Array(try request(from: old, consistency: consistency).encoded.utf8),
      longest: Self.longestAnswer, patience: patience)
    let answer: BoundedRequest.Answer
    do { answer = try await question.send() } catch { throw problem(error) }
    switch answer.status {
    case 200: return .cosigned(try cosignatures(in: answer.body))
    case 403: throw .notSigned(url: url, origin: offered.origin)
    case 404: throw .unknownLog(url: url, origin: offered.origin)
    case 409: return .holds(try held(answer.body, after: old))
    case 422:
      throw .inconsistent(url: url, origin: offered.origin, from: old, to: offered.size)
    default:
      throw .refused(url: url, status: answer.status, reason: Self.printable(answer.body))
    }
  }

  private func problem(_ failure: BoundedRequest.Failure) -> WitnessClientError {
    switch failure {
    case .unreachable(let reason): .unreachable(url: url, reason: reason.rawValue)
    case .timedOut: .timedOut(url: url, after: patience)
    case .tooLong(let status): .strangeAnswer(url: url, status: status)
    case .cancelled: .cancelled
    }
  }

  private func request(
    from old: Int, consistency: (Int) throws -> ConsistencyProof
  ) throws(WitnessClientError) -> AddCheckpointRequest {
    func fail(_ reason: String) -> WitnessClientError {
      .noProof(from: old, to: offered.size, reason: reason)
    }
    do {
      let proof = try consistency(old)
      guard proof.oldSize == old, proof.newSize == offered.size else {
        throw fail("the proof given is from \(proof.oldSize) to \(proof.newSize)")
      }
      return try AddCheckpointRequest(oldSize: old, proof: proof.path, checkpoint: checkpoint)
    } catch let error as WitnessClientError {
      throw error
    } catch {
      throw fail("\(error)")
    }
  }

  /// The size in an answer with status 409, if another question from there makes sense.
  private func held(_ body: [UInt8], after old: Int) throws(WitnessClientError) -> Int {
    guard let held = witnessHeldSize(parsing: body) else {
      throw .strangeAnswer(url: url, status: 409)
    }
    if held > offered.size {
      throw .logBehind(url: url, origin: offered.origin, held: held, size: offered.size)
    }
    if held == old {
      // The only way to hold the size that was sent, and to refuse, is to hold another root.
      guard held == offered.size else { throw .strangeAnswer(url: url, status: 409) }
      throw .forked(url: url, origin: offered.origin, size: held)
    }
    return held
  }

  private func cosignatures(in body: [UInt8]) throws(WitnessClientError) -> [NoteSignature] {
    do {
      let note = try witnessAnswer(parsing: body, to: checkpoint, from: [witness])
      let text = Array(note.text.utf8)
      return note.signatures.filter {
        $0.keyID == witness.id && $0.name.utf8.elementsEqual(witness.name.utf8)
          && witness.isValid($0.bytes, of: text)
      }
    } catch {
      throw .badCosignature(url: url, error)
    }
  }

  /// Words of a stranger, made safe to show.
  private static func printable(_ body: [UInt8]) -> String {
    String(decoding: body.prefix(200).filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
  }
}
