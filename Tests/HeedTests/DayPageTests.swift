import CivilTime
import Foundation
import Testing

/// What Documentation/a-day.md prints is what its commands print, when each is run at its moment, one after another.
struct DayPageTests {
  static let path = "Documentation/a-day.md"

  static let advice = """
    If the new text is right, record it and read the difference: HEED_RECORD=1 swift test --filter HeedTests.DayPageTests
    """

  @Test(.timeLimit(.minutes(60)))
  func `The day runs as the page tells it`() async throws {
    let page = try DayPage(Project.text(Self.path))
    #expect(page.steps.count >= 60)
    let run = try await DayRun(of: page)
    if Recording.isOn {
      let recorded = page.recorded(run.printed)
      if recorded != page.text {
        try recorded.write(to: Project.url(Self.path), atomically: false, encoding: .utf8)
        Issue.record("\(Self.path): \(Recording.notice)")
      }
    }
    for difference in page.differences(from: run) { Issue.record("\(difference)") }
  }

  @Test func `The page tells of no command without its day and somebody who acts`() throws {
    #expect(throws: DayPage.Slip.noMoment(line: 2)) {
      try DayPage("```console\n$ heed overdue\n```\n")
    }
    #expect(throws: DayPage.Slip.badMoment(line: 2)) {
      try DayPage("```console\n# Tuesday 2 March 2026, 09:00: duty\n```\n")
    }
  }

  static let sample = """
    Words.

    ```console
    # Monday 2 March 2026, 09:05: school
    $ heed warn --words \\
        "Words"
    …
    Your warning is entry 12.
    $ heed overdue # exit 3
    heed: refused: no
    ```

    """

  static let printed = ["7K4M-2QXD-9TWB\nYour warning is entry 12.\n", "heed: refused: no\n"]

  static func differences(_ printed: [String], _ statuses: [Int]) throws -> [String] {
    try DayPage(sample).differences(from: DayRun(printed: printed, statuses: statuses))
  }

  @Test func `What is printed as the page shows it is no difference`() throws {
    #expect(try Self.differences(Self.printed, [0, 3]) == [])
  }

  @Test func `Another line, one line more and one line less are each a difference`() throws {
    let others = ["Your warning is entry 13.", "Your warning is entry 12.\nMore.", ""]
    for other in others {
      let printed = [Self.printed[0].replacing("Your warning is entry 12.", with: other)]
      #expect(try Self.differences(printed + [Self.printed[1]], [0, 3]).count == 1, "\(other)")
    }
  }

  @Test func `A command that should be refused and is not, or the reverse, is a difference`() throws
  {
    #expect(try Self.differences(Self.printed, [0, 0]).count == 1)
    #expect(try Self.differences(Self.printed, [3, 3]).count == 1)
    #expect(try Self.differences(Self.printed, [0]).count == 1)
  }

  @Test func `Recording keeps the dots where they fit, and every other line of the page`() throws {
    let page = try DayPage(Self.sample)
    #expect(page.recorded(Self.printed) == Self.sample)
    let new = page.recorded([Self.printed[0], "heed: refused: never\n"])
    #expect(new == Self.sample.replacing("refused: no\n", with: "refused: never\n"))
  }

  @Test func `The times of the page are those of the United Kingdom`() throws {
    func time(_ moment: String) throws -> String {
      try DayPage("```console\n# \(moment): duty\n$ true\n```\n").steps[0].moment
    }
    #expect(try time("Monday 2 March 2026, 09:05") == "2026-03-02 09:05:01")
    #expect(try time("Tuesday 7 April 2026, 00:30") == "2026-04-06 23:30:01")
  }
}

/// A page whose samples are one script: `# Monday 2 March 2026, 09:05: school` says when and who, `$ …` what is done.
struct DayPage {
  /// A command and what the page shows of its output.
  struct Step {
    var command: [String]
    /// Where the page tells of it, counted from 1.
    var line: Int
    var shown: [String] = []
    var person: String
    /// In universal time, for faketime.
    var moment: String

    /// `# exit 3` after a command says that it is refused; nothing, that it is done.
    var status: Int {
      guard let said = command.last?.firstMatch(of: /# exit (\d)$/) else { return 0 }
      return Int(said.1) ?? 0
    }

    /// Whether its next line belongs to it: the one before ends with a backslash, or a text goes on until END.
    var isUnfinished: Bool {
      guard shown.isEmpty, let last = command.last else { return false }
      return last.hasSuffix("\\") || (command[0].hasSuffix("<<'END'") && last != "END")
    }
  }

  /// A fault of the page itself.
  enum Slip: Error, Equatable {
    case noMoment(line: Int)
    /// There is no such day, or it falls on another day of the week.
    case badMoment(line: Int)
    case noCommand(line: Int)
  }

  var text: String
  var steps: [Step] = []

  init(_ text: String) throws(Slip) {
    self.text = text
    var isSample = false
    var when: (moment: Instant, person: String)?
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("```") {
        isSample = !isSample && line == "```console"
      } else if isSample, let last = steps.last, last.isUnfinished {
        steps[steps.count - 1].command.append(line)
      } else if isSample, line.hasPrefix("# ") {
        guard let read = DayPage.moment(line) else { throw .badMoment(line: index + 1) }
        when = read
      } else if isSample, line.hasPrefix("$ ") {
        guard let (before, person) = when else { throw .noMoment(line: index + 1) }
        // A second after the one before, so that they stand in their order.
        let moment = before.adding(milliseconds: 1000)
        when = (moment, person)
        steps.append(
          Step(
            command: [String(line.dropFirst(2))], line: index + 1, person: person,
            moment: String(moment.description.prefix(19)).replacing("T", with: " ")))
      } else if isSample {
        if steps.isEmpty { throw .noCommand(line: index + 1) }
        steps[steps.count - 1].shown.append(line)
      }
    }
  }

  private static func moment(_ line: String) -> (Instant, String)? {
    let form = /# (\w+) (\d+) (\w+) (\d{4}), (\d\d:\d\d): ([a-z]+)/
    guard let found = line.wholeMatch(of: form),
      let month = months.firstIndex(of: String(found.3)), let number = Int(found.2),
      let year = Int(found.4), let day = CivilDate(year: year, month: month + 1, day: number),
      weekdays[(day.dayNumber + 3) % 7] == found.1,
      let plain = Instant("\(day)T\(found.5):00.000Z")
    else { return nil }
    // In summer the clocks in the United Kingdom are an hour ahead.
    let moments = [plain, plain.adding(milliseconds: -3_600_000)]
    return moments.first { $0.day == day && $0.timeOfDay == found.5 }
      .map { ($0, String(found.6)) }
  }

  /// 1 January 1970 was a Thursday.
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// What is printed differently from the page, and which commands end differently, each with its place.
  func differences(from run: DayRun) -> [String] {
    var found: [String] = []
    for (step, (printed, status)) in zip(steps, zip(run.printed, run.statuses)) {
      let place = "\(DayPageTests.path):\(step.line): $ \(step.command.joined(separator: "\n"))"
      if status != step.status {
        found.append("\(place)\nended with \(status) and not \(step.status)\n\(printed)")
        continue
      }
      let fitted = DayPage.fitted(printed, to: step.shown).joined(separator: "\n")
      if let difference = firstDifference(step.shown.joined(separator: "\n"), fitted) {
        found.append("\(place)\n\(difference)\n\(DayPageTests.advice)")
      }
    }
    if run.statuses.count != steps.count {
      found.append("\(run.statuses.count) of \(steps.count) commands were run")
    }
    return found
  }

  /// The page with what was printed.
  func recorded(_ printed: [String]) -> String {
    var lines = text.components(separatedBy: "\n")
    for (step, printed) in zip(steps, printed).reversed() {
      let start = step.line - 1 + step.command.count
      lines.replaceSubrange(
        start..<start + step.shown.count, with: DayPage.fitted(printed, to: step.shown))
    }
    return lines.joined(separator: "\n")
  }

  /// The lines of an output; in place of one that fits a line with dots of the page, that line.
  private static func fitted(_ printed: String, to shown: [String]) -> [String] {
    var lines = printed.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    var patterns = shown.filter { $0.contains("…") }
    return lines.map { line in
      guard let at = patterns.firstIndex(where: { fits(line, $0) }) else { return line }
      return patterns.remove(at: at)
    }
  }

  /// Whether the parts between the dots stand in a line, in their order.
  private static func fits(_ line: String, _ pattern: String) -> Bool {
    let parts = pattern.components(separatedBy: "…")
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}

/// What the commands of a page printed, on both channels, and how each ended.
struct DayRun {
  var printed: [String]
  var statuses: [Int]

  init(printed: [String], statuses: [Int]) {
    self.printed = printed
    self.statuses = statuses
  }

  /// Runs them one after another in a folder of their own, each at its moment. A function of one is there for those after it.
  init(of page: DayPage) async throws {
    let folder = Heed.home.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    printed = []
    statuses = []
    // The time stands still while a command runs, however slow the machine is.
    let heed = #"heed() { faketime -f "$MOMENT" "$HEED" "$@"; }"#
    try heed.write(
      to: folder.appendingPathComponent("functions"), atomically: true, encoding: .utf8)
    for step in page.steps {
      let run = try await Heed.shell(
        """
        cd '\(folder.path)' && set -o pipefail && source ./functions
        trap 'declare -f >functions' EXIT
        export FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1 HEED_CASEBOOK=alderby.casebook
        export MOMENT='\(step.moment)' HEED_PERSON='\(step.person)' HEED_KEY='\(step.person).key'
        exec 2>&1
        \(step.command.joined(separator: "\n"))
        """)
      printed.append(run.output)
      statuses.append(Int(run.status))
    }
  }
}
