import Ledger
import Testing

struct PolicyTests {
  private static let log = NoteSamples.log.verifier.text
  private static let one = NoteSamples.one.verifier.text
  private static let two = NoteSamples.two.verifier.text

  private static let names = ["X1", "X2", "X3", "Y1", "Y2", "Y3"]
  private static let keys = names.map { name in
    do {
      return try NoteSigner.generate(name: "\(name).example", kind: .cosignature).verifier
    } catch { preconditionFailure("\(error)") }
  }

  private static let twoLevels = """
    # Two organisations.
    log \(log)

    \(zip(names, keys).map { "witness \($0) \($1.text)" }.joined(separator: "\n"))
    group X-witnesses 2 X1 X2 X3
    group Y-witnesses any Y1 Y2 Y3
    group X-and-Y all X-witnesses Y-witnesses
    quorum X-and-Y

    """

  private func problems(_ text: String) -> [PolicyError.Problem] {
    do throws(PolicyError) {
      _ = try WitnessPolicy(parsing: text)
      return []
    } catch { return error.problems }
  }

  @Test(arguments: [
    ("", false), ("X1", false), ("X1 X2", false), ("X1 X2 X3", false), ("X1 Y1", false),
    ("Y1 Y2 Y3", false), ("X1 X1 Y1", false), ("X1 X2 Y1", true), ("X2 X3 Y3", true),
    ("Y2 X3 X1", true), ("X1 X2 X3 Y1 Y2 Y3", true),
  ]) func `A quorum of two levels counts`(_ names: String, _ expected: Bool) throws {
    let policy = try WitnessPolicy(parsing: Self.twoLevels)
    let given = names.split(separator: " ").compactMap { name in
      Self.names.firstIndex(of: String(name)).map { Self.keys[$0] }
    }
    #expect(policy.isSatisfied(by: given) == expected)
  }

  @Test func `A policy says what it holds`() throws {
    let policy = try WitnessPolicy(parsing: Self.twoLevels)
    #expect(policy.logs == [NoteSamples.log.verifier])
    #expect(policy.witnesses.map(\.name) == ["X1", "X2", "X3", "Y1", "Y2", "Y3"])
    #expect(policy.groups.map(\.name) == ["X-witnesses", "Y-witnesses", "X-and-Y"])
    #expect(policy.groups.map(\.threshold) == [2, 1, 2])
    #expect(policy.members(of: policy.groups[2]) == ["X-witnesses", "Y-witnesses"])
    #expect(policy.quorum == "X-and-Y")
    #expect(policy.needsWitnesses)
  }

  @Test func `Addresses are kept`() throws {
    let policy = try WitnessPolicy(
      parsing: """
        log \(Self.log) https://log.example/
        \twitness  w \(Self.one)\thttps://w.example/a \u{20}
        quorum w
        """)
    #expect(policy.logURLs == [NoteSamples.log.verifier: "https://log.example/"])
    #expect(policy.witnesses.map(\.url) == ["https://w.example/a"])
    #expect(policy.quorum == "w")
  }

  @Test func `One witness can be the quorum`() throws {
    let policy = try WitnessPolicy(
      parsing: "witness a \(Self.one)\nwitness b \(Self.two)\nquorum a\n")
    #expect(policy.isSatisfied(by: [NoteSamples.one.verifier]))
    #expect(!policy.isSatisfied(by: [NoteSamples.two.verifier, NoteSamples.log.verifier]))
  }

  @Test func `Quorum none asks for nobody`() throws {
    let policy = try WitnessPolicy(parsing: "quorum none\n")
    #expect(policy.isSatisfied(by: []))
    #expect(!policy.needsWitnesses)
    #expect(policy.quorum == "none")
    #expect(policy == .none())
  }

  private static let faults: [(String, Int, PolicyError.Reason)] = [
    ("", 1, PolicyError.Reason.noQuorum),
    ("log \(log)\n", 2, .noQuorum),
    ("quorum none\nquorum none\n", 2, .secondQuorum),
    ("quorum\n", 1, .shape("quorum <name>")),
    ("quorum a\n", 1, .unknownName("a")),
    ("quorum a b\n", 1, .shape("quorum <name>")),
    ("quorum none\nlogs x\n", 2, .unknownKeyword("logs")),
    ("quorum none\nQuorum none\n", 2, .unknownKeyword("Quorum")),
    ("quorum none\r\n", 1, .controlCharacter),
    ("quorum none\n# \u{7F}\n", 2, .controlCharacter),
    ("quorum none\nlog\n", 2, .shape("log <key> [<address>]")),
    ("quorum none\nlog \(log) a b\n", 2, .shape("log <key> [<address>]")),
    ("quorum none\nlog x\n", 2, .key(.keyShape)),
    ("quorum none\nlog \(one)\n", 2, .logKeyKind),
    ("quorum none\nlog \(log)\nlog \(log)\n", 3, .repeatedKey),
    ("quorum none\nwitness a\n", 2, .shape("witness <name> <key> [<address>]")),
    ("quorum none\nwitness a \(log)\n", 2, .witnessKeyKind),
    ("quorum none\nwitness none \(one)\n", 2, .noneAsName),
    ("quorum none\nwitness a \(one)\nwitness b \(one)\n", 3, .repeatedKey),
    ("quorum none\nwitness a \(one)\nwitness a \(two)\n", 3, .repeatedName("a")),
    (
      "quorum none\nwitness a \(one)\ngroup g any\n", 3,
      .shape("group <name> any|all|<number> <member>...")
    ),
    ("quorum none\nwitness a \(one)\ngroup g 0 a\n", 3, .threshold(members: 1)),
    ("quorum none\nwitness a \(one)\ngroup g 2 a\n", 3, .threshold(members: 1)),
    ("quorum none\nwitness a \(one)\ngroup g 01 a\n", 3, .threshold(members: 1)),
    ("quorum none\nwitness a \(one)\ngroup g +1 a\n", 3, .threshold(members: 1)),
    ("quorum none\nwitness a \(one)\ngroup g most a\n", 3, .threshold(members: 1)),
    ("quorum none\nwitness a \(one)\ngroup g all a a\n", 3, .groupedTwice("a")),
    ("quorum none\nwitness a \(one)\ngroup g 1 a\ngroup h 1 a\n", 4, .groupedTwice("a")),
    ("quorum none\nwitness a \(one)\ngroup g any a g\n", 3, .unknownName("g")),
    ("quorum none\nwitness a \(one)\ngroup g any a none\n", 3, .noneAsName),
    ("quorum none\nwitness a \(one)\ngroup a any a\n", 3, .repeatedName("a")),
    ("quorum none\ngroup g any a\nwitness a \(one)\n", 2, .unknownName("a")),
    ("quorum a\nwitness a \(one)\n", 1, .unknownName("a")),
    ("quorum none\nwitness K \(one)\ngroup g any \u{212A}\n", 3, .unknownName("\u{212A}")),
  ]

  @Test(arguments: faults) func `A fault is named with its line`(
    _ text: String, _ line: Int, _ reason: PolicyError.Reason
  ) {
    let found = problems(text)
    #expect(found.map(\.line) == [line])
    #expect(found.map(\.reason) == [reason])
  }

  @Test func `Every fault is reported, and none because of another`() {
    let found = problems(
      """
      log x
      witness a broken
      group g 9 a
      group h any g b
      quorum h
      quorum h
      """)
    #expect(
      found.map(\.description) == [
        "line 1: this is no verifier key; expected 'name+id+base64'",
        "line 2: this is no verifier key; expected 'name+id+base64'",
        "line 3: the number of members that must sign is not 1 to 1; write it in digits, "
          + "or 'any' or 'all'",
        "line 4: no witness or group on an earlier line is called 'b'; define it above this line",
        "line 6: there is a quorum on an earlier line; keep one of the two",
      ])
  }

  @Test func `Names that only look alike are two names`() throws {
    let policy = try WitnessPolicy(
      parsing: """
        witness K \(Self.one)
        witness \u{212A} \(Self.two)
        quorum \u{212A}
        """)
    #expect(policy.isSatisfied(by: [NoteSamples.two.verifier]))
    #expect(!policy.isSatisfied(by: [NoteSamples.one.verifier]))
  }

  @Test func `Forty logs, witnesses and groups are read`() throws {
    var text = ""
    var last: NoteVerifier?
    for number in 1...40 {
      let log = try NoteSigner.generate(name: "log.example/\(number)", kind: .ed25519)
      let witness = try NoteSigner.generate(name: "w.example/\(number)", kind: .cosignature)
      text += "log \(log.verifier.text)\nwitness w\(number) \(witness.verifier.text)\n"
      text += "group g\(number) any w\(number)\(number > 1 ? " g\(number - 1)" : "")\n"
      last = last ?? witness.verifier
    }
    let policy = try WitnessPolicy(parsing: text + "quorum g40\n")
    #expect(policy.logs.count == 40)
    #expect(try policy.isSatisfied(by: [#require(last)]))
    #expect(!policy.isSatisfied(by: []))
  }
}
