public import CivilTime
public import Ledger

/// One entry of a pack for an inquiry: always its bytes, and its content unless that is withheld or was erased.
public struct PackedEntry: Sendable, Hashable {
  /// The content, with what proves that it is what was entered.
  public struct Content: Sendable, Hashable {
    public var salt: [UInt8]
    /// The bytes of the deed, exactly.
    public var deed: [UInt8]
    /// nil for what the casebook enters by itself.
    public var signature: [UInt8]?

    public init(salt: [UInt8], deed: [UInt8], signature: [UInt8]?) {
      self.salt = salt
      self.deed = deed
      self.signature = signature
    }
  }

  public var number: Int
  public var bytes: [UInt8]
  public var content: Content?
  /// Why the content is not there, in plain words; nil if it is.
  public var withheld: String?

  public init(number: Int, bytes: [UInt8], content: Content?, withheld: String?) {
    self.number = number
    self.bytes = bytes
    self.content = content
    self.withheld = withheld
  }
}

/// What proves that a pack has every entry between two heads of the log.
public struct PackedHeads: Sendable {
  /// The signed head before the first entry; nil where the pack begins with the first entry of all.
  public var before: SignedNote?
  /// The signed head after the last.
  public var after: SignedNote
  /// The edge of the tree before the first entry: appending the entries to it gives the root of ``after``.
  public var edge: [Digest]
  /// That the log of ``before`` is the beginning of that of ``after``; nil where there is none before.
  public var consistency: ConsistencyProof?
  /// The public keys of the log, each with the size from which it signs.
  public var logKeys: [(size: Int, verifier: String)]

  public init(
    before: SignedNote?, after: SignedNote, edge: [Digest], consistency: ConsistencyProof?,
    logKeys: [(size: Int, verifier: String)]
  ) {
    self.before = before
    self.after = after
    self.edge = edge
    self.consistency = consistency
    self.logKeys = logKeys
  }
}

/// What should be there and is not: a reader looks for these first.
public struct PackedGap: Sendable, Hashable, Codable {
  /// `meeting-without-minutes`, `warning-without-decision`, `clock-ran-out`, `action-not-done`, `disagreement-open`, `recommendation-open`,
  /// `request-unanswered`, `content-erased`, `content-missing`, `access-not-reviewed`.
  public var kind: String
  public var entry: Int
  public var `case`: String?
  public var since: CivilDate
  /// In words that name nobody.
  public var what: String

  public init(kind: String, entry: Int, case: String?, since: CivilDate, what: String) {
    self.kind = kind
    self.entry = entry
    self.case = `case`
    self.since = since
    self.what = what
  }
}
