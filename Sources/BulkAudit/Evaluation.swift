import BitPlanes
import EvidenceLogic

extension BulkLaw {
  /// Evaluates every test of the law over a batch, a row and its days to a word.
  ///
  /// - Parameter shortfall: what is worked out beside it, in slots of its own.
  /// - Returns: what is held and answered about children, and about cases.
  func evaluate(_ batch: EvidenceBatch, with shortfall: Shortfall? = nil) -> (
    ofChildren: RowPlanes, ofCases: RowPlanes
  ) {
    let slotCounts = shortfall?.slotCounts ?? slotCounts
    var planes = RowKind.all.map { kind in
      RowPlanes(
        batch.rows[kind.index], questions: questions[kind.index].count,
        slots: slotCounts[kind.subject.rawValue])
    }
    run(steps, &planes)
    if let shortfall { run(shortfall.steps, &planes) }
    return (planes[RowKind(subject: .child).index], planes[RowKind(subject: .group).index])
  }

  private func run(_ steps: [Step], _ planes: inout [RowPlanes]) {
    let (children, cases) = (RowKind(subject: .child).index, RowKind(subject: .group).index)
    for step in steps {
      switch step {
      case .stage(let stage): run(stage, &planes)
      case .gathering(let gatherings):
        for gathering in gatherings {
          let words = planes[children].answers(gathering.from, rows: planes[children].rows.count)
          planes[cases].set(
            gathering.to, to: planes[children].gather(words, gathering.side), gathering.side)
        }
      }
    }
  }

  private func run(_ stage: Stage, _ planes: inout [RowPlanes]) {
    let (kind, unbound) = (stage.kind.index, stage.kind.unbound.index)
    let found = planes[kind].answer(stage, of: stage.kind.isBound ? planes[unbound] : nil)
    var words = [DayBits](repeating: 0, count: planes[kind].rows.count)
    for (root, output) in stage.outputs.enumerated() {
      found.readWords(of: root, into: &words)
      planes[unbound].set(
        output.slot, to: stage.kind.isBound ? planes[kind].gather(words, output.side) : words,
        output.side, conviction: output.conviction)
    }
  }
}
