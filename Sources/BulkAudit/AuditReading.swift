import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// Reads worklists, guards and tables off the answers of one batch.
struct AuditReading {
  /// A test from which one fact keeps a child.
  private struct ShortTest {
    var test: Int
    /// The facts of which any one would do, by their places among the test's candidates.
    var facts: AtomSet
  }

  /// One case, while it is read.
  private struct CaseReading {
    var file: Int
    /// About each child, then about the group.
    var answers: [OwnAnswers]
    /// The places in the record of the responses that were on file.
    var onFile: [Int]
    var evidence: CaseEvidence
    /// By list, the children on it; a line about the case is about every one of them.
    var onList = [AtomSet](repeating: AtomSet(), count: AuditEntry.List.allCases.count)

    var children: Int { answers.count - 1 }
    var group: OwnAnswers { answers[children] }

    var listCounts: ListCounts {
      var counts = ListCounts()
      for list in AuditEntry.List.allCases { counts[list] = onList[list.number].count }
      return counts
    }
  }

  private let batch: BatchReading
  private let places: [String]
  private let audited: AuditedLaw
  private let shortfall: Shortfall
  /// For each child's row, the tests from which one fact keeps it.
  private let short: [[ShortTest]]

  /// - Parameter places: where each record of the batch stands.
  init(_ batch: BatchReading, _ places: [String], _ audited: AuditedLaw, _ shortfall: Shortfall) {
    self.batch = batch
    self.places = places
    self.audited = audited
    self.shortfall = shortfall
    var short: [[ShortTest]] = Array(repeating: [], count: batch.childCount)
    var facts = [AtomSet](repeating: AtomSet(), count: batch.childCount)
    for test in batch.childTests where !shortfall.candidates[test].isEmpty {
      let open = batch.states[test].open
      if open.isEmpty { continue }
      for place in shortfall.candidates[test].indices {
        batch.forEachChild(open, and: shortfall.candidates[test][place].slot) { row in
          facts[row].insert(place)
        }
      }
      for row in facts.indices where !facts[row].isEmpty {
        short[row].append(ShortTest(test: test, facts: facts[row]))
        facts[row] = AtomSet()
      }
    }
    self.short = short
  }

  /// - Returns: for each case, the tests about groups that it meets, by their places in the law.
  func read(into lines: inout FoundLines, _ cells: inout CellCounter) -> [[Int]] {
    batch.ownAnswers().enumerated().map { file, answers in
      let evidence = batch.files[file]
      var reading = CaseReading(
        file: file, answers: answers, onFile: evidence.responsesOnFile, evidence: evidence)
      lines.beginCase(id: evidence.record.id, place: places[file])
      closed(&reading, &lines)
      guards(&reading, &lines)
      oneFactShort(&reading, &lines)
      cells.add(evidence.record, reading.onFile, children: reading.children, reading.listCounts)
      return reading.group.met.atoms
    }
  }

  // MARK: Lists

  private func closed(_ reading: inout CaseReading, _ lines: inout FoundLines) {
    let responses = reading.evidence.record.responses
    let closures = reading.onFile.filter { responses[$0].act.isClosure }
    if closures.isEmpty { return }
    for child in 0..<reading.children where !reading.answers[child].met.isEmpty {
      let name = reading.answers[child].about
      let about = closures.filter { index in
        responses[index].about.isEmpty || responses[index].about.contains(name)
      }
      if about.isEmpty { continue }
      let tests = audited.asked(reading.answers[child].met)
      add(.closedThoughMet, child, tests, dated: tests, responses: about, &reading, &lines)
    }
  }

  private func guards(_ reading: inout CaseReading, _ lines: inout FoundLines) {
    var irrelevant: [RaisedGuard] = []
    var unasked: [RaisedGuard] = []
    forEachGuard(
      raisedBy: reading.answers, evidence: reading.evidence, under: audited.rules,
      on: batch.law.day
    ) { raised in
      lines.add(
        raised.kind, about: raised.about, citations: raised.citations, response: raised.response)
      switch raised.kind {
      case .nrmUnasked, .groupUnasked: unasked.append(raised)
      case .irrelevantFactor: irrelevant.append(raised)
      case .gangNotGroup, .nonElement, .clock, .negativeOutcome: break
      }
    }
    for raised in unasked { self.unasked(raised, &reading, &lines) }
    self.irrelevant(irrelevant, &reading, &lines)
  }

  private func unasked(
    _ raised: RaisedGuard, _ reading: inout CaseReading, _ lines: inout FoundLines
  ) {
    let rules = audited.rules
    if let child = raised.child {
      let tests = audited.asked(reading.answers[child].met.intersection(rules.opensReferral))
      add(.noReferral, child, tests, dated: tests, &reading, &lines)
    } else {
      let tests = audited.asked(reading.group.met.intersection(rules.isGroupToMap))
      add(.unmappedGroup, nil, tests, dated: tests, &reading, &lines)
    }
  }

  private func irrelevant(
    _ guards: [RaisedGuard], _ reading: inout CaseReading, _ lines: inout FoundLines
  ) {
    let responses = reading.evidence.record.responses
    let closures = guards.filter { raised in
      raised.response.map { responses[$0].act.isClosure } == true
    }
    if closures.isEmpty { return }
    for place in reading.answers.indices {
      let child = place < reading.children ? place : nil
      let own = closures.filter { $0.about == reading.answers[place].about }
      if own.isEmpty { continue }
      var citations: [Int] = []
      for citation in own.flatMap(\.citations) where !citations.contains(citation) {
        citations.append(citation)
      }
      add(
        .irrelevantFactor, child, citing: citations,
        dated: audited.asked(reading.answers[place].met),
        responses: Set(own.compactMap(\.response)).sorted(), &reading, &lines)
    }
  }

  private func oneFactShort(_ reading: inout CaseReading, _ lines: inout FoundLines) {
    let first = batch.children(ofGroup: reading.file).lowerBound
    for child in 0..<reading.children where !short[first + child].isEmpty {
      let tests = short[first + child]
      let known = earliest(tests.indices, reading.file) { place in
        batch.knownDay(
          ofShort: tests[place].test, with: shortfall.candidates[tests[place].test],
          tests[place].facts, child: child, file: reading.file)
      }
      lines.add(
        .oneFactShort, about: reading.answers[child].about, known: known,
        tests: tests.map { audited.citations[$0.test] }, facts: { tests[$0].facts })
      reading.onList[AuditEntry.List.oneFactShort.number].insert(child)
    }
  }

  // MARK: Lines

  /// The first of the days from which something was knowable; nil if none of them was.
  private func earliest(
    _ all: some Sequence<Int>, _ file: Int, _ knownDay: (Int) -> CivilDate?
  ) -> CivilDate? {
    // Nothing was knowable before the first day of the record.
    let first = batch.days(ofGroup: file).first
    var earliest: CivilDate?
    for one in all {
      let day = knownDay(one)
      if isSooner(day, earliest) { earliest = day }
      if earliest == first { break }
    }
    return earliest
  }

  /// - Parameter child: the place of the child in the case; nil for the case.
  private func add(
    _ list: AuditEntry.List, _ child: Int?, _ tests: [Int], dated: [Int], responses: [Int] = [],
    _ reading: inout CaseReading, _ lines: inout FoundLines
  ) {
    add(
      list, child, citing: tests.map { audited.citations[$0] }, dated: dated,
      responses: responses, &reading, &lines)
  }

  /// - Parameter dated: the tests of which the first to be met dates the line.
  private func add(
    _ list: AuditEntry.List, _ child: Int?, citing citations: [Int], dated: [Int],
    responses: [Int], _ reading: inout CaseReading, _ lines: inout FoundLines
  ) {
    let known = earliest(dated, reading.file) {
      batch.knownDay(of: $0, child: child, file: reading.file)
    }
    lines.add(
      list, about: reading.answers[child ?? reading.children].about, known: known,
      tests: citations, responses: responses)
    for child in child.map({ $0..<$0 + 1 }) ?? 0..<reading.children {
      reading.onList[list.number].insert(child)
    }
  }
}

/// Counts children by where their case is counted.
struct CellCounter {
  /// What a cell is made of, before it is put into words.
  private struct Key: Hashable {
    var body: String?
    var year: Int?
  }

  private var keyed: [Key: CellCount] = [:]

  mutating func add(
    _ record: CaseRecord, _ responses: [Int], children: Int, _ onList: ListCounts
  ) {
    let last = record.decisionThatCounts(of: responses).map { record.responses[$0] }
    let source = record.sources.first
    let day = last?.on?.range.latest ?? (source?.held ?? source?.made)?.range.latest
    let key = Key(body: last?.by ?? source?.agency, year: day?.year)
    keyed[key, default: CellCount()] += CellCount(children: children, onList: onList)
  }

  var counts: [AuditCell: CellCount] {
    var counts: [AuditCell: CellCount] = [:]
    for (key, count) in keyed {
      let parts = (key.body ?? AuditCell.notRecorded).split(separator: "/", maxSplits: 1)
      let cell = AuditCell(
        agency: parts.first.map { String($0) } ?? AuditCell.notRecorded,
        area: parts.count > 1 ? String(parts[1]) : AuditCell.notRecorded,
        year: key.year.map { String($0) } ?? AuditCell.notRecorded)
      counts[cell, default: CellCount()] += count
    }
    return counts
  }
}

extension CaseRecord {
  /// The last closure that has a body and a day; failing that, the last decision that has. Nil where there is none: then the first source
  /// says where the case is counted.
  fileprivate func decisionThatCounts(of responses: [Int]) -> Int? {
    var found: Int?
    var isFoundClosure = false
    for index in responses where self.responses[index].by != nil {
      guard let day = self.responses[index].on?.range.latest else { continue }
      let isClosure = self.responses[index].act.isClosure
      if isFoundClosure, !isClosure { continue }
      if isClosure == isFoundClosure, let found, let last = self.responses[found].on?.range.latest,
        last > day
      {
        continue
      }
      found = index
      isFoundClosure = isClosure
    }
    return found
  }
}
