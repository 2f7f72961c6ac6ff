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

extension CasebookFile {
  /// Somebody in post, as a form offers them to be chosen: by what they do, not by name.
  public struct Colleague: Sendable, Hashable, Identifiable {
    public var id: String
    public var post: String
    public var body: String
    /// Whether their role may have a matter and answer for it.
    public var mayHold: Bool
    /// Whether their role may be asked to agree to what another decides.
    public var maySecond: Bool
    /// Whether they are independent of every line, and receive disclosures.
    public var isIndependent: Bool
  }

  /// Everybody in post, in the order of their bodies and posts, for those who must say who is to do something.
  ///
  /// Who may do it in a certain matter is not said here: to whom a matter is closed could be read off what is missing.
  public func colleagues() throws -> [Colleague] {
    let staff = try staffNow()
    return staff.posts.keys.flatMap { id in
      staff.current(id).map { post in
        let role = post.appointment.role
        return Colleague(
          id: id, post: post.appointment.post, body: post.appointment.body,
          mayHold: role.mayHold,
          maySecond: role.maySecond, isIndependent: role == .whistleblowingRecipient)
      }
    }.sorted { ($0.body, $0.post, $0.id) < ($1.body, $1.post, $1.id) }
  }

  /// The bodies that warnings can be for: those that have said who receives them, or else those in which somebody could.
  public func receivingBodies() throws -> [String] {
    let arranged = try register().arrangements.keys.sorted()
    return try arranged.isEmpty
      ? Set(colleagues().filter(\.mayHold).map(\.body)).sorted() : arranged
  }
}
