import CaseRecord
import Casebook
import CivilTime
import Testing

/// The rules of access that hold for everyone.
struct AccessRuleTests {
  private let view = Act.view(View(what: "chronology"))

  // MARK: A1: involvement, not job title

  @Test func `A1 Somebody with the role and no involvement sees nothing`() {
    var book = Book.withCase()
    #expect(book.refusal(view, by: "sal", in: "river-lane") == .notInvolved(.view))
    book.involve("sal")
    #expect(book.refusal(view, by: "sal", in: "river-lane") == nil)
  }

  @Test func `A1 Involvement gives nobody more than their role`() {
    var book = Book.withCase()
    book.involve("lea")
    #expect(book.refusal(view, by: "lea", in: "river-lane") == .mayNot(.view, [.licensingOfficer]))
    #expect(
      book.refusal(.record(moved()), by: "lea", in: "river-lane")
        == .mayNot(.record, [.licensingOfficer]))
  }

  @Test(arguments: ["river-lane", "no-such-case"])
  func `A1 The answer does not say whether there is a case`(_ id: String) {
    var book = Book.withCase()
    book.exclude("sal")
    // Nothing that her role may do; nothing for which she is involved; and what she is excluded from.
    #expect(book.refusal(view, by: "lea", in: id) == .mayNot(.view, [.licensingOfficer]))
    #expect(book.refusal(view, by: "fay", in: id) == .noSuchCase(id))
    #expect(book.refusal(view, by: "sal", in: id) == .noSuchCase(id))
    #expect(
      book.refusal(.breakGlass(BreakGlass(reason: "danger")), by: "sal", in: id)
        == .noSuchCase(id))
  }

  @Test func `A1 Involvement ends with its last day`() {
    var book = Book.withCase()
    book.involve("fay", until: book.day(in: 1))
    book.wait(days: 1)
    #expect(book.refusal(view, by: "fay", in: "river-lane") == nil)
    book.wait(days: 1)
    #expect(book.refusal(view, by: "fay", in: "river-lane") == .noSuchCase("river-lane"))
  }

  @Test func `A1 Involvement that is ended is over, and the last one is not ended`() {
    var book = Book.withCase()
    book.involve("tom")
    book.involve("fay")
    let end = { (person: String) in
      Act.endInvolvement(EndOfInvolvement(person: person, reason: "moved post"))
    }
    book.allowed(end("fay"), by: "tom", in: "river-lane")
    #expect(book.refusal(view, by: "fay", in: "river-lane") == .noSuchCase("river-lane"))
    book.allowed(end("mia"), by: "tom", in: "river-lane")
    #expect(book.refusal(end("tom"), by: "tom", in: "river-lane") == .stillNeeded("the case"))
  }

  @Test func `A1 A case is not left to somebody who is excluded from it`() {
    var book = Book.withCase()
    book.involve("tom")
    book.exclude("mia")
    let end = Act.endInvolvement(EndOfInvolvement(person: "tom", reason: "moved post"))
    #expect(book.refusal(end, by: "tom", in: "river-lane") == .stillNeeded("the case"))
  }

  @Test func `A1 Nobody opens the door for themselves`() {
    let book = Book.withCase()
    let door = Act.involve(Involvement(person: "rex", basis: "curious"))
    #expect(book.refusal(door, by: "rex", in: "river-lane") == .notInvolved(.involve))
  }

  @Test func `A1 What is done to a case names one`() {
    let book = Book.withCase()
    for act in Samples.acts where act.kind.needsCase {
      for person in ["mia", "tom", "rex"] {
        let refusal = book.refusal(act, by: person)
        let isNamed = refusal == .noSuchCase("") || refusal?.code == "may-not"
        #expect(isNamed, "\(act.kind.rawValue) by \(person)")
      }
    }
  }

  // MARK: A2: in an emergency

  @Test func `A2 Breaking the glass needs a reason of one's own`() {
    let book = Book.withCase()
    #expect(
      book.refusal(.breakGlass(BreakGlass(reason: " ")), by: "eve", in: "river-lane")
        == .empty("the reason"))
  }

  @Test func `A2 It opens the case for twenty-four hours and no longer`() {
    var book = Book.withCase()
    #expect(book.refusal(view, by: "eve", in: "river-lane") == .notInvolved(.view))
    let broken = book.now
    book.allowed(.breakGlass(BreakGlass(reason: "child in a car")), by: "eve", in: "river-lane")
    #expect(book.refusal(view, by: "eve", in: "river-lane") == nil)
    book.now = broken.adding(milliseconds: 24 * 3_600_000 - 1)
    #expect(book.refusal(view, by: "eve", in: "river-lane") == nil)
    book.now = broken.adding(milliseconds: 24 * 3_600_000)
    #expect(book.refusal(view, by: "eve", in: "river-lane") == .notInvolved(.view))
  }

  @Test func `A2 Through it nobody gives lasting access, to themselves or to others`() {
    var book = Book.withCase()
    book.appoint("max", "manager elsewhere", .teamManager, "children-social-care/westmoor")
    book.allowed(.breakGlass(BreakGlass(reason: "child in a car")), by: "max", in: "river-lane")
    let acts: [Act] = [
      .involve(Involvement(person: "max", basis: "emergency")),
      .involve(Involvement(person: "fay", basis: "emergency")),
      .grant(Grant(person: "max", content: .location, reason: "emergency")),
      .exclude(Exclusion(person: "mia", reason: "emergency")),
      .endInvolvement(EndOfInvolvement(person: "mia", reason: "emergency")),
    ]
    for act in acts {
      #expect(book.refusal(act, by: "max", in: "river-lane") == .notInvolved(act.kind))
    }
  }

  @Test func `A2 Another reviews it, once and with a reason`() {
    var book = Book.withCase()
    book.involve("tom")
    let entry = book.allowed(
      .breakGlass(BreakGlass(reason: "child in a car")), by: "tom", in: "river-lane")
    func review(_ reason: String) -> Act {
      .reviewBreakGlass(BreakGlassReview(entry: entry, wasJustified: true, reason: reason))
    }
    #expect(book.refusal(review("fine"), by: "tom", in: "river-lane") == .ownAccess)
    #expect(book.refusal(review(""), by: "sue", in: "river-lane") == .empty("the reason"))
    book.allowed(review("she was in danger"), by: "sue", in: "river-lane")
    #expect(book.refusal(review("again"), by: "sue", in: "river-lane") == .reviewed(entry: entry))
  }

  // MARK: A3: those whom a concern is about

  @Test func `A3 Somebody excluded gets the answers of a case that is not there, with any act`() {
    var book = Book.withCase()
    book.appoint("zoe", "manager of everything", .teamManager, "children-social-care/northmoor")
    book.involve("zoe")
    book.exclude("zoe")
    for act in Samples.acts where act.kind.needsCase && act.kind != .open {
      let here = book.refusal(act, by: "zoe", in: "river-lane")
      let nowhere = book.refusal(act, by: "zoe", in: "no-such-case")
      #expect(here?.code == nowhere?.code, "\(act.kind.rawValue)")
      let isHidden = here == .noSuchCase("river-lane") || here?.code == "may-not"
      #expect(isHidden, "\(act.kind.rawValue)")
    }
  }

  @Test func `A3 Whoever acts for somebody excluded does not see the case either`() {
    var book = Book.withCase()
    book.involve("tom")
    book.exclude("tom")
    book.delegate(from: "tom", to: "fay", until: book.day(in: 9))
    #expect(book.refusal(view, by: "fay", in: "river-lane") == .noSuchCase("river-lane"))
    // Not even with what their role may do anywhere.
    let exclusion = Act.exclude(Exclusion(person: "mia", reason: "because"))
    book.exclude("ned")
    book.delegate(from: "ned", to: "fay", until: book.day(in: 9))
    #expect(book.refusal(exclusion, by: "fay", in: "river-lane") == .noSuchCase("river-lane"))
  }

  @Test func `A3 Nor does the successor of somebody excluded`() {
    var book = Book.withCase()
    book.involve("tom")
    book.exclude("tom")
    book.allowed(.leave(Leaving(person: "tom", successor: "sal")), by: "ada")
    #expect(book.refusal(view, by: "sal", in: "river-lane") == .notInvolved(.view))
  }

  @Test func `A3 That somebody is excluded is not told by involving them`() {
    var book = Book.withCase()
    book.exclude("sal")
    let act = { (person: String) in Act.involve(Involvement(person: person, basis: "help")) }
    #expect(book.refusal(act("sal"), by: "mia", in: "river-lane") == .unknownPerson("sal"))
    #expect(book.refusal(act("who"), by: "mia", in: "river-lane") == .unknownPerson("who"))
  }

  // MARK: A5: nothing is deleted

  @Test func `A5 An erasure leaves that something was there, when, and by what authority it went`()
  {
    var book = Book.withCase()
    let entry = book.record(moved(note: "taken to the shop"))
    let at = book.file.version(entry)?.at
    let erasure = book.allowed(.erased(entry), by: "rex", in: "river-lane")
    let version = book.file.version(entry)
    #expect(version?.item == nil)
    #expect(version?.author == nil)
    #expect(version?.at == at)
    #expect(version?.erasedBy == erasure)
    #expect(book.file.entries.contains(entry))
    #expect(book.file.erasures.map(\.part.authority) == ["court order"])
    let gaps = book.file.gaps(on: book.now.day)
    #expect(
      gaps == ["1 entry was erased on 23 November 2026 under court order (entry \(erasure))"])
  }

  @Test func `A5 An entry that is named twice is erased once`() {
    let erasure = Erasure(entries: [7, 8, 7], authority: "court", reason: "order")
    #expect(erasure.entries == [7, 8])
  }

  @Test func `A5 What was done to the casebook is not erased`() {
    let book = Book.withCase()
    let opening = book.file.entries[0]
    #expect(
      book.refusal(.erased(opening), by: "rex", in: "river-lane")
        == .notErasable(entry: opening))
  }

  // MARK: A8: one person does not do both

  @Test func `A8 Whoever raised a concern does not close it`() {
    var book = Book.withCase()
    let concern = book.record(warning("call"))
    #expect(
      book.refusal(.closed([concern]), by: "mia", in: "river-lane")
        == .raisedIt(entries: [concern]))
    book.involve("sal")
    #expect(book.refusal(.closed([concern]), by: "sal", in: "river-lane") == nil)
  }

  @Test func `A8 Nor in the name of another body`() {
    var book = Book.withCase()
    book.involve("fay")
    book.involve("tom")
    let concern = book.record(warning("call"), by: "fay")
    book.delegate(from: "mia", to: "fay", until: book.day(in: 9))
    #expect(
      book.refusal(.closed([concern]), by: "fay", in: "river-lane")
        == .raisedIt(entries: [concern]))
  }

  @Test func `A8 Nor after noting that another body closed, or that one's own once did`() {
    var book = Book.withCase()
    let concern = book.record(warning("call"))
    let theirs = book.record(
      item(.responses, "{act: closed, about: [child-1], by: police/northmoor}"))
    let past = book.record(
      item(
        .responses,
        "{act: closed, about: [child-1], by: children-social-care/northmoor, on: 2026-11-20}"))
    #expect(
      book.refusal(.closed([concern, theirs, past]), by: "mia", in: "river-lane")
        == .raisedIt(entries: [concern]))
  }

  @Test func `A8 Nor after a colleague mended the words of an earlier closure`() {
    var book = Book.withCase()
    book.involve("sal")
    let first = book.close(by: "sal")
    let concern = book.record(warning("call"))
    let content = book.file.version(first)?.item?.content ?? .null
    let mended = book.allowed(
      .corrected(
        first,
        Item(kind: .responses, content: content.setting("reason", to: .text("seen, and safe")))),
      by: "sal", in: "river-lane")
    #expect(
      book.refusal(.closed([concern, mended]), by: "mia", in: "river-lane")
        == .raisedIt(entries: [concern]))
  }

  @Test func `A8 What was decided since may be closed again by whoever once raised it`() {
    var book = Book.withCase()
    book.involve("sal")
    let concern = book.record(warning("call"))
    let closed = book.close([concern], by: "sal")
    #expect(book.refusal(.closed([concern, closed]), by: "mia", in: "river-lane") == nil)
  }

  @Test func `A8 Nobody appoints themselves`() {
    let book = Book()
    let appointment = Appointment(
      person: "ada", name: "Ada Example", post: "social worker", role: .socialWorker,
      body: "children-social-care/northmoor")
    #expect(book.refusal(.appoint(appointment), by: "ada") == .selfAppointment)
  }

  @Test func `A8 A second post does not take the powers of the first away`() {
    var book = Book()
    book.appoint("bob", "worker", .socialWorker, "children-social-care/northmoor")
    book.appoint("bob", "administrator", .administrator, "partnership/office")
    let key = NewKey(person: "mia", key: Keys.fresh("mia"), reason: "lost")
    #expect(book.refusal(.newKey(key), by: "bob") == nil)
  }

  @Test func `A8 Nobody releases their own hold, nor that of the one they followed`() {
    var book = Book()
    book.appoint("roy", "records officer", .recordsManager, "council/records")
    let hold = Hold(id: "claim-1", matter: "a claim", basis: "Civil Procedure Rules")
    book.allowed(.hold(hold), by: "rex")
    let release = Act.release(Release(hold: "claim-1", reason: "settled"))
    #expect(book.refusal(release, by: "rex") == .ownHold("claim-1"))
    #expect(book.refusal(release, by: "roy") == nil)
    book.allowed(.leave(Leaving(person: "rex", successor: "roy")), by: "ada")
    #expect(book.refusal(release, by: "roy") == .ownHold("claim-1"))
    #expect(book.refusal(release, by: "dot") == nil)
  }

  @Test func `A8 The inquiry cannot lift a hold at all`() {
    var book = Book()
    book.allowed(.hold(Hold(id: "inquiry-1", matter: "inquiry", basis: "statute")), by: "ina")
    #expect(
      book.refusal(.release(Release(hold: "inquiry-1", reason: "done")), by: "ina")
        == .mayNot(.release, [.inquiry]))
  }

  // MARK: A9: a named human in a named post

  @Test func `A9 Every deed says the name, post, role and body held on that day`() {
    var book = Book.withCase()
    let entry = book.record(moved())
    let author = book.file.version(entry)?.author
    #expect(
      author
        == Author(
          person: "mia", name: "Mia Example", post: "social worker", role: .socialWorker,
          body: "children-social-care/northmoor"))
  }

  @Test func `A9 Nobody decides in the name of another body`() {
    let book = Book.withCase()
    let response = content("{act: assessment, about: [child-1], by: police/northmoor}")
    #expect(
      book.refusal(
        .respond(ResponseGiven(response: response, shown: [])), by: "mia", in: "river-lane")
        == .otherBody("children-social-care/northmoor"))
  }

  // MARK: A10: where a child is

  @Test func `A10 Where a child is placed is seen by leave alone`() throws {
    var book = Book.withCase()
    book.involve("tom")
    book.record(item(.places, "{id: home, kind: Foster placement, street: Elm Row, town: Oakham}"))
    for person in ["mia", "tom"] {
      let places = try book.view(as: person).record.places
      #expect(places.map(\.town) == ["Alderby", nil])
      #expect(places.map(\.street) == ["River Lane", nil])
    }
    let grant = Grant(
      person: "mia", content: .location, reason: "takes her there", until: book.now.day)
    book.allowed(.grant(grant), by: "tom", in: "river-lane")
    #expect(try book.view(as: "mia").record.places.map(\.town) == ["Alderby", "Oakham"])
    #expect(try book.view(as: "tom").record.places.map(\.town) == ["Alderby", nil])
    book.wait(days: 1)
    #expect(try book.view(as: "mia").record.places.map(\.town) == ["Alderby", nil])
  }

  @Test func `A10 No role sees where a child is placed without leave`() {
    for role in Role.allCases { #expect(!role.access.sees.contains(.location)) }
  }

  @Test(arguments: [ContentClass.caseContent, .reads, .people])
  func `A10 There is no leave to see what a role and involvement open`(_ content: ContentClass) {
    var book = Book.withCase()
    book.involve("tom")
    let grant = Grant(person: "sal", content: content, reason: "to know")
    #expect(
      book.refusal(.grant(grant), by: "tom", in: "river-lane")
        == .noSuch(what: "leave to see", id: content.rawValue))
  }

  @Test(arguments: [ContentClass.sourceIdentity, .location, .intelligence])
  func `A10 Nobody gives themselves leave`(_ content: ContentClass) {
    var book = Book.withCase()
    book.involve("tom")
    let grant = Grant(person: "tom", content: content, reason: "to know")
    #expect(book.refusal(.grant(grant), by: "tom", in: "river-lane") == .needsLeave(content))
  }

  @Test func `A10 Leave ends with the involvement`() {
    var book = Book.withCase()
    book.involve("tom")
    book.involve("sal")
    book.allowed(
      .grant(Grant(person: "sal", content: .location, reason: "visits")), by: "tom",
      in: "river-lane")
    #expect(book.file.isGranted(.location, to: "sal", at: book.now))
    book.allowed(
      .endInvolvement(EndOfInvolvement(person: "sal", reason: "moved")), by: "tom",
      in: "river-lane")
    book.involve("sal")
    #expect(!book.file.isGranted(.location, to: "sal", at: book.now))
  }

  // MARK: A11: leaving

  @Test func `A11 Whoever leaves can do nothing more from that moment`() {
    var book = Book.withCase()
    book.allowed(.leave(Leaving(person: "mia", successor: "sal")), by: "ada")
    #expect(book.refusal(view, by: "mia", in: "river-lane") == .hasLeft("mia"))
    #expect(book.staff.key(of: "mia") == nil)
  }

  @Test func `A11 The successor has what was theirs, and the old words keep their author`() {
    var book = Book.withCase()
    let entry = book.record(moved())
    book.allowed(.leave(Leaving(person: "mia", successor: "sal")), by: "ada")
    #expect(book.refusal(view, by: "sal", in: "river-lane") == nil)
    #expect(book.file.version(entry)?.author?.name == "Mia Example")
    #expect(book.refusal(.corrected(entry, moved("child-2")), by: "sal", in: "river-lane") == nil)
  }

  @Test func `A11 What came to a successor does not go back to somebody who is appointed again`() {
    var book = Book.withCase()
    book.allowed(.leave(Leaving(person: "mia", successor: "sal")), by: "ada")
    let again = Appointment(
      person: "mia", name: "Mia Example", post: "social worker", role: .socialWorker,
      body: "children-social-care/northmoor", key: Keys.fresh("mia"))
    book.allowed(.appoint(again), by: "ada")
    #expect(book.refusal(view, by: "mia", in: "river-lane") != nil)
    #expect(book.refusal(view, by: "sal", in: "river-lane") == nil)
  }

  @Test func `A11 Nobody leaves without a successor in post, nor the last administrator`() {
    let book = Book()
    #expect(
      book.refusal(.leave(Leaving(person: "mia", successor: "mia")), by: "ada")
        == .successorGone("mia"))
    #expect(
      book.refusal(.leave(Leaving(person: "mia", successor: "who")), by: "ada")
        == .successorGone("who"))
    #expect(
      book.refusal(.leave(Leaving(person: "ada", successor: "mia")), by: "ada")
        == .stillNeeded("the administration of the casebook"))
  }

  // MARK: A12: delegation

  @Test func `A12 A delegate acts in the other's role and cases until the last day`() {
    var book = Book.withCase()
    book.delegate(from: "mia", to: "fay", until: book.day(in: 1))
    let entry = book.record(moved(), by: "fay")
    let author = book.file.version(entry)?.author
    #expect(author?.person == "fay")
    #expect(author?.post == "social worker, for Mia Example")
    #expect(author?.role == .socialWorker)
    book.wait(days: 1)
    #expect(book.refusal(view, by: "fay", in: "river-lane") == nil)
    book.wait(days: 1)
    #expect(book.refusal(view, by: "fay", in: "river-lane") == .noSuchCase("river-lane"))
  }

  @Test func `A12 A delegate does not make the access last`() {
    var book = Book.withCase()
    book.delegate(from: "mia", to: "fay", until: book.day(in: 1))
    let act = Act.involve(Involvement(person: "fay", basis: "helps out"))
    #expect(book.refusal(act, by: "fay", in: "river-lane") == .notInvolved(.involve))
  }

  @Test func `A12 A delegate does not pass it on, and it ends when the other leaves`() {
    var book = Book.withCase()
    book.delegate(from: "mia", to: "fay", until: book.day(in: 9))
    book.delegate(from: "fay", to: "lea", until: book.day(in: 9))
    #expect(book.refusal(view, by: "lea", in: "river-lane") == .noSuchCase("river-lane"))
    book.allowed(.leave(Leaving(person: "mia", successor: "sal")), by: "ada")
    #expect(book.refusal(view, by: "fay", in: "river-lane") == .noSuchCase("river-lane"))
  }

  @Test func `A12 Nobody delegates what is another's`() {
    let book = Book()
    let delegation = Delegation(from: "tom", to: "mia", until: Book.day, reason: "leave")
    #expect(book.refusal(.delegate(delegation), by: "mia") == .mayNot(.delegate, [.socialWorker]))
  }
}
