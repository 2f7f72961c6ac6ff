import Foundation
import LawPack
import Testing

/// Law/README.md: every id of the notes is encoded, or listed with the reason why not.
struct LawReadmeTests {
  private static let page = (try? Project.text("Law/README.md")) ?? ""
  private static let notes = (try? Project.text("Documentation/law/frameworks.md")) ?? ""

  /// The first cell and the second of each row under a heading.
  private static func rows(under heading: String) -> [(id: String, says: String)] {
    let part = page.components(separatedBy: "\n## ").first { $0.hasPrefix(heading) } ?? ""
    return part.split(separator: "\n").filter { $0.hasPrefix("| ") }.map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return (cells[0], cells[1])
    }.filter { !$0.id.hasPrefix("Id in") }
  }

  private static let encoded = rows(under: "Every id of the notes")
  private static let listed = rows(under: "Listed, and not encoded")

  /// The ids of frameworks in the notes: those of first cells that are not elements or rules.
  private static let ids: [String] = {
    var found: Set<String> = []
    for line in notes.split(separator: "\n") where line.hasPrefix("| ") {
      let cell = line.dropFirst(2).prefix { $0 != "|" }
      for match in cell.matches(of: /[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*/) {
        let id = String(match.output)
        // An element is a few letters with a number; GB-E1 to GB-E6, CSA-1, CSE-1 to CSE-5 and the rest are elements too.
        let isElement =
          id.wholeMatch(of: /[A-Z]{1,2}[0-9]?[a-e]?/) != nil
          || id.wholeMatch(of: /(GB-E|CSA-|CSE-)[0-9][ab]?/) != nil
        let isName =
          id.contains("-") || ["CST", "CSEC", "POAB", "IIGG", "CPA2026", "SOA1956"].contains(id)
        if isName, !isElement { found.insert(id) }
      }
    }
    return found.sorted()
  }()

  @Test func `The notes have the ids that this test looks for`() {
    #expect(Self.ids.count > 60)
    #expect(Self.ids.contains("MSA2015-1") && Self.ids.contains("GB-COCAD"))
  }

  @Test(arguments: ids)
  func `An id of the notes is encoded, or listed with its reason`(_ id: String) {
    let known = Self.encoded.map(\.id) + Self.listed.map(\.id)
    // SOA2003-1..15A and the like name a range.
    let isThere = known.contains { $0 == id || $0.hasPrefix("\(id)..") || $0.hasSuffix("..\(id)") }
    let isTest = (try? Project.law.get())?[framework: id] != nil
    #expect(isThere || isTest, "\(id)")
  }

  @Test func `What is said to be encoded is there`() throws {
    let law = try Project.law.get()
    for (id, says) in Self.encoded {
      let words = says.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
      // An id has a number or a hyphen, and begins with capitals.
      let named = words.filter { word in
        word.wholeMatch(of: /([A-Z]{2,}[A-Za-z0-9]*|P)(-[A-Za-z0-9]+)*/) != nil
      }
      #expect(!named.isEmpty, "\(id)")
      for name in named {
        #expect(law[framework: name] != nil || law.pathways[name] != nil, "\(id): \(name)")
      }
    }
    for (id, why) in Self.listed { #expect(why.count > 10, "\(id)") }
  }

  @Test
  func `Every framework says in which family it is, and every offence what it carries or why not`()
    throws
  {
    let law = try Project.law.get()
    for framework in law.frameworks {
      #expect(framework.family != nil, "\(framework.id)")
    }
    #expect(law.frameworks.count >= 110)
  }

  @Test func `Every question of the notes became something`() throws {
    let law = try Project.law.get()
    #expect(law.openQuestions.map(\.id) == (1...42).map { "Q\($0)" })
  }

  @Test func `Every row of the notes on pathways, and every clock, is there`() throws {
    let law = try Project.law.get()
    let notes = try Project.text("Documentation/law/pathways.md")
    var ids: Set<String> = []
    for match in notes.matches(of: /\| (P-[A-Z]+-[0-9]+) \|/) { ids.insert(String(match.output.1)) }
    #expect(ids.count > 60)
    for id in ids.sorted() { #expect(law.pathways[id] != nil, "\(id)") }
    for number in 1...31 {
      let id = "D" + (number < 10 ? "0" : "") + "\(number)"
      #expect(law.pathways[id] != nil, "\(id)")
    }
    for stage in 1...4 { #expect(law.pathways["P-ESC-\(stage)"] != nil) }
  }
}
