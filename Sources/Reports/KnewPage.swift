import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic

/// When it could have been known, as lanes of years with plain words beside them.
struct KnewPage {
  let assessment: Assessment
  let words: CaseWords
  private var sheet: Sheet

  init(_ assessment: Assessment, _ layout: Layout) {
    self.assessment = assessment
    words = CaseWords(assessment)
    sheet = Sheet(layout)
  }

  mutating func text() -> String {
    let report = KnewReport(assessment)
    sheet.heading(words)
    sheet.blank()
    sheet.add("When it could have been known", .strong)
    sheet.add(KnewReport.explanation, hanging: 2)
    let shown = report.answers.filter { sheet.layout.showsAll || !$0.isComparison }
    for about in assessment.children.map(\.id) + [Assessment.group] {
      let answers = shown.filter { $0.about == about }
      if !answers.isEmpty { subject(about, answers) }
    }
    if shown.isEmpty {
      sheet.blank()
      sheet.add("No test of this record's own law is met, so there is no day to give.")
    }
    if !report.sourcesWithoutDay.isEmpty {
      sheet.blank()
      sheet.add(
        "Sources with no day, which never count here: \(report.sourcesWithoutDay.joined(separator: ", "))",
        hanging: 2)
    }
    let left = report.answers.count - shown.count
    if left > 0 {
      sheet.blank()
      sheet.add("… \(left) more for comparison: --all")
    }
    return sheet.text
  }

  /// What each body was told and did, once; then a picture for each test, or for those that share one.
  private mutating func subject(_ about: String, _ answers: [KnewReport.Answer]) {
    sheet.blank()
    sheet.subject(about, words)
    let told = answers[0].lanes.map { ($0.agency, words.told($0)) }.filter { !$0.1.isEmpty }
    if told.isEmpty {
      sheet.add("No warning and no response is recorded.")
    } else {
      for (agency, lines) in told {
        sheet.add(agency)
        for line in lines { sheet.add(line, indent: 4, hanging: 2) }
      }
    }
    let pictured = answers.filter {
      $0.together != nil && (sheet.layout.showsAll || !$0.isFirstDay)
    }
    for answer in pictured { picture(answer) }
    let late = answers.filter { $0.together != nil && !sheet.layout.showsAll && $0.isFirstDay }
    if !late.isEmpty {
      sheet.blank()
      sheet.add("Already met on the day that the test itself began:")
      for answer in late {
        sheet.add(
          "\(answer.frameworks.joined(separator: ", ")), \(words.since(answer.together))",
          indent: 4,
          hanging: 2)
      }
    }
    let undated = answers.filter { $0.together == nil }
    for answer in undated {
      guard let lane = answer.soonestAlone else { continue }
      sheet.blank()
      sheet.add(
        "Met, and on no day by all that the files held together: \(answer.frameworks.joined(separator: ", ")). \(lane.agency) alone knew \(words.since(lane.from)).",
        hanging: 2)
    }
    let without = undated.filter { $0.soonestAlone == nil }.flatMap(\.frameworks)
    if !without.isEmpty {
      sheet.blank()
      sheet.add(
        "Met, with no day to give, because what it rests on has none: \(without.joined(separator: ", "))",
        hanging: 2)
    }
  }

  private mutating func picture(_ answer: KnewReport.Answer) {
    sheet.blank()
    let reading = answer.reading == .broad ? ", on the broad reading" : ""
    let comparison = answer.isComparison ? ", for comparison" : ""
    sheet.add(
      "\(answer.frameworks.joined(separator: ", "))\(reading)\(comparison)", .strong, hanging: 2)
    let lanes = Lanes(answer, width: sheet.layout.width)
    sheet.row([[Paragraph("")], [Paragraph(lanes.axis)]], widths: lanes.widths)
    let bodies = answer.lanes.filter { lane in lane.from != nil || words.holds(lane.agency) }
    for lane in bodies.map({ ($0.agency, $0.from) }) + [("all together", answer.together)] {
      // A bar begins with what was not known, so its blanks are held.
      sheet.row(
        [
          [Paragraph(lane.0)], [Paragraph(held(lanes.bar(from: lane.1)))],
          [Paragraph(words.since(lane.1))],
        ],
        widths: lanes.widths)
    }
    sheet.add(words.delay(answer), .strong, hanging: 2)
  }
}

/// Years as columns.
struct Lanes {
  /// The names of bodies, the bars, and the words beside them.
  let widths: [Int]
  private let bar: Int
  private let start: CivilDate
  private let days: Int

  init(_ answer: KnewReport.Answer, width: Int) {
    let names = width >= 96 ? 22 : 14
    let words = width >= 96 ? 34 : width >= 80 ? 26 : 18
    bar = width - names - words - 4
    widths = [names, bar, words]
    let dates = answer.dates
    let first = dates.min()?.year ?? 2000
    let last = max(dates.max()?.year ?? first, first)
    start = CivilDate(year: first, month: 1, day: 1) ?? .first
    days = (CivilDate(year: last, month: 12, day: 31) ?? .last) - start + 1
  }

  /// The years, each over the column where it begins, as many as there is room for.
  var axis: String {
    var line = ""
    var filled = 0
    var year = start.year
    while let first = CivilDate(year: year, month: 1, day: 1), first - start < days {
      let column = (first - start) * bar / days
      if column >= filled, column + 4 <= bar {
        line += String(repeating: "\u{A0}", count: column - filled) + "\(year)"
        filled = column + 4
        if column + 5 <= bar {
          line += "\u{A0}"
          filled += 1
        }
      }
      year += 1
    }
    return line
  }

  /// A lane: full from the day that counts, shaded from the earliest that it may have been.
  func bar(from day: KnownSince.Day?) -> String {
    guard let day else { return "" }
    return String(
      (0..<bar).map { column -> Character in
        // The last day that the column stands for.
        let end = ((column + 1) * days - 1) / bar
        if end >= day.day - start { return "█" }
        return end >= day.earliest - start ? "░" : " "
      })
  }
}

extension CaseWords {
  /// Whether a body held any source.
  package func holds(_ agency: String) -> Bool {
    record.sources.contains { source in
      source.agency == agency || source.shared.contains { $0.with == agency }
    }
  }

  /// What a body was told and did, each in a line that can be found again.
  package func told(_ lane: KnewReport.Lane) -> [String] {
    var lines: [String] = []
    for notice in lane.warned {
      let answer =
        notice.acknowledged.map { "acknowledged \(Reports.when($0))" }
        ?? "no acknowledgement recorded"
      lines.append(
        "warned \(Reports.when(notice.on))\(notice.other.map { " by \($0)" } ?? ""), \(notice.warning); \(answer)"
      )
    }
    for notice in lane.raised {
      lines.append(
        "raised a warning \(Reports.when(notice.on))\(notice.other.map { " to \($0)" } ?? ""), \(notice.warning)"
      )
    }
    for step in lane.passedOn { lines.append("told others \(self.step(step))") }
    for step in lane.closures { lines.append("closed \(self.step(step))") }
    if let step = lane.firstActed { lines.append("first acted \(self.step(step))") }
    return lines
  }

  private func step(_ step: KnewReport.Step) -> String {
    "\(Reports.when(step.on)): \(Reports.words(step.act)), \(place(.response(step.response), "response\u{A0}\(step.response + 1)"))"
  }

  /// The days between what could be known together and what was first done; and who knew before that, alone.
  package func delay(_ answer: KnewReport.Answer) -> String {
    let together = delayTogether(answer)
    guard let lane = answer.soonestAlone else { return together }
    return
      "\(together) \(lane.agency) alone knew before that, \(since(lane.from)): what others held spoke against it then."
  }

  private func delayTogether(_ answer: KnewReport.Answer) -> String {
    let known = since(answer.together)
    if let step = answer.alreadyActed {
      return
        "A protective act was on record by the day on which the files together held enough (\(known)): \(self.step(step))."
    }
    guard let step = answer.firstActed else {
      return "Together they knew \(known). No action is recorded."
    }
    guard let days = answer.days else {
      return
        "Together they knew \(known). Action is recorded, with no day that counts: \(self.step(step))."
    }
    let by = step.by.map { " by \($0)" } ?? ""
    let number =
      days.lowerBound == days.upperBound
      ? count(days.lowerBound, "day")
      : "between \(days.lowerBound) and \(count(days.upperBound, "day"))"
    return
      "Together they knew \(number) before anyone acted: \(known), to the first act\(by) \(self.step(step))."
  }
}
