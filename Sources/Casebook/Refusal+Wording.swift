extension Refusal: CustomStringConvertible {
  public var description: String { help.isEmpty ? message : "\(message); \(help)" }

  /// What stood in the way.
  public var message: String {
    switch self {
    case .unknownPerson(let person): "nobody in this casebook is '\(person)'"
    case .noKey(let person): "'\(person)' has no key that is in use"
    case .wrongKey(let person): "this is not the key of '\(person)'"
    case .hasLeft(let person): "'\(person)' holds no post any more"
    case .noSuchCase(let id): "there is no case '\(id)' that you may open"
    case .mayNot(let kind, let roles):
      "\(words(kind)) is not for the role of \(roles.map { words($0.rawValue) }.joined(separator: " or "))"
    case .notInvolved(let kind): "\(words(kind)) is for those involved in the case, and you are not"
    case .notAuthor(let entry): "entry \(entry) was written by somebody else"
    case .needsLeave(let content): "\(words(content.rawValue)) is closed to you"
    case .empty(let what): "\(what) is empty"
    case .alreadyFounded: "this casebook has been founded"
    case .caseExists: "there is a case with this id"
    case .taken(let what, let id): "there is \(what) '\(id)' already"
    case .noSuch(let what, let id): "there is no \(what) '\(id)'"
    case .badID(let what): "this cannot be the id of \(what)"
    case .badKey: "this is not the public part of a key"
    case .badBody: "a body is written body/office"
    case .keyInUse: "this key is or was somebody's"
    case .selfAppointment: "nobody appoints themselves"
    case .selfManaged: "a line of management cannot run in a ring"
    case .successorGone(let person): "'\(person)' holds no post, and cannot take on the work"
    case .inThePast(let what): "\(what) has passed"
    case .alreadyInvolved: "the person is involved in the case already"
    case .stillNeeded(let what): "this would leave \(what) to nobody"
    case .wouldNotRead(let problems):
      "the case could not be read with it: " + problems.joined(separator: "; ")
    case .dependsOnIt(let entries): "\(listed(entries)) would rest on nothing"
    case .changesKind: "a correction is of the same kind as what it corrects"
    case .changesID: "a correction keeps the id of what it corrects"
    case .notCurrent(let entry): "entry \(entry) is not what the case now says"
    case .unchanged: "it says the same as before"
    case .notWithdrawable(let kind): "\(words(kind)) happened, and cannot be taken back"
    case .earlierVersions(let entries):
      "it corrected \(listed(entries)), which would count again"
    case .notErasable(let entry): "entry \(entry) is not content that can be erased"
    case .alreadyErased(let entry): "entry \(entry) has been erased"
    case .underHold(let holds): "a legal hold stands: \(holds.joined(separator: ", "))"
    case .openRequests(let entries): "a request for these records is open: \(listed(entries))"
    case .ownHold(let hold): "'\(hold)' was placed or released by you"
    case .notReleased(let hold): "'\(hold)' does not stand"
    case .otherBody(let body): "you decide for \(body) and for no other body"
    case .closureNeedsRespond:
      "it closes, or says less than before: that is a decision, and is recorded as one"
    case .notShown(let expected):
      expected.isEmpty
        ? "nothing else was raised about the same"
        : "more was raised about the same, and has not been read: \(listed(expected))"
    case .raisedIt(let entries): "you raised \(listed(entries)), and another decides"
    case .meetingsWithoutMinutes(let meetings):
      "meetings have neither minutes nor a cancellation: \(meetings.joined(separator: ", "))"
    case .basisIsRefusal: "this is a reason for not sharing"
    case .basisIsNotRefusal: "this is a basis for sharing, and no reason against it"
    case .meetingSettled(let meeting): "'\(meeting)' has minutes, or was cancelled"
    case .answered(let entry): "the request of entry \(entry) has been answered"
    case .ownAccess: "nobody reviews their own access"
    case .reviewed(let entry): "the access of entry \(entry) has been reviewed"
    case .noSuchMatter(let entry): "there is nothing at entry \(entry) that you may open"
    case .noSuchReceipt: "there is no receipt with this code"
    case .notOpened(let entry):
      "you have not opened entry \(entry) since the last of what was raised about the same"
    case .notWithYou(let entry): "entry \(entry) is with somebody else"
    case .cannotHold(let person): "'\(person)' cannot take this on"
    case .nobodyToReceive: "nobody in this casebook can receive it"
    case .nobodyIndependent: "nobody independent of those whom it names can receive it here"
    case .nobodyOutside:
      "everybody who would take over is in the line of whoever receives warnings"
    case .badLimit:
      "a limit is from 1 to 5 working days for acknowledging and deciding, and to 20 for the rest"
    case .acknowledged(let entry): "entry \(entry) has been acknowledged"
    case .notDecided(let entry): "no decision stands on entry \(entry)"
    case .settled(let entry): "entry \(entry) is settled"
    case .awaitsAnswer: "it waits for somebody to agree"
    case .notAsked: "somebody else is asked"
    case .namesYou: "it would be closed to whoever has it"
    case .decidedBefore(let person): "'\(person)' decided it before"
    case .inTheFuture(let what): "\(what) has not come"
    case .tooLate(let what): "\(what) is too far away"
    case .neverTerminal: "that a child does not support it ends nothing"
    case .reviewNotNeeded: "a review is for a decision that relies on victim-does-not-support"
    case .nothingChanged:
      "it does less than the last decision, or ends what was pursued, and nothing is said to have changed since"
    case .notLess: "it says no less than before"
    case .needsSecond: "two people decide this"
    case .secondNotNeeded: "one person decides this"
    case .secondInLine(let person): "'\(person)' is in the line of whoever decides"
    case .needsSenior: "only a safeguarding partner can agree to go ahead"
    case .nothingOutstanding: "nothing is outstanding"
    case .raisedSince(let entries): "more was raised about the same since: \(listed(entries))"
    case .openDisagreements(let entries): "a disagreement is open: \(listed(entries))"
    case .outstanding(let actions, let meetings, let views, let disagreements):
      "outstanding: "
        + [
          disagreements.isEmpty ? nil : "the disagreement of \(listed(disagreements))",
          actions.isEmpty ? nil : "the action of \(listed(actions))",
          meetings.isEmpty ? nil : "the minutes of \(meetings.joined(separator: ", "))",
          views.isEmpty ? nil : "the view of whoever did not agree, \(listed(views))",
        ].compactMap(\.self).joined(separator: "; ")
    case .undecided(let entries): "warnings have no decision: \(listed(entries))"
    case .ownWork: "nobody judges their own work, nor that of their line"
    case .noEvidence: "nothing shows that it was implemented"
    case .ownClock: "nobody stops their own clock"
    case .ranOut: "the clock has run out; that stays"
    case .notCustodian(let body): "the case is kept by \(body)"
    case .toItself: "this is your own body"
    case .manifestDiffers: "the manifest is not that of the case as it stands"
    case .notOffered: "this case has not been offered to your body"
    case .offerPending: "the case has been offered, and the offer is open"
    }
  }

  /// What to do.
  public var help: String {
    switch self {
    case .unknownPerson: "'heed staff list' names everyone"
    case .noKey, .wrongKey:
      "give the file with the person's own key, or have an administrator enter a new one"
    case .hasLeft: "an administrator can appoint them again"
    case .noSuchCase:
      "check the id; those involved can involve you; in an emergency: heed staff break-glass"
    case .mayNot: "Documentation/access.md says who may"
    case .notInvolved:
      "ask somebody involved to involve you; in an emergency: heed staff break-glass"
    case .notAuthor: "add a statement of your own instead, with its source"
    case .needsLeave: "a manager of the case can grant it"
    case .empty: "say it; nothing was entered"
    case .caseExists: "choose another id, or import into the case that there is"
    case .taken: "choose another"
    case .badID: "use small letters, digits and hyphens"
    case .badKey: "it looks like name+1a2b3c4d+AbCd…; heed key new FILE makes one"
    case .badBody: "such as police/northmoor"
    case .keyInUse: "make a new one: heed key new FILE"
    case .selfAppointment: "another administrator can"
    case .selfManaged: "name a manager who is not below the person"
    case .successorGone: "name somebody in post"
    case .stillNeeded: "name somebody else first"
    case .wouldNotRead: "mend these first"
    case .dependsOnIt(let entries):
      "withdraw, correct or erase \(entries.count == 1 ? "it" : "them") as well"
    case .changesID: "withdraw it, and record the other"
    case .notCurrent: "'heed history' shows what came of it"
    case .notWithdrawable: "correct it, with a reason"
    case .earlierVersions: "erase the earlier versions as well"
    case .notErasable: "what was done to the casebook stays on record"
    case .underHold: "it comes before every rule of retention and every request to erase"
    case .openRequests: "answer it first"
    case .ownHold: "another does this"
    case .closureNeedsRespond: "use: heed respond"
    case .notShown(let expected):
      expected.isEmpty
        ? "leave out --having-seen"
        : "read it, and then say --having-seen \(expected.map(String.init).joined(separator: ","))"
    case .raisedIt: "ask a colleague outside the matter"
    case .meetingsWithoutMinutes: "add the minutes, or cancel with a reason"
    case .basisIsRefusal: "use: heed decline-to-share"
    case .basisIsNotRefusal: "use: heed share"
    case .manifestDiffers: "look at the case again: something was added since"
    case .notCustodian: "they offer it"
    case .noSuchMatter:
      "check the number; 'heed overdue' lists what you may know of, and you open what you have a part in"
    case .notOpened(let entry): "read it, and the others that it lists: heed matter \(entry)"
    case .noSuchReceipt: "check its twelve signs; it is written like 7K4M-2QXD-9TWB"
    case .notWithYou: "ask for it to be handed over to you"
    case .cannotHold:
      "name somebody whose post may decide, who is neither concerned nor the one who raised it; for a disclosure, another independent recipient"
    case .nobodyToReceive: "have somebody appointed who can, such as a team manager"
    case .nobodyIndependent:
      "take it to a prescribed person outside, such as the inspectorate or the police complaints body"
    case .nobodyOutside: "name at least one person outside it"
    case .notDecided: "it is open: whoever has it must decide"
    case .settled: "whoever raised it can contest a decision: heed contest"
    case .namesYou: "hand it over first: heed handover offer"
    case .decidedBefore:
      "hand it over to somebody who did not; where nobody is left, to a prescribed person outside"
    case .neverTerminal:
      "say what is pursued on the evidence, who reviews it and when: --alternative, --reviewer, --review-on"
    case .nothingChanged: "say what changed, and the day of the evidence: --changed, --evidence-of"
    case .needsSecond: "name somebody outside your line: --second"
    case .secondNotNeeded: "leave out --second"
    case .secondInLine: "name somebody outside it"
    case .needsSenior: "name one with --second"
    case .raisedSince: "read it, and decide again"
    case .openDisagreements: "settle it first; the child's protection does not wait for it"
    case .outstanding:
      "a disagreement is settled first; the rest is finished, or a safeguarding partner agrees to go ahead: --despite REASON --second PERSON"
    case .undecided: "decide them first: heed decide"
    case .noEvidence: "its owner adds the evidence first"
    case .ranOut: "explain it: heed clock explain"
    default: ""
    }
  }
}

private func words(_ kind: ActKind) -> String { "'\(words(kind.rawValue))'" }

private func words(_ name: String) -> String {
  String(name.map { $0 == "-" ? " " : $0 })
}

private func listed(_ entries: [Int]) -> String {
  (entries.count == 1 ? "entry " : "entries ")
    + entries.map(String.init).joined(separator: ", ")
}
