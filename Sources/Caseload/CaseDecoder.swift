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
    case .items(let items): items
    case .files(let records): records.map { item(of: $0.paths, at: $0.place) }
    case .lines(let block, let file): items(of: block, file: file)
    }
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
        read(text, into: &items[items.count - 1])
        if options.keepsBytes { items[items.count - 1].bytes = Array(text) }
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
    let bytes = options.keepsBytes ? files.flatMap(\.bytes) : nil
    if problems.isEmpty, files.count == 1, files[0].format == .json,
      let record = files[0].bytes.withUnsafeBufferPointer({ quick?.record($0) })
    {
      return CaseloadItem(place: place, record: record, bytes: bytes)
    }
    var report = Report()
    let records = readCaseRecords(
      files, vocabulary: vocabulary, options: reading, report: &report)
    problems += report.diagnostics
    let isWhole = problems.allSatisfy { $0.severity == .warning }
    return CaseloadItem(
      place: place, record: isWhole ? records.first : nil, problems: problems, bytes: bytes,
      wasThorough: true)
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
