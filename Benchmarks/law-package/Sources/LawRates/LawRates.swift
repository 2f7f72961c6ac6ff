import CivilTime
import Diagnostics
import EvidenceLogic
import Foundation
import HeedTesting
import LawPack

@testable import BulkAudit

// Heed's side of `Benchmarks/law`: the whole law over children of whom it is already known what answers each question.
//
//   LawRates LAW COUNT SECONDS    one line of JSON; LAW is the folder of the law
//
// Each child is a case with one person who is asked about, on one day: a word holds 64 of them, where an audit, which asks on each of a case's
// days, holds a dozen. Of every question a sixteenth of the children have something for, and a sixty-fourth something against.

@main
struct LawRates {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let count = Int(arguments[2]), let seconds = Double(arguments[3])
    else {
      FileHandle.standardError.write(Data("LawRates: it is run by Benchmarks/law\n".utf8))
      exit(2)
    }
    guard let day = CivilDate("2026-11-22") else { preconditionFailure("a day of the calendar") }
    let law = BulkLaw(try readLaw(arguments[1]), on: day)
    let words = max(1, (count + 63) / 64)
    var random = SplitMix64(seed: 1)
    // As many words at once as a program takes in one go.
    let batches = stride(from: 0, to: words, by: 64).map { first in
      batch(of: min(64, words - first), law, &random)
    }
    // A bit for each question, from either side, of each child.
    let questions = law.plan.kinds.map { law.questions[$0.index].count }.reduce(0, +)
    let payload = Array(repeating: UInt64.max, count: questions * 2 * words)
    var copy = [UInt64](repeating: 0, count: payload.count)
    var met = 0
    var prepared: [BatchPlanes] = []
    // Planes that were answered keep their answers, so each run has its own; making them is what lists cost more.
    let fromPlanes = measure(seconds, before: { prepared = batches.map { law.planes(of: $0) } }) {
      met = prepared.reduce(0) { sum, planes in
        law.answer(planes)
        return sum + Self.met(law, planes)
      }
    }
    // What was put together for a question stays: asked again, the law is formulas over planes that are there.
    let again = measure(
      seconds,
      before: {
        prepared = batches.map { law.planes(of: $0) }
        for planes in prepared { law.answer(planes) }
      }
    ) {
      let metAgain = prepared.reduce(0) { sum, planes in
        law.answer(planes)
        return sum + Self.met(law, planes)
      }
      precondition(metAgain == met, "the second answers are others")
    }
    prepared = []
    let fromLists = measure(seconds) {
      met = batches.reduce(0) { $0 + Self.met(law, law.evaluate($1)) }
    }
    let copied = measure(seconds / 4) {
      copy.withUnsafeMutableBufferPointer { copy in
        payload.withUnsafeBufferPointer { payload in
          guard let from = payload.baseAddress, let to = copy.baseAddress else { return }
          to.update(from: from, count: payload.count)
        }
      }
    }
    let line: [String: Any] = [
      "children": words * 64, "planes": fromPlanes, "formulas": again, "lists": fromLists,
      "copied": copied,
      "payload": payload.count * 8, "met": met,
      "frameworks": law.asked.count, "questions": law.questions.map(\.count).reduce(0, +),
    ]
    let data = try JSONSerialization.data(withJSONObject: line, options: .sortedKeys)
    print(String(decoding: data, as: UTF8.self))
  }

  /// How many answers are met, of all frameworks and all children: every state of every one is worked out.
  private static func met(_ law: BulkLaw, _ planes: BatchPlanes) -> Int {
    let states = law.states(
      planes.children, planes.cases, count: planes.cases.rows.count)
    return states.reduce(0) { sum, states in
      var count = FrameworkCount(framework: "", isAboutGroup: false)
      states.count(into: &count)
      return sum + count.evidenced + count.arguable + count.disputed
    }
  }

  private static func batch(of words: Int, _ law: BulkLaw, _ random: inout SplitMix64)
    -> EvidenceBatch
  {
    var batch = EvidenceBatch()
    for _ in 0..<words {
      var children = (0..<64).map { _ in EvidenceRecord(days: []) }
      for kind in RowKind.all where !kind.isBound || law.plan.kinds.contains(kind) {
        func append(_ number: Int, _ side: EvidenceSide, cluster: Int, toThose which: UInt64) {
          for child in 0..<64 where which >> UInt64(child) & 1 == 1 {
            children[child].rows[kind.index].append(
              DatedRows.code(number, side), cluster: cluster, 1)
          }
        }
        // Of each child one cluster, within most limits.
        if !kind.isBound {
          for limit in law.plan.leaves.limits {
            append(limit, .for, cluster: 1, toThose: ~(random.next() & random.next()))
          }
        }
        for leaf in law.plan.leaves(of: kind.index) {
          let thin = random.next() & random.next() & random.next() & random.next()
          append(leaf, .for, cluster: 1, toThose: thin)
          append(leaf, .against, cluster: 1, toThose: thin & random.next() & random.next())
        }
        for question in law.plan.heldQuestions(of: kind.index) {
          append(
            question, .for, cluster: 0,
            toThose: random.next() & random.next() & random.next() & random.next())
        }
        for child in 0..<64 {
          children[child].rows[kind.index].endRow(1)
          children[child].rows[kind.index].endGroup()
        }
      }
      for child in children { batch.append(child) }
    }
    return batch
  }

  private static func readLaw(_ folder: String) throws -> LawPack {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yaml") }
    var report = Report()
    let files = try paths.map { path in
      (path: path, bytes: [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))))
    }
    guard let law = readLawPack(files: files, contentHash: "", report: &report) else {
      FileHandle.standardError.write(Data("LawRates: the law in \(folder) has errors\n".utf8))
      exit(2)
    }
    return law
  }

  /// The median of at least three runs, in seconds of the clock, until the time is used up; what comes before each is not counted.
  private static func measure(
    _ seconds: Double, before: () -> Void = {}, _ body: () -> Void
  ) -> Double {
    let clock = ContinuousClock()
    var took: [Double] = []
    while took.count < 3 || took.count < 15 && took.reduce(0, +) < seconds {
      before()
      took.append(clock.measure(body) / .seconds(1))
    }
    return took.sorted()[took.count / 2]
  }
}
