import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Ledger
import RegisterWords

/// The register of warnings in words.
enum AccountPages {
  static func words(_ name: String) -> String { spelled(name) }

  static func day(_ day: CivilDate) -> String { describe(day) }

  // MARK: A receipt

  static func receipt(_ status: ReceiptStatus, now: Instant) -> String {
    status.sentences(at: now).joined(separator: "\n")
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
      lines.append("  \(notice.matter)  \(notice.sentence)")
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
    let named = line.named.map { " (\($0))" } ?? ""
    return [
      "  \(line.entry)  \(line.heading)\(named), raised \(day(line.raised)): \(words(line.state))\(mine)",
      "      \(line.standing(on: reading.now.day))",
    ]
  }

  static func heading(_ line: RegisterLine) -> String { line.heading }

  static func count(_ number: Int, _ word: String) -> String { counted(number, word) }

  // MARK: One matter

  static func matter(_ reading: CasebookFile.MatterReading) -> String {
    let matter = reading.matter
    var lines = ["\(matter.entry)  \(heading(reading.line)): \(words(reading.line.state))"]
    func say(_ text: String) { lines.append(text) }
    func who(_ author: Author, _ at: Instant) -> String { author.named(at: at) }
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
    var lines = [
      "Decision, entry \(decided.entry), \(who(decided.by, decided.at)): \(words(part.outcome.rawValue)) (\(decided.standing))",
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
        ["  \(words(clock.stage)): \(clock.standing). \(clock.working)"]
          + clock.pauses.map { "    \($0)" }
          + clock.explanations.map { "    why it ran out: \($0)" }
      }
  }

  private static func quoted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }

  // MARK: Who was told

  static func told(_ report: ToldReport) -> String {
    var lines = [report.heading]
    if report.rows.isEmpty { lines += ["", ToldReport.nothing] }
    for row in report.rows {
      lines += ["", "entry \(row.entry), \(row.what): \(row.reason): \(row.whose)"]
      lines += row.steps.map { step in
        let name = step.name.padding(toLength: 12, withPad: " ", startingAt: 0)
        let moment = step.moment.map { moment in
          "\(moment.at)  entry \(moment.entry)\(step.outcome.map { "  \($0)" } ?? "")"
        }
        return "  \(name)  \(moment ?? "no")"
      }
    }
    if let erasure = report.erasure { lines += ["", erasure] }
    return lines.joined(separator: "\n")
  }
}
