internal import CaseRecord
internal import CivilTime
internal import Statistics
internal import Vocabulary

/// Days from a warning to one step after it, over all warnings, with those of which no day is known.
public struct ResponseTimes: Hashable, Sendable {
  public enum Step: String, CaseIterable, Hashable, Sendable {
    case acknowledgement
    /// That the kind of response was decided, or that there would be none.
    case decision
    /// Anything that the warned body did, beyond acknowledging.
    case response
  }

  public let step: Step
  /// The least and greatest number of days that the recorded days allow; nil where there is no such day.
  public let days: [ClosedRange<Int>?]

  public var warnings: Int { days.count }
  public var withNoDay: Int { days.count { $0 == nil } }

  /// Where a quartile lies. Of days that nobody has, the step may have come at once or never; `most` is nil where it may be
  /// never.
  public struct Quartile: Hashable, Sendable {
    public let least: Int
    public let most: Int?

    public init(least: Int, most: Int?) {
      self.least = least
      self.most = most
    }
  }

  /// The quartile among all warnings, whatever the days are that nobody has; nil if there are no warnings.
  ///
  /// - Parameter quarter: 1, 2 (the median) or 3.
  /// - Source: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages" (1996), definition 1: the least value that so
  ///   many reach, always one that was observed; for the bounds, Documentation/practice/statistics.md 5.
  public func quartile(_ quarter: Int) -> Quartile? {
    if days.isEmpty { return nil }
    let index = place(of: quarter, in: days.count)
    let least = days.map { $0?.lowerBound ?? 0 }.sorted()[index]
    let most = days.compactMap { $0?.upperBound }.sorted()
    return Quartile(least: least, most: index < most.count ? most[index] : nil)
  }

  /// The quartile among the warnings that have the day; nil if none has. To be printed with `withNoDay` beside it.
  public func quartileAmongKnown(_ quarter: Int) -> ClosedRange<Int>? {
    let known = days.compactMap { $0 }
    if known.isEmpty { return nil }
    let index = place(of: quarter, in: known.count)
    return known.map(\.lowerBound).sorted()[index]...known.map(\.upperBound).sorted()[index]
  }

  private func place(of quarter: Int, in count: Int) -> Int {
    precondition(1...3 ~= quarter, "a quartile is the first, second or third")
    return (count * quarter + 3) / 4 - 1
  }
}

extension CountedCaseload {
  /// A step belongs to a warning if the body that was warned took it, it is about one of the same children or about the whole
  /// case, and it does not certainly lie before the warning; the first such step counts. Where no body is named, any body's
  /// step counts.
  public func responseTimes(to step: ResponseTimes.Step) -> ResponseTimes {
    ResponseTimes(
      step: step,
      days: cases.flatMap { counted in
        counted.record.warnings.map { counted.record.days(from: $0, to: step) }
      })
  }

  /// The same for each body that was warned, in the order of their names.
  public func responseTimesByAgency(
    to step: ResponseTimes.Step
  ) -> [(agency: String, times: ResponseTimes)] {
    var days: [String: [ClosedRange<Int>?]] = [:]
    for counted in cases {
      for warning in counted.record.warnings {
        days[warning.to ?? FieldObservation.noAgency, default: []].append(
          counted.record.days(from: warning, to: step))
      }
    }
    return days.keys.sorted().map { ($0, ResponseTimes(step: step, days: days[$0] ?? [])) }
  }

  func responseTimeFigures(_ all: [ResponseTimes]) -> [RecordedFigure] {
    all.compactMap { times in
      let counts = times.inBands
      return figure(
        "days-to-\(times.step.rawValue)", Base(.warnings),
        by: "days from warning to \(times.step.rawValue)",
        Array(zip(ResponseTimes.bandNames, counts.bands)),
        missing: [.notRecorded: times.withNoDay, .notKnown: counts.between])
    }
  }
}

extension ResponseTimes {
  static let bandNames = bands.map(\.name)

  /// How many warnings have their days in each band, and how many in none, since the days are not known so exactly.
  var inBands: (bands: [Int], between: Int) {
    var counts = bands.map { _ in 0 }
    var between = 0
    for case let days? in days {
      if let band = bands.firstIndex(where: { $0.holds(days) }) {
        counts[band] += 1
      } else {
        between += 1
      }
    }
    return (counts, between)
  }
}

private struct Band {
  var name: String
  var range: ClosedRange<Int>

  func holds(_ days: ClosedRange<Int>) -> Bool {
    range.contains(days.lowerBound) && range.contains(days.upperBound)
  }
}

private let bands = [
  Band(name: "0 to 1 days", range: 0...1), Band(name: "2 to 7 days", range: 2...7),
  Band(name: "8 to 28 days", range: 8...28), Band(name: "29 to 90 days", range: 29...90),
  Band(name: "over 90 days", range: 91...Int.max),
]

private let decisions: Set<ResponseAct> = [.decidedResponse, .noFurtherAction, .closed]
private let noResponses: Set<ResponseAct> = [.acknowledged, .clockPaused, .clockResumed]

extension CaseRecord {
  fileprivate func days(from warning: Warning, to step: ResponseTimes.Step) -> ClosedRange<Int>? {
    guard let start = warning.on?.range else { return nil }
    let taken = responses.filter { response in
      let isStep =
        switch step {
        case .acknowledgement: response.act == .acknowledged
        case .decision: decisions.contains(response.act)
        case .response: !noResponses.contains(response.act)
        }
      return isStep && (warning.to == nil || response.by == warning.to)
        && (response.about.isEmpty || response.about.contains(where: warning.about.contains))
    }
    let own = step == .acknowledgement ? [warning.acknowledged] : []
    let spans = (own + taken.map(\.on)).compactMap { $0.flatMap { start.days(until: $0.range) } }
    // Whichever came first: no later than the earliest latest, no earlier than the earliest.
    guard let least = spans.map(\.lowerBound).min(), let most = spans.map(\.upperBound).min()
    else { return nil }
    return least...most
  }
}

extension DayRange {
  /// The days from this to another; nil if an end is open or the other certainly lies before.
  fileprivate func days(until end: DayRange) -> ClosedRange<Int>? {
    guard let earliest, let latest, let first = end.earliest, let last = end.latest,
      last >= earliest
    else { return nil }
    return max(0, first - latest)...(last - earliest)
  }
}
