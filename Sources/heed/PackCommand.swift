import ArgumentParser
import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import InquiryPack
import Ledger

struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Every entry between two days, for an inquiry, with the proof that none is missing.",
    subcommands: [Make.self, Check.self], defaultSubcommand: Make.self)

  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "make",
      abstract:
        "Writes a pack: a BagIt bundle with every entry, and the heads that prove it whole.",
      discussion: """
        It holds content in the clear. Keep and send it as the marking says. Only an inquiry or an overseer is given one.
        """)

    @Argument(help: "The folder to make.", completion: .directory)
    var folder: String

    @Option(name: .long, help: "The first day.")
    var from: CivilDate

    @Option(name: .long, help: "The last day.")
    var to: CivilDate

    @Option(name: .long, help: "How the pack is to be handled.")
    var marking =
      "OFFICIAL-SENSITIVE: contains information about children and about people who warned"

    @OptionGroup var person: ReadInput

    func run() throws {
      guard from <= to else { throw ValidationError("--from is after --to") }
      let credential = try person.credential()
      let casebook = try person.open()
      let part = folder + ".part"
      for path in [folder, part] where access(path, F_OK) == 0 {
        throw unusable("\(path): there is something already; choose another name")
      }
      do {
        let (count, beyond) = try write(casebook, credential, to: part)
        guard rename(part, folder) == 0 else {
          throw unusable("\(folder): \(String(cString: strerror(errno)).lowercased())")
        }
        Terminal.progress("")
        Terminal.out(
          """
          \(folder): \(count) entries from \(describe(from)) to \(describe(to)), and \(beyond) beyond, without content, which show that none is left out.
          Whoever receives it checks it with: heed pack check \(folder) --log-verifier KEY
          """)
      } catch {
        // Half a pack is none.
        try? FileManager.default.removeItem(atPath: part)
        throw error
      }
    }

    private func write(
      _ casebook: CasebookFile, _ credential: Credential, to part: String
    ) throws -> (count: Int, beyond: Int) {
      let origin = try answering { try Checkpoint(parsing: casebook.checkpoint().text).origin }
      let cover = PackCover(
        from: from, to: to, partnership: try answering { try casebook.partnership() },
        origin: origin, marking: marking, packed: now().day,
        software: "heed \(Heed.configuration.version)")
      var writer = PackWriter(cover) { path, bytes in
        let url = URL(fileURLWithPath: part).appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        try Files.write(bytes, to: url.path, mode: 0o600)
      }
      var count = 0
      var beyond = 0
      do {
        let frame = try answering {
          try casebook.pack(
            from: from, to: to, purpose: person.purpose, as: credential,
            progress: { Terminal.progress("packing entry \($0 + 1) of \($1)") },
            each: { entry in
              try writer.add(entry)
              let isWithin = LogEntry(entry.bytes).map {
                from <= $0.clock.day && $0.clock.day <= to
              }
              if isWithin == true { count += 1 } else { beyond += 1 }
            })
        }
        try writer.finish(
          heads: frame.heads, entryBefore: frame.entryBefore, gaps: frame.gaps,
          people: PackedPeople(frame.staff),
          register: frame.register)
      } catch let error as PackWriterError {
        throw unusable("\(folder): \(error); nothing was written")
      }
      return (count, beyond)
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Proves that a pack is whole: nothing between its two heads is missing, moved or changed.",
      discussion:
        "It needs the folder alone, and better also the public key of the log from elsewhere.")

    @Argument(help: "The folder.", completion: .directory)
    var folder: String

    @Option(
      name: .customLong("log-verifier"),
      help: "The public key of the log, from elsewhere than the pack. Once for each.")
    var verifiers: [String] = []

    @Option(
      name: .customLong("witness"),
      help: "The public key of a witness that you know. Once for each.")
    var witnesses: [String] = []

    func run() throws {
      let root = URL(fileURLWithPath: folder).standardizedFileURL
      guard access(root.path, R_OK) == 0 else {
        throw unusable("\(folder): there is no such folder that can be read")
      }
      let keys = try verifiers.map(key)
      let known = try witnesses.map(key)
      let check = try PackCheck(
        list: { try files(under: root) },
        read: { path in
          let url = root.appendingPathComponent(path)
          // A link is a file that holds nothing: what it points at is no part of the pack.
          let kind = try url.resourceValues(forKeys: [.isSymbolicLinkKey])
          if kind.isSymbolicLink == true { return [] }
          return FileManager.default.contents(atPath: url.path).map { Array($0) }
        }, logKeys: keys, witnesses: known)
      for problem in check.problems { Terminal.error("\(problem)") }
      for note in check.notes { Terminal.out("\(note)") }
      let found = check.summary
      if let entries = found.entries {
        Terminal.out(
          "Entries \(entries.lowerBound) to \(entries.upperBound): \(found.contents) with their content, \(found.withheld) withheld, \(found.erased) erased by law."
        )
      }
      if let clocks = found.clocks {
        Terminal.out("From \(clocks.lowerBound.words) to \(clocks.upperBound.words).")
      }
      for (name, head) in [("before", found.before), ("after", found.after)] {
        guard let head else { continue }
        let keys = head.signedBy.map(\.text).joined(separator: ", ")
        let from = found.keysAreFromPack ? " (the pack's own key)" : ""
        let witnesses =
          head.cosignatures.isEmpty ? "" : "; witnesses that you know: \(head.cosignatures.count)"
        let unchecked =
          head.unchecked.isEmpty ? "" : "; not checked: \(head.unchecked.joined(separator: ", "))"
        Terminal.out(
          "The head \(name), of \(head.size) entries, is signed by \(keys)\(from)\(witnesses)\(unchecked)."
        )
      }
      if check.isGood {
        let whole = "No entry between its heads is missing, moved or changed."
        Terminal.out(
          found.keysAreFromPack
            ? "\(whole) But the key is the pack's own: whose log it is, is not shown. Check again with --log-verifier."
            : "The pack is whole. \(whole)")
      } else {
        Terminal.error("heed: the pack is not what it says")
        throw Exit.findings
      }
    }

    private func key(_ text: String) throws -> NoteVerifier {
      do { return try NoteVerifier(text) } catch {
        throw unusable("this is no public key: \(error)")
      }
    }

    /// Every file of the folder; a link is a file that holds nothing.
    private func files(under root: URL) throws -> [String] {
      guard
        let found = FileManager.default.enumerator(
          at: root, includingPropertiesForKeys: [.isRegularFileKey, .isSymbolicLinkKey])
      else {
        throw unusable("\(folder): there is no such folder")
      }
      let prefix = root.path + "/"
      return try found.compactMap { item -> String? in
        guard let url = item as? URL else { return nil }
        let kind = try url.resourceValues(forKeys: [.isRegularFileKey, .isSymbolicLinkKey])
        guard kind.isRegularFile == true || kind.isSymbolicLink == true else { return nil }
        return url.path.hasPrefix(prefix) ? String(url.path.dropFirst(prefix.count)) : nil
      }
    }
  }
}
