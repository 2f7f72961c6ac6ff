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
    func planes(_ kind: RowKind) -> RowPlanes {
      RowPlanes(
        batch.rows[kind.index], layouts[kind.index], plan, kind: kind.index,
        slots: slotCounts[kind.subject.rawValue])
    }
    return BatchPlanes(
      children: planes(RowKind(subject: .child)), cases: planes(RowKind(subject: .group)),
      rows: batch.rows, layouts: layouts,
      bound: RowKind.all.map { kind in
        kind.isBound && layouts[kind.index].wordCount <= mostWords ? planes(kind) : nil
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
      case .gathering(let gatherings):
        let (children, cases) = (planes.children, planes.cases)
        for gathering in gatherings {
          var gathered = Self.nothing(gathering.side, words: cases.wordCount)
          var words = gathered.mutableSpan
          children.gather(children.answers(gathering.from), gathering.side, into: &words)
          cases.set(gathering.to, to: gathered.span, gathering.side)
        }
      }
    }
  }

  /// What is gathered from no slice.
  private static func nothing(_ side: EvidenceSide, words: Int) -> [UInt64] {
    Array(repeating: side == .for ? 0 : ~0, count: words)
  }

  private func run(_ stage: Stage, _ own: RowPlanes) {
    let found = own.answer(stage, of: nil)
    var words = [UInt64](repeating: 0, count: own.wordCount)
    for (root, output) in stage.outputs.enumerated() {
      found.readWords(of: root, into: &words)
      own.set(output.slot, to: words.span, output.side, conviction: output.conviction)
    }
  }

  private func runBound(_ stage: Stage, _ planes: BatchPlanes) {
    let unbound = planes.unbound(stage.kind)
    let width = unbound.wordCount
    // Of one output after another.
    var gathered: [UInt64] = []
    gathered.reserveCapacity(stage.outputs.count * width)
    for output in stage.outputs { gathered += Self.nothing(output.side, words: width) }
    func ask(_ own: RowPlanes) {
      let found = own.answer(stage, of: unbound)
      var words = [UInt64](repeating: 0, count: own.wordCount)
      for (root, output) in stage.outputs.enumerated() {
        found.readWords(of: root, into: &words)
        var all = gathered.mutableSpan
        var part = all.extracting(root * width..<(root + 1) * width)
        own.gather(words, output.side, into: &part)
      }
    }
    if let own = planes.bound[stage.kind.index] {
      ask(own)
    } else {
      let layout = planes.layouts[stage.kind.index]
      for slices in layout.stretches(ofWords: planes.mostWords) {
        ask(
          RowPlanes(
            planes.rows[stage.kind.index], layout, slices: slices, plan, kind: stage.kind.index,
            slots: unbound.slotCount))
      }
    }
    for (root, output) in stage.outputs.enumerated() {
      unbound.set(
        output.slot, to: gathered.span.extracting(root * width..<(root + 1) * width),
        output.side, conviction: output.conviction)
    }
  }
}
