import Casebook
import CasebookSQLite
import CivilTime
import WebPages

/// One request of somebody, as far as a page cares.
struct Visit: Sendable {
  let desk: Desk
  /// The path as it was asked for, without the question.
  let path: String
  /// The parts of the path that the route names.
  var parameters: [String: String]
  /// What stands behind the question mark.
  let query: Form
  /// What a form sent.
  let form: Form
  /// Who asks; nil for nobody who is signed in.
  let visitor: Visitor?
  let now: Instant
  /// Whether anybody may raise a warning here.
  var hasPublicForm = false
  /// Seconds after which something may be done that is bounded by where it comes from; nil if it may be done now.
  var wait: @Sendable (RateLimits.Kind) -> Int? = { _ in nil }
  /// The file that a form carried.
  var document: Sent.Document? = nil

  /// Where the page is, with the question.
  var address: String { query.address(of: path) }

  /// A part of the path; the route promises that it is there.
  subscript(name: String) -> String { parameters[name] ?? "" }

  /// Who asks, on pages that only somebody signed in reaches.
  var person: Visitor {
    get throws {
      guard let visitor else { throw Turned.away }
      return visitor
    }
  }
}

/// Somebody who is signed in.
struct Visitor: Sendable {
  var credential: Credential
  var session: Session
  /// The posts that they hold now.
  var posts: [Appointment]

  var name: String { posts.first?.name ?? credential.person }
  var post: String { posts.map { "\($0.post), \($0.body)" }.joined(separator: "; ") }
  /// Whether one of their posts may do an act at all. Whether it is done in a case is for the casebook to say.
  func may(_ kind: ActKind) -> Bool {
    posts.contains { $0.role.access.reach(kind) != nil }
  }
  /// The sections of the site that are theirs.
  var sections: [Section] { Section.allCases.filter(mayOpen) }
  var bodies: [String] { posts.map(\.body) }
  /// Why they look, as they said when they began.
  var purpose: String? { session.purpose }
}

/// Why a visit ends without a page of its own.
enum Turned: Error {
  /// Nobody is signed in.
  case away
  /// There is nothing here, or nothing for the reader: both are answered in the same way.
  case nothingHere
  /// What was asked for as a day is none.
  case notADay(String)
}

extension Form {
  /// Where a page is that is asked for with these fields.
  func address(of path: String) -> String { names.isEmpty ? path : "\(path)?\(encoded)" }

  /// The fields as a browser would send them.
  var encoded: String {
    names.flatMap { name in
      (values[name] ?? []).map { "\(pathPart(name))=\(pathPart($0))" }
    }.joined(separator: "&")
  }
}
