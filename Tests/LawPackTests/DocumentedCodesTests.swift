import Foundation
import Testing

/// The codes are what other programs hold on to, so each is listed where the reading of law is described.
struct DocumentedCodesTests {
  private func source(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/LawPack")
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// `law.duplicate-framework`, `-element` in one cell of the table is written short.
  private func described() throws -> Set<String> {
    var codes: Set<String> = []
    for line in try source("LawPack+Reading.swift").split(separator: "\n")
    where line.hasPrefix("/// | `law.") {
      let cell = line.split(separator: "|")[1]
      var stem = ""
      for match in cell.matches(of: /`(law\.)?([a-z-]+)`/) {
        let name = String(match.output.2)
        if match.output.1 == nil {
          codes.insert(stem + name)
        } else {
          codes.insert(name)
          stem = String(name.prefix { $0 != "-" })
        }
      }
    }
    return codes
  }

  @Test func `Every code of a problem is listed in the description`() throws {
    let wording = try source("LawProblem+Wording.swift")
    let end = try #require(wording.range(of: "var message"))
    var used = Set(
      wording[..<end.lowerBound].matches(of: /: "([a-z-]+)"\n/).map { String($0.output.1) })
    for name in [
      "LawReader+Act.swift", "LawReader+Formula.swift", "LawReader+Test.swift",
      "TwoFrameworkTable+Reading.swift", "Pathways+Reading.swift", "OpenQuestion.swift",
    ] {
      let text = try source(name)
      used.formUnion(text.matches(of: /code: "([a-z-]+)"/).map { String($0.output.1) })
      used.formUnion(text.matches(of: /"law\.([a-z-]+)"/).map { String($0.output.1) })
    }
    #expect(used.count > 50)
    #expect(used.subtracting(try described()).sorted() == [])
    #expect(try described().subtracting(used).sorted() == [])
  }
}
