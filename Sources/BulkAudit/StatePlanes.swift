import BitPlanes
import CivilTime
import EvidenceLogic
import LawPack

/// Where the rows of one kind stand in a plane, found from either side.
final class RowBits {
  fileprivate let layout: RowLayout
  /// By bit: the row whose first bit it is.
  fileprivate let rows: [Int32]

  init(_ layout: RowLayout) {
    self.layout = layout
    var rows = [Int32](repeating: 0, count: layout.wordCount * 64)
    for row in 0..<layout.count { rows[Int(layout.starts[row])] = Int32(row) }
    self.rows = rows
  }

  /// The first bit of a row.
  fileprivate func first(_ row: Int) -> Int { Int(layout.starts[row]) }
}

/// The rows of which something is so with everything on file: of each, its first bit in a plane. A plane that was answered holds what was so
/// on each of its days too.
struct RowSet {
  var words: [UInt64]
  fileprivate let bits: RowBits

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func has(_ row: Int) -> Bool {
    let bit = bits.first(row)
    return words[bit / 64].has(bit % 64)
  }

  /// On which of its days it is so of a row, or else something more.
  ///
  /// - Parameter more: days of the row, whatever stands after them.
  func days(_ row: Int, and more: DayBits = 0) -> DayBits {
    let bit = bits.first(row)
    return (words[bit / 64] >> UInt64(bit % 64) | more) & bits.layout.mask(row)
  }

  /// Gives the rows of a set that holds first bits alone.
  func forEach(_ body: (_ row: Int) -> Void) {
    forEach(alsoIn: words.span) { row, _ in body(row) }
  }

  /// Gives the rows of a set that holds first bits alone which are in a plane too, with the days that they have there, after which those of
  /// other rows may stand.
  @inline(__always)
  func forEach(alsoIn others: Span<UInt64>, _ body: (_ row: Int, _ days: DayBits) -> Void) {
    let starts = bits.rows
    let (words, rows) = (words.span, starts.span)
    precondition(
      words.count % PlaneList.wordsPerLine == 0 && others.count == words.count
        && rows.count == words.count * 64, "the sets are not of the same rows")
    for line in stride(from: 0, to: words.count, by: PlaneList.wordsPerLine) {
      let line = line..<line + PlaneList.wordsPerLine
      // In most lines there is no such row.
      var found: UInt64 = 0
      for word in line { found |= words[unchecked: word] & others[unchecked: word] }
      if found == 0 { continue }
      for word in line {
        let days = others[unchecked: word]
        (words[unchecked: word] & days).forEachBit { bit in
          body(Int(rows[unchecked: word * 64 + bit]), days >> UInt64(bit))
        }
      }
    }
  }
}

/// What one framework answers to the rows of a batch with everything on file, as far as it is counted and listed.
///
/// It is shared rather than copied: it is asked again and again of the same batch.
final class StatePlanes {
  /// The rows whose own law it is: of each its first bit, and no other.
  let own: RowSet
  /// Of them, those about whom it was not asked when it might have been.
  let never: RowSet
  let out: RowSet
  let answered: RowSet
  /// Met on each reading, with everything counted.
  let narrow: RowSet
  let broad: RowSet
  /// Met on the narrow reading with nothing against it, and failed on the broad one with nothing for it.
  let evidenced: RowSet
  let contradicted: RowSet
  private let planes: RowPlanes

  fileprivate init(
    own: RowSet, never: RowSet, out: RowSet, answered: RowSet, narrow: RowSet, broad: RowSet,
    evidenced: RowSet, contradicted: RowSet, planes: RowPlanes
  ) {
    (self.own, self.never, self.out, self.answered) = (own, never, out, answered)
    (self.narrow, self.broad) = (narrow, broad)
    (self.evidenced, self.contradicted) = (evidenced, contradicted)
    self.planes = planes
  }

  /// Gives the rows of a set that are also in what is answered in any of some slots, with the days that they have there.
  @inline(__always)
  func forEach(
    of rows: RowSet, alsoIn slots: some Sequence<BulkLaw.Slot>,
    _ body: (_ number: Int, _ row: Int, _ days: DayBits) -> Void
  ) {
    planes.forEachAnswered(slots) { number, words in
      rows.forEach(alsoIn: words) { body(number, $0, $1) }
    }
  }

  /// The row's own law, and in force.
  var inForce: RowSet { own { ~out.words[$0] } }

  /// Met on some reading, in force and the row's own law.
  var met: RowSet { own { metWord($0) } }

  /// Whether a row is among those that meet it.
  func isMet(_ row: Int) -> Bool {
    let bit = own.bits.first(row)
    return metWord(bit / 64).has(bit % 64)
  }

  /// Neither met nor contradicted, in force and the row's own law.
  var open: RowSet {
    own { ~out.words[$0] & ~(narrow.words[$0] | broad.words[$0] | contradicted.words[$0]) }
  }

  /// The row's own law, and answered by somebody.
  var ownAnswered: RowSet { own { answered.words[$0] } }

  private func metWord(_ word: Int) -> UInt64 {
    own.words[word] & ~out.words[word] & (narrow.words[word] | broad.words[word])
  }

  /// The rows whose own law it is of which something more is so.
  private func own(and isSo: (_ word: Int) -> UInt64) -> RowSet {
    var found = own
    for word in found.words.indices { found.words[word] &= isSo(word) }
    return found
  }

  func count(into count: inout FrameworkCount) {
    // Nothing is counted of rows whose law it is not.
    for word in own.words.indices where own.words[word] != 0 {
      let counted = counted(word)
      count.evidenced += counted.evidenced.nonzeroBitCount
      count.arguable += counted.arguable.nonzeroBitCount
      count.disputed += counted.disputed.nonzeroBitCount
      count.contradicted += counted.contradicted.nonzeroBitCount
      count.notYetEvidenced += counted.notYetEvidenced.nonzeroBitCount
      count.notInForce += counted.notInForce.nonzeroBitCount
      count.neverConsidered += counted.never.nonzeroBitCount
      count.metAndNeverConsidered += (counted.never & counted.met).nonzeroBitCount
    }
  }

  /// Gives each row whose own law it is, with how it is counted.
  func forEachCounted(_ body: (_ row: Int, _ counted: Standing.Counted) -> Void) {
    for word in own.words.indices where own.words[word] != 0 {
      let counted = counted(word)
      func give(_ rows: UInt64, _ standing: Standing) {
        rows.forEachBit { bit in
          let isNever = counted.never.has(bit)
          body(Int(own.bits.rows[word * 64 + bit]), Standing.Counted(standing, isNever: isNever))
        }
      }
      give(counted.evidenced, .evidenced)
      give(counted.arguable, .arguable)
      give(counted.disputed, .disputed)
      give(counted.contradicted, .contradicted)
      give(counted.notYetEvidenced, .notYetEvidenced)
      give(counted.notInForce, .notInForce)
    }
  }

  /// The rows of one word whose own law it is, by how each is counted.
  private struct CountedWord {
    var evidenced, arguable, disputed, contradicted, notYetEvidenced, notInForce: UInt64
    var never: UInt64

    var met: UInt64 { evidenced | arguable | disputed }
  }

  @inline(__always)
  private func counted(_ word: Int) -> CountedWord {
    let (own, out) = (own.words[word], out.words[word])
    let counted = own & ~out
    let isNarrow = narrow.words[word]
    let unopposed = evidenced.words[word]
    let open = counted & ~isNarrow
    let isBroad = broad.words[word]
    let unmet = open & ~isBroad
    let contradicted = contradicted.words[word]
    return CountedWord(
      evidenced: counted & isNarrow & unopposed, arguable: open & isBroad,
      disputed: counted & isNarrow & ~unopposed, contradicted: unmet & contradicted,
      notYetEvidenced: unmet & ~contradicted, notInForce: own & out, never: never.words[word])
  }
}

extension BulkLaw {
  /// Every framework's answers on the first cases of a batch, in the order of the law.
  func states(_ children: RowPlanes, _ cases: RowPlanes, count: Int) -> [StatePlanes] {
    let firstChildren = children.layout.first(0..<Int(children.rows.groups[count]))
    let firstCases = cases.layout.first(0..<count)
    let (bitsOfChildren, bitsOfCases) = (RowBits(children.layout), RowBits(cases.layout))
    // By place: a framework is large, and is not to be copied for each batch.
    return asked.indices.map { place in
      let isAboutChildren = asked[place].subject == .child
      let planes = isAboutChildren ? children : cases
      let first = isAboutChildren ? firstChildren : firstCases
      let bits = isAboutChildren ? bitsOfChildren : bitsOfCases
      func rows(_ words: [UInt64]) -> RowSet { RowSet(words: words, bits: bits) }
      // Whatever is counted is counted of these rows alone, and of their first bits.
      var own = planes.asked(asked[place].own, .for)
      for word in own.indices { own[word] &= first[word] }
      let answered = planes.asked(asked[place].answered, .for)
      let out: [UInt64] =
        switch asked[place].force {
        case .known(let isOut): Array(repeating: isOut ? ~0 : 0, count: own.count)
        case .asked(let question): planes.asked(question, .for)
        }
      var never = own
      for word in never.indices { never[word] &= ~answered[word] }
      if let decided = asked[place].decided {
        let then = planes.asked(decided, .for)
        let undated = planes.asked(decided, .against)
        let isLawNow = asked[place].isLaw(on: day)
        let isOfConduct = asked[place].framework.governsBy == .conduct
        for word in never.indices {
          never[word] &= then[word] | (isLawNow ? undated[word] : 0)
          if isOfConduct { never[word] &= ~out[word] }
        }
      }
      let (narrow, broad) = (asked[place].narrow, asked[place].broad)
      return StatePlanes(
        own: rows(own), never: rows(never), out: rows(out), answered: rows(answered),
        narrow: rows(planes.answers(narrow.countedFor)),
        broad: rows(planes.answers(broad.countedFor)),
        evidenced: rows(planes.answers(narrow.unopposedFor)),
        contradicted: rows(planes.answers(broad.unopposedAgainst)), planes: planes)
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
