import Casebook
import CivilTime
import Synchronization
import WebPages

/// What is handed to somebody under an address that nobody can guess, for a short while, and is kept in memory alone: the codes of
/// receipts, which must stand in no file and in no address.
final class Handouts: Sendable {
  enum Kind: Sendable {
    /// A warning that was raised. It is given out once.
    case raised(Raised, hasPost: Bool)
    /// A code that its holder has brought.
    case code(ReceiptCode)
  }

  private struct Kept {
    var kind: Kind
    var until: Instant
  }

  private let kept = Mutex<[String: Kept]>([:])
  /// A quarter of an hour, in milliseconds.
  private static let span = 15 * 60_000
  private static let most = 10_000

  /// - Returns: the part of an address under which it is found.
  func keep(_ kind: Kind, at now: Instant) -> String {
    let key = Session.newToken()
    kept.withLock { kept in
      kept = kept.filter { $0.value.until > now }
      if kept.count >= Handouts.most { kept.removeAll() }
      kept[key] = Kept(kind: kind, until: Instant(milliseconds: now.milliseconds + Handouts.span))
    }
    return key
  }

  /// What was kept; nil if there is nothing, or no more.
  func take(_ key: String, at now: Instant) -> Kind? {
    kept.withLock { kept in
      guard let found = kept[key], found.until > now else { return nil }
      if case .raised = found.kind { kept[key] = nil }
      return found.kind
    }
  }
}
