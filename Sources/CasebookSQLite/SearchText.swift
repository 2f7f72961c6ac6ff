import Casebook
import CivilTime

/// The words under which an entry is found.
enum SearchText {
  static func words(of act: Act) -> String? {
    switch act {
    case .record(let item): words(of: item)
    case .correct(let correction): words(of: correction.item)
    case .respond(let given): given.response.allTexts.joined(separator: " ")
    case .share(let decision), .declineToShare(let decision):
      ([decision.with, decision.reason] + decision.about + decision.sources)
        .joined(separator: " ")
    case .schedule(let meeting):
      // The year by itself, so that a meeting is found by its group and year even if nothing else is left of it.
      ([meeting.group, "\(meeting.on)", "\(meeting.on.year)"] + meeting.about + meeting.invited)
        .joined(separator: " ")
    case .minute(let minutes): ([minutes.text] + minutes.present).joined(separator: " ")
    case .open(let opening): opening.title
    default: nil
    }
  }

  static func words(of item: Item) -> String { item.content.allTexts.joined(separator: " ") }
}
