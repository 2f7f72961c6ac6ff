package import Casebook
internal import Reports

extension Refusal {
  /// Why something was not done and what to do, as a page says it: a sentence or two, without the names of commands.
  package var sentences: String {
    let what = sentence(capitalised(message))
    let help = pageHelp ?? (help.contains("heed ") || help.contains("--") ? "" : self.help)
    return help.isEmpty ? what : "\(what) \(sentence(capitalised(help)))"
  }

  /// What to do, where the terminal names a command.
  private var pageHelp: String? {
    switch self {
    case .unknownPerson: "choose somebody of the list"
    case .noSuchCase, .notInvolved:
      "those involved can involve you; in an emergency you can open it with a reason, which is reviewed"
    case .noSuchMatter:
      "the list of warnings has what you may know of, and you open what you have a part in"
    case .notShown: "it stands on this page now: read it, and send the form again"
    case .notOpened: "it is open now: read it, and send the form again"
    case .settled: "whoever raised it can contest a decision"
    case .namesYou: "hand it over first"
    case .neverTerminal: "say what is pursued on the evidence, who looks again, and when"
    case .nothingChanged: "say what changed, and the day of the evidence for it"
    case .needsSecond: "choose somebody outside your line"
    case .secondNotNeeded: "leave the second person out"
    case .needsSenior: "choose a safeguarding partner as the second person"
    case .outstanding:
      "a disagreement is settled first; the rest is finished, or a safeguarding partner agrees to go ahead: say why, and ask one as the second person"
    case .undecided: "decide them first"
    case .ranOut: "explain it"
    case .closureNeedsRespond: "record it as what your body decided"
    case .notCurrent: "its history shows what came of it"
    case .hasLeft, .noKey, .wrongKey: "ask an administrator"
    case .mayNot: "somebody whose post allows it can"
    default: nil
    }
  }
}
