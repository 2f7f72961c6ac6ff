import CivilTime
import Ledger

/// A sign-in that was begun here, and for which the provider has not yet sent the browser back.
struct Attempt: Sendable, Hashable {
  /// Binds the ID token to this attempt.
  var nonce = newSecret()
  var proof = ProofKey()
  /// The page to go on to.
  var destination: String
}

/// The sign-ins that are under way, in memory: after a restart, people begin again.
///
/// Each is found by its `state`, once, by the browser in which it was begun, and for ten minutes. Of the two secrets only hashes are kept.
struct Attempts: Sendable {
  /// Milliseconds for which an attempt may be finished.
  static let lifetime = 10 * 60_000
  /// More than any partnership has under way. Beyond it the oldest go, so that nobody fills the memory.
  static let most = 4096

  private struct Waiting {
    var attempt: Attempt
    var browser: Digest
    var began: Instant
  }

  private var waiting: [Digest: Waiting] = [:]
  /// The keys of `waiting` and of what was finished since, the oldest first.
  private var order: [Digest] = []

  var count: Int { waiting.count }

  /// - Returns: what goes to the provider and comes back, and what only the browser keeps.
  mutating func begin(_ attempt: Attempt, at now: Instant) -> (state: String, browser: String) {
    forget(before: now)
    let state = newSecret()
    let browser = newSecret()
    let key = Attempts.digest(state)
    waiting[key] = Waiting(attempt: attempt, browser: Attempts.digest(browser), began: now)
    order.append(key)
    return (state, browser)
  }

  /// The attempt of a state, which is over with this, however it ends.
  mutating func take(
    _ state: String, browser: String?, at now: Instant
  ) throws(OpenIDError) -> Attempt {
    guard let found = waiting.removeValue(forKey: Attempts.digest(state)) else {
      throw .unknownAttempt
    }
    guard now.milliseconds - found.began.milliseconds <= Attempts.lifetime else {
      throw .lateAttempt
    }
    // Digests are compared: how far they agree tells nothing about the secret.
    guard let browser, Attempts.digest(browser) == found.browser else { throw .otherBrowser }
    return found.attempt
  }

  private mutating func forget(before now: Instant) {
    var gone = order.prefix { key in
      guard let held = waiting[key] else { return true }
      return now.milliseconds - held.began.milliseconds > Attempts.lifetime
    }.count
    gone = max(gone, order.count - Attempts.most + 1)
    for key in order.prefix(gone) { waiting[key] = nil }
    order.removeFirst(max(gone, 0))
  }

  private static func digest(_ secret: String) -> Digest { sha256(Array(secret.utf8)) }
}
