/// What the figures say to a claim.
public struct ClaimAnswer: Hashable, Sendable {
  public enum Finding: Hashable, Sendable {
    case compared(Comparison)
    case refused(Refusal)
  }

  /// An edition on which the answer stands.
  public struct Reference: Hashable, Sendable {
    public let figure: String
    public let snapshot: String
    public let ruleVersion: String
    public let source: String
  }

  public let claim: Claim
  public let finding: Finding
  /// The editions that were read, those of a refusal too, as far as they were found.
  public let references: [Reference]

  /// Supported, contradicted or not determined; nil if the claim was refused.
  public var outcome: Outcome? {
    if case .compared(let comparison) = finding { comparison.outcome } else { nil }
  }

  /// The whole answer in sentences: the claim, the outcome, the numbers, what the outcome does not say, and the sources.
  public var sentences: [String] {
    var out = ["Claim: \(claim)."]
    switch finding {
    case .refused(let refusal): out.append(refusal.description)
    case .compared(let comparison):
      let words =
        switch comparison.outcome {
        case .supported: "supported"
        case .contradicted: "not supported: contradicted by these data"
        case .notDetermined: "not determined by these data"
        }
      out.append("Answer: \(words).")
      out += comparison.arithmetic + comparison.restrictions.map(\.description)
    }
    return out
      + references.map {
        "Read from \($0.figure): \($0.source), snapshot \($0.snapshot), rule \($0.ruleVersion)."
      }
  }
}

extension ClaimAnswer.Reference {
  init(_ figure: RecordedFigure) {
    self.init(
      figure: figure.id, snapshot: figure.current.snapshot,
      ruleVersion: figure.current.ruleVersion, source: figure.current.source)
  }
}
