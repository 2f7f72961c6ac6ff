import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// A test from which one fact keeps a child.
struct ShortTest {
  /// Its row.
  var child: Int
  var test: Int
  /// The days of the record's first part on which any such fact would have done, or the test was met.
  var days: DayBits
}

/// By child of a batch, the tests from which one fact keeps it, in the order of the law.
struct ShortTests {
  /// Test by test.
  private var all: [ShortTest] = []
  /// For each of them, the facts of which any one would do, by their places among the test's candidates: so many words of bits.
  private(set) var facts: [UInt64] = []
  private let size: Int
  /// The places of all, child by child; and by child, where its own begin: the last is where they end.
  private var order: [Int] = []
  private var starts: [Int]

  init(_ batch: BatchReading, _ shortfall: Shortfall) {
    size = shortfall.candidates.reduce(0) { max($0, ($1.count + 63) / 64) }
    // In most batches there are not so many: room that grows is copied.
    all.reserveCapacity(batch.childCount * 12)
    facts.reserveCapacity(batch.childCount * 12 * size)
    starts = Array(repeating: 0, count: batch.childCount + 1)
    // By child, what one test was found to be short of: the days, and then the facts.
    let width = 1 + size
    var found = [UInt64](repeating: 0, count: batch.childCount * width)
    var children: [Int] = []
    for test in batch.law.childTests where !shortfall.candidates[test].isEmpty {
      let states = batch.states[test]
      let open = states.open
      if open.isEmpty { continue }
      children.clear()
      states.forEach(of: open, alsoIn: shortfall.candidates[test].lazy.map(\.slot)) {
        place, child, days in
        if found[child * width] == 0 { children.append(child) }
        found[child * width] |= days
        found[child * width + 1 + place / 64] |= 1 << UInt64(place % 64)
      }
      for child in children {
        let start = child * width
        let days = states.broad.days(child, and: found[start])
        all.append(ShortTest(child: child, test: test, days: days))
        found[start] = 0
        for word in start + 1..<start + width {
          facts.append(found[word])
          found[word] = 0
        }
      }
    }
    for short in all { starts[short.child + 1] += 1 }
    for child in 0..<batch.childCount { starts[child + 1] += starts[child] }
    var ends = starts
    order = Array(repeating: 0, count: all.count)
    for place in all.indices {
      order[ends[all[place].child]] = place
      ends[all[place].child] += 1
    }
  }

  /// The places of a child's own.
  func places(ofChild child: Int) -> ArraySlice<Int> { order[starts[child]..<starts[child + 1]] }

  subscript(place: Int) -> ShortTest { all[place] }

  /// Where the facts of one stand among all.
  func facts(at place: Int) -> Range<Int> { place * size..<(place + 1) * size }
}

/// What was found in one case, beside its lines.
struct CaseFound: Sendable {
  /// Where it is counted.
  var cell: CellKey
  var children: Int
  var onList: ListCounts
  /// The tests about groups that it meets, by their places in the law.
  var groupMet: [Int]
  /// The first later day on which other guards may be raised; nil where none ever will.
  var change: CivilDate?
}

/// Reads worklists, guards and tables off the answers of one batch.
struct AuditReading {
  /// One case, while it is read.
  private struct CaseReading {
    var file: Int
    var evidence: CaseEvidence
    /// About each child, then about the group.
    var answers: [OwnAnswers]
    /// The places in the record of the responses that were on file.
    var onFile: [Int]
    /// The first later day on which other guards may be raised.
    var change: CivilDate?
    /// By list, as many as there are, the children on it; a line about the case is about every one of them.
    var onList = InlineArray<5, AtomSet>(repeating: AtomSet())

    var children: Int { answers.count - 1 }

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
  private let answers: OwnAnswersByFile
  private let short: ShortTests

  /// - Parameter places: where each record of the batch stands.
  init(_ batch: BatchReading, _ places: [String], _ audited: AuditedLaw, _ shortfall: Shortfall) {
    self.batch = batch
    self.places = places
    self.audited = audited
    self.shortfall = shortfall
    answers = OwnAnswersByFile(batch)
    short = ShortTests(batch, shortfall)
  }

  /// Adds the lines of one case of the batch.
  func read(_ file: Int, into lines: inout FoundLines) -> CaseFound {
    let evidence = batch.files[file]
    var reading = CaseReading(
      file: file, evidence: evidence, answers: answers[file], onFile: evidence.responsesOnFile)
    lines.beginCase(id: evidence.record.id, place: places[file])
    closed(&reading, &lines)
    guards(&reading, &lines)
    oneFactShort(&reading, &lines)
    return CaseFound(
      cell: CellKey(evidence, reading.onFile), children: reading.children,
      onList: reading.listCounts, groupMet: reading.answers[reading.children].met.atoms,
      change: reading.change)
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
    reading.change = forEachGuard(
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
    let met = reading.answers[raised.child ?? reading.children].met
    if let child = raised.child {
      let tests = audited.asked(met.intersection(rules.opensReferral))
      add(.noReferral, child, tests, dated: tests, &reading, &lines)
    } else {
      let tests = audited.asked(met.intersection(rules.isGroupToMap))
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
    for (child, row) in batch.children(of: reading.file).enumerated() {
      let places = short.places(ofChild: row)
      if places.isEmpty { continue }
      let known = batch.knownDay(of: short, at: places, child: child, file: reading.file) { place in
        AtomSet(words: short.facts.span.extracting(short.facts(at: place)))
          .atoms.map { shortfall.candidates[short[place].test][$0] }
      }
      lines.add(
        .oneFactShort, about: reading.answers[child].about, known: known, tests: places.count
      ) { line in
        for place in places {
          line.put(
            test: audited.citations[short[place].test],
            facts: short.facts.span.extracting(short.facts(at: place)))
        }
      }
      reading.onList[AuditEntry.List.oneFactShort.number].insert(child)
    }
  }

  // MARK: Lines

  /// - Parameter child: the place of the child in the case; nil for the case.
  private func add(
    _ list: AuditEntry.List, _ child: Int?, _ tests: [Int], dated: [Int], responses: [Int] = [],
    _ reading: inout CaseReading, _ lines: inout FoundLines
  ) {
    let citations = audited.citations
    add(
      list, child, citing: tests.lazy.map { citations[$0] }, dated: dated,
      responses: responses, &reading, &lines)
  }

  /// - Parameter dated: the tests of which the first to be met dates the line.
  private func add(
    _ list: AuditEntry.List, _ child: Int?, citing citations: some Collection<Int>, dated: [Int],
    responses: [Int], _ reading: inout CaseReading, _ lines: inout FoundLines
  ) {
    let known = batch.knownDay(of: dated, child: child, file: reading.file)
    lines.add(
      list, about: reading.answers[child ?? reading.children].about, known: known,
      tests: citations.count, responses: responses
    ) { line in
      for citation in citations { line.put(test: citation) }
    }
    for child in child.map({ $0..<$0 + 1 }) ?? 0..<reading.children {
      reading.onList[list.number].insert(child)
    }
  }
}

/// What a cell is made of, before it is put into words.
struct CellKey: Hashable {
  var body: String?
  var year: Int?
}

extension CellKey {
  /// - Parameter onFile: the places in the record of the responses that were on file.
  init(_ evidence: CaseEvidence, _ onFile: [Int]) {
    // Neither a response nor a source is copied for what little is read of it.
    let (responses, sources) = (evidence.record.responses, evidence.record.sources)
    let last = responses.placeThatCounts(among: onFile)
    body = last.flatMap { responses[$0].by }
    year = last.flatMap { responses[$0].on?.range.latest?.year }
    if !sources.isEmpty {
      body = body ?? sources[0].agency
      year = year ?? (sources[0].held ?? sources[0].made)?.range.latest?.year
    }
  }
}

/// Counts children by where their case is counted.
struct CellCounter {
  private var keyed: [CellKey: CellCount] = [:]

  mutating func add(_ found: CaseFound) {
    keyed[found.cell, default: CellCount()] +=
      CellCount(children: found.children, onList: found.onList)
  }

  var counts: [AuditCell: CellCount] {
    var counts: [AuditCell: CellCount] = [:]
    counts.reserveCapacity(keyed.count)
    for (key, count) in keyed {
      let body = (key.body ?? "")[...]
      let slash = body.utf8.firstIndex(of: UInt8(ascii: "/")) ?? body.endIndex
      func recorded(_ part: Substring) -> String {
        part.isEmpty ? AuditCell.notRecorded : String(part)
      }
      let cell = AuditCell(
        agency: recorded(body[..<slash]), area: recorded(body[slash...].dropFirst()),
        year: key.year.map { String($0) } ?? AuditCell.notRecorded)
      counts[cell, default: CellCount()] += count
    }
    return counts
  }
}

extension [Response] {
  /// The last closure that has a body and a day; failing that, the last decision that has. Nil where there is none: then the first source
  /// says where the case is counted.
  fileprivate func placeThatCounts(among places: [Int]) -> Int? {
    var found: Int?
    var isFoundClosure = false
    for index in places where self[index].by != nil {
      guard let day = self[index].on?.range.latest else { continue }
      let isClosure = self[index].act.isClosure
      if isFoundClosure, !isClosure { continue }
      if isClosure == isFoundClosure, let found, let last = self[found].on?.range.latest,
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
