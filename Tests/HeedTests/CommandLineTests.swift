import Testing

/// What the options do, as a person sees it.
@Suite(.timeLimit(.minutes(10)))
struct CommandLineTests {
  private static func assess(_ options: String...) async throws -> Run {
    let run = try await Heed.run(["assess", riverLane, "--on", "2026-01-15"] + options)
    #expect(run.status == 0)
    return run
  }

  @Test func `The day of the decision chooses the law of decisions`() async throws {
    let now = try await Heed.run("assess", riverLane, "--on", "2026-01-15")
    let then = try await Heed.run("assess", riverLane, "--on", "2009-01-15")
    #expect(now.output.contains("Law as on 15 January 2026"))
    #expect(then.output.contains("Law as on 15 January 2009"))
    let definition = "● evidenced: CSE-2017"
    #expect(now.output.contains(definition))
    #expect(!then.output.contains(definition))
  }

  @Test func `What came to the files later does not count on an earlier day`() async throws {
    let run = try await Self.assess("--known", "2008-10-30")
    #expect(run.output.contains("30 October 2008"))
    #expect(!run.output.contains("● evidenced: SOA2003-58"))
    #expect(run.output.contains("Trafficking within the UK"))
  }

  @Test func `Another jurisdiction puts the law of England into comparison`() async throws {
    let run = try await Self.assess("--jurisdiction", "scotland")
    #expect(run.output.hasPrefix("River Lane (fictional) · Scotland\n"))
  }

  @Test func `A higher threshold counts less, and says so`() async throws {
    let run = try await Self.assess("--counts-from", "f7")
    #expect(!run.output.contains("● evidenced: SOA2003-58"))
    #expect(run.output.contains("Shown and not counted: 21 statements"))
  }

  @Test(arguments: [60, 80, 100, 140])
  func `No line is wider than asked`(_ width: Int) async throws {
    let run = try await Self.assess("--width", "\(width)", "--all")
    for line in run.lines { #expect(line.count <= width, "\(line)") }
  }

  @Test(arguments: [
    ["explain", riverLane, "SOA2003-58"], ["ask", riverLane], ["knew", riverLane],
    ["law", "list"], ["law", "show", "MSA2015-2"],
  ])
  func `Every page fits sixty columns`(_ arguments: [String]) async throws {
    let run = try await Heed.run(arguments + ["--width", "60"])
    #expect(run.status == 0)
    for line in run.lines { #expect(line.count <= 60, "\(line)") }
  }

  @Test func `A page without all names what it leaves out, and all shows it`() async throws {
    let some = try await Self.assess()
    let all = try await Self.assess("--all")
    #expect(some.output.contains("See them: --all"))
    #expect(!all.output.contains("See them: --all"))
    #expect(all.lines.count > some.lines.count)
  }

  @Test func `The framework may be written small`() async throws {
    let small = try await Heed.run("explain", riverLane, "soa2003-58", "--on", "2026-01-15")
    let capital = try await Heed.run("explain", riverLane, "SOA2003-58", "--on", "2026-01-15")
    #expect(small.status == 0)
    #expect(small.output == capital.output)
  }

  @Test func `Nothing but words is written where no terminal reads`() async throws {
    let run = try await Self.assess("--all")
    #expect(!run.output.contains("\u{1B}"))
    #expect(!run.output.contains("\r"))
    #expect(run.errors == "")
  }

  @Test func `A reader who stops early is no error`() async throws {
    let run = try await Heed.shell("\"$HEED\" assess \(riverLane) --all | head -n 1")
    #expect(run.status == 0)
    #expect(run.output == "River Lane (fictional) · England and Wales\n")
    #expect(run.errors == "")
  }

  @Test func `The law of today is the law of the day that the clock shows`() async throws {
    let run = try await Heed.shell(
      """
      before=$(date +%F)
      "$HEED" assess \(riverLane) --format json | grep '"on": "'
      echo $before
      date +%F
      """)
    let days = run.output.split(separator: "\n").suffix(2)
    #expect(days.contains { run.output.hasPrefix("  \"on\": \"\($0)\"") })
  }
}
