import CivilTime
import EvidenceLogic
import LawPack

/// What one framework answers to the rows of a batch, as planes of which bit 0 is read: what is so with everything on file.
struct StatePlanes {
  /// One test in one reading: the three planes from which its state is read.
  struct Test {
    var unopposedFor: [UInt64]
    var unopposedAgainst: [UInt64]
    var countedFor: [UInt64]

    func state(_ row: Int) -> State {
      if unopposedFor.has(row) { return .evidenced }
      if unopposedAgainst.has(row) { return .contradicted }
      return countedFor.has(row) ? .disputed : .notYetEvidenced
    }
  }

  var own: [UInt64]
  var out: [UInt64]
  var narrow: Test
  var broad: Test
  /// On conduct that lies wholly inside the text's days; nil where it has none.
  var certain: (narrow: Test, broad: Test)?
  var answered: [UInt64]
  var never: [UInt64]

  /// Met on some reading, in force and the row's own law.
  var met: [UInt64] {
    own.indices.map { own[$0] & ~out[$0] & (narrow.countedFor[$0] | broad.countedFor[$0]) }
  }

  /// Neither met nor contradicted, in force and the row's own law.
  var open: [UInt64] {
    own.indices.map {
      own[$0] & ~out[$0]
        & ~(narrow.countedFor[$0] | broad.countedFor[$0] | broad.unopposedAgainst[$0])
    }
  }

  func state(_ row: Int) -> State {
    out.has(row) ? .notInForce : State(narrow: narrow.state(row), broad: broad.state(row))
  }

  func count(into count: inout FrameworkCount) {
    for word in own.indices {
      let counted = own[word] & ~out[word]
      count.notInForce += (own[word] & out[word]).nonzeroBitCount
      let (isNarrow, isBroad) = (narrow.countedFor[word], broad.countedFor[word])
      count.evidenced += (counted & isNarrow & narrow.unopposedFor[word]).nonzeroBitCount
      count.disputed += (counted & isNarrow & ~narrow.unopposedFor[word]).nonzeroBitCount
      let open = counted & ~isNarrow
      count.arguable += (open & isBroad).nonzeroBitCount
      let unmet = open & ~isBroad
      count.contradicted += (unmet & broad.unopposedAgainst[word]).nonzeroBitCount
      count.notYetEvidenced += (unmet & ~broad.unopposedAgainst[word]).nonzeroBitCount
      count.neverConsidered += never[word].nonzeroBitCount
      count.metAndNeverConsidered += (never[word] & counted & (isNarrow | isBroad)).nonzeroBitCount
    }
  }
}

extension BulkLaw {
  /// Every framework's answers on the first cases of a batch, in the order of the law.
  func states(_ children: RowPlanes, _ cases: RowPlanes, count: Int) -> [StatePlanes] {
    asked.map { asked in
      let planes = asked.subject == .child ? children : cases
      let rows = Int(planes.rows.groups[count])
      func test(_ slots: StateSlots) -> StatePlanes.Test {
        StatePlanes.Test(
          unopposedFor: planes.answers(slots.unopposedFor, rows: rows),
          unopposedAgainst: planes.answers(slots.unopposedAgainst, rows: rows),
          countedFor: planes.answers(slots.countedFor, rows: rows))
      }
      func plane(_ question: Int, _ side: EvidenceSide) -> [UInt64] {
        planes.held(question, side, rows: rows)
      }
      let own = plane(asked.own, .for)
      let answered = plane(asked.answered, .for)
      let out: [UInt64] =
        switch asked.force {
        case .known(let isOut): own.map { _ in isOut ? ~0 : 0 }
        case .asked(let question): plane(question, .for)
        }
      var never = zip(own, answered).map { $0 & ~$1 }
      if let decided = asked.decided {
        let then = plane(decided, .for)
        let undated = plane(decided, .against)
        let isLawNow = asked.isLaw(on: day)
        for word in never.indices {
          never[word] &= then[word] | (isLawNow ? undated[word] : 0)
          if asked.framework.governsBy == .conduct { never[word] &= ~out[word] }
        }
      }
      return StatePlanes(
        own: own, out: out, narrow: test(asked.narrow), broad: test(asked.broad),
        certain: asked.certain.map { (test($0.narrow), test($0.broad)) }, answered: answered,
        never: never)
    }
  }
}

extension BulkLaw.Asked {
  /// Whether, with no dated decision on record, the framework could be asked on the day of the audit.
  func isLaw(on day: CivilDate) -> Bool {
    switch framework.governsBy {
    case .analysis: true
    case .decision: framework.isInForce(on: day)
    case .conduct: framework.inForce?.from.map { $0 <= day } ?? true
    }
  }
}
