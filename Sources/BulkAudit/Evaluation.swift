import BitPlanes
import EvidenceLogic

/// The planes of all rows of a batch.
struct BatchPlanes {
  /// Those of children and of cases, which hold the answers.
  let children: RowPlanes
  let cases: RowPlanes
  /// By `RowKind.index`: all rows, and the planes of those that bind a person or an event. Of very many the planes are made stretch by
  /// stretch whenever they are asked, and not kept: a record of many joined cases has a row for each child and each person.
  fileprivate let rows: [DatedRows]
  fileprivate let bound: [RowPlanes?]
  /// How many rows of one kind are asked at once.
  fileprivate let mostRows: Int

  fileprivate func unbound(_ kind: RowKind) -> RowPlanes {
    kind.subject == .child ? children : cases
  }
}

extension BulkLaw {
  /// Evaluates every test of the law over a batch, a row and its days to a word.
  ///
  /// - Parameter shortfall: what is worked out beside it, in slots of its own.
  func evaluate(_ batch: EvidenceBatch, with shortfall: Shortfall? = nil) -> BatchPlanes {
    let planes = planes(of: batch, with: shortfall)
    answer(planes, with: shortfall)
    return planes
  }

  /// What the rows hold, with nothing answered yet.
  ///
  /// - Parameter mostRows: of how many rows of one kind, at most, the planes are kept.
  func planes(
    of batch: EvidenceBatch, with shortfall: Shortfall? = nil, mostRows: Int = 4096
  ) -> BatchPlanes {
    let slotCounts = shortfall?.slotCounts ?? slotCounts
    func planes(_ kind: RowKind) -> RowPlanes {
      RowPlanes(
        batch.rows[kind.index], questions: questions[kind.index].count,
        slots: slotCounts[kind.subject.rawValue])
    }
    return BatchPlanes(
      children: planes(RowKind(subject: .child)), cases: planes(RowKind(subject: .group)),
      rows: batch.rows,
      bound: RowKind.all.map { kind in
        kind.isBound && batch.rows[kind.index].count <= mostRows ? planes(kind) : nil
      }, mostRows: mostRows)
  }

  /// Works out every answer, once.
  func answer(_ planes: BatchPlanes, with shortfall: Shortfall? = nil) {
    run(steps, planes)
    if let shortfall { run(shortfall.steps, planes) }
  }

  private func run(_ steps: [Step], _ planes: BatchPlanes) {
    for step in steps {
      switch step {
      case .stage(let stage) where stage.kind.isBound: runBound(stage, planes)
      case .stage(let stage): run(stage, planes.unbound(stage.kind))
      case .gathering(let gatherings):
        let (children, cases) = (planes.children, planes.cases)
        for gathering in gatherings {
          let words = children.answers(gathering.from, rows: children.rows.count)
          cases.set(gathering.to, to: children.gather(words, gathering.side), gathering.side)
        }
      }
    }
  }

  private func run(_ stage: Stage, _ own: RowPlanes) {
    let found = own.answer(stage, of: nil)
    var words = [DayBits](repeating: 0, count: own.rows.count)
    for (root, output) in stage.outputs.enumerated() {
      found.readWords(of: root, into: &words)
      own.set(output.slot, to: words, output.side, conviction: output.conviction)
    }
  }

  private func runBound(_ stage: Stage, _ planes: BatchPlanes) {
    let unbound = planes.unbound(stage.kind)
    var gathered: [[DayBits]] = stage.outputs.map { _ in [] }
    func ask(_ own: RowPlanes) {
      let found = own.answer(stage, of: unbound)
      var words = [DayBits](repeating: 0, count: own.rows.count)
      for (root, output) in stage.outputs.enumerated() {
        found.readWords(of: root, into: &words)
        gathered[root] += own.gather(words, output.side)
      }
    }
    if let own = planes.bound[stage.kind.index] {
      ask(own)
    } else {
      let rows = planes.rows[stage.kind.index]
      for groups in rows.stretches(ofRows: planes.mostRows) {
        ask(
          RowPlanes(
            rows.only(groups), questions: questions[stage.kind.index].count,
            slots: unbound.slotCount, firstGroup: groups.lowerBound))
      }
    }
    for (output, words) in zip(stage.outputs, gathered) {
      unbound.set(output.slot, to: words, output.side, conviction: output.conviction)
    }
  }
}
