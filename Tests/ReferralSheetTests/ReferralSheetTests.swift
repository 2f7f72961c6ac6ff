import Assessment
import Diagnostics
import Language
import ReferralSheet
import Testing

/// What the sheet of River Lane says, and the mistakes that forms of this kind invite.
struct ReferralSheetTests {
  private let types = "types-of-exploitation"

  private func why(_ entry: ReferralSheet.Entry?) -> String? {
    switch entry?.answer {
    case .blank(let why)?: why
    case .notAsked(let why)?: "not asked: \(why)"
    case .forPerson(let why)?: "for a person: \(why)"
    default: nil
    }
  }

  // MARK: The whole

  @Test func `Every field of the form stands on the sheet, in its order`() throws {
    let sheet = try RiverLane.sheet()
    #expect(sheet.entries.map(\.key) == RiverLane.form.fields.map(\.key))
  }

  @Test func `What is filled rests on the record`() throws {
    for child in ["child-1", "child-2"] {
      for entry in try RiverLane.sheet(child, on: "2026-01-15").entries where entry.isFilled {
        #expect(
          !entry.restsOn.isEmpty || entry.text == "not-sure", "\(entry.key): \(entry.text ?? "")")
      }
    }
  }

  @Test func `A label that is no child's, or that stands for several, has no sheet`() throws {
    #expect(throws: ReferralSheetError.noSuchChild) { try RiverLane.sheet("suspect-1") }
    #expect(throws: ReferralSheetError.noSuchChild) { try RiverLane.sheet("child-9") }
    #expect(throws: ReferralSheetError.standsForSeveral) {
      try RiverLane.small(people: ["{id: child-1, role: child, stands-for: several}"])
    }
  }

  @Test func `What was not on file by a day is not used`() throws {
    let sheet = try RiverLane.sheet(known: "2008-11-03")
    #expect(sheet["who-exploited-pv"]?.text?.contains("suspect-2") == false)
    #expect(sheet["are-others-involved"]?.text == nil)
    #expect(sheet["what-evidence-you-will-submit"]?.text?.contains("interview") == false)
  }

  // MARK: Age and consent

  @Test func `A child is under 18 on the day of the sheet, and no consent is stored`() throws {
    let sheet = try RiverLane.sheet(on: "2009-07-01")
    #expect(sheet["pv-under-age"]?.text == "yes")
    #expect(sheet["pv-under-age"]?.restsOn == [.born(0)])
    #expect(
      why(sheet["pv-want-to-submit-nrm"])?.hasPrefix("not asked: Consent not required") == true)
    for entry in sheet.entries where [52, 53, 54, 55, 64].contains(entry.field.row) {
      #expect(sheet.asked(entry.key) == .no, "\(entry.key)")
      #expect(!entry.isFilled, "\(entry.key)")
    }
  }

  @Test func `One who has come of age is asked for consent, and was a child then`() throws {
    let sheet = try RiverLane.sheet(on: "2026-01-15")
    #expect(sheet["pv-under-age"]?.text == "no")
    #expect(sheet["pv-under-age-at-time-of-exploitation"]?.text == "yes")
    #expect(sheet.asked("pv-want-to-submit-nrm") == .yes)
    #expect(why(sheet["pv-want-to-submit-nrm"])?.hasPrefix("for a person") == true)
    #expect(sheet.asked("local-authority-contacted-about-child-local-authority-phone") == .no)
  }

  @Test func `An age that is not known is not sure, and is treated as a child's`() throws {
    for person in ["{id: child-1, role: child}", "{id: child-1, role: child, born: 2006}"] {
      let sheet = try RiverLane.small(people: [person])
      #expect(sheet["pv-under-age"]?.text == "not-sure")
      #expect(sheet["pv-under-age"]?.notes.contains { $0.says.contains("s 51") } == true)
      #expect(sheet.asked("pv-want-to-submit-nrm") == .no)
      #expect(sheet.asked("local-authority-contacted-about-child-local-authority-email") == .yes)
    }
  }

  @Test func `A child's sheet is not ready without the local authority, and stands all the same`()
    throws
  {
    let sheet = try RiverLane.sheet()
    #expect(!sheet.isReady)
    let missing = sheet.missing.map(\.key)
    for part in ["name", "phone", "email"] {
      #expect(missing.contains("local-authority-contacted-about-child-local-authority-\(part)"))
    }
    #expect(!missing.contains("local-authority-contacted-about-child-local-authority-first-name"))
    #expect(!missing.contains("pv-under-age"))
  }

  @Test func `A sheet whose every required field is filled is ready`() throws {
    var sheet = try RiverLane.sheet()
    var rounds = 0
    while let missing = sheet.missing.first, rounds < 200 {
      rounds += 1
      let index = try #require(sheet.entries.firstIndex { $0.key == missing.key })
      let field = sheet.entries[index].field
      sheet.entries[index].answer =
        field.kind == .checkboxes
        ? .filled(.several([field.options[0].key]))
        : .filled(.one(field.options.first?.key ?? "written"))
    }
    #expect(sheet.isReady)
    #expect(sheet.asked("what-is-keeping-them-in-situation") == .yes)
  }

  // MARK: Traps

  @Test func `Reported before is yes where the child told, and never turned round`() throws {
    let key = "is-this-the-first-chance-to-report"
    let told = try RiverLane.small(statements: [
      "{fact: disclosed-then, child: child-1, when: 2023-05, says: yes, source: note}"
    ])
    #expect(told[key]?.text == "yes")
    #expect(told.asked("yes-the-first-chance-to-report") == .yes)
    #expect(
      told["yes-the-first-chance-to-report"]?.text?.contains("May 2023: disclosed then") == true)
    let unsaid = try RiverLane.small()
    #expect(unsaid[key]?.text == "not-sure")
    let denied = try RiverLane.small(statements: [
      "{fact: disclosed-then, child: child-1, says: no, source: note}"
    ])
    #expect(denied[key]?.text == "not-sure")
    let account = try RiverLane.sheet()[key]?.notes.first {
      $0.says.hasPrefix("A first-hand account")
    }
    #expect(account?.restsOn == [.source(5)])
  }

  @Test func `A gender that is not known is blank, and never the code that is called unknown`()
    throws
  {
    let entry = try RiverLane.sheet()["pv-gender"]
    #expect(entry?.text == nil)
    #expect(why(entry)?.contains("do not identify as male or female") == true)
  }

  @Test func `Days are words, as certain as the record`() throws {
    let sheet = try RiverLane.small(statements: [
      "{fact: groomed, child: child-1, when: 2019-21/2020-06~, says: yes, source: note}",
      "{fact: moved, child: child-1, when: 202X, says: yes, source: note}",
      "{fact: abused, child: child-1, says: yes, source: note}",
    ])
    let text = try #require(sheet["when-did-the-exploitation-take-place"]?.text)
    #expect(
      text == """
        Between spring 2019 and about June 2020: groomed.
        Some time in the 2020s: moved.
        Day not stated: abused.
        """)
    for entry in try RiverLane.sheet(on: "2026-01-15").entries {
      let text = entry.text ?? ""
      #expect(!text.contains("2008-1") && !text.contains("198X"), "\(entry.key)")
    }
  }

  @Test func `Judgement is never written, whatever the record holds`() throws {
    let sheet = try RiverLane.small(statements: [
      "{fact: credibility-used-against, child: child-1, says: yes, source: note}",
      "{fact: consent-claimed, child: child-1, says: yes, source: note}",
    ])
    for key in [
      "professional-insight", "evidence-of-dishonesty", "evidence-of-dishonesty-details",
      "future-exploitation-concerns",
    ] {
      let entry = try #require(sheet[key])
      #expect(!entry.isFilled && entry.notes.isEmpty, "\(key)")
    }
    let whole = sheet.json.text
    #expect(!whole.contains("consent claimed"))
  }

  @Test func `The form's own words are not words of blame, and other words are`() throws {
    var sheet = try RiverLane.sheet()
    func prompts(_ text: String) throws -> [String] {
      let index = try #require(sheet.entries.firstIndex { $0.key == "professional-insight" })
      sheet.entries[index].answer = .filled(.one(text))
      return sheet.wordingPrompts(under: RiverLane.language).map(\.prompt.phrase)
    }
    #expect(try prompts("There are no concerns about credibility.").isEmpty)
    #expect(
      try prompts("The child was forced into prostitution, in the words of the form.").isEmpty)
    #expect(try prompts("The child made a lifestyle choice.") == ["lifestyle choice"])
  }

  @Test func `Names in an account are found; places, months and labels are not names`() throws {
    var sheet = try RiverLane.sheet()
    #expect(sheet.possibleNames().isEmpty)
    func names(_ key: String, _ text: String) throws -> [String] {
      let index = try #require(sheet.entries.firstIndex { $0.key == key })
      sheet.entries[index].answer = .filled(.one(text))
      return sheet.possibleNames().filter { $0.key == key }.map(\.phrase)
    }
    let key = "how-they-were-treated"
    #expect(
      try names(key, "In October she told Sampleton about suspect-1 in Alderby.") == [
        "Sampleton"
      ])
    #expect(
      try names(key, "Then Mr. Example drove on. Sample Name was there.") == [
        "Mr Example", "Sample Name",
      ])
    #expect(try names(key, "The NRM form. Police came on Monday.").isEmpty)
    #expect(try names("who-exploited-pv", "Known as Sampleton Example.").isEmpty)
  }

  @Test func `Where the child stays is never taken from where it happened`() throws {
    let sheet = try RiverLane.sheet()
    #expect(sheet["where-exploitation-happened-uk-city-1"]?.text == "Brackwell")
    let now = try #require(sheet["current-pv-location-uk-city"])
    #expect(!now.isFilled && now.notes.isEmpty)
  }

  @Test func `Ten towns have a field, and the rest go with the other places`() throws {
    let numbers = Array(1...12)
    let sheet = try RiverLane.small(
      places: numbers.map { "{id: p\($0), town: Town\($0), country: england}" },
      statements: numbers.map {
        "{fact: moved, child: child-1, to: p\($0), when: 2023-\($0 < 10 ? "0" : "")\($0), says: yes, source: note}"
      })
    for number in 1...10 {
      #expect(sheet["where-exploitation-happened-uk-city-\(number)"]?.text == "Town\(number)")
    }
    let rest = try #require(sheet["where-exploitation-happened-other-uk-other-location"]?.text)
    #expect(rest.hasPrefix("Also in: Town11, Town12."))
  }

  // MARK: Yes, no, and neither

  @Test func `Taken somewhere is yes where no source speaks against it`() throws {
    let entry = try #require(try RiverLane.sheet()["were-they-taken-somewhere-by-their-exploiter"])
    #expect(entry.text == "yes")
    #expect(entry.restsOn == [.statement(2), .statement(9), .statement(13)])
  }

  @Test func `Unknown is never no: with nothing on record, yes and no stay blank`() throws {
    let sheet = try RiverLane.small()
    for entry in sheet.entries where entry.field.kind == .yesNo {
      #expect(!entry.isFilled, "\(entry.key)")
    }
    #expect(sheet["any-other-pvs"]?.text == "not-sure")
    #expect(why(sheet[types])?.isEmpty == false)
  }

  @Test func `Both sides leave it blank; one occasion denied is no no; a plain denial is`() throws {
    let key = "were-they-taken-somewhere-by-their-exploiter"
    let yes = "{fact: moved, child: child-1, when: 2023-05, says: yes, source: note}"
    let no = "{fact: moved, child: child-1, says: no, source: other-note}"
    let elsewhere = "{fact: moved, child: child-1, when: 2022, says: no, source: other-note}"
    let both = try RiverLane.small(statements: [yes, no])
    #expect(why(both[key])?.hasPrefix("Sources say both") == true)
    #expect(both[key]?.notes.filter { !$0.restsOn.isEmpty }.count == 2)
    #expect(both.asked("\(key)-journey-details") == .depends)
    #expect(try RiverLane.small(statements: [yes, elsewhere])[key]?.text == "yes")
    #expect(
      why(try RiverLane.small(statements: [elsewhere])[key])?.contains("one occasion") == true)
    let plain = try RiverLane.small(statements: [no])
    #expect(plain[key]?.text == "no")
    #expect(plain.asked("\(key)-journey-details") == .no)
  }

  @Test func `A place without a country leaves the question where it happened open`() throws {
    let moved = "{fact: moved, child: child-1, to: shop, when: 2023, says: yes, source: note}"
    let open = try RiverLane.small(places: ["{id: shop, town: Alderby}"], statements: [moved])
    #expect(open["where-exploitation-happened"]?.text == nil)
    #expect(open.asked("where-exploitation-happened-uk-city-1") == .depends)
    let abroad = try RiverLane.small(places: ["{id: shop, country: france}"], statements: [moved])
    #expect(abroad["where-exploitation-happened"]?.text == "overseas")
    #expect(abroad["where-exploitation-happened-overseas-country-1"]?.text == "France")
    #expect(abroad.asked("where-exploitation-happened-uk-city-1") == .no)
  }

  // MARK: Types

  @Test
  func `For a child, the box for sexual exploitation of children is ticked and the other is not`()
    throws
  {
    let sheet = try RiverLane.sheet()
    #expect(sheet[types]?.ticked == ["types-of-exploitation-child-exploitation"])
    let controlled = try RiverLane.small(statements: [
      "{fact: commercial-control, child: child-1, when: 2023, says: yes, source: note}"
    ])
    #expect(controlled[types]?.ticked == ["types-of-exploitation-child-exploitation"])
    #expect(
      controlled[types]?.notes.contains {
        $0.says.contains("'Forced into prostitution' is not ticked")
      } == true)
  }

  @Test func `Work and crime are ticked where a statement says so, and only then`() throws {
    let sheet = try RiverLane.small(statements: [
      "{fact: county-line, child: child-1, when: 2023, says: yes, source: note}",
      "{fact: forced-labour, child: child-1, when: 2023, says: yes, source: note}",
      "{fact: drug-supply-linked, child: child-1, when: 2023, says: yes, source: note}",
      "{fact: groomed, child: child-1, when: 2023, says: yes, source: note}",
      "{fact: abused, child: child-1, when: 2023, says: yes, source: note}",
    ])
    #expect(
      sheet[types]?.ticked == [
        "types-of-exploitation-forced-to-work", "types-of-exploitation-forced-to-commit-crime",
      ])
    #expect(sheet[types]?.restsOn == [.statement(1), .statement(0)])
    #expect(
      sheet[types]?.notes.contains { $0.says.hasPrefix("Consider 'Child sexual exploitation") }
        == true)
  }

  @Test func `A box that sources dispute is not ticked, and the note says why`() throws {
    let sheet = try RiverLane.small(statements: [
      "{fact: county-line, child: child-1, when: 2023, says: yes, source: note}",
      "{fact: county-line, child: child-1, says: no, source: other-note}",
    ])
    #expect(sheet[types]?.ticked == [])
    #expect(sheet[types]?.notes.contains { $0.says.contains("Sources say both") } == true)
  }

  // MARK: Others

  @Test func `Other children are counted and not named`() throws {
    let sheet = try RiverLane.sheet()
    #expect(sheet["any-other-pvs"]?.text == "yes")
    let details = try #require(sheet["other-potential-victims-yes-details"]?.text)
    #expect(details == "The record speaks of harm to at least 1 other child.")
    for entry in sheet.entries {
      #expect(entry.text?.contains("child-2") != true, "\(entry.key)")
    }
  }

  @Test func `Who only knew the others is not among the exploiters`() throws {
    let sheet = try RiverLane.small(statements: [
      "{fact: moved, child: child-1, by: [suspect-1], when: 2023, says: yes, source: note}",
      "{fact: associated, child: child-1, by: [suspect-1, suspect-2], when: 2023, says: yes, source: note}",
    ])
    let text = try #require(sheet["who-exploited-pv"]?.text)
    #expect(text.contains("suspect-1") && !text.contains("suspect-2"))
  }

  @Test func `Other bodies are on record where there are two, one of which may be your own`() throws
  {
    let entry = try #require(try RiverLane.sheet()["are-others-involved-details"]?.text)
    #expect(
      entry.contains(
        "children-social-care/northmoor: holds records; no further action (24 November 2008)."))
    #expect(
      entry.contains(
        "voluntary/river-lane-project: holds records; referral to children-social-care/northmoor (10 November 2008)."
      ))
    let one = try RiverLane.small(statements: [
      "{fact: missing, child: child-1, says: yes, source: note}"
    ])
    #expect(one["are-others-involved"]?.text == nil)
  }

  @Test func `A recorded crime is a yes only where it is of slavery or trafficking`() throws {
    let plain = try RiverLane.sheet()
    #expect(
      why(plain["reported-to-police"])?.contains("does not say that it is a modern slavery crime")
        == true)
    #expect(plain["reported-to-police-police-forces"]?.text == "Northmoor")
    let slavery = try RiverLane.small(responses: [
      "{act: crime-recorded, about: child-1, by: police/northmoor, on: 2024-01-05, framework: MSA2015-2}"
    ])
    #expect(slavery["reported-to-police"]?.text == "yes")
    #expect(slavery["reported-to-police"]?.restsOn == [.response(0)])
    #expect(why(slavery["reported-to-police-crime-reference"])?.hasPrefix("for a person") == true)
    let none = try RiverLane.small()
    #expect(none["reported-to-police"]?.text == nil)
  }

  @Test func `A date of birth is a full date or nothing`() throws {
    #expect(try RiverLane.small()["pv-dob"]?.text == "4 May 2010")
    #expect(
      why(try RiverLane.sheet()["pv-dob"]) == "Not known to the day: the record says May 1996.")
  }

  @Test func `A text that is too long keeps whole lines, and says so`() throws {
    let sheet = try RiverLane.small(
      statements: (1...400).map {
        "{fact: threatened, child: child-1, when: 2023-01-\($0 % 28 < 9 ? "0" : "")\($0 % 28 + 1), event: e\($0), says: yes, source: note}"
      })
    let entry = try #require(sheet["how-they-were-treated"])
    let text = try #require(entry.text)
    #expect(text.utf16.count <= 15000)
    #expect(text.hasSuffix("Further statements are in the record and do not fit here."))
    #expect(entry.notes.contains { $0.says.hasSuffix("do not fit into 15000 characters.") })
  }

  // MARK: JSON

  @Test func `A sheet that is written is read back without loss`() throws {
    for (child, day) in [
      ("child-1", "2009-07-01"), ("child-1", "2026-01-15"), ("child-2", "2014-11-01"),
    ] {
      var sheet = try RiverLane.sheet(child, on: day, known: day)
      var report = Report()
      #expect(
        RiverLane.readBack(sheet.json.prettyText, &report) == sheet,
        "\(RiverLane.described(report))")
      let index = try #require(sheet.entries.firstIndex { $0.key == "professional-insight" })
      sheet.entries[index].answer = .filled(.one("Line one: \"quoted\".\n\nLine two, é."))
      sheet.legacy = [.init(key: "what-happened", text: "An old draft.")]
      #expect(RiverLane.readBack(sheet.json.text, &report) == sheet)
    }
  }

  @Test func `What was filled in between brings further questions to light`() throws {
    let sheet = try RiverLane.sheet()
    var changed = sheet
    let index = try #require(
      sheet.entries.firstIndex { $0.key == "still-in-exploitative-situation" })
    changed.entries[index].answer = .filled(.one("yes"))
    let back = try #require(RiverLane.readBack(changed.json.text).sheet)
    #expect(back.missing.map(\.key).contains("what-is-keeping-them-in-situation"))
    #expect(why(back["how-why-did-they-leave-the-situation"])?.hasPrefix("not asked") == true)
  }

  @Test func `Consent for a child, and other slips, are refused`() throws {
    func codes(_ key: String, _ answer: ReferralSheet.Answer) throws -> [String] {
      var sheet = try RiverLane.sheet()
      let index = try #require(sheet.entries.firstIndex { $0.key == key })
      sheet.entries[index].answer = answer
      return RiverLane.readBack(sheet.json.text).codes
    }
    #expect(try codes("pv-want-to-submit-nrm", .filled(.one("yes"))) == ["nrm.not-asked"])
    #expect(try codes("pv-under-age", .filled(.one("maybe"))) == ["nrm.unknown-option"])
    #expect(
      try codes("family", .filled(.one(String(repeating: "a", count: 15001)))) == ["nrm.too-long"])
    let text = try RiverLane.sheet().json.text
    #expect(RiverLane.readBack(text.replacing("nrm/1", with: "nrm/2")).codes == ["nrm.format"])
    #expect(
      RiverLane.readBack(text.replacing("\"family\":", with: "\"famly\":")).codes.sorted()
        == ["nrm.missing-field", "nrm.unknown-field"])
    #expect(
      RiverLane.readBack(text.replacing("last updated 27 April 2026", with: "of 2024")).codes
        == ["nrm.other-form"])
    #expect(
      RiverLane.readBack(text.replacing("statements[2]", with: "statement 2")).codes.contains(
        "nrm.rests-on"))
  }
}
