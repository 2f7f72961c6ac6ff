import Assessment
import EvidenceLogic
import LawPack

extension Sheet {
  /// One element: what the law asks, what the record holds for and against it, and what is not yet evidenced.
  mutating func element(_ answer: ElementWords) {
    let element = answer.finding.element
    add(
      "\(answer.head) · \(element.id) · \(sentence(element.says)) \(answer.cite)", .strong,
      hanging: 2)
    for text in [answer.judgement, answer.bySame, answer.readings].compactMap(\.self) {
      add(text, indent: 4, hanging: 2)
    }
    for side in ElementWords.Side.allCases {
      for line in answer.evidence(side) {
        let through = line.through.map { " \(held("heed explain \(layout.file) \($0)"))" } ?? ""
        let suffix = line.isBroadOnly ? ElementWords.Line.broadOnly : ""
        add("\(side.rawValue) \(line.text)\(through)\(suffix)", indent: 4, hanging: 4)
      }
    }
    if let text = answer.unopposed { add(text, indent: 4, hanging: 2) }
    let limit = layout.showsAll ? Int.max : answer.isMet ? 4 : 12
    for open in answer.open { add(open.text(atMost: limit), .faint, indent: 4, hanging: 2) }
  }
}
