internal import EvidenceLogic
internal import Reports

/// What the marks mean, how a page is read, and whom to ask.
public func helpPage() -> Page {
  Page(
    "help", title: "Help",
    fields: [
      "states": State.allCases.map { state in
        ["state": stateFields(state), "meaning": state.meaning] as Fields
      }
    ])
}

/// What was tried of the pages, how, and what is not yet met.
///
/// - Source: Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, reg 8 and the model
///   statement of Commission Implementing Decision (EU) 2018/1523.
public func accessibilityPage() -> Page {
  Page("accessibility", title: "Accessibility statement")
}

extension State {
  fileprivate var meaning: String {
    switch self {
    case .evidenced: "There is evidence for it on file, and none against."
    case .disputed:
      "There is evidence for it and evidence against. Both are shown, and which is right is not said here."
    case .contradicted: "There is evidence against it, and none for it."
    case .notYetEvidenced:
      "Nobody has yet said enough either way. It does not mean that it did not happen: the page says what would have to be found out."
    case .arguable:
      "Careful readers take the words of the law in two ways. It is met on the broad reading and not on the narrow one."
    case .notInForce:
      "This was not the law on the days that the record speaks of. That is never the same as no: another law may have governed them."
    case .triedNotProved:
      "One person was tried for this and it was not proved. It is said of that person alone, and not of what happened to the child."
    }
  }
}
