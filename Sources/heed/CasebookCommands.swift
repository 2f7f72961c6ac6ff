public import ArgumentParser
import Assessment
public import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import Documents
import Foundation
import Ledger
public import Vocabulary

struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Your own key: making one, and its public part.",
    subcommands: [New.self, Show.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a secret key in a file that you alone can read, and prints its public part.")

    @Argument(help: "The file to write. Keep it; nobody else has it.", completion: .file())
    var file: String

    @Option(name: .long, help: "A name for the key, without spaces, such as p-14@alderby.example.")
    var name: String

    func run() throws {
      let key: NoteSigner
      do { key = try NoteSigner.generate(name: name, kind: .ed25519) } catch {
        throw unusable("\(error)")
      }
      try KeyFile.write(key, to: file)
      Terminal.out(key.verifier.text)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prints the public part of a key.")

    @Argument(help: "The file with the secret key.", completion: .file())
    var file: String

    func run() throws {
      Terminal.out(try KeyFile.read(file, whose: "the key").verifier.text)
    }
  }
}

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a casebook: one file, with the key of its log beside it.",
    discussion: """
      The founder is its first administrator, who appoints the others and reads no case. The content is in the clear inside the \
      file, which its owner alone can read: keep it on an encrypted disk.
      """)

  @Argument(help: "The file to make, such as alderby.casebook.", completion: .file())
  var file: String

  @Option(name: .long, help: "Whose casebook it is, such as \"Alderby Safeguarding Partnership\".")
  var partnership: String

  @Option(
    name: .long,
    help:
      "The name of its log: an address that the partnership controls, such as heed.alderby.example/log."
  )
  var origin: String

  @Option(name: .customLong("as"), help: "The founder's id, such as p-1.")
  var person: String

  @Option(name: .long, help: "The founder's name.")
  var name: String

  @Option(name: .long, help: "The founder's post.")
  var post = "administrator"

  @Option(name: .long, help: "The founder's body, such as children-social-care/northmoor.")
  var body: String

  @Option(
    name: .long, help: "The file with the founder's own key; heed key new makes one.",
    completion: .file())
  var key: String

  @Option(
    name: .customLong("log-key"),
    help: "Where to write the key of the log. Default: the casebook's name with .log-key.",
    completion: .file())
  var logKey: String?

  @OptionGroup var law: LawInput

  func run() throws {
    let founderKey = try KeyFile.read(key, whose: "the founder's key")
    let secret: NoteSigner
    do { secret = try NoteSigner.generate(name: origin, kind: .ed25519) } catch {
      throw unusable("the name of the log: \(error)")
    }
    let logKey = logKey ?? file + ".log-key"
    try KeyFile.write(secret, to: logKey)
    let founding = Founding(
      partnership: partnership, origin: origin, logKey: secret.verifier.text,
      founder: Appointment(
        person: person, name: name, post: post, role: .administrator, body: body,
        key: founderKey.verifier.text))
    do {
      try answering {
        let (_, receipt) = try CasebookFile.create(
          at: file, founding: founding,
          founder: Credential(person: person, key: founderKey), register: newRegister(),
          language: try language(law), logKey: secret, clock: now)
        Terminal.out(
          """
          \(partnership): founded in \(file), \(receipt.at.words).
          The key of its log: \(logKey). Keep a copy where the casebook is not.
          Others check the log with: \(secret.verifier.text)
          The content is in the clear inside the file. Keep it on an encrypted disk.
          """)
      }
    } catch {
      unlink(logKey)
      throw error
    }
  }

  /// 128 random bits.
  private func newRegister() -> String {
    (0..<16).map { _ in
      let digits = String(UInt8.random(in: 0...255), radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes case files into the casebook: each item an entry of its own.",
    discussion: """
      A file adds what the casebook does not have. The same file twice changes nothing. An item that the casebook has under the \
      same id with other words is listed, and nothing of the file is taken: correct it instead.
      """)

  @Argument(
    help: "Case files, YAML or JSON.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String]

  @Option(
    name: .customLong("seal"),
    help:
      "A source of these files whose identity is closed to all but those with leave. Once for each."
  )
  var sealed: [String] = []

  @OptionGroup var act: ActInput

  func run() throws {
    let law = try act.person.law.load()
    _ = try CaseFiles.read(files, under: law)
    let casebook = try act.person.open()
    let credential = try act.person.credential()
    for (index, path) in files.enumerated() {
      if files.count > 1 { Terminal.progress("importing \(index + 1) of \(files.count)") }
      try take(path, into: casebook, as: credential)
    }
    if files.count > 1 { Terminal.progress("") }
  }

  private func take(
    _ path: String, into casebook: CasebookFile, as credential: Credential
  ) throws {
    var report = Report()
    guard let format = DocumentFormat(fileName: path),
      let bytes = Files.read(path, report: &report),
      let document = readDocument(bytes, file: path, format: format, limits: nil, report: &report),
      let id = caseID(of: document)
    else {
      Printer.show(report, texts: [:])
      throw Exit.unusable
    }
    try answering {
      let file = try casebook.fileToAddTo(id, as: credential)
      var found = Import(document, into: file)
      guard found.differing.isEmpty else {
        for (item, entry) in found.differing {
          Terminal.error(
            "\(path): \(item.kind.rawValue) '\(item.id ?? "")' differs from entry \(entry); if it was wrong there: heed correct \(id) \(entry) FILE --reason …"
          )
        }
        throw unusable("\(path): nothing was taken")
      }
      for index in found.new.indices
      where found.new[index].kind == .sources
        && found.new[index].id.map(sealed.contains) == true
      {
        found.new[index].isSealed = true
      }
      let there = Set(
        found.new.filter { $0.kind == .sources }.compactMap(\.id)
          + (file?.current ?? []).compactMap(\.item).filter(\.isSealed).compactMap(\.id))
      for id in sealed where files.count == 1 && !there.contains(id) {
        throw unusable(
          "--seal \(id): no new source of \(path) has this id; one that is on record is sealed with: heed correct --sealed; nothing was taken"
        )
      }
      var requests = found.new.map { CasebookFile.Request(case: id, act: .record($0)) }
      if file?.opening == nil {
        let opening = Opening(
          title: found.title ?? id, jurisdiction: found.jurisdiction ?? "england-and-wales")
        requests.insert(CasebookFile.Request(case: id, act: .open(opening)), at: 0)
      }
      guard !requests.isEmpty else {
        if act.format == .text {
          Terminal.out("\(path): nothing new; the casebook has all \(found.known) items.")
        }
        return
      }
      let receipts = try casebook.perform(requests, as: credential)
      if act.format == .text {
        Terminal.out("\(path): \(found.new.count) items taken, \(found.known) known before.")
      }
      try act.show(receipts, casebook)
    }
  }
}

/// An item in a file of its own: one entry of a list, as it stands in a case file.
struct ItemInput: ParsableArguments {
  @Argument(
    help: "A YAML or JSON file with the item as it would stand in its list of a case file.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var file: String

  func read() throws -> Content {
    var report = Report()
    guard let format = DocumentFormat(fileName: file) else {
      throw unusable("\(file): name the file .yaml, .yml or .json")
    }
    guard let bytes = Files.read(file, report: &report),
      let node = readDocument(bytes, file: file, format: format, limits: nil, report: &report)
    else {
      Printer.show(report, texts: [:])
      throw Exit.unusable
    }
    guard node.asMap != nil else {
      throw unusable("\(file): write one item, such as {fact: missing, child: child-1, …}")
    }
    return Content(node)
  }
}

extension ItemKind: ExpressibleByArgument {}
extension ResponseAct: ExpressibleByArgument {}

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Adds one item to a case: a source, a statement, a person, ….")

  @Argument(help: "The case.")
  var caseID: String

  @Argument(help: "The list that it belongs to.")
  var kind: ItemKind

  @OptionGroup var item: ItemInput
  @OptionGroup var act: ActInput

  @Flag(name: .long, help: "Who said it is closed to all but those with leave (sources).")
  var sealed = false

  func run() throws {
    if sealed, kind != .sources {
      throw ValidationError("only sources are sealed")
    }
    let item = Item(kind: kind, content: try item.read(), isSealed: sealed)
    try act.perform(.record(item), in: caseID)
  }
}

struct CorrectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Puts right an item that you wrote. What it said before stays readable.")

  @Argument(help: "The case.")
  var caseID: String

  @Argument(help: "The entry that is wrong.")
  var entry: Int

  @OptionGroup var item: ItemInput

  @Option(name: .long, help: "Why, without names.")
  var reason: String

  @Flag(
    name: .long, help: "Who said it is closed from now on to all but those with leave (sources).")
  var sealed = false

  @OptionGroup var act: ActInput

  func run() throws {
    let content = try item.read()
    let credential = try act.person.credential()
    let casebook = try act.person.open()
    try answering {
      // The list to which it belongs is that of what it corrects.
      let wrong = try casebook.fileToAddTo(caseID, as: credential)?.version(entry)?.item
      let correction = Correction(
        entry: entry,
        item: Item(
          kind: wrong?.kind ?? .statements, content: content,
          isSealed: sealed || wrong?.isSealed ?? false),
        reason: reason)
      let receipt = try casebook.perform(.correct(correction), in: caseID, as: credential)
      try act.show([receipt], casebook)
    }
  }
}

struct WithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Takes back an item that you wrote. It stays readable, and no longer counts.")

  @Argument(help: "The case.")
  var caseID: String

  @Argument(help: "The entry.")
  var entry: Int

  @Option(name: .long, help: "Why, without names.")
  var reason: String

  @OptionGroup var act: ActInput

  func run() throws {
    try act.perform(.withdraw(Withdrawal(entry: entry, reason: reason)), in: caseID)
  }
}

struct RespondCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "respond",
    abstract:
      "Records what your body did: a referral, a strategy discussion, no further action, ….",
    discussion: """
      The earlier concerns about the same children are shown first, and the response stores which: without --having-seen it is \
      refused, with the list. No further action and closure need a reason, somebody else than the person who raised it, and a second \
      person outside the line who countersigns; until then the case does not say it. So does a framework that was considered met and \
      is now said not to be: that also needs what changed.
      """)

  @Argument(help: "The case.")
  var caseID: String

  @Argument(help: "What was done, such as referral, strategy-discussion or no-further-action.")
  var what: ResponseAct

  @Option(name: .long, help: "Whom it is about. Once for each.")
  var about: [String]

  @Option(name: .long, help: "The body that was told, such as police/northmoor.")
  var to: String?

  @Option(name: .long, help: "The day on which it was done. Default: today.")
  var on: CivilDate?

  @Option(name: .long, help: "Why.")
  var reason: String?

  @Option(name: .customLong("relies-on"), help: "A fact that the reason relies on. Once for each.")
  var reliesOn: [String] = []

  @Option(name: .long, help: "A source that was passed on or relied on. Once for each.")
  var source: [String] = []

  @OptionGroup var seen: SeenInput

  @Option(name: .long, help: "Of 'considered': the framework.")
  var framework: String?

  @Option(name: .long, help: "Of 'considered': met, not-met or not-decided.")
  var answer: String?

  @OptionGroup var change: ChangeInput

  @OptionGroup var act: ActInput

  func run() throws {
    let shown = try seen.entries()
    var members: [String: Content] = [
      "act": .text(what.rawValue), "about": .list(about.map(Content.text)),
    ]
    let change = try change.change()
    if let framework { members["framework"] = .text(framework) }
    if let answer { members["answer"] = .text(answer) }
    if let to { members["to"] = .text(to) }
    if let on { members["on"] = .text("\(on)") }
    if let reason { members["reason"] = .text(reason) }
    if !reliesOn.isEmpty { members["relies-on"] = .list(reliesOn.map(Content.text)) }
    if !source.isEmpty { members["sources"] = .list(source.map(Content.text)) }
    if shown.isEmpty { try showConcerns() }
    var given = ResponseGiven(response: .map(members), shown: shown)
    given.changed = change
    let receipts = try act.perform([.init(case: caseID, act: .respond(given))])
    if what.isClosure || given.changed != nil, act.format == .text, let entry = receipts.last?.entry
    {
      Terminal.out(
        "The case does not say it until somebody outside your line agrees: heed countersign \(entry) --case \(caseID) --agree."
      )
    }
  }

  /// What has to be read first; reading it is entered.
  private func showConcerns() throws {
    let reading = try act.person.read("concerns", case: caseID)
    guard let file = reading.file else { return }
    for version in file.concerns(about: about) {
      guard let item = version.item else {
        Terminal.error("entry \(version.entry): withheld from you")
        continue
      }
      let entered = "entry \(version.entry), \(describe(version.at.day))"
      Terminal.error("\(entered): \(item.kind.rawValue) · \(item.content.described)")
    }
  }
}

/// What to share or not to share is said in the same way.
struct SharingInput: ParsableArguments {
  @Argument(help: "The case.")
  var caseID: String

  @Option(name: .long, help: "The body that asks or is told, such as police/northmoor.")
  var with: String

  @Option(name: .long, help: "Whom it is about. Once for each.")
  var about: [String]

  @Option(name: .long, help: "A source that is shared. Once for each; without any, all about them.")
  var source: [String] = []

  @Option(name: .long, help: "The lawful basis of sharing, or the ground for not sharing.")
  var basis: SharingBasis

  @Option(name: .long, help: "Why, in this case.")
  var reason: String

  @Option(name: .long, help: "The day. Default: today.")
  var on: CivilDate?

  var decision: SharingDecision {
    SharingDecision(
      with: with, about: about, sources: source, basis: basis, reason: reason, on: on ?? today())
  }
}

struct ShareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract: "Records the decision to share, with its lawful basis. It sends nothing.")

  @OptionGroup var sharing: SharingInput
  @OptionGroup var act: ActInput

  func run() throws { try act.perform(.share(sharing.decision), in: sharing.caseID) }
}

struct DeclineToShareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline-to-share",
    abstract: "Records the decision not to share, with its reason. Not to share is a decision too.")

  @OptionGroup var sharing: SharingInput
  @OptionGroup var act: ActInput

  func run() throws { try act.perform(.declineToShare(sharing.decision), in: sharing.caseID) }
}

struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract:
      "Lays a layer over a part of an item. What lies beneath is kept, and the layer is seen.")

  @Argument(help: "The case.")
  var caseID: String

  @Argument(help: "The entry.")
  var entry: Int

  @Option(name: .long, help: "The part, such as ref; without it, the whole item.")
  var part: String?

  @Option(name: .long, help: "By what authority.")
  var authority: String

  @Option(name: .long, help: "Why, without names.")
  var reason: String

  @OptionGroup var act: ActInput

  func run() throws {
    let redaction = Redaction(entry: entry, part: part, authority: authority, reason: reason)
    try act.perform(.redact(redaction), in: caseID)
  }
}

struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Destroys the content of entries by law. The log still holds together, and says so.",
    discussion: """
      Refused while a legal hold stands or a request for the records is open. Content, salt and index are overwritten in the \
      casebook, and the document of a source is deleted unless another entry names the same one; copies that were made before, such \
      as backups, are not reached. The blocks that the file system has let go of are overwritten only by the disk: keep it encrypted.
      """)

  @Argument(help: "The case.")
  var caseID: String?

  @Argument(help: "The entries.")
  var entries: [Int] = []

  @Option(name: .long, help: "The law, order or policy.")
  var authority: String?

  @Option(name: .long, help: "Why, without names.")
  var reason: String?

  @Flag(
    name: .long,
    help:
      "Only write the files anew and delete the documents, after an erasure that could not because somebody was reading."
  )
  var finish = false

  @OptionGroup var act: ActInput

  func validate() throws {
    if finish, caseID != nil { throw ValidationError("--finish takes no case") }
    if !finish, caseID == nil || entries.isEmpty || authority == nil || reason == nil {
      throw ValidationError("name the case, the entries, --authority and --reason")
    }
  }

  func run() throws {
    guard let caseID, let authority, let reason else {
      let casebook = try act.person.open()
      try answering { try casebook.purge() }
      Terminal.out("The files of the casebook have been written anew.")
      return
    }
    let credential = try act.person.credential()
    let casebook = try act.person.open()
    try answering {
      let receipt = try casebook.erase(
        Erasure(entries: entries, authority: authority, reason: reason), in: caseID,
        as: credential)
      try act.show([receipt], casebook)
    }
  }
}
