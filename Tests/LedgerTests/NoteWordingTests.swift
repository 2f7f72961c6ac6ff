import Ledger
import Testing

struct NoteWordingTests {
  private static let name = "example.org/ledger"
  private static let notes: [NoteError] = [
    .tooLong, .notUTF8, .controlCharacter(line: 2), .noFinalNewline, .noEmptyLine, .noSignature,
    .tooManySignatures, .signatureLine(4), .invalidSignature(name: name, id: 0x00A3_823A),
    .repeatedKey(name: name, id: 1), .ambiguousKey(name: name, id: 1), .noKnownSignature,
    .keyShape, .secretShape, .keyName, .keyID, .keyIDDiffers(name: name), .keyType(2),
    .keyMaterial, .weakKey(name: name),
  ]
  private static let checkpoints: [CheckpointError] = [
    .tooFewLines, .origin, .size, .root, .extensionLine(4),
  ]
  private static let proofs: [LogProofError] = [
    .tooLong, .firstLine, .extra, .index(line: 2), .hash(line: 3), .tooManyHashes, .noCheckpoint,
    .note(.noSignature), .checkpoint(.origin), .notSignedByLog(origin: name),
  ]
  private static let requests: [AddCheckpointError] = [
    .tooLong, .oldSize, .hash(line: 3), .tooManyHashes, .noCheckpoint, .note(.noSignature),
  ]
  private static let policies: [PolicyError.Reason] = [
    .tooLong, .controlCharacter, .unknownKeyword("logs"), .shape("quorum <name>"), .key(.keyShape),
    .logKeyKind, .witnessKeyKind, .repeatedKey, .repeatedName("w1"), .noneAsName,
    .unknownName("w1"), .groupedTwice("w1"), .threshold(members: 3), .secondQuorum, .noQuorum,
  ]

  @Test func `Each problem of notes and keys says what to do`() {
    #expect(
      Self.notes.map(\.description).joined(separator: "\n") == """
        the note is longer than 1 MiB; check that this is the right file
        the note is not UTF-8; copy it again without a change of encoding
        line 2 of the note holds a control character; copy it again byte for byte
        the note does not end in a newline; its end is missing, so fetch it again
        no empty line parts the text from the signatures; check that this is a signed note
        the note is not signed; ask its author for the signed one
        the note has more than 100 signatures; leave out those that nobody here knows
        line 4 of the note is no signature line; expected '\u{2014} name base64'
        the signature of 'example.org/ledger+00a3823a' is not valid: the note was changed or was \
        never signed; do not rely on it, keep it, and ask the owner of the key
        'example.org/ledger+00000001' signed the note twice; leave one of its lines out
        two trusted keys are called 'example.org/ledger+00000001'; remove the wrong one from the \
        configuration
        no trusted key signed the note; check which keys are configured
        this is no verifier key; expected 'name+id+base64'
        this is no signing key; expected 'PRIVATE+KEY+name+id+base64'
        a key needs a name without spaces, plus signs and control characters; use one such as \
        example.org/ledger
        the key id is not eight hexadecimal digits; copy the key again
        the id of the key 'example.org/ledger' does not belong to its name, type and bytes; copy \
        the key again
        keys of type 2 are not used here; use type 1 for a log and type 4 for a witness
        the key is not base64 of one type byte and 32 key bytes; copy the key again
        the key 'example.org/ledger' can be signed for by anybody, or is not written in the one \
        right way; ask its owner for another
        """)
  }

  @Test func `Each problem of checkpoints says what to do`() {
    #expect(
      Self.checkpoints.map(\.description).joined(separator: "\n") == """
        a checkpoint has at least three lines, each with its newline: name, size and root; check \
        that this is the right note
        line 1 of the checkpoint names no log; write a name without control characters
        line 2 of the checkpoint is no size; write digits only, without needless zeros, below \
        2^63
        line 3 of the checkpoint is no root; write the 44 characters of base64 of its 32 bytes
        line 4 of the checkpoint is empty or holds a control character; leave it out
        """)
  }

  @Test func `Each problem of proofs says what to do`() {
    #expect(
      Self.proofs.map(\.description).joined(separator: "\n") == """
        the proof is longer than 1 MiB; check that this is the right file
        line 1 is not 'c2sp.org/tlog-proof@v1'; check that this is a proof, and of this version
        line 2: what follows 'extra ' is not base64; fetch the proof again
        line 2 gives no index; expected 'index ' and digits without needless zeros
        line 3 is no hash; expected the 44 characters of base64 of its 32 bytes
        the proof has more than 63 hashes, which no tree asks for; fetch it again
        the proof holds no checkpoint; an empty line and the signed checkpoint end the file
        checkpoint: the note is not signed; ask its author for the signed one
        line 1 of the checkpoint names no log; write a name without control characters
        no trusted key of the log 'example.org/ledger' signed the checkpoint; check the policy, \
        or do not rely on this proof
        """)
  }

  @Test func `Each problem of requests to a witness says what to do`() {
    #expect(
      Self.requests.map(\.description).joined(separator: "\n") == """
        the request is longer than 1 MiB; leave out signatures that nobody needs
        line 1 is not 'old ' and a size; write digits only, without needless zeros, below 2^63
        line 3 is no hash; expected the 44 characters of base64 of its 32 bytes
        the request has more than 63 hashes; no proof needs so many
        an empty line and the signed checkpoint must end the request
        checkpoint: the note is not signed; ask its author for the signed one
        """)
  }

  @Test func `Each problem of policies says what to do`() {
    #expect(
      Self.policies.map(\.description).joined(separator: "\n") == """
        the policy is longer than 1 MiB; check that this is the right file
        control character; only tabs and newlines are allowed, and lines end without a return
        unknown word 'logs'; a line begins with log, witness, group, quorum or #
        wrong number of words; expected 'quorum <name>'
        this is no verifier key; expected 'name+id+base64'
        this key cosigns and keeps no log; give the log's own key, of type 1
        this key does not cosign; give the witness's key of type 4
        this key stands on an earlier line; each may be listed once
        the name 'w1' is taken by an earlier line; choose another
        'none' can only be a quorum; choose another name
        no witness or group on an earlier line is called 'w1'; define it above this line
        'w1' is already in a group; a name can be a member once in the whole policy
        the number of members that must sign is not 1 to 3; write it in digits, or 'any' or \
        'all'
        there is a quorum on an earlier line; keep one of the two
        the policy has no quorum; add 'quorum <name>', or 'quorum none'
        """)
  }
}
