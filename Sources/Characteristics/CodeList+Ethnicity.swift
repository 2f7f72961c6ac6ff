internal import CivilTime

// The labels are those of the lists. No list is better than another, and none is derived from another.

extension CodeList {
  /// The categories of the 2001 census, with one for not stated.
  static let sixteen = CodeList(
    "16+1", "Self-defined ethnicity, 16+1",
    days: DayRange(CivilDate(year: 2002, month: 3, day: 1), nil),
    source:
      "https://www.criminaljusticehub.org.uk/jargon-buster/ethnicity-self-defined-code/ for the codes; Association of Chief Police Officers, Guide to Self-Defined Ethnicity and Descriptive Monitoring (March 2002), for the beginning, and for all forces from April 2003 Metropolitan Police Authority, Equal Opportunities and Diversity Board, 10 January 2005, report 8. On which day each body changed to 18+1 was not read, so the end is open",
    codes: white(traveller: false) + mixed
      + [
        Code("A1", "Indian"), Code("A2", "Pakistani"), Code("A3", "Bangladeshi"),
        Code("A9", "Any other Asian background"),
      ] + black + [
        Code("O1", "Chinese"), Code("O9", "Any other ethnic group"), notStated,
      ])

  /// As 16+1, with Gypsy or Irish Traveller and Arab, and Chinese under Asian.
  static let eighteen = CodeList(
    "18+1", "Self-defined ethnicity, 18+1", days: .always,
    source:
      "https://en.wikipedia.org/wiki/Self_defined_ethnicity. The day on which it came into use was not read, so the beginning is open",
    codes: white(traveller: true) + mixed
      + [
        Code("A1", "Indian"), Code("A2", "Pakistani"), Code("A3", "Bangladeshi"),
        Code("A4", "Chinese"), Code("A9", "Any other Asian background"),
      ] + black + [
        Code("O2", "Arab"), Code("O9", "Any other ethnic group"), notStated,
      ])

  /// What an officer saw, and nobody said. Sources disagree whether unknown is 0 or 9: both are read, and kept as written.
  static let officerDefined = CodeList(
    "officer-6+1", "Officer-defined identity codes, 6+1", days: .always,
    source:
      "Documentation/practice/data-standards.md 4, where the sources disagree on 0 and 9. The days of its use were not read",
    isOfficerDefined: true,
    codes: [
      Code("1", "White North European"), Code("2", "White South European"), Code("3", "Black"),
      Code("4", "Asian (Indian subcontinent)"),
      Code("5", "Chinese, Japanese, Korean or South-East Asian"),
      Code("6", "Arab or North African"), Code("9", "Unknown", missing: .notKnown),
      Code("0", "Unknown", missing: .notKnown),
    ])

  /// The codes of the children in need census and of the return on looked-after children.
  static let childrenInNeed = CodeList(
    "children-in-need", "Children in need census, ethnicity", days: .always,
    source:
      "https://github.com/data-to-insight/csc-validator-be-cin, rule 4220, as read on 1 May 2026. The day on which the codes came into use was not read",
    codes: [
      Code("WBRI", "White British"), Code("WIRI", "White Irish"),
      Code("WIRT", "Traveller of Irish heritage"), Code("WROM", "Gypsy/Roma"),
      Code("WOTH", "Any other White background"), Code("MWBC", "White and Black Caribbean"),
      Code("MWBA", "White and Black African"), Code("MWAS", "White and Asian"),
      Code("MOTH", "Any other Mixed background"), Code("AIND", "Indian"),
      Code("APKN", "Pakistani"), Code("ABAN", "Bangladeshi"), Code("CHNE", "Chinese"),
      Code("AOTH", "Any other Asian background"), Code("BCRB", "Caribbean"),
      Code("BAFR", "African"), Code("BOTH", "Any other Black background"),
      Code("OOTH", "Any other ethnic group"), Code("REFU", "Refused", missing: .refused),
      Code("NOBT", "Information not yet obtained", missing: .notYetObtained),
    ])

  /// `NS` has no reason of its own: whether somebody was not asked or did not answer, the code does not say.
  private static let notStated = Code("NS", "Not stated", missing: .notRecorded)

  private static func white(traveller: Bool) -> [Code] {
    [Code("W1", "British"), Code("W2", "Irish")]
      + (traveller ? [Code("W3", "Gypsy or Irish Traveller")] : [])
      + [Code("W9", "Any other White background")]
  }

  private static let mixed = [
    Code("M1", "White and Black Caribbean"), Code("M2", "White and Black African"),
    Code("M3", "White and Asian"), Code("M9", "Any other Mixed background"),
  ]

  private static let black = [
    Code("B1", "Caribbean"), Code("B2", "African"), Code("B9", "Any other Black background"),
  ]
}
