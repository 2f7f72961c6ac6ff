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
    let planes = planes(of: batch, with: shortfall)
    answer(planes, with: shortfall)
    return (planes[RowKind(subject: .child).index], planes[RowKind(subject: .group).index])
  }

  /// What the rows of each kind hold, by `RowKind.index`, with nothing answered yet.
  func planes(of batch: EvidenceBatch, with shortfall: Shortfall? = nil) -> [RowPlanes] {
    let slotCounts = shortfall?.slotCounts ?? slotCounts
    return RowKind.all.map { kind in
      RowPlanes(
        batch.rows[kind.index], questions: questions[kind.index].count,
        slots: slotCounts[kind.subject.rawValue])
    }
  }

  /// Works out every answer, once.
  func answer(_ planes: [RowPlanes], with shortfall: Shortfall? = nil) {
    run(steps, planes)
    if let shortfall { run(shortfall.steps, planes) }
  }

  private func run(_ steps: [Step], _ planes: [RowPlanes]) {
    let children = planes[RowKind(subject: .child).index]
    let cases = planes[RowKind(subject: .group).index]
    for step in steps {
      switch step {
      case .stage(let stage): run(stage, planes)
      case .gathering(let gatherings):
        for gathering in gatherings {
          let words = children.answers(gathering.from, rows: children.rows.count)
          cases.set(gathering.to, to: children.gather(words, gathering.side), gathering.side)
        }
      }
    }
  }

  private func run(_ stage: Stage, _ planes: [RowPlanes]) {
    let own = planes[stage.kind.index]
    let unbound = planes[stage.kind.unbound.index]
    let found = own.answer(stage, of: stage.kind.isBound ? unbound : nil)
    var words = [DayBits](repeating: 0, count: own.rows.count)
    for (root, output) in stage.outputs.enumerated() {
      found.readWords(of: root, into: &words)
      unbound.set(
        output.slot, to: stage.kind.isBound ? own.gather(words, output.side) : words,
        output.side, conviction: output.conviction)
    }
  }
}
