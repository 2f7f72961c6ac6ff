public import Ledger

/// What a witness remembers: for each log the checkpoint that it cosigned last.
///
/// It is a folder of plain files that anybody can read and check: one file per log, named by the
/// SHA-256 of the log's origin in hexadecimal, that holds the checkpoint as a signed note, with the
/// signatures of the log and of the witness. `forks/` keeps evidence against logs; `lock` is empty.
///
/// The folder is as worthy of protection as the key. A witness that forgets can be made to vouch
/// for two stories. So a damaged file is never replaced by a fresh start. Only a file that is gone
/// cannot be told from a log that was never seen: never delete one, and never put an older copy back
/// under the same key.
///
/// - Source: C2SP tlog-witness v1.0.0: the record is stored for good before the answer is sent, and
///   in one step with the check.
public struct WitnessStore: Sendable {
  public let folder: String

  /// Begins the memory of a new witness, in a folder that is empty or not there.
  ///
  /// - Throws: `WitnessStoreError`: `exists` if there is anything in the folder.
  public init(creating folder: String) throws(WitnessStoreError) {
    self.folder = folder
    try WitnessFiles.makeFolder(folder)
    guard try WitnessFiles.names(in: folder).isEmpty else { throw .exists(path: folder) }
    try WitnessFiles.makeFolder(forks)
    try WitnessFiles.write([], to: Self.lock, in: folder)
  }

  /// Opens the memory of a witness.
  ///
  /// It is never begun here, so that a disk that is not mounted, or a name that is mistyped, does
  /// not look like a witness that has seen nothing yet.
  ///
  /// - Throws: `WitnessStoreError`: `missing` unless the folder was begun as one.
  public init(folder: String) throws(WitnessStoreError) {
    self.folder = folder
    guard WitnessFiles.exists("\(folder)/\(Self.lock)") else { throw .missing(path: folder) }
    try WitnessFiles.makeFolder(forks)
  }

  /// The checkpoint that the witness cosigned last for a log; nil if it never did.
  ///
  /// - Throws: `WitnessStoreError`, `damaged` unless the file is a checkpoint of that log under a
  ///   valid cosignature by `verifier`.
  public func checkpoint(
    of origin: String, cosignedBy verifier: NoteVerifier
  ) throws(WitnessStoreError) -> SignedNote? {
    try memory(inFile: Self.fileName(of: origin), of: verifier)?.note
  }

  /// The name of a log's file, and the first part of the path where monitors ask for it.
  static func fileName(of origin: String) -> String { sha256(Array(origin.utf8)).hexadecimal }

  /// The file that is locked while the memory changes; it is empty.
  static let lock = "lock"

  var forks: String { "\(folder)/forks" }
}

/// The checkpoint that a witness cosigned last for a log, as its file has it.
struct WitnessMemory: Sendable {
  let checkpoint: Checkpoint
  let note: SignedNote
}

/// What became of one request.
struct WitnessJudgement: Sendable {
  let answer: WitnessAnswer
  /// As the request says; nil if it cannot be read. Nobody has vouched for it unless the status is
  /// 200, 409 or 422.
  let offered: Checkpoint?
  let evidence: ForkEvidence?
}

extension WitnessStore {
  /// Looks up, judges and stores in one step, which no other process can come between.
  func judge(
    _ body: [UInt8], by witness: Witness, now: UInt64
  ) throws(WitnessStoreError) -> WitnessJudgement {
    try WitnessFiles.locked("\(folder)/\(Self.lock)") { () throws(WitnessStoreError) in
      var held: WitnessMemory?
      let answer: WitnessAnswer
      do {
        answer = try witness.answer(
          body,
          known: { origin in
            held = try memory(inFile: Self.fileName(of: origin), of: witness.verifier)
            return held?.checkpoint.head
          }, now: now)
      } catch {
        throw error as? WitnessStoreError ?? .disk(path: folder, reason: "\(error)")
      }
      if let memory = answer.remember {
        try WitnessFiles.write(
          Array(memory.checkpoint.encoded.utf8), to: Self.fileName(of: memory.origin), in: folder)
      }
      let request = try? AddCheckpointRequest(parsing: body)
      let offered = request.flatMap { try? Checkpoint(parsing: $0.checkpoint.text) }
      return WitnessJudgement(
        answer: answer, offered: offered,
        evidence: ForkEvidence(status: answer.status, held: held, request: request))
    }
  }

  /// Reads the memory of one log, and believes nothing that the witness has not signed.
  func memory(
    inFile name: String, of verifier: NoteVerifier
  ) throws(WitnessStoreError) -> WitnessMemory? {
    let path = "\(folder)/\(name)"
    guard let bytes = try WitnessFiles.read(path, limit: Self.longestNote) else { return nil }
    let note: SignedNote
    let checkpoint: Checkpoint
    let signers: [NoteVerifier]
    do {
      note = try SignedNote(parsing: bytes)
      checkpoint = try Checkpoint(parsing: note.text)
      signers = try note.verified(by: [verifier])
    } catch {
      throw .damaged(path: path, reason: "\(error)")
    }
    guard signers == [verifier] else {
      throw .damaged(path: path, reason: "this witness's key, \(verifier), did not cosign it")
    }
    guard Self.fileName(of: checkpoint.origin) == name else {
      throw .damaged(path: path, reason: "it is a checkpoint of another log")
    }
    return WitnessMemory(checkpoint: checkpoint, note: note)
  }

  /// The longest note that can be read.
  private static let longestNote = 1 << 20
}
