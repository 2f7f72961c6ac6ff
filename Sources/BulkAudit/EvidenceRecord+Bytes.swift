import CivilTime
import EvidenceLogic
import LawPack

/// What was found in one record on every question that a law asked, kept so that the record need not be asked again.
///
/// It holds numbers of questions, days and rows, and no word of the record.
public struct KeptEvidence: Sendable, Equatable {
  /// One after another, as many days as fit.
  var parts: [EvidenceRecord]

  /// As bytes: numbers of seven bits a byte, least first, each code as its distance from the one before it.
  public var bytes: [UInt8] {
    var writer = NumberWriter()
    // Most records take fewer.
    writer.bytes.reserveCapacity(1024)
    writer.put(parts.count)
    for part in parts { part.write(to: &writer) }
    return writer.bytes
  }

  /// What was kept, in the questions of another law; nil if the bytes are not what `bytes` made.
  ///
  /// - Parameter numbers: where the questions of then stand now. What now asks nothing is left out.
  public init?(_ bytes: UnsafeRawBufferPointer, _ numbers: QuestionNumbers) {
    let bytes = bytes.bindMemory(to: UInt8.self).span
    var cursor = NumberCursor(0..<bytes.count)
    guard let count = cursor.nextCount(in: bytes), count > 0 else { return nil }
    parts = []
    for _ in 0..<count {
      guard let part = EvidenceRecord(&cursor, bytes, numbers) else { return nil }
      parts.append(part)
    }
    guard cursor.isAtEnd else { return nil }
  }

  init(parts: [EvidenceRecord]) { self.parts = parts }
}

/// The questions of a law, as they are told apart from one law to the next.
public struct QuestionTable: Sendable, Hashable, Codable {
  /// By `RowKind.index`: what is asked of rows of that kind, in the order of its numbers; after them the leaves.
  public var kinds: [[String]]

  public init(kinds: [[String]]) { self.kinds = kinds }

  /// How many of these questions another law does not ask.
  public func count(missingFrom other: QuestionTable) -> Int {
    kinds.enumerated().reduce(0) { sum, kind in
      let others = kind.offset < other.kinds.count ? Set(other.kinds[kind.offset]) : []
      return sum + kind.element.count { !others.contains($0) }
    }
  }
}

/// Where the questions of one law stand among those of another.
public struct QuestionNumbers: Sendable {
  /// By kind, and then of leaves, for each number of then: that of now; nil for what is no longer asked.
  fileprivate let kinds: [[Int?]]
  /// Whether every number is what it was.
  fileprivate let isAsItWas: Bool

  /// - Parameters:
  ///   - other: the questions that were asked.
  ///   - own: those that are asked now.
  public init(of other: QuestionTable, among own: QuestionTable) {
    kinds = own.kinds.enumerated().map { kind, now in
      let then = kind < other.kinds.count ? other.kinds[kind] : []
      let places = Dictionary(
        now.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      let numbers = then.map { places[$0] }
      // After the questions stands for each whether all that it could mean is denied (`QuestionPlan.denied`).
      return kind < RowKind.all.count
        ? numbers + numbers.map { $0.map { $0 + now.count } } : numbers
    }
    isAsItWas = kinds.allSatisfy { numbers in
      numbers.enumerated().allSatisfy { $0.element == $0.offset }
    }
  }

  fileprivate var leaves: [Int?] { kinds.last ?? [] }
}

extension BulkLaw {
  /// Every question in its own words, with the days of the frameworks on which its answer turns.
  ///
  /// - Parameter digest: makes one short word of each.
  public func questionTable(_ digest: (String) -> String) -> QuestionTable {
    // Many questions turn on the days of the same few.
    var daysByID: [String: String] = [:]
    func days(_ frameworks: [String]) -> [String] {
      frameworks.map { id in
        if let days = daysByID[id] { return days }
        let framework = law[framework: id]
        let days =
          "\(id) \(String(describing: framework?.governsBy)) \(String(describing: framework?.inForce)) \(framework?.straddle ?? [])"
        daysByID[id] = days
        return days
      }
    }
    let asked = questions.map { questions in
      questions.map { digest("\($0) \(days($0.frameworks))") }
    }
    let leaves = plan.leafTexts.map { digest("\($0.text) \(days($0.frameworks))") }
    return QuestionTable(kinds: asked + [leaves])
  }
}

extension Question {
  /// The frameworks whose days decide what the question asks.
  fileprivate var frameworks: [String] {
    switch self {
    case .fact(_, let frame, _, _): frame.straddling
    case .outOfForce(let frame, let framework): frame.straddling + [framework]
    case .conviction, .answered, .decided, .own: []
    }
  }
}

// MARK: One record

/// Sets of days, told by number: few occur in one record.
private struct DayPatterns {
  private(set) var all: [DayBits] = []

  mutating func number(of days: DayBits) -> Int {
    if let number = all.firstIndex(of: days) { return number }
    all.append(days)
    return all.count - 1
  }
}

extension EvidenceRecord {
  fileprivate func write(to writer: inout NumberWriter) {
    writer.put(days.count)
    var before = 0
    for day in days {
      writer.put(zigzag: day.dayNumber - before)
      before = day.dayNumber
    }
    var patterns = DayPatterns()
    for rows in rows {
      for days in rows.rowDays { _ = patterns.number(of: days) }
      for known in rows.known { _ = patterns.number(of: known.days) }
    }
    writer.put(patterns.all.count)
    for bits in patterns.all { writer.put(bits) }
    for rows in rows {
      writer.put(rows.groups.count - 1)
      for group in rows.groups.dropFirst() { writer.put(Int(group)) }
      for row in 0..<rows.count {
        writer.put(patterns.number(of: rows.rowDays[row]))
        let places = rows.places(ofRow: row)
        writer.put(places.count)
        var (cluster, code) = (0, 0)
        for place in places {
          let known = rows.known[place]
          // Most are of the same cluster as the one before, and stand alone.
          let (isOther, hasOthers) = (Int(known.cluster) != cluster, known.others != 0)
          let pattern = patterns.number(of: known.days)
          writer.put(pattern << 2 | (hasOthers ? 2 : 0) | (isOther ? 1 : 0))
          if isOther { writer.put(zigzag: Int(known.cluster) - cluster) }
          writer.put(zigzag: Int(known.code) - code)
          if hasOthers { writer.put(UInt64(known.others)) }
          (cluster, code) = (Int(known.cluster), Int(known.code))
        }
      }
    }
  }

  fileprivate init?(
    _ cursor: inout NumberCursor, _ bytes: Span<UInt8>, _ numbers: QuestionNumbers
  ) {
    days = []
    guard let dayCount = cursor.next(in: bytes), dayCount < DayBits.bitWidth else { return nil }
    var before = 0
    for _ in 0..<dayCount {
      guard let step = cursor.nextZigzag(in: bytes), let next = Int32(exactly: step) else {
        return nil
      }
      before += Int(next)
      days.append(CivilDate(dayNumber: before))
    }
    guard let patternCount = cursor.nextCount(in: bytes) else { return nil }
    var patterns: [DayBits] = []
    for _ in 0..<patternCount {
      guard let bits = cursor.nextBits(in: bytes) else { return nil }
      patterns.append(bits)
    }
    for kind in rows.indices {
      guard let groupCount = cursor.nextCount(in: bytes) else { return nil }
      var row = 0
      var ends: [Int] = []
      for _ in 0..<groupCount {
        guard let end = cursor.next(in: bytes), end >= ends.last ?? 0 else { return nil }
        ends.append(end)
      }
      guard ends.last ?? 0 <= cursor.left else { return nil }
      for end in ends {
        while row < end {
          guard rows[kind].readRow(&cursor, bytes, patterns, numbers, kind) else { return nil }
          row += 1
        }
        rows[kind].endGroup()
      }
    }
  }
}

extension DatedRows {
  fileprivate mutating func readRow(
    _ cursor: inout NumberCursor, _ bytes: Span<UInt8>, _ patterns: [DayBits],
    _ numbers: QuestionNumbers, _ kind: Int
  ) -> Bool {
    guard let rowPattern = cursor.next(in: bytes), rowPattern < patterns.count,
      let count = cursor.nextCount(in: bytes)
    else { return false }
    var (cluster, code) = (0, 0)
    for _ in 0..<count {
      guard let heading = cursor.next(in: bytes), heading >> 2 < patterns.count,
        let clusterStep = heading & 1 == 0 ? 0 : cursor.nextZigzag(in: bytes),
        (-cluster...DatedRows.mostClusters - cluster).contains(clusterStep),
        let codeStep = cursor.nextZigzag(in: bytes),
        (-code...Int(Known.Code.max) - code).contains(codeStep),
        let bits = heading & 2 == 0 ? 0 : cursor.nextBits(in: bytes),
        let others = UInt32(exactly: bits)
      else { return false }
      cluster += clusterStep
      code += codeStep
      let known = Known(
        code: Known.Code(code), cluster: UInt16(cluster), others: others,
        days: patterns[heading >> 2])
      let places = cluster == 0 ? numbers.kinds[kind] : numbers.leaves
      guard code >> 1 + (UInt64.bitWidth - 1 - known.steps.leadingZeroBitCount) < places.count
      else { return false }
      if numbers.isAsItWas {
        append(known)
        continue
      }
      for known in known.each {
        guard let number = places[Int(known.code) >> 1] else { continue }
        append(Known.Code(number << 1 | Int(known.code) & 1), cluster: cluster, known.days)
      }
    }
    endRow(patterns[rowPattern])
    return true
  }
}
