public import EvidenceLogic
public import Foundation

/// A pack of invented rules, by which evaluators are compared: twelve frameworks over 120 findings. It is no law.
///
/// `Tests/Corpora/rules/README.md` says where it is from and what its answers are.
public struct RulePack: Sendable {
  /// The names of the findings; a leaf is a place in this list.
  public let findings: [String]
  /// One formula for each framework, with everything it builds on written out.
  public let frameworks: [Formula<Int>]

  public enum Failure: Error, Hashable {
    /// Something that is neither a finding nor an element named before.
    case unknownName(String)
    case unknownOperation(String)
  }

  private struct Stored: Decodable {
    struct Node: Decodable {
      var id: String
      var op: String
      var of: [String]
      var n: Int?
    }
    var findings: [String]
    var nodes: [Node]
    var frameworks: [String]
  }

  /// Reads a pack from its JSON.
  ///
  /// - Throws: `Failure`, or the error of the decoder.
  public init(json: Data) throws {
    let stored = try JSONDecoder().decode(Stored.self, from: json)
    var known: [String: Formula<Int>] = [:]
    for (index, name) in stored.findings.enumerated() { known[name] = .leaf(index) }
    func formula(_ name: String) throws(Failure) -> Formula<Int> {
      guard let formula = known[name] else { throw .unknownName(name) }
      return formula
    }
    for node in stored.nodes {
      let parts = try node.of.map(formula)
      known[node.id] =
        switch node.op {
        case "and": .all(parts)
        case "or": .any(parts)
        case "not": .not(parts[0])
        case "atleast": .atLeast(node.n ?? parts.count, parts)
        default: throw Failure.unknownOperation(node.op)
        }
    }
    findings = stored.findings
    frameworks = try stored.frameworks.map(formula)
  }
}
