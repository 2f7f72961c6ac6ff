import Casebook
import CivilTime
import Foundation
import GRDB
import HeedTesting
import Ledger
import Testing

@testable import CasebookSQLite

/// Raising a warning in a file, and following it by its receipt.
struct ReceiptStoreTests {
  @Test func `Whoever raises a warning learns at once with whom it is and until when`() throws {
    let office = try RegisterOffice()
    let raised = [try office.raise(), try office.raiseWithoutPost()]
    for one in raised {
      #expect(one.status.with == "screener, \(RegisterOffice.care)")
      #expect(one.status.received == CivilDate("2026-11-23"))
      #expect(one.status.due == CivilDate("2026-11-24"))
      #expect(!one.status.isAcknowledged && !one.status.isDecided)
    }
    #expect(raised[0].code != raised[1].code)
    #expect(try office.matter(raised[0].receipt.entry).by.person == "fayola")
    #expect(try office.matter(raised[1].receipt.entry).by == .reporter)
  }

  @Test func `A receipt proves that the warning is in the log, whatever comes after it`() throws {
    let office = try RegisterOffice()
    let raised = [try office.raise(), try office.raiseWithoutPost()]
    for one in raised { #expect(try office.proves(one.receipt)) }
    try office.doEverything()
    for one in raised { #expect(try office.proves(one.receipt)) }
  }

  @Test func `A code reads back however somebody writes it`() throws {
    let letters: [Character: [Character]] = [
      "0": ["0", "O", "o"], "1": ["1", "I", "l", "L", "i"],
    ]
    try forAll(seed: 51) { random in
      let code = ReceiptCode(random: random.next())
      var written = ""
      for character in code.description where character != "-" {
        let ways = letters[character] ?? [character, Character(character.lowercased())]
        written.append(ways[random.below(ways.count)])
        if random.once(in: 3) { written.append(["-", " ", "  ", "\t"][random.below(4)]) }
      }
      try #require(ReceiptCode(written) == code, "\(written)")
      try #require(ReceiptCode(code.description) == code)
    }
  }

  @Test(arguments: ["", "7K4M-2QXD-9TW", "7K4M-2QXD-9TWBB", "7K4M-2QXD-9TWU", "7K4M_2QXD_9TWB"])
  func `What is no code is none`(_ text: String) {
    #expect(ReceiptCode(text) == nil)
  }

  @Test func `A code in small letters, without hyphens, shows the warning`() throws {
    let office = try RegisterOffice()
    let raised = try office.raiseWithoutPost()
    let written = raised.code.description.lowercased().replacing("-", with: " ")
    let code = try #require(ReceiptCode(written))
    #expect(try office.file.status(of: code).status.events.first == raised.status.events.first)
  }

  @Test func `The code stands in no file of the casebook`() throws {
    let office = try RegisterOffice()
    let codes = [try office.raise().code, try office.raiseWithoutPost().code]
    for code in codes {
      _ = try office.file.status(of: code)
      _ = try office.file.perform({ .add(Addition(warning: $0, words: "more")) }, withCode: code)
    }
    _ = try office.file.backup(to: office.folder["backup.casebook"])
    let bytes = try office.bytes()
    #expect(bytes.contains(run: Array("he takes her to the flat".utf8)))
    for code in codes.map(\.description) {
      for text in [code, code.lowercased()] {
        for written in [text, text.replacing("-", with: ""), text.replacing("-", with: " ")] {
          #expect(!bytes.contains(run: Array(written.utf8)), "\(written)")
        }
      }
    }
  }

  @Test func `Whoever has the hash of a code can do nothing with it`() throws {
    let office = try RegisterOffice()
    let raised = try office.raiseWithoutPost()
    let hash = try #require(try office.matter(raised.receipt.entry).warning?.code)
    #expect(hash == raised.code.digest(register: "5c1f0a"))
    #expect(ReceiptCode(hash) == nil)
    #expect(raised.code.digest(register: "another") != hash)
    let digits = String(hash.prefix(12))
    let code = try #require(ReceiptCode(digits))
    #expect(refusal { try office.file.status(of: code) } == "no-such-receipt")
  }

  @Test func `What a receipt shows names nobody, and says nothing of the warning`() throws {
    let office = try RegisterOffice()
    let people = ["ada"] + RegisterOffice.staff.map(\.person)
    try forAll(count: 6, seed: 52) { random in
      let words = (0..<8).map { _ in
        "zq"
          + String((0..<4 + random.below(6)).map { _ in "bcdfghjklmnpqrstvwxz".randomElement()! })
      }
      let raised =
        random.once(in: 2)
        ? try office.raise(about: [Subject(.child, words[0])], words: words.joined(separator: " "))
        : try office.raiseWithoutPost(words: words.joined(separator: " "))
      let entry = raised.receipt.entry
      var seen = [raised.status, try office.file.status(of: raised.code).status]
      if random.once(in: 2) {
        try office.does(.acknowledge(Acknowledgement(warning: entry)), by: "evelyn")
        seen.append(try office.file.status(of: raised.code).status)
      } else {
        office.clock.wait(days: 4)
      }
      seen.append(try office.file.status(of: raised.code).status)
      try office.decides(entry, by: try office.holder(entry))
      seen.append(try office.file.status(of: raised.code).status)
      _ = try office.file.perform(
        { .contest(Contest(warning: $0, reason: words[1])) }, withCode: raised.code)
      _ = try office.file.perform(
        { .detriment(Detriment(warning: $0, words: words[2])) }, withCode: raised.code)
      seen.append(try office.file.status(of: raised.code).status)
      for status in seen {
        let text = String(decoding: try JSONEncoder().encode(status), as: UTF8.self).lowercased()
        for word in words + people {
          try #require(!text.contains(word), "\(word) in \(text)")
        }
      }
      try #require(seen.last?.isContested == true)
      try #require(seen.last?.events.last?.kind == .detrimentReported)
    }
  }

  @Test func `Each time that somebody asks after a warning is entered`() throws {
    let office = try RegisterOffice()
    let raised = try office.raiseWithoutPost()
    for _ in 0..<3 {
      let receipt = try office.file.status(of: raised.code).receipt
      #expect(try office.proves(receipt))
    }
    let asked = try office.file.reads(in: nil).filter { read in
      guard case .view(let view) = read.deed.act else { return false }
      return view.matter == raised.receipt.entry && read.deed.by == .reporter
    }
    #expect(asked.count == 3)
  }

  @Test func `A code adds, takes back, contests and reports detriment`() throws {
    let office = try RegisterOffice()
    let raised = try office.raiseWithoutPost()
    let (file, entry) = (office.file, raised.receipt.entry)
    _ = try file.perform(
      { .add(Addition(warning: $0, words: "a grey car")) }, withCode: raised.code)
    try office.decides(entry)
    _ = try file.perform({ .contest(Contest(warning: $0, reason: "no")) }, withCode: raised.code)
    _ = try file.perform(
      { .detriment(Detriment(warning: $0, words: "they cut my hours")) }, withCode: raised.code)
    _ = try file.perform(
      { .retract(Retraction(warning: $0, reason: "I am afraid")) }, withCode: raised.code)
    let matter = try office.matter(entry)
    #expect(matter.additions.map(\.part.words) == ["a grey car"])
    #expect(matter.isContested && matter.retraction != nil && matter.isOpen)
    let detriment = try #require(matter.detriments.first)
    #expect(try office.holder(detriment) == "weston")
    #expect(matter.warning?.words == "he takes her to the flat")
  }

  @Test func `A code is good for nothing else`() throws {
    let office = try RegisterOffice()
    let raised = try office.raiseWithoutPost()
    let decision = try office.decision(raised.receipt.entry)
    let acts: [(Int) -> AccountAct] = [
      { .acknowledge(Acknowledgement(warning: $0)) }, { _ in decision },
      { .name(Naming(warning: $0, names: ["evelyn"])) },
      { .link(Linking(warning: $0, about: [Subject(.child, "somebody else")])) },
      { .offer(Offer(matter: $0, to: "mirela", reason: "x")) }, { .take(Taking(matter: $0)) },
      { .decline(Declining(matter: $0, reason: "x")) },
      { .explain(Explanation(matter: $0, lapse: 1, reason: "x")) },
      { .disagree(Disagreement(warning: $0, issue: "x", position: "y", body: Office.care)) },
      { .agree(AgreedAction(what: "x", owner: "mirela", due: .distantFuture, warning: $0)) },
      { .pause(Pause(matter: $0, reason: "x", authority: "y", until: .distantFuture)) },
      {
        .lapse(
          Lapse(
            matter: $0, stages: [.decide], due: .distantPast, from: "evelyn", to: "mirela",
            deadlines: [:]))
      }, { .attempt(MatterAttempt(matter: $0, act: .decide)) },
    ]
    for act in acts {
      let refused = refusal { try office.file.perform(act, withCode: raised.code) }
      #expect(refused == "may-not", "\(act(1).kind)")
    }
    #expect(try office.refusals().filter { $0.hasSuffix(": may-not") }.count == acts.count)
    let matter = try office.matter(raised.receipt.entry)
    #expect(matter.state == .received && matter.clocks.allSatisfy { $0.state == .running })
  }

  @Test func `A wrong code is refused, and that it was tried is entered`() throws {
    let office = try RegisterOffice()
    _ = try office.raiseWithoutPost()
    let wrong = ReceiptCode(random: 1)
    let before = try size(office.file)
    #expect(refusal { try office.file.status(of: wrong) } == "no-such-receipt")
    #expect(
      refusal {
        try office.file.perform({ .add(Addition(warning: $0, words: "x")) }, withCode: wrong)
      } == "no-such-receipt")
    #expect(try office.kinds(from: before) == [.refused, .refused])
    #expect(
      try office.refusals() == ["view: no-such-receipt", "add-to-warning: no-such-receipt"])
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `A code does nothing to another's warning`() throws {
    let office = try RegisterOffice()
    let other = try office.raiseWithoutPost(words: "another's").receipt.entry
    let code = try office.raiseWithoutPost().code
    let acts: [AccountAct] = [
      .retract(Retraction(warning: other, reason: "not mine")),
      .add(Addition(warning: other, words: "not mine")),
      .detriment(Detriment(warning: other, words: "not mine")),
    ]
    for act in acts {
      #expect(refusal { try office.file.perform({ _ in act }, withCode: code) } != nil)
    }
    let matter = try office.matter(other)
    #expect(matter.retraction == nil && matter.additions.isEmpty && matter.detriments.isEmpty)
  }

  @Test func `Somebody without a post names no case`() throws {
    let office = try RegisterOffice()
    try office.openCase()
    for id in ["river-lane", "no-such-case"] {
      let warning = RegisterOffice.warning(
        about: [Subject(.child, "", case: id, item: "child-1")], from: .parentOrCarer)
      #expect(refusal { try office.file.warn(warning) } == "no-such-case")
    }
    #expect(try office.file.register().all.isEmpty)
  }
}

/// Clocks that run out while nobody looks.
struct LapseStoreTests {
  /// Ways in which somebody comes to look, each by itself.
  static let looks:
    [(name: String, look: @Sendable (RegisterOffice, ReceiptCode, Int) throws -> Void)] =
      [
        ("a receipt", { office, code, _ in _ = try office.file.status(of: code) }),
        ("the register", { office, _, _ in _ = try office.register(as: "sunita") }),
        ("the matter", { office, _, entry in _ = try office.open(entry, as: "evelyn") }),
        ("another warning", { office, _, _ in _ = try office.raise(words: "another") }),
        (
          "an addition",
          { office, code, _ in
            _ = try office.file.perform(
              { .add(Addition(warning: $0, words: "more")) }, withCode: code)
          }
        ),
        (
          "what is refused",
          { office, _, entry in
            let act = AccountAct.acknowledge(Acknowledgement(warning: entry))
            #expect(refusal { try office.does(act, by: "fayola") } != nil)
          }
        ),
        (
          "a matter that is not there",
          { office, _, _ in #expect(refusal { try office.open(9999, as: "mirela") } != nil) }
        ),
      ]

  @Test(arguments: 0..<7)
  func `A clock that ran out is entered by whoever looks next, and once`(_ number: Int) throws {
    let (name, look) = LapseStoreTests.looks[number]
    let office = try RegisterOffice()
    let raised = try office.raiseWithoutPost()
    let entry = raised.receipt.entry
    office.clock.wait(days: 4)
    #expect(try office.lapses() == [])
    try look(office, raised.code, entry)
    let lapses = try office.lapses()
    #expect(lapses.map(\.matter) == [entry], "\(name)")
    #expect(lapses.first?.from == "evelyn" && lapses.first?.to == "unathi", "\(name)")
    #expect(lapses.first?.stages == [.acknowledge, .decide])
    for other in LapseStoreTests.looks where other.name != "the matter" {
      try other.look(office, raised.code, entry)
    }
    #expect(try office.lapses().filter { $0.matter == entry }.count == 1, "\(name)")
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `Two programs that look at the same moment enter a lapse once`() async throws {
    let office = try RegisterOffice()
    let entries = try (0..<5).map { try office.raise(words: "number \($0)").receipt.entry }
    let handles = [office.file, try office.reopened(), try office.reopened()]
    office.clock.wait(days: 4)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for handle in handles {
        group.addTask {
          try await apart {
            for _ in 0..<5 { _ = try handle.register(purpose: nil, as: office["sunita"]) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try office.lapses().map(\.matter) == entries)
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `A lapse is entered although each act of those that follow it comes to nothing`()
    throws
  {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    office.clock.wait(days: 4)
    let acts: [AccountAct] = [
      .warn(RegisterOffice.warning(words: "one more")),
      .acknowledge(Acknowledgement(warning: entry)),
    ]
    let refused = refusal {
      try office.file.perform(
        acts.map { .init(case: nil, act: .account($0)) }, as: office["evelyn"])
    }
    #expect(refused == "not-with-you")
    #expect(try office.lapses().map(\.matter) == [entry])
    #expect(try office.file.register().all.count == 1)
    #expect(try office.register(as: "unathi").theirs == [entry])
  }

  @Test func `What ran out is late in the register, though it was dealt with on the same day`()
    throws
  {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    office.clock.wait(days: 4)
    _ = try office.register(as: "nedward")
    try office.decides(entry, by: "unathi")
    let line = try #require(try office.register(as: "sunita").lines.first)
    #expect(line.state == "decided" && !line.isOverdue)
    #expect(
      line.clocks.filter { $0.state == "breached" }.map(\.stage) == ["acknowledge", "decide"])
    #expect(line.passedOn == 1)
  }

  @Test func `Nobody erases a lapse or a warning`() throws {
    let office = try RegisterOffice()
    try office.openCase()
    let entry = try office.raise().receipt.entry
    office.clock.wait(days: 4)
    let lapse = try office.register(as: "unathi").receipt.entry - 1
    #expect(try office.entries()[lapse].deed?.act.kind == .lapse)
    for target in [entry, lapse] {
      let erasure = Erasure(entries: [target], authority: "order", reason: "none")
      #expect(
        refusal { try office.file.erase(erasure, in: "river-lane", as: office["rexana"]) }
          == "not-erasable")
    }
    #expect(try office.entries()[lapse].deed != nil)
  }

  @Test(arguments: [
    "DELETE FROM entry WHERE sequence = %", "DELETE FROM content WHERE sequence = %",
    "UPDATE content SET salt = NULL, deed = NULL, signature = NULL WHERE sequence = %",
    "UPDATE content SET deed = CAST(replace(deed, 'evelyn', 'pamela') AS BLOB) WHERE sequence = %",
    "DELETE FROM stream WHERE sequence = %",
    "UPDATE stream SET stream = 'reads' WHERE sequence = %",
  ])
  func `A lapse that is taken away behind the casebook's back is found`(_ sql: String) throws {
    let office = try RegisterOffice()
    _ = try office.raise()
    office.clock.wait(days: 4)
    let lapse = try office.register(as: "unathi").receipt.entry - 1
    try office.file.close()
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: office.path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      let guards = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      let sql = sql.replacing("%", with: "\(lapse)")
      if !sql.contains("stream"), !sql.contains("NULL") {
        #expect(throws: DatabaseError.self) { try db.execute(sql: sql) }
      }
      for guardian in guards { try db.execute(sql: "DROP TRIGGER \(guardian["name"] as String)") }
      try db.execute(sql: sql)
      #expect(db.changesCount == 1)
      for guardian in guards { try db.execute(sql: guardian["sql"] as String) }
    }
    try queue.close()
    #expect(try office.reopened().verify(content: true).damage.first?.entry == lapse)
  }
}

/// The register in the log, and in memory.
struct RegisterStoreTests {
  @Test func `A casebook in which everything was done once holds together`() throws {
    let office = try RegisterOffice()
    try office.doEverything()
    let done = Set(try office.kinds(from: 0).filter(\.isAccount))
    #expect(Set(ActKind.allCases.filter(\.isAccount)).subtracting(done) == [])
    let verification = try office.file.verify(content: true)
    #expect(verification.damage == [] && verification.contents == verification.size)
  }

  @Test func `Of what is done to the register the log says no more than that something was`() throws
  {
    let office = try RegisterOffice()
    try office.doEverything()
    for (head, deed) in try office.entries() {
      let deed = try #require(deed)
      #expect((head.type == .account) == (deed.stream == .register), "\(deed.act.kind)")
      if deed.act.kind.isAccount { #expect(head.type.description == "account") }
    }
  }

  @Test func `Another program reads the register as we have it`() throws {
    let office = try RegisterOffice()
    let other = try office.reopened()
    _ = try other.register(purpose: nil, as: office["sunita"])
    try office.doEverything()
    // One followed entry by entry, the other one kept it, and a third reads it anew.
    func kept(_ file: CasebookFile) throws -> Register? {
      try file.write { writing in
        try writing.cache.loadRegister(writing.db)
        return writing.cache.register
      }
    }
    let register = try office.file.register()
    #expect(try kept(office.file) == register)
    #expect(try kept(other) == register)
    #expect(try kept(try office.reopened()) == register)
  }

  @Test func `A transaction that comes to nothing leaves the register as it was`() throws {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    let acts: [AccountAct] = [
      .acknowledge(Acknowledgement(warning: entry)), .acknowledge(Acknowledgement(warning: entry)),
    ]
    #expect(
      refusal {
        try office.file.perform(
          acts.map { .init(case: nil, act: .account($0)) }, as: office["evelyn"])
      } == "acknowledged")
    #expect(try office.matter(entry).acknowledged == nil)
    try office.does(acts[0], by: "evelyn")
    #expect(try office.matter(entry).acknowledged != nil)
  }

  @Test func `A matter that is closed costs and says what one costs and says that never was`()
    throws
  {
    let office = try RegisterOffice()
    let there = try office.raise(.disclosure, by: "mirela", naming: ["tomasz"]).receipt.entry
    let never = 99_999
    func tried(_ number: Int, _ work: (Int) throws -> Void) throws -> (
      String, [EntryType], [ActKind]
    ) {
      let before = try size(office.file)
      var said = ""
      do { try work(number) } catch { said = "\(error)".replacing("\(number)", with: "N") }
      let new = try office.entries(from: before)
      return (said, new.map(\.head.type), new.compactMap { $0.deed?.act.kind })
    }
    let decision = Decision(
      warning: there, outcome: .assessment, reason: "x", codes: [.harmSuspected],
      on: office.today, shown: [])
    let ways: [@Sendable (RegisterOffice, Int, String) throws -> Void] = [
      { office, number, person in _ = try office.open(number, as: person) },
      { try $0.does(.acknowledge(Acknowledgement(warning: $1)), by: $2) },
      { office, number, person in
        var decision = decision
        decision.warning = number
        try office.does(.decide(decision), by: person)
      },
      { try $0.does(.offer(Offer(matter: $1, to: "unathi", reason: "x")), by: $2) },
      { try $0.does(.take(Taking(matter: $1)), by: $2) },
      { try $0.does(.name(Naming(warning: $1, names: ["mirela"])), by: $2) },
      { try $0.does(.link(Linking(warning: $1, about: [RegisterOffice.kayleigh])), by: $2) },
      { try $0.does(.add(Addition(warning: $1, words: "x")), by: $2) },
      { try $0.does(.retract(Retraction(warning: $1, reason: "x")), by: $2) },
      { try $0.does(.contest(Contest(warning: $1, reason: "x")), by: $2) },
      { try $0.does(.explain(Explanation(matter: $1, lapse: 3, reason: "x")), by: $2) },
      {
        try $0.does(
          .disagree(Disagreement(warning: $1, issue: "x", position: "y", body: Office.care)),
          by: $2)
      },
      {
        try $0.does(
          .agree(AgreedAction(what: "x", owner: "mirela", due: .distantFuture, warning: $1)),
          by: $2)
      },
      { try $0.answers($1, by: $2) },
    ]
    for person in ["tomasz", "nedward", "evelyn"] {
      for (number, way) in ways.enumerated() {
        let one = try tried(there) { try way(office, $0, person) }
        let other = try tried(never) { try way(office, $0, person) }
        #expect(one == other, "\(person), way \(number)")
        #expect(one.1 == [.act(.refused), .account], "\(person), way \(number)")
      }
    }
  }

  @Test func `Two who decide at the same moment make one decision`() async throws {
    let office = try RegisterOffice()
    try office.file.perform(
      .delegate(
        Delegation(
          from: "evelyn", to: "pamela", until: office.today.adding(days: 2), reason: "leave")),
      as: office["evelyn"])
    let commit = GroupCommit(office.file)
    for number in 0..<5 {
      let entry = try office.raise(
        about: [Subject(.child, "child \(number)")], words: "number \(number)"
      ).receipt.entry
      for person in ["evelyn", "pamela"] { _ = try office.open(entry, as: person) }
      let decisions = try ["evelyn", "pamela"].map { person in
        (person, Act.account(try office.decision(entry, by: person)))
      }
      let outcomes = await withTaskGroup(of: String.self) { group in
        for (person, act) in decisions {
          group.addTask {
            do {
              _ = try await commit.perform([.init(case: nil, act: act)], as: office[person])
              return "done"
            } catch { return (error as? Refusal)?.code ?? "\(error)" }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.sorted() == ["done", "settled"])
      #expect(try office.matter(entry).decisions.count == 1)
    }
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `Two programs that decide at the same moment make one decision`() async throws {
    let office = try RegisterOffice()
    let other = try office.reopened()
    try office.file.perform(
      .delegate(
        Delegation(
          from: "evelyn", to: "pamela", until: office.today.adding(days: 2), reason: "leave")),
      as: office["evelyn"])
    let entry = try office.raise().receipt.entry
    let decisions = try [("evelyn", office.file), ("pamela", other)].map { person, handle in
      (person, handle, Act.account(try office.decision(entry, by: person)))
    }
    for person in ["evelyn", "pamela"] { _ = try office.open(entry, as: person) }
    let outcomes = try await withThrowingTaskGroup(of: String?.self) { group in
      for (person, handle, act) in decisions {
        group.addTask {
          try await apart { refusal { try handle.perform(act, as: office[person]) } }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.compactMap(\.self) == ["settled"])
    #expect(try office.matter(entry).decisions.count == 1)
  }

  // MARK: Forging

  /// Puts a deed into the file as the casebook itself would, with everything that hangs on it: as only somebody with the key of the
  /// log could.
  private func forge(
    _ act: Act, by author: Author, signedBy key: NoteSigner? = nil, in office: RegisterOffice
  ) throws -> Int {
    try office.file.write { writing in
      let sequence = writing.cache.size
      let deed = Deed(
        register: "5c1f0a", at: writing.cache.clock, by: author, key: key?.verifier.text, case: nil,
        act: act)
      let payload = try deed.encoded()
      let salt = [UInt8](repeating: 7, count: LogEntry.saltLength)
      let entry = LogEntry(
        register: "5c1f0a", sequence: sequence, previous: writing.cache.previous, clock: deed.at,
        type: EntryType(act.kind, in: deed.stream),
        commitment: LogEntry.commitment(to: payload, salt: salt))
      try writing.db.execute(
        sql: "INSERT INTO entry (sequence, bytes) VALUES (?, ?)",
        arguments: [sequence, Data(entry.bytes)])
      try writing.db.execute(
        sql: "INSERT INTO content (sequence, salt, deed, signature) VALUES (?, ?, ?, ?)",
        arguments: [
          sequence, Data(salt), Data(payload),
          key.map { Data($0.signature(of: Deed.messageToSign(payload))) },
        ])
      try writing.db.execute(
        sql: "INSERT INTO stream (stream, sequence) VALUES (?, ?)",
        arguments: [deed.stream.description, sequence])
      for tile in writing.cache.add(leaf: entry.leaf) {
        try writing.db.execute(
          sql: "INSERT OR REPLACE INTO tile (level, number, hashes) VALUES (?, ?, ?)",
          arguments: [tile.level, tile.number, Data(tile.hashes.flatMap(\.bytes))])
      }
      writing.cache.previous = entry.leaf
      writing.cache.apply(deed, entry: sequence)
      _ = try writing.sign(with: [office.logKey])
      return sequence
    }
  }

  private func lapse(of entry: Int) -> Act {
    .account(
      .lapse(
        Lapse(
          matter: entry, stages: [.decide], due: .distantPast, from: "evelyn", to: "mirela",
          deadlines: [:])))
  }

  @Test func `What the casebook enters by itself is good as it stands`() throws {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    _ = try forge(lapse(of: entry), by: .casebook, in: office)
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test(arguments: [Author.reporter, .casebook])
  func `A decision that nobody signed is found`(_ author: Author) throws {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    let forged = try forge(.account(try office.decision(entry)), by: author, in: office)
    #expect(try office.file.verify(content: true).damage.map(\.entry) == [forged])
  }

  @Test func `A lapse that somebody signed is found`() throws {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    let forged = try forge(
      lapse(of: entry), by: .casebook, signedBy: office.keys["evelyn"]!, in: office)
    #expect(try office.file.verify(content: true).damage.map(\.entry) == [forged])
  }

  @Test(arguments: ["lapse", "warn", "decide", "acknowledge"])
  func `What somebody with a post did not sign is found`(_ kind: String) throws {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    let post = try #require(try office.file.staff().current("evelyn").first)
    let author = Author(post.appointment)
    let act: Act =
      switch kind {
      case "lapse": lapse(of: entry)
      case "warn": .account(.warn(RegisterOffice.warning()))
      case "decide": .account(try office.decision(entry))
      default: .account(.acknowledge(Acknowledgement(warning: entry)))
      }
    let forged = try forge(act, by: author, in: office)
    #expect(try office.file.verify(content: true).damage.map(\.entry) == [forged])
  }

  @Test(arguments: [Role.casebook, .reporter])
  func `Nobody passes for the casebook, or for somebody without a post, under a name of their own`(
    _ role: Role
  ) throws {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    let author = Author(
      person: "evelyn", name: "Evelyn Example", post: "screener", role: role, body: Office.care)
    let act =
      role == .casebook
      ? lapse(of: entry) : .account(.retract(Retraction(warning: entry, reason: "x")))
    let forged = try forge(act, by: author, in: office)
    #expect(try office.file.verify(content: true).damage.map(\.entry) == [forged])
  }
}
