import Assessment
import CivilTime

/// Where everything stands in the picture of one answer's lanes: bodies one under another, years from left to right.
///
/// Pure geometry: no colour and no markup. Shapes and labels never stand on one another, because each has a line on which there is room
/// for it. A day that nobody recorded has a place of its own at the right, outside the years.
///
/// - Units: one unit is one pixel of a picture that is shown at its own size; `y` runs down.
package struct KnewPicture: Sendable, Hashable {
  /// What a shape stands for; each has its own shape, and its word beside it.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case warned = "warned"
    case raised = "raised a warning"
    case told = "told others"
    case closed = "closed"
    case acted = "first acted"
  }

  /// Something that a body was told or did.
  package struct Mark: Sendable, Hashable {
    package var kind: Kind
    /// The last day on which it may have been; at the right of the years where no day is recorded.
    package var x: Double
    /// The first day on which it may have been, where that is another.
    package var from: Double?
    package var isWithoutDay: Bool
    package var label: Label

    /// The stretch of its line that shape, label and uncertain days fill.
    package var extent: ClosedRange<Double> {
      let start = min(from ?? x, x) - KnewPicture.half
      return min(start, label.x)...max(x + KnewPicture.half, label.x + label.width)
    }
  }

  package struct Label: Sendable, Hashable {
    package var text: String
    /// Where it begins.
    package var x: Double
    /// The line on which it stands.
    package var y: Double
    /// How wide it is at most.
    package var width: Double
  }

  package struct Lane: Sendable, Hashable {
    /// The body, or all together, and since when.
    package var titles: [Label]
    /// The upper edge of the bar.
    package var y: Double
    /// From where it may have been known, where that is before it certainly was.
    package var perhapsFrom: Double?
    /// From where it certainly was known; nil for never.
    package var from: Double?
    package var marks: [Mark]
  }

  /// The days between what could be known together and what was first done.
  package struct Gap: Sendable, Hashable {
    package var from: Double
    package var to: Double
    package var y: Double
    package var label: Label
  }

  package struct Tick: Sendable, Hashable {
    package var year: Int
    package var x: Double
    /// Only years for which there is room have one.
    package var label: Label?
  }

  package static let barHeight = 16.0
  package static let left = 4.0
  /// Where the years end, and where things without a day stand.
  package static let right = 640.0
  package static let withoutDay = 700.0
  /// Half of a shape.
  package static let half = 7.0
  private static let lineHeight = 20.0
  private static let top = 22.0
  private static let narrowest = 760.0
  /// No label's letters are wider on average.
  private static let letterWidth = 8.0

  package let lanes: [Lane]
  package let gap: Gap?
  package let ticks: [Tick]
  package let width: Double
  package let height: Double
  /// Whether anything stands at the right, outside the years.
  package let hasWithoutDay: Bool
  package let title: String
  /// Everything that the picture shows, for those who listen.
  package let description: String

  /// - Parameter words: of the record, for how days are said.
  package init(_ answer: KnewReport.Answer, _ words: CaseWords) {
    let scale = Scale(answer)
    var y = KnewPicture.top
    var lanes: [Lane] = []
    for lane in words.pictured(answer) {
      lanes.append(
        KnewPicture.lane(
          lane.agency, words.since(lane.from), lane.from, KnewPicture.steps(lane), scale, &y))
    }
    lanes.append(
      KnewPicture.lane(
        "all together", words.since(answer.together), answer.together, [], scale, &y))
    gap = KnewPicture.gap(answer, scale, &y)
    self.lanes = lanes
    ticks = scale.ticks
    height = y
    let marks = lanes.flatMap(\.marks)
    width = (marks.map(\.extent.upperBound) + [KnewPicture.narrowest - 4]).max()! + 4
    hasWithoutDay = marks.contains(where: \.isWithoutDay)
    title = "Since when \(listed(answer.frameworks)) could have been known"
    let lines = lanes.map { lane in
      lane.titles.map(\.text).joined(separator: " ")
        + lane.marks.map { "; \($0.label.text)" }.joined()
    }
    description =
      (lines.map(sentence) + [Place.plain(words.delay(answer))]).joined(separator: " ")
  }

  // MARK: Days as places

  /// Days as places from left to right.
  struct Scale {
    let start: CivilDate
    let days: Int

    init(_ answer: KnewReport.Answer) {
      let dates = answer.dates
      let first = dates.min()?.year ?? 2000
      let last = max(dates.max()?.year ?? first, first)
      start = CivilDate(year: first, month: 1, day: 1) ?? .first
      days = max((CivilDate(year: last, month: 12, day: 31) ?? .last) - start + 1, 1)
    }

    /// The place of the beginning of a day.
    func x(_ day: CivilDate) -> Double {
      let share = Double(day - start) / Double(days)
      return KnewPicture.left + (KnewPicture.right - KnewPicture.left) * min(max(share, 0), 1)
    }

    /// Every year, each with its number where the one before leaves room.
    var ticks: [Tick] {
      var ticks: [Tick] = []
      var filled = -Double.infinity
      var year = start.year
      while let first = CivilDate(year: year, month: 1, day: 1), first - start < days {
        let x = x(first)
        let width = 4 * KnewPicture.letterWidth
        let hasRoom = x >= filled && x + width <= KnewPicture.right
        ticks.append(
          Tick(
            year: year, x: x,
            label: hasRoom ? Label(text: "\(year)", x: x + 3, y: 14, width: width) : nil))
        if hasRoom { filled = x + width + 10 }
        year += 1
      }
      return ticks
    }
  }

  // MARK: Lanes

  private struct Step {
    var kind: Kind
    var on: UncertainDate?
  }

  private static func steps(_ lane: KnewReport.Lane) -> [Step] {
    lane.warned.map { Step(kind: .warned, on: $0.on) }
      + lane.raised.map { Step(kind: .raised, on: $0.on) }
      + lane.passedOn.map { Step(kind: .told, on: $0.on) }
      + lane.closures.map { Step(kind: .closed, on: $0.on) }
      + (lane.firstActed.map { [Step(kind: .acted, on: $0.on)] } ?? [])
  }

  private static func label(_ text: String, x: Double, y: Double) -> Label {
    Label(text: text, x: x, y: y, width: Double(text.count) * letterWidth)
  }

  private static func lane(
    _ name: String, _ since: String, _ day: KnownSince.Day?, _ steps: [Step], _ scale: Scale,
    _ y: inout Double
  ) -> Lane {
    let whole = "\(name): \(since)"
    let isLong = Double(whole.count) * letterWidth > narrowest - left
    let titles = (isLong ? ["\(name):", since] : [whole]).map { text in
      y += lineHeight
      return label(text, x: left, y: y)
    }
    y += 6
    let bar = y
    y += barHeight + 3
    var marks = steps.map { mark($0, scale) }.sorted {
      ($0.x, $0.label.text) < ($1.x, $1.label.text)
    }
    y += place(&marks, under: y)
    y += 10
    return Lane(
      titles: titles, y: bar,
      perhapsFrom: day.flatMap { $0.earliest < $0.day ? scale.x($0.earliest) : nil },
      from: day.map { scale.x($0.day) }, marks: marks)
  }

  /// A shape with its label at the side where there is room.
  private static func mark(_ step: Step, _ scale: Scale) -> Mark {
    let range = step.on?.range
    let isWithoutDay = range?.earliest == nil && range?.latest == nil
    let x = isWithoutDay ? withoutDay : range?.latest.map { scale.x($0) } ?? right
    let first = isWithoutDay ? nil : range?.earliest.map { scale.x($0) } ?? left
    let from = first.flatMap { $0 < x ? $0 : nil }
    var label = label("\(step.kind.rawValue) \(Reports.when(step.on))", x: x + half + 5, y: 0)
    let before = min(from ?? x, x) - half - 5 - label.width
    if label.x + label.width > narrowest, before >= 0 { label.x = before }
    return Mark(kind: step.kind, x: x, from: from, isWithoutDay: isWithoutDay, label: label)
  }

  /// Puts each shape with its label on the first line on which there is room for them.
  ///
  /// - Returns: the height of the lines.
  private static func place(_ marks: inout [Mark], under y: Double) -> Double {
    var lines: [[ClosedRange<Double>]] = []
    for index in marks.indices {
      let extent = marks[index].extent
      let wanted = (extent.lowerBound - 8)...(extent.upperBound + 8)
      let line = lines.firstIndex { !$0.contains { $0.overlaps(wanted) } } ?? lines.count
      if line == lines.count { lines.append([]) }
      lines[line].append(extent)
      marks[index].label.y = y + lineHeight * Double(line) + 15
    }
    return lineHeight * Double(lines.count)
  }

  private static func gap(
    _ answer: KnewReport.Answer, _ scale: Scale, _ y: inout Double
  ) -> Gap? {
    guard let together = answer.together?.day, let days = answer.days,
      let acted = answer.firstActed?.on?.range.latest
    else { return nil }
    let from = scale.x(together)
    let to = max(scale.x(acted), from)
    let words =
      days.lowerBound == days.upperBound
      ? count(days.lowerBound, "day")
      : "between \(days.lowerBound) and \(count(days.upperBound, "day"))"
    let line = y + 2
    y += 10 + lineHeight
    var label = label("\(words) before anyone acted", x: from, y: line + 18)
    label.x = max(min(label.x, narrowest - 4 - label.width), left)
    return Gap(from: from, to: to, y: line, label: label)
  }
}

extension CaseWords {
  /// The bodies that a picture shows: those that held anything, were told anything or did anything.
  package func pictured(_ answer: KnewReport.Answer) -> [KnewReport.Lane] {
    answer.lanes.filter { lane in
      lane.from != nil || holds(lane.agency) || lane.firstActed != nil
        || !(lane.warned + lane.raised).isEmpty || !(lane.passedOn + lane.closures).isEmpty
    }
  }
}

extension KnewReport.Answer {
  /// Every day that a picture of it shows.
  var dates: [CivilDate] {
    func days(_ day: KnownSince.Day?) -> [CivilDate] { day.map { [$0.earliest, $0.day] } ?? [] }
    func days(_ date: UncertainDate?) -> [CivilDate] {
      [date?.range.earliest, date?.range.latest].compactMap(\.self)
    }
    let steps = lanes.flatMap { lane in
      lane.passedOn + lane.closures + [lane.firstActed].compactMap(\.self)
    }
    let notices = lanes.flatMap { $0.warned + $0.raised }
    return days(together) + lanes.flatMap { days($0.from) }
      + (steps.map(\.on) + notices.map(\.on)).flatMap { days($0) }
  }
}
