package import Casebook
package import CivilTime

extension RegisterLine {
  /// `concern about a child, a vehicle from a worker`.
  package var heading: String {
    var text = warning.map(spelled) ?? kind
    if !about.isEmpty { text += " about a \(about.joined(separator: ", a "))" }
    if let from {
      let who = spelled(from)
      text += " from \("aeiou".contains(who.prefix(1)) ? "an" : "a") \(who)"
    }
    return text
  }

  /// Whom or what it is about, as they were called; only of what is asked of the reader.
  package var named: String? {
    let subjects = (subjects ?? []).filter { !$0.isEmpty }
    return subjects.isEmpty ? nil : subjects.joined(separator: "; ")
  }

  /// By when something is to be done: `due by 3 November 2008, 5 days ago`; nil if no clock runs.
  package func due(on day: CivilDate) -> String? {
    if isOverdue, let since = overdueSince {
      return "due by \(describe(since)), \(counted(day - since, "day")) ago"
    }
    return isOpen ? due.map { "due by \(describe($0))" } : nil
  }

  /// With whom it is, how often it was passed on, and by when something is to be done.
  package func standing(on day: CivilDate) -> String {
    var text = "with: \(with)"
    if passedOn > 0 { text += "; passed on \(counted(passedOn, "time"))" }
    if let due = due(on: day) { text += "; \(due)" }
    if isPaused { text += "; stopped" }
    return text
  }
}

extension ClockLine {
  /// `ran out at entry 12`.
  package var standing: String {
    let entry = endedBy.map { " at entry \($0)" } ?? ""
    switch state {
    case "breached": return "ran out\(entry)"
    case "late": return "has run out"
    case "ended": return "overtaken\(entry)"
    case "met": return "met\(entry)"
    default: return state
    }
  }
}

extension Matter.Decided {
  /// Whether it counts: `stands`, `waits for p-7`.
  package var standing: String {
    if awaitsSecond { return "waits for \(decision.second ?? "a second person")" }
    if stands { return "stands" }
    return isComplete ? "stood until entry \(endedBy ?? 0)" : "came to nothing"
  }
}

extension Notice {
  package var sentence: String {
    "decided on \(describe(on)) (entry \(decision)), although what your body had agreed at a meeting was outstanding"
  }
}
