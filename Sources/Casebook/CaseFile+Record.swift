public import CaseRecord
public import CivilTime
public import Diagnostics
internal import Documents
internal import FoundationEssentials
public import Vocabulary

/// A case as one reader sees it, as a record that every question can be asked of.
public struct CaseView: Sendable {
  public var record: CaseRecord
  public var lens: Lens
  /// The version of each statement, response, warning and source, in the order of the record.
  public var statements: [CaseFile.Version]
  public var responses: [CaseFile.Version]
  public var warnings: [CaseFile.Version]
  /// How often each thing was withheld.
  public var withheld: [Lens.Withholding: Int]
  /// What is known to be missing: erased entries, meetings without minutes.
  public var gaps: [String]
}

extension CaseFile {
  /// What is wrong with the case if items are added to it and versions taken away. Empty if it reads.
  ///
  /// Only what the others are looked up in is read again with the items: the lists of people, places, things and sources.
  public func problems(
    adding items: [Item], replacing entries: Set<Int> = [], vocabulary: Vocabulary,
    frameworks: [String]
  ) -> Report {
    let declaring: Set<ItemKind> = [.people, .places, .things, .sources, .warnings]
    let kept = current.filter { version in
      guard !entries.contains(version.entry), let kind = version.item?.kind else { return false }
      return declaring.contains(kind)
    }
    var report = Report()
    _ = read(
      kept.compactMap(\.item) + items, vocabulary: vocabulary, frameworks: frameworks,
      report: &report)
    return report
  }

  /// The case as it would stand if somebody added items to it. Nothing is entered.
  package func adding(_ items: [Item], by author: Author, at now: Instant) -> CaseFile {
    let next = (entries.last ?? 0) + 1
    var file = self
    file.versions += items.enumerated().map { offset, item in
      Version(entry: next + offset, at: now, author: author, kind: .record, item: item)
    }
    return file
  }

  /// The case through a lens, as a record.
  ///
  /// - Returns: nil if it does not read, which is in `report`: names and places of items, never their values.
  public func view(
    through lens: Lens, vocabulary: Vocabulary, frameworks: [String], on day: CivilDate,
    report: inout Report
  ) -> CaseView? {
    var filter = LensFilter(lens, self)
    let seen = current.compactMap { version in filter.see(version) }
    var own = Report()
    let record = read(
      seen.map(\.item), vocabulary: vocabulary, frameworks: frameworks, report: &own)
    // The record has a statement once that is there several times, each of which is a version.
    let repeated = Set(
      own.diagnostics.filter { $0.code == "record.repeated-statement" }
        .map(\.location.position.line))
    report.merge(own)
    guard let record else { return nil }
    func versions(_ kind: ItemKind) -> [Version] {
      seen.filter { $0.item.kind == kind }.map(\.version)
    }
    return CaseView(
      record: record, lens: lens,
      statements: versions(.statements).enumerated().filter { !repeated.contains($0.offset + 1) }
        .map(\.element),
      responses: versions(.responses), warnings: versions(.warnings),
      withheld: filter.counts,
      gaps: gaps(on: day, isForOutsiders: lens.withheld.contains(.otherPeople)))
  }

  /// The record that a reader has before them, from whose file what they may not see was taken out and counted before.
  ///
  /// - Parameters:
  ///   - lens: through which they see the case.
  ///   - withheld: how often each thing was taken out.
  ///   - copy: through which somebody is given a copy, if it is for another; it withholds more, never less.
  /// - Returns: nil if it does not read, which is in `report`.
  public func view(
    seenThrough lens: Lens, withholding withheld: [Lens.Withholding: Int], copy: Lens? = nil,
    vocabulary: Vocabulary, frameworks: [String], on day: CivilDate, report: inout Report
  ) -> CaseView? {
    var further = copy ?? Lens(name: lens.name, reader: lens.reader, withheld: [])
    further.withheld.subtract(lens.withheld)
    guard
      var view = view(
        through: further, vocabulary: vocabulary, frameworks: frameworks, on: day, report: &report)
    else { return nil }
    view.withheld.merge(withheld.filter { $0.value > 0 }, uniquingKeysWith: +)
    return view
  }

  /// What is known to be missing from the case.
  ///
  /// - Parameter isForOutsiders: says of what kind and from when each gap is, and nothing that people wrote.
  public func gaps(on day: CivilDate, isForOutsiders: Bool = false) -> [String] {
    func group(_ meeting: Scheduled) -> String {
      let name = isForOutsiders ? "a meeting" : meeting.meeting.group
      return "\(name), \(describe(meeting.meeting.on))"
    }
    var gaps = erasures.map { erasure in
      let count = erasure.part.entries.count
      let what = count == 1 ? "1 entry was" : "\(count) entries were"
      let authority = isForOutsiders ? "by law" : "under \(erasure.part.authority)"
      return "\(what) erased on \(describe(erasure.at.day)) \(authority) (entry \(erasure.entry))"
    }
    for meeting in meetings where meeting.state(on: day) == .overdue {
      gaps.append("\(group(meeting)): no minutes (entry \(meeting.entry))")
    }
    for meeting in meetings {
      guard let cancellation = meeting.cancellation else { continue }
      let reason = isForOutsiders ? "" : ", \(cancellation.part.reason)"
      gaps.append("\(group(meeting)): cancelled\(reason) (entry \(cancellation.entry))")
    }
    return gaps
  }

  /// The current items as a case file.
  func document(_ items: [Item]) -> Content {
    var lists: [ItemKind: [Content]] = [:]
    for item in items { lists[item.kind, default: []].append(item.content) }
    var members: [String: Content] = [
      "heed": .text("case/1"), "id": .text(id), "title": .text(opening?.part.title ?? id),
      "jurisdiction": .text(opening?.part.jurisdiction ?? ""),
    ]
    for (kind, list) in lists { members[kind.rawValue] = .list(list) }
    return .map(members)
  }

  private func read(
    _ items: [Item], vocabulary: Vocabulary, frameworks: [String], report: inout Report
  ) -> CaseRecord? {
    let node = document(items).node()
    let options = RecordReading.Options(frameworks: frameworks)
    return readCaseRecord(
      node: node, file: "case \(id)", vocabulary: vocabulary, options: options, report: &report)
  }
}

extension Content {
  /// The content as a document. Its places say nothing but the how-manieth of its list an item is.
  func node(line: Int = 1, depth: Int = 0) -> Node {
    let position = Position(line: line, column: 1)
    func scalar(_ text: String, isNull: Bool) -> Value {
      .scalar(Scalar(text: text, isQuoted: false, isNull: isNull))
    }
    switch self {
    case .null: return Node(position: position, value: scalar("null", isNull: true))
    case .text(let text): return Node(position: position, value: scalar(text, isNull: false))
    case .list(let items):
      let nodes = items.enumerated().map { index, item in
        item.node(line: depth == 1 ? index + 1 : line, depth: depth + 1)
      }
      return Node(position: position, value: .list(nodes))
    case .map(let members):
      return Node(
        position: position,
        value: .map(
          members.sorted { $0.key < $1.key }.map { key, value in
            Entry(key: key, keyPosition: position, value: value.node(line: line, depth: depth + 1))
          }))
    }
  }
}
