extension PolicyError: CustomStringConvertible {
  /// One line for each problem.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

extension PolicyError.Problem: CustomStringConvertible {
  /// The line, what is wrong with it, and what to do.
  public var description: String { "line \(line): \(reason)" }
}

extension PolicyError.Reason: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .tooLong: "the policy is longer than 1 MiB; check that this is the right file"
    case .controlCharacter:
      "control character; only tabs and newlines are allowed, and lines end without a return"
    case .unknownKeyword(let word):
      "unknown word '\(word)'; a line begins with log, witness, group, quorum or #"
    case .shape(let form): "wrong number of words; expected '\(form)'"
    case .key(let error): error.description
    case .logKeyKind: "this key cosigns and keeps no log; give the log's own key, of type 1"
    case .witnessKeyKind: "this key does not cosign; give the witness's key of type 4"
    case .repeatedKey: "this key stands on an earlier line; each may be listed once"
    case .repeatedName(let name): "the name '\(name)' is taken by an earlier line; choose another"
    case .noneAsName: "'none' can only be a quorum; choose another name"
    case .unknownName(let name):
      "no witness or group on an earlier line is called '\(name)'; define it above this line"
    case .groupedTwice(let name):
      "'\(name)' is already in a group; a name can be a member once in the whole policy"
    case .threshold(let members):
      "the number of members that must sign is not 1 to \(members); write it in digits, "
        + "or 'any' or 'all'"
    case .secondQuorum: "there is a quorum on an earlier line; keep one of the two"
    case .noQuorum: "the policy has no quorum; add 'quorum <name>', or 'quorum none'"
    }
  }
}
