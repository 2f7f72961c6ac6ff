import EvidenceLogic
import LawPack

/// From what an answer was worked out: the test in both readings, opened over the record.
///
/// The verdict, the reasons and what is missing are readings of this one thing, so that they cannot disagree. A question
/// is answered when it is asked.
struct Derivation: Sendable {
  let subject: Scope.Subject
  let narrow: Formula<Int>
  let broad: Formula<Int>
  /// The reading on which the state rests.
  let reading: Reading
  let isOutOfForce: Bool
  /// What the leaves of all findings of one assessment hold.
  let shared: Shared?

  final class Shared: Sendable {
    let evidence: CaseEvidence
    let law: LawPack
    let leaves: [GroundedLeaf]
    /// The bodies that held anything: asked of every finding, and gathered once.
    let agencies: [String]

    init(evidence: CaseEvidence, law: LawPack, leaves: [GroundedLeaf]) {
      self.evidence = evidence
      self.law = law
      self.leaves = leaves
      agencies = evidence.agencies
    }
  }

  func formula(_ reading: Reading) -> Formula<Int> { reading == .narrow ? narrow : broad }

  var questions: Questions? {
    shared.map { shared in Questions(evidence: shared.evidence) { shared.leaves[$0] } }
  }
}
