public import Calendars
public import Vocabulary

/// All the law that was loaded, with the words in which it speaks.
public struct LawPack: Sendable, Hashable {
  public let vocabulary: Vocabulary
  /// Shared formulas, opened wherever they are named; kept for the reader.
  public let terms: [Term]
  /// In the order of the files' paths, then of each file.
  public let frameworks: [Framework]
  /// How the page that opens a case is laid out; nil where the law's folder has no such table.
  public let twoFrameworks: TwoFrameworkTable?
  /// What a state sets in motion, and on whom.
  public let pathways: Pathways
  /// Days that are not working days, by jurisdiction.
  public let calendars: [Calendar]
  /// What careful readers differ on.
  public let openQuestions: [OpenQuestion]
  /// SHA-256 of the text that it was read from, in hexadecimal.
  public let contentHash: String
  /// What opens each pathway, by its place in `pathways.all`; worked out once for all records.
  public let openers: [[Opener]]

  private let index: [String: Int]

  public init(
    vocabulary: Vocabulary, terms: [Term], frameworks: [Framework],
    twoFrameworks: TwoFrameworkTable? = nil, pathways: Pathways = Pathways(),
    calendars: [Calendar] = [], openQuestions: [OpenQuestion] = [], contentHash: String
  ) {
    self.vocabulary = vocabulary
    self.terms = terms
    self.frameworks = frameworks
    self.twoFrameworks = twoFrameworks
    self.pathways = pathways
    self.calendars = calendars
    self.openQuestions = openQuestions
    self.contentHash = contentHash
    openers = pathways.openers(among: frameworks)
    index = Dictionary(
      frameworks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public subscript(framework id: String) -> Framework? {
    place(ofFramework: id).map { frameworks[$0] }
  }

  /// Where in `frameworks` it stands.
  public func place(ofFramework id: String) -> Int? { index[id] }
}
