internal import EvidenceLogic

/// The compiled form of a law pack: the same values as bytes, for the program that wrote them to read again quickly.
///
/// Not an exchange format: the order of enumeration cases is part of it, so another build of the program must not read it.
/// Whoever keeps it keeps it under the content hash of the text, and never believes it over the text.
///
/// ```
/// strings:  count, then length and UTF-8 of each; everything below names them by number
/// formulas: over facts, then over elements: count, then nodes; a node names nodes before it, so equal ones are kept once
/// body:     vocabulary, terms, frameworks, two-framework table, pathways, calendars, open questions,
///           content hash
/// ```
///
/// - Units: whole numbers are LEB128, signed ones zigzag; an absent value is 0, one that is there 1 and the value.
public enum CompiledLaw {
  /// To be raised whenever the bytes come to mean something else.
  public static let format = 5

  /// The kinds of node in a table of formulas.
  enum Node: UInt8 {
    case leaf, all, any, not, atLeast
  }
}

/// The bytes are not what a writer of this build would have written.
struct DamagedCompiledLaw: Error {}
