public import CaseRecord
public import Diagnostics

/// Where a record of a caseload stands.
public struct CasePlace: Sendable, Hashable {
  /// The file, by the name under which it was opened; of a record in several files, the first of them.
  public var file: String
  /// The line on which it begins, from 1.
  public var line: Int
  /// The bytes before it in the text of the file, after decompression.
  public var offset: Int
  /// How many records stand before it in the caseload, the refused ones too.
  public var number: Int

  public init(file: String, line: Int, offset: Int, number: Int) {
    self.file = file
    self.line = line
    self.offset = offset
    self.number = number
  }
}

/// One record of a caseload, or what is wrong with it.
public struct CaseloadItem: Sendable {
  public var place: CasePlace
  /// Nil if it was refused; then `problems` says why.
  public var record: CaseRecord?
  /// Everything that was found, in the order in which a person would mend it. Of a record that was read: warnings alone.
  public var problems: [Diagnostic]
  /// Of the bytes that it was read from, a line without its end, or the files one after another; of a record that was given, of the line that it
  /// would be written as. Nil where nobody asks whether it is known.
  public var digest: ContentDigest?
  /// Whether it is known by its digest, so that nothing of it was read.
  public var isKnown = false
  /// Whether the quick reader could not take it, so that the thorough one did.
  public var wasThorough: Bool

  public init(
    place: CasePlace, record: CaseRecord?, problems: [Diagnostic] = [],
    digest: ContentDigest? = nil, wasThorough: Bool = false
  ) {
    self.place = place
    self.record = record
    self.problems = problems
    self.digest = digest
    self.wasThorough = wasThorough
  }
}

/// What a reading of a caseload came to.
public struct CaseloadCount: Sendable, Hashable {
  /// Records that were read, or that were known.
  public var records = 0
  /// Records that were refused, each with its problems.
  public var refused = 0
  /// Records, read or refused, that only the thorough reader could take.
  public var thorough = 0

  public init(records: Int = 0, refused: Int = 0, thorough: Int = 0) {
    self.records = records
    self.refused = refused
    self.thorough = thorough
  }

  mutating func add(_ item: CaseloadItem) {
    if item.isKnown {
      records += 1
    } else if case .some = item.record {
      records += 1
    } else {
      refused += 1
    }
    if item.wasThorough { thorough += 1 }
  }

  mutating func add(_ other: CaseloadCount) {
    records += other.records
    refused += other.refused
    thorough += other.thorough
  }
}
