import Assessment
import Diagnostics
import Documents
import EvidenceLogic
import Foundation
import LawPack

/// What a careful reader expected of a published case before any engine existed: `Cases/published/README.md`.
enum Expected: String {
  case met
  case partly
  case notEvidenced = "not_evidenced"
  case notApplicable = "not_applicable"
}

/// Several frameworks that answer one question of `expected.yaml`.
struct Family: Sendable {
  var name: String
  var frameworks: [String]

  static let all = [
    Family(name: "csa", frameworks: ["CSA-WT"]),
    Family(name: "cse", frameworks: ["CSE-2017"]),
    Family(name: "group-based-cse", frameworks: ["GB-HO2020", "GB-IICSA"]),
    Family(name: "csec-commercial", frameworks: ["CSEC-3P"]),
    Family(
      name: "trafficking-law-at-time",
      frameworks: [
        "NIAA2002-145", "SOA2003-57", "SOA2003-58", "SOA2003-59", "SOA2003-59A", "AITCA2004-4",
        "MSA2015-2", "NIHTEA2015-2", "USC-1591",
      ]),
    Family(name: "palermo-child-trafficking", frameworks: ["PALERMO-CHILD"]),
    Family(name: "organised-crime-group", frameworks: ["OCG-SCA45"]),
    Family(name: "street-gang", frameworks: ["GANG-PACA-OLD", "GANG-PACA-NEW", "GANG-CSJ"]),
    Family(name: "county-lines", frameworks: ["CL-HO2018"]),
  ]

  /// The findings that answer for the family: the strongest of those that governed there. Another jurisdiction's count
  /// only where the family has none of the case's own.
  func answer(in assessment: Assessment) -> [Finding] {
    let rows = assessment.findings.filter { frameworks.contains($0.framework.id) }
    let own = rows.filter { !$0.marks.isComparison }
    let counted = own.isEmpty ? rows : own
    let strongest = Family.order.first { state in counted.contains { $0.state == state } }
    return counted.filter { $0.state == strongest }
  }

  private static let order: [State] = [
    .evidenced, .disputed, .arguable, .notYetEvidenced, .contradicted, .notInForce,
  ]
}

extension Expected {
  /// Whether the answer is the expected one, read as `Cases/published/README.md` says.
  ///
  /// A weak source is not taken for a gap: it is shown as weight, and lowers no state.
  func agrees(with answer: [Finding]) -> Bool {
    guard let state = answer.first?.state else { return false }
    return switch self {
    case .met: [.evidenced, .disputed, .arguable].contains(state)
    case .notEvidenced: [.notYetEvidenced, .contradicted].contains(state)
    case .notApplicable: [.notInForce, .contradicted].contains(state)
    case .partly:
      [.disputed, .arguable].contains(state)
        || state == .notYetEvidenced
          && answer.contains { finding in
            finding.elements.contains { $0.state == .evidenced || $0.state == .disputed }
          }
    }
  }

  struct Unreadable: Error {}

  /// `Cases/published/expected.yaml`: for each case, in its order, what is expected of each family.
  static func read() throws -> [(name: String, families: [String: Expected])] {
    let path = "Cases/published/expected.yaml"
    var report = Report()
    let bytes = try [UInt8](Data(contentsOf: Project.url(path)))
    let node = readDocument(bytes, file: path, format: .yaml, report: &report)
    guard let cases = node?.asMap, !report.hasErrors else { throw Unreadable() }
    return try cases.map { entry in
      guard let rows = entry.value.asMap?.first(where: { $0.key == "expected" })?.value.asMap else {
        throw Unreadable()
      }
      let families = try rows.map { row in
        let word = row.value.asMap?.first { $0.key == "state" }?.value.asScalar?.text
        guard let expected = word.flatMap(Expected.init(rawValue:)) else { throw Unreadable() }
        return (row.key, expected)
      }
      return (entry.key, Dictionary(uniqueKeysWithValues: families))
    }
  }
}
