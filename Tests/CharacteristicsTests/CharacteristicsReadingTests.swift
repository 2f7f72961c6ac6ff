import Characteristics
import CivilTime
import Diagnostics
import Documents
import Testing

struct CharacteristicsReadingTests {
  private func read(_ text: String, _ format: DocumentFormat = .yaml) -> (Characteristics?, Report)
  {
    var report = Report()
    let found = readCharacteristics(
      [(name: "c.yaml", bytes: Array(text.utf8), format: format)], report: &report)
    return (found, report)
  }

  private func file(_ entry: String) -> String {
    """
    heed: characteristics/1
    cases:
      - case: river-lane
        people:
          - person: suspect-1
            ethnicity: \(entry)

    """
  }

  @Test
  func `Every recording is kept with its list, who said it, who wrote it, when and at which stage`()
    throws
  {
    let (found, report) = read(
      """
      heed: characteristics/1
      cases:
        - case: river-lane
          people:
            - person: suspect-1
              ethnicity:
                - {list: officer-6+1, code: 4, how: officer-defined, recorded-by: police/northmoor, stage: arrest, on: 2009-03-01}
                - {list: 16+1, code: M9, how: self-defined, recorded-by: police/northmoor, stage: custody, on: 2009-03-02}
            - person: child-1
              ethnicity: {missing: not-asked, recorded-by: children-social-care/northmoor, stage: referral}

      """)
    #expect(report.isEmpty)
    let all = try #require(found)
    let entries = all["river-lane", "suspect-1"]
    #expect(
      entries.map(\.value) == [
        .code("4", list: "officer-6+1", .officerDefined), .code("M9", list: "16+1", .selfDefined),
      ])
    #expect(entries.map(\.stage) == [.arrest, .custody])
    #expect(entries[1].on == CivilDate("2009-03-02").map { UncertainDate($0) })
    #expect(
      all["river-lane", "child-1"] == [
        .init(.missing(.notAsked), recordedBy: "children-social-care/northmoor", stage: .referral)
      ])
    #expect(all["river-lane", "child-2"].isEmpty)
  }

  @Test func `JSON is read as YAML is`() {
    let json = """
      {"heed": "characteristics/1", "cases": [{"case": "a", "people": [{"person": "b", "ethnicity":
      [{"list": "officer-6+1", "code": "0", "how": "officer-defined", "recorded-by": "police/x", "stage": "arrest"}]}]}]}
      """
    let (found, report) = read(json, .json)
    #expect(report.isEmpty)
    #expect(
      found?["a", "b"].map(\.value) == [.code("0", list: "officer-6+1", .officerDefined)])
  }

  @Test(arguments: [
    (
      "{list: 16+1, code: W1, how: inferred, recorded-by: police/x, stage: custody}", "inferred",
      "inferred"
    ),
    (
      "{list: 16+2, code: W1, how: self-defined, recorded-by: police/x, stage: custody}",
      "unknown-list", "16+2"
    ),
    (
      "{list: 16+1, code: A4, how: self-defined, recorded-by: police/x, stage: custody}",
      "unknown-code", "A4"
    ),
    (
      "{list: 16+1, code: W1, how: guessed, recorded-by: police/x, stage: custody}",
      "unknown-means", "guessed"
    ),
    (
      "{list: 16+1, code: W1, how: officer-defined, recorded-by: police/x, stage: custody}",
      "means", "officer-defined"
    ),
    (
      "{list: officer-6+1, code: 1, how: self-defined, recorded-by: police/x, stage: custody}",
      "means", "self-defined"
    ),
    (
      "{list: 16+1, code: W1, how: self-defined, recorded-by: PC Smith, stage: custody}", "agency",
      "PC Smith"
    ),
    (
      "{list: 16+1, code: W1, how: self-defined, recorded-by: police/x, stage: later}",
      "unknown-stage", "later"
    ),
    ("{missing: forgotten, recorded-by: police/x, stage: custody}", "unknown-reason", "forgotten"),
    ("{missing: refused, code: W1, recorded-by: police/x, stage: custody}", "code-or-reason", "{"),
    ("{recorded-by: police/x, stage: custody}", "code-or-reason", "{"),
    ("{code: W1, how: self-defined, recorded-by: police/x, stage: custody}", "code-or-reason", "{"),
    ("{missing: refused, recorded-by: police/x, stage: custody, on: soon}", "date", "soon"),
  ])
  func `What cannot be taken is named with its place and a remedy`(
    _ entry: String, _ code: String, _ faulty: String
  ) throws {
    let (found, report) = read(file(entry))
    #expect(found == nil)
    let first = try #require(report.diagnostics.first)
    #expect(report.diagnostics.count == 1, "\(report.diagnostics)")
    #expect(first.code == "characteristics.\(code)")
    #expect(first.location.position.line == 6)
    let place = try #require(entry.firstRange(of: faulty)).lowerBound
    let column =
      "        ethnicity: ".count + entry.distance(from: entry.startIndex, to: place) + 1
    #expect(first.location.position.column == column)
    #expect(!first.help.isEmpty)
    for value in ["suspect-1", "river-lane", "Smith"] {
      #expect(!first.message.contains(value) && !first.help.contains(value))
    }
  }

  @Test func `Every problem of a file is found at once`() {
    let (found, report) = read(
      """
      heed: characteristics/2
      cases:
        - case: river-lane
          people:
            - person: suspect-1
              religion: x
            - person: suspect-1
              ethnicity: {missing: never, recorded-by: police/x, stage: custody}

      """)
    #expect(found == nil)
    #expect(
      report.diagnostics.map(\.code) == [
        "characteristics.format", "documents.missing-key", "documents.unknown-key",
        "characteristics.repeated", "characteristics.unknown-reason",
      ])
  }

  @Test func `A list that was not in use on the day gives a warning, and is kept`() throws {
    let (found, report) = read(
      file(
        "{list: 16+1, code: W1, how: self-defined, recorded-by: police/x, stage: custody, on: 1999-05}"
      ))
    #expect(report.diagnostics.map(\.code) == ["characteristics.outside-days"])
    #expect(!report.hasErrors)
    #expect(try #require(found)["river-lane", "suspect-1"].count == 1)
  }

  @Test func `Several files add up, and one with an error gives nothing`() {
    func entry(_ missing: String) -> (name: String, bytes: [UInt8], format: DocumentFormat) {
      let text = file("{missing: \(missing), recorded-by: police/x, stage: custody}")
      return ("\(missing).yaml", Array(text.utf8), .yaml)
    }
    var report = Report()
    let both = readCharacteristics([entry("not-asked"), entry("refused")], report: &report)
    #expect(
      both?["river-lane", "suspect-1"].map(\.value) == [.missing(.notAsked), .missing(.refused)])
    #expect(readCharacteristics([entry("not-asked"), entry("lost")], report: &report) == nil)
  }
}
