import LawPack
import Vocabulary

extension Assessment {
  /// The places in `record.statements` of those that were on file by `known` and may count, in order.
  ///
  /// The others are shown and never counted: below the threshold, graded as suspected to be false, or not yet on file.
  public var countedStatements: [Int] {
    CaseEvidence(record, vocabulary: law.vocabulary, threshold: threshold, known: known)
      .statements(of: law.vocabulary.facts.map(\.name))
  }
}
