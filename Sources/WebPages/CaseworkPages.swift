internal import CaseRecord
package import Casebook
package import CivilTime
internal import Reports

// MARK: Meetings

/// The meetings of a case, each with what came of it, and the form with which one is entered.
package func meetingsPage(
  _ file: CaseFile, on today: CivilDate, people: [String], mayHold: Bool, _ typed: Typed,
  _ problems: [FormProblem] = []
) -> Page {
  let links = CaseLinks(file.id)
  let action = "\(links.base)/meetings"
  let form = FormSheet(
    action: action,
    sections: [
      FormSection(
        "Enter that a meeting is to happen",
        [
          FormField("group", "The name of the group that meets"),
          FormField("on", "On which day", .day),
          FormField("about", "About whom", .many(people.map { .init($0, $0) })),
          FormField(
            "invited", "Bodies that are invited",
            hint: "One to a line, written like police/northmoor.", .long),
        ])
    ], buttons: [.init("Enter the meeting")])
  let rows = file.meetings.sorted { $0.meeting.on > $1.meeting.on }.map { scheduled -> Fields in
    let meeting = scheduled.meeting
    let state = scheduled.state(on: today)
    let isOpen = state == .overdue || state == .planned
    let path = "\(action)/\(pathPart(meeting.id))"
    return [
      "group": meeting.group, "day": describe(meeting.on),
      "about": listed(meeting.about), "invited": listed(meeting.invited),
      "state": words(of: scheduled, state), "isOverdue": state == .overdue ? true : nil,
      "minutesPath": isOpen && mayHold ? "\(path)/minutes" : nil,
      "cancelPath": isOpen && mayHold ? "\(path)/cancel" : nil,
      "entry": "\(scheduled.entry)",
    ]
  }
  return Page(
    "meetings", title: "Meetings", section: .cases, crumbs: caseCrumbs(file.id),
    marking: handlingMarking,
    fields: [
      "summary": FormSheet.summary(problems), "meetings": rows,
      "hasMeetings": rows.isEmpty ? nil : true,
      "sheet": mayHold ? form.fields(typed, problems) : nil,
    ])
}

private func words(of scheduled: CaseFile.Scheduled, _ state: CaseFile.Scheduled.State) -> String {
  switch state {
  case .minuted:
    guard let minutes = scheduled.minutes else { return "Minutes were there, and were erased" }
    let present =
      minutes.part.present.isEmpty ? "" : " Present: \(listed(minutes.part.present))."
    return "Minuted on \(describe(minutes.at.day)): \(minutes.part.text)\(present)"
  case .cancelled: return "Cancelled: \(scheduled.cancellation?.part.reason ?? "")"
  case .overdue: return "Overdue: no minutes since \(describe(scheduled.meeting.on))"
  case .planned: return "Planned"
  }
}

/// The form for the minutes of a meeting.
package func minutesPage(
  _ caseID: String, _ meeting: Meeting, _ typed: Typed, _ problems: [FormProblem] = []
) -> Page {
  let links = CaseLinks(caseID)
  let form = FormSheet(
    action: "\(links.base)/meetings/\(pathPart(meeting.id))/minutes",
    sections: [
      FormSection(
        nil,
        [
          FormField("text", "What was decided, or where the minutes are held", .long),
          FormField("present", "Bodies that were there", hint: "One to a line.", .long),
        ])
    ], buttons: [.init("Add the minutes")], isKept: true)
  return formPage(
    "Minutes: \(meeting.group), \(describe(meeting.on))", form, typed, problems,
    crumbs: caseCrumbs(caseID) + [.init("Meetings", "\(links.base)/meetings")])
}

/// The form for saying that a meeting was cancelled.
package func cancelMeetingPage(
  _ caseID: String, _ meeting: Meeting, _ typed: Typed, _ problems: [FormProblem] = []
) -> Page {
  let links = CaseLinks(caseID)
  let form = FormSheet(
    action: "\(links.base)/meetings/\(pathPart(meeting.id))/cancel",
    sections: [FormSection(nil, [FormField("reason", "Why it was cancelled", .long)])],
    buttons: [.init("Enter that it was cancelled")])
  return formPage(
    "Cancelled: \(meeting.group), \(describe(meeting.on))", form, typed, problems,
    crumbs: caseCrumbs(caseID) + [.init("Meetings", "\(links.base)/meetings")],
    more: ["before": ["That it was cancelled, and why, stays in the case."]])
}

// MARK: Who may see a case

/// The form with which a case is opened.
package func newCasePage(
  body: String, _ typed: Typed, _ problems: [FormProblem] = [], kept: String? = nil
) -> Page {
  let jurisdictions = CaseRecord.jurisdictions.prefix(5).map {
    FormField.Option($0, jurisdictionWords($0))
  }
  let form = FormSheet(
    action: "/cases/new",
    sections: [
      FormSection(
        nil,
        [
          FormField(
            "id", "A short name for the case",
            hint: "Small letters, figures and hyphens, such as river-lane. It never changes.",
            .short),
          FormField(
            "title", "Title", hint: "It names no child and no family: a place or a number does."),
          FormField("jurisdiction", "Whose law it belongs to", .one(Array(jurisdictions))),
          FormField(
            "children", "How many children it is about, so far",
            hint: "They are called child-1, child-2 and so on. No real name is entered.", .short),
        ])
    ], buttons: [.init("Open the case")], isKept: true, kept: kept)
  return formPage(
    "Open a case", form, typed, problems, crumbs: [.init("Cases", "/cases")],
    more: [
      "before": [
        "It is kept by \(body). It is open to you, and to whomever you involve. Look first whether there is one: search for a word of it above."
      ]
    ])
}

/// Who is involved in a case, and the form with which somebody becomes so.
package func involvedPage(
  _ file: CaseFile, names: [String: String], mayInvolve: Bool, _ typed: Typed,
  _ problems: [FormProblem] = []
) -> Page {
  let links = CaseLinks(file.id)
  let form = FormSheet(
    action: "\(links.base)/involved",
    sections: [
      FormSection(
        "Involve somebody",
        [
          FormField(
            "person", "Who", hint: "Their short name in the casebook, such as p-14.", .short),
          FormField("basis", "On what basis", hint: "Such as: allocated on 3 November 2026."),
          FormField(
            "until", "Until which day", hint: "For those who come for a time; else leave it empty.",
            .day),
        ])
    ], buttons: [.init("Involve them")])
  let now = file.involved.filter { $0.endedBy == nil }
  return formPage(
    "Who is involved", form, typed, problems, crumbs: caseCrumbs(file.id),
    more: [
      "readings": [
        [
          "readingHeading": "Involved now",
          "readingLead": now.isEmpty ? "Nobody is involved in this case." : nil,
          "hasReadingRows": now.isEmpty ? nil : true,
          "readingRows": now.map { involved in
            let person = involved.involvement.person
            let until = involved.involvement.until.map { ", until \(describe($0))" } ?? ""
            return [
              "readingText":
                "\(names[person].map { "\($0) (\(person))" } ?? person): \(involved.involvement.basis)\(until)",
              "readingNote":
                "Involved by \(involved.by.name), \(involved.by.post), \(moment(involved.since)), entry \(involved.entry)",
            ] as Fields
          },
        ] as Fields
      ],
      "sheet": mayInvolve ? form.fields(typed, problems) : nil,
    ])
}

/// The form with which somebody opens a case in an emergency, and what follows from that.
///
/// - Parameter caseID: nil where they have yet to say which.
package func breakGlassPage(
  _ caseID: String?, _ typed: Typed, _ problems: [FormProblem] = []
) -> Page {
  let form = FormSheet(
    action: caseID.map { "\(CaseLinks($0).base)/break-glass" } ?? "/cases/emergency",
    sections: [
      FormSection(
        nil,
        (caseID == nil ? [FormField("case", "Which case", hint: "Its short name.", .short)] : [])
          + [FormField("reason", "Why you need it now", hint: "Without names.", .long)])
    ], buttons: [.init("Open it for 24 hours")])
  return formPage(
    "Open a case in an emergency", form, typed, problems, crumbs: [.init("Cases", "/cases")],
    more: [
      "before": [
        "For when a child may be in danger and nobody who is involved can be reached. If a child is in danger now, call 999 first.",
        "The case is open to you for 24 hours. Your name, post and reason are entered for good. Those who manage the case, and those who watch over the reading, are told at once. Somebody else reviews it within one working day, and says whether it was justified.",
      ]
    ])
}

// MARK: Searching

/// Something that a search found.
package struct FoundLine: Sendable, Hashable {
  package var caseID: String
  package var entry: Int
  package var day: CivilDate
  package var kind: String
  package var text: String

  package init(caseID: String, entry: Int, day: CivilDate, kind: String, text: String) {
    self.caseID = caseID
    self.entry = entry
    self.day = day
    self.kind = kind
    self.text = text
  }
}

/// What was found in the cases that are open to the reader, and whom to ask about the rest.
///
/// - Parameter hits: nil before anything was asked for.
package func searchPage(
  words: String?, hits: [FoundLine]?, pointers: [String], isCut: Bool, problem: String?
) -> Page {
  let most = 100
  func path(_ hit: FoundLine) -> String {
    let links = CaseLinks(hit.caseID)
    return switch hit.kind {
    case "case": links.base
    case "meeting": "\(links.base)/meetings"
    default: links.item(hit.entry)
    }
  }
  return Page(
    "search", title: "Search", section: .cases, marking: handlingMarking,
    fields: [
      "words": words, "problem": problem,
      "heading": hits.map {
        $0.isEmpty
          ? "Nothing was found in the cases that you may see" : "\(count($0.count, "line")) found"
      },
      "hasHits": hits?.isEmpty == false ? true : nil,
      "hits": hits?.prefix(most).map { hit in
        [
          "hitPath": path(hit), "hitText": hit.text,
          "hitWhere": "\(hit.caseID), entry \(hit.entry), \(describe(hit.day)), \(hit.kind)",
        ] as Fields
      } ?? [],
      "pointers": pointers,
      "isCut": isCut || (hits?.count ?? 0) > most ? true : nil,
    ])
}
