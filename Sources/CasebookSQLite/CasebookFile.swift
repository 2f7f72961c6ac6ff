public import Calendars
public import Casebook
public import CivilTime
internal import Foundation
internal import GRDB
public import Ledger
internal import Synchronization
public import Vocabulary

/// A casebook in one SQLite file: the only door through which anything is written.
///
/// Every act is one transaction: appended to the log, kept, indexed and receipted, or nothing. What it answers has been written to
/// the disk. Several processes may use one file; their acts come one after another.
///
/// The content is in the clear, because it must be found by its words. The file can be read by its owner alone; who can read the
/// disk can read it (Documentation/casebook.md says how to encrypt it).
public final class CasebookFile: Sendable {
  public let path: String
  /// The words that items may use, and the frameworks that they may name.
  let vocabulary: Vocabulary
  let frameworks: [String]
  /// What counts working days.
  let calendars: [Calendars.Calendar]
  let clock: @Sendable () -> Instant
  let database: DatabasePool
  private let logKey: Mutex<NoteSigner?>
  private let cache = Mutex<Cache?>(nil)
  /// The people as they were at an entry of their stream.
  let people = Mutex<(entry: Int, staff: Staff)?>(nil)

  /// What a casebook needs to know to judge whether an item reads.
  public struct Language: Sendable {
    public var vocabulary: Vocabulary
    public var frameworks: [String]
    public var calendars: [Calendars.Calendar]

    public init(vocabulary: Vocabulary, frameworks: [String], calendars: [Calendars.Calendar] = [])
    {
      self.vocabulary = vocabulary
      self.frameworks = frameworks
      self.calendars = calendars
    }
  }

  /// Opens a casebook.
  ///
  /// - Parameter logKey: the secret key of the log; nil for reading what needs no entry, such as the state of the log.
  /// - Throws: `CasebookError`.
  public convenience init(
    at path: String, language: Language, logKey: NoteSigner?,
    clock: @escaping @Sendable () -> Instant
  ) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw CasebookError.missing(path: path)
    }
    guard CasebookFile.mayBeOne(path) else { throw CasebookError.notACasebook(path: path) }
    try self.init(opening: path, language: language, logKey: logKey, clock: clock)
    try translated {
      let (application, version) = try database.read { db in
        (
          try Int32.fetchOne(db, sql: "PRAGMA application_id"),
          try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        )
      }
      guard application == Schema.applicationID else {
        throw CasebookError.notACasebook(path: path)
      }
      if version > Schema.version { throw CasebookError.newerFormat(path: path) }
      if version < Schema.version { try database.write { db in try Schema.upgrade(db) } }
    }
    // What cannot be settled or purged now stays noted, and nobody is kept from the casebook by it.
    try? settleDocuments(waits: false)
    try? purgeIfOwed()
  }

  private init(
    opening path: String, language: Language, logKey: NoteSigner?,
    clock: @escaping @Sendable () -> Instant
  ) throws {
    self.path = path
    vocabulary = language.vocabulary
    frameworks = language.frameworks
    calendars = language.calendars
    self.logKey = Mutex(logKey)
    self.clock = clock
    var configuration = Configuration()
    // Another process may hold the file; its transactions are short, but one may follow another with hardly a gap. SQLite's own
    // waiting sleeps for so long that it can miss every gap; short sleeps of changing length, some 20 seconds in all, do not.
    configuration.busyMode = .callback { tries in
      usleep(UInt32.random(in: 1000...9000))
      return tries < 4000
    }
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA secure_delete = ON;
          PRAGMA temp_store = MEMORY;
          PRAGMA foreign_keys = ON;
          PRAGMA recursive_triggers = ON;
          PRAGMA trusted_schema = OFF;
          """)
    }
    database = try translated {
      let database = try DatabasePool(path: path, configuration: configuration)
      // Opening a pool leaves its writer at NORMAL, under which a commit does not wait for the disk.
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
      }
      return database
    }
  }

  /// Whether a file may be a casebook, without opening it for writing: that would change a database of something else.
  ///
  /// SQLite itself looks. Of a file that this program has open already, to close it in any other way would give up the locks by which
  /// other programs know that it is in use, and they would take its write-ahead log away.
  ///
  /// - Source: SQLite, "How To Corrupt An SQLite Database File", 2.2.
  private static func mayBeOne(_ path: String) -> Bool {
    var configuration = Configuration()
    configuration.readonly = true
    do {
      let file = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? file.close() }
      let application = try file.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") }
      return application == Schema.applicationID
    } catch {
      // What cannot be looked into now says why when it is opened.
      return (error as? DatabaseError)?.resultCode != .SQLITE_NOTADB
    }
  }

  /// Makes a casebook that belongs to one partnership, with the person who may appoint the others.
  ///
  /// - Parameters:
  ///   - register: the id of the casebook, which no other has.
  ///   - founder: the founder and the founder's own key.
  /// - Throws: `Refusal` if something in the founding is not right; `CasebookError`. Nothing is left behind then.
  public static func create(
    at path: String, founding: Founding, founder: Credential, register: String,
    language: Language, logKey: NoteSigner, clock: @escaping @Sendable () -> Instant
  ) throws -> (CasebookFile, Receipt) {
    // It stands in every entry, on a line of its own.
    let isGood = register.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard isGood, !register.isEmpty else { throw Refusal.badID(what: "a casebook") }
    let descriptor = path.withCString { open($0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else {
      throw errno == EEXIST ? CasebookError.exists(path: path) : .readOnly
    }
    _ = Foundation.close(descriptor)
    do {
      let file = try CasebookFile(
        opening: path, language: language, logKey: logKey, clock: clock)
      let receipt = try file.found(founding, founder, register: register, logKey: logKey)
      return (file, receipt)
    } catch {
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
      throw error
    }
  }

  private func found(
    _ founding: Founding, _ founder: Credential, register: String, logKey: NoteSigner
  ) throws -> Receipt {
    try translated {
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = WAL")
        var receipt: Receipt?
        try db.inTransaction {
          try Schema.create(db)
          try db.execute(
            sql: "INSERT INTO log_key (size, verifier) VALUES (0, ?)",
            arguments: [logKey.verifier.text])
          var cache = Cache()
          cache.staff.register = register
          cache.staff.origin = founding.origin
          var writing = Writing(db: db, cache: cache, casebook: self)
          let done = try writing.perform(
            [Request(case: nil, act: .found(founding))], as: founder, at: clock())
          let checkpoint = try writing.sign(with: [logKey])
          receipt = Receipt(done[0], checkpoint: checkpoint)
          return .commit
        }
        return receipt!
      }
    }
  }

  func signer() throws -> NoteSigner {
    guard let key = logKey.withLock(\.self) else { throw CasebookError.logKeyDiffers }
    return key
  }

  // MARK: Writing

  /// What somebody wants done.
  public struct Request: Sendable, Hashable {
    public var `case`: String?
    public var act: Act

    public init(case: String?, act: Act) {
      self.case = `case`
      self.act = act
    }
  }

  /// Does acts, all of them or none, as one transaction.
  ///
  /// - Returns: a receipt for each, in their order.
  /// - Throws: `Refusal` if one of them may not be done, which is then itself entered in the log; `CasebookError`.
  @discardableResult
  public func perform(_ requests: [Request], as credential: Credential) throws -> [Receipt] {
    try answer { writing in try writing.receipts(for: requests, as: credential) }
  }

  @discardableResult
  public func perform(
    _ act: Act, in caseID: String? = nil, as credential: Credential
  ) throws -> Receipt {
    try perform([Request(case: caseID, act: act)], as: credential)[0]
  }

  /// Replaces the key of the log. The head of that moment is signed by both, so that each vouches for the other.
  public func rotateLogKey(
    to new: NoteSigner, reason: String, as credential: Credential
  ) throws -> Receipt {
    let old = try signer()
    let act = Act.rotateLogKey(LogKey(verifier: new.verifier.text, reason: reason))
    let result: Result<Receipt, any Error> = try write { writing in
      let attempt = try writing.attempt([Request(case: nil, act: act)], as: credential, at: clock())
      switch attempt {
      case .failure(let error):
        _ = try writing.sign(with: [old])
        return .failure(error)
      case .success(let done):
        let checkpoint = try writing.sign(with: [old, new])
        return .success(Receipt(done[0], checkpoint: checkpoint))
      }
    }
    let receipt = try result.get()
    logKey.withLock { $0 = new }
    return receipt
  }

  /// One transaction that may write.
  func write<Value>(_ body: (inout Writing) throws -> Value) throws -> Value {
    try translated {
      try database.write { db in
        // While the transaction runs nobody else has the cache; if it fails, it is read anew.
        let taken = cache.withLock { cache in
          defer { cache = nil }
          return cache
        }
        var writing = Writing(db: db, cache: taken ?? Cache(), casebook: self)
        let size = writing.cache.size
        try writing.cache.refresh(db)
        if writing.cache.size != size { try writing.checkHead(signedBy: try signer().verifier) }
        let value = try body(&writing)
        let after = writing.cache
        db.afterNextTransaction(onCommit: { [self] _ in
          self.cache.withLock { $0 = after }
        })
        return value
      }
    }
  }
}

/// A person with the key that they keep.
public struct Credential: Sendable {
  public var person: String
  public var key: NoteSigner

  public init(person: String, key: NoteSigner) {
    self.person = person
    self.key = key
  }
}

/// What was done, before it has been committed.
struct Done: Sendable {
  var entry: Int
  var leaf: Digest
  var at: Instant
  var by: Author
}

/// That something was entered, and where in the log.
public struct Receipt: Sendable, Hashable {
  public var entry: Int
  public var leaf: Digest
  public var at: Instant
  /// The signed head of the log that contains it.
  public var checkpoint: SignedNote

  init(_ done: Done, checkpoint: SignedNote) {
    entry = done.entry
    leaf = done.leaf
    at = done.at
    self.checkpoint = checkpoint
  }
}
