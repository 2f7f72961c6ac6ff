import Casebook
import CivilTime
import Diagnostics
import Testing

/// A case: what it says, whether it reads, how long it is kept.
struct CaseFileTests {
  // MARK: Opening

  @Test(arguments: [
    "River-Lane", "", "river lane", "a--b", "-a", String(repeating: "a", count: 61),
  ])
  func `A case is opened under an id that can be one`(_ id: String) {
    let open = Act.open(Opening(title: "River Lane", jurisdiction: "england"))
    #expect(Book().refusal(open, by: "mia", in: id) == .badID(what: "a case"))
  }

  @Test func `A case belongs to a jurisdiction that there is, or nothing in it could be read`() {
    let open = Act.open(Opening(title: "River Lane", jurisdiction: "Engelland"))
    #expect(
      Book().refusal(open, by: "mia", in: "river-lane")
        == .noSuch(what: "jurisdiction", id: "Engelland"))
  }

  @Test func `Whoever opens a case is involved in it, and their body keeps it`() {
    let book = Book.withCase()
    #expect(book.file.involved.map(\.involvement.person) == ["mia"])
    #expect(book.file.custodian == "children-social-care/northmoor")
  }

  // MARK: Whether it reads

  @Test func `An item that the format does not have is a problem`() {
    let book = Book.withCase()
    let problems = [
      item(.statements, "{fact: harbord, child: child-1, says: yes, source: log}"),
      item(.statements, "{fact: moved, child: child-9, says: yes, source: log}"),
      item(.people, "{id: child-1, role: child}"),
    ].map { item in
      book.file.problems(adding: [item], vocabulary: .sample, frameworks: []).diagnostics
        .map(\.code)
    }
    #expect(
      problems == [["record.unknown-fact"], ["record.no-such-person"], ["record.duplicate-id"]])
  }

  @Test func `An item may take the place of another version of itself`() {
    let book = Book.withCase()
    let entry = book.file.versions[0].entry
    let report = book.file.problems(
      adding: [item(.people, "{id: child-1, role: child, born: 2010-06}")], replacing: [entry],
      vocabulary: .sample, frameworks: [])
    #expect(report.isEmpty)
  }

  @Test func `Problems say nothing of what the case says`() {
    let book = Book.withCase()
    let report = book.file.problems(
      adding: [item(.statements, "{fact: moved, child: secret-child, says: maybe, source: log}")],
      vocabulary: .sample, frameworks: [])
    #expect(report.hasErrors)
    for problem in report.diagnostics {
      #expect(!(problem.message + problem.help).contains("secret"))
    }
  }

  // MARK: What it says

  @Test func `The history of an item is every version of it, from whichever one asks`() {
    var book = Book.withCase()
    let first = book.record(moved())
    let second = book.allowed(
      .corrected(first, moved(note: "a")), by: "mia", in: "river-lane")
    let third = book.allowed(
      .corrected(second, moved(note: "b")), by: "mia", in: "river-lane")
    for entry in [first, second, third] {
      #expect(book.file.history(of: entry).map(\.entry) == [first, second, third])
    }
    #expect(book.file.history(of: 999) == [])
  }

  @Test func `Concerns are warnings, referrals and closures about the people named`() {
    var book = Book.withCase()
    let one = book.record(warning("one"))
    let two = book.record(warning("two", about: "child-2"))
    let three = book.record(item(.responses, "{act: referral, about: [child-1, child-2]}"))
    book.record(item(.responses, "{act: assessment, about: [child-1]}"))
    let four = book.record(
      item(.responses, "{act: closed, by: police/northmoor, on: 2020-01-01}"))
    #expect(book.file.concerns(about: ["child-1"]).map(\.entry) == [one, three, four])
    #expect(book.file.concerns(about: ["child-2"]).map(\.entry) == [two, three, four])
    #expect(book.file.concerns(about: []).map(\.entry) == [one, two, three, four])
  }

  // MARK: How long it is kept

  private static let rules = RetentionRules(
    body: "children-social-care/northmoor",
    rules: [
      .init(id: "births", from: .birth, years: 75, basis: "policy 7"),
      .init(id: "closures", from: .closure, years: 10, basis: "policy 8"),
      .init(id: "entries", from: .lastEntry, years: 1, basis: "policy 9"),
    ])

  @Test func `A rule runs from the birth of the youngest, as late as it may have been`() {
    var book = Book.withCase()
    book.allowed(.setRetention(CaseFileTests.rules), by: "rex")
    let day = CivilDate("2086-09-29")!
    #expect(due(book, on: day).contains("births") == false)
    #expect(due(book, on: day.adding(days: 1)).contains("births"))
  }

  @Test func `A child whose birth is not known keeps the case`() {
    var book = Book.withCase()
    book.allowed(.setRetention(CaseFileTests.rules), by: "rex")
    book.record(item(.people, "{id: child-3, role: child}"))
    #expect(due(book, on: CivilDate("2999-01-01")!).contains("births") == false)
  }

  @Test func `The years of a closure run while nothing was raised or done since`() {
    var book = Book.withCase()
    book.allowed(.setRetention(CaseFileTests.rules), by: "rex")
    let day = CivilDate("2036-11-23")!
    #expect(due(book, on: day).contains("closures") == false)
    let closure = book.allowed(.closed([]), by: "mia", in: "river-lane")
    // Nothing is closed while the second person has not agreed.
    #expect(due(book, on: day).contains("closures") == false)
    book.involve("pam")
    book.allowed(.answered(closure), by: "pam", in: "river-lane")
    #expect(due(book, on: day).contains("closures"))
    #expect(due(book, on: day.adding(days: -1)).contains("closures") == false)
    var raised = book
    raised.record(warning("call"))
    #expect(due(raised, on: day).contains("closures") == false)
    var done = book
    done.record(item(.responses, "{act: assessment, about: [child-1]}"))
    #expect(due(done, on: day).contains("closures") == false)
  }

  @Test func `What is due is listed with the holds that keep it all the same`() {
    var book = Book.withCase()
    book.allowed(.setRetention(CaseFileTests.rules), by: "rex")
    book.allowed(
      .hold(Hold(id: "inquiry-1", matter: "inquiry", basis: "statute", cases: ["river-lane"])),
      by: "ina")
    let reviews = book.file.retentionDue(under: book.staff, on: CivilDate("2027-11-23")!)
    #expect(reviews.map(\.rule.id) == ["entries"])
    #expect(reviews.map(\.due) == [CivilDate("2027-11-23")!])
    #expect(reviews.map(\.holds) == [["inquiry-1"]])
  }

  @Test func `The rules are those of the body that keeps the case`() {
    var book = Book.withCase()
    book.allowed(.setRetention(CaseFileTests.rules), by: "rex")
    let offer = book.allowed(
      .offered(to: "children-social-care/westmoor"), by: "ned", in: "river-lane")
    book.allowed(.accepted(offer), by: "una", in: "river-lane")
    #expect(due(book, on: CivilDate("2999-01-01")!) == [])
  }

  @Test func `Rules are read from a file`() {
    var report = Report()
    let text = """
      {heed: retention/1, body: children-social-care/northmoor, rules: [
        {id: births, from: birth, years: 75, basis: policy 7},
        {id: closures, from: closure, years: 10, basis: policy 8},
        {id: entries, from: last-entry, years: 1, basis: policy 9}]}
      """
    let rules = readRetentionRules(node(text), file: "rules.yaml", report: &report)
    #expect(report.isEmpty)
    #expect(rules == CaseFileTests.rules)
  }

  @Test(arguments: [
    ("{heed: retention/2, body: a/b, rules: []}", "retention.format"),
    (
      "{heed: retention/1, body: a/b, rules: [{id: x, from: death, years: 7, basis: y}]}",
      "retention.unknown-from"
    ),
    (
      "{heed: retention/1, body: a/b, rules: [{id: x, from: birth, years: 7}]}",
      "documents.missing-key"
    ),
  ])
  func `A file of rules with a fault gives none`(_ text: String, _ code: String) {
    var report = Report()
    #expect(readRetentionRules(node(text), file: "rules.yaml", report: &report) == nil)
    #expect(report.diagnostics.map(\.code) == [code])
  }

  private func due(_ book: Book, on day: CivilDate) -> [String] {
    book.file.retentionDue(under: book.staff, on: day).map(\.rule.id)
  }
}
