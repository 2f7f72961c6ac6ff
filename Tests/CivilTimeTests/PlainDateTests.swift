import CivilTime
import Testing

/// A date is read from its bytes as it is from its text, or not at all.
struct PlainDateTests {
  private func plain(_ text: String) -> UncertainDate? {
    Array(text.utf8).withUnsafeBufferPointer { UncertainDate(plain: $0.span) }
  }

  private func whole(_ text: String) -> UncertainDate? {
    if case .success(let date) = UncertainDate.parse(text) { date } else { nil }
  }

  @Test("Every day, month and year that is written plainly is what its text is")
  func same() throws {
    for year in [1, 4, 99, 100, 1900, 2000, 2008, 2023, 2100, 9999] {
      let years = String(repeating: "0", count: 4 - String(year).count) + String(year)
      #expect(plain(years) == whole(years))
      for month in 0...42 {
        let months = years + (month < 10 ? "-0" : "-") + String(month)
        // Seasons are written as months are, and are no plain dates.
        #expect(plain(months) == ((1...12).contains(month) ? whole(months) : nil), "\(months)")
        for day in 0...32 where month < 14 {
          let days = months + (day < 10 ? "-0" : "-") + String(day)
          #expect(plain(days) == whole(days), "\(days)")
        }
      }
    }
  }

  @Test(
    "Whatever else is written is left to the reader of texts",
    arguments: [
      "", "2", "200", "20080", "0000", "0000-01", "0000-01-01", "2008-1", "2008-1-1", "2008/11",
      "2008-11-3 ", "2008-11/03", "2008~", "198X", "2008-XX", "2008-11-XX", "+008", "2008-11-0:",
      "200/-11-03", "2008-11-03T14:30:00", "2008-10/2008-11", "２００８",
    ])
  func other(_ text: String) { #expect(plain(text) == nil) }
}
