/// Somebody who watches that logs only grow, and says so with a key of their own.
///
/// This is the judgement alone. Listening, storing and the clock are the caller's.
///
/// - Source: C2SP tlog-witness v1.0.0.
public struct Witness: Sendable {
  private let signer: NoteSigner
  private let logs: [ExactText: [NoteVerifier]]

  /// A witness of some logs, which are named by their origin.
  ///
  /// The signer must be of kind `cosignature`; another kind is a mistake of the caller, and traps.
  public init(signer: NoteSigner, logs: [String: [NoteVerifier]]) {
    precondition(signer.verifier.kind == .cosignature, "a witness needs a cosignature key")
    self.signer = signer
    self.logs = Dictionary(
      uniqueKeysWithValues: logs.map { (ExactText($0.key), $0.value) })
  }

  /// The key under which this witness cosigns.
  public var verifier: NoteVerifier { signer.verifier }

  /// Judges one request.
  ///
  /// The statuses: 400 the request cannot be read, or its old size exceeds the checkpoint's; 404
  /// the log is unknown; 403 no key of the log signed, or a signature in its name is false; 409 the
  /// old size is not the one held here, or the tree of that size is another one; 422 the
  /// consistency proof does not hold; 200 cosigned. Both kinds of 409 carry the size held here.
  ///
  /// Two requests at once could each pass and the later one take the log back. So the caller keeps
  /// one lock per log, or one transaction, from before `known` is asked until the answer's
  /// `remember` is stored for good; then it sends the answer.
  ///
  /// - Parameters:
  ///   - body: the body of the request.
  ///   - known: gives the head of the checkpoint last cosigned for an origin; nil for none.
  ///   - now: seconds since 1970-01-01 00:00 UTC, below 2^63.
  /// - Throws: what `known` throws.
  public func answer(
    _ body: [UInt8], known: (String) throws -> TreeHead?, now: UInt64
  ) rethrows -> WitnessAnswer {
    let request: AddCheckpointRequest
    let checkpoint: Checkpoint
    do {
      request = try AddCheckpointRequest(parsing: body)
    } catch {
      return refusal(400, "\(error)")
    }
    do {
      checkpoint = try Checkpoint(parsing: request.checkpoint.text)
    } catch {
      return refusal(400, "\(error)")
    }
    guard let keys = logs[ExactText(checkpoint.origin)] else {
      return refusal(404, "this witness does not know the log; ask its operator to add it")
    }
    let signatures: [NoteSignature]
    do {
      signatures = try request.checkpoint.matches(by: keys).map(\.signature)
    } catch {
      return refusal(403, "\(error)")
    }
    guard !signatures.isEmpty else { return refusal(403, "\(NoteError.noKnownSignature)") }
    guard request.oldSize <= checkpoint.size else {
      return refusal(400, "the old size is larger than the checkpoint's; a log does not shrink")
    }
    let held = try known(checkpoint.origin) ?? TreeHead(size: 0, root: .emptyTree)
    guard request.oldSize == held.size else { return conflict(held) }
    if checkpoint.size == held.size && checkpoint.root != held.root { return conflict(held) }
    do {
      let proof = ConsistencyProof(
        oldSize: held.size, newSize: checkpoint.size, path: request.proof)
      try proof.verify(old: held.root, new: checkpoint.root)
    } catch {
      return refusal(422, "\(error)")
    }
    return cosigned(checkpoint, text: request.checkpoint.text, signatures: signatures, now: now)
  }

  private func cosigned(
    _ checkpoint: Checkpoint, text: String, signatures: [NoteSignature], now: UInt64
  ) -> WitnessAnswer {
    let own = signer.cosign(checkpointText: text, time: now)
    guard let note = try? SignedNote(text: text, signatures: signatures + [own]) else {
      // Only a note at the very limit of its size can grow too long by one line.
      return refusal(400, "\(NoteError.tooLong)")
    }
    return WitnessAnswer(
      status: 200, contentType: nil, body: own.line,
      remember: WitnessAnswer.Memory(
        origin: checkpoint.origin, head: checkpoint.head, checkpoint: note))
  }

  private func conflict(_ held: TreeHead) -> WitnessAnswer {
    WitnessAnswer(
      status: 409, contentType: "text/x.tlog.size", body: "\(held.size)\n", remember: nil)
  }

  private func refusal(_ status: Int, _ reason: String) -> WitnessAnswer {
    WitnessAnswer(
      status: status, contentType: "text/plain; charset=utf-8", body: reason + "\n", remember: nil)
  }
}
