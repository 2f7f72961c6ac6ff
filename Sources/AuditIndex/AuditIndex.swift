public import BulkAudit
public import CaseRecord
internal import Caseload
public import CivilTime
internal import Crypto
internal import FoundationEssentials
internal import Glibc
internal import LawPack
internal import Synchronization
internal import Vocabulary

/// A file beside a caseload that holds what each record says on every question of the law, so that a change of the law asks no record again.
///
/// It is kept by what a record was read from, not by where it stands: a record that changed, or is only written differently, is asked anew
/// and added, and so is one that the file does not hold. What was kept for questions that the law no longer asks stays, and serves again if
/// it asks them again. Where the law asks a question that the file does not hold, all records are asked again, and ``missing`` says of how
/// many questions that is so. When a quarter of the file is about records that a whole caseload no longer holds as they were, they are
/// dropped.
///
/// Nothing in it can be read as words: each record is a hash of its content, with numbers of questions and days. It is nevertheless about
/// the people of the records, and only its owner can read it.
///
/// - Source: the file is frames, each a letter, a length, its bytes and their CRC-32 (ISO 3309), the last of which may be cut off.
public final class AuditIndex: EvidenceKeeper {
  /// What a table of questions was kept for.
  struct Heading: Codable, Equatable {
    var heed = "audit-index/4"
    var program: String
    /// A digest of the words in which records speak.
    var vocabulary: String
    /// Only what was on file by this day.
    var known: String?
    var questions: QuestionTable
  }

  /// A record that the file holds.
  private struct Place {
    var offset: Int
    var numbers: QuestionNumbers
  }

  private struct Appending: ~Copyable {
    var file: IndexFile
    var hasHeading: Bool
    var failure: AuditIndexError?
  }

  private let heading: Heading
  private let places: [RecordKey: Place]
  private let taken = Atomic(0)
  private let asked = Atomic(0)
  private let appending: Mutex<Appending>
  /// The records that were asked for since the file was opened.
  private let current = Mutex<Set<RecordKey>>([])
  private let mapped: MappedBytes
  /// How many questions the law asks that the file did not hold, if for that reason nothing in it could serve; 0 otherwise.
  public let missing: Int
  public let path: String

  /// Opens the file, or makes it.
  ///
  /// - Parameters:
  ///   - known: as the audit has it.
  ///   - program: the version of Heed; what another version kept is not used.
  /// - Throws: `AuditIndexError` if it is no index, is in use, or cannot be read or written. A last frame that was cut off is dropped.
  public init(_ path: String, law: BulkLaw, known: CivilDate?, program: String)
    throws(AuditIndexError)
  {
    self.path = path
    let table = law.questionTable { digest(Array($0.utf8), bytes: 8) }
    let heading = Heading(
      program: program, vocabulary: digest(ofVocabulary: law.law.vocabulary),
      known: known?.description, questions: table)
    self.heading = heading
    var file = try IndexFile(path)
    mapped = try MappedBytes(file)
    var places: [RecordKey: Place] = [:]
    var numbers: QuestionNumbers?
    var missing: Int?
    var isLast = false
    var hasOther = false
    try mapped.forEachFrame(path) { frame in
      switch frame.kind {
      case .heading:
        let found = try? JSONDecoder().decode(Heading.self, from: Data(frame.bytes))
        numbers = nil
        isLast = found == heading
        guard let found, found.heed == heading.heed, found.program == heading.program,
          found.vocabulary == heading.vocabulary,
          found.known == heading.known
        else {
          hasOther = true
          return
        }
        let lacking = table.count(missingFrom: found.questions)
        missing = min(missing ?? lacking, lacking)
        if lacking == 0 { numbers = QuestionNumbers(of: found.questions, among: table) }
      case .record:
        guard let numbers, frame.bytes.count > RecordKey.size else { return }
        places[RecordKey(frame.bytes.prefix(RecordKey.size))] = Place(
          offset: frame.offset, numbers: numbers)
      }
    }
    self.missing = places.isEmpty ? missing ?? 0 : 0
    // What nothing of can serve is begun anew.
    let isStale = places.isEmpty && (missing != nil || hasOther)
    let end = isStale ? IndexFile.magic.count : mapped.wholeLength
    try file.cut(to: end)
    self.places = places
    appending = Mutex(
      Appending(file: file, hasHeading: isLast && !isStale, failure: nil))
  }

  /// How many records were taken as they were asked before, and how many were asked now.
  public var counts: (taken: Int, asked: Int) {
    (taken.load(ordering: .relaxed), asked.load(ordering: .relaxed))
  }

  public func evidence(
    of record: CaseRecord, readFrom bytes: [UInt8]?, otherwise ask: () -> KeptEvidence
  ) -> KeptEvidence {
    let key = RecordKey(of: record, readFrom: bytes)
    current.withLock { _ = $0.insert(key) }
    if let kept = kept(key) {
      taken.wrappingAdd(1, ordering: .relaxed)
      return kept
    }
    let evidence = ask()
    asked.wrappingAdd(1, ordering: .relaxed)
    keep(evidence, key)
    return evidence
  }

  private func kept(_ key: RecordKey) -> KeptEvidence? {
    guard let place = places[key], let frame = mapped.frame(at: place.offset),
      let bytes = inflated(frame.bytes.dropFirst(RecordKey.size))
    else { return nil }
    return KeptEvidence(bytes, place.numbers)
  }

  private func keep(_ evidence: KeptEvidence, _ key: RecordKey) {
    let bytes = key.bytes + deflated(evidence.bytes)
    appending.withLock { appending in
      guard appending.failure == nil else { return }
      do throws(AuditIndexError) {
        if !appending.hasHeading {
          let encoder = JSONEncoder()
          encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
          if let words = try? encoder.encode(heading) {
            try appending.file.append(.heading, Array(words))
            appending.hasHeading = true
          }
        }
        try appending.file.append(.record, bytes)
      } catch {
        appending.failure = error
      }
    }
  }

  /// Forces what was kept to the disk.
  ///
  /// - Parameter isWhole: whether the index was asked for every record of the caseload, so that any other record in it is one that the caseload
  ///   no longer holds, or not as it was.
  /// - Throws: `AuditIndexError` if something could not be written. What was written before it is whole.
  public func finish(isWhole: Bool = false) throws(AuditIndexError) {
    let failure = appending.withLock { appending -> AuditIndexError? in
      if let failure = appending.failure { return failure }
      do throws(AuditIndexError) {
        try appending.file.finish()
        if isWhole { try dropOthers(from: appending.file) }
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Writes the file anew without the records that were not asked for, if they are a quarter of it.
  private func dropOthers(from file: borrowing IndexFile) throws(AuditIndexError) {
    let current = current.withLock { $0 }
    func isCurrent(_ frame: MappedBytes.Frame) -> Bool {
      frame.bytes.count > RecordKey.size
        && current.contains(RecordKey(frame.bytes.prefix(RecordKey.size)))
    }
    let mapped = try MappedBytes(file)
    var dropped = 0
    try mapped.forEachFrame(path) { frame in
      if frame.kind == .record, !isCurrent(frame) {
        dropped += frame.bytes.count + IndexFile.frameOverhead
      }
    }
    if dropped * 4 < mapped.wholeLength { return }
    var failure: AuditIndexError?
    var new = try IndexFile(replacing: path)
    var heading: [UInt8]?
    try mapped.forEachFrame(path) { frame in
      guard failure == nil else { return }
      do throws(AuditIndexError) {
        switch frame.kind {
        case .heading: heading = Array(frame.bytes)
        case .record:
          guard isCurrent(frame) else { return }
          if let words = heading { try new.append(.heading, words) }
          heading = nil
          try new.append(.record, Array(frame.bytes))
        }
      } catch {
        failure = error
      }
    }
    if let failure {
      new.remove()
      throw failure
    }
    try new.replace(path)
  }
}

/// A record by what it says.
struct RecordKey: Hashable, Sendable {
  static let size = 16
  private let high: UInt64
  private let low: UInt64

  /// - Source: SHA-256 (FIPS 180-4) of what the record was read from, or else of the line that it would be written as, cut to 128 bits.
  init(of record: CaseRecord, readFrom bytes: [UInt8]?) {
    self = SHA256.hash(data: bytes ?? CaseLine(record).bytes).withUnsafeBytes { RecordKey($0) }
  }

  init(_ bytes: some Collection<UInt8>) {
    let halves = bytes.prefix(Self.size)
    high = halves.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = halves.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  var bytes: [UInt8] {
    [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - $0 * 8)) } }
  }
}

/// The first bytes of a SHA-256 in hexadecimal.
func digest(_ bytes: [UInt8], bytes count: Int) -> String {
  SHA256.hash(data: bytes).prefix(count).map { byte in
    let text = String(byte, radix: 16)
    return text.count == 1 ? "0" + text : text
  }.joined()
}

/// Of the words in which records speak: what a record holds on a question turns on them.
func digest(ofVocabulary vocabulary: Vocabulary) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  let facts = (try? encoder.encode(vocabulary.facts)) ?? Data()
  let kinds = (try? encoder.encode(vocabulary.sourceKinds)) ?? Data()
  return digest(Array(facts + kinds), bytes: 16)
}
