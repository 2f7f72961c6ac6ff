public import EvidenceLogic

/// How an encoding was checked against the text that it encodes.
public enum Verification: String, Sendable, Hashable, CaseIterable, Comparable {
  /// From general legal knowledge; the text has not been read.
  case recalled
  /// Read only in a source that reports it.
  case verified2 = "verified-2"
  /// Read in the instrument, an official publication, or a mirror of it.
  case verified

  public static func < (left: Verification, right: Verification) -> Bool {
    func rank(_ it: Verification) -> Int { allCases.firstIndex(of: it) ?? 0 }
    return rank(left) < rank(right)
  }
}

/// One thing that a provision requires.
public struct Element: Sendable, Hashable {
  /// How the element is answered.
  public enum Body: Sendable, Hashable {
    /// By facts. `also` is what the broad reading adds; where it is empty the element is not contested.
    case formula(narrow: Formula<LawLeaf>, also: [Formula<LawLeaf>])
    /// By somebody, and no fact may answer it: shown as an open question, no part of the state.
    case decide(String)
  }

  public var id: String
  /// What it requires, in plain words.
  public var says: String
  public var cite: String
  public var status: Verification
  public var body: Body
  /// One person must satisfy every element so marked.
  public var bySame: Bool
  /// Who decides what the facts only tend to show.
  public var judgement: String?
  /// The open question behind a contested reading.
  public var question: String?
  /// Why careful readers differ.
  public var why: String?
  /// Where the text was read, if not where the Act's was.
  public var read: String?

  public init(
    id: String, says: String, cite: String, status: Verification, body: Body,
    bySame: Bool = false, judgement: String? = nil, question: String? = nil, why: String? = nil,
    read: String? = nil
  ) {
    self.id = id
    self.says = says
    self.cite = cite
    self.status = status
    self.body = body
    self.bySame = bySame
    self.judgement = judgement
    self.question = question
    self.why = why
    self.read = read
  }

  public var isContested: Bool {
    if case .formula(_, let also) = body { !also.isEmpty } else { false }
  }

  /// The element's test on one reading; nil where no fact may decide it.
  ///
  /// Broad is the narrow reading or anything that `also` adds, so narrow implies broad by construction.
  public func formula(_ reading: Reading) -> Formula<LawLeaf>? {
    guard case .formula(let narrow, let also) = body else { return nil }
    switch reading {
    case .narrow: return narrow
    case .broad: return also.isEmpty ? narrow : .any([narrow] + also)
    }
  }
}
