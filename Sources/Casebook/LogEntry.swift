public import CivilTime
public import Ledger

/// What the log says of an act: its kind, or that it was done to the register of warnings.
public enum EntryType: Sendable, Hashable, CustomStringConvertible {
  case act(ActKind)
  case account

  public init(_ kind: ActKind, in stream: Stream) {
    self = stream == .register ? .account : .act(kind)
  }

  init?(_ text: String) {
    if text == "account" {
      self = .account
    } else if let kind = ActKind(rawValue: text), !kind.isAccount {
      self = .act(kind)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .act(let kind): kind.rawValue
    case .account: "account"
    }
  }
}

/// One entry of the log: a salted commitment to a deed, with the kind of act, the moment and the casebook. It names nobody.
///
/// ```text
/// heed-entry/1
/// register 5c1f0a…
/// sequence 41
/// previous <base64 of the leaf hash of entry 40, or of 32 zero bytes>
/// clock 2026-11-21T09:00:00.000Z
/// type record
/// commitment <base64 of SHA-256("heed-commitment/1\n" ‖ salt ‖ deed)>
/// ```
///
/// Everything that is done to the register of warnings is of one type, `account`: nobody can count the warnings that they do not see.
///
/// The salt is 32 random bytes. Without salt and deed the commitment says nothing about them; with both destroyed it stays
/// what it was, and so does every proof.
public struct LogEntry: Sendable, Hashable {
  public var register: String
  public var sequence: Int
  public var previous: Digest
  public var clock: Instant
  public var type: EntryType
  public var commitment: Digest

  public static let saltLength = 32

  public init(
    register: String, sequence: Int, previous: Digest, clock: Instant, type: EntryType,
    commitment: Digest
  ) {
    self.register = register
    self.sequence = sequence
    self.previous = previous
    self.clock = clock
    self.type = type
    self.commitment = commitment
  }

  public static func commitment(to payload: [UInt8], salt: [UInt8]) -> Digest {
    sha256(Array("heed-commitment/1\n".utf8), salt, payload)
  }

  /// What stands before the first entry.
  public static let none = Digest([UInt8](repeating: 0, count: Digest.byteCount))!

  public var bytes: [UInt8] {
    Array(
      """
      heed-entry/1
      register \(register)
      sequence \(sequence)
      previous \(previous.base64)
      clock \(clock)
      type \(type)
      commitment \(commitment.base64)

      """.utf8)
  }

  public var leaf: Digest { leafHash(bytes) }

  /// Reads exactly what `bytes` writes; nil for anything else.
  public init?(_ bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 8, lines[0] == "heed-entry/1", lines[7].isEmpty else { return nil }
    func value(_ index: Int, _ key: String) -> Substring? {
      lines[index].hasPrefix(key + " ") ? lines[index].dropFirst(key.count + 1) : nil
    }
    guard let register = value(1, "register"),
      let sequence = value(2, "sequence").flatMap({ Int($0) }),
      let previous = value(3, "previous").flatMap({ Digest(base64: $0) }),
      let clock = value(4, "clock").flatMap({ Instant($0) }),
      let type = value(5, "type").flatMap({ EntryType(String($0)) }),
      let commitment = value(6, "commitment").flatMap({ Digest(base64: $0) })
    else { return nil }
    self.init(
      register: String(register), sequence: sequence, previous: previous, clock: clock, type: type,
      commitment: commitment)
    guard self.bytes == bytes else { return nil }
  }
}
