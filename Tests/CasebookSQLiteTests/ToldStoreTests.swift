import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import HeedTesting
import Ledger
import Testing

/// What people are told of the register: who knew what by a day, who sees which line, and what is counted.
struct ToldStoreTests {
  private static let kayleigh = Telling.subject(RegisterOffice.kayleigh)

  private func bytes(_ report: ToldReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  @Test func `Who was told by a day is the same to the byte, whatever happens after`() throws {
    let office = try RegisterOffice()
    let (concern, _) = try office.doEverything()
    let questions: [Telling] = [
      ToldStoreTests.kayleigh, .body(RegisterOffice.care), .body("police/northmoor"),
      .subject(Subject(.vehicle, "ab51cde")),
    ]
    let day = office.today
    office.clock.wait(days: 1)
    let first = try questions.map { try bytes(try office.told($0, by: day)) }
    #expect(first[0].contains("\"entry\":\(concern)"))
    func expectSame(_ what: String, in handle: CasebookFile? = nil) throws {
      let again = try questions.map { try bytes(try office.told($0, by: day, in: handle)) }
      #expect(again == first, "\(what)")
    }
    try expectSame("asked again")
    let later: [(String, () throws -> Void)] = [
      ("somebody opens it", { _ = try office.open(concern, as: office.holder(concern)) }),
      ("the register is read", { _ = try office.register(as: "weston") }),
      ("another warning", { _ = try office.raise(words: "another") }),
      (
        "decided again",
        { try office.decides(concern, .emergencyAction, by: try office.holder(concern)) }
      ),
      (
        "clocks run out",
        {
          office.clock.wait(days: 10)
          _ = try office.register(as: "sunita")
        }
      ),
      (
        "somebody leaves",
        {
          try office.file.perform(
            .leave(Leaving(person: "evelyn", successor: "tomasz")), as: office["ada"])
        }
      ),
      (
        "somebody has another post",
        {
          try office.file.perform(
            .appoint(
              Appointment(
                person: "mirela", name: "Mirela Other", post: "another post",
                role: .conferenceChair, body: "children-social-care/westmoor")),
            as: office["ada"])
        }
      ),
      ("everything once more", { try office.openCase() }),
      (
        "another arrangement",
        {
          try office.does(
            .arrange(
              Arrangement(body: RegisterOffice.care, receives: "mirela", takeOver: ["pamela"])),
            by: "nedward")
        }
      ),
    ]
    for (what, act) in later {
      try act()
      try expectSame(what)
    }
    try expectSame("the file opened anew", in: try office.reopened())
    _ = try office.file.backup(to: office.folder["backup"])
    _ = try CasebookFile.restore(
      from: office.folder["backup"], to: office.folder["restored"], held: [], keys: [],
      language: .counting, clock: office.clock.now)
    try expectSame("restored", in: try office.reopened(at: office.folder["restored"]))
  }

  @Test func `What came after the day is not in it`() throws {
    let office = try RegisterOffice()
    let first = try office.raise().receipt.entry
    let day = office.today
    office.clock.wait(days: 1)
    try office.decides(first)
    let second = try office.raise(words: "another").receipt.entry
    let then = try office.told(ToldStoreTests.kayleigh, by: day).rows
    #expect(then.map(\.entry) == [first] && then[0].decided == nil && then[0].outcome == nil)
    let now = try office.told(ToldStoreTests.kayleigh, by: office.today).rows
    #expect(now.map(\.entry) == [first, second])
    #expect(now[0].decided != nil && now[0].outcome == "assessment")
    #expect(try office.told(ToldStoreTests.kayleigh, by: day.adding(days: -1)).rows == [])
  }

  @Test func `It is delivered to whoever it was listed for, and opened by whoever opened it`()
    throws
  {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    func row() throws -> ToldReport.Row {
      try #require(try office.told(ToldStoreTests.kayleigh, by: office.today).rows.first)
    }
    func reached() throws -> [Int?] {
      let row = try row()
      return [row.delivered?.entry, row.opened?.entry, row.acknowledged?.entry]
    }
    let sent = try row()
    #expect(sent.person == "evelyn" && sent.sent.entry == entry)
    #expect(try reached() == [nil, nil, nil])
    // Others who look at it, or at the list, deliver it to nobody.
    for person in ["unathi", "sunita", "orsola", "mirela"] { _ = try office.register(as: person) }
    for person in ["fayola", "orsola", "inaaya"] { _ = try office.open(entry, as: person) }
    #expect(refusal { try office.open(entry, as: "pamela") } == "no-such-matter")
    #expect(try reached() == [nil, nil, nil])
    let listed = try office.register(as: "evelyn")
    #expect(listed.theirs == [entry])
    #expect(try reached() == [listed.receipt.entry, nil, nil])
    let opened = try office.open(entry, as: "evelyn").receipt
    #expect(try reached() == [listed.receipt.entry, opened.entry, nil])
    #expect(try row().opened?.at == opened.at.description)
    let acknowledged = try office.does(.acknowledge(Acknowledgement(warning: entry)), by: "evelyn")
    #expect(try reached() == [listed.receipt.entry, opened.entry, acknowledged])
  }

  @Test func `What the next person did is told of the next person alone`() throws {
    let office = try RegisterOffice()
    let entry = try office.raise().receipt.entry
    _ = try office.open(entry, as: "evelyn")
    office.clock.wait(days: 3)
    _ = try office.register(as: "nedward")
    _ = try office.register(as: "unathi")
    try office.decides(entry, by: "unathi")
    let rows = try office.told(ToldStoreTests.kayleigh, by: office.today).rows
    #expect(rows.map(\.person) == ["evelyn", "unathi", "nedward"])
    #expect(rows.map(\.because) == ["received", "lapse", "shown"])
    #expect(rows[0].opened != nil && rows[0].decided == nil && rows[0].acknowledged == nil)
    #expect(rows[1].opened != nil && rows[1].delivered != nil && rows[1].decided != nil)
  }

  @Test(arguments: ["tomasz", "nedward", "mirela", "unathi", "sunita"])
  func `About whom a disclosure is, is not found by asking who was told`(_ person: String) throws {
    let office = try RegisterOffice()
    _ = try office.raise(.disclosure, by: "fayola", naming: ["evelyn"])
    let report = try? office.told(ToldStoreTests.kayleigh, by: office.today, as: person)
    #expect(report?.rows ?? [] == [])
  }

  @Test func `Who has no part in the register does not ask who was told`() throws {
    let office = try RegisterOffice()
    _ = try office.raise()
    for person in ["fayola", "evelyn", "rexana", "ada", "weston"] {
      let refused = refusal {
        try office.told(ToldStoreTests.kayleigh, by: office.today, as: person)
      }
      #expect(refused == "needs-leave", "\(person)")
    }
  }
}

/// Who may know of what in the register.
struct RegisterReadingTests {
  private static let partners = ["nedward", "unathi", "sunita", "inaaya", "orsola"]

  @Test func `The partners see every concern without a decision, whomever it names`() throws {
    let office = try RegisterOffice()
    try office.openCase()
    let river = Subject(.child, "", case: "river-lane", item: "child-1")
    let open = [
      try office.raise(), try office.raiseWithoutPost(.child),
      try office.raise(words: "a director looked away", naming: ["unathi", "nedward"]),
      try office.raise(by: "mirela", about: [river]), try office.raise(by: "nedward"),
    ].map(\.receipt.entry)
    try office.file.perform(
      .exclude(Exclusion(person: "unathi", reason: "named")), in: "river-lane",
      as: office["nedward"])
    let decided = try office.raise(about: [Subject(.place, "River Lane")]).receipt.entry
    try office.decides(decided)
    for wait in [0, 3, 30, 400] {
      office.clock.wait(days: wait)
      for person in RegisterReadingTests.partners {
        let lines = try office.register(as: person).lines
        let undecided = lines.filter { $0.isOpen && $0.kind == "warning" }
        #expect(Set(undecided.map(\.entry)) == Set(open), "\(person), \(wait) days later")
        #expect(wait == 0 || !undecided.contains { !$0.isOverdue })
      }
    }
  }

  @Test func `What is overdue comes first, the longest first`() throws {
    let office = try RegisterOffice()
    let late = try office.raise().receipt.entry
    office.clock.wait(days: 1)
    let later = try office.raise(words: "later").receipt.entry
    office.clock.wait(days: 2)
    let fresh = try office.raise(words: "fresh").receipt.entry
    let decided = try office.raise(words: "done").receipt.entry
    try office.decides(decided)
    #expect(
      try office.register(as: "sunita").lines.map(\.entry) == [late, later, fresh, decided])
  }

  @Test func `Those whom a disclosure names, and their line, find it nowhere`() throws {
    let office = try RegisterOffice()
    let words = "zqfiddled the figures"
    let disclosure = try office.raise(
      .disclosure, by: "fayola", words: words, naming: ["tomasz"]
    ).receipt.entry
    let pressure = try office.raise(
      .pressure, by: "pamela", about: [], words: words, naming: ["tomasz"]
    ).receipt.entry
    let concern = try office.raise().receipt.entry
    _ = try office.open(disclosure, as: "weston")
    let closed = Set([disclosure, pressure])
    let today = office.today
    for person in ["tomasz", "nedward", "mirela", "evelyn"] {
      let reading = try office.register(as: person)
      #expect(closed.isDisjoint(with: reading.lines.map(\.entry)), "\(person)")
      #expect(reading.attempts.isEmpty && closed.isDisjoint(with: reading.theirs))
      for entry in closed {
        #expect(refusal { try office.open(entry, as: person) } == "no-such-matter")
      }
      let (_, found) = try office.file.search("zqfiddled", purpose: nil, as: office[person])
      #expect(found.hits.isEmpty && found.pointers.isEmpty, "\(person)")
      for question in [Telling.body(RegisterOffice.care), .subject(RegisterOffice.kayleigh)] {
        let rows = (try? office.told(question, by: today, as: person))?.rows ?? []
        #expect(closed.isDisjoint(with: rows.map(\.entry)), "\(person)")
      }
      let accesses = try office.file.accesses(in: nil, purpose: nil, as: office[person]).accesses
      for (_, deed) in accesses {
        if case .view(let view) = deed.act {
          #expect(view.matter.map(closed.contains) != true || deed.by.person == person)
          #expect(closed.isDisjoint(with: view.listed ?? []), "\(person)")
        }
      }
      #expect(
        refusal {
          try office.file.pack(
            from: today, to: today, purpose: nil, as: office[person], each: { _ in })
        } == "may-not")
    }
    let matter = try office.open(concern, as: "evelyn")
    #expect(matter.related.isEmpty && matter.shown.isEmpty)
    // Whoever has it hears of each attempt; so does whoever oversees, and nobody else.
    let attempts = try office.register(as: "weston").attempts
    #expect(
      Set(attempts.map(\.by.person)) == ["tomasz", "nedward", "mirela", "evelyn"]
        && attempts.count == 8)
    #expect(try office.register(as: "orsola").attempts.count == 8)
    for person in ["unathi", "sunita", "fayola", "pamela"] {
      #expect(try office.register(as: person).attempts.isEmpty, "\(person)")
    }
  }

  @Test func `To whom a disclosure is closed does not find who opened it in the log of reads`()
    throws
  {
    let office = try RegisterOffice()
    let entry = try office.raise(.disclosure, by: "fayola", naming: ["sunita"]).receipt.entry
    _ = try office.open(entry, as: "weston")
    _ = try office.register(as: "weston")
    for person in ["sunita", "dorota"] {
      let accesses = try office.file.accesses(in: nil, purpose: nil, as: office[person]).accesses
      for (_, deed) in accesses {
        guard case .view(let view) = deed.act else { continue }
        #expect(view.matter != entry && view.listed?.contains(entry) != true, "\(person)")
      }
    }
    let all = try office.file.accesses(in: nil, purpose: nil, as: office["orsola"]).accesses
    #expect(
      all.contains { access in
        if case .view(let view) = access.deed.act { view.matter == entry } else { false }
      })
  }

  @Test func `That a disclosure is about the same child is not shown beside a concern`() throws {
    let office = try RegisterOffice()
    let concern = try office.raise(words: "first").receipt.entry
    let disclosure = try office.raise(.disclosure, by: "pamela", naming: ["evelyn"]).receipt.entry
    let other = try office.raise(words: "second").receipt.entry
    try office.does(.offer(Offer(matter: concern, to: "unathi", reason: "leave")), by: "evelyn")
    try office.does(.take(Taking(matter: concern)), by: "unathi")
    let reading = try office.open(concern, as: "unathi")
    #expect(reading.related.map(\.entry) == [other] && reading.shown == [other])
    // She knows that there is one, for it must not be left lying; not about whom.
    let line = try #require(
      try office.register(as: "unathi").lines.first { $0.entry == disclosure })
    #expect(line.about.isEmpty && line.from == nil)
  }

  @Test func `A warning about a case is none of theirs who are excluded from the case`() throws {
    let office = try RegisterOffice()
    try office.openCase()
    let river = Subject(.child, "", case: "river-lane", item: "child-1")
    let involvement = Involvement(person: "pamela", basis: "joint inquiry")
    try office.file.perform(.involve(involvement), in: "river-lane", as: office["mirela"])
    let entry = try office.raise(by: "mirela", about: [river]).receipt.entry
    #expect(try office.register(as: "pamela").lines.map(\.entry) == [entry])
    _ = try office.open(entry, as: "pamela")
    try office.file.perform(
      .exclude(Exclusion(person: "pamela", reason: "named")), in: "river-lane",
      as: office["unathi"])
    #expect(try office.register(as: "pamela").lines.isEmpty)
    #expect(refusal { try office.open(entry, as: "pamela") } == "no-such-matter")
    let subject = Telling.subject(river)
    #expect(
      refusal { try office.told(subject, by: office.today, as: "pamela") } == "needs-leave")
    // Nor does it come to them when its clock runs out.
    #expect(
      refusal {
        try office.does(.offer(Offer(matter: entry, to: "pamela", reason: "leave")), by: "evelyn")
      } == "cannot-hold")
  }

  @Test func `The overseer reads everything and does nothing`() throws {
    let office = try RegisterOffice()
    let (concern, disclosure) = try office.doEverything()
    let lines = try office.register(as: "orsola").lines
    #expect(Set(lines.map(\.entry)) == Set(try office.file.register().order))
    for entry in try office.file.register().order {
      #expect(try office.open(entry, as: "orsola").matter.entry == entry)
    }
    let acts: [AccountAct] = [
      .warn(RegisterOffice.warning()),
      .arrange(Arrangement(body: Office.care, receives: "evelyn", takeOver: ["unathi"])),
      .add(Addition(warning: concern, words: "x")),
      .retract(Retraction(warning: concern, reason: "x")),
      .contest(Contest(warning: concern, reason: "x")),
      .detriment(Detriment(warning: concern, words: "x")),
      .name(Naming(warning: disclosure, names: ["evelyn"])),
      .link(Linking(warning: concern, about: [RegisterOffice.kayleigh])),
      .acknowledge(Acknowledgement(warning: disclosure)),
      try office.decision(disclosure, by: "orsola"),
      .offer(Offer(matter: concern, to: "evelyn", reason: "x")), .take(Taking(matter: concern)),
      .decline(Declining(matter: concern, reason: "x")),
      .explain(Explanation(matter: concern, lapse: 1, reason: "x")),
      .disagree(Disagreement(issue: "x", position: "y", body: Office.care)),
      .position(Standpoint(disagreement: concern, words: "x")),
      .settle(Settlement(disagreement: concern, outcome: "x", reason: "y")),
      .agree(AgreedAction(what: "x", owner: "evelyn", due: .distantFuture, warning: concern)),
      .complete(Completion(action: concern, evidence: "x")),
      .recommend(
        Recommendation(
          review: "x", number: "1", text: "y", body: Office.care, owner: "tomasz",
          due: .distantFuture)), .evidence(Evidence(recommendation: concern, words: "x")),
      .rate(Rating(recommendation: concern, status: .accepted, reason: "x")),
      .pause(Pause(matter: concern, reason: "x", authority: "y", until: office.today)),
      .lapse(
        Lapse(
          matter: concern, stages: [.decide], due: office.today, from: "evelyn", to: "mirela",
          deadlines: [:])), .attempt(MatterAttempt(matter: concern, act: .decide)),
    ]
    #expect(Set(acts.map(\.kind)) == Set(ActKind.allCases.filter(\.isAccount)))
    let register = try office.file.register()
    for act in acts {
      #expect(refusal { try office.does(act, by: "orsola") } == "may-not", "\(act.kind)")
    }
    #expect(refusal { try office.answers(concern, by: "orsola") } == "may-not")
    #expect(try office.file.register() == register)
  }

  @Test func `Figures count no disclosures, and are those of their day`() throws {
    let office = try RegisterOffice()
    let first = try office.raise().receipt.entry
    _ = try office.raiseWithoutPost(.child)
    _ = try office.raise(.disclosure, by: "mirela", naming: ["tomasz"])
    _ = try office.raise(.pressure, by: "fayola", about: [])
    let day = office.today
    func figures(_ day: CivilDate) throws -> AccountFigures {
      try office.file.figures(on: day, purpose: nil, as: office["sunita"])
    }
    let then = try figures(day)
    #expect(then.byBody == [RegisterOffice.care: [.open: 2]])
    #expect(then.byReporter == [.worker: [.open: 1], .child: [.open: 1]])
    #expect(then.byAge == [.week: [.open: 2]])
    office.clock.wait(days: 9)
    _ = try office.register(as: "nedward")
    try office.decides(first, by: try office.holder(first))
    #expect(try figures(office.today).byAge == [.month: [.decided: 1, .overdue: 1]])
    #expect(try figures(day) == then)
    #expect(try figures(day.adding(days: -1)).byBody.isEmpty)
  }
}
