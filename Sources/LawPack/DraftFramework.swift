internal import Diagnostics
internal import EvidenceLogic

/// An element as a file writes it: its formulas not yet opened, and the places that later checks need.
struct DraftElement {
  enum Body {
    case formula(narrow: Part, also: [Part])
    case decide(String)
  }

  /// One formula of the element and where it begins.
  struct Part {
    var formula: Formula<DraftLeaf>
    var position: Position
  }

  var id: String
  var position: Position
  var says: String
  var cite: String
  var status: Verification
  var body: Body
  var bySame: Bool
  var judgement: String?
  var question: String?
  var why: String?
  var read: String?

  /// Where in the law it is, for a diagnostic.
  var context: String

  var isContested: Bool {
    if case .formula(_, let also) = body { !also.isEmpty } else { false }
  }

  /// Every formula of the element.
  var parts: [Part] {
    if case .formula(let narrow, let also) = body { [narrow] + also } else { [] }
  }
}

/// A framework as a file writes it.
struct DraftFramework {
  /// Everything that needs no second look; its elements are still empty.
  var framework: Framework
  /// As diagnostics name it.
  var file: String
  var position: Position
  var testPosition: Position
  var elements: [DraftElement]
  /// The fact and the place of each row under `irrelevant`.
  var irrelevantPositions: [Position]
  var childLink: DraftElement.Part?
  /// The pathways that it names, each with its place.
  var opens: [(id: String, position: Position)]

  /// Every formula with the context that a diagnostic about it should give.
  var parts: [(part: DraftElement.Part, context: String)] {
    elements.flatMap { element in element.parts.map { ($0, element.context) } }
      + (childLink.map { [($0, "\(framework.id), child-link")] } ?? [])
  }
}
