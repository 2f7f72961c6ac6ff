import ReferralSheet
import Reports
import Testing

/// The sheet in words.
struct ReferralPageTests {
  private func page(
    _ child: String = "child-1", on day: String = "2009-07-01", width: Int = 100, all: Bool = false
  )
    throws -> String
  {
    report(
      referral: try RiverLane.sheet(child, on: day), layout: Layout(width: width, showsAll: all))
  }

  @Test func `It begins with how to handle it, and says that nothing is sent`() throws {
    let page = try page()
    #expect(page.hasPrefix("Handle as OFFICIAL-SENSITIVE"))
    #expect(
      page.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
        ReferralSheet.notice))
  }

  @Test func `What is missing stands before the first field`() throws {
    let page = try page()
    let missing = try #require(page.firstRange(of: "Not ready yet"))
    let first = try #require(page.firstRange(of: "\n1. Work email"))
    #expect(missing.lowerBound < first.lowerBound)
    #expect(
      page[missing.lowerBound..<first.lowerBound].contains(
        "☐ 8. Email address of the local authority"))
  }

  @Test func `Consent that is not required is said; what else is not asked is counted`() throws {
    let page = try page()
    #expect(page.contains("Consent not required"))
    #expect(!page.contains("does-pv-need-support"))
    #expect(try self.page(all: true).contains("does-pv-need-support"))
  }

  @Test func `It ends with what the form cannot say`() throws {
    let page = try page()
    let end = try #require(page.firstRange(of: "What the form cannot say"))
    #expect(page[end.lowerBound...].contains("Ethnicity."))
  }

  @Test(arguments: [60, 100, 140]) func `No line is wider than the page`(_ width: Int) throws {
    for all in [false, true] {
      for line in try page(width: width, all: all).split(separator: "\n") {
        #expect(line.count <= width, "\(line)")
      }
    }
  }
}
