package import Casebook
package import CivilTime

extension ReceiptStatus {
  /// What whoever holds a receipt is told, a sentence to a line.
  package func sentences(at now: Instant) -> [String] {
    var lines = events.map(\.sentence)
    if !isAcknowledged { lines.append("Nobody has acknowledged it.") }
    if !isDecided {
      let new = isContested ? "new " : ""
      lines.append("No \(new)decision recorded by \(describe(now.day)) at \(now.timeOfDay).")
    }
    if !isDecided || isUnderReview {
      let due = due.map { ", who must act by \(describe($0))" } ?? ""
      lines.append("It is with: \(with)\(due).")
    }
    if let overdueSince { lines.append("OVERDUE since \(describe(overdueSince)).") }
    if isRetracted, !isDecided {
      lines.append("Although you took it back, it needs a decision.")
    }
    return lines
  }
}

extension ReceiptStatus.Event {
  package var sentence: String {
    let on = describe(on)
    let by = by ?? ""
    switch kind {
    case .received: return "Received \(on) at \(at), for \(by)."
    case .acknowledged: return "Acknowledged \(on), by: \(by)."
    case .passedOn:
      let what = wasAcknowledged == true ? "No decision was recorded" : "Nothing was recorded"
      let due = day.map { "\(what) by \(describe($0)). " } ?? ""
      return "\(due)Passed on \(on), when the register was next opened, to: \(by)."
    case .handedOver: return "Handed over \(on) to: \(by)."
    case .decided, .decidedForNow:
      let second = agreedBy.map { "; agreed by: \($0)" } ?? ""
      let again = day.map { " It is looked at again by \(describe($0))." } ?? ""
      return "A decision was recorded \(on), by: \(by)\(second).\(again)"
    case .contested: return "You contested it \(on): somebody else decides again."
    case .added: return "You added to it \(on)."
    case .retracted: return "You took it back \(on)."
    case .detrimentReported: return "You reported detriment \(on)."
    }
  }
}
