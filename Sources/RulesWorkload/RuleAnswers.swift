public import BitPlanes
internal import EvidenceLogic

/// The answers on the rule pack in the forms in which they are compared.
public enum RuleAnswers {
  /// One line of letters: `U` undetermined, `T` met, `F` not met, `B` both.
  public static func line(_ answers: Answers, row: Int) -> String {
    String(
      (0..<answers.rootCount).map { root -> Character in
        let evidence = answers.evidence(onRoot: root, row: row)
        return evidence.for ? (evidence.against ? "B" : "T") : evidence.against ? "F" : "U"
      })
  }

  /// SHA-256 over the planes of what speaks for each framework, and then of what speaks against; row r is bit r % 8 of byte r / 8.
  public static func digest(_ answers: Answers) -> String {
    var digest = SHA256()
    for side in 0...1 {
      for root in 0..<answers.rootCount { digest.update(answers.planes.planar(root * 2 + side)) }
    }
    return digest.digest()
  }
}
