import CivilTime
import ReleaseLog
import Statistics
import TableSuppression
import Testing

struct DifferencingTests {
  @Test func `A first release is suppressed by itself`() throws {
    let prepared = try ReleaseLog().prepared(
      ReleaseDraft(heading("first"), cells: byAge(["North"], period(2025), [4, 30, 11])))
    #expect(printed(prepared) == ["c", "30", "c", "45"])
    #expect(prepared.choice == .fewest && prepared.besides.isEmpty)
  }

  @Test func `The same table a year later is no difference`() throws {
    let log = try publishing(
      ReleaseDraft(heading("2024"), cells: byAge(["North"], period(2024), [12, 30, 11])))
    let prepared = try log.prepared(
      ReleaseDraft(
        heading("2025", snapshot: "s2"), cells: byAge(["North"], period(2025), [13, 30, 11])))
    #expect(printed(prepared) == ["13", "30", "11", "54"])
    #expect(prepared.besides.isEmpty)
  }

  @Test func `A larger area after a smaller one gives away what lies between`() throws {
    let log = try publishing(
      ReleaseDraft(heading("North"), cells: [cell("North", ["North"], period(2025), 40)]))
    let both = cell("both", ["North", "South"], period(2025), 43)
    #expect(
      printed(try log.prepared(ReleaseDraft(heading("both", snapshot: "s2"), cells: [both]))) == [
        "c"
      ])
    let far = cell("both", ["North", "South"], period(2025), 60)
    #expect(
      printed(try log.prepared(ReleaseDraft(heading("both", snapshot: "s2"), cells: [far]))) == [
        "60"
      ])
  }

  @Test func `A smaller area after a larger one does too, by age as well`() throws {
    let log = try publishing(
      ReleaseDraft(
        heading("both"), cells: byAge(["North", "South"], period(2025), [40, 50, 60])))
    let prepared = try log.prepared(
      ReleaseDraft(heading("North"), cells: byAge(["North"], period(2025), [37, 20, 30])))
    // Three in the South are ten years old; the second row or the total must keep them company.
    #expect(printed(prepared).first == "c")
    #expect(printed(prepared).count { $0 == "c" } == 2)
    #expect(prepared.besides == ["both"])
  }

  @Test func `Areas that overlap are set off against each other`() throws {
    let log = try publishing(
      ReleaseDraft(
        heading("first"),
        cells: [
          cell("North and West", ["North", "West"], period(2025), 40),
          cell("South", ["South"], period(2025), 30),
        ]))
    // 40 + 30 - 67 children are in the North, though nobody prints that.
    let overlapping = cell("West and South", ["West", "South"], period(2025), 67)
    #expect(
      printed(try log.prepared(ReleaseDraft(heading("second"), cells: [overlapping]))) == ["c"])
    let other = cell("West and South", ["West", "South"], period(2025), 60)
    #expect(printed(try log.prepared(ReleaseDraft(heading("second"), cells: [other]))) == ["60"])
  }

  @Test func `One child more between two snapshots of one period is not shown`() throws {
    let log = try publishing(
      ReleaseDraft(heading("May"), cells: byAge(["North"], period(2025), [12, 30, 11])))
    let prepared = try log.prepared(
      ReleaseDraft(
        heading("June", snapshot: "s2"), cells: byAge(["North"], period(2025), [13, 30, 11])))
    #expect(printed(prepared) == ["c", "30", "11", "c"])
    #expect(prepared.changed == ["May: North 10", "May: North all"])
    let many = try log.prepared(
      ReleaseDraft(
        heading("June", snapshot: "s2"), cells: byAge(["North"], period(2025), [22, 30, 11])))
    #expect(printed(many) == ["22", "30", "11", "63"])
  }

  @Test func `One child less is not shown either`() throws {
    let log = try publishing(
      ReleaseDraft(heading("May"), cells: byAge(["North"], period(2025), [12, 30, 11])))
    let prepared = try log.prepared(
      ReleaseDraft(
        heading("June", snapshot: "s2"), cells: byAge(["North"], period(2025), [11, 30, 11])))
    #expect(printed(prepared) == ["c", "30", "11", "c"])
  }

  @Test func `What was withheld is not printed later beside what it protected`() throws {
    let first = ReleaseDraft(heading("May"), cells: byAge(["North"], period(2025), [4, 30, 11]))
    let log = try publishing(first)
    // The eleven protected the four. Alone they would be printed.
    let eleven = cell("North 16", ["North"], period(2025), age: ["16"], 11)
    let prepared = try log.prepared(
      ReleaseDraft(heading("June"), cells: [eleven]))
    #expect(printed(prepared) == ["c"])
    let again = try log.prepared(ReleaseDraft(heading("again"), cells: first.cells))
    #expect(printed(again) == ["c", "30", "c", "45"])
  }

  @Test func `Children of two years are not the sum of each, offences are`() throws {
    let quarter = days("2025-01-01", "2025-11-30")
    for (addsUp, expected) in [(true, "c"), (false, "c")] {
      let log = try publishing(
        ReleaseDraft(
          heading("part", addsUpOverTime: addsUp), cells: [cell("part", ["North"], quarter, 40)]))
      // In both, those of December alone are three.
      let prepared = try log.prepared(
        ReleaseDraft(
          heading("year", addsUpOverTime: addsUp),
          cells: [cell("year", ["North"], period(2025), 43)]))
      #expect(printed(prepared) == [expected])
    }
    let halves = [days("2025-01-01", "2025-06-30"), days("2025-07-01", "2025-12-31")]
    for (addsUp, isAllowed) in [(true, false), (false, true)] {
      let log = try publishing(
        ReleaseDraft(
          heading("halves", addsUpOverTime: addsUp),
          cells: [
            cell("first", ["North"], halves[0], 40), cell("second", ["North"], halves[1], 30),
          ]))
      let year = ReleaseDraft(
        heading("year", addsUpOverTime: addsUp),
        cells: [cell("year", ["North"], period(2025), 60)])
      #expect((refusal(year, after: log) == nil) == isAllowed)
    }
  }

  @Test func `What former releases give away is refused with its name`() throws {
    var log = try publishingBlindly(
      ReleaseDraft(heading("North"), cells: [cell("North", ["North"], period(2025), 40)]))
    log = try publishingBlindly(
      ReleaseDraft(
        heading("both"), cells: [cell("both", ["North", "South"], period(2025), 43)]), in: log)
    let south = ReleaseDraft(
      heading("South"), cells: byAge(["South"], period(2025), [1, 1, 1]))
    guard case .givenAway(let cells) = refusal(south, after: log) else {
      Issue.record("three children of the South are known already")
      return
    }
    #expect(cells.contains("South all"))
    let elsewhere = ReleaseDraft(
      heading("East"), cells: byAge(["East"], period(2025), [7, 8, 9]))
    #expect(refusal(elsewhere, after: log) == nil)
  }

  @Test func `Counts of one snapshot that disagree are refused`() throws {
    let log = try publishing(
      ReleaseDraft(heading("May"), cells: byAge(["North"], period(2025), [12, 30, 11])))
    let other = ReleaseDraft(heading("June"), cells: byAge(["North"], period(2025), [13, 30, 11]))
    #expect(
      refusal(other, after: log) == .disagrees(cells: ["May: North 10", "May: North all"]))
    var wrong = byAge(["North"], period(2025), [13, 30, 11])
    wrong[3].count = 50
    #expect(refusal(ReleaseDraft(heading("x"), cells: wrong)) == .doesNotAddUp)
  }

  @Test func `Other bases and definitions are not set off against each other`() throws {
    let log = try publishing(
      ReleaseDraft(heading("children"), cells: [cell("North", ["North"], period(2025), 40)]))
    let offences = ReleaseDraft(
      heading("offences", base: "offences"),
      cells: [cell("both", ["North", "South"], period(2025), 43)])
    #expect(printed(try log.prepared(offences)) == ["43"])
  }

  @Test func `Faulty drafts are refused with the cell and what to do`() throws {
    let north = cell("North", ["North"], period(2025), 40)
    let log = try publishing(ReleaseDraft(heading("May"), cells: [north]))
    #expect(
      refusal(ReleaseDraft(heading("May"), cells: [north]), after: log) == .repeatedRelease("May"))
    #expect(
      refusal(ReleaseDraft(heading("x"), cells: [north, north])) == .repeatedCell("North"))
    #expect(
      refusal(ReleaseDraft(heading("x"), cells: [cell("a", ["a"], period(2025), -1)]))
        == .count(cell: "a"))
    let refused = refusal(
      ReleaseDraft(heading("x"), cells: [cell("a", ["a"], period(2025), age: ["11"], 9)]))
    #expect(
      refused?.description
        == "'a' names '11', which the heading does not list for 'age'; list it there")
    #expect(
      refusal(ReleaseDraft(heading("x"), cells: [cell("a", [], period(2025), 9)]))?.description
        == "'a' covers no area; name the smallest areas in it")
  }

  @Test
  func `What one draft withholds beside a former release, another that adds up to it withholds`()
    throws
  {
    let log = try publishing(
      ReleaseDraft(heading("May"), cells: [cell("all", ["North"], period(2025), 30)]))
    let extent = Extent(areas: ["North"], period: period(2025))
    func part(_ value: String) -> Extent {
      Extent(areas: ["North"], period: period(2025), values: ["told": [value]])
    }
    var divided = heading("June, told", snapshot: "s2")
    divided.definition = "told/1"
    divided.ways = ["told": ["yes", "no"]]
    let linked = LinkedDrafts(
      cells: [.init("all", 31), .init("yes", 14), .init("no", 17)],
      relations: [.init(total: 0, parts: [1, 2])],
      drafts: [
        .init(heading("June", snapshot: "s2"), cells: [.init("all", extent, cell: 0)]),
        .init(
          divided,
          cells: [
            .init("yes", part("yes"), cell: 1), .init("no", part("no"), cell: 2),
            .init("all", extent, cell: 0),
          ]),
      ])
    let prepared = try log.prepared(linked)
    // One child was added since; the sum of both parts would say so as well as the whole.
    let signs = prepared.releases.map { $0.cells.map(\.printed) }
    #expect(signs[0] == [.suppressed(isSmall: false)])
    #expect(signs[1].count { $0 == .suppressed(isSmall: false) } == 2)
    #expect(signs[1][2] == signs[0][0])
    #expect(prepared.besides == ["May"] && prepared.changed == ["May: all"])
    #expect(log.touches(linked.drafts) && !ReleaseLog().touches(linked.drafts))
    let alone = try ReleaseLog().prepared(linked)
    #expect(
      alone.releases.flatMap(\.cells).map(\.printed) == [31, 14, 17, 31].map { .count($0) })
  }

  @Test func `The log before a release is what it was beside`() throws {
    let cells = [cell("North", ["North"], period(2025), 40)]
    let first = try publishing(ReleaseDraft(heading("May"), cells: cells))
    let log = try publishing(ReleaseDraft(heading("June"), cells: cells), in: first)
    let (before, own) = log.before { $0.heading.name == "June" }
    #expect(before == first && own.map(\.heading.name) == ["June"])
    #expect(log.before { _ in false }.log == log)
  }
}
