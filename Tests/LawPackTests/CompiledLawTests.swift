import Diagnostics
import HeedTesting
import LawPack
import Testing

struct CompiledLawTests {
  @Test func `The project's law comes back as it was`() throws {
    let pack = try RealLaw.pack
    let back = try #require(LawPack(compiled: pack.compiled()))
    #expect(back == pack)
    #expect(back.twoFrameworks == pack.twoFrameworks)
    #expect(back[framework: "MSA2015-2"] == pack[framework: "MSA2015-2"])
  }

  @Test func `A law that uses every part of the format comes back as it was`() throws {
    let pack = try everything()
    #expect(LawPack(compiled: pack.compiled()) == pack)
  }

  @Test func `The same law gives the same bytes`() throws {
    let pack = try everything()
    #expect(pack.compiled() == (try everything()).compiled())
    #expect(try #require(LawPack(compiled: pack.compiled())).compiled() == pack.compiled())
  }

  @Test func `Bytes that are cut off give nothing`() throws {
    let bytes = try everything().compiled()
    for length in 0..<bytes.count {
      #expect(LawPack(compiled: Array(bytes[..<length])) == nil, "\(length)")
    }
  }

  @Test func `Bytes that go on give nothing`() throws {
    #expect(LawPack(compiled: try everything().compiled() + [0]) == nil)
  }

  @Test func `Damaged bytes never stop the program`() throws {
    let bytes = try everything().compiled()
    try forAll(count: 500, seed: 5) { random in
      var damaged = bytes
      for _ in 0...random.below(3) {
        damaged[random.below(damaged.count)] = UInt8(random.below(256))
      }
      _ = LawPack(compiled: damaged)
    }
  }

  /// A law in which no optional part is left out somewhere.
  private func everything() throws -> LawPack {
    let full = Provision(
      id: "id: SA2000-2",
      inForce: "in-force: {from: 0001-01-01, to: 2013-04-05, cite: SI 1, status: recalled}",
      test: """
        test:
              event: same
              any:
                - route: first
                  all:
                    - \(Provision.element("E1", "by: same, question: Q1, why: So, judgement: court, read: https://example.org, narrow: [recruited, {fact: moved, crosses: [town, country], direction: within, since: 1969-12-31, child-under: 16, at-least: 2, of: child}], also: [groomed, {not: moved}]"))
                    - \(Provision.element("E2", "decide: court"))
                - {at-least: 1, of: [{not: \(Provision.element("E3", "any: [{fact: offenders, at-least: 3}]"))}, \(Provision.element("E4", "all: [{at-least: 1, of: [abused, {framework: SA2000-1, reading: narrow, as: conduct}]}]"))]}
        """,
      more: [
        "short: Short", "straddle: [{at: end, effect: governs, cite: SI 2, says: Older}]",
        "irrelevant: [{fact: consent-claimed, cite: s 2, says: Consent}]", "not-needed: [border]",
        "opens: [P-NRM-1]", "child-link: {any: [moved]}", "notes: [One, \"Zwei – ½\"]",
        "read: https://example.org",
      ])
    var law = SmallLaw(Provision(governs: "governs-by: analysis", inForce: ""), full)
      .with(terms: "{term: recruited, says: Drawn in, note: Note, any: [groomed]}")
    law.add(
      fact:
        "{fact: alone, type: circumstance, denies: [{fact: offenders, at-least: 2}], ask: Alone, found-in: [a, b], note: N}"
    )
    law.others = [
      (
        "two-framework-table.yaml",
        """
        heed: two-framework-table/1
        left: {title: Left, frameworks: [SA2000-1]}
        right: {title: Right, frameworks: [SA2000-2]}
        identification: [SA2000-1]
        rows:
        \(TwoFrameworkTable.RowName.allCases.map { name in
          "  - {row: \(name.rawValue), title: T, question: Q, left: {says: L, cite: s 1, status: verified, shows: [SA2000-2/E1, SA2000-1], corrections: [{id: X1, was: A, is: B, cite: s 2, status: recalled}]}, right: {says: R, cite: s 1, status: verified-2}}"
        }.joined(separator: "\n"))
        together:
          - {pair: P1, says: S, cite: s 1, status: verified, when: [{any: [SA2000-1, SA2000-2/E1], is: [met, contradicted]}]}

        """
      )
    ]
    let (pack, problems) = law.read()
    return try #require(pack, "\(problems.map { "\($0.code) \($0.location)" })")
  }
}
