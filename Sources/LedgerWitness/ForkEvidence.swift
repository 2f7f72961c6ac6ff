import Ledger

/// Two checkpoints of one log, both signed by it, that may not both be true.
struct ForkEvidence: Sendable, Hashable {
  enum Kind: String, Sendable, Hashable {
    /// Two trees of the same size. No proof of anything else is needed.
    case fork
    /// The proof that came with the newer checkpoint does not lead from the older one. The log may
    /// have been rewritten; but anybody can send a bad proof with a good checkpoint.
    case inconsistent
  }

  let kind: Kind
  let held: WitnessMemory
  let request: AddCheckpointRequest
  let offered: Checkpoint

  /// Finds out whether a refused request is evidence against its log.
  ///
  /// With the statuses 409 and 422 the witness has verified the log's signature; with others the
  /// request may be anybody's.
  init?(status: Int, held: WitnessMemory?, request: AddCheckpointRequest?) {
    guard status == 409 || status == 422, let held, let request,
      let offered = try? Checkpoint(parsing: request.checkpoint.text)
    else { return nil }
    if offered.size == held.checkpoint.size && offered.root != held.checkpoint.root {
      kind = .fork
    } else if status == 422 {
      kind = .inconsistent
    } else {
      return nil
    }
    self.held = held
    self.request = request
    self.offered = offered
  }

  /// The same for the same two checkpoints, so that a repeated request takes no further room.
  var name: String {
    let log = WitnessStore.fileName(of: offered.origin).prefix(16)
    let both = sha256(Array(held.note.text.utf8), Array(request.checkpoint.text.utf8))
    return
      "\(kind.rawValue)-\(log)-\(held.checkpoint.size)-\(offered.size)-\(both.hexadecimal.prefix(32))"
  }

  static func == (one: ForkEvidence, other: ForkEvidence) -> Bool { one.name == other.name }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension WitnessStore {
  /// How many cases of each kind are kept. A log that signs more stories than this has been found
  /// out and must not fill the disk; and strangers who send bad proofs must not crowd out a fork.
  static let mostCases = 1_000

  /// Keeps evidence as three files: the note that was held, the note that was offered, and the whole
  /// request with its proof.
  ///
  /// - Returns: the path without its ending; nil if the same evidence was kept before.
  /// - Throws: `WitnessStoreError` if it cannot be stored.
  func keep(_ evidence: ForkEvidence) throws(WitnessStoreError) -> String? {
    try WitnessFiles.locked("\(folder)/\(Self.lock)") { () throws(WitnessStoreError) in
      let path = "\(forks)/\(evidence.name)"
      // The request is written last, so a case that was cut short is written again.
      if WitnessFiles.exists("\(path).request") { return nil }
      let names = try WitnessFiles.names(in: forks)
      let cases = names.count {
        $0.hasPrefix("\(evidence.kind.rawValue)-") && $0.hasSuffix(".request")
      }
      guard cases < Self.mostCases else {
        throw .disk(path: forks, reason: "there are \(Self.mostCases) such cases already")
      }
      for (ending, text) in [
        ("held", evidence.held.note.encoded),
        ("offered", evidence.request.checkpoint.encoded),
        ("request", evidence.request.encoded),
      ] {
        try WitnessFiles.write(Array(text.utf8), to: "\(evidence.name).\(ending)", in: forks)
      }
      return path
    }
  }
}

extension ForkEvidence {
  /// What to tell the operator, wherever the evidence is.
  var notice: String {
    switch kind {
    case .fork:
      "FORK of \(logWord(offered.origin)): the log has signed two different trees of size "
        + "\(offered.size); keep both notes and tell everybody who relies on the log"
    case .inconsistent:
      "INCONSISTENT \(logWord(offered.origin)): the proof sent does not show that the tree of size "
        + "\(offered.size) grew from that of size \(held.checkpoint.size); ask the log for one that "
        + "does: if it has none, it has forked; a bad proof alone can come from anybody"
    }
  }
}
