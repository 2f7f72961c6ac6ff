import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// Reads worklists, guards and tables off the answers of one batch.
struct AuditReading {
  private typealias CaseReading = BatchReading.CaseReading

  /// The lines of one case, while it is read.
  private struct Lines {
    let caseID: String
    let place: String
    let names: [String]
    var entries: [AuditEntry] = []
    /// For each entry, what is to be dated for it.
    var wanted: [[WantedDay]] = []
    /// The children on each list; a line about the case is about every one of them.
    var onList: [AuditEntry.List: Set<Int>] = [:]

    /// - Parameter child: the place of the child in the case; nil for the case.
    mutating func add(
      _ list: AuditEntry.List, _ child: Int?, _ tests: [AuditEntry.Test], responses: [Int] = [],
      wanted: [WantedDay]
    ) {
      entries.append(
        AuditEntry(
          list: list, caseID: caseID, place: place,
          about: child.map { names[$0] } ?? Assessment.group, known: nil, tests: tests,
          responses: responses))
      self.wanted.append(wanted)
      for child in child.map({ $0..<$0 + 1 }) ?? names.indices {
        onList[list, default: []].insert(child)
      }
    }
  }

  private let batch: BatchReading
  private let cases: [AuditedCase]
  private let shortfall: Shortfall
  /// For each child's row, the tests from which one fact keeps it, with the facts of which any one would do.
  private let short: [[(test: Int, candidates: [Shortfall.Candidate])]]

  init(_ batch: BatchReading, _ cases: [AuditedCase], _ shortfall: Shortfall) {
    self.batch = batch
    self.cases = cases
    self.shortfall = shortfall
    var short: [[(test: Int, candidates: [Shortfall.Candidate])]] = Array(
      repeating: [], count: batch.childCount)
    for test in batch.childTests where !shortfall.candidates[test].isEmpty {
      let open = batch.states[test].open
      for candidate in shortfall.candidates[test] {
        batch.forEachChild(open, and: candidate.slot) { row in
          if short[row].last?.test == test {
            short[row][short[row].count - 1].candidates.append(candidate)
          } else {
            short[row].append((test, [candidate]))
          }
        }
      }
    }
    self.short = short
  }

  private var law: BulkLaw { batch.law }

  /// - Returns: for each entry that was added, what is to be dated for it: it was knowable from the first of those days.
  func read(into part: inout AuditPart) -> [[WantedDay]] {
    var wanted: [[WantedDay]] = []
    var words: [[Int]: [String]] = [:]
    for file in cases.indices {
      let reading = batch.reading(file)
      var lines = Lines(
        caseID: reading.record.id, place: cases[file].place, names: reading.names)
      let guards = batch.raisedGuards(reading)
      closed(reading, &lines)
      unasked(reading, guards, &lines)
      irrelevant(reading, guards, &lines)
      oneFactShort(reading, &words, &lines)
      part.guards += guards.map { raised in
        AuditedGuard(
          kind: raised.kind, caseID: lines.caseID, place: lines.place, about: raised.about,
          citations: raised.citations, response: raised.response)
      }
      part.entries += lines.entries
      wanted += lines.wanted
      let cell = reading.record.cell(of: batch.files[file].responsesOnFile)
      part.totals.cells[cell, default: CellCount()].children += lines.names.count
      for (list, named) in lines.onList {
        part.totals.cells[cell]?.onList[list, default: 0] += named.count
      }
    }
    return wanted
  }

  // MARK: Lists

  private func closed(_ reading: CaseReading, _ lines: inout Lines) {
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
      lines.add(
        .closedThoughMet, child, tests.map { cited($0) }, responses: about,
        wanted: tests.map { wanted(reading.file, child, $0) })
    }
  }

  private func unasked(_ reading: CaseReading, _ guards: [Guard], _ lines: inout Lines) {
    for raised in guards {
      switch raised.kind {
      case .nrmUnasked:
        guard let child = reading.names.firstIndex(of: raised.about) else { continue }
        let tests = reading.met[child].filter { law.asked[$0].opensReferral }
        lines.add(
          .noReferral, child, tests.map { cited($0) },
          wanted: tests.map { wanted(reading.file, child, $0) })
      case .groupUnasked:
        let tests = reading.groupMet.filter { law.asked[$0].isGroupToMap }
        lines.add(
          .unmappedGroup, nil, tests.map { cited($0) },
          wanted: tests.map { wanted(reading.file, nil, $0) })
      default: break
      }
    }
  }

  private func irrelevant(_ reading: CaseReading, _ guards: [Guard], _ lines: inout Lines) {
    let closures = guards.filter { raised in
      raised.kind == .irrelevantFactor
        && raised.response.map { reading.record.responses[$0].act.isClosure } == true
    }
    if closures.isEmpty { return }
    for about in reading.names + [Assessment.group] {
      let own = closures.filter { $0.about == about }
      if own.isEmpty { continue }
      let child = reading.names.firstIndex(of: about)
      var seen: Set<AuditEntry.Test> = []
      let tests = own.flatMap(\.citations)
        .map { AuditEntry.Test(framework: $0.id, cite: $0.cite) }
        .filter { seen.insert($0).inserted }
      let met = child.map { reading.met[$0] } ?? reading.groupMet
      lines.add(
        .irrelevantFactor, child, tests, responses: Set(own.compactMap(\.response)).sorted(),
        wanted: met.map { wanted(reading.file, child, $0) })
    }
  }

  /// - Parameter words: the lists of facts so far, in words. Many children want for the same facts, and an audit holds them all: a list is
  ///   there once.
  private func oneFactShort(
    _ reading: CaseReading, _ words: inout [[Int]: [String]], _ lines: inout Lines
  ) {
    for (child, row) in reading.rows.enumerated() where !short[row].isEmpty {
      let tests = short[row].map { test, candidates in
        let facts = candidates.map(\.fact)
        let said = words[facts] ?? facts.map(shortfall.label)
        words[facts] = said
        var named = cited(test)
        named.facts = said
        return named
      }
      let wanted = short[row].map { test, candidates in
        WantedDay(
          key: KnownKey(file: reading.file, child: child, framework: test),
          looked: .oneFactShort(candidates.map(\.slot)))
      }
      lines.add(.oneFactShort, child, tests, wanted: wanted)
    }
  }

  private func cited(_ test: Int) -> AuditEntry.Test { law.asked[test].test }

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
