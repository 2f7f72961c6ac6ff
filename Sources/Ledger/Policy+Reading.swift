extension WitnessPolicy {
  /// Reads a policy file.
  ///
  /// Beyond the specification, a missing last newline is forgiven. The file may have 1 MiB.
  ///
  /// - Throws: `PolicyError` with every problem of the file, in the order of its lines.
  public init(parsing text: String) throws(PolicyError) {
    var reader = PolicyReader()
    guard text.utf8.count <= NoteLimit.bytes else {
      throw PolicyError(problems: [PolicyError.Problem(line: 1, reason: .tooLong)])
    }
    let lines = text.utf8.split(separator: newline, omittingEmptySubsequences: false)
    for (place, line) in lines.enumerated() { reader.read(line, number: place + 1) }
    if !reader.hasQuorum {
      reader.problems.append(PolicyError.Problem(line: max(1, lines.count), reason: .noQuorum))
    }
    guard reader.problems.isEmpty else { throw PolicyError(problems: reader.problems) }
    self.init(
      logs: reader.logs, logURLs: reader.logURLs, witnesses: reader.witnesses,
      groups: reader.groups, quorumPart: reader.quorum)
  }
}

/// What has been read of a policy so far.
private struct PolicyReader {
  var problems: [PolicyError.Problem] = []
  var logs: [NoteVerifier] = []
  var logURLs: [NoteVerifier: String] = [:]
  var witnesses: [WitnessPolicy.Member] = []
  var groups: [WitnessPolicy.Group] = []
  var quorum: WitnessPolicy.Part?
  var hasQuorum = false

  private var names: [ExactText: WitnessPolicy.Part] = [:]
  private var grouped: Set<ExactText> = []
  private var logKeys: Set<[UInt8]> = []
  private var witnessKeys: Set<[UInt8]> = []

  mutating func read(_ line: Substring.UTF8View, number: Int) {
    let words = line.split { $0 == 0x20 || $0 == 0x09 }.map { Substring($0) }
    do throws(PolicyError.Reason) {
      // Even a faulty quorum line is one, so that the file is not said to have none.
      let isQuorum = words.first.map { ExactText($0) == ExactText("quorum") } ?? false
      if isQuorum && hasQuorum { throw .secondQuorum }
      hasQuorum = hasQuorum || isQuorum
      if line.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) {
        throw .controlCharacter
      }
      guard let first = words.first, first.utf8.first != UInt8(ascii: "#") else { return }
      let operands = Array(words.dropFirst())
      switch Array(first.utf8) {
      case Array("log".utf8): try readLog(operands)
      case Array("witness".utf8): try readWitness(operands)
      case Array("group".utf8): try readGroup(operands)
      case Array("quorum".utf8): try readQuorum(operands)
      default: throw .unknownKeyword(String(first))
      }
    } catch {
      problems.append(PolicyError.Problem(line: number, reason: error))
    }
  }

  private mutating func readLog(_ words: [Substring]) throws(PolicyError.Reason) {
    guard (1...2).contains(words.count) else { throw .shape("log <key> [<address>]") }
    let verifier = try key(words[0], kind: .ed25519)
    guard logKeys.insert(verifier.publicKey).inserted else { throw .repeatedKey }
    logs.append(verifier)
    if words.count == 2 { logURLs[verifier] = String(words[1]) }
  }

  private mutating func readWitness(_ words: [Substring]) throws(PolicyError.Reason) {
    guard (2...3).contains(words.count) else { throw .shape("witness <name> <key> [<address>]") }
    let name = ExactText(words[0])
    // The name is taken even if the key is bad, so that no later line is blamed for it.
    try define(name, as: .witness(witnesses.count))
    let verifier = try key(words[1], kind: .cosignature)
    guard witnessKeys.insert(verifier.publicKey).inserted else { throw .repeatedKey }
    witnesses.append(
      WitnessPolicy.Member(
        exactName: name, verifier: verifier, url: words.count == 3 ? String(words[2]) : nil))
  }

  private mutating func readGroup(_ words: [Substring]) throws(PolicyError.Reason) {
    guard words.count >= 3 else { throw .shape("group <name> any|all|<number> <member>...") }
    let name = ExactText(words[0])
    var parts: [WitnessPolicy.Part] = []
    var slip: PolicyError.Reason?
    for word in words[2...] {
      do throws(PolicyError.Reason) {
        parts.append(try member(word))
      } catch {
        slip = slip ?? error
      }
    }
    // A group cannot be its own member, so its name counts only from here on.
    try define(name, as: .group(groups.count))
    if let slip { throw slip }
    let threshold =
      switch Array(words[1].utf8) {
      case Array("any".utf8): 1
      case Array("all".utf8): parts.count
      default: decimal(words[1].utf8) ?? 0
      }
    guard (1...parts.count).contains(threshold) else { throw .threshold(members: parts.count) }
    groups.append(WitnessPolicy.Group(exactName: name, threshold: threshold, parts: parts))
  }

  private mutating func readQuorum(_ words: [Substring]) throws(PolicyError.Reason) {
    guard words.count == 1 else { throw .shape("quorum <name>") }
    if ExactText(words[0]) != Self.none { quorum = try part(words[0]) }
  }

  private func key(
    _ word: Substring, kind: NoteKeyKind
  ) throws(PolicyError.Reason) -> NoteVerifier {
    do {
      let verifier = try NoteVerifier(String(word))
      if verifier.kind == kind { return verifier }
    } catch {
      throw .key(error)
    }
    throw kind == .ed25519 ? .logKeyKind : .witnessKeyKind
  }

  private mutating func member(
    _ word: Substring
  ) throws(PolicyError.Reason) -> WitnessPolicy.Part {
    let part = try part(word)
    guard grouped.insert(ExactText(word)).inserted else { throw .groupedTwice(String(word)) }
    return part
  }

  private func part(_ word: Substring) throws(PolicyError.Reason) -> WitnessPolicy.Part {
    guard ExactText(word) != Self.none else { throw .noneAsName }
    guard let part = names[ExactText(word)] else { throw .unknownName(String(word)) }
    return part
  }

  private mutating func define(
    _ name: ExactText, as part: WitnessPolicy.Part
  ) throws(PolicyError.Reason) {
    guard name != Self.none else { throw .noneAsName }
    guard names.updateValue(part, forKey: name) == nil else { throw .repeatedName(name.string) }
  }

  private static let none = ExactText("none")
}
