package import Casebook
package import CivilTime
internal import Reports

/// One reading, or one attempt.
package struct AccessRow: Sendable {
  package var entry: Int
  package var deed: Deed

  package init(entry: Int, deed: Deed) {
    self.entry = entry
    self.deed = deed
  }
}

/// An access in an emergency that nobody has reviewed.
package struct EmergencyRow: Sendable {
  package var caseID: String
  package var entry: Int
  package var who: String
  package var at: Instant
  package var reason: String
  package var mayReview: Bool

  package init(
    caseID: String, entry: Int, who: String, at: Instant, reason: String, mayReview: Bool
  ) {
    self.caseID = caseID
    self.entry = entry
    self.who = who
    self.at = at
    self.reason = reason
    self.mayReview = mayReview
  }
}

/// A part of the list of who looked at what, and what it was asked for with.
package struct AccessList: Sendable {
  package var isOfEverybody: Bool
  package var path: String
  package var caseID: String
  package var person: String
  package var day: String
  package var total: Int
  package var page: Int
  package var pages: Int
  package var rows: [AccessRow]
  package var unreviewed: [EmergencyRow]
  package var seesPeople = false
  package var seesHolds = false

  package init(
    isOfEverybody: Bool, path: String, caseID: String, person: String, day: String, total: Int,
    page: Int, pages: Int, rows: [AccessRow], unreviewed: [EmergencyRow]
  ) {
    self.isOfEverybody = isOfEverybody
    self.path = path
    self.caseID = caseID
    self.person = person
    self.day = day
    self.total = total
    self.page = page
    self.pages = pages
    self.rows = rows
    self.unreviewed = unreviewed
  }

  fileprivate func address(ofPage number: Int) -> String {
    let asked = [("case", caseID), ("person", person), ("day", day), ("page", "\(number)")]
    return path + "?"
      + asked.filter { !$0.1.isEmpty }.map { "\($0.0)=\(pathPart($0.1))" }.joined(separator: "&")
  }
}

/// Who looked at what, the latest first.
package func accessesPage(_ list: AccessList) -> Page {
  let title = list.isOfEverybody ? "Who looked at what" : "What I looked at"
  return Page(
    "accesses", title: title, section: .log,
    crumbs: list.isOfEverybody ? [] : [.init("The log", "/log")], marking: handlingMarking,
    fields: [
      "isOfEverybody": list.isOfEverybody ? true : nil,
      "seesPeople": list.seesPeople ? true : nil, "seesHolds": list.seesHolds ? true : nil,
      "action": list.path, "askedCase": list.caseID, "askedPerson": list.person,
      "askedDay": list.day,
      "total": count(list.total, "reading or attempt", "readings and attempts"),
      "hasRows": list.rows.isEmpty ? nil : true,
      "rows": list.rows.map(row),
      "place": list.pages > 1 ? "Page \(list.page) of \(list.pages)" : nil,
      "later": list.page > 1 ? list.address(ofPage: list.page - 1) : nil,
      "earlier": list.page < list.pages ? list.address(ofPage: list.page + 1) : nil,
      "hasUnreviewed": list.unreviewed.isEmpty ? nil : true,
      "unreviewed": list.unreviewed.map { access in
        [
          "number": "\(access.entry)", "caseName": access.caseID, "who": access.who,
          "when": moment(access.at), "why": access.reason,
          "mayReview": access.mayReview ? true : nil,
        ] as Fields
      },
    ])
}

private func row(_ row: AccessRow) -> Fields {
  let deed = row.deed
  var fields: Fields = [
    "number": "\(row.entry)", "proof": "/log/entries/\(row.entry)",
    "when": moment(deed.at),
    "who": deed.by.post, "body": deed.by.body, "person": deed.by.person,
    "caseName": deed.case,
  ]
  switch deed.act {
  case .view(let view):
    fields["what"] = capitalised(Reports.words(ofName: view.what))
    fields["detail"] = [
      view.detail, view.matter.map { "entry \($0)" },
      view.pointed.map { "pointed at \($0.joined(separator: ", "))" },
    ].compactMap(\.self).joined(separator: "; ")
    fields["why"] = view.purpose
  case .refused(let attempt):
    fields["what"] = "Refused: \(Reports.words(ofName: attempt.act.rawValue))"
    fields["isRefused"] = true
    fields["detail"] = attempt.code
  default:
    fields["what"] = capitalised(Reports.words(ofName: deed.act.kind.rawValue))
  }
  return fields
}

/// The head of the log as it stands, and how anybody checks it.
package func ledgerPage(
  origin: String, size: Int, root: String, note: String, keys: [(from: Int, verifier: String)]
) -> Page {
  Page(
    "ledger", title: "The log, and how to check it", section: .log,
    crumbs: [.init("The log", "/log")],
    fields: [
      "origin": origin, "size": "\(size)", "last": "\(size - 1)", "root": root, "note": note,
      "keys": keys.map { ["from": "\($0.from)", "verifier": $0.verifier] as Fields },
    ])
}

/// That an entry stands in the log, for whoever wants to keep or check it.
package func proofPage(entry: Int, leaf: String, text: String, proof: String) -> Page {
  Page(
    "proof", title: "Entry \(entry) of the log", section: .log,
    crumbs: [.init("The log", "/log"), .init("How to check it", "/log/ledger")],
    fields: [
      "number": "\(entry)", "leaf": leaf, "text": text, "proof": proof,
      "download": "/log/entries/\(entry)/proof",
    ])
}

/// Who holds and held which post.
package func peoplePage(_ staff: Staff) -> Page {
  let rows = staff.posts.sorted { $0.key < $1.key }.flatMap { person, posts in
    posts.map { post in
      [
        "person": person, "name": post.appointment.name, "post": post.appointment.post,
        "role": Reports.words(ofName: post.appointment.role.rawValue),
        "body": post.appointment.body, "manager": post.appointment.manager,
        "since": describe(post.since.day), "until": post.ended.map { describe($0.day) },
      ] as Fields
    }
  }
  return Page(
    "people", title: "The people of the casebook", section: .log,
    crumbs: [.init("The log", "/log")], marking: handlingMarking, fields: ["rows": rows])
}

/// The legal holds, those that stand first.
package func holdsPage(_ holds: [Staff.Standing]) -> Page {
  let ordered = holds.filter { $0.releasedBy == nil } + holds.filter { $0.releasedBy != nil }
  return Page(
    "holds", title: "Legal holds", section: .log, crumbs: [.init("The log", "/log")],
    marking: handlingMarking,
    fields: [
      "rows": ordered.map { standing in
        [
          "name": standing.hold.id, "matter": standing.hold.matter,
          "basis": standing.hold.basis, "since": describe(standing.since.day),
          "over": standing.hold.cases.isEmpty
            ? "every case" : standing.hold.cases.joined(separator: ", "),
          "state": standing.releasedBy.map { "released by entry \($0)" } ?? "stands",
        ] as Fields
      }
    ])
}
