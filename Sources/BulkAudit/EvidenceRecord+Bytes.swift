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
    writer.put(parts.count)
    for part in parts { part.write(to: &writer) }
    return writer.bytes
  }

  /// What was kept, in the questions of another law; nil if the bytes are not what `bytes` made.
  ///
  /// - Parameter numbers: where the questions of then stand now. What now asks nothing is left out.
  public init?(_ bytes: [UInt8], _ numbers: QuestionNumbers) {
    var reader = NumberReader(bytes[...])
    guard let count = reader.next(), count > 0, count <= bytes.count else { return nil }
    parts = []
    for _ in 0..<count {
      guard let part = EvidenceRecord(&reader, numbers) else { return nil }
      parts.append(part)
    }
    guard reader.isAtEnd else { return nil }
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
  }

  fileprivate var leaves: [Int?] { kinds.last ?? [] }
}

extension BulkLaw {
  /// Every question in its own words, with the days of the frameworks on which its answer turns.
  ///
  /// - Parameter digest: makes one short word of each.
  public func questionTable(_ digest: (String) -> String) -> QuestionTable {
    func days(_ frameworks: [String]) -> [String] {
      frameworks.map { id in
        let framework = law[framework: id]
        return
          "\(id) \(String(describing: framework?.governsBy)) \(String(describing: framework?.inForce)) \(framework?.straddle ?? [])"
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

extension EvidenceRecord {
  fileprivate func write(to writer: inout NumberWriter) {
    writer.put(days.count)
    var before = 0
    for day in days {
      writer.put(zigzag: day.dayNumber - before)
      before = day.dayNumber
    }
    // Few sets of days occur in one record, so they are told by number.
    var patterns: [DayBits] = []
    var numbers: [DayBits: Int] = [:]
    for bits in rows.flatMap({ $0.rowDays + $0.known.map(\.days) }) where numbers[bits] == nil {
      numbers[bits] = patterns.count
      patterns.append(bits)
    }
    writer.put(patterns.count)
    for bits in patterns { writer.put(bits) }
    for rows in rows {
      writer.put(rows.groups.count - 1)
      for group in rows.groups.dropFirst() { writer.put(Int(group)) }
      for row in 0..<rows.count {
        writer.put(numbers[rows.rowDays[row]] ?? 0)
        let known = rows.known[rows.places(ofRow: row)].flatMap(\.each)
          .sorted { ($0.cluster, $0.code) < ($1.cluster, $1.code) }
        writer.put(known.count)
        var (cluster, code) = (0, 0)
        for known in known {
          // Zero: of the same cluster as the one before.
          let step = Int(known.cluster) - cluster
          if step > 0 { code = 0 }
          writer.put(step)
          writer.put(Int(known.code) - code)
          writer.put(numbers[known.days] ?? 0)
          (cluster, code) = (Int(known.cluster), Int(known.code))
        }
      }
    }
  }

  fileprivate init?(_ reader: inout NumberReader, _ numbers: QuestionNumbers) {
    days = []
    guard let dayCount = reader.next(), dayCount < DayBits.bitWidth else { return nil }
    var before = 0
    for _ in 0..<dayCount {
      guard let step = reader.nextZigzag(), let next = Int32(exactly: step) else { return nil }
      before += Int(next)
      days.append(CivilDate(dayNumber: before))
    }
    guard let patternCount = reader.next(), patternCount <= reader.left else { return nil }
    var patterns: [DayBits] = []
    for _ in 0..<patternCount {
      guard let bits = reader.nextBits() else { return nil }
      patterns.append(bits)
    }
    for kind in rows.indices {
      guard let groupCount = reader.next(), groupCount <= reader.left else { return nil }
      var row = 0
      var ends: [Int] = []
      for _ in 0..<groupCount {
        guard let end = reader.next(), end >= ends.last ?? 0 else { return nil }
        ends.append(end)
      }
      guard ends.last ?? 0 <= reader.left else { return nil }
      for end in ends {
        while row < end {
          guard
            rows[kind].readRow(&reader, patterns, numbers.kinds[kind], numbers.leaves)
          else { return nil }
          row += 1
        }
        rows[kind].endGroup()
      }
    }
  }
}

extension DatedRows {
  fileprivate mutating func readRow(
    _ reader: inout NumberReader, _ patterns: [DayBits], _ questions: [Int?], _ leaves: [Int?]
  ) -> Bool {
    guard let rowPattern = reader.next(), rowPattern < patterns.count, let count = reader.next()
    else { return false }
    var (cluster, code) = (0, 0)
    for _ in 0..<count {
      guard let clusterStep = reader.next(), clusterStep <= DatedRows.mostClusters - cluster,
        let step = reader.next(), step <= Int(Known.Code.max),
        let pattern = reader.next(), pattern < patterns.count
      else { return false }
      cluster += clusterStep
      code = clusterStep > 0 ? step : code + step
      let numbers = cluster == 0 ? questions : leaves
      guard code >> 1 < numbers.count else { return false }
      guard let number = numbers[code >> 1] else { continue }
      append(Known.Code(number << 1 | code & 1), cluster: cluster, patterns[pattern])
    }
    endRow(patterns[rowPattern])
    return true
  }
}
