public import Assessment
public import CivilTime

/// A line of which most is only copied, where many are written out.
public protocol CodedLine: Sendable {
  /// What it says of the law, by number: there is little of it, however many lines say it.
  associatedtype Meaning: Sendable
}

/// A line of a worklist whose texts are bytes and whose tests are numbers.
///
/// One is read after the other into the same, so that it takes no memory of its own.
public struct CodedEntry: CodedLine {
  public typealias Meaning = AuditEntry.Test

  /// Texts, by where they stand among the bytes with which it is given.
  public internal(set) var caseID = 0..<0
  public internal(set) var place = 0..<0
  public internal(set) var about = 0..<0
  public internal(set) var known: CivilDate?
  /// By their places among the tests with which it is given.
  public internal(set) var tests: [Int] = []
  public internal(set) var responses: [Int] = []

  package init() {}
}

/// A guard whose texts are bytes and whose subject is a number.
public struct CodedGuard: CodedLine {
  /// What is raised, whatever case it is raised on. It is shared: there are few, however many guards.
  public struct Subject: Hashable, Sendable {
    public var kind: Guard.Kind
    public var citations: [Guard.Citation]
  }

  public typealias Meaning = Subject

  /// By its place among the subjects with which it is given.
  public internal(set) var subject = 0
  /// Texts, by where they stand among the bytes with which it is given.
  public internal(set) var caseID = 0..<0
  public internal(set) var place = 0..<0
  public internal(set) var about = 0..<0
  public internal(set) var response: Int?

  package init() {}
}

/// Whether one text comes before another, as two strings do; nil if they are equal.
func isTextBefore(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool? {
  let common = min(left.count, right.count)
  var difference = 0
  while difference < common, left[difference] == right[difference] { difference += 1 }
  if difference == left.count, difference == right.count { return nil }
  if isASCII(left), isASCII(right) {
    // What ends first comes first.
    return difference == common ? left.count < right.count : left[difference] < right[difference]
  }
  // One text may have two spellings.
  let (left, right) = (text(left), text(right))
  return left == right ? nil : left < right
}

func isASCII(_ text: Span<UInt8>) -> Bool {
  // Every byte is looked at, which is quicker than to stop.
  var all: UInt8 = 0
  for index in text.indices { all |= text[index] }
  return all < 0x80
}

func text(_ bytes: Span<UInt8>) -> String {
  bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
}

/// Makes text of lines, whatever lines came before them: several make it at once, each of some.
public protocol LineWriting<Line>: Sendable {
  associatedtype Line: CodedLine
  /// - Parameters:
  ///   - bytes: among which the texts of the line stand.
  ///   - meanings: what its numbers mean.
  mutating func add(_ line: Line, _ bytes: Span<UInt8>, _ meanings: [Line.Meaning])
  /// What was made since this was asked last, as UTF-8.
  mutating func taken() -> [UInt8]
}
