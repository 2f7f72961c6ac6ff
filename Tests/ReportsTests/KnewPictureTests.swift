import Assessment
import CivilTime
import Reports
import Testing

struct KnewPictureTests {
  private func picture(_ text: String = SmallCase.harbourStreet) throws -> KnewPicture {
    let assessment = try SmallCase.assessment(text)
    let report = KnewReport(assessment)
    let answer = try #require(report.answers.first { $0.frameworks.contains("SMALL-2") })
    return KnewPicture(answer, CaseWords(assessment))
  }

  private func lane(_ agency: String, of picture: KnewPicture) throws -> KnewPicture.Lane {
    try #require(picture.lanes.first { $0.titles[0].text.hasPrefix(agency) })
  }

  /// From 2008 to 2011 are 1461 days.
  private func place(ofDay number: Int) -> Double {
    KnewPicture.left + (KnewPicture.right - KnewPicture.left) * Double(number) / 1461
  }

  @Test func `A bar begins on its day`() throws {
    let police = try lane("police/northmoor", of: try picture())
    // 12 June 2009 is 528 days after 1 January 2008.
    let from = try #require(police.from)
    #expect(abs(from - place(ofDay: 528)) < 0.01)
    #expect(police.perhapsFrom == nil)
  }

  @Test func `A body that never held enough has an empty bar`() throws {
    let care = try lane("children-social-care/northmoor", of: try picture())
    #expect(care.from == nil)
    #expect(care.titles[0].text.hasSuffix("never, alone"))
  }

  @Test func `A day that is not certain has the stretch in which it may be`() throws {
    let text = SmallCase.harbourStreet.replacing("made: 2008-11-03", with: "made: 2008-11")
    let youth = try lane("voluntary/harbour", of: try picture(text))
    let perhaps = try #require(youth.perhapsFrom)
    let from = try #require(youth.from)
    // 1 and 30 November 2008.
    #expect(abs(perhaps - place(ofDay: 305)) < 0.01)
    #expect(abs(from - place(ofDay: 334)) < 0.01)
  }

  @Test func `An act on an uncertain day has a line before its shape`() throws {
    let text = SmallCase.harbourStreet.replacing("on: 2011-05-04", with: "on: 2011-05")
    let police = try lane("police/northmoor", of: try picture(text))
    let acted = try #require(police.marks.first { $0.kind == .acted })
    let from = try #require(acted.from)
    #expect(from < acted.x)
  }

  @Test func `An act with no day stands outside the years and says so`() throws {
    let text = SmallCase.harbourStreet.replacing(", on: 2011-05-04", with: "")
    let picture = try picture(text)
    let acted = try #require(
      try lane("police/northmoor", of: picture).marks.first { $0.kind == .acted })
    #expect(acted.isWithoutDay)
    #expect(acted.x == KnewPicture.withoutDay)
    #expect(acted.label.text == "first acted on a day not stated")
    #expect(picture.hasWithoutDay)
    #expect(picture.gap == nil)
  }

  @Test func `The days before anyone acted stand under the lanes`() throws {
    let picture = try picture()
    let gap = try #require(picture.gap)
    #expect(gap.label.text == "912\u{A0}days before anyone acted")
    #expect(gap.from < gap.to)
    #expect(gap.y > (picture.lanes.last?.y ?? .infinity))
  }

  @Test func `No shape or label stands on another`() throws {
    var text = SmallCase.harbourStreet
    for day in ["2008-11-04", "2008-11-05", "2008-11", "2008-12-01", "2011-12-30"] {
      text = text.replacing(
        "responses:\n",
        with:
          "responses:\n  - {act: referral, about: child-1, by: police/northmoor, to: voluntary/harbour, on: \(day)}\n"
      )
    }
    let picture = try picture(text)
    for lane in picture.lanes {
      for (index, mark) in lane.marks.enumerated() {
        for other in lane.marks.dropFirst(index + 1) where other.label.y == mark.label.y {
          #expect(!mark.extent.overlaps(other.extent), "\(mark.label.text), \(other.label.text)")
        }
        #expect(mark.extent.lowerBound >= 0)
        #expect(mark.extent.upperBound <= picture.width)
      }
    }
    let years = picture.ticks.compactMap(\.label)
    for (one, other) in zip(years, years.dropFirst()) { #expect(one.x + one.width <= other.x) }
  }

  @Test func `Its description says everything that it shows`() throws {
    let picture = try picture()
    for lane in picture.lanes {
      for label in lane.titles + lane.marks.map(\.label) {
        #expect(picture.description.contains(label.text))
      }
    }
    #expect(picture.description.contains("912"))
  }
}
