import Foundation
import Testing

/// A casebook in a folder of its own, with people who each have their key.
final class Partnership: Sendable {
  let folder: String
  var casebook: String { folder + "/alderby.casebook" }

  init() async throws {
    folder = Heed.home.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try await key("p-1")
    let made = try await Heed.run([
      "init", casebook, "--partnership", "Alderby Safeguarding Partnership", "--origin",
      "heed.alderby.example/log", "--as", "p-1", "--name", "A. Founder", "--body",
      "children-social-care/northmoor", "--key", folder + "/p-1.key",
    ])
    try #require(made.status == 0, "\(made.errors)")
  }

  /// Makes a person's key, and gives its public part.
  func key(_ person: String) async throws -> String {
    let run = try await Heed.run(
      "key", "new", "\(folder)/\(person).key", "--name", "\(person)@alderby.example")
    try #require(run.status == 0, "\(run.errors)")
    return run.lines[0].description
  }

  func appoint(_ person: String, _ role: String, body: String) async throws {
    let key = try await key(person)
    let run = try await run(
      "p-1", "staff", "appoint", person, "--name", "Somebody", "--post", role, "--role", role,
      "--body", body, "--public-key", key)
    try #require(run.status == 0, "\(run.errors)")
  }

  /// Runs a command as a person.
  func run(_ person: String, _ arguments: String...) async throws -> Run {
    try await Heed.run(
      arguments + [
        "--casebook", casebook, "--as", person, "--key", "\(folder)/\(person).key",
      ])
  }

  /// Runs a command that needs nobody.
  func ledger(_ arguments: String...) async throws -> Run {
    try await Heed.run(["ledger"] + arguments + ["--casebook", casebook])
  }

  func size() async throws -> Int {
    let status = try await ledger("status", "--format", "json")
    let match = try #require(status.output.firstMatch(of: /"size": (\d+)/))
    return try #require(Int(match.1))
  }

  /// A partnership in which a detective has taken in the example that every page uses.
  static func withRiverLane() async throws -> Partnership {
    let partnership = try await Partnership()
    try await partnership.appoint("p-2", "police-investigator", body: "police/northmoor")
    let run = try await partnership.run("p-2", "import", riverLane)
    try #require(run.status == 0, "\(run.errors)")
    return partnership
  }
}

/// The casebook as a person uses it, on the command line.
struct CasebookCommandTests {
  @Test func `The same file twice changes nothing`() async throws {
    let partnership = try await Partnership.withRiverLane()
    let size = try await partnership.size()
    let again = try await partnership.run("p-2", "import", riverLane)
    #expect(again.output.contains("nothing new"))
    #expect(again.status == 0)
    #expect(try await partnership.size() == size)
  }

  @Test(arguments: ["assess", "knew", "duties", "ask", "considered", "impact", "compare"])
  func `A question of the casebook is answered as of the file`(_ command: String) async throws {
    let partnership = try await Partnership.withRiverLane()
    let ofFile = try await Heed.run(command, riverLane, "--on", "2026-01-15")
    let ofCase = try await partnership.run(
      "p-2", command, "--case", "river-lane", "--on", "2026-01-15")
    #expect(ofCase.output == ofFile.output)
    #expect(ofCase.errors == "")
  }

  @Test func `A file that differs from the casebook is not taken, and says what to do`()
    async throws
  {
    let partnership = try await Partnership.withRiverLane()
    let text = try Project.text(riverLane).replacingOccurrences(
      of: "kind: takeaway", with: "kind: shop")
    let run = try await partnership.run("p-2", "import", try Heed.file(text))
    #expect(run.status == 2)
    #expect(run.errors.contains("places 'shop' differs from entry"))
    #expect(run.errors.contains("nothing was taken"))
  }

  @Test func `Nobody acts with another's key, and that it was tried is on record`() async throws {
    let partnership = try await Partnership.withRiverLane()
    let run = try await Heed.run(
      "chronology", "--case", "river-lane", "--casebook", partnership.casebook, "--as", "p-2",
      "--key", partnership.folder + "/p-1.key")
    #expect(run.status == 3)
    #expect(run.output == "")
    #expect(run.errors.contains("this is not the key of 'p-2'"))
    let accesses = try await partnership.run("p-2", "staff", "accesses")
    #expect(accesses.output.contains("refused: view in river-lane (wrong-key)"))
  }

  @Test func `A key that others can read is not used`() async throws {
    let partnership = try await Partnership()
    chmod(partnership.folder + "/p-1.key", 0o644)
    let run = try await partnership.run("p-1", "staff", "list")
    #expect(run.status == 2)
    #expect(run.errors.contains("chmod 600"))
  }

  @Test func `Files with secrets and content are readable by their owner alone`() async throws {
    let partnership = try await Partnership()
    for file in ["alderby.casebook", "alderby.casebook.log-key", "p-1.key"] {
      var status = stat()
      #expect(stat("\(partnership.folder)/\(file)", &status) == 0)
      #expect(status.st_mode & 0o077 == 0, "\(file)")
    }
  }

  @Test func `Whoever is not involved is refused, and is told whom to ask in a search`()
    async throws
  {
    let partnership = try await Partnership.withRiverLane()
    try await partnership.appoint("p-3", "social-worker", body: "children-social-care/northmoor")
    let read = try await partnership.run("p-3", "assess", "--case", "river-lane")
    #expect(read.status == 3)
    #expect(read.output == "")
    let found = try await partnership.run("p-3", "search", "takeaway")
    #expect(found.output.contains("ask police/northmoor"))
    #expect(!found.output.contains("river-lane"))
  }

  @Test func `A response is refused until the earlier concerns have been read`() async throws {
    let partnership = try await Partnership.withRiverLane()
    let blind = try await partnership.run(
      "p-2", "respond", "river-lane", "strategy-discussion", "--about", "child-1")
    #expect(blind.status == 3)
    #expect(blind.errors.contains("no-further-action"))
    let flag = try #require(blind.errors.firstMatch(of: /--having-seen ([\d,]+)/))
    let seen = try await partnership.run(
      "p-2", "respond", "river-lane", "strategy-discussion", "--about", "child-1",
      "--having-seen", String(flag.1))
    #expect(seen.status == 0, "\(seen.errors)")
    let again = try await partnership.run(
      "p-2", "respond", "river-lane", "no-further-action", "--about", "child-1", "--having-seen",
      String(flag.1))
    #expect(again.errors.contains("the reason is empty"))
  }

  @Test func `A chronology is given as text, table, page and data`() async throws {
    let partnership = try await Partnership.withRiverLane()
    func chronology(_ format: String) async throws -> String {
      let run = try await partnership.run(
        "p-2", "chronology", "--case", "river-lane", "--child", "child-1", "--format", format)
      #expect(run.status == 0, "\(run.errors)")
      return run.output
    }
    let text = try await chronology("text")
    #expect(text.hasPrefix("OFFICIAL-SENSITIVE\n"))
    #expect(text.contains("Recorded: "))
    let csv = try await chronology("csv")
    #expect(csv.hasPrefix("happened,earliest,latest,age,what,"))
    let html = try await chronology("html")
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
    #expect(!html.contains("<script"))
    #expect(try await chronology("json").contains("\"heed\": \"chronology/1\""))
  }

  @Test func `A chronology of a past day leaves out what came to the files later`() async throws {
    let run = try await Heed.run(
      "chronology", riverLane, "--child", "child-1", "--known", "2008-12-31", "--format", "json")
    #expect(
      run.output.contains("\"moved, by suspect-2, to shop, with car-1\"")
        || run.output.contains("moved, by suspect-2"))
    #expect(!run.output.contains("control passed"))
    #expect(!run.output.contains("crime recorded"))
  }

  @Test func `The survivor's copy says how often something was withheld, and why`() async throws {
    let partnership = try await Partnership.withRiverLane()
    let run = try await partnership.run(
      "p-2", "chronology", "--case", "river-lane", "--child", "child-1", "--copy", "survivor",
      "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.output.contains("suspect-1"))
    #expect(!run.output.contains("AB51"))
    #expect(run.output.contains("\"code\": \"W4\""))
  }

  @Test func `A backup is restored with the proof that it is the same log`() async throws {
    let partnership = try await Partnership.withRiverLane()
    let folder = partnership.folder
    let law = try await Heed.run(
      "backup", folder + "/b.casebook", "--casebook", partnership.casebook)
    #expect(law.status == 0, "\(law.errors)")
    _ = try await partnership.run("p-1", "staff", "list")
    let head = try await partnership.ledger("checkpoint", "--output", folder + "/head")
    #expect(head.status == 0, "\(head.errors)")
    let restored = try await Heed.run(
      "restore", folder + "/b.casebook", folder + "/r.casebook", "--held", folder + "/head")
    #expect(restored.status == 1)
    #expect(restored.output.contains("the last 1 entries, made after the backup, are not in it"))
    let other = try await Partnership()
    let foreign = try await other.ledger("checkpoint", "--output", folder + "/foreign")
    #expect(foreign.status == 0)
    let refused = try await Heed.run(
      "restore", folder + "/b.casebook", folder + "/r2.casebook", "--held", folder + "/foreign")
    #expect(refused.status == 2)
    #expect(!FileManager.default.fileExists(atPath: folder + "/r2.casebook"))
  }

  @Test func `A damaged byte makes the check fail and name the entry`() async throws {
    let partnership = try await Partnership.withRiverLane()
    let copy = partnership.folder + "/damaged.casebook"
    _ = try await Heed.run("backup", copy, "--casebook", partnership.casebook)
    var bytes = Array(try #require(FileManager.default.contents(atPath: copy)))
    let text = Array("sequence 20\n".utf8)
    let place = try #require(
      bytes.indices.first {
        $0 + text.count < bytes.count && Array(bytes[$0..<$0 + text.count]) == text
      })
    bytes[place + 10] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: copy))
    let run = try await Heed.run("ledger", "verify", "--casebook", copy)
    #expect(run.status == 1)
    #expect(run.lines[0].hasPrefix("entry 20: "))
  }

  @Test(.timeLimit(.minutes(20)))
  func `A witness signs the head, and the receipt becomes final`() async throws {
    let partnership = try await Partnership.withRiverLane()
    let folder = partnership.folder
    let made = try await Heed.run(
      "ledger", "witness", "--new-key", folder + "/w.key", "--name", "scrutineer.example",
      "--folder", folder + "/witness")
    let verifier = made.lines[0]
    let log = try await Heed.run("key", "show", partnership.casebook + ".log-key").lines[0]
    let process = Process()
    process.executableURL = Heed.program
    process.arguments = [
      "ledger", "witness", "--key", folder + "/w.key", "--log", String(log), "--folder",
      folder + "/witness", "--port", "0",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = folder + "/witness.log"
    try Data().write(to: URL(fileURLWithPath: errors))
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    defer { process.terminate() }
    var port: Substring?
    for _ in 0..<6000 where port == nil {
      try await Task.sleep(for: .milliseconds(20))
      let said = try String(contentsOfFile: errors, encoding: .utf8)
      port = said.firstMatch(of: /127\.0\.0\.1:(\d+)/)?.1
    }
    let policy = """
      log \(log)
      witness w1 \(verifier) http://127.0.0.1:\(try #require(port))
      quorum w1

      """
    try policy.write(toFile: partnership.casebook + ".policy", atomically: true, encoding: .utf8)
    let head = try await partnership.ledger("checkpoint", "--ask")
    #expect(head.status == 0, "\(head.errors)")
    let status = try await partnership.ledger("status")
    #expect(status.output.contains("receipts are final"))
    _ = try await partnership.ledger("entry", "20", "--output", folder + "/entry")
    _ = try await partnership.ledger("receipt", "20", "--output", folder + "/receipt")
    let checked = try await Heed.run(
      "ledger", "check-receipt", folder + "/receipt", "--entry", folder + "/entry", "--policy",
      partnership.casebook + ".policy")
    #expect(checked.output == "Entry 20 is in the log. Final: enough witnesses have signed.\n")
    _ = try await partnership.ledger("entry", "21", "--output", folder + "/other")
    let wrong = try await Heed.run(
      "ledger", "check-receipt", folder + "/receipt", "--entry", folder + "/other", "--policy",
      partnership.casebook + ".policy")
    #expect(wrong.status == 1)
  }
}

/// What Documentation/casebook.md prints is what the program prints; `…` stands for what is different every time.
struct CasebookPageTests {
  @Test(.timeLimit(.minutes(20)))
  func `What the page shows is what the commands print`() async throws {
    let page = try Project.text("Documentation/casebook.md")
    let folder = Heed.home.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var samples: [(command: String, shown: [String])] = []
    for block in ReadmeTests.blocks(page, fence: "```console") {
      for line in block {
        if line.hasPrefix("$ heed ") {
          samples.append((String(line.dropFirst(2)), []))
        } else {
          samples[samples.count - 1].shown.append(line)
        }
      }
    }
    #expect(samples.count >= 9)
    for (command, shown) in samples {
      let run = try await Heed.shell(
        """
        cd '\(folder)' && heed() { "$HEED" "$@"; } && export HEED_CASEBOOK=alderby.casebook
        cp -n '\(Project.url(riverLane).path)' . && \(command)
        """)
      #expect(run.status == 0, "\(command): \(run.errors)")
      var printed = run.lines.map(String.init)
      if printed.last == "" { printed.removeLast() }
      #expect(printed.count == shown.count, "\(command): \(run.output)")
      for (line, pattern) in zip(printed, shown) {
        #expect(fits(line, pattern), "\(command)\nshown:   \(pattern)\nprinted: \(line)")
      }
    }
  }

  /// Whether the parts between the dots stand in a line, in their order.
  private func fits(_ line: String, _ pattern: String) -> Bool {
    let parts = pattern.components(separatedBy: "…")
    guard parts.count > 1 else { return line == pattern }
    guard line.hasPrefix(parts[0]), line.hasSuffix(parts[parts.count - 1]) else { return false }
    var rest = line[...]
    for part in parts {
      guard let range = part.isEmpty ? rest.startIndex..<rest.startIndex : rest.range(of: part)
      else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}
