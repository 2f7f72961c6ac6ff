import Characteristics
import Testing

struct CodeListTests {
  private func list(_ id: String) throws -> CodeList { try #require(CodeList[ethnicity: id]) }

  @Test func `The lists have as many codes as their names say`() throws {
    for (id, categories, reasons) in [
      ("16+1", 16, 1), ("18+1", 18, 1), ("officer-6+1", 6, 2), ("children-in-need", 18, 2),
    ] {
      let codes = try list(id).codes
      #expect(codes.count { $0.missing == nil } == categories, "\(id)")
      #expect(codes.count { $0.missing != nil } == reasons, "\(id)")
      #expect(Set(codes.map(\.text)).count == codes.count)
      #expect(Set(codes.filter { $0.missing == nil }.map(\.label)).count == categories)
      #expect(!(try list(id).source.isEmpty))
    }
  }

  @Test func `Only exact counterparts are converted, as the practice notes have them`() throws {
    let (census, old, new) = (try list("children-in-need"), try list("16+1"), try list("18+1"))
    let exact = [
      "WBRI": "W1", "WIRI": "W2", "WOTH": "W9", "MWBC": "M1", "MWBA": "M2", "MWAS": "M3",
      "MOTH": "M9", "AIND": "A1", "APKN": "A2", "ABAN": "A3", "CHNE": "A4", "AOTH": "A9",
      "BCRB": "B1", "BAFR": "B2", "BOTH": "B9",
    ]
    for code in census.codes {
      #expect((try? census.counterpart(of: code.text, in: new))?.text == exact[code.text])
    }
    #expect(try census.counterpart(of: "CHNE", in: old).text == "O1")
    #expect(try old.counterpart(of: "O1", in: new).text == "A4")
    #expect(try new.counterpart(of: "A4", in: old).text == "O1")
    for (code, from, to) in [
      ("WIRT", census, new), ("WROM", census, new), ("OOTH", census, new), ("WOTH", census, old),
      ("W9", old, new), ("O9", old, new), ("W3", new, old), ("O2", new, old), ("W9", new, old),
      ("O9", new, old),
    ] {
      let refusal = #expect(throws: ConversionRefusal.self) {
        try from.counterpart(of: code, in: to)
      }
      guard case .meaningWouldBeLost(code, _) = refusal else {
        Issue.record("\(code) from \(from.id) to \(to.id): \(String(describing: refusal))")
        continue
      }
    }
  }

  @Test func `What is converted keeps its label's meaning: two codes never fall into one`() {
    for from in CodeList.ethnicity {
      for to in CodeList.ethnicity {
        let found = from.codes.compactMap { try? from.counterpart(of: $0.text, in: to).text }
        #expect(Set(found).count == found.count, "\(from.id) to \(to.id)")
      }
    }
  }

  @Test func `A code goes to the other self-defined list and back unchanged, or not at all`() throws
  {
    let (old, new) = (try list("16+1"), try list("18+1"))
    for code in old.codes {
      guard let there = try? old.counterpart(of: code.text, in: new) else { continue }
      #expect(try new.counterpart(of: there.text, in: old) == code)
    }
  }

  @Test func `What an officer saw is never what somebody said`() throws {
    let officer = try list("officer-6+1")
    for other in CodeList.ethnicity where other != officer {
      for code in officer.codes {
        #expect(throws: ConversionRefusal.anotherKindOfDefinition) {
          try officer.counterpart(of: code.text, in: other)
        }
      }
      for code in other.codes {
        #expect(throws: ConversionRefusal.anotherKindOfDefinition) {
          try other.counterpart(of: code.text, in: officer)
        }
      }
    }
  }

  @Test func `A reason is kept, an unknown code is kept, and nothing goes to the census`() throws {
    let (census, new) = (try list("children-in-need"), try list("18+1"))
    #expect(throws: ConversionRefusal.noCategory(.refused)) {
      try census.counterpart(of: "REFU", in: new)
    }
    #expect(throws: ConversionRefusal.unknownCode(list: "18+1")) {
      try new.counterpart(of: "O1", in: new)
    }
    #expect(
      throws: ConversionRefusal.noCounterpartsPublished(from: "18+1", to: "children-in-need")
    ) { try new.counterpart(of: "W1", in: census) }
  }
}
