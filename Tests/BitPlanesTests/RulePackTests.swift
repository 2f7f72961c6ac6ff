import BitPlanes
import EvidenceLogic
import Foundation
import HeedTesting
import RulesWorkload
import Testing

/// The invented rule pack, whose answers another program worked out (`Tests/Corpora/rules/README.md`).
@Suite struct RulePackTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Corpora/rules")

  static func pack() throws -> RulePack {
    try RulePack(json: Data(contentsOf: folder.appending(path: "rulepack.json")))
  }

  static func program(_ question: PlaneProgram.Question) throws -> PlaneProgram {
    let pack = try pack()
    return PlaneProgram(roots: pack.frameworks, leaves: pack.findings.count, question: question)
  }

  @Test(
    "Ten thousand cases are answered as the reference answers them",
    arguments: MadeUpCases.Kind.allCases)
  func golden(_ kind: MadeUpCases.Kind) throws {
    let file = Self.folder.appending(path: "golden-10k-\(kind.rawValue).txt")
    let expected = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    try #require(expected.count == 10_000)
    let cases = MadeUpCases(of: try Self.pack(), kind)
    let program = try Self.program(.evidence)
    let table = cases.planes(count: expected.count)
    let rows = cases.sparseRows(count: expected.count)
    for kernel in Kernel.allCases {
      let answers = program.answers(to: table, kernel: kernel)
      let wrong = expected.indices.filter { RuleAnswers.line(answers, row: $0) != expected[$0] }
      #expect(
        wrong.isEmpty,
        "\(wrong.count) of 10,000 differ, the first of them case \(wrong.first ?? -1)")
      #expect(program.answers(to: rows, kernel: kernel) == answers)
    }
  }

  @Test(
    "All answers together have the digest of the reference",
    arguments: isLong ? [10_000, 100_000, 1_000_000, 10_000_000] : [10_000, 100_000])
  func digest(_ count: Int) throws {
    struct Digests: Decodable { var digests: [String: String] }
    let stored = try JSONDecoder().decode(
      Digests.self, from: Data(contentsOf: Self.folder.appending(path: "digests.json")))
    let expected = try #require(stored.digests[String(count)])
    let table = MadeUpCases(of: try Self.pack(), .realistic).planes(count: count)
    let answers = try Self.program(.evidence).answers(to: table, threads: 2)
    #expect(RuleAnswers.digest(answers) == expected)
  }

  @Test(
    "The states of cases with and without conflict are those of the evaluator",
    arguments: MadeUpCases.Kind.allCases)
  func states(_ kind: MadeUpCases.Kind) throws {
    let pack = try Self.pack()
    let table = MadeUpCases(of: pack, kind).planes(count: 300)
    let answers = try Self.program(.state).answers(to: table)
    for row in 0..<300 {
      for (root, framework) in pack.frameworks.enumerated() {
        let expected = framework.state(ProgramTests.evidence(table, row))
        try #require(
          answers.state(ofRoot: root, row: row) == expected, "framework \(root), case \(row)")
      }
    }
    for root in pack.frameworks.indices {
      let counts = [State.evidenced, .contradicted, .disputed, .notYetEvidenced].map {
        answers.count(of: $0, root: root)
      }
      #expect(counts.reduce(0, +) == 300)
    }
  }

  @Test("SHA-256 is that of the standard")
  func sha() {
    func digest(_ pieces: [UInt8]...) -> String {
      var digest = SHA256()
      for piece in pieces { digest.update(piece) }
      return digest.digest()
    }
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(digest(Array("abc".utf8)) == abc)
    #expect(digest(Array("a".utf8), Array("bc".utf8)) == abc)
    #expect(
      digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let long = [UInt8](repeating: 0x61, count: 200)
    #expect(digest(Array(long[0..<63]), Array(long[63..<130]), Array(long[130...])) == digest(long))
  }
}
