public import CaseRecord
internal import InOrder
internal import Synchronization
public import Vocabulary

/// Reads a whole caseload, one record after another, in memory that does not grow with the number of cases.
///
/// A record with a problem is given as such, with its place and everything that is wrong with it, and the reading goes on.
///
/// ```swift
/// let reader = CaseloadReader(try .at("cases.ndjson.gz"), vocabulary: law.vocabulary)
/// let count = try reader.forEach { item in
///   if let record = item.record { … } else { show(item.problems) }
/// }
/// ```
///
/// - Source: newline-delimited JSON as at https://github.com/ndjson/ndjson-spec; RFC 8259; RFC 1952.
public struct CaseloadReader: Sendable {
  /// Where the records are.
  public enum Source: Sendable {
    /// A file with one record on each line, as JSON; gzip if it begins as gzip does.
    case lines(String)
    /// Every `.yaml`, `.yml` and `.json` in a folder and the folders in it. Files with the same id are one record.
    case folder(String)
    /// Records that something else holds, such as a casebook. It is asked to give each, in an order that is always the same,
    /// from the one that stands after so many others.
    case given(
      name: String,
      @Sendable (_ from: Int, _ give: (CaseRecord) throws -> Void) throws -> Void)

    /// A folder or a file of lines, whichever is at the path.
    ///
    /// - Throws: ``CaseloadError``, code `caseload.cannot-open`, if there is neither.
    public static func at(_ path: String) throws(CaseloadError) -> Source {
      try isFolder(path) ? .folder(path) : .lines(path)
    }
  }

  /// Where to begin.
  public enum Start: Sendable {
    case beginning
    /// Where a record was found by an earlier reading of the same file. A record of a folder or of a giver is found by its number.
    case place(CasePlace)
    /// At the record that stands after so many others; what stands before it is not looked at.
    case record(Int)
  }

  public struct Options: Sendable {
    /// The ids that `framework:` may name; nil leaves them unchecked.
    public var frameworks: [String]?
    /// Says of a record, by what it would be read from, whether it is known: then nothing of it is read. Nil where nobody knows any, and no item has
    /// a digest.
    public var isKnown: (@Sendable (ContentDigest) -> Bool)?
    /// A longer line is a problem and is not read. In bytes.
    public var longestLine: Int
    /// How many records are read at once.
    public var workers: Int
    /// About how many bytes of lines one worker takes at a time.
    public var blockSize: Int
    /// Whether every record is read the thorough way, to compare.
    public var isThorough: Bool

    public init(
      frameworks: [String]? = nil, isKnown: (@Sendable (ContentDigest) -> Bool)? = nil,
      longestLine: Int = 16 << 20,
      workers: Int = 1, blockSize: Int = 3 << 19, isThorough: Bool = false
    ) {
      self.frameworks = frameworks
      self.isKnown = isKnown
      self.longestLine = max(1, longestLine)
      self.workers = max(1, workers)
      self.blockSize = max(1, blockSize)
      self.isThorough = isThorough
    }
  }

  public let source: Source
  public let vocabulary: Vocabulary
  public let options: Options

  public init(_ source: Source, vocabulary: Vocabulary, options: Options = Options()) {
    self.source = source
    self.vocabulary = vocabulary
    self.options = options
  }

  /// The same records, of which others are known.
  public func knowing(_ isKnown: (@Sendable (ContentDigest) -> Bool)?) -> CaseloadReader {
    var options = options
    options.isKnown = isKnown
    return CaseloadReader(source, vocabulary: vocabulary, options: options)
  }

  /// Gives each record to `body`, in order.
  ///
  /// - Throws: ``CaseloadError``, and whatever `body` throws, which ends the reading.
  @discardableResult
  public func forEach(
    from start: Start = .beginning, _ body: (CaseloadItem) throws -> Void
  ) throws -> CaseloadCount {
    try inBlocks(from: start, work: { $0 }) { items in
      for item in items { try body(item) }
    }
  }

  /// Gives some records at a time to `work`, several times at once, and what that makes of them to `collect`, in order.
  ///
  /// - Parameters:
  ///   - reading: told how much of the source has been read, from 0 to 1, where that can be known.
  ///   - work: runs on as many threads as there are workers.
  /// - Throws: ``CaseloadError``, and whatever the two throw, which ends the reading.
  @discardableResult
  public func inBlocks<Answer: Sendable>(
    from start: Start = .beginning, reading: (Double) -> Void = { _ in },
    work: @Sendable (consuming [CaseloadItem]) throws -> Answer,
    collect: (Answer) throws -> Void
  ) throws -> CaseloadCount {
    let team = Team(
      (0..<options.workers).map { _ in
        Worker(CaseDecoder(vocabulary: vocabulary, options: options))
      })
    var count = CaseloadCount()
    try inOrder(threads: options.workers, most: options.workers * 3) { add in
      try parts(from: start, reading, add)
    } work: { thread, part in
      team.answer(part, on: thread, work)
    } give: { result in
      let (answer, found) = try result.get()
      count.add(found)
      try collect(answer)
    }
    return count
  }

  /// How many records that are no lines one worker takes at a time.
  private static let recordsAtOnce = 64

  private func parts(
    from start: Start, _ reading: (Double) -> Void, _ give: (Undecoded) throws -> Void
  ) throws {
    switch source {
    case .lines(let path): try lines(of: path, from: start, reading, give)
    case .folder(let path):
      let first = start.number
      let all = try caseFiles(in: path)
      var batch: [CaseFiles] = []
      for (number, files) in all.enumerated() where number >= first {
        batch.append(
          CaseFiles(
            paths: files, place: CasePlace(file: files[0], line: 1, offset: 0, number: number)))
        guard batch.count == Self.recordsAtOnce || number == all.count - 1 else { continue }
        reading(Double(number + 1) / Double(all.count))
        try give(.files(batch))
        batch = []
      }
    case .given(let name, let records):
      var number = start.number
      var items: [CaseloadItem] = []
      try records(number) { record in
        let place = CasePlace(file: name, line: 1, offset: 0, number: number)
        items.append(CaseloadItem(place: place, record: record))
        number += 1
        if items.count == Self.recordsAtOnce {
          try give(.items(items))
          items = []
        }
      }
      if !items.isEmpty { try give(.items(items)) }
    }
  }

  private func lines(
    of path: String, from start: Start, _ reading: (Double) -> Void,
    _ give: (Undecoded) throws -> Void
  ) throws {
    let stream = try ByteStream(path)
    var place = CasePlace(file: path, line: 1, offset: 0, number: 0)
    if case .place(let known) = start {
      place = known
      try stream.seek(to: known.offset)
    }
    var cutter = LineCutter(
      stream, from: place, firstWanted: start.number, longest: options.longestLine,
      blockSize: options.blockSize)
    while let piece = try cutter.next() {
      if let share = stream.share { reading(share) }
      switch piece {
      case .block(let block): try give(.lines(block, file: path))
      case .problem(let problem, let place):
        if place.number < start.number { continue }
        let found = problem.diagnostic(at: place)
        try give(.items([CaseloadItem(place: place, record: nil, problems: [found])]))
      }
    }
  }
}

extension CaseloadReader.Start {
  /// How many records stand before the first that is wanted.
  var number: Int {
    switch self {
    case .beginning: 0
    case .place(let place): place.number
    case .record(let number): max(0, number)
    }
  }
}

/// One reader of records, for one thread at a time.
private final class Worker: Sendable {
  let decoder: Mutex<CaseDecoder>

  init(_ decoder: sending CaseDecoder) { self.decoder = Mutex(decoder) }
}

/// Readers that share the parts of a batch.
private struct Team {
  let workers: [Worker]

  init(_ workers: [Worker]) { self.workers = workers }

  typealias Answered<Answer> = Result<(Answer, CaseloadCount), any Error>

  /// What `work` makes of a part, on one of the threads.
  func answer<Answer: Sendable>(
    _ part: Undecoded, on thread: Int, _ work: @Sendable (consuming [CaseloadItem]) throws -> Answer
  ) -> Answered<Answer> {
    workers[thread].decoder.withLock { answer(&$0, part, work) }
  }

  private func answer<Answer>(
    _ decoder: inout CaseDecoder, _ part: Undecoded,
    _ work: (consuming [CaseloadItem]) throws -> Answer
  ) -> Answered<Answer> {
    let items = decoder.items(of: part)
    var count = CaseloadCount()
    // By place, so that no record is copied to look at it.
    for index in items.indices { count.add(items[index]) }
    do {
      // Handed on whole: whoever works on them may take the records out.
      return .success((try work(consume items), count))
    } catch {
      return .failure(error)
    }
  }
}
