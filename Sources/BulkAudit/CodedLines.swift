public import Assessment
public import CivilTime

/// A line of a worklist whose texts are bytes and whose tests are numbers: where many lines are written out, most of each is only copied.
public struct CodedEntry {
  public var caseID: ArraySlice<UInt8>
  public var place: ArraySlice<UInt8>
  public var about: ArraySlice<UInt8>
  public var known: CivilDate?
  /// By their places among the tests with which it is given.
  public var tests: [Int]
  public var responses: [Int]

  /// Whether it comes before another of its list; nil where nothing by which they are sorted tells them apart.
  package func isBefore(_ other: CodedEntry) -> Bool? {
    if known != other.known { return isSooner(known, other.known) }
    return isTextBefore(caseID, other.caseID) ?? isTextBefore(about, other.about)
      ?? isTextBefore(place, other.place)
  }
}

/// A guard whose texts are bytes and whose citations are numbers.
public struct CodedGuard {
  /// What is raised, whatever case it is raised on.
  public struct Subject: Hashable {
    public var kind: Guard.Kind
    /// By their places among the citations with which it is given.
    public var citations: [Int]
  }

  public var subject: Subject
  public var caseID: ArraySlice<UInt8>
  public var place: ArraySlice<UInt8>
  public var about: ArraySlice<UInt8>
  public var response: Int?
}

/// Whether one text comes before another, as two strings do; nil if they are equal.
func isTextBefore(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool? {
  if left.elementsEqual(right) { return nil }
  if left.allSatisfy({ $0 < 0x80 }), right.allSatisfy({ $0 < 0x80 }) {
    return left.lexicographicallyPrecedes(right)
  }
  // One text may have two spellings.
  let (left, right) = (
    String(decoding: left, as: UTF8.self), String(decoding: right, as: UTF8.self)
  )
  return left == right ? nil : left < right
}
