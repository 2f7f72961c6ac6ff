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
      withheld: view.withheld.counted.map { withholding, count in
        Withheld(code: withholding.code, sentence: withholding.sentence, count: count)
      },
      gaps: view.gaps, recordedBy: recordedBy, statements: view.statements.map(entered),
      responses: view.responses.map(entered), warnings: view.warnings.map(entered))
  }
}
