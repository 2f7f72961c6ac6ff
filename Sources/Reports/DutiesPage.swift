package import Assessment
import Calendars
import CaseRecord
package import CivilTime
package import LawPack

/// What the law asks on a record, by whom and by when.
struct DutiesPage {
  let assessment: Assessment
  let words: CaseWords
  let duties: [Duty]
  private var sheet: Sheet

  init(_ assessment: Assessment, agency: String?, _ layout: Layout) {
    self.assessment = assessment
    words = CaseWords(assessment)
    duties = assessment.owedDuties(by: agency)
    sheet = Sheet(layout)
  }

  mutating func text() -> String {
    sheet.heading(words)
    sheet.blank()
    sheet.add(words.owedHeading, hanging: 2)
    if duties.isEmpty {
      sheet.blank()
      sheet.add("Nothing is owed on this record by the law of its own jurisdiction.")
    }
    for about in assessment.children.map(\.id) + [Assessment.group] {
      let own = duties.filter { $0.about == about }
      guard !own.isEmpty else { continue }
      sheet.blank()
      sheet.subject(about, words)
      let general = own.filter { $0.openers == [.always] && !sheet.layout.showsAll }
      for standing in Duty.Standing.allCases {
        part(standing, own.filter { $0.standing == standing && !general.contains($0) })
      }
      if !general.isEmpty {
        sheet.blank()
        sheet.add(
          "Owed whatever the record says: \(general.count) more (\(listed(general.map { held($0.pathway.id) }))). See them: --all",
          .faint, hanging: 2)
      }
    }
    sheet.blank()
    sheet.rule()
    sheet.add(
      "Powers, options, support and rights that the tests open: \(held("heed impact \(sheet.layout.file)"))",
      hanging: 2)
    return sheet.text
  }

  private mutating func part(_ standing: Duty.Standing, _ duties: [Duty]) {
    guard !duties.isEmpty else { return }
    sheet.blank()
    sheet.add("\(standing.mark)\u{A0}\(standing.heading)", .strong)
    let isShort = !sheet.layout.showsAll && (standing == .met || standing == .open)
    for duty in duties.inOrder(of: standing) {
      sheet.add(
        "\(duty.pathway.title) · \(words.owing(duty)) · \(held(duty.pathway.id))", indent: 2,
        hanging: 2)
      if isShort {
        if let done = words.done(duty) { sheet.add(done, .faint, indent: 4, hanging: 2) }
        continue
      }
      sheet.add(sentence(duty.pathway.says), indent: 4, hanging: 2)
      for line in words.clock(duty) { sheet.add(line, indent: 4, hanging: 2) }
      if let done = words.done(duty) { sheet.add(done, indent: 4, hanging: 2) }
      if let pause = words.pauseNotAllowed(duty) { sheet.add(pause, indent: 4, hanging: 2) }
      sheet.add(words.basis(duty), .faint, indent: 4, hanging: 2)
    }
  }
}

extension Assessment {
  /// What is owed, by anybody or by one agency or kind of body.
  package func owedDuties(by agency: String?) -> [Duty] {
    duties.filter { duty in
      guard duty.pathway.kind.isOwed else { return false }
      guard let agency else { return true }
      if let owing = duty.agency {
        return owing == agency || law.pathways.isAgency(owing, of: agency)
      }
      return duty.pathway.on.contains { law.pathways.isAgency(agency, of: $0) }
    }
  }
}

extension Duty.Standing {
  package var mark: String {
    switch self {
    case .notRecorded: "!"
    case .metLate: "▸"
    case .uncertain: "?"
    case .running: "○"
    case .paused: "‖"
    case .ended: "–"
    case .open: "·"
    case .met: "●"
    }
  }

  package var heading: String {
    switch self {
    case .notRecorded: "The day has passed, and nothing on record shows that it was done"
    case .metLate: "Breached: recorded as done after its day"
    case .uncertain: "The recorded days do not say whether it was in time"
    case .running: "Still to come"
    case .paused: "Stopped by a named authority"
    case .ended: "Ended by a decision on record, without having been done"
    case .open: "Owed, with no day fixed or none that the record gives"
    case .met: "On record as done"
    }
  }
}

extension [Duty] {
  /// Those that are to come, by their day; others as the law lists them.
  package func inOrder(of standing: Duty.Standing) -> [Duty] {
    guard standing == .running else { return self }
    return sorted { left, right in
      guard let one = left.clock?.due?.earliest, let other = right.clock?.due?.earliest else {
        return false
      }
      return one < other
    }
  }
}

extension CaseWords {
  /// What a page of duties compares, and what it does not say.
  package var owedHeading: String {
    "What is owed on this record on \(Reports.words(assessment.on)), with the arithmetic. It compares recorded days with the limits of the law, and says nothing of why a day passed. 'Not recorded' is not 'not done'."
  }

  /// A pause on record that a clock does not know.
  package func pauseNotAllowed(_ duty: Duty) -> String? {
    guard !duty.pausesNotAllowed.isEmpty else { return nil }
    return
      "A pause is on record that this clock does not allow: \(listed(duty.pausesNotAllowed.map { response($0) }))."
  }

  /// Who owes it: an agency of the record, else the kinds of body.
  package func owing(_ duty: Duty) -> String {
    duty.agency.map { held($0) } ?? bodies(duty.pathway)
  }

  /// The kinds of body that owe it, where the record names no one agency.
  package func bodies(_ pathway: Pathway) -> String {
    listed(pathway.on.map { Reports.words(ofName: $0) }, "or")
  }

  /// When the time began, and how its day was reached.
  package func clock(_ duty: Duty) -> [String] {
    guard let clock = duty.clock else { return [] }
    var lines: [String] = []
    let began =
      switch clock.startedBy {
      case .response(let index)?: "Began with \(response(index))"
      case .warning(let id)?: "Began with warning \(id)"
      case .fact(let fact)?: "Began with: \(Reports.words(ofName: fact))"
      case .birthday?: "Counted from the birthday"
      case .finding(let framework)?: "Began with \(framework)"
      case .always?: "Began at once"
      case nil: "Began when this body's own file first met a test that opens it"
      }
    let start = clock.start.map { " · \(Reports.words($0))" } ?? ""
    lines.append("\(began)\(start)")
    lines += clock.arithmetic.map { capitalised($0.words) }
    if let earliest = clock.earliest { lines.append("Not before \(Reports.words(earliest)).") }
    if let without = clock.withoutDay { lines.append("No day can be given: \(without).") }
    for pause in clock.pauses { lines.append("Stopped: \(Reports.words(pause)).") }
    if let reads = duty.pathway.clock?.reads { lines.append(sentence(capitalised(reads))) }
    return lines
  }

  package func done(_ duty: Duty) -> String? {
    if let ended = duty.ended { return "Ended by: \(response(ended))" }
    guard let index = duty.done else { return nil }
    let done = "On record: \(response(index))"
    guard let late = duty.daysLate(in: record), duty.standing == .metLate || duty.standing == .met
    else { return done }
    return late > 0
      ? "\(done), \(count(late, "day")) after its day"
      : "\(done), in time"
  }

  /// What opened it and where the law says so.
  package func basis(_ duty: Duty) -> String {
    let pathway = duty.pathway
    let openers = duty.openers.map { opener in
      switch opener {
      case .finding(let framework): framework
      case .response(let index): "response\u{A0}\(index + 1)"
      case .warning(let id): "warning \(id)"
      case .fact(let fact): Reports.words(ofName: fact)
      case .birthday: "a birthday"
      case .always: "whatever the record says"
      }
    }
    var parts = ["Opened by \(capped(openers, at: 5))", cited(pathway.cite, pathway.status)]
    if pathway.kind == .expected { parts.append("practice, not law") }
    if pathway.isLocal { parts.append("a local default, to be set for the place") }
    return parts.joined(separator: " · ")
  }
}

/// `3 November 2008`, `between 1 and 30 November 2008`.
package func words(_ days: DayRange) -> String {
  switch (days.earliest, days.latest) {
  case (let one?, let other?) where one == other: words(one)
  case (let one?, let other?): "between \(words(one)) and \(words(other))"
  case (let one?, nil): "from \(words(one))"
  case (nil, let other?): "until \(words(other))"
  case (nil, nil): "on a day not stated"
  }
}
