public import BulkAudit
public import CaseRecord
public import CivilTime
internal import Crypto
internal import FoundationEssentials
internal import Glibc
internal import LawPack
internal import Synchronization
internal import Vocabulary

/// A file beside a caseload that holds what each record says on every question of the law, so that a change of the law asks no record again,
/// and what an audit found in it, so that an audit of the same reads no record again.
///
/// It is kept by what a record was read from, not by where it stands: a record that changed, or is only written differently, is asked anew
/// and added, and so is one that the file does not hold. What was found serves audits under the same law, of what was on file by the same
/// day, as long as no day has come on which anything in it may be otherwise (`KeptAnswers.days`). What was kept for questions that the law
/// no longer asks stays, and serves again if it asks them again. Where the law asks a question that the file does not hold, all records are
/// asked again, and ``missing`` says of how many questions that is so. When a quarter of the file is about records that a whole caseload no
/// longer holds as they were, or was found under another law or on days that have passed, that is dropped.
///
/// It holds ids of cases, of the people in them and of their tests, and the names of bodies, as the lists of an audit do, and only its owner can
/// read it. Under what people, places and things are recorded stands in it as hashes alone.
///
/// - Source: the file is frames, each a letter, a length, its bytes and their CRC-32 (ISO 3309), the last of which may be cut off.
public final class AuditIndex: RecordKeeper {
  /// Of what records were asked.
  struct Heading: Codable {
    var heed = "audit-index/5"
    var program: String
    /// The law's content hash: under the same law the same is asked.
    var law: String
    /// A digest of the words in which records speak.
    var vocabulary: String
    /// Only what was on file by this day.
    var known: String?
    var questions: QuestionTable
  }

  /// Under what answers were found.
  struct AnswersHeading: Codable, Equatable {
    var heed = "audit-index/5"
    var program: String
    /// The law's content hash.
    var law: String
    /// Only what was on file by this day.
    var known: String?
  }

  /// Where what is kept of a record stands, of which it may hold either, or both.
  private struct Place {
    var evidence: (range: Range<Int>, numbers: QuestionNumbers)?
    var answers: Range<Int>?

    /// How much of the file is about it.
    var size: Int {
      [evidence?.range, answers].compactMap(\.self).reduce(0) {
        $0 + $1.count + IndexFile.frameOverhead
      }
    }
  }

  private struct Appending: ~Copyable {
    var file: IndexFile
    /// The last headings of each kind in the file are those of this audit.
    var hasHeading: Bool
    var hasAnswersHeading: Bool
    /// How many bytes were added.
    var added = 0
    var failure: AuditIndexError?

    mutating func append(_ frame: NewFrame) throws(AuditIndexError) {
      try file.append(frame)
      added += frame.bytes.count
    }
  }

  private let auditor: BulkAuditor
  private let program: String
  private let known: String?
  private let answersHeading: AnswersHeading
  private let places: [ContentDigest: Place]
  private let answered = Atomic(0)
  private let taken = Atomic(0)
  private let asked = Atomic(0)
  private let appending: Mutex<Appending>
  /// The records that were asked for since the file was opened.
  private let current = Mutex<Set<ContentDigest>>([])
  private let mapped: MappedBytes
  /// How many questions the law asks that the file did not hold, if for that reason nothing in it could serve; 0 otherwise.
  public let missing: Int
  public let path: String

  /// Opens the file, or makes it.
  ///
  /// - Parameters:
  ///   - known: as the audit has it.
  ///   - program: what tells one build of Heed from another, of which a digest is kept; what another kept is not used.
  /// - Throws: `AuditIndexError` if it is no index, is in use, or cannot be read or written. A last frame that was cut off is dropped.
  public init(_ path: String, auditor: BulkAuditor, known: CivilDate?, program: [UInt8])
    throws(AuditIndexError)
  {
    let program = digest(program, bytes: 16)
    self.path = path
    self.auditor = auditor
    let law = auditor.law
    let known = known?.description
    self.program = program
    self.known = known
    let vocabulary = digest(ofVocabulary: law.law.vocabulary)
    // It takes longer than a small caseload to tell all questions apart, and under the same law nobody needs to.
    lazy var table = law.questionTable
    let answersHeading = AnswersHeading(
      program: program, law: law.law.contentHash, known: known)
    self.answersHeading = answersHeading
    var file = try IndexFile(path)
    mapped = try MappedBytes(file)
    var places: [ContentDigest: Place] = [:]
    var numbers: QuestionNumbers?
    var missing: Int?
    var (isLast, isLastOfAnswers) = (false, false)
    var hasOther = false
    try mapped.forEachFrame(path) { frame in
      switch frame.kind {
      case .heading:
        let found = try? JSONDecoder().decode(Heading.self, from: Data(frame.bytes))
        numbers = nil
        isLast = false
        guard let found, found.heed == answersHeading.heed, found.program == program,
          found.vocabulary == vocabulary, found.known == known
        else {
          hasOther = true
          return
        }
        isLast = found.law == answersHeading.law
        let own = isLast ? found.questions : table
        let lacking = own.count(missingFrom: found.questions)
        missing = min(missing ?? lacking, lacking)
        if lacking == 0 { numbers = QuestionNumbers(of: found.questions, among: own) }
      case .answersHeading:
        let found = try? JSONDecoder().decode(AnswersHeading.self, from: Data(frame.bytes))
        isLastOfAnswers = found == answersHeading
      case .record:
        guard let numbers, let digest = frame.digest else { return }
        places[digest, default: Place()].evidence = (frame.range, numbers)
      case .answers:
        guard isLastOfAnswers, let digest = frame.digest,
          frame.daysOfAnswers?.contains(law.day) == true
        else { return }
        places[digest, default: Place()].answers = frame.range
      }
    }
    self.missing = places.isEmpty ? missing ?? 0 : 0
    // What nothing of can serve is begun anew.
    let isStale = places.isEmpty && (missing != nil || hasOther)
    let end = isStale ? IndexFile.magic.count : mapped.wholeLength
    try file.cut(to: end)
    self.places = places
    appending = Mutex(
      Appending(
        file: file, hasHeading: isLast && !isStale,
        hasAnswersHeading: isLastOfAnswers && !isStale, failure: nil))
  }

  /// Of how many records it was known what is found in them, how many were taken as they were asked before, and how many were asked now.
  public var counts: (answered: Int, taken: Int, asked: Int) {
    (
      answered.load(ordering: .relaxed), taken.load(ordering: .relaxed),
      asked.load(ordering: .relaxed)
    )
  }

  // MARK: Taking

  /// Whether it is known what an audit finds in a record, so that nothing of it need be read.
  public func holdsAnswers(to record: ContentDigest) -> Bool { places[record]?.answers != nil }

  /// What an audit finds in a record of which that is known.
  ///
  /// - Throws: `AuditIndexError`, code `audit-index.damaged`, if it is not what was kept.
  public func answers(to record: ContentDigest) throws(AuditIndexError) -> KnownCase {
    guard let place = places[record]?.answers,
      let known = KnownCase(Array(mapped[place].answers), under: auditor)
    else { throw AuditIndexError(code: .damaged, path: path, reason: "") }
    current.withLock { _ = $0.insert(record) }
    answered.wrappingAdd(1, ordering: .relaxed)
    return known
  }

  /// What was kept of joined cases; nil where nothing was.
  public func answer(toJoined cases: ContentDigest) -> [UInt8]? {
    guard let place = places[cases]?.answers else { return nil }
    current.withLock { _ = $0.insert(cases) }
    return Array(mapped[place].answers)
  }

  public func evidence(
    of record: ContentDigest, otherwise ask: () -> KeptEvidence
  ) -> KeptEvidence {
    current.withLock { _ = $0.insert(record) }
    if let kept = evidence(of: record) {
      taken.wrappingAdd(1, ordering: .relaxed)
      return kept
    }
    let evidence = ask()
    asked.wrappingAdd(1, ordering: .relaxed)
    keep(NewFrame(.record, record.bytes, evidence.bytes), .heading)
    return evidence
  }

  private func evidence(of record: ContentDigest) -> KeptEvidence? {
    places[record]?.evidence.flatMap { KeptEvidence(mapped[$0.range].evidence, $0.numbers) }
  }

  // MARK: Keeping

  public func keep(_ answers: KeptAnswers, of record: ContentDigest) {
    if holdsAnswers(to: record) { return }
    keep(NewFrame(.answers, record.bytes, answers.days.bytes, answers.bytes), .answersHeading)
  }

  /// - Parameter kind: the heading under which it stands.
  private func keep(_ frame: NewFrame, _ kind: FrameKind) {
    appending.withLock { appending in
      guard appending.failure == nil else { return }
      do throws(AuditIndexError) {
        if kind == .heading, !appending.hasHeading {
          let law = auditor.law
          let heading = Heading(
            program: program, law: law.law.contentHash,
            vocabulary: digest(ofVocabulary: law.law.vocabulary), known: known,
            questions: law.questionTable)
          try appending.append(NewFrame(.heading, written(heading)))
          appending.hasHeading = true
        }
        if kind == .answersHeading, !appending.hasAnswersHeading {
          try appending.append(NewFrame(.answersHeading, written(answersHeading)))
          appending.hasAnswersHeading = true
        }
        try appending.append(frame)
      } catch {
        appending.failure = error
      }
    }
  }

  private func written(_ heading: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // What is not written as it was is not found again.
    return (try? encoder.encode(heading)).map { Array($0) } ?? []
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
        if isWhole { try dropOthers(from: appending.file, added: appending.added) }
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Gives the headings, and after each the frames of the caseload's records that it may serve again.
  private func forEachCurrent(
    in mapped: MappedBytes, _ give: (MappedBytes.Frame) -> Void
  ) throws(AuditIndexError) {
    let current = current.withLock { $0 }
    let answers = written(answersHeading)
    var isOwn = false
    try mapped.forEachFrame(path) { frame in
      switch frame.kind {
      case .heading: give(frame)
      case .answersHeading:
        isOwn = frame.bytes.elementsEqual(answers)
        if isOwn { give(frame) }
      case .record:
        if frame.digest.map(current.contains) == true { give(frame) }
      case .answers:
        if isOwn, frame.digest.map(current.contains) == true,
          frame.daysOfAnswers?.contains(auditor.law.day) == true
        {
          give(frame)
        }
      }
    }
  }

  /// Writes the file anew without what can serve nothing again, if that is a quarter of it.
  private func dropOthers(from file: borrowing IndexFile, added: Int) throws(AuditIndexError) {
    let used = current.withLock { $0.reduce(added) { $0 + (places[$1]?.size ?? 0) } }
    let size = self.mapped.wholeLength + added
    if (size - used) * 4 < size { return }
    let mapped = try MappedBytes(file)
    var kept = IndexFile.magic.count
    try forEachCurrent(in: mapped) { kept += $0.bytes.count + IndexFile.frameOverhead }
    if (mapped.wholeLength - kept) * 4 < mapped.wholeLength { return }
    var failure: AuditIndexError?
    var new = try IndexFile(replacing: path)
    // A heading is written before what stands under it, if anything does.
    var headings: [FrameKind: [UInt8]] = [:]
    try forEachCurrent(in: mapped) { frame in
      guard failure == nil else { return }
      do throws(AuditIndexError) {
        if let heading = frame.kind.heading {
          if let words = headings.removeValue(forKey: heading) {
            try new.append(NewFrame(heading, words))
          }
          try new.append(NewFrame(frame.kind, Array(frame.bytes)))
        } else {
          headings[frame.kind] = Array(frame.bytes)
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

extension FrameKind {
  /// Under which heading it stands; nil of a heading.
  fileprivate var heading: FrameKind? {
    switch self {
    case .record: .heading
    case .answers: .answersHeading
    case .heading, .answersHeading: nil
    }
  }
}

extension MappedBytes.Frame {
  /// Of the record that it is about.
  fileprivate var digest: ContentDigest? {
    bytes.count > ContentDigest.size ? ContentDigest(bytes) : nil
  }

  /// On which days of an audit answers are found.
  fileprivate var daysOfAnswers: DayRange? {
    DayRange(bytes: UnsafeRawBufferPointer(rebasing: bytes.dropFirst(ContentDigest.size)))
  }
}

extension UnsafeRawBufferPointer {
  /// What stands in a frame after the digest.
  fileprivate var evidence: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: dropFirst(ContentDigest.size))
  }

  /// What stands in a frame after the digest and the days.
  fileprivate var answers: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: dropFirst(ContentDigest.size + DayRange.size))
  }
}

extension DayRange {
  /// Two numbers of days of four bytes each, least first.
  fileprivate static let size = 8

  fileprivate var bytes: [UInt8] {
    withUnsafeBytes(of: (first.littleEndian, last.littleEndian)) { Array($0) }
  }

  /// Nil where there are not so many bytes.
  fileprivate init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.size else { return nil }
    func day(_ start: Int, open: Int32) -> CivilDate? {
      let number = Int32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: Int32.self))
      return number == open ? nil : CivilDate(dayNumber: Int(number))
    }
    self.init(day(0, open: .min), day(4, open: .max))
  }
}

extension BulkLaw {
  /// Its questions, each as a digest of its words.
  fileprivate var questionTable: QuestionTable {
    questionTable { digest(Array($0.utf8), bytes: 8) }
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
