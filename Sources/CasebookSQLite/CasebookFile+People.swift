package import Casebook
internal import GRDB
internal import Synchronization

/// The people of a casebook, for those who must know at every request who somebody is.
extension CasebookFile {
  /// The people as they are now; read anew only when something was entered about them.
  package func staffNow() throws -> Staff {
    let last = try translated {
      try database.read { db in
        try Int.fetchOne(
          db, sql: "SELECT MAX(sequence) FROM stream WHERE stream = 'people'") ?? -1
      }
    }
    if let known = people.withLock({ $0 }), known.entry == last { return known.staff }
    let staff = try staff()
    people.withLock { $0 = (last, staff) }
    return staff
  }

  /// The posts that somebody holds now; none once they have left.
  package func posts(of person: String) throws -> [Appointment] {
    try staffNow().current(person).map(\.appointment)
  }
}
