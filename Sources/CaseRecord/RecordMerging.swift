internal import Diagnostics
internal import Vocabulary

/// Joins the files of each record and looks up the names in it.
///
/// - Source: design, rule 16: files with the same `id` are one record, each adding; a conflict of ids is an error.
enum RecordMerging {
  /// The records without an error, in order of first appearance; what is wrong goes into `report`.
  static func records(from readers: [RecordReader], report: inout Report) -> [CaseRecord] {
    var order: [String] = []
    var groups: [String: [RecordReader]] = [:]
    for reader in readers {
      guard let id = reader.draft.id?.value else {
        // Nobody knows which record it belongs to, so its names are looked up only if it stands alone.
        report.merge(reader.report)
        if readers.count == 1 { _ = joined([reader], report: &report) }
        continue
      }
      if groups[id] == nil { order.append(id) }
      groups[id, default: []].append(reader)
    }
    return order.compactMap { id in
      groups[id].flatMap { group in
        var own = Report()
        for reader in group { own.merge(reader.report) }
        let record = joined(group, report: &own)
        report.merge(own)
        return own.hasErrors ? nil : record
      }
    }
  }

  private static func joined(_ readers: [RecordReader], report: inout Report) -> CaseRecord? {
    guard let first = readers.first else { return nil }
    let drafts = readers.map(\.draft)
    let title = same(drafts.compactMap(\.title), key: "title", report: &report)
    let jurisdiction = same(
      drafts.compactMap(\.jurisdiction), key: "jurisdiction", report: &report)
    if title == nil, !drafts.contains(where: \.hasUnreadableTitle) {
      report.add(RecordProblem.noTitle.diagnostic(at: first.draft.start))
    }
    if jurisdiction == nil, !drafts.contains(where: \.hasUnreadableJurisdiction) {
      report.add(RecordProblem.noJurisdiction.diagnostic(at: first.draft.start))
    }
    let people = distinct(drafts.flatMap(\.people), by: \.id, kind: "person", report: &report)
    let places = distinct(drafts.flatMap(\.places), by: \.id, kind: "place", report: &report)
    let things = distinct(drafts.flatMap(\.things), by: \.id, kind: "thing", report: &report)
    let sources = distinct(drafts.flatMap(\.sources), by: \.id, kind: "source", report: &report)
    let warnings = distinct(drafts.flatMap(\.warnings), by: \.id, kind: "warning", report: &report)
    var record = CaseRecord(
      id: first.draft.id?.value ?? "", title: title ?? "", jurisdiction: jurisdiction ?? "",
      people: people.map(\.value), places: places.map(\.value), things: things.map(\.value),
      sources: sources.map(\.value),
      statements: statements(drafts, report: &report), responses: responses(drafts),
      warnings: warnings.map(\.value))
    let mentions = drafts.flatMap(\.mentions)
    record.declare(mentions, options: first.options)
    var lookUp = LookUp(record: record, unreadable: Set(drafts.flatMap(\.unreadable)))
    for mention in mentions { lookUp.check(mention) }
    lookUp.checkRings(sources)
    lookUp.checkSpelling(places)
    report.merge(lookUp.report)
    return record
  }

  /// The value that every file gives which gives one.
  private static func same(
    _ values: [Placed<String>], key: String, report: inout Report
  ) -> String? {
    guard let first = values.first else { return nil }
    for other in values.dropFirst() where other.value != first.value {
      let problem = RecordProblem.conflictingHeader(key: key, first: first.location)
      report.add(problem.diagnostic(at: other.location))
    }
    return first.value
  }

  /// The entries without repetition; two of one file, or two that differ, are reported.
  private static func distinct<Item: Hashable>(
    _ items: [Placed<Item>], by id: (Item) -> String, kind: String, report: inout Report
  ) -> [Placed<Item>] {
    var first: [String: Placed<Item>] = [:]
    var kept: [Placed<Item>] = []
    for item in items {
      guard let earlier = first[id(item.value)] else {
        first[id(item.value)] = item
        kept.append(item)
        continue
      }
      if earlier.location.file == item.location.file {
        let problem = RecordProblem.duplicateID(kind: kind, first: earlier.location)
        report.add(problem.diagnostic(at: item.location))
      } else if earlier.value != item.value {
        let problem = RecordProblem.conflictingID(kind: kind, first: earlier.location)
        report.add(problem.diagnostic(at: item.location))
      }
    }
    return kept
  }

  /// Every statement once, whichever files repeat it.
  private static func statements(_ drafts: [RecordDraft], report: inout Report) -> [Statement] {
    var first: [Statement: Location] = [:]
    var kept: [Statement] = []
    for placed in drafts.flatMap(\.statements) {
      if let earlier = first[placed.value] {
        guard earlier.file == placed.location.file else { continue }
        report.add(RecordProblem.repeatedStatement.diagnostic(at: placed.location))
      } else {
        first[placed.value] = placed.location
        kept.append(placed.value)
      }
    }
    return kept
  }

  /// Every response, but one that an earlier file has already. In one file two that are alike are two.
  private static func responses(_ drafts: [RecordDraft]) -> [Response] {
    var kept: [Response] = []
    var seen: Set<Response> = []
    for draft in drafts {
      let added = draft.responses.map(\.value).filter { !seen.contains($0) }
      kept += added
      seen.formUnion(added)
    }
    return kept
  }
}

extension CaseRecord {
  /// Declares what the options let a record name without declaring it.
  fileprivate mutating func declare(_ mentions: [Mention], options: RecordReading.Options) {
    if options.declareMentionedPeople {
      let named = mentions.filter { $0.use.isPerson }
      let children = Set(named.filter { $0.use == .child }.map(\.id))
      let suspects = Set(named.filter { $0.use == .doer || $0.use == .suspect }.map(\.id))
      var known = Set(people.map(\.id))
      for mention in named where known.insert(mention.id).inserted {
        let isChild = children.contains(mention.id) || !suspects.contains(mention.id)
        people.append(Person(id: mention.id, role: isChild ? .child : .suspect))
      }
    }
    if let source = options.defaultSource {
      var known = Set(sources.map(\.id))
      for mention in mentions
      where mention.use == .source && known.insert(mention.id).inserted {
        var copy = source
        copy.id = mention.id
        sources.append(copy)
      }
    }
  }
}
