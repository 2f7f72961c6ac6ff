import Diagnostics
import LawPack
import Testing

/// What a person who wrote the law sees.
struct LawRenderingTests {
  /// One act whose element M1 misspells a fact, laid out as acts are.
  private let text = """
    act: Small Act 2000
    jurisdiction: england-and-wales
    frameworks:
      - id: SA2000-2
        title: Human trafficking
        kind: offence
        about: child
        governs-by: conduct
        in-force: {from: 2000-01-01, cite: s 61}
        status: verified
        test:
          all:
            - element: M1
              says: Somebody arranged or facilitated it
              cite: s 2(3)
              by: same
              any: [recruited, moved, harbord]

    """

  private func problems() -> [Diagnostic] {
    var law = SmallLaw()
    law.acts = [("england-and-wales/small-act-2000.yaml", text)]
    return law.read().problems
  }

  @Test func `A fault is shown with its line, what to do, and where in the law it is`() {
    #expect(
      problems().map { render($0, source: text) } == [
        """
        Law/england-and-wales/small-act-2000.yaml:17:35: error: unknown fact [law.unknown-fact]
        17 |           any: [recruited, moved, harbord]
           |                                   ^
           = not in Law/vocabulary.yaml; did you mean 'harboured'?
           = section 2(3), element M1
        """
      ])
  }

  @Test(arguments: [
    ("s 2(3)", "section 2(3), element M1"), ("ss 57-59", "sections 57-59, element M1"),
    ("reg 3(1)", "regulation 3(1), element M1"), ("Art 3(c)", "Article 3(c), element M1"),
    ("DfE 2017 definition", "DfE 2017 definition, element M1"),
  ])
  func `The place in the law is spelled out`(_ cite: String, _ context: String) {
    var law = SmallLaw()
    law.acts = [("england/act.yaml", text.replacing("s 2(3)", with: cite))]
    #expect(law.read().problems.map(\.context) == [context])
  }

  @Test func `A fault of shape inside an element says which element`() {
    var law = SmallLaw()
    law.acts = [
      (
        "england/act.yaml",
        text.replacing("harbord", with: "harboured").replacing("by: same", with: "bye: same")
      )
    ]
    #expect(law.read().problems.map(\.context) == ["section 2(3), element M1"])
  }

  @Test func `A fault of a framework says which framework`() {
    let law = SmallLaw(Provision(more: ["notes: 1️⃣A note"]))
    expectFaults("documents.expected-list", in: law)
    #expect(law.read().problems.map(\.context) == ["SA2000-1"])
  }
}
