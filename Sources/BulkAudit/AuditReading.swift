import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// Reads worklists, guards and tables off the answers of one batch.
struct AuditReading {
  private let batch: BatchReading
  private let cases: [AuditedCase]
  private let shortfall: Shortfall
  /// For each child, the frameworks that one fact alone keeps from being met, with the facts of which any one would do.
  private let short: [[(framework: Int, facts: [Int])]]
  private var wantedOf: [[WantedDay]] = []

  init(_ batch: BatchReading, _ cases: [AuditedCase], _ shortfall: Shortfall) {
    self.batch = batch
    self.cases = cases
    self.shortfall = shortfall
    var short: [[(framework: Int, facts: [Int])]] = Array(repeating: [], count: batch.childCount)
    for framework in batch.childTests where !shortfall.candidates[framework].isEmpty {
      let open = batch.states[framework].open
      for candidate in shortfall.candidates[framework] {
        batch.forEachChild(open, and: candidate.slot) { row in
          if short[row].last?.framework != framework { short[row].append((framework, [])) }
          short[row][short[row].count - 1].facts.append(candidate.fact)
        }
      }
    }
    self.short = short
  }

  private var law: BulkLaw { batch.law }

  /// What the entries need dated.
  var wanted: Set<WantedDay> { Set(wantedOf.joined()) }

  func day(ofEntry index: Int, _ known: [WantedDay: CivilDate]) -> CivilDate? {
    wantedOf[index].compactMap { known[$0] }.min()
  }

  mutating func read(into part: inout AuditPart) {
    var lists: [[Int]: [String]] = [:]
    for file in cases.indices {
      let reading = batch.reading(file)
      let names = reading.names
      let guards = batch.raisedGuards(reading)
      part.guards += guards.map { raised in
        AuditedGuard(
          kind: raised.kind, caseID: reading.record.id, place: cases[file].place,
          about: raised.about, citations: raised.citations, response: raised.response)
      }
      var onList: [AuditEntry.List: Set<Int>] = [:]
      func add(
        _ list: AuditEntry.List, _ child: Int?, _ tests: [AuditEntry.Test], responses: [Int],
        wanted: [WantedDay]
      ) {
        part.entries.append(
          AuditEntry(
            list: list, caseID: reading.record.id, place: cases[file].place,
            about: child.map { names[$0] } ?? Assessment.group, known: nil, tests: tests,
            responses: responses))
        wantedOf.append(wanted)
        for child in child.map({ [$0] }) ?? Array(names.indices) {
          onList[list, default: []].insert(child)
        }
      }
      closed(reading, add)
      unasked(reading, guards, add)
      irrelevant(reading, guards, add)
      oneFactShort(reading, &lists, add)
      let cell = reading.record.cell(of: batch.files[file].responsesOnFile)
      part.totals.cells[cell, default: CellCount()].children += names.count
      for (list, named) in onList {
        part.totals.cells[cell]?.onList[list, default: 0] += named.count
      }
    }
  }

  private typealias CaseReading = BatchReading.CaseReading
  private typealias Add = (
    AuditEntry.List, Int?, [AuditEntry.Test], _ responses: [Int], _ wanted: [WantedDay]
  ) -> Void

  // MARK: Lists

  private func closed(_ reading: CaseReading, _ add: Add) {
    let closures = batch.files[reading.file].responsesOnFile.filter {
      reading.record.responses[$0].act.isClosure
    }
    if closures.isEmpty { return }
    for (child, tests) in reading.met.enumerated() where !tests.isEmpty {
      let about = closures.filter { index in
        let about = reading.record.responses[index].about
        return about.isEmpty || about.contains(reading.names[child])
      }
      if about.isEmpty { continue }
      add(
        .closedThoughMet, child, tests.map(cited), about,
        tests.map { wanted(reading.file, child, $0) })
    }
  }

  private func unasked(_ reading: CaseReading, _ guards: [Guard], _ add: Add) {
    for raised in guards {
      switch raised.kind {
      case .nrmUnasked:
        guard let child = reading.names.firstIndex(of: raised.about) else { continue }
        let tests = reading.met[child].filter { law.asked[$0].opensReferral }
        add(
          .noReferral, child, tests.map(cited), [],
          tests.map { wanted(reading.file, child, $0) })
      case .groupUnasked:
        let tests = reading.groupMet.filter { law.asked[$0].isGroupToMap }
        add(
          .unmappedGroup, nil, tests.map(cited), [], tests.map { wanted(reading.file, nil, $0) })
      default: break
      }
    }
  }

  private func irrelevant(_ reading: CaseReading, _ guards: [Guard], _ add: Add) {
    let closures = guards.filter { raised in
      raised.kind == .irrelevantFactor
        && raised.response.map { reading.record.responses[$0].act.isClosure } == true
    }
    for about in reading.names + [Assessment.group] {
      let own = closures.filter { $0.about == about }
      if own.isEmpty { continue }
      let child = reading.names.firstIndex(of: about)
      var seen: Set<AuditEntry.Test> = []
      let tests = own.flatMap(\.citations)
        .map { AuditEntry.Test(framework: $0.id, cite: $0.cite) }
        .filter { seen.insert($0).inserted }
      let met = child.map { reading.met[$0] } ?? reading.groupMet
      add(
        .irrelevantFactor, child, tests, Set(own.compactMap(\.response)).sorted(),
        met.map { wanted(reading.file, child, $0) })
    }
  }

  /// - Parameter lists: the lists of facts so far, in words. Many children want for the same facts, and an audit holds them all: a list is
  ///   there once.
  private func oneFactShort(
    _ reading: CaseReading, _ lists: inout [[Int]: [String]], _ add: Add
  ) {
    for (child, row) in reading.rows.enumerated() {
      var tests: [AuditEntry.Test] = []
      var wanted: [WantedDay] = []
      for (test, facts) in short[row] {
        let words = lists[facts] ?? facts.map(shortfall.label)
        lists[facts] = words
        var named = cited(test)
        named.facts = words
        tests.append(named)
        wanted.append(
          WantedDay(
            key: KnownKey(file: reading.file, child: child, framework: test),
            looked: .oneFactShort(facts)))
      }
      if !tests.isEmpty { add(.oneFactShort, child, tests, [], wanted) }
    }
  }

  private func cited(_ test: Int) -> AuditEntry.Test {
    law.asked[test].test
  }

  private func wanted(_ file: Int, _ child: Int?, _ test: Int) -> WantedDay {
    batch.wanted(KnownKey(file: file, child: child, framework: test))
  }
}

extension CaseRecord {
  /// Where the case is counted: by its last decision that has a day; failing that, by its first source.
  func cell(of responses: [Int]) -> AuditCell {
    let dated = responses.filter {
      self.responses[$0].on?.range.latest != nil && self.responses[$0].by != nil
    }
    let closing = dated.filter { self.responses[$0].act.isClosure }
    let last = byDay(closing.isEmpty ? dated : closing).last.map { self.responses[$0] }
    let body = last?.by ?? sources.first?.agency ?? AuditCell.notRecorded
    let parts = body.split(separator: "/", maxSplits: 1).map(String.init)
    let day = last?.on?.range.latest ?? sources.first.flatMap { ($0.held ?? $0.made)?.range.latest }
    return AuditCell(
      agency: parts.first ?? AuditCell.notRecorded,
      area: parts.count > 1 ? parts[1] : AuditCell.notRecorded,
      year: day.map { String($0.year) } ?? AuditCell.notRecorded)
  }
}
