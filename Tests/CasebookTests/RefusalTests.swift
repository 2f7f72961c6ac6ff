import Casebook
import CivilTime
import Foundation
import Testing

/// Every reason for which something is refused, and what it says.
struct RefusalTests {
  /// What does not come from the rules, and where it does come from.
  private static let elsewhere = [
    "would-not-read": "the store refuses what the format of a case file does not have",
    "wrong-key": "the store compares the key that signs with the key of the person",
    "not-opened": "the store knows who opened what",
    "no-such-receipt": "the store looks for the warning of a code",
  ]

  @Test func `Every reason is met, and every code is its own`() throws {
    let source = try String(
      contentsOf: URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/Casebook/Refusal.swift"), encoding: .utf8)
    let codes = source.matches(of: /case \.\w+: "([a-z-]+)"/).map { String($0.1) }
    #expect(codes.count > 85)
    #expect(Set(codes).count == codes.count)
    let met = Set(Met.all.map(\.code)).union(RefusalTests.elsewhere.keys)
    #expect(Set(codes) == met)
  }

  @Test(arguments: Met.all)
  func `An act is refused for its reason, and changes nothing`(_ met: Met) throws {
    var book = try #require(met.book())
    let before = (book.staff, book.files, book.deeds.count, book.register)
    do {
      _ = try book.perform(met.act(book), by: met.person, in: met.caseID)
      Issue.record("\(met.code) was expected")
    } catch {
      #expect(error.code == met.code)
    }
    #expect(book.staff == before.0)
    #expect(book.files == before.1)
    #expect(book.deeds.count == before.2)
    #expect(book.register == before.3)
  }

  @Test(arguments: Met.all)
  func `A refusal says what and what to do, in a sentence without content`(_ met: Met) throws {
    var book = try #require(met.book())
    do {
      _ = try book.perform(met.act(book), by: met.person, in: met.caseID)
    } catch {
      #expect(!error.message.isEmpty)
      for text in [error.message, error.help] where !text.isEmpty {
        #expect(!text.hasSuffix("."))
        let isClause = text.first.map { !$0.isUppercase } ?? false
        #expect(isClause || text.hasPrefix("Documentation/"))
        #expect(!text.contains("  "))
        #expect(!text.contains("nil") && !text.contains("Optional"))
        // What acts say goes into no answer.
        #expect(!text.contains("confidential"))
      }
      #expect(error.description.hasPrefix(error.message))
    }
  }
}

/// One way to meet one refusal.
struct Met: Sendable, CustomTestStringConvertible {
  var code: String
  var person = "mia"
  var caseID: String? = "river-lane"
  var prepare: @Sendable (inout Book) throws -> Void = { _ in }
  var act: @Sendable (Book) -> Act

  var testDescription: String { code }

  func book() -> Book? {
    var book = Book.withCase()
    do {
      try prepare(&book)
      return book
    } catch {
      Issue.record("\(code): \(error)")
      return nil
    }
  }

  private static func last(_ book: Book) -> Int { book.deeds.count - 1 }

  private static func hold(_ id: String = "claim-1") -> Act {
    .hold(Hold(id: id, matter: "confidential claim", basis: "statute"))
  }

  private static let meeting = Act.schedule(
    Meeting(
      id: "panel-1", group: "confidential panel", on: Book.day, about: ["child-1"], invited: []))

  private static let minutes = Act.minute(
    Minutes(meeting: "panel-1", text: "confidential", present: []))

  private static func appointment(
    _ person: String = "new", body: String = "school/alderby", manager: String? = nil,
    key: String? = Keys.numbered(9)
  ) -> Act {
    .appoint(
      Appointment(
        person: person, name: "Confidential Name", post: "teacher", role: .educationLead,
        body: body, manager: manager, key: key))
  }

  private static func decision(_ basis: SharingBasis, with: String = "school/alderby")
    -> SharingDecision
  {
    SharingDecision(
      with: with, about: ["child-1"], basis: basis, reason: "confidential", on: Book.day)
  }

  static let who: [Met] = [
    Met(code: "unknown-person", person: "nobody") { _ in .record(moved()) },
    Met(code: "no-key", person: "ada", caseID: nil) { _ in appointment(key: nil) },
    Met(
      code: "has-left",
      prepare: { book in
        try book.perform(.leave(Leaving(person: "mia", successor: "sal")), by: "ada")
      }
    ) { _ in .record(moved()) },
    Met(code: "no-such-case", person: "fay") { _ in .record(moved(note: "confidential")) },
    Met(code: "may-not", person: "lea") { _ in .record(moved(note: "confidential")) },
    Met(code: "not-involved", person: "sal") { _ in .record(moved(note: "confidential")) },
    Met(
      code: "not-author",
      prepare: { book in
        book.involve("sal")
        book.record(moved(note: "confidential"), by: "sal")
      }
    ) { .withdrawn(last($0)) },
    Met(code: "needs-leave", person: "tom", prepare: { $0.involve("tom") }) { _ in
      .grant(Grant(person: "tom", content: .location, reason: "confidential"))
    },
  ]

  static let what: [Met] = [
    Met(code: "empty", person: "eve") { _ in .breakGlass(BreakGlass(reason: "\u{A0}\t")) },
    Met(code: "already-founded", caseID: nil) { _ in Samples.act(.found) },
    Met(code: "case-exists") { _ in
      .open(Opening(title: "confidential", jurisdiction: "england"))
    },
    Met(
      code: "taken", person: "rex", caseID: nil,
      prepare: { book in
        try book.perform(hold(), by: "rex")
      }
    ) { _ in hold() },
    Met(code: "no-such") { _ in minutes },
    Met(code: "bad-id", person: "rex", caseID: nil) { _ in hold("Claim 1") },
    Met(code: "bad-key", person: "ada", caseID: nil) { _ in appointment(key: "confidential") },
    Met(code: "bad-body", person: "ada", caseID: nil) { _ in appointment(body: "school") },
    Met(code: "key-in-use", person: "ada", caseID: nil) { _ in appointment(key: Keys.of("ada")) },
    Met(code: "self-appointment", person: "ada", caseID: nil) { _ in appointment("ada") },
    Met(code: "self-managed", person: "ada", caseID: nil) { _ in
      appointment("ned", manager: "mia", key: nil)
    },
    Met(code: "successor-gone", person: "ada", caseID: nil) { _ in
      .leave(Leaving(person: "mia", successor: "nobody"))
    },
    Met(code: "in-the-past") { _ in
      .involve(
        Involvement(
          person: "sal", basis: "confidential", until: Book.day.adding(days: -1)))
    },
    Met(code: "already-involved", prepare: { $0.involve("sal") }) { _ in
      .involve(Involvement(person: "sal", basis: "confidential"))
    },
    Met(code: "still-needed", person: "ada", caseID: nil) { _ in
      .leave(Leaving(person: "ada", successor: "mia"))
    },
  ]

  static let items: [Met] = [
    Met(code: "depends-on-it", prepare: { $0.record(moved()) }) { .withdrawn(last($0) - 1) },
    Met(code: "changes-kind", prepare: { $0.record(moved()) }) {
      .corrected(last($0), warning("call"))
    },
    Met(code: "changes-id", prepare: { $0.record(warning("call")) }) {
      .corrected(last($0), warning("other"))
    },
    Met(
      code: "not-current",
      prepare: { book in
        let entry = book.record(moved())
        try book.perform(.withdrawn(entry), by: "mia", in: "river-lane")
      }
    ) { .withdrawn(last($0) - 1) },
    Met(code: "unchanged", prepare: { $0.record(moved()) }) { .corrected(last($0), moved()) },
    Met(
      code: "not-withdrawable",
      prepare: { book in
        book.close()
      }
    ) { .withdrawn(last($0) - 2) },
    Met(
      code: "earlier-versions", person: "rex",
      prepare: { book in
        let entry = book.record(moved())
        try book.perform(.corrected(entry, moved("child-2")), by: "mia", in: "river-lane")
      }
    ) { .erased(last($0)) },
    Met(code: "not-erasable", person: "rex") { .erased($0.file.entries[0]) },
    Met(
      code: "already-erased", person: "rex",
      prepare: { book in
        let entry = book.record(moved())
        try book.perform(.erased(entry), by: "rex", in: "river-lane")
      }
    ) { .erased(last($0) - 1) },
    Met(
      code: "under-hold", person: "rex",
      prepare: { book in
        book.record(moved())
        try book.perform(hold(), by: "rex")
      }
    ) { .erased(last($0) - 1) },
    Met(
      code: "open-requests", person: "rex",
      prepare: { book in
        book.record(moved())
        let asked = RecordsRequest(by: "inquiry", basis: "confidential", on: book.now.day)
        try book.perform(.requestRecords(asked), by: "rex", in: "river-lane")
      }
    ) { .erased(last($0) - 1) },
    Met(
      code: "own-hold", person: "rex", caseID: nil,
      prepare: { book in
        try book.perform(hold(), by: "rex")
      }
    ) { _ in .release(Release(hold: "claim-1", reason: "confidential")) },
    Met(
      code: "not-released", person: "dot", caseID: nil,
      prepare: { book in
        try book.perform(hold(), by: "rex")
        try book.perform(.release(Release(hold: "claim-1", reason: "over")), by: "dot")
      }
    ) { _ in .release(Release(hold: "claim-1", reason: "confidential")) },
  ]

  static let decisions: [Met] = [
    Met(code: "other-body") { _ in
      .respond(
        ResponseGiven(
          response: content("{act: assessment, about: [child-1], by: police/northmoor}"), shown: [])
      )
    },
    Met(code: "closure-needs-respond") { _ in
      .record(item(.responses, "{act: closed, about: [child-1]}"))
    },
    Met(code: "not-shown") { _ in .closed([1], reason: "confidential") },
    Met(code: "raised-it", prepare: { $0.record(warning("call")) }) { .closed([last($0)]) },
    Met(
      code: "meetings-without-minutes",
      prepare: { book in
        try book.perform(meeting, by: "mia", in: "river-lane")
        book.wait(days: 2)
      }
    ) { _ in .closed([]) },
    Met(code: "basis-is-refusal") { _ in .share(decision(.moreDetrimental)) },
    Met(code: "basis-is-not-refusal") { _ in .declineToShare(decision(.consent)) },
    Met(
      code: "meeting-settled",
      prepare: { book in
        try book.perform(meeting, by: "mia", in: "river-lane")
        try book.perform(minutes, by: "mia", in: "river-lane")
      }
    ) { _ in minutes },
    Met(
      code: "answered", person: "rex",
      prepare: { book in
        let asked = RecordsRequest(by: "inquiry", basis: "statute", on: book.now.day)
        let entry = try book.perform(.requestRecords(asked), by: "rex", in: "river-lane")
        let answer = RequestAnswer(request: entry, answer: "sent", on: book.now.day)
        try book.perform(.answerRequest(answer), by: "rex", in: "river-lane")
      }
    ) {
      .answerRequest(
        RequestAnswer(request: last($0) - 1, answer: "confidential", on: Book.day))
    },
    Met(
      code: "own-access", person: "tom",
      prepare: { book in
        book.involve("tom")
        try book.perform(.breakGlass(BreakGlass(reason: "danger")), by: "tom", in: "river-lane")
      }
    ) { review(last($0)) },
    Met(
      code: "reviewed", person: "sue",
      prepare: { book in
        let glass = Act.breakGlass(BreakGlass(reason: "danger"))
        let entry = try book.perform(glass, by: "eve", in: "river-lane")
        try book.perform(review(entry), by: "sue", in: "river-lane")
      }
    ) { review(last($0) - 1) },
    Met(code: "not-custodian", person: "una") { _ in .offered(to: "police/northmoor") },
    Met(code: "to-itself", person: "ned") { _ in .offered(to: "children-social-care/northmoor") },
    Met(
      code: "manifest-differs", person: "una",
      prepare: { book in
        try book.perform(
          .offered(to: "children-social-care/westmoor"), by: "ned", in: "river-lane")
      }
    ) {
      .acceptTransfer(
        TransferAcceptance(
          transfer: last($0), manifest: CustodyManifest(entries: 1, erased: 0, digest: "")))
    },
    Met(code: "not-offered", person: "una") { .accepted(last($0)) },
    Met(
      code: "offer-pending", person: "ned",
      prepare: { book in
        try book.perform(
          .offered(to: "children-social-care/westmoor"), by: "ned", in: "river-lane")
      }
    ) { _ in .offered(to: "children-social-care/westmoor") },
  ]

  private static func review(_ entry: Int) -> Act {
    .reviewBreakGlass(BreakGlassReview(entry: entry, wasJustified: true, reason: "confidential"))
  }

  // MARK: The register of warnings

  private static let care = "children-social-care/northmoor"

  private static func warn(
    _ kind: Warning.Kind = .concern, names: [String] = [], about: [Subject]? = nil
  ) -> Act {
    .account(
      .warn(
        Warning(
          kind: kind, about: about ?? [Subject(.child, "Zoë")], words: "confidential",
          from: .worker, to: care, names: names)))
  }

  /// Of the child of River Lane, by the social worker.
  private static let warnInCase = warn(
    about: [Subject(.child, "", case: "river-lane", item: "child-1")])

  /// With the screener.
  private static func warned(_ book: inout Book) throws { try book.perform(warn(), by: "fay") }

  private static func first(_ book: Book) -> Int { book.register.order.first ?? -1 }

  private static func decided(
    _ book: Book, _ outcome: Outcome = .noFurtherAction, second: String? = nil,
    codes: [DecisionCode] = [.lookedForNotFound], in days: Int = 0, review: Review? = nil,
    despite: String? = nil
  ) -> Act {
    .account(
      .decide(
        Decision(
          warning: first(book), outcome: outcome, reason: "confidential", codes: codes,
          on: book.day(in: days), second: second, review: review, despite: despite)))
  }

  private static func arranged(
    receives: String = "eve", takeOver: [String], limits: [String: String] = [:]
  ) -> Act {
    .account(
      .arrange(Arrangement(body: care, receives: receives, takeOver: takeOver, limits: limits)))
  }

  private static func agreed(_ book: Book) -> Act {
    .account(
      .agree(
        AgreedAction(
          what: "confidential", owner: "sal", due: book.day(in: 5), warning: first(book))))
  }

  private static func considered(_ answer: String) -> Content {
    content("{act: considered, framework: MSA2015-2, answer: \(answer), about: [child-1]}")
  }

  private static func review(_ book: Book, in days: Int) -> Review {
    Review(alternative: "confidential", reviewer: "una", on: book.day(in: days))
  }

  private static let disagreed = Act.account(
    .disagree(
      Disagreement(case: "river-lane", issue: "confidential", position: "confidential", body: care))
  )

  private static func recommended(_ book: Book) -> Act {
    .account(
      .recommend(
        Recommendation(
          review: "a review", number: "1", text: "confidential", body: care, owner: "eve",
          due: book.day(in: 90))))
  }

  private static func rated(_ book: Book, _ status: Rating.Status) -> Act {
    .account(
      .rate(Rating(recommendation: first(book), status: status, reason: "confidential")))
  }

  private static func paused(_ book: Book) -> Act {
    .account(
      .pause(
        Pause(
          matter: first(book), reason: "confidential", authority: "a court",
          until: book.day(in: 7))))
  }

  static let warnings: [Met] = [
    Met(code: "no-such-matter", person: "fay", caseID: nil) { _ in
      .account(.add(Addition(warning: 999, words: "confidential")))
    },
    Met(
      code: "not-with-you", caseID: nil,
      prepare: { book in
        try book.perform(warnInCase, by: "mia")
      }
    ) { .account(.acknowledge(Acknowledgement(warning: first($0)))) },
    Met(code: "cannot-hold", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      .account(.offer(Offer(matter: first($0), to: "lea", reason: "confidential")))
    },
    Met(code: "nobody-to-receive", person: "fay", caseID: nil) {
      warn(names: Array($0.staff.posts.keys))
    },
    Met(code: "nobody-independent", person: "fay", caseID: nil) { _ in
      warn(.disclosure, names: ["wes", "ivy"])
    },
    Met(code: "nobody-outside", person: "una", caseID: nil) { _ in arranged(takeOver: ["tom"]) },
    Met(code: "bad-limit", person: "una", caseID: nil) { _ in
      arranged(takeOver: ["una"], limits: ["decide": "90 working days"])
    },
    Met(
      code: "acknowledged", person: "eve", caseID: nil,
      prepare: { book in
        try warned(&book)
        try book.perform(
          .account(.acknowledge(Acknowledgement(warning: first(book)))), by: "eve")
      }
    ) { .account(.acknowledge(Acknowledgement(warning: first($0)))) },
    Met(code: "not-decided", person: "fay", caseID: nil, prepare: { try warned(&$0) }) {
      .account(.contest(Contest(warning: first($0), reason: "confidential")))
    },
    Met(
      code: "settled", person: "eve", caseID: nil,
      prepare: { book in
        try warned(&book)
        try book.perform(decided(book, .assessment), by: "eve")
      }
    ) { decided($0, .assessment) },
    Met(
      code: "awaits-answer", person: "eve", caseID: nil,
      prepare: { book in
        try warned(&book)
        try book.perform(decided(book, second: "una"), by: "eve")
      }
    ) { decided($0, second: "una") },
    Met(
      code: "not-asked", caseID: nil,
      prepare: { book in
        try book.perform(warnInCase, by: "mia")
      }
    ) { .account(.take(Taking(matter: first($0)))) },
    Met(code: "names-you", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      .account(.name(Naming(warning: first($0), names: ["tom"])))
    },
    Met(
      code: "decided-before", person: "eve", caseID: nil,
      prepare: { book in
        try warned(&book)
        try book.perform(decided(book, .assessment), by: "eve")
        let entry = first(book)
        try book.perform(
          .account(.contest(Contest(warning: entry, reason: "nobody asked her"))), by: "fay")
        try book.perform(
          .account(.offer(Offer(matter: entry, to: "eve", reason: "leave"))), by: "una")
        try book.perform(.account(.take(Taking(matter: entry))), by: "eve")
      }
    ) { decided($0, .assessment) },
    Met(code: "in-the-future", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      decided($0, .assessment, in: 1)
    },
    Met(code: "too-late", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      decided($0, .assessment, codes: [.victimDoesNotSupport], review: review($0, in: 93))
    },
    Met(code: "never-terminal", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      decided($0, second: "una", codes: [.victimDoesNotSupport], review: review($0, in: 7))
    },
    Met(code: "review-not-needed", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      decided($0, .assessment, review: review($0, in: 7))
    },
    Met(
      code: "nothing-changed",
      prepare: { book in
        book.record(Item(kind: .responses, content: considered("met")))
      }
    ) { _ in .respond(ResponseGiven(response: considered("not-met"), shown: [])) },
    Met(code: "not-less") { _ in
      .respond(
        ResponseGiven(
          response: considered("not-met"), shown: [],
          changed: Change(what: "confidential", evidenceOf: Book.day)))
    },
    Met(code: "needs-second", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      decided($0)
    },
    Met(code: "second-not-needed", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      decided($0, .assessment, second: "una")
    },
    Met(code: "second-in-line", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      decided($0, second: "tom")
    },
    Met(
      code: "needs-senior", person: "eve", caseID: nil,
      prepare: { book in
        try warned(&book)
        try book.perform(agreed(book), by: "eve")
      }
    ) { decided($0, second: "pam", despite: "confidential") },
    Met(code: "nothing-outstanding", person: "eve", caseID: nil, prepare: { try warned(&$0) }) {
      decided($0, second: "una", despite: "confidential")
    },
    Met(
      code: "raised-since", person: "una", caseID: nil,
      prepare: { book in
        try warned(&book)
        try book.perform(decided(book, second: "una"), by: "eve")
        try warned(&book)
      }
    ) { .answered(last($0) - 1, reason: "confidential") },
    Met(
      code: "open-disagreements",
      prepare: { book in
        try book.perform(disagreed, by: "mia")
      }
    ) { _ in .closed([]) },
    Met(
      code: "outstanding", person: "eve", caseID: nil,
      prepare: { book in
        try warned(&book)
        try book.perform(agreed(book), by: "eve")
      }
    ) { decided($0, second: "una") },
    Met(
      code: "undecided",
      prepare: { book in
        try book.perform(warnInCase, by: "mia")
      }
    ) { _ in .closed([]) },
    Met(
      code: "own-work", person: "ned", caseID: nil,
      prepare: { book in
        try book.perform(recommended(book), by: "sue")
      }
    ) { rated($0, .inProgress) },
    Met(
      code: "no-evidence", person: "una", caseID: nil,
      prepare: { book in
        try book.perform(recommended(book), by: "sue")
      }
    ) { rated($0, .implemented) },
    Met(
      code: "own-clock", person: "una", caseID: nil,
      prepare: { book in
        try book.perform(arranged(receives: "una", takeOver: ["ned"]), by: "ned")
        try warned(&book)
      }
    ) { paused($0) },
    Met(
      code: "ran-out", person: "una", caseID: nil,
      prepare: { book in
        try book.perform(disagreed, by: "mia")
        for _ in 0..<5 {
          book.wait(days: 14)
          book.enterLapses()
        }
      }
    ) { paused($0) },
  ]

  static let all = who + what + items + decisions + warnings
}
