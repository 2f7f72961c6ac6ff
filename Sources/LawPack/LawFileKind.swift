/// What a file of the law's folder holds, read off its path.
public enum LawFileKind: Sendable, Hashable {
  case vocabulary
  case sourceKinds
  case terms
  case factors
  /// How the page that opens a case sets two frameworks side by side.
  case twoFrameworks
  /// The bodies that may owe a duty.
  case bodies
  /// What a state sets in motion: duties, powers, options, rights.
  case pathways
  /// What careful readers differ on, and what became of each question.
  case openQuestions
  /// Days that are not working days.
  case calendar
  /// Words that blame, and what to write instead.
  case language
  /// The fields of the form of a referral.
  case referralForm
  /// The provisions of one instrument, in the folder of its jurisdiction.
  case act
  /// The same, in a folder that is named for no jurisdiction.
  case misplacedAct(folder: String)
  /// Worked cases, which are no part of the law.
  case workedCases
  /// A page for people.
  case readMe
  case unexpected

  /// - Parameter path: relative to the law's folder, with `/` between its parts.
  public init(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = parts.last ?? ""
    if name == "README.md" {
      self = .readMe
    } else if name.hasSuffix(".cases.yaml") {
      self = .workedCases
    } else if parts.count == 1 {
      self =
        switch name {
        case "vocabulary.yaml": .vocabulary
        case "source-kinds.yaml": .sourceKinds
        case "terms.yaml": .terms
        case "factors.yaml": .factors
        case "two-framework-table.yaml": .twoFrameworks
        case "bodies.yaml": .bodies
        case "open-questions.yaml": .openQuestions
        case "language.yaml": .language
        case "nrm-form.yaml": .referralForm
        default: .unexpected
        }
    } else if parts.count == 2, name.hasSuffix(".yaml"), name.count > ".yaml".count {
      let folder = String(parts[0])
      self =
        switch folder {
        case "pathways": .pathways
        case "calendars": .calendar
        default: Framework.jurisdictions.contains(folder) ? .act : .misplacedAct(folder: folder)
        }
    } else {
      self = .unexpected
    }
  }

  /// Whether the file is law: whether a change of it may change a finding.
  public var isLaw: Bool {
    switch self {
    case .vocabulary, .sourceKinds, .terms, .factors, .twoFrameworks, .act, .misplacedAct, .bodies,
      .pathways, .openQuestions, .calendar, .language, .referralForm:
      true
    case .workedCases, .readMe, .unexpected: false
    }
  }
}

extension Framework {
  /// The words for where a text is law, which are also the names of the folders in `Law/`.
  public static let jurisdictions = [
    "england", "wales", "england-and-wales", "scotland", "northern-ireland", "united-kingdom",
    "international", "united-states", "any",
  ]
}
