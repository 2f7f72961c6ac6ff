import Ledger
import WebPages

/// What a visit is answered with.
enum Answer: Sendable {
  case page(Page)
  /// A page that others are given too, with what it says of this reading, and the log that says so.
  case kept(KeptPage, drawnFrom: String, head: SignedNote)
  /// The page again, because what was sent cannot be used as it is.
  case unusable(Page)
  /// The page again with what was typed, because it cannot be taken now: too many came from the same place, or something failed
  /// here. It may be sent again after so many seconds.
  case notNow(Page, seconds: Int, isOurFault: Bool)
  /// A document that somebody attached, to be saved and not shown.
  case document(StoredDocument, name: String)
  /// Look there: after something was done, so that going back does not do it again.
  case redirect(String, notice: String? = nil)
  /// Signed in, and on to a page.
  case entered(Session, then: String)
  /// Signed out.
  case left(then: String)
  /// A file of its own, such as a spreadsheet or a receipt.
  case file(bytes: [UInt8], type: String, name: String?)
  /// Something that never changes at its address and is no secret.
  case lasting(bytes: [UInt8], type: String)
  /// A piece of a page, for the script.
  case fragment(Page)
  /// What was asked for was done, and there is nothing to show.
  case done
}

/// One address of the site, and what happens there.
struct Route: Sendable {
  enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
  }

  /// Who may come here. What they may see there is for the casebook to say.
  enum Access: String, Sendable, CaseIterable {
    case everybody
    case signedIn = "signed-in"
  }

  var method: Method
  /// Parts that begin with a colon are named: `/cases/:case`.
  var path: String
  var access: Access
  /// Whether it is answered from memory alone, and has to wait for nothing.
  var isAtHand = false
  /// Whether its form may carry a file.
  var takesDocument = false
  var answer: @Sendable (Visit) throws -> Answer

  static func get(
    _ path: String, _ access: Access = .signedIn, isAtHand: Bool = false,
    _ answer: @escaping @Sendable (Visit) throws -> Answer
  ) -> Route {
    Route(method: .get, path: path, access: access, isAtHand: isAtHand, answer: answer)
  }

  static func post(
    _ path: String, _ access: Access = .signedIn, takesDocument: Bool = false,
    _ answer: @escaping @Sendable (Visit) throws -> Answer
  ) -> Route {
    Route(
      method: .post, path: path, access: access, takesDocument: takesDocument, answer: answer)
  }
}

/// Every address of the site.
enum Routes {
  static let all: [Route] =
    entry + accountEntry + ownAccount + openIDAccount + tokens + accounts + home + warnings
    + matters + told + cases + uploads + evidence + explanations + law + log + assets
}
