import ArgumentParser
import Caseload
import LawPack

/// The cases of a casebook that are open to somebody, as a caseload.
struct CasebookCaseload {
  let source: CaseloadReader.Source
  /// How many things in them are withheld from the reader.
  let withheld: Int
}

extension PersonInput {
  /// The cases of the casebook that are open to the person, each entered as read.
  ///
  /// - Parameter what: under which name the reading is entered.
  func caseload(for what: String, under law: LawPack) throws -> CasebookCaseload {
    guard book.casebook != nil || environment("HEED_CASEBOOK") != nil else {
      throw ValidationError(
        "name a folder or a file of lines; or a casebook with --casebook, and who you are")
    }
    let views = try views(what, of: nil, under: law)
    let records = views.map(\.record)
    return CasebookCaseload(
      source: .given(name: "casebook") { from, give in
        for record in records.dropFirst(from) { try give(record) }
      }, withheld: views.reduce(0) { $0 + $1.withheld.values.reduce(0, +) })
  }
}
