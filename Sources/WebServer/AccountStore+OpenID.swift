import Accounts
import CivilTime
import Foundation
import GRDB
import Ledger

/// The keys of those who have allowed that they come in through a provider, each sealed under the key of the server.
///
/// Each belongs to an account, and goes with it: with a recovery, with somebody's leaving, and when the account is made anew.
extension AccountStore {
  static let openIDSchema = """
    CREATE TABLE IF NOT EXISTS provider_key (
      person TEXT PRIMARY KEY REFERENCES account (person) ON DELETE CASCADE,
      sealed BLOB NOT NULL, made INTEGER NOT NULL
    ) STRICT;
    """

  /// Keeps somebody's key so that the server can open it. They have just shown their password and second factor.
  func allowProvider(
    _ signer: NoteSigner, of person: String, under serverKey: [UInt8], at now: Instant
  ) throws {
    let sealed = SealedKey(signer, of: person, for: .provider, under: serverKey)
    try database.write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO provider_key (person, sealed, made) VALUES (?, ?, ?)",
        arguments: [person, Data(sealed.bytes), now.milliseconds])
      try AccountStore.note(.providerAllowed, by: person, person: person, at: now, db)
    }
  }

  func endProvider(of person: String, at now: Instant) throws {
    try database.write { db in
      try db.execute(sql: "DELETE FROM provider_key WHERE person = ?", arguments: [person])
      guard db.changesCount == 1 else { return }
      try AccountStore.note(.providerEnded, by: person, person: person, at: now, db)
    }
  }

  func allowsProvider(_ person: String) throws -> Bool {
    try database.read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM provider_key WHERE person = ?)",
        arguments: [person]) ?? false
    }
  }

  /// Somebody's key; nil if they have not allowed it, or if it was sealed under another key.
  func keyForProvider(of person: String, under serverKey: [UInt8]) throws -> NoteSigner? {
    let sealed = try database.read { db in
      try Data.fetchOne(
        db, sql: "SELECT sealed FROM provider_key WHERE person = ?", arguments: [person])
    }
    return sealed.flatMap {
      SealedKey(stored: Array($0)).signer(of: person, for: .provider, under: serverKey)
    }
  }
}
