import Ledger

/// Keys, notes and a small log that the tests of notes, checkpoints and proofs share.
enum NoteSamples {
  // Published with `golang.org/x/mod/sumdb/note`, note_test.go.
  static let peter = verifier("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
  static let peterSecret =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  static let enoch = verifier("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")
  static let text = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    """
  static let peterLine =
    "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
    + "otpRZb6KE6RyyBwJnAM=\n"
  static let enochLine =
    "\u{2014} EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnW"
    + "Lox33WWd1RvMc+QQ=\n"

  // Made for these tests from the seeds 07…, 08… and 09… by another Ed25519 library.
  static let log = signer(
    "PRIVATE+KEY+example.org/ledger+79a3823a+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH")
  static let one = signer(
    "PRIVATE+KEY+witness.example/one+3ce3d99e+BAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI")
  static let two = signer(
    "PRIVATE+KEY+witness.example/two+1cecdd2d+BAkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJ")

  /// The proof of entry 3 of the five entries "entry 0" to "entry 4", made by another program.
  static let proof = """
    c2sp.org/tlog-proof@v1
    extra d2FybmVyJ3MgY29weQ==
    index 3
    V8efTzGuApxdS9MLBzwnyU35NDiytGl+Hh7vW8A5SkE=
    WkdmL9ijF9lgSaP59HxV3GfKZgUbqjaD27GbL+CaB7A=
    SFM123z+yWXxX/dF/GJcQdXqJkaTaTAWWCj3PdS2iFQ=

    example.org/ledger
    5
    fKo0Xb2JKmZFTWxlEuo8PqPw0+whvj/C4jdXBf049nI=

    \u{2014} example.org/ledger \(logSignature)
    \u{2014} witness.example/one \(oneSignature)
    \u{2014} witness.example/two \(twoSignature)

    """
  private static let logSignature =
    "eaOCOhk03vGY/e+yxUjjTAhobUHc1OQRZXMH6kACfwovLhmPvNcP7vNl0e8SAQhR6+6+VT3hIPJISEXvZnywiGkT4Q4="
  private static let oneSignature =
    "POPZngAAAABlU/EA+o1XgAQVlrZIOvlQKVUDHuZub/cQQkHuqShYr1mn8PVJ3aTwRFtnMm74dW7BbQgpHYoHvk1+XM3m0v"
    + "FjLD+FDA=="
  private static let twoSignature =
    "HOzdLQAAAABlU/E8WQmpIrL+PH+/orloHFDOo0EhBuuxt8KPOScORxGFkOSohW9H/G9wKOPU2+a1jVJAtB1e4xjb/n8bX0"
    + "or2QjwBw=="

  static func verifier(_ text: String) -> NoteVerifier {
    do { return try NoteVerifier(text) } catch { preconditionFailure("\(error)") }
  }

  static func signer(_ secret: String) -> NoteSigner {
    do { return try NoteSigner(secret: secret) } catch { preconditionFailure("\(error)") }
  }
}

/// Why a note is refused; nil if it is read.
func noteProblem(_ text: String) -> NoteError? {
  do throws(NoteError) {
    _ = try SignedNote(parsing: Array(text.utf8))
    return nil
  } catch { return error }
}

/// A log with entries that read "entry 0", "entry 1" and so on, after a first word.
struct SmallLog {
  let signer: NoteSigner
  var tree = MerkleTree()

  init(entries: Int, word: String = "entry", signer: NoteSigner = NoteSamples.log) {
    self.signer = signer
    for number in 0..<entries { tree.append(entry: Array("\(word) \(number)".utf8)) }
  }

  func checkpoint(_ size: Int) throws -> SignedNote {
    let text = try Checkpoint(
      origin: signer.verifier.name, size: size, root: tree.root(size: size)
    ).text
    return try SignedNote(text: text, signatures: [signer.sign(text)])
  }

  func head(_ size: Int) throws -> TreeHead {
    TreeHead(size: size, root: try tree.root(size: size))
  }

  func request(from old: Int, to new: Int) throws -> AddCheckpointRequest {
    try AddCheckpointRequest(
      oldSize: old, proof: consistencyProof(from: old, to: new, in: tree).path,
      checkpoint: checkpoint(new))
  }
}
