package import Casebook
package import CivilTime
internal import Reports

/// What administrators see of the accounts.
package struct AccountsView: Sendable {
  /// How somebody in post stands with their account.
  package enum Standing: Sendable, Hashable {
    case none
    /// A code was made, and is good until then.
    case code(until: Instant)
    /// The person has set it up; the key waits to be confirmed.
    case waiting(verifier: String, fingerprint: String, basis: String)
    case open
    /// The casebook has another key for the person than the account.
    case otherKey
  }

  package struct Line: Sendable, Hashable {
    package var person: String
    package var name: String
    package var posts: [Appointment]
    package var standing: Standing
    /// Whether it is the reader.
    package var isReader: Bool

    package init(
      person: String, name: String, posts: [Appointment], standing: Standing, isReader: Bool
    ) {
      self.person = person
      self.name = name
      self.posts = posts
      self.standing = standing
      self.isReader = isReader
    }
  }

  package struct Recovery: Sendable, Hashable {
    package var person: String
    package var askedBy: String
    package var reason: String
    package var asked: Instant
    /// Whether the reader may agree to it.
    package var mayAgree: Bool

    package init(
      person: String, askedBy: String, reason: String, asked: Instant, mayAgree: Bool
    ) {
      self.person = person
      self.askedBy = askedBy
      self.reason = reason
      self.asked = asked
      self.mayAgree = mayAgree
    }
  }

  package var lines: [Line]
  package var recoveries: [Recovery]

  package init(lines: [Line], recoveries: [Recovery]) {
    self.lines = lines
    self.recoveries = recoveries
  }
}

/// Everybody in post, with how their account stands and what an administrator may do about it.
package func accountsPage(_ view: AccountsView, problem: String? = nil) -> Page {
  let asked = Set(view.recoveries.map(\.person))
  let summary: Fields? = problem.map {
    FormSheet.summary([FormProblem("main", $0)], heading: "This was not done") ?? [:]
  }
  return Page(
    "accounts", title: "Accounts", section: .log,
    crumbs: [.init("My account", "/account")], marking: handlingMarking,
    fields: [
      "summary": summary,
      "hasWaiting": view.lines.contains(where: \.isWaiting) ? true : nil,
      "waiting": view.lines.compactMap { line -> Fields? in
        guard case .waiting(let verifier, let fingerprint, let basis) = line.standing else {
          return nil
        }
        return fields(of: line).merging([
          "verifier": verifier, "fingerprint": fingerprint, "basis": capitalised(basis),
          "mayConfirm": line.isReader ? nil : true,
        ])
      },
      "recoveries": view.recoveries.map { recovery in
        [
          "person": recovery.person, "askedBy": recovery.askedBy, "reason": recovery.reason,
          "asked": moment(recovery.asked), "mayAgree": recovery.mayAgree ? true : nil,
        ] as Fields
      },
      "people": view.lines.map { line in
        let hasAccount = line.standing == .open || line.standing == .otherKey
        return fields(of: line).merging([
          "standing": words(of: line.standing),
          "mayHaveCode": line.mayHaveCode ? true : nil,
          "mayRecover": hasAccount && !line.isReader && !asked.contains(line.person) ? true : nil,
        ])
      },
    ])
}

extension AccountsView.Line {
  fileprivate var isWaiting: Bool { if case .waiting = standing { true } else { false } }

  fileprivate var mayHaveCode: Bool {
    if isReader { return false }
    switch standing {
    case .none, .code: return true
    case .waiting, .open, .otherKey: return false
    }
  }
}

private func fields(of line: AccountsView.Line) -> Fields {
  [
    "person": line.person, "name": line.name,
    "posts": line.posts.map { "\($0.post), \($0.body)" }.joined(separator: "; "),
  ]
}

private func words(of standing: AccountsView.Standing) -> String {
  switch standing {
  case .none: "No account"
  case .code(let until): "A code was made, good until \(moment(until))"
  case .waiting: "Set up; the key is to be confirmed, above"
  case .open: "Open"
  case .otherKey:
    "Closed: the casebook has another key for this person. It can be recovered."
  }
}

/// A code that has just been made, the only time that it is shown.
package func handOverPage(_ code: String, person: String, until: Instant) -> Page {
  Page(
    "account-code", title: "A code for \(person)", section: .log,
    crumbs: [.init("My account", "/account"), .init("Accounts", "/accounts")],
    marking: handlingMarking,
    fields: ["code": code, "person": person, "until": moment(until)])
}

/// One thing that was done to the accounts.
package struct AccountJournalLine: Sendable, Hashable {
  package var at: Instant
  package var what: String
  package var by: String
  package var person: String
  package var note: String

  package init(at: Instant, what: String, by: String, person: String, note: String) {
    self.at = at
    self.what = what
    self.by = by
    self.person = person
    self.note = note
  }
}

package func accountJournalPage(_ lines: [AccountJournalLine]) -> Page {
  Page(
    "account-journal", title: "What was done to the accounts", section: .log,
    crumbs: [.init("My account", "/account")], marking: handlingMarking,
    fields: [
      "lines": lines.map { line in
        [
          "at": moment(line.at), "what": line.what, "by": line.by, "person": line.person,
          "note": line.note,
        ] as Fields
      }
    ])
}
