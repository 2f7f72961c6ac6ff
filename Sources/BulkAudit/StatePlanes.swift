import CivilTime
import EvidenceLogic
import LawPack

/// What one framework answers to every row of a batch, as planes.
struct StatePlanes {
  var own: [UInt64]
  var out: [UInt64]
  var narrow: [UInt64]
  var broad: [UInt64]
  var narrowEvidenced: [UInt64]
  var broadContradicted: [UInt64]
  var answered: [UInt64]
  var never: [UInt64]

  /// Met on some reading, in force and the row's own law.
  var met: [UInt64] { own.indices.map { own[$0] & ~out[$0] & (narrow[$0] | broad[$0]) } }

  /// Neither met nor contradicted, in force and the row's own law.
  var open: [UInt64] {
    own.indices.map { own[$0] & ~out[$0] & ~(narrow[$0] | broad[$0] | broadContradicted[$0]) }
  }

  func state(_ row: Int) -> State {
    let (word, bit) = (row / 64, UInt64(row % 64))
    func has(_ plane: [UInt64]) -> Bool { plane[word] >> bit & 1 == 1 }
    if has(out) { return .notInForce }
    if has(narrow) { return has(narrowEvidenced) ? .evidenced : .disputed }
    if has(broad) { return .arguable }
    return has(broadContradicted) ? .contradicted : .notYetEvidenced
  }

  func count(into count: inout FrameworkCount) {
    for word in own.indices {
      let counted = own[word] & ~out[word]
      count.notInForce += (own[word] & out[word]).nonzeroBitCount
      count.evidenced += (counted & narrow[word] & narrowEvidenced[word]).nonzeroBitCount
      count.disputed += (counted & narrow[word] & ~narrowEvidenced[word]).nonzeroBitCount
      let open = counted & ~narrow[word]
      count.arguable += (open & broad[word]).nonzeroBitCount
      let unmet = open & ~broad[word]
      count.contradicted += (unmet & broadContradicted[word]).nonzeroBitCount
      count.notYetEvidenced += (unmet & ~broadContradicted[word]).nonzeroBitCount
      count.neverConsidered += never[word].nonzeroBitCount
      count.metAndNeverConsidered +=
        (never[word] & counted & (narrow[word] | broad[word])).nonzeroBitCount
    }
  }
}

extension BulkLaw {
  /// Every framework's answers on a batch, in the order of the law.
  func states(_ planes: AnswerPlanes, _ evidence: [EvidencePlanes]) -> [StatePlanes] {
    asked.map { asked in
      let evidence = evidence[RowKind(subject: asked.subject).index]
      func plane(_ slot: Slot) -> [UInt64] {
        Array(planes.words[slot.subject.rawValue][planes.plane(slot)])
      }
      let own = evidence.plane(asked.own, .counted, .for)
      let answered = evidence.plane(asked.answered, .counted, .for)
      let out: [UInt64] =
        switch asked.force {
        case .known(let isOut): own.map { _ in isOut ? ~0 : 0 }
        case .asked(let question): evidence.plane(question, .counted, .for)
        }
      var never = zip(own, answered).map { $0 & ~$1 }
      if let decided = asked.decided {
        let then = evidence.plane(decided, .counted, .for)
        let undated = evidence.plane(decided, .counted, .against)
        let isLawNow = asked.isLaw(on: day)
        for word in never.indices {
          never[word] &= then[word] | (isLawNow ? undated[word] : 0)
          if asked.framework.governsBy == .conduct { never[word] &= ~out[word] }
        }
      }
      return StatePlanes(
        own: own, out: out, narrow: plane(asked.narrow.countedFor),
        broad: plane(asked.broad.countedFor), narrowEvidenced: plane(asked.narrow.unopposedFor),
        broadContradicted: plane(asked.broad.unopposedAgainst), answered: answered, never: never)
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

/// The rows whose bit is set, ascending.
func rows(of plane: [UInt64]) -> [Int] {
  var found: [Int] = []
  for (index, word) in plane.enumerated() {
    var rest = word
    while rest != 0 {
      found.append(index * 64 + rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
  return found
}

func has(_ plane: [UInt64], _ row: Int) -> Bool { plane[row / 64] >> UInt64(row % 64) & 1 == 1 }
