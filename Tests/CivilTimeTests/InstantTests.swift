import CivilTime
import Testing

struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z", 0), ("2026-11-21T09:00:00.000Z", 1_795_251_600_000),
    ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T12:30:05.007Z", 1_709_209_805_007),
  ])
  func `A moment is written to the millisecond, and read back`(_ text: String, _ number: Int) {
    #expect(Instant(milliseconds: number).description == text)
    #expect(Instant(text)?.milliseconds == number)
  }

  @Test(arguments: [
    "2026-11-21T09:00:00Z", "2026-11-21 09:00:00.000Z", "2026-11-21T24:00:00.000Z",
    "2026-02-29T09:00:00.000Z", "2026-11-21T09:60:00.000Z", "2026-11-21T09:00:00.000+00:00",
    "2026-11-21T09:00:00.00aZ", "", "+026-11-21T09:00:00.000Z",
  ])
  func `Nothing else is a moment`(_ text: String) {
    #expect(Instant(text) == nil)
  }

  /// The clocks of the United Kingdom changed at 01:00 UTC on 29 March and 25 October 2026.
  @Test(arguments: [
    ("2026-03-28T23:30:00.000Z", "2026-03-28", "23:30"),
    ("2026-03-29T00:59:59.999Z", "2026-03-29", "00:59"),
    ("2026-03-29T01:00:00.000Z", "2026-03-29", "02:00"),
    ("2026-06-30T23:30:00.000Z", "2026-07-01", "00:30"),
    ("2026-10-25T00:59:59.999Z", "2026-10-25", "01:59"),
    ("2026-10-25T01:00:00.000Z", "2026-10-25", "01:00"),
    ("2026-12-31T23:59:59.999Z", "2026-12-31", "23:59"),
  ])
  func `The day and hour are those of the United Kingdom, in summer too`(
    _ text: String, _ day: String, _ hour: String
  ) throws {
    let instant = try #require(Instant(text))
    #expect(instant.day.description == day)
    #expect(instant.timeOfDay == hour)
  }
}
