package import Casebook
package import CivilTime
package import Reports

extension Chronology.Copy {
  /// What a chronology from a casebook says of itself: what was withheld, and when and by which body each thing was entered.
  ///
  /// - Parameter moment: how a moment is written.
  package init(
    of view: CaseView, marking: String = handlingMarking, reader: String?, recordedBy: CivilDate?,
    moment: (Instant) -> String
  ) {
    func entered(_ version: CaseFile.Version) -> String {
      let by = version.author.map { ", \($0.body)" } ?? ""
      return "\(moment(version.at))\(by), entry \(version.entry)"
    }
    self.init(
      marking: marking, reader: reader,
      withheld: view.withheld.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
        Withheld(code: $0.key.code, sentence: $0.key.sentence, count: $0.value)
      },
      gaps: view.gaps, recordedBy: recordedBy, statements: view.statements.map(entered),
      responses: view.responses.map(entered), warnings: view.warnings.map(entered))
  }
}
