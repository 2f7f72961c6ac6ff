import Diagnostics
import EvidenceLogic
import LawLibrary
import LawPack
import Testing
import Vocabulary

/// What is promised of the law that the project carries.
struct RealLawTests {
  @Test func `The law is sound, and nothing in its folder is out of place`() throws {
    do {
      let report = try RealLaw.loaded.get().1
      #expect(report.diagnostics.map { render($0, source: nil) } == [])
    } catch LawLibraryError.lawHasErrors(let report, _) {
      Issue.record("\(report.diagnostics.map { render($0, source: nil) }.joined(separator: "\n"))")
    }
  }

  @Test func `It holds the frameworks that were asked for`() throws {
    let ids = Set(try RealLaw.pack.frameworks.map(\.id))
    for id in [
      "CSA-WT", "CSE-2017", "GB-HO2020", "GB-IICSA", "CSEC-3P", "NIAA2002-145", "SOA2003-58",
      "SOA2003-59A", "AITCA2004-4", "MSA2015-1", "MSA2015-2", "SI2022-877", "PALERMO-CHILD",
      "CLA1977-1", "OCG-SCA45", "OCG-SCA45-P", "UNTOC-2a", "SOC-HO", "GANG-PACA-NEW", "GANG-CSJ",
      "CCE-HO", "CL-HO2018", "HTESA2015-1", "USC-1591",
    ] {
      #expect(ids.contains(id), "\(id)")
    }
  }

  /// Every leaf of every test and of what is shown beside it.
  private func facts(_ pack: LawPack) -> Set<String> {
    let formulas = pack.frameworks.flatMap { framework in
      framework.elements.compactMap { $0.formula(.broad) }
        + (framework.childLink.map { [$0] } ?? [])
    }
    return Set(
      (formulas + pack.terms.map(\.formula)).flatMap(\.leaves).compactMap { leaf, _ in
        if case .fact(let test) = leaf { test.fact } else { nil }
      })
  }

  @Test func `No test asks for consent, or for anything else that never counts against a child`()
    throws
  {
    let pack = try RealLaw.pack
    let never = Set(pack.vocabulary.facts.filter(\.isNeverAgainst).map(\.name))
    #expect(never.contains("consent-claimed"))
    #expect(facts(pack).isDisjoint(with: never))
  }

  @Test func `No test asks what a body did or failed to do`() throws {
    let pack = try RealLaw.pack
    let responses = Set(pack.vocabulary.facts.filter { $0.shows == .response }.map(\.name))
    #expect(!responses.isEmpty)
    #expect(facts(pack).isDisjoint(with: responses))
  }

  @Test func `No test asks for a label that an authority gave`() throws {
    #expect(!facts(try RealLaw.pack).contains("described-as-organised-crime"))
  }

  @Test func `No fact, role or word names ethnicity, nationality, religion or immigration status`()
    throws
  {
    let names = try RealLaw.pack.vocabulary.facts.flatMap { fact in
      [fact.name] + fact.roles.keys + fact.roles.values.flatMap(\.self)
    }
    #expect(names.count > 150)
    #expect(names.filter(Vocabulary.isForbidden) == [])
  }

  @Test func `Every element is cited`() throws {
    for framework in try RealLaw.pack.frameworks {
      for element in framework.elements { #expect(!element.cite.isEmpty, "\(framework.id)") }
    }
  }

  @Test func `Every contested reading says why readers differ`() throws {
    for framework in try RealLaw.pack.frameworks {
      for element in framework.elements where element.isContested {
        #expect(element.why?.isEmpty == false, "\(framework.id)/\(element.id)")
      }
    }
  }

  @Test func `No trafficking offence of England and Wales asks for an age`() throws {
    let pack = try RealLaw.pack
    for id in ["SOA2003-58", "SOA2003-59A", "AITCA2004-4", "MSA2015-1", "MSA2015-2"] {
      let framework = try #require(pack[framework: id])
      #expect(pack.requiredAge(of: framework) == nil, "\(id)")
    }
  }

  @Test func `The definitions of child exploitation ask for somebody under 18`() throws {
    let pack = try RealLaw.pack
    for id in ["CSA-WT", "CSE-2017", "CCE-HO", "PALERMO-CHILD"] {
      let framework = try #require(pack[framework: id])
      #expect(pack.requiredAge(of: framework) == 18, "\(id)")
    }
  }

  @Test func `Sexual gratification is no exchange`() throws {
    let exchange = try #require(
      try RealLaw.pack[framework: "CSE-2017"]?.elements.first { $0.id == "CSE-5" })
    let asked = try #require(exchange.formula(.broad)).leaves.map(\.leaf)
    #expect(!asked.contains(.fact(FactTest(fact: "abused"))))
  }

  @Test func `Every pathway that is opened is written as an id`() throws {
    for framework in try RealLaw.pack.frameworks {
      for id in framework.opens {
        #expect(id.wholeMatch(of: /P-[A-Z]+-[0-9]+[a-z]?/) != nil, "\(framework.id) opens \(id)")
      }
    }
  }
}
