internal import CivilTime
internal import Diagnostics
internal import Vocabulary

extension RecordProblem {
  /// The stable name of the problem, without the `record.` that all share.
  var code: String {
    switch self {
    case .format: "format"
    case .forbiddenKey: "forbidden-key"
    case .noTitle: "no-title"
    case .noJurisdiction: "no-jurisdiction"
    case .conflictingHeader, .conflictingID: "conflicting-id"
    case .id: "id"
    case .reservedID, .groupNamed: "reserved-id"
    case .duplicateID: "duplicate-id"
    case .noSuchPerson: "no-such-person"
    case .noSuchPlace: "no-such-place"
    case .noSuchThing: "no-such-thing"
    case .noSuchSource: "no-such-source"
    case .agency: "agency"
    case .country: "country"
    case .date(_, .malformed): "date-malformed"
    case .date(_, .impossible): "date-impossible"
    case .date(_, .unsupported): "date-unsupported"
    case .namedTwice: "named-twice"
    case .speltTwoWays: "spelt-two-ways"
    case .pooledBirth: "pooled-birth"
    case .pooledIdentifier: "pooled-identifier"
    case .noIssuer: "no-issuer"
    case .madeAfterHeld: "made-after-held"
    case .sharedBeforeMade: "shared-before-made"
    case .acknowledgedBeforeRaised: "acknowledged-before-raised"
    case .repeatsItself: "repeats-itself"
    case .unknownFact: "unknown-fact"
    case .unknownRole: "unknown-role"
    case .noSays: "no-says"
    case .noSource: "no-source"
    case .noNumber: "no-number"
    case .misplacedNumber: "misplaced-number"
    case .countWithNo: "count-with-no"
    case .notAChild: "not-a-child"
    case .childNamedAsDoing: "child-named-as-doing"
    case .noChild: "no-child"
    case .repeatedStatement: "repeated-statement"
    case .noAct: "no-act"
    case .twoActs: "two-acts"
    case .saidTwice: "said-twice"
    case .misplacedKey: "misplaced-key"
    case .unknownReliance: "unknown-reliance"
    case .unknownFramework: "unknown-framework"
    case .incompleteAnswer: "incomplete-answer"
    case .incompleteAcquittal: "incomplete-acquittal"
    case .incompletePause: "incomplete-pause"
    case .notASuspect: "not-a-suspect"
    case .pooledSuspect: "pooled-suspect"
    case .unknownEvent: "unknown-event"
    }
  }

  /// What is wrong: one clause.
  var message: String {
    switch self {
    case .format(let expected): "this file does not say that it is \(expected)"
    case .forbiddenKey: "a record does not take this"
    case .noTitle: "the record has no 'title'"
    case .noJurisdiction: "the record has no 'jurisdiction'"
    case .conflictingHeader(let key, _): "two files of this record differ about its '\(key)'"
    case .id(let what): "\(what) is not written in the form of an id"
    case .reservedID: "this id is kept for groups"
    case .groupNamed: "a group is named where a person is expected"
    case .duplicateID(let kind, _): "this file has another \(kind) with this id"
    case .conflictingID(let kind, _): "two files of this record differ about this \(kind)"
    case .noSuchPerson(let count):
      "no person with this id; the record declares \(amount(count, "person", "people"))"
    case .noSuchPlace(let count):
      "no place with this id; the record declares \(amount(count, "place", "places"))"
    case .noSuchThing(let count):
      "no thing with this id; the record declares \(amount(count, "thing", "things"))"
    case .noSuchSource: "no source with this id"
    case .agency(let what): "\(what) is not written as body/office"
    case .country: "a country that could be taken for another"
    case .date(let what, let error): "\(what): \(error.message)"
    case .namedTwice(let what): "\(what) is named twice"
    case .speltTwoWays(let key, _):
      "the '\(key)' of two places differs in nothing but capitals or spaces"
    case .pooledBirth: "an entry that stands for several people has one date of birth"
    case .pooledIdentifier: "an entry that stands for several people has the identifier of one"
    case .noIssuer(let scheme): "the identifier of scheme '\(scheme)' does not say who gave it"
    case .madeAfterHeld: "the source was made after it was first held"
    case .sharedBeforeMade: "the source was shared before it was made"
    case .acknowledgedBeforeRaised: "the warning was acknowledged before it was raised"
    case .repeatsItself: "this source repeats itself, by way of what it repeats"
    case .unknownFact: "unknown fact"
    case .unknownRole(let role, let fact, _, _): "'\(fact)' has no role '\(role)'"
    case .noSays: "this statement does not say whether it was so"
    case .noSource: "this statement does not say who said it"
    case .noNumber: "this fact needs a number"
    case .misplacedNumber: "this fact is not a number of people"
    case .countWithNo: "'no' with a number already means fewer than that number"
    case .notAChild: "the person under 'child' has another role"
    case .childNamedAsDoing: "a child is named as having done this"
    case .noChild: "this is about harm to a child, and names none"
    case .repeatedStatement: "the same statement stands in this file already"
    case .noAct: "this response does not say what was done"
    case .twoActs: "this response says that two things were done"
    case .saidTwice(let key): "'\(key)' stands both beside the act and inside it"
    case .misplacedKey(let key, let acts): "only \(list(acts.map(\.rawValue))) has '\(key)'"
    case .unknownReliance: "unknown reason under 'relies-on'"
    case .unknownFramework: "unknown framework"
    case .incompleteAnswer(let missing): "a recorded answer lacks \(list(missing))"
    case .incompleteAcquittal(let missing): "an acquittal lacks \(list(missing))"
    case .incompletePause(let missing): "a change of a clock lacks \(list(missing))"
    case .notASuspect: "the person under 'suspect' has another role"
    case .pooledSuspect: "the entry under 'suspect' stands for several people"
    case .unknownEvent: "no statement of this record is about this event"
    }
  }

  /// What to do.
  var help: String {
    switch self {
    case .format(let expected): "begin the file with: heed: \(expected)"
    case .forbiddenKey:
      "leave it out: ethnicity, nationality, religion and immigration status are never an input"
    case .noTitle: "add 'title:' with a few words that name no real person"
    case .noJurisdiction:
      "add 'jurisdiction:' with one of \(CaseRecord.jurisdictions.joined(separator: ", "))"
    case .conflictingHeader(_, let first):
      "\(place(first)) says otherwise; make them the same, or give one case another id"
    case .id:
      "use letters and digits, with '-', '_' or '.' between them, at most 100; begin with a letter or digit"
    case .reservedID: "give the person another id; answers call groups group-1, group-2 and so on"
    case .groupNamed: "leave it out: what names nobody is about the case as a whole"
    case .duplicateID(_, let first): "the first is at \(place(first)); give one of them another id"
    case .conflictingID(_, let first):
      "\(place(first)) says otherwise; make them the same, or give one of them another id"
    case .noSuchPerson: "declare the person under 'people', or mend the id"
    case .noSuchPlace: "declare the place under 'places', or mend the id"
    case .noSuchThing: "declare the thing under 'things', or mend the id"
    case .noSuchSource(let nearest):
      nearest.map { "did you mean '\($0)'? If not, declare the source under 'sources'" }
        ?? "declare the source under 'sources', or mend the id"
    case .agency: "write it in small letters, as police/northmoor or voluntary/river-lane-project"
    case .country:
      "in the United Kingdom write england, wales, scotland, northern-ireland or united-kingdom; "
        + "elsewhere the English name in small letters, as france"
    case .date(_, let error): clause(error.remedy)
    case .namedTwice: "leave one out; it counts once"
    case .speltTwoWays(_, let first):
      "spell it as at \(place(first)), or a journey between them counts as going from one to another"
    case .pooledBirth: "leave 'born' out, or declare each person"
    case .pooledIdentifier: "leave 'identifiers' out, or declare each person"
    case .noIssuer:
      "name the body under 'issuer', as police/northmoor; another body may give the same number"
    case .madeAfterHeld: "check 'made' and 'held'; each may be a stretch if it is not certain"
    case .sharedBeforeMade:
      "check 'made' and the date under 'shared'; each may be a stretch if it is not certain"
    case .acknowledgedBeforeRaised: "check 'on' and 'acknowledged'"
    case .repeatsItself: "leave 'repeats' out at the source that was there first"
    case .unknownFact(let nearest):
      "not in Law/vocabulary.yaml" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    case .unknownRole(_, let fact, let roles, let having):
      (roles.isEmpty
        ? "'\(fact)' has no roles of its own" : "'\(fact)' has \(list(roles))")
        + "; facts with this role: \(few(having))"
    case .noSays:
      "add 'says: yes', or 'says: no' if the source says that it was not so; if the source says neither, "
        + "leave the statement out"
    case .noSource: "add 'source:' with the id of an entry under 'sources'"
    case .noNumber: "add 'number:'; without 'count: exactly' it means at least so many"
    case .misplacedNumber: "leave 'number' and 'count' out, or state a fact such as 'offenders'"
    case .countWithNo: "leave 'count' out"
    case .notAChild:
      "name suspects under 'by'; whoever was a child at the time has role: child, now and later"
    case .childNamedAsDoing:
      "keep it if a source says that the child took part, and ask whether the child was exploited too; "
        + "otherwise name the child under 'child'"
    case .noChild:
      "add 'child:' if a source names or describes one; as it stands it counts for the group alone"
    case .repeatedStatement: "leave one out; it counts once"
    case .noAct:
      "add 'act:' with one of \(Response.Act.allCases.map(\.rawValue).joined(separator: ", "))"
    case .twoActs: "write a response for each"
    case .saidTwice: "leave one of them out"
    case .misplacedKey(let key, let acts):
      "leave '\(key)' out, or write a response of its own with act: \(acts.map(\.rawValue).joined(separator: " or "))"
    case .unknownReliance(let nearest):
      nearest.map { "not in Law/factors.yaml; did you mean '\($0)'?" }
        ?? "use a code of Law/factors.yaml, such as consent-claimed; wording belongs under 'reason'"
    case .unknownFramework(let nearest):
      nearest.map { "did you mean '\($0)'?" } ?? "'heed law list' names every framework"
    case .incompleteAnswer:
      "say which framework was considered, and the answer: met, not-met or not-decided"
    case .incompleteAcquittal:
      "an acquittal is of one person on one charge: name the framework and the suspect, and the outcome: "
        + Response.Outcome.allCases.map(\.rawValue).joined(separator: ", ")
    case .incompletePause:
      "a clock stops only by a named authority, for a reason, from a day: give the duty, reason, decided-by and on"
    case .notASuspect: "answers about one person are given for suspects; check the id and the role"
    case .pooledSuspect: "declare the one person whom it was about; as it stands it bears on nobody"
    case .unknownEvent:
      "check 'event'; if it is right, add 'event:' to the statements that describe it"
    }
  }

  private func amount(_ count: Int, _ one: String, _ several: String) -> String {
    count == 0 ? "none" : "\(count) \(count == 1 ? one : several)"
  }

  private func place(_ location: Location) -> String {
    "\(location.file):\(location.position.line):\(location.position.column)"
  }

  private func list(_ keys: [String]) -> String {
    let quoted = keys.map { "'\($0)'" }
    guard quoted.count > 1, let last = quoted.last else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }

  private func few(_ names: [String]) -> String {
    names.count <= 4
      ? names.joined(separator: ", ")
      : names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
  }

  /// A sentence as a clause among others: a small letter to begin with, no full stop.
  private func clause(_ sentence: String) -> String {
    let body = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    return body.prefix(1).lowercased() + body.dropFirst()
  }
}
