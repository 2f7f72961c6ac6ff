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
  fileprivate let layouts: [RowLayout]
  fileprivate let bound: [RowPlanes?]
  /// How many words of a plane of one kind are asked at once.
  fileprivate let mostWords: Int

  fileprivate func unbound(_ kind: RowKind) -> RowPlanes {
    kind.subject == .child ? children : cases
  }
}

extension BulkLaw {
  /// Evaluates every test of the law over a batch, on all days of its rows at once.
  ///
  /// - Parameter shortfall: what is worked out beside it, in slots of its own.
  func evaluate(_ batch: EvidenceBatch, with shortfall: Shortfall? = nil) -> BatchPlanes {
    let planes = planes(of: batch, with: shortfall)
    answer(planes, with: shortfall)
    return planes
  }

  /// What the rows hold, with nothing answered yet.
  ///
  /// - Parameter mostWords: of how many words, at most, the planes of one kind are kept.
  func planes(
    of batch: EvidenceBatch, with shortfall: Shortfall? = nil, mostWords: Int = 4096
  ) -> BatchPlanes {
    let slotCounts = shortfall?.slotCounts ?? slotCounts
    let layouts = batch.layouts
    func planes(_ kind: RowKind, of unbound: RowPlanes? = nil) -> RowPlanes {
      RowPlanes(
        batch.rows[kind.index], layouts[kind.index], plan, kind: kind.index,
        slots: slotCounts[kind.subject.rawValue], of: unbound)
    }
    let children = planes(RowKind(subject: .child))
    let cases = planes(RowKind(subject: .group))
    return BatchPlanes(
      children: children, cases: cases, rows: batch.rows, layouts: layouts,
      bound: RowKind.all.map { kind in
        kind.isBound && layouts[kind.index].wordCount <= mostWords
          ? planes(kind, of: kind.subject == .child ? children : cases) : nil
      }, mostWords: mostWords)
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
      case .gathering(let gatherings): gather(gatherings, planes.children, planes.cases)
      }
    }
  }

  private func run(_ stage: Stage, _ own: RowPlanes) {
    own.set(stage.outputs, to: own.answer(stage))
  }

  private func runBound(_ stage: Stage, _ planes: BatchPlanes) {
    let unbound = planes.unbound(stage.kind)
    // One of each output after another.
    var gathered = PlaneList(words: unbound.wordCount)
    for _ in stage.outputs { gathered.append() }
    func ask(_ own: RowPlanes) {
      own.gather(own.answer(stage), stage.outputs.lazy.map(\.side), into: &gathered)
    }
    if let own = planes.bound[stage.kind.index] {
      ask(own)
    } else {
      let layout = planes.layouts[stage.kind.index]
      for slices in layout.stretches(ofWords: planes.mostWords) {
        ask(
          RowPlanes(
            planes.rows[stage.kind.index], layout, slices: slices, plan, kind: stage.kind.index,
            slots: unbound.slotCount, of: unbound))
      }
    }
    unbound.set(stage.outputs, toGathered: gathered)
  }

  private func gather(_ gatherings: [Gathering], _ children: RowPlanes, _ cases: RowPlanes) {
    var gathered = PlaneList(words: cases.wordCount)
    for _ in gatherings { gathered.append() }
    children.gather(gatherings, into: &gathered)
    cases.set(gatherings.map(\.to), toGathered: gathered)
  }
}
