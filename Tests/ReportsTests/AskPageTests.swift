import Assessment
import EvidenceLogic
import Reports
import Testing

struct AskPageTests {
  @Test func `The page says that the questions are for professionals and never for a child`() throws
  {
    let page = flowing(askPage(try SmallCase.assessment()))
    #expect(page.contains("Lines of enquiry for professionals"))
    #expect(page.contains("They are not questions to put to a child."))
  }

  @Test func `A question says what its answer would settle and where one may be held`() throws {
    let page = flowing(
      askPage(try SmallCase.assessment(SmallCase.harbourStreet(without: "fact: moved"))))
    #expect(
      page.contains(
        "2. Was the child taken somewhere? (moved) Would complete: SMALL-2 for child-1; IDENT-1 for child-1 An answer may already be held in: return home interviews; taxi booking records"
      ))
  }

  @Test func `An answer that would only make a test arguable says so`() throws {
    let page = flowing(
      askPage(try SmallCase.assessment(SmallCase.harbourStreet(without: "fact: moved"))))
    #expect(
      page.contains(
        "(kept-somewhere) Would complete: IDENT-1 for child-1 Would bring to arguable: SMALL-2 for child-1"
      ))
  }

  @Test func `Questions whose answer alone would settle most stand first`() throws {
    let questions = nextQuestions(
      try SmallCase.assessment(
        SmallCase.harbourStreet(without: "fact: moved", "fact: harm-intended")))
    #expect(questions.first?.fact == "kept-somewhere" || questions.first?.fact == "moved")
    #expect(questions.map(\.alone.count) == questions.map(\.alone.count).sorted(by: >))
  }

  @Test func `Questions that settle as much as each other stand by name`() throws {
    let questions = nextQuestions(try SmallCase.assessment())
    let same = questions.filter { $0.alone.count == 1 && $0.completes.count == 1 }.map(\.fact)
    #expect(same == same.sorted())
  }

  @Test func `The law of another place asks nothing`() throws {
    let questions = nextQuestions(
      try SmallCase.assessment(SmallCase.harbourStreet(without: "fact: moved")))
    #expect(!questions.flatMap(\.completes).contains { $0.framework == "FOREIGN-1" })
  }

  @Test func `What needs another answer besides names it`() throws {
    let text = SmallCase.harbourStreet(without: "fact: moved", "fact: harm-intended")
    let question = try #require(
      nextQuestions(try SmallCase.assessment(text)).first { $0.fact == "harm-intended" })
    #expect(question.alone.isEmpty)
    #expect(question.completes.first { $0.reading == .narrow }?.with == ["moved"])
  }

  @Test func `A number keeps the count that the test asks for`() throws {
    let text = SmallCase.harbourStreet(without: "fact: offenders")
    #expect(
      flowing(askPage(try SmallCase.assessment(text))).contains(
        "GROUP-1 (at least 2) for the whole record"))
  }

  @Test func `Each missing set, once answered, makes its test met`() throws {
    let text = SmallCase.harbourStreet(without: "fact: moved")
    let question = try #require(nextQuestions(try SmallCase.assessment(text)).first)
    let answered = text.replacing(
      "statements:\n",
      with:
        "statements:\n  - {fact: \(question.fact), child: child-1, when: 2008-11, says: yes, source: interview}\n"
    )
    let assessment = try SmallCase.assessment(answered)
    for completion in question.alone {
      let finding = try #require(assessment.finding(completion.framework, about: completion.about))
      #expect((completion.reading == .narrow ? finding.narrow : finding.broad).isMet)
    }
  }

  @Test func `A record that meets everything has nothing to ask`() throws {
    let text = SmallCase.harbourStreet(
      adding: "{fact: harm-followed, child: child-1, when: 2008, says: yes, source: interview}",
      to: "statements"
    ).replacing("kind: unattributed", with: "kind: agency-record")
    #expect(nextQuestions(try SmallCase.assessment(text)).isEmpty)
    #expect(
      flowing(askPage(try SmallCase.assessment(text))).contains("would complete another test"))
  }

  @Test func `The questions are given to programs in the same order`() throws {
    let assessment = try SmallCase.assessment()
    let json = questions(of: assessment).text
    #expect(json.hasPrefix("{\"heed\": \"questions/1\", \"case\": \"harbour-street\""))
    let places = nextQuestions(assessment).compactMap {
      json.firstRange(of: "{\"fact\": \"\($0.fact)\"")?.lowerBound
    }
    #expect(places.count == nextQuestions(assessment).count)
    #expect(places == places.sorted())
  }
}
