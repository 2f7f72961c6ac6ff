internal import Casebook
internal import CasebookSQLite
internal import Ledger

/// The keys of everybody, worked out from a number. They are for demonstrations, and protect nothing.
struct DemonstrationKeys: Sendable {
  var seed: UInt64

  var log: NoteSigner { key(named: Demonstration.origin) }

  func credential(_ person: String) -> Credential {
    Credential(person: person, key: key(named: "\(person)@alderby.example"))
  }

  private func key(named name: String) -> NoteSigner {
    let seed = sha256(Array("heed-demonstration/1\n\(seed)\n\(name)".utf8))
    guard let key = try? NoteSigner(name: name, kind: .ed25519, seed: seed.bytes) else {
      preconditionFailure("a name without spaces or plus signs and 32 bytes make a key")
    }
    return key
  }
}
