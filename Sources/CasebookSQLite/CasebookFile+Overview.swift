public import Casebook
public import CivilTime
internal import GRDB

/// Several cases at once, for pages that say what is to be done in all of them.
extension CasebookFile {
  /// The cases that are open to somebody, each with what is withheld from them taken out.
  public struct Overview: Sendable {
    public struct Case: Sendable, Identifiable {
      public var id: String
      public var file: CaseFile
      public var lens: Lens
      public var withheld: [Lens.Withholding: Int]
      /// In which post the person reads it.
      public var author: Author
      /// The latest entry of the case, for keeping what was worked out from it.
      public var revision: Int
    }

    public var author: Author
    public var now: Instant
    /// Those that last came to say something first.
    public var cases: [Case]
    /// How many more are open to the person, and were not read.
    public var left: Int
    /// Accesses in an emergency that wait for a review, as far as the person may review or see them.
    public var unreviewed: [Emergency]
    /// The entry that says that they were read, and names each.
    public var receipt: Receipt
  }

  /// Reads every case that is open to somebody, up to a number. One entry says so, and names the cases.
  ///
  /// - Parameter most: how many are read; the rest are counted.
  /// - Throws: `Refusal`, `CasebookError`.
  public func overview(
    _ what: String, most: Int, purpose: String?, as credential: Credential
  ) throws -> Overview {
    var overview = try answer { writing in
      try writing.overview(what, most: most, purpose: purpose, as: credential)
    }
    overview.unreviewed = try unreviewedAccesses(for: overview.author, at: overview.now)
    return overview
  }
}

extension Writing {
  fileprivate mutating func overview(
    _ what: String, most: Int, purpose: String?, as credential: Credential
  ) throws -> Answer<CasebookFile.Overview> {
    let now = max(casebook.clock(), cache.clock)
    let person = credential.person
    let ids = try Doors.cases(for: person, cache.staff, at: now, db)
    var open: [(file: CaseFile, author: Author)] = []
    for id in ids {
      guard let file = try cache.file(id, db, keeping: ids.count <= most) else { continue }
      let situation = Situation(staff: cache.staff, file: file, next: cache.size)
      if let author = try? situation.author(
        of: .view(View(what: what)), by: person, in: id, at: now)
      {
        open.append((file, author))
      }
    }
    open.sort { ($0.file.entries.last ?? 0, $0.file.id) > ($1.file.entries.last ?? 0, $1.file.id) }
    let read = Array(open.prefix(most))
    let left = open.count - read.count
    let names = read.isEmpty ? nil : read.map(\.file.id).sorted()
    let done = try attempt(
      [Request(case: nil, act: .view(View(what: what, purpose: purpose, cases: names)))],
      as: credential, at: now
    ).get()[0]
    let cases = read.map { file, author in
      let lens = Lens.reading(as: author, of: file, at: done.at)
      let seen = file.seen(through: lens)
      return CasebookFile.Overview.Case(
        id: file.id, file: seen.file, lens: lens, withheld: seen.withheld, author: author,
        revision: file.entries.last ?? -1)
    }
    return { head in
      CasebookFile.Overview(
        author: done.by, now: done.at, cases: cases, left: left, unreviewed: [],
        receipt: Receipt(done, checkpoint: head))
    }
  }
}
