/// Why a code of one list is not written as a code of another.
public enum ConversionRefusal: Error, Hashable, Sendable {
  case unknownCode(list: String)
  /// What an officer saw is never what somebody said, nor the other way.
  case anotherKindOfDefinition
  /// No source sets the one list against the other in this direction.
  case noCounterpartsPublished(from: String, to: String)
  /// The other list has only a wider, a narrower or several categories for it.
  case meaningWouldBeLost(code: String, because: String)
  /// The code says that there is no category, and why; the reason is to be kept instead.
  case noCategory(Absence)
}

extension ConversionRefusal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownCode(let list): "the code is not in the list \(list); keep it as it was written"
    case .anotherKindOfDefinition:
      "what an officer saw is not what a person said of themselves; count the two lists apart"
    case .noCounterpartsPublished(let from, let to):
      "no source sets \(from) against \(to); count the two lists apart"
    case .meaningWouldBeLost(let code, let because): "\(code) has no exact counterpart: \(because)"
    case .noCategory(let absence):
      "the code is not a category, but says why there is none (\(absence.rawValue)); keep that"
    }
  }
}

extension CodeList {
  /// The exact counterpart of a code in another list.
  ///
  /// - Throws: ``ConversionRefusal``, wherever something would be added, lost or chosen.
  /// - Source: Documentation/practice/data-standards.md 4, the crosswalk; between 16+1 and 18+1, the categories that 18+1
  ///   added (`W3`, `O2`) and moved (`O1` to `A4`), so that the rests (`W9`, `O9`) do not mean the same in both.
  public func counterpart(
    of text: String, in other: CodeList
  ) throws(ConversionRefusal) -> Code {
    guard let code = self[code: text] else { throw .unknownCode(list: id) }
    if isOfficerDefined != other.isOfficerDefined { throw .anotherKindOfDefinition }
    if id == other.id { return code }
    if let missing = code.missing { throw .noCategory(missing) }
    guard let lost = Self.losses[id]?[other.id] else {
      throw .noCounterpartsPublished(from: id, to: other.id)
    }
    if let because = lost[text] { throw .meaningWouldBeLost(code: text, because: because) }
    var wanted = id == "children-in-need" ? Self.fromChildrenInNeed[text] ?? text : text
    if wanted == "O1" || wanted == "A4" { wanted = other.id == "16+1" ? "O1" : "A4" }
    guard let found = other[code: wanted] else {
      throw .meaningWouldBeLost(code: text, because: "the other list has no such category")
    }
    return found
  }

  private static let fromChildrenInNeed = [
    "WBRI": "W1", "WIRI": "W2", "WOTH": "W9", "MWBC": "M1", "MWBA": "M2", "MWAS": "M3",
    "MOTH": "M9", "AIND": "A1", "APKN": "A2", "ABAN": "A3", "CHNE": "A4", "AOTH": "A9",
    "BCRB": "B1", "BAFR": "B2", "BOTH": "B9",
  ]

  private static let otherChildrenInNeed = [
    "WIRT": "the other list has a wider category or none",
    "WROM": "the other list has two categories that it may fall into",
    "OOTH": "the other list divides it, or draws it otherwise",
  ]

  /// By the list from which and the list to which: the codes that lose something, and what.
  private static let losses: [String: [String: [String: String]]] = [
    "children-in-need": [
      "18+1": otherChildrenInNeed,
      "16+1": otherChildrenInNeed.merging(
        ["WOTH": "the other list holds Gypsy, Roma and Traveller under it"]) { first, _ in first },
    ],
    "16+1": [
      "18+1": [
        "W9": "18+1 takes Gypsy or Irish Traveller out of it",
        "O9": "18+1 takes Arab out of it",
      ]
    ],
    "18+1": [
      "16+1": [
        "W3": "16+1 holds it among others in W9", "W9": "16+1 holds more under it",
        "O2": "16+1 holds it among others in O9", "O9": "16+1 holds more under it",
      ]
    ],
  ]
}
