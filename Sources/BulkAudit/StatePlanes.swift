import CivilTime
import EvidenceLogic
import LawPack

/// The rows of which something is so with everything on file: of each, its first bit in a plane.
struct RowSet {
  var words: [UInt64]
  /// By row: its first bit.
  fileprivate let starts: [Int32]

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func has(_ row: Int) -> Bool {
    let start = Int(starts[row])
    return words[start / 64] >> UInt64(start % 64) & 1 == 1
  }
}

/// What one framework answers to the rows of a batch with everything on file.
struct StatePlanes {
  /// One test in one reading: the three sets from which its state is read.
  struct Test {
    var unopposedFor: RowSet
    var unopposedAgainst: RowSet
    var countedFor: RowSet

    func state(_ row: Int) -> State {
      if unopposedFor.has(row) { return .evidenced }
      if unopposedAgainst.has(row) { return .contradicted }
      return countedFor.has(row) ? .disputed : .notYetEvidenced
    }
  }

  /// The rows whose own law it is, and of them those about whom it was not asked when it might have been.
  var own: RowSet
  var never: RowSet
  var out: RowSet
  var narrow: Test
  var broad: Test
  /// On conduct that lies wholly inside the text's days; nil where it has none.
  var certain: (narrow: Test, broad: Test)?
  var answered: RowSet

  /// Met on some reading, in force and the row's own law.
  var met: RowSet {
    var met = own
    for word in met.words.indices {
      met.words[word] &=
        ~out.words[word] & (narrow.countedFor.words[word] | broad.countedFor.words[word])
    }
    return met
  }

  /// Whether a row is among those that meet it.
  func isMet(_ row: Int) -> Bool {
    own.has(row) && !out.has(row) && (narrow.countedFor.has(row) || broad.countedFor.has(row))
  }

  /// Neither met nor contradicted, in force and the row's own law.
  var open: RowSet {
    var open = own
    for word in open.words.indices {
      open.words[word] &=
        ~out.words[word] & ~narrow.countedFor.words[word]
        & ~(broad.countedFor.words[word] | broad.unopposedAgainst.words[word])
    }
    return open
  }

  func state(_ row: Int) -> State {
    out.has(row) ? .notInForce : State(narrow: narrow.state(row), broad: broad.state(row))
  }

  func count(into count: inout FrameworkCount) {
    for word in own.words.indices {
      let (own, out, never) = (own.words[word], out.words[word], never.words[word])
      let counted = own & ~out
      count.notInForce += (own & out).nonzeroBitCount
      let isNarrow = narrow.countedFor.words[word]
      let isBroad = broad.countedFor.words[word]
      let unopposed = narrow.unopposedFor.words[word]
      count.evidenced += (counted & isNarrow & unopposed).nonzeroBitCount
      count.disputed += (counted & isNarrow & ~unopposed).nonzeroBitCount
      let open = counted & ~isNarrow
      count.arguable += (open & isBroad).nonzeroBitCount
      let unmet = open & ~isBroad
      let contradicted = broad.unopposedAgainst.words[word]
      count.contradicted += (unmet & contradicted).nonzeroBitCount
      count.notYetEvidenced += (unmet & ~contradicted).nonzeroBitCount
      count.neverConsidered += never.nonzeroBitCount
      count.metAndNeverConsidered += (never & counted & (isNarrow | isBroad)).nonzeroBitCount
    }
  }
}

extension BulkLaw {
  /// Every framework's answers on the first cases of a batch, in the order of the law.
  func states(_ children: RowPlanes, _ cases: RowPlanes, count: Int) -> [StatePlanes] {
    let firstChildren = children.layout.first(0..<Int(children.rows.groups[count]))
    let firstCases = cases.layout.first(0..<count)
    return asked.map { asked in
      let planes = asked.subject == .child ? children : cases
      let first = asked.subject == .child ? firstChildren : firstCases
      func rows(_ words: [UInt64]) -> RowSet { RowSet(words: words, starts: planes.layout.starts) }
      func test(_ slots: StateSlots) -> StatePlanes.Test {
        StatePlanes.Test(
          unopposedFor: rows(planes.answers(slots.unopposedFor)),
          unopposedAgainst: rows(planes.answers(slots.unopposedAgainst)),
          countedFor: rows(planes.answers(slots.countedFor)))
      }
      // Whatever is counted is counted of these rows alone, and of their first bits.
      var own = planes.held(asked.own, .for)
      for word in own.indices { own[word] &= first[word] }
      let answered = planes.held(asked.answered, .for)
      let out: [UInt64] =
        switch asked.force {
        case .known(let isOut): own.map { _ in isOut ? ~0 : 0 }
        case .asked(let question): planes.held(question, .for)
        }
      var never = zip(own, answered).map { $0 & ~$1 }
      if let decided = asked.decided {
        let then = planes.held(decided, .for)
        let undated = planes.held(decided, .against)
        let isLawNow = asked.isLaw(on: day)
        for word in never.indices {
          never[word] &= then[word] | (isLawNow ? undated[word] : 0)
          if asked.framework.governsBy == .conduct { never[word] &= ~out[word] }
        }
      }
      return StatePlanes(
        own: rows(own), never: rows(never), out: rows(out), narrow: test(asked.narrow),
        broad: test(asked.broad),
        certain: asked.certain.map { (test($0.narrow), test($0.broad)) },
        answered: rows(answered))
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
