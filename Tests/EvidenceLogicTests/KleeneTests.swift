import EvidenceLogic
import Foundation
import HeedTesting
import Testing

/// On values without conflict, evidence is Kleene's three-valued logic.
@Suite struct KleeneTests {
  /// One public conformance case: an operator, its operands and the answer; nil is not known.
  struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var op: String
    var operands: [Bool?]
    var expect: Bool?

    enum CodingKeys: String, CodingKey {
      case name = "case"
      case op, expect
      case operands = "of"
    }

    var testDescription: String { name }

    /// The operator over the leaves 0, 1, …; nil for an operator that the logic does not have.
    var formula: Formula<Int>? {
      let leaves = operands.indices.map(Formula.leaf)
      return switch op {
      case "all": .all(leaves)
      case "any": .any(leaves)
      case "not" where leaves.count == 1: .not(leaves[0])
      default: nil
      }
    }
  }

  struct File: Decodable { var cases: [Vector] }

  static func vectors() throws -> [Vector] {
    let file = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Vectors/dmn-ternary.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
  }

  static func evidence(_ value: Bool?) -> Evidence<Bool> {
    Evidence(for: value == true, against: value == false)
  }

  static func truth(_ evidence: Evidence<Bool>) -> Bool? {
    evidence.isConflict || evidence == .unknown ? nil : evidence.for
  }

  @Test func `There are 65 public cases of three-valued logic`() throws {
    #expect(try Self.vectors().count == 65)
  }

  @Test(arguments: try vectors())
  func `A public case of three-valued logic gives the answer that it expects`(
    _ vector: Vector
  ) throws {
    let formula = try #require(vector.formula)
    let answer = formula.evaluate { Self.evidence(vector.operands[$0]) }
    #expect(answer == Self.evidence(vector.expect))
    let state = formula.state { Self.evidence(vector.operands[$0]) }
    let expected: State =
      switch vector.expect {
      case true?: .evidenced
      case false?: .contradicted
      case nil: .notYetEvidenced
      }
    #expect(state == expected)
  }

  @Test func `Where nobody disagrees, every formula is Kleene's`() throws {
    try forAll(count: 500, seed: 900) { random in
      let formula = randomFormula(leaves: 5, depth: 4, using: &random)
      let leaves = Gen.element(of: [true, false, nil]).array(count: 5)(&random)
      let answer = formula.evaluate { Self.evidence(leaves[$0]) }
      try #require(!answer.isConflict)
      try #require(Self.truth(answer) == Reference.kleene(formula) { leaves[$0] })
    }
  }

  @Test func `Where everything is settled, every formula is plain logic`() throws {
    try forAll(count: 300, seed: 901) { random in
      let formula = randomFormula(leaves: 5, depth: 4, using: &random)
      let leaves = Gen.bool.array(count: 5)(&random)
      let answer = formula.evaluate { Self.evidence(leaves[$0]) }
      try #require(answer.for != answer.against)
      try #require(answer.for == Reference.isTold(formula, true) { leaves[$0] ? .for : .against })
    }
  }
}
