import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Ledger

/// The register of warnings in words.
enum AccountPages {
  static func words(_ name: String) -> String { String(name.map { $0 == "-" ? " " : $0 }) }

  static func day(_ day: CivilDate) -> String { describe(day) }

  // MARK: A receipt

  static func receipt(_ status: ReceiptStatus, now: Instant) -> String {
    var lines = status.events.map(sentence)
    if !status.isAcknowledged { lines.append("Nobody has acknowledged it.") }
    if !status.isDecided {
      let new = status.isContested ? "new " : ""
      lines.append("No \(new)decision recorded by \(day(now.day)) at \(now.timeOfDay).")
    }
    if !status.isDecided || status.isUnderReview {
      let due = status.due.map { ", who must act by \(day($0))" } ?? ""
      lines.append("It is with: \(status.with)\(due).")
    }
    if let since = status.overdueSince { lines.append("OVERDUE since \(day(since)).") }
    if status.isRetracted, !status.isDecided {
      lines.append("Although you took it back, it needs a decision.")
    }
    return lines.joined(separator: "\n")
  }

  private static func sentence(_ event: ReceiptStatus.Event) -> String {
    let on = day(event.on)
    let by = event.by ?? ""
    switch event.kind {
    case .received: return "Received \(on) at \(event.at), for \(by)."
    case .acknowledged: return "Acknowledged \(on), by: \(by)."
    case .passedOn:
      let what = event.wasAcknowledged == true ? "No decision was recorded" : "Nothing was recorded"
      let due = event.day.map { "\(what) by \(day($0)). " } ?? ""
      return "\(due)Passed on \(on), when the register was next opened, to: \(by)."
    case .handedOver: return "Handed over \(on) to: \(by)."
    case .decided, .decidedForNow:
      let second = event.agreedBy.map { "; agreed by: \($0)" } ?? ""
      let again = event.day.map { " It is looked at again by \(day($0))." } ?? ""
      return "A decision was recorded \(on), by: \(by)\(second).\(again)"
    case .contested: return "You contested it \(on): somebody else decides again."
    case .added: return "You added to it \(on)."
    case .retracted: return "You took it back \(on)."
    case .detrimentReported: return "You reported detriment \(on)."
    }
  }

  // MARK: The list

  static func list(_ reading: CasebookFile.RegisterReading) -> String {
    let open = reading.lines.filter(\.isOpen)
    let overdue = open.filter(\.isOverdue)
    var lines = [
      "The register on \(day(reading.now.day)), as the \(reading.author.post) sees it: \(count(open.count, "matter")) open, \(overdue.count) overdue."
    ]
    if !overdue.isEmpty {
      lines += ["", "Overdue, the longest first"] + overdue.flatMap { row($0, reading) }
    }
    let due = open.filter { !$0.isOverdue }
    if !due.isEmpty {
      lines += ["", "Open, the first due first"] + due.flatMap { row($0, reading) }
    }
    if !reading.notices.isEmpty { lines += ["", "Your body is told"] }
    for notice in reading.notices {
      lines.append(
        "  \(notice.matter)  decided on \(day(notice.on)) (entry \(notice.decision)), although what your body had agreed at a meeting was outstanding"
      )
    }
    let closed = reading.lines.filter { !$0.isOpen }
    if !closed.isEmpty {
      lines += ["", "\(count(closed.count, "matter")) decided or done: --all lists them."]
    }
    return lines.joined(separator: "\n")
  }

  static func rest(_ reading: CasebookFile.RegisterReading) -> String {
    let closed = reading.lines.filter { !$0.isOpen }
    return (["", "Decided or done"] + closed.flatMap { row($0, reading) }).joined(separator: "\n")
  }

  private static func row(
    _ line: RegisterLine, _ reading: CasebookFile.RegisterReading
  ) -> [String] {
    let mine = reading.theirs.contains(line.entry) ? "  (asked of you)" : ""
    var second = "with: \(line.with)"
    if line.passedOn > 0 { second += "; passed on \(count(line.passedOn, "time"))" }
    if line.isOverdue, let since = line.overdueSince {
      second += "; due by \(day(since)), \(count(reading.now.day - since, "day")) ago"
    } else if let due = line.due, line.isOpen {
      second += "; due by \(day(due))"
    }
    if line.isPaused { second += "; stopped" }
    let subjects = (line.subjects ?? []).filter { !$0.isEmpty }
    let named = subjects.isEmpty ? "" : " (\(subjects.joined(separator: "; ")))"
    return [
      "  \(line.entry)  \(heading(line))\(named), raised \(day(line.raised)): \(words(line.state))\(mine)",
      "      \(second)",
    ]
  }

  static func heading(_ line: RegisterLine) -> String {
    var text = line.warning.map(words) ?? line.kind
    if !line.about.isEmpty { text += " about a \(line.about.joined(separator: ", a "))" }
    if let from = line.from { text += " from a \(words(from))" }
    return text
  }

  static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  // MARK: One matter

  static func matter(_ reading: CasebookFile.MatterReading) -> String {
    let matter = reading.matter
    var lines = ["\(matter.entry)  \(heading(reading.line)): \(words(reading.line.state))"]
    func say(_ text: String) { lines.append(text) }
    func who(_ author: Author, _ at: Instant) -> String {
      author.role == .reporter
        ? "somebody without a post, \(day(at.day))"
        : "\(author.post), \(author.body), \(day(at.day))"
    }
    say("Entered by: \(who(matter.by, matter.at))")
    say("With: \(reading.line.with), since \(day(reading.line.since))")
    for subject in matter.subjects {
      let place = subject.case.map { " (\($0)/\(subject.item ?? ""))" } ?? ""
      say(
        "About: \(subject.kind.rawValue)\(subject.words.isEmpty ? "" : " \(subject.words)")\(place)"
      )
    }
    if !matter.named.isEmpty { say("Names: \(matter.named.sorted().joined(separator: ", "))") }
    if let warning = matter.warning { say("\nIn their words:\n  \(quoted(warning.words))") }
    for addition in matter.additions {
      say("Added, \(who(addition.by, addition.at)):\n  \(quoted(addition.part.words))")
    }
    if let retraction = matter.retraction {
      say("Taken back, \(who(retraction.by, retraction.at)): \(retraction.part.reason)")
    }
    if let disagreement = matter.disagreement {
      say("\nIssue: \(disagreement.issue)")
      say("Stage \(matter.stage) of \(Disagreement.stages), with \(disagreement.body)")
      say("\(who(matter.by, matter.at)): \(disagreement.position)")
    }
    for position in matter.positions {
      say("\(who(position.by, position.at)): \(position.part.words)")
    }
    for settled in matter.settlements {
      let part = settled.settlement.part
      let answer = settled.answer.map {
        $0.part.agrees ? "agreed" : "not agreed: \($0.part.reason)"
      }
      say(
        "Settlement, entry \(settled.settlement.entry), \(who(settled.settlement.by, settled.settlement.at)): \(part.outcome). \(part.reason) (\(answer ?? (settled.isFinal ? "final" : "waits for an answer")))"
      )
    }
    if let action = matter.action { say("\nTo do by \(day(action.due)): \(action.what)") }
    if let completion = matter.completion {
      say("Done, \(who(completion.by, completion.at)): \(completion.part.evidence)")
    }
    if let part = matter.recommendation {
      say("\n\(part.review), \(part.number): \(part.text)")
      say("For \(part.body), by \(day(part.due))")
    }
    for evidence in matter.evidence {
      say("Evidence, \(who(evidence.by, evidence.at)): \(evidence.part.words)")
    }
    for rating in matter.ratings {
      say(
        "Status \(words(rating.part.status.rawValue)), \(who(rating.by, rating.at)): \(rating.part.reason)"
      )
    }
    if let acknowledged = matter.acknowledged {
      say("\nAcknowledged: \(who(acknowledged.by, acknowledged.at))")
    }
    for decided in matter.decisions { lines += decision(decided, who) }
    for contest in matter.contests {
      say(
        "Contested, entry \(contest.entry), \(who(contest.by, contest.at)): \(contest.part.reason)")
    }
    if let offer = matter.offer {
      say("Offered to \(offer.part.to), \(who(offer.by, offer.at)): \(offer.part.reason)")
    }
    for declined in matter.declined {
      say("Not taken, \(who(declined.by, declined.at)): \(declined.part.reason)")
    }
    if !matter.detriments.isEmpty {
      say("Detriment reported: \(matter.detriments.map { "entry \($0)" }.joined(separator: ", "))")
    }
    lines += clocks(reading.line)
    if !reading.related.isEmpty {
      lines += ["", "Other warnings about the same"]
      lines += reading.related.map { line in
        "  \(line.entry)  \(heading(line)), raised \(day(line.raised)): \(line.fate ?? words(line.state))"
      }
    }
    if !reading.concerns.isEmpty {
      lines += ["", "What the case has about the same (heed items CASE)"]
      lines += reading.concerns.map { id, version in
        let act = version.item?.content["act"]?.asText ?? version.item?.kind.rawValue ?? ""
        let on = version.item?.content["on"]?.asText ?? version.at.day.description
        return "  \(version.entry)  \(words(act)) of \(on) (\(id))"
      }
    }
    if !reading.open.isEmpty || !reading.meetings.isEmpty {
      lines += ["", "Open, and in the way of closing it"]
      lines += reading.open.map { "  \($0.entry)  \($0.kind): \(words($0.state))" }
      lines += reading.meetings.map { "  the minutes of \($0.meeting) (\($0.caseID)): overdue" }
    }
    lines += next(reading)
    if matter.kind == .warning, matter.isOpen, !reading.shown.isEmpty {
      lines += [
        "",
        "To decide, say that you have read these: --having-seen \(reading.shown.map(String.init).joined(separator: ","))",
      ]
    }
    return lines.joined(separator: "\n")
  }

  /// What is asked of whoever reads, as commands.
  private static func next(_ reading: CasebookFile.MatterReading) -> [String] {
    let matter = reading.matter
    var commands: [String] = []
    if reading.isTheirs {
      switch matter.kind {
      case .warning:
        if matter.acknowledged == nil { commands.append("heed acknowledge \(matter.entry)") }
        if !matter.decisions.contains(where: \.awaitsSecond) {
          commands.append("heed decide \(matter.entry) OUTCOME")
        }
      case .disagreement: commands.append("heed disagree settle \(matter.entry)")
      case .action: commands.append("heed action done \(matter.entry)")
      case .recommendation: commands.append("heed recommend evidence \(matter.entry)")
      }
    }
    let person = reading.author.person
    if matter.offer?.part.to == person {
      commands.append("heed handover take \(matter.entry), or decline \(matter.entry)")
    }
    for decided in matter.decisions where decided.awaitsSecond && decided.decision.second == person
    {
      commands.append("heed countersign \(decided.entry) --agree, or --no-agree")
    }
    for settled in matter.settlements
    where !settled.isFinal && settled.answer == nil && settled.endedBy == nil
      && matter.by.person == person
    {
      commands.append("heed countersign \(settled.settlement.entry) --agree, or --no-agree")
    }
    guard matter.isOpen, !commands.isEmpty else { return [] }
    return ["", "Asked of you"] + commands.map { "  \($0)" }
  }

  private static func decision(
    _ decided: Matter.Decided, _ who: (Author, Instant) -> String
  ) -> [String] {
    let part = decided.decision
    let state =
      decided.awaitsSecond
      ? "waits for \(part.second ?? "a second person")"
      : decided.stands
        ? "stands"
        : decided.isComplete ? "stood until entry \(decided.endedBy ?? 0)" : "came to nothing"
    var lines = [
      "Decision, entry \(decided.entry), \(who(decided.by, decided.at)): \(words(part.outcome.rawValue)) (\(state))",
      "  reason: \(part.reason)",
      "  relies on: \(part.codes.map { words($0.rawValue) }.joined(separator: ", "))",
      "  shown before: \(part.shown.isEmpty ? "nothing else was there" : part.shown.map { "entry \($0)" }.joined(separator: ", "))",
    ]
    if let second = decided.second {
      lines.append(
        "  \(second.part.agrees ? "agreed" : "not agreed"): \(who(second.by, second.at)): \(second.part.reason)"
      )
    }
    if let changed = part.changed {
      lines.append("  what changed: \(changed.what) (evidence of \(day(changed.evidenceOf)))")
    }
    if let review = part.review {
      lines.append(
        "  goes on: \(review.alternative); looked at again by \(review.reviewer) by \(day(review.on))"
      )
    }
    if let despite = part.despite {
      lines.append("  although actions or minutes are outstanding: \(despite)")
      if !part.tells.isEmpty { lines.append("  told of it: \(part.tells.joined(separator: ", "))") }
    }
    return lines
  }

  static func clocks(_ line: RegisterLine) -> [String] {
    if line.clocks.isEmpty { return [] }
    return ["", "Clocks"]
      + line.clocks.flatMap { clock in
        ["  \(words(clock.stage)): \(state(clock)). \(clock.working)"]
          + clock.pauses.map { "    \($0)" }
          + clock.explanations.map { "    why it ran out: \($0)" }
      }
  }

  private static func state(_ clock: ClockLine) -> String {
    let entry = clock.endedBy.map { " at entry \($0)" } ?? ""
    switch clock.state {
    case "breached": return "ran out\(entry)"
    case "late": return "has run out"
    case "ended": return "overtaken\(entry)"
    case "met": return "met\(entry)"
    default: return clock.state
    }
  }

  private static func quoted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }

  private static func why(_ because: String) -> String {
    switch because {
    case "lapse": "after a clock ran out"
    case "handover": "taken over"
    case "contest": "to decide again"
    case "stage": "at the next stage"
    case "review": "to look at again"
    case "successor": "as successor"
    case "asked-to-agree": "asked to agree, as the second person"
    case "shown": "was shown it"
    case "told-of-the-decision": "told of the decision"
    default: words(because)
    }
  }

  // MARK: Who was told

  static func told(_ report: ToldReport) -> String {
    var lines = ["Who was told by \(day(report.by)): \(report.question)"]
    if report.rows.isEmpty {
      lines += ["", "Nothing about it had come to anybody by that day, as far as you may know."]
    }
    for row in report.rows {
      let person = row.person.isEmpty ? row.body : "\(row.post), \(row.body) (\(row.person))"
      lines += [
        "", "entry \(row.entry), \(row.what): \(why(row.because)): \(person)",
        "  sent          \(row.sent.at)  entry \(row.sent.entry)",
      ]
      if row.what == "shared" || row.person.isEmpty { continue }
      func line(_ name: String, _ moment: ToldReport.Moment?, _ more: String = "") {
        let name = name.padding(toLength: 12, withPad: " ", startingAt: 0)
        lines.append("  \(name)  " + (moment.map { "\($0.at)  entry \($0.entry)\(more)" } ?? "no"))
      }
      line("delivered", row.delivered)
      line("opened", row.opened)
      if row.what == "warning" {
        if row.because == "shown" { continue }
        line("acknowledged", row.acknowledged)
        line("decided", row.decided, row.outcome.map { "  \(words($0))" } ?? "")
      }
    }
    if !report.erased.isEmpty {
      lines += [
        "", "Erased by law: \(report.erased.map { "entry \($0)" }.joined(separator: ", ")).",
      ]
    }
    return lines.joined(separator: "\n")
  }
}
