internal import CaseRecord
internal import Diagnostics
internal import Documents
internal import Glibc
internal import Vocabulary

/// Part of a caseload before its records are read.
enum Undecoded: Sendable {
  case lines(LineBlock, file: String)
  case files([CaseFiles])
  case items([CaseloadItem])
}

/// The files of one record.
struct CaseFiles: Sendable {
  var paths: [String]
  var place: CasePlace
}

/// Reads records from their bytes: the quick way, or else the thorough one.
struct CaseDecoder {
  private let vocabulary: Vocabulary
  private let options: CaseloadReader.Options
  private let reading: RecordReading.Options
  private var quick: FastReader?

  init(vocabulary: Vocabulary, options: CaseloadReader.Options) {
    self.vocabulary = vocabulary
    self.options = options
    reading = RecordReading.Options(frameworks: options.frameworks)
    quick =
      options.isThorough
      ? nil : FastReader(vocabulary: vocabulary, frameworks: options.frameworks)
  }

  mutating func items(of part: Undecoded) -> [CaseloadItem] {
    switch part {
    case .items(var items):
      if options.isKnown != nil {
        for index in items.indices {
          items[index].digest = items[index].record.map { ContentDigest(of: $0) }
          if recognise(&items[index]) { items[index].record = nil }
        }
      }
      return items
    case .files(let records): return records.map { item(of: $0.paths, at: $0.place) }
    case .lines(let block, let file): return items(of: block, file: file)
    }
  }

  private func recognise(_ item: inout CaseloadItem) -> Bool {
    guard let isKnown = options.isKnown, let digest = item.digest else { return false }
    item.isKnown = isKnown(digest)
    return item.isKnown
  }

  // MARK: Lines

  private mutating func items(of block: LineBlock, file: String) -> [CaseloadItem] {
    var items: [CaseloadItem] = []
    items.reserveCapacity(block.lines.count)
    block.bytes.withUnsafeBufferPointer { bytes in
      for (index, line) in block.lines.enumerated() {
        let place = CasePlace(
          file: file, line: line.number, offset: block.offset + line.range.lowerBound,
          number: block.firstRecord + index)
        let text = UnsafeBufferPointer(rebasing: bytes[line.range])
        // Each is read where it stands: to hand on so large a value would copy it.
        items.append(CaseloadItem(place: place, record: nil))
        if options.isKnown != nil {
          items[items.count - 1].digest = ContentDigest(hashing: UnsafeRawBufferPointer(text))
          if recognise(&items[items.count - 1]) { continue }
        }
        read(text, into: &items[items.count - 1])
      }
    }
    return items
  }

  private mutating func read(_ text: UnsafeBufferPointer<UInt8>, into item: inout CaseloadItem) {
    let place = item.place
    if text.count > options.longestLine {
      let problem = CaseloadProblem.lineTooLong(limit: options.longestLine)
      item.problems = [problem.diagnostic(at: place)]
      return
    }
    if let record = quick?.record(text) {
      item.record = record
      return
    }
    var report = Report()
    let whole = RecordFile(name: place.file, bytes: Array(text), format: .json)
    let records = readCaseRecords(
      [whole], vocabulary: vocabulary, options: reading, report: &report)
    item.record = records.first
    item.wasThorough = true
    // A line of the file is the whole document to the reader, even one with carriage returns in it.
    item.problems = report.diagnostics.map { found in
      var found = found
      found.location.position.line = place.line
      return found
    }
  }

  // MARK: Files

  private mutating func item(of paths: [String], at place: CasePlace) -> CaseloadItem {
    var problems: [Diagnostic] = []
    var files: [RecordFile] = []
    for path in paths {
      guard let format = DocumentFormat(fileName: path) else { continue }
      switch wholeFile(path) {
      case .success(let bytes): files.append(RecordFile(name: path, bytes: bytes, format: format))
      case .failure(let problem):
        problems.append(problem.diagnostic(at: Location(file: path, position: .start)))
      }
    }
    var item = CaseloadItem(place: place, record: nil)
    // What one of the files could not be read for is not what was known.
    if options.isKnown != nil, problems.isEmpty {
      // Where one ends and the next begins is part of what they say, and so is how each is written.
      let headings = files.map { "\($0.format) \($0.bytes.count)\n" }.joined()
      item.digest = ContentDigest(hashing: Array(headings.utf8) + files.flatMap(\.bytes))
      if recognise(&item) { return item }
    }
    if problems.isEmpty, files.count == 1, files[0].format == .json,
      let record = files[0].bytes.withUnsafeBufferPointer({ quick?.record($0) })
    {
      item.record = record
      return item
    }
    var report = Report()
    let records = readCaseRecords(
      files, vocabulary: vocabulary, options: reading, report: &report)
    problems += report.diagnostics
    let isWhole = problems.allSatisfy { $0.severity == .warning }
    item.record = isWhole ? records.first : nil
    item.problems = problems
    item.wasThorough = true
    return item
  }
}

extension CaseloadProblem {
  func diagnostic(at place: CasePlace) -> Diagnostic {
    diagnostic(
      at: Location(file: place.file, position: Position(line: place.line, column: 1)))
  }
}

/// The bytes of a file, if there are no more than any reader of documents takes.
func wholeFile(_ path: String) -> Result<[UInt8], CaseloadProblem> {
  let limit = DocumentLimits.json.maximumBytes
  do throws(CaseloadError) {
    let stream = try ByteStream(path, asItIs: true)
    var bytes: [UInt8] = []
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { room.deallocate() }
    while true {
      let got = try stream.read(into: room)
      if got == 0 { return .success(bytes) }
      bytes.append(contentsOf: room[..<got])
      if bytes.count > limit { return .failure(.tooLarge(limit: limit)) }
    }
  } catch {
    return .failure(.unreadable(reason: error.reason))
  }
}
