/// A receipt that stands by itself: an entry's place in a log, the way from it up to the root, and
/// the checkpoint with its cosignatures.
///
/// - Source: C2SP tlog-proof, files named `.tlog-proof`.
public struct LogProof: Sendable, Hashable {
  /// How much a proof is worth under a policy.
  public enum Standing: Sendable, Hashable {
    /// The log has signed, but too few witnesses have: the log may still say otherwise to others.
    case provisional([Cosignature])
    /// The policy's quorum is reached. Under `quorum none` this says no more than `provisional`.
    case final([Cosignature])

    /// The cosignatures by witnesses of the policy, with their times.
    public var cosignatures: [Cosignature] {
      switch self {
      case .provisional(let cosignatures), .final(let cosignatures): cosignatures
      }
    }

    public var isFinal: Bool {
      if case .final = self { true } else { false }
    }
  }

  /// Bytes that travel with the proof. Nobody has signed them: do not believe them.
  public let extra: [UInt8]?
  /// The place of the entry, counted from 0.
  public let index: Int
  /// The hashes beside the way from the leaf up to the root, lowest first; at most 63.
  public let path: [Digest]
  public let checkpoint: SignedNote

  /// Joins the parts of a proof.
  ///
  /// - Throws: `LogProofError` if the index is negative or the path longer than any tree asks for.
  public init(
    extra: [UInt8]? = nil, index: Int, path: [Digest], checkpoint: SignedNote
  ) throws(LogProofError) {
    guard index >= 0 else { throw .index(line: extra == nil ? 2 : 3) }
    guard path.count <= NoteLimit.proofHashes else { throw .tooManyHashes }
    self.extra = extra
    self.index = index
    self.path = path
    self.checkpoint = checkpoint
  }

  /// Reads a proof. It is checked by `verify(leaf:policy:)` only.
  ///
  /// - Throws: `LogProofError` unless the bytes are a proof in every particular.
  public init(parsing bytes: [UInt8]) throws(LogProofError) {
    guard bytes.count <= NoteLimit.bytes else { throw .tooLong }
    guard let end = endOfHead(bytes), let lines = textLines(bytes[..<end]) else {
      throw .noCheckpoint
    }
    guard lines[0] == Array(Self.firstLine.utf8) else { throw .firstLine }
    var place = 1
    var extra: [UInt8]?
    if place < lines.count, let text = rest(of: lines[place], after: "extra ") {
      extra = Base64.decode(String(decoding: text, as: UTF8.self))
      guard extra != nil else { throw .extra }
      place += 1
    }
    guard place < lines.count, let digits = rest(of: lines[place], after: "index "),
      let index = decimal(digits)
    else { throw .index(line: place + 1) }
    guard lines.count - place - 1 <= NoteLimit.proofHashes else { throw .tooManyHashes }
    var path: [Digest] = []
    for number in (place + 1)..<lines.count {
      guard let hash = digest(onLine: lines[number]) else { throw .hash(line: number + 1) }
      path.append(hash)
    }
    let note: SignedNote
    do { note = try SignedNote(parsing: Array(bytes[(end + 1)...])) } catch { throw .note(error) }
    try self.init(extra: extra, index: index, path: path, checkpoint: note)
  }

  /// The proof as a file. Reading it gives an equal proof.
  public var encoded: String {
    let head =
      [Self.firstLine] + (extra.map { ["extra " + Base64.encode($0)] } ?? [])
      + ["index \(index)"] + path.map(\.base64)
    return head.map { $0 + "\n" }.joined() + "\n" + checkpoint.encoded
  }

  /// Checks that a leaf stands in a log of the policy, and says who besides the log vouches for it.
  ///
  /// The log must have signed under a key whose name is the origin of the checkpoint. Whether the
  /// cosignatures' times make sense is for the caller to judge.
  ///
  /// - Throws: `LogProofError` if any part does not hold; one signature that claims a key of the
  ///   policy and is not by it is enough.
  /// - Source: C2SP tlog-proof; RFC 9162, section 2.1.3.2.
  public func verify(leaf: Digest, policy: WitnessPolicy) throws(LogProofError) -> Standing {
    let head: Checkpoint
    do { head = try Checkpoint(parsing: checkpoint.text) } catch { throw .checkpoint(error) }
    let signers: [NoteVerifier]
    let cosigned: [Cosignature]
    do throws(NoteError) {
      signers = try checkpoint.verified(by: policy.logs.filter { head.isOf($0.name) })
      cosigned = try cosignatures(of: checkpoint, by: policy.witnesses.map(\.verifier))
    } catch { throw .note(error) }
    guard !signers.isEmpty else { throw .notSignedByLog(origin: head.origin) }
    do {
      let proof = InclusionProof(index: index, size: head.size, path: path)
      try proof.verify(leaf: leaf, root: head.root)
    } catch {
      throw .inclusion(error)
    }
    return policy.isSatisfied(by: cosigned.map(\.verifier))
      ? .final(cosigned) : .provisional(cosigned)
  }

  private static let firstLine = "c2sp.org/tlog-proof@v1"
}

/// Where the first empty line begins, which ends the lines that stand before a checkpoint.
func endOfHead(_ bytes: [UInt8]) -> Int? {
  bytes.indices.dropFirst().first { bytes[$0] == newline && bytes[$0 - 1] == newline }
}
