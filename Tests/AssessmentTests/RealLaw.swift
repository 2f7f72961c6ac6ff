import CaseRecord
import CivilTime
import Diagnostics
import Foundation
import HeedTesting
import LawPack
import LawTesting
import Vocabulary

/// The law of the project itself, read from `Law/`.
enum RealLaw {
  static let pack: LawPack = {
    let names = FileManager.default.enumerator(atPath: lawFolder)?.compactMap { $0 as? String }
    let files = (names ?? []).filter { LawFileKind(path: $0).isLaw && $0.hasSuffix(".yaml") }
      .sorted().compactMap { name in
        FileManager.default.contents(atPath: "\(lawFolder)/\(name)").map {
          (path: name, bytes: [UInt8]($0))
        }
      }
    var report = Report()
    let law = readLawPack(files: files, contentHash: "law", report: &report)
    guard let law else {
      let found = report.diagnostics.map { "\($0.location): \($0.message)" }
      preconditionFailure("the law cannot be read:\n" + found.joined(separator: "\n"))
    }
    return law
  }()

  /// The facts of which a test asks that they were not so, and what implies them.
  static let askedNotToBe: Set<String> = {
    let leaves = pack.frameworks.flatMap(\.elements).flatMap { $0.formula(.broad)?.leaves ?? [] }
    return Set(
      leaves.flatMap { leaf, isNegated -> [String] in
        guard isNegated, case .fact(let test) = leaf else { return [] }
        return pack.vocabulary.factsImplying(test.fact)
      })
  }()
}

/// Records at random, over every word of the real vocabulary.
enum RealRecord {
  static func draw(using random: inout SplitMix64) -> CaseRecord {
    var record = RandomRecord().draw(using: &random)
    let facts = RealLaw.pack.vocabulary.facts.filter { $0.shows != .response && !$0.isNeverAgainst }
    record.statements = (0..<(8 + random.below(10))).map { _ in
      statement(Gen.element(of: facts.map(\.name))(&random), in: record, using: &random)
    }
    return record
  }

  /// A statement of one fact, with roles at random.
  static func statement(_ name: String, in record: CaseRecord, using random: inout SplitMix64)
    -> Statement
  {
    var statement = RandomRecord().statement(
      says: !random.once(in: 4), from: record.sources.map(\.id), using: &random)
    statement.fact = name
    statement.number = nil
    statement.roles = [:]
    guard let fact = RealLaw.pack.vocabulary[fact: name] else { return statement }
    if fact.kind == .number {
      statement.number = 1 + random.below(5)
      if statement.says, random.once(in: 4) { statement.count = .exactly }
    }
    for (role, words) in fact.roles.sorted(by: { $0.key < $1.key }) where random.once(in: 2) {
      statement.roles[role] = [Gen.element(of: words)(&random)]
    }
    return statement
  }
}
