import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import WebPages

extension Routes {
  /// Meetings, opening a case, who is involved, and finding things.
  static let casework: [Route] = [
    .get("/cases/:case/meetings") { visit in try visit.meetings(Typed(), []) },
    .post("/cases/:case/meetings") { visit in try visit.schedule() },
    .get("/cases/:case/meetings/:meeting/minutes") { visit in
      let typed = Typed(try visit.draft()?.form.values ?? [:])
      return .page(minutesPage(visit["case"], try visit.meeting(), typed))
    },
    .post("/cases/:case/meetings/:meeting/minutes") { visit in
      let typed = visit.typed
      let minutes = Minutes(
        meeting: visit["meeting"], text: typed["text"], present: lines(typed["present"]))
      return try visit.doing(.minute(minutes), at: "text") {
        .unusable(minutesPage(visit["case"], try visit.meeting(), typed, $0))
      } then: { _ in
        .redirect("\(CaseLinks(visit["case"]).base)/meetings", notice: "The minutes were added.")
      }
    },
    .get("/cases/:case/meetings/:meeting/cancel") { visit in
      .page(cancelMeetingPage(visit["case"], try visit.meeting(), Typed()))
    },
    .post("/cases/:case/meetings/:meeting/cancel") { visit in
      let typed = visit.typed
      let cancellation = Cancellation(meeting: visit["meeting"], reason: typed["reason"])
      return try visit.doing(.cancelMeeting(cancellation), at: "reason") {
        .unusable(cancelMeetingPage(visit["case"], try visit.meeting(), typed, $0))
      } then: { _ in
        .redirect(
          "\(CaseLinks(visit["case"]).base)/meetings", notice: "Entered that it was cancelled.")
      }
    },
    .get("/cases/new") { visit in
      let draft = try visit.draft()
      return .page(
        newCasePage(
          body: try visit.person.bodies.first ?? "", Typed(draft?.form.values ?? [:]),
          kept: draft.map { spokenMoment($0.saved) }))
    },
    .post("/cases/new") { visit in try visit.openCase() },
    .get("/cases/:case/involved") { visit in try visit.involved(Typed(), []) },
    .post("/cases/:case/involved") { visit in try visit.involve() },
    .get("/cases/:case/break-glass") { visit in .page(breakGlassPage(visit["case"], Typed())) },
    .post("/cases/:case/break-glass") { visit in
      let typed = visit.typed
      return try visit.doing(.breakGlass(BreakGlass(reason: typed["reason"])), at: "reason") {
        .unusable(breakGlassPage(visit["case"], typed, $0))
      } then: { _ in
        .redirect(
          CaseLinks(visit["case"]).base,
          notice: brokenGlass)
      }
    },
    .get("/cases/emergency") { _ in .page(breakGlassPage(nil, Typed())) },
    .post("/cases/emergency") { visit in
      let typed = visit.typed
      let glass = BreakGlass(reason: typed["reason"])
      do {
        try visit.desk.casebook.perform(
          .breakGlass(glass), in: typed["case"], as: try visit.person.credential)
        return .redirect(CaseLinks(typed["case"]).base, notice: brokenGlass)
      } catch let refusal as Refusal {
        var field = "case"
        if case .empty = refusal { field = "reason" }
        return .unusable(
          breakGlassPage(nil, typed, [FormProblem(field, refusal.sentences)]))
      }
    },
    .get("/search") { visit in try visit.search() },
  ]

  private static let brokenGlass =
    "Open to you for 24 hours. Those who answer for the case have been told."

  fileprivate static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }
  }
}

extension Visit {
  /// The meeting that the path names.
  fileprivate func meeting() throws -> Meeting {
    let file = try reading("meetings").file
    guard let found = file.meetings.first(where: { $0.meeting.id == self["meeting"] }) else {
      throw Turned.nothingHere
    }
    return found.meeting
  }

  fileprivate func meetings(_ typed: Typed, _ problems: [FormProblem]) throws -> Answer {
    let (file, reading) = try reading("meetings")
    let people = file.current.compactMap(\.item).filter { $0.kind == .people }.compactMap(\.id)
    let page = meetingsPage(
      file, on: now.day, people: people,
      mayHold: reading.author.role.access.reach(.schedule) != nil, typed, problems)
    return problems.isEmpty ? .page(page) : .unusable(page)
  }

  fileprivate func schedule() throws -> Answer {
    let typed = typed
    let day: CivilDate
    do {
      guard let given = try DateParts(typed, "on").wholeDay() else {
        return try meetings(typed, [FormProblem("on", "Give the day of the meeting.")])
      }
      day = given
    } catch let fault as DateParts.Fault {
      return try meetings(typed, [FormProblem("on", fault.says)])
    }
    // A name of its own, out of the day; a second meeting on one day has a number.
    let taken = Set(try reading("meetings").file.meetings.map(\.meeting.id))
    let id =
      (["meeting-\(day)"] + (2...99).map { "meeting-\(day)-\($0)" }).first { !taken.contains($0) }
      ?? "meeting-\(day)"
    let meeting = Meeting(
      id: id, group: typed["group"], on: day, about: typed.all("about"),
      invited: Routes.lines(typed["invited"]))
    return try doing(.schedule(meeting), at: "group") {
      try meetings(typed, $0)
    } then: { _ in
      .redirect("\(CaseLinks(self["case"]).base)/meetings", notice: "The meeting was entered.")
    }
  }

  fileprivate func openCase() throws -> Answer {
    let typed = typed
    let person = try person
    let body = person.bodies.first ?? ""
    let id = typed["id"]
    var problems: [FormProblem] = []
    let children = typed["children"].isEmpty ? 0 : Int(typed["children"]) ?? -1
    if !(0...50).contains(children) {
      problems.append(FormProblem("children", "Write how many as a number, such as 2."))
    }
    // What the site calls its own pages is no name for a case.
    if ["new", "emergency"].contains(id) {
      problems.append(FormProblem("id", "Choose another short name: this one is taken."))
    }
    if typed["jurisdiction"].isEmpty {
      problems.append(FormProblem("jurisdiction", "Choose whose law it belongs to."))
    }
    guard problems.isEmpty else { return .unusable(newCasePage(body: body, typed, problems)) }
    let opening = Opening(title: typed["title"], jurisdiction: typed["jurisdiction"])
    let items = (1...max(children, 1)).prefix(children).map { number in
      Item(
        kind: .people,
        content: .map(["id": .text("child-\(number)"), "role": .text("child")]))
    }
    do {
      try desk.casebook.perform(
        [CasebookFile.Request(case: id, act: .open(opening))]
          + items.map { CasebookFile.Request(case: id, act: .record($0)) },
        as: person.credential)
      try dropDraft()
      return .redirect(CaseLinks(id).base, notice: "The case is open.")
    } catch let refusal as Refusal {
      let field: String =
        switch refusal {
        case .empty: "title"
        default: "id"
        }
      return .unusable(
        newCasePage(body: body, typed, [FormProblem(field, refusal.sentences)]))
    }
  }

  fileprivate func involved(_ typed: Typed, _ problems: [FormProblem]) throws -> Answer {
    let (file, reading) = try reading("who is involved")
    // Names are for those who may see the people, and everybody's own is theirs.
    var names: [String: String] = [:]
    for person in Set(file.involved.map(\.involvement.person)) {
      names[person] = reading.staff?.current(person).first.map {
        "\($0.appointment.name), \($0.appointment.post)"
      }
    }
    let page = involvedPage(
      file, names: names, mayInvolve: reading.author.role.access.reach(.involve) != nil, typed,
      problems)
    return problems.isEmpty ? .page(page) : .unusable(page)
  }

  fileprivate func involve() throws -> Answer {
    let typed = typed
    do {
      let until = try DateParts(typed, "until").wholeDay()
      let involvement = Involvement(
        person: typed["person"], basis: typed["basis"], until: until)
      return try doing(.involve(involvement), at: "person") {
        try involved(typed, $0)
      } then: { _ in
        .redirect(
          "\(CaseLinks(self["case"]).base)/involved",
          notice: "They are involved, and may see what their role may see.")
      }
    } catch let fault as DateParts.Fault {
      return try involved(typed, [FormProblem("until", fault.says)])
    }
  }

  fileprivate func search() throws -> Answer {
    guard let words = query["words"] else {
      return .page(searchPage(words: nil, hits: nil, pointers: [], isCut: false, problem: nil))
    }
    let person = try person
    do {
      let (_, found) = try desk.casebook.search(
        words, purpose: person.purpose, as: person.credential)
      let hits = found.hits.map {
        FoundLine(
          caseID: $0.caseID, entry: $0.entry, day: $0.at.day, kind: $0.kind, text: $0.text)
      }
      return .page(
        searchPage(
          words: words, hits: hits, pointers: found.pointers, isCut: found.isCut, problem: nil))
    } catch CasebookError.badQuery {
      return .unusable(
        searchPage(
          words: words, hits: nil, pointers: [], isCut: false,
          problem: "Write at least one word of letters or figures."))
    }
  }
}
