import Casebook
import CasebookSQLite
import CivilTime
import Ledger
import WebPages

extension Routes {
  /// Who looked at what, and the log that proves what was entered.
  static let log: [Route] = [
    .get("/log") { visit in
      let person = try visit.person
      guard person.posts.contains(where: { $0.role.access.sees.contains(.reads) }) else {
        return .redirect("/log/mine")
      }
      return .page(try visit.accesses(ofEverybody: true))
    },
    .get("/log/mine") { visit in .page(try visit.accesses(ofEverybody: false)) },
    .post("/log/emergencies/:entry") { visit in
      let person = try visit.person
      guard let caseID = visit.form["case"], let justified = visit.form["justified"] else {
        return .redirect("/log/mine", notice: "Say whether it was justified. Nothing was entered.")
      }
      let review = BreakGlassReview(
        entry: try visit.entry, wasJustified: justified == "yes",
        reason: visit.form["reason"] ?? "")
      try visit.desk.casebook.perform(.reviewBreakGlass(review), in: caseID, as: person.credential)
      return .redirect("/log/mine", notice: "The review was entered.")
    },
    .get("/log/ledger") { visit in
      let note = try visit.desk.casebook.checkpoint()
      let head = try Checkpoint(parsing: note.text)
      let keys = try visit.desk.casebook.logKeys()
      return .page(
        ledgerPage(
          origin: head.origin, size: head.size, root: head.root.base64, note: note.encoded,
          keys: keys.map { (from: $0.size, verifier: $0.verifier.text) }))
    },
    .get("/log/entries") { visit in
      guard let entry = visit.query["entry"].flatMap({ Int($0) }), entry >= 0 else {
        return .redirect("/log/ledger", notice: "The number of an entry is a whole number.")
      }
      return .redirect("/log/entries/\(entry)")
    },
    .get("/log/entries/:entry") { visit in
      let entry = try visit.proven
      let proof = try visit.desk.casebook.proof(ofEntry: entry, policy: nil)
      let bytes = try visit.desk.casebook.entryBytes(entry)
      return .page(
        proofPage(
          entry: entry, leaf: leafHash(bytes).hexadecimal,
          text: String(decoding: bytes, as: UTF8.self), proof: proof.encoded))
    },
    .get("/log/entries/:entry/proof") { visit in
      let proof = try visit.desk.casebook.proof(ofEntry: try visit.proven, policy: nil)
      return .file(
        bytes: Array(proof.encoded.utf8), type: "text/plain; charset=utf-8",
        name: "entry-\(try visit.entry).tlog-proof")
    },
    .get("/log/people") { visit in
      let person = try visit.person
      let reading = try visit.desk.casebook.read(
        View(what: "people", purpose: person.purpose), as: person.credential)
      guard let staff = reading.staff else { throw Refusal.needsLeave(.people) }
      return .page(peoplePage(staff))
    },
    .get("/log/holds") { visit in
      let person = try visit.person
      let holds = try visit.desk.casebook.holds(
        purpose: person.purpose, as: person.credential)
      return .page(holdsPage(holds))
    },
    // For other people's programs, at the paths of the standard. They hold hashes and salted commitments, and nothing of a case.
    .get("/ledger/checkpoint", .everybody) { visit in
      .file(
        bytes: Array(try visit.desk.casebook.checkpoint().encoded.utf8),
        type: "text/plain; charset=utf-8", name: nil)
    },
    .get("/ledger/tile/**", .everybody) { visit in
      let path = String(visit.path.dropFirst("/ledger/".count))
      guard let tile = try visit.desk.casebook.tile(at: path) else { throw Turned.nothingHere }
      return tile.isFull
        ? .lasting(bytes: tile.bytes, type: "application/octet-stream")
        : .file(bytes: tile.bytes, type: "application/octet-stream", name: nil)
    },
  ]
}

extension Visit {
  /// The entry of the address, where the log has one.
  fileprivate var proven: Int {
    get throws {
      let entry = try self.entry
      guard entry >= 0 else { throw Turned.nothingHere }
      return entry
    }
  }

  fileprivate func accesses(ofEverybody all: Bool) throws -> Page {
    let person = try person
    let found = try desk.casebook.accesses(
      in: query["case"], purpose: person.purpose, as: person.credential)
    let day = query["day"].flatMap { CivilDate($0) }
    let rows = found.accesses.reversed().filter { access in
      (all || access.deed.by.person == person.credential.person)
        && (day == nil || access.deed.at.day == day)
        && (query["person"] == nil || access.deed.by.person == query["person"])
    }
    let length = 50
    let pages = max((rows.count + length - 1) / length, 1)
    let number = min(max(query["page"].flatMap { Int($0) } ?? 1, 1), pages)
    var list = AccessList(
      isOfEverybody: all, path: path, caseID: query["case"] ?? "",
      person: query["person"] ?? "", day: query["day"] ?? "", total: rows.count, page: number,
      pages: pages,
      rows: rows.dropFirst((number - 1) * length).prefix(length).map {
        AccessRow(entry: $0.entry, deed: $0.deed)
      },
      unreviewed: found.unreviewed.map {
        EmergencyRow(
          caseID: $0.caseID, entry: $0.glass.entry,
          who: "\($0.glass.by.post), \($0.glass.by.body)", at: $0.glass.at,
          reason: $0.glass.reason,
          mayReview: $0.glass.by.person != person.credential.person
            && found.reading.author.role.access.reach(.reviewBreakGlass) != nil)
      })
    let roles = person.posts.map(\.role.access)
    list.seesPeople = roles.contains { $0.sees.contains(.people) }
    list.seesHolds = roles.contains {
      $0.sees.contains(.people) || $0.reach(.hold) != nil || $0.reach(.release) != nil
    }
    return accessesPage(list)
  }
}
