import Diagnostics
import ReferralSheet
import Testing

/// The form as data.
struct ReferralFormTests {
  private let form = RiverLane.form

  /// The codes that come of reading the form with one text in place of another.
  private func codes(_ old: String, _ new: String) throws -> [String] {
    let text = String(decoding: RiverLane.text("Law/nrm-form.yaml"), as: UTF8.self)
    let range = try #require(text.firstRange(of: old))
    var report = Report()
    let form = RiverLane.read(Array(text.replacingCharacters(in: range, with: new).utf8), &report)
    #expect(form == nil)
    return report.diagnostics.map(\.code)
  }

  @Test func `Every question of the journey is there, in its order`() {
    #expect(Set(form.fields.map(\.row)) == Set(1...68))
    #expect(form.fields.first?.key == "user-email")
    #expect(form.fields.last?.key == "what-evidence-you-will-submit")
    #expect(Set(form.fields.map(\.key)).count == form.fields.count)
  }

  @Test func `There are ten ways of exploitation, each with the key of the service`() {
    #expect(
      form.exploitationTypes.map(\.key)
        == [
          "forced-to-work", "wages-taken", "forced-to-commit-fraud", "prostitution",
          "child-exploitation", "taken-somewhere", "forced-to-commit-crime", "organs-removed",
          "unpaid-household-work", "other",
        ].map { "types-of-exploitation-\($0)" })
  }

  @Test func `No field asks for ethnicity, and the form says that it cannot say it`() {
    #expect(!form.fields.contains { "\($0.key) \($0.says)".lowercased().contains("ethnic") })
    #expect(form.notFields.contains { $0.hasPrefix("Ethnicity") })
  }

  @Test func `Whether it was reported before is asked under a key that sounds like the opposite`() {
    #expect(
      form["is-this-the-first-chance-to-report"]?.says
        == "Has the potential victim reported this before?")
  }

  @Test func `Judgements, names and contact details are for a person`() {
    for key in [
      "professional-insight", "evidence-of-dishonesty", "evidence-of-dishonesty-details",
      "future-exploitation-concerns", "pv-name-first-name", "pv-nationality", "user-email",
      "current-pv-location-uk-city",
    ] {
      #expect(form[key]?.filling == .person, "\(key)")
    }
  }

  @Test func `Slips of the file are found, each by its name`() throws {
    #expect(try codes("nrm-form/1", "nrm-form/2") == ["nrm-form.format"])
    #expect(try codes("kind: email", "kind: letter") == ["nrm-form.unknown-kind"])
    #expect(try codes("fill: evidence", "fill: proof") == ["nrm-form.unknown-filling"])
    #expect(try codes("facts: [in-care,", "facts: [in-cares,") == ["nrm-form.unknown-fact"])
    #expect(try codes("field: education", "field: family") == ["nrm-form.twice"])
    #expect(try codes("is: [yes, not-sure]", "is: [yes, perhaps]") == ["nrm-form.condition"])
    #expect(try codes("    number: 2\n", "") == ["nrm-form.number"])
    #expect(try codes("dated: 2026-04-27", "dated: 2026-04-31") == ["nrm-form.day"])
    #expect(try codes("    names: yes", "    colour: yes") == ["documents.unknown-key"])
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
