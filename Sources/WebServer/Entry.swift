import Accounts
import Casebook
import CasebookSQLite
import CivilTime
import WebPages

extension Routes {
  /// Coming in and going out, and what everybody may read.
  static let entry: [Route] = [
    .get("/sign-in", .everybody) { visit in
      if visit.visitor != nil { return .redirect(visit.then) }
      if visit.desk.door.accounts != nil {
        return .page(
          accountSignInPage(
            then: visit.then, wasKept: visit.query.isOn("kept"),
            hasProvider: visit.desk.door.openID != nil))
      }
      return .page(
        signInPage(
          visit.desk.door.entrances, receipts: visit.desk.door.receipts, then: visit.then,
          wasKept: visit.query.isOn("kept")))
    },
    .post("/sign-in", .everybody) { visit in
      if let accounts = visit.desk.door.accounts { return try visit.signInWithAccount(accounts) }
      guard case .demonstration = visit.desk.door.kind, let person = visit.form["person"],
        visit.desk.door.credentials[person] != nil
      else { throw Turned.nothingHere }
      let session = try visit.desk.store.begin(
        person, purpose: "the demonstration", at: visit.now)
      return .entered(session, then: visit.formThen)
    },
    .get("/enter/:secret", .everybody) { visit in
      guard case .link(let person, let secret) = visit.desk.door.kind,
        isSame(Array(visit["secret"].utf8), Array(secret.utf8))
      else { throw Turned.nothingHere }
      let session = try visit.desk.store.begin(person, purpose: nil, at: visit.now)
      return .entered(session, then: "/")
    },
    .post("/sign-out", .everybody) { visit in
      if let session = visit.visitor?.session { try visit.desk.store.end(session) }
      return .left(then: "/sign-in")
    },
    // For the script: that somebody is still there.
    .get("/stay") { _ in .done },
    .get("/help", .everybody) { _ in .page(helpPage()) },
    .get("/accessibility", .everybody) { _ in .page(accessibilityPage()) },
    .post("/drafts") { visit in
      let person = try visit.person
      guard let page = visit.form["form-page"] else { throw Turned.nothingHere }
      var draft = visit.form
      for name in ["form-token", "form-page"] { draft.set(name, nil) }
      draft.dropSecrets()
      try visit.desk.store.keep(draft, of: person.credential.person, in: page, at: visit.now)
      return .done
    },
    .post("/drafts/drop") { visit in
      guard let page = visit.form["form-page"] else { throw Turned.nothingHere }
      try visit.desk.store.drop(draftOf: visit.person.credential.person, in: page)
      return .redirect(page.hasPrefix("/") ? page : "/", notice: "What you had begun was dropped.")
    },
  ]

  static let assets: [Route] = [
    .get("/assets/:name", .everybody, isAtHand: true) { visit in
      guard let asset = visit.desk.site.asset(visit["name"]) else { throw Turned.nothingHere }
      return .lasting(bytes: asset.bytes, type: asset.type)
    }
  ]
}

extension Visit {
  /// Where to go on to after the sign-in: a page of ours, or the first.
  fileprivate var then: String { Visit.safe(query["then"]) }
  var formThen: String { Visit.safe(form["then"]) }

  /// A page of this site; the first where `place` is none.
  static func safe(_ place: String?) -> String {
    guard let place, place.hasPrefix("/"), !place.hasPrefix("//"), !place.contains("\\"),
      place.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }),
      !place.hasPrefix("/sign-")
    else { return "/" }
    return place
  }

  /// What the reader had begun to write on this page, or what they have just sent.
  func draft() throws -> (form: Form, saved: Instant)? {
    guard let person = visitor?.credential.person else { return nil }
    return try desk.store.draft(of: person, in: path)
  }

  /// The form has been entered: what had been kept of it is not needed any more.
  func dropDraft() throws {
    guard let person = visitor?.credential.person else { return }
    try desk.store.drop(draftOf: person, in: form["form-page"] ?? path)
  }
}

extension Desk.Door {
  fileprivate var entrances: [EntranceLine] {
    guard case .demonstration(let entrances, _) = kind else { return [] }
    return entrances.map {
      EntranceLine(person: $0.person, title: $0.title, role: $0.role, sentence: $0.sentence)
    }
  }
}

extension Desk.Door {
  fileprivate var receipts: [(code: String, whose: String)] {
    guard case .demonstration(_, let receipts) = kind else { return [] }
    return receipts.map { ($0.code, $0.whose) }
  }
}

extension Visitor {
  /// Whether there is anything for the person in a part of the site.
  func mayOpen(_ section: Section) -> Bool {
    let sees = posts.reduce(into: Set<ContentClass>()) { $0.formUnion($1.role.access.sees) }
    switch section {
    case .home, .law, .log, .warnings: return true
    case .cases, .duties: return sees.contains(.caseContent)
    case .told: return sees.contains(.register) || sees.contains(.caseContent)
    }
  }
}
