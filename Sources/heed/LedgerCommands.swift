import ArgumentParser
import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Ledger
import LedgerWitness
import WebServer

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "The log under a casebook: whether it holds together, and proofs for others.",
    subcommands: [
      Status.self, Head.self, EntryOf.self, ReceiptOf.self, Check.self, Export.self, Verify.self,
      WitnessCommand.self, Rotate.self,
    ])

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How large the log is, and who has signed its newest head.")

    @OptionGroup var book: CasebookInput
    @OptionGroup var law: LawInput
    @OptionGroup var policy: PolicyInput

    @Option(name: .long, help: "text, for people, or json, for programs.")
    var format: OutputFormat = .text

    func run() throws {
      let casebook = try book.openToVerify(law)
      let policy = try policy.read(for: try book.path)
      let (note, keys) = try answering { (try casebook.checkpoint(), try casebook.logKeys()) }
      let checkpoint = try Checkpoint(parsing: note.text)
      let witnesses = policy?.witnesses.map(\.verifier) ?? []
      let signed = (try? cosignatures(of: note, by: witnesses)) ?? []
      let isFinal = policy.map { $0.needsWitnesses && $0.isSatisfied(by: signed.map(\.verifier)) }
      switch format {
      case .json:
        Terminal.out(
          JSONValue.object([
            ("heed", .string("ledger-status/1")), ("origin", .string(checkpoint.origin)),
            ("size", .int(checkpoint.size)), ("root", .string(checkpoint.root.hexadecimal)),
            (
              "keys",
              .array(
                keys.map {
                  .object([("from", .int($0.size)), ("verifier", .string($0.verifier.text))])
                })
            ), ("witnessed-by", .array(signed.map { .string($0.verifier.name) })),
            ("witnessed", isFinal.map { .bool($0) } ?? .null),
          ]).prettyText)
      case .text:
        Terminal.out(
          "\(checkpoint.origin): \(checkpoint.size) entries, root \(checkpoint.root.base64)")
        for key in keys { Terminal.out("Signed from entry \(key.size) with \(key.verifier.text)") }
        for one in signed {
          let at = Instant(milliseconds: Int(one.time) * 1000)
          Terminal.out("Witnessed by \(one.verifier.name), \(at.words)")
        }
        switch isFinal {
        case true?: Terminal.out("Enough witnesses have signed this head: receipts are final.")
        case false?: Terminal.out("Provisional: not enough witnesses have signed this head yet.")
        case nil: Terminal.out("Provisional: no policy names witnesses (heed ledger --help).")
        }
      }
    }
  }

  struct Head: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "checkpoint",
      abstract:
        "Prints the newest signed head; with --ask, has the policy's witnesses sign it first.",
      discussion:
        "Give it to others: whoever holds a head can prove that nothing before it was changed or taken away."
    )

    @OptionGroup var book: CasebookInput
    @OptionGroup var law: LawInput
    @OptionGroup var policy: PolicyInput

    @Flag(name: .long, help: "Ask the witnesses of the policy over the network.")
    var ask = false

    @Option(name: .long, help: "Write it to this new file.", completion: .file())
    var output: String?

    func run() throws {
      let casebook = try book.openToVerify(law)
      var note = try answering { try casebook.checkpoint() }
      var failed = false
      if ask {
        guard let policy = try policy.read(for: try book.path), !policy.witnesses.isEmpty else {
          throw unusable("no policy names witnesses; give one with --policy")
        }
        (note, failed) = try witnessed(note, casebook, policy)
      }
      if let output {
        try Files.write(Array(note.encoded.utf8), to: output)
      } else {
        Terminal.out(note.encoded)
      }
      if failed { throw Exit.findings }
    }

    private func witnessed(
      _ note: SignedNote, _ casebook: CasebookFile, _ policy: WitnessPolicy
    ) throws -> (SignedNote, Bool) {
      let size = try Checkpoint(parsing: note.text).size
      var note = note
      var failed = false
      for member in policy.witnesses {
        do {
          let offered = note
          let signatures = try waiting {
            try await WitnessClient().cosign(
              checkpoint: offered, witness: member,
              consistency: { old in try casebook.consistency(from: old, to: size) },
              lastKnown: 0)
          }
          try answering { try casebook.add(signatures, toCheckpointOf: size) }
          for signature in signatures { try note.add(signature) }
        } catch let error as WitnessClientError {
          failed = true
          Terminal.error("heed: \(member.name): \(error)")
        }
      }
      return (note, failed)
    }
  }

  struct EntryOf: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "entry",
      abstract: "The bytes of an entry, which name nobody, for checking a receipt.")

    @Argument(help: "The entry.")
    var entry: Int

    @OptionGroup var book: CasebookInput
    @OptionGroup var law: LawInput

    @Option(name: .long, help: "Write it to this new file.", completion: .file())
    var output: String?

    func run() throws {
      let casebook = try book.openToVerify(law)
      let bytes = try answering { try casebook.entryBytes(entry) }
      guard let output else {
        Terminal.out(String(decoding: bytes, as: UTF8.self))
        return
      }
      try Files.write(bytes, to: output)
      Terminal.out("Entry \(entry): a salted commitment and no content; written to \(output).")
    }
  }

  struct ReceiptOf: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "receipt",
      abstract:
        "The receipt of an entry: final when enough witnesses have signed, or else provisional.")

    @Argument(help: "The entry.")
    var entry: Int

    @OptionGroup var book: CasebookInput
    @OptionGroup var law: LawInput
    @OptionGroup var policy: PolicyInput

    @Option(
      name: .long, help: "Write it to this new file.", completion: .file(extensions: ["tlog-proof"])
    )
    var output: String?

    func run() throws {
      let casebook = try book.openToVerify(law)
      let policy = try policy.read(for: try book.path)
      let proof = try answering { try casebook.proof(ofEntry: entry, policy: policy) }
      if let output {
        try Files.write(Array(proof.encoded.utf8), to: output)
        Terminal.out("\(output): the receipt of entry \(entry).")
      } else {
        Terminal.out(proof.encoded)
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check-receipt",
      abstract: "Checks a receipt against the entry of an export or a casebook. Needs no secret.")

    @Argument(help: "The receipt.", completion: .file(extensions: ["tlog-proof"]))
    var receipt: String

    @Option(
      name: .customLong("log-verifier"),
      help: "The public key of the log, from elsewhere than the receipt. Once for each.")
    var verifiers: [String] = []

    @Option(name: .long, help: "A file with the bytes of the entry.", completion: .file())
    var entry: String

    @OptionGroup var policy: PolicyInput

    func run() throws {
      guard let text = Files.text(receipt), let bytes = Files.text(entry) else {
        throw unusable("the receipt or the entry cannot be read; check the names")
      }
      do {
        let keys = try verifiers.map { try NoteVerifier($0) }
        let policy = try policy.read(for: nil) ?? WitnessPolicy.none(logs: keys)
        let proof = try LogProof(parsing: Array(text.utf8))
        let standing = try proof.verify(leaf: leafHash(Array(bytes.utf8)), policy: policy)
        Terminal.out(
          "Entry \(proof.index) is in the log. "
            + (standing.isFinal && policy.needsWitnesses
              ? "Final: enough witnesses have signed."
              : "Provisional: not enough witnesses have signed."))
      } catch {
        Terminal.error("heed: \(receipt): \(error)")
        throw Exit.findings
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Writes the log as plain files that other people's tools can check: no names, no content.")

    @Argument(help: "The folder. Full tiles that are there are kept.", completion: .directory)
    var folder: String

    @OptionGroup var book: CasebookInput
    @OptionGroup var law: LawInput

    func run() throws {
      let casebook = try book.openToVerify(law)
      var written = 0
      try answering {
        let note = try casebook.exportLog { path, bytes in
          written += try place(bytes, at: path) ? 1 : 0
        }
        let size = try Checkpoint(parsing: note.text).size
        Terminal.out("\(folder): the log of \(size) entries, \(written) files written.")
      }
    }

    /// Puts a file in its place whole. A full tile never changes: one that is there with other bytes is a fork.
    private func place(_ bytes: [UInt8], at path: String) throws -> Bool {
      let target = folder + "/" + path
      let manager = FileManager.default
      if let there = manager.contents(atPath: target) {
        if Array(there) == bytes { return false }
        let isFull = path.hasPrefix("tile/") && !path.contains(".p/")
        if isFull {
          Terminal.error(
            "heed: \(target): is there with other bytes. A full tile never changes: this is another log, or one of the two was tampered with. Keep both."
          )
          throw Exit.findings
        }
      }
      do {
        try manager.createDirectory(
          atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: target), options: .atomic)
      } catch {
        throw unusable("\(target): cannot be written; check the folder and the disk")
      }
      return true
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks that nothing in the log was changed, taken away or put in another order.",
      discussion: """
        With neither secret key nor content. Give it heads that others hold, such as an export's file 'checkpoint': the log must \
        contain each. --content also holds every deed against its entry and its author's key, builds everything derived anew, and \
        names the first entry that does not fit. Exit 1 if anything does not fit.
        """)

    @Option(
      name: .long, help: "A head that somebody else holds. Once for each.", completion: .file())
    var held: [String] = []

    @Flag(name: .long, help: "The content too.")
    var content = false

    @Option(name: .long, help: "text, for people, or json, for programs.")
    var format: OutputFormat = .text

    @OptionGroup var book: CasebookInput
    @OptionGroup var law: LawInput

    func run() throws {
      let notes = try held.map { path -> SignedNote in
        guard let text = Files.text(path), let note = try? SignedNote(parsing: Array(text.utf8)),
          (try? Checkpoint(parsing: note.text)) != nil
        else {
          throw unusable("\(path): this is not a signed head of a log")
        }
        return note
      }
      let casebook = try book.openToVerify(law)
      let result = try answering {
        try casebook.verify(content: content, against: notes) { done, all in
          Terminal.progress("checked \(done) of \(all) entries")
        }
      }
      Terminal.progress("")
      switch format {
      case .json:
        Terminal.out(
          JSONValue.object([
            ("heed", .string("verification/1")), ("entries", .int(result.size)),
            ("heads", .int(result.checkpoints)), ("content", .bool(content)),
            ("contents", .int(result.contents)), ("erased", .int(result.erased)),
            (
              "damage",
              .array(
                result.damage.map {
                  .object([
                    ("entry", $0.entry.map { .int($0) } ?? .null), ("what", .string($0.what)),
                  ])
                })
            ),
          ]).prettyText)
      case .text:
        for damage in result.damage { Terminal.out("\(damage)") }
        let contents =
          content ? ", \(result.contents) contents, \(result.erased) erased by law" : ""
        Terminal.out(
          result.damage.isEmpty
            ? "The log holds together: \(result.size) entries, \(result.checkpoints) signed heads\(notes.isEmpty ? "" : ", \(notes.count) heads held by others")\(contents).\(content ? "" : " The content was not checked: --content")"
            : "It does not hold together: \(result.damage.count) findings; the first stands first.")
      }
      if !result.damage.isEmpty { throw Exit.findings }
    }
  }

  struct WitnessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "witness",
      abstract:
        "Co-signs the heads of another partnership's log over HTTP, and refuses forks and rollbacks.",
      discussion: """
        Speaks C2SP tlog-witness on the address given, by default this machine alone; put a proxy with TLS before it. The witness's \
        key is its own: heed ledger witness --new-key FILE --name NAME --folder FOLDER makes one, with an empty folder. What it \
        signed last is kept there, durably, before it answers. A witness that has lost its folder must not go on with its key.
        """)

    @Option(
      name: .customLong("new-key"), help: "Make a key for a witness, and do nothing else.",
      completion: .file())
    var newKey: String?

    @Option(name: .long, help: "The name of the new key, such as scrutineer.alderby.example.")
    var name: String?

    @Option(name: .long, help: "The file with the witness's own key.", completion: .file())
    var key: String?

    @Option(name: .customLong("log"), help: "The public key of a log to co-sign. Once for each.")
    var logs: [String] = []

    @Option(
      name: .long, help: "The folder in which it keeps what it signed.", completion: .directory)
    var folder: String?

    @Option(name: .long, help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(name: .long, help: "The port to listen on.")
    var port = 7380

    func validate() throws {
      if newKey != nil {
        if name == nil || folder == nil {
          throw ValidationError("a new witness needs --name and --folder")
        }
      } else if key == nil || folder == nil || logs.isEmpty {
        throw ValidationError("a witness needs --key, --folder and at least one --log")
      }
    }

    func run() throws {
      if let newKey {
        let signer: NoteSigner
        do { signer = try NoteSigner.generate(name: name ?? "", kind: .cosignature) } catch {
          throw unusable("\(error)")
        }
        do { _ = try WitnessStore(creating: folder ?? "") } catch {
          throw unusable("\(error)")
        }
        try KeyFile.write(signer, to: newKey)
        Terminal.out(signer.verifier.text)
        return
      }
      let signer = try KeyFile.read(key ?? "", whose: "the witness's key")
      var known: [String: [NoteVerifier]] = [:]
      for text in logs {
        do {
          let verifier = try NoteVerifier(text)
          known[verifier.name, default: []].append(verifier)
        } catch {
          throw unusable("--log: \(error)")
        }
      }
      guard signer.verifier.kind == .cosignature else {
        throw unusable(
          "a witness has a key of its own kind: heed ledger witness --new-key FILE --name NAME")
      }
      let witness = Witness(signer: signer, logs: known)
      do {
        let store = try WitnessStore(folder: folder ?? "")
        try waiting {
          try await serveWitness(witness, store: store, host: host, port: port) { port in
            Terminal.error(
              "heed: witness \(signer.verifier.name) listens on http://\(host):\(port)/")
          }
        }
      } catch {
        throw unusable("\(error)")
      }
    }
  }

  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Replaces the key of the log. Old heads and receipts stay good under the old one.")

    @Option(
      name: .customLong("new-log-key"), help: "Where to write the new key.", completion: .file())
    var newKey: String

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      let credential = try act.person.credential()
      let casebook = try act.person.open()
      let origin = try answering { try Checkpoint(parsing: casebook.checkpoint().text).origin }
      let new = try NoteSigner.generate(name: origin, kind: .ed25519)
      try KeyFile.write(new, to: newKey)
      let receipt: Receipt
      do {
        receipt = try answering {
          try casebook.rotateLogKey(to: new, reason: reason, as: credential)
        }
      } catch {
        // Only when it is certain that the log is not signed with it: a key that is needed and gone could never be replaced.
        let isUnused = try? !casebook.logKeys().contains { $0.verifier == new.verifier }
        if isUnused == true { unlink(newKey) }
        throw error
      }
      try act.show([receipt], casebook)
      if act.format == .text {
        Terminal.out(
          """
          The log is now signed with: \(new.verifier.text)
          Give --log-key \(newKey) from now on, and destroy the old secret key. Tell those who check the log, and its witnesses.
          """)
      }
    }
  }
}

/// Which witnesses are enough.
struct PolicyInput: ParsableArguments {
  @Option(
    name: .long,
    help:
      "A file with the policy of witnesses (C2SP tlog-policy). Default: the casebook's name with .policy, if it is there.",
    completion: .file(extensions: ["policy"]))
  var policy: String?

  func read(for casebook: String?) throws -> WitnessPolicy? {
    let standard = casebook.map { $0 + ".policy" }
    guard
      let path = policy
        ?? standard.flatMap({ FileManager.default.fileExists(atPath: $0) ? $0 : nil })
    else { return nil }
    guard let text = Files.text(path) else {
      throw unusable("\(path): the policy cannot be read")
    }
    do {
      return try WitnessPolicy(parsing: text)
    } catch {
      for problem in error.problems { Terminal.error("\(path):\(problem)") }
      throw Exit.unusable
    }
  }
}

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract:
      "Copies the casebook as it is at one moment, while others go on writing, and checks the copy.",
    discussion: """
      The copy holds the content in the clear and is readable by its owner alone: keep it on another encrypted disk, with the head \
      that is printed kept apart from both. What is erased later stays in it: keep backups no longer than the law allows.
      """)

  @Argument(help: "The file to write.", completion: .file())
  var file: String

  @OptionGroup var book: CasebookInput
  @OptionGroup var law: LawInput

  func run() throws {
    let casebook = try book.openToVerify(law)
    try answering {
      let verification = try casebook.backup(to: file) { share in
        Terminal.progress("copied \(Int(share * 100)) %")
      }
      Terminal.progress("")
      Terminal.out("\(file): \(verification.size) entries, checked with their content.")
      if let folder = casebook.originals.existingFolder {
        Terminal.out(
          "Documents are not in it: copy the folder \(folder) beside it as \(file).files.")
      }
    }
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Puts a backup in place, having proved that it is the same log.",
    discussion: """
      Give it heads that others hold (--held): the backup must be a part of the log that they are heads of. What was entered after \
      the backup was made is counted, and is not in it. What was erased after it must be erased again. Copy the key of the log \
      beside it, or give --log-key.
      """)

  @Argument(help: "The backup.", completion: .file())
  var backup: String

  @Argument(help: "Where to put the casebook.", completion: .file())
  var file: String

  @Option(name: .long, help: "A head that somebody else holds. Once for each.", completion: .file())
  var held: [String] = []

  @Option(name: .customLong("log-verifier"), help: "The public key of the log, from elsewhere.")
  var verifiers: [String] = []

  @OptionGroup var law: LawInput

  func run() throws {
    let notes = try held.map { path -> SignedNote in
      guard let text = Files.text(path), let note = try? SignedNote(parsing: Array(text.utf8))
      else {
        throw unusable("\(path): this is not a signed head of a log")
      }
      return note
    }
    let keys = try verifiers.map { text -> NoteVerifier in
      guard let key = try? NoteVerifier(text) else {
        throw unusable("--log-verifier: this is not the public part of a key")
      }
      return key
    }
    let restored = try answering {
      try CasebookFile.restore(
        from: backup, to: file, held: notes, keys: keys, language: try language(law), clock: now)
    }
    Terminal.out("\(file): \(restored.head.size) entries, all of them checked with their content.")
    if let head = restored.held {
      Terminal.out(
        restored.missing == 0
          ? "It is the log that the head of \(head.size) entries belongs to, and lacks nothing of it."
          : "It is a part of the log that the head of \(head.size) entries belongs to: the last \(restored.missing) entries, made after the backup, are not in it."
      )
    } else {
      Terminal.out(
        "No head that somebody else holds was given: that it is the newest is not proved.")
    }
    if restored.missing > 0 { throw Exit.findings }
  }
}
