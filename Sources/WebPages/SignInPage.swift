public import Casebook
internal import Reports

/// Somebody as whom a demonstration can be tried.
public struct EntranceLine: Sendable, Hashable {
  public var person: String
  public var title: String
  public var role: Role
  public var sentence: String

  public init(person: String, title: String, role: Role, sentence: String) {
    self.person = person
    self.title = title
    self.role = role
    self.sentence = sentence
  }
}

/// The page on which people come in.
///
/// - Parameters:
///   - entrances: the people of a demonstration; empty where the way in is a link.
///   - wasKept: something that was sent too late is kept as a draft.
public func signInPage(
  _ entrances: [EntranceLine], receipts: [(code: String, whose: String)], then: String,
  wasKept: Bool
) -> Page {
  let groups = RoleGroup.allCases.compactMap { group -> Fields? in
    let people = entrances.filter { RoleGroup(of: $0.role) == group }
    guard !people.isEmpty else { return nil }
    return [
      "heading": group.rawValue,
      "people": people.map { entrance in
        [
          "person": entrance.person, "title": capitalised(entrance.title),
          "role": String(entrance.role.rawValue.map { $0 == "-" ? " " : $0 }),
          "sentence": entrance.sentence,
        ] as Fields
      },
    ]
  }
  return Page(
    "sign-in", title: entrances.isEmpty ? "Sign in" : "Try it as",
    fields: [
      "groups": groups,
      "receipts": receipts.map { ["code": $0.code, "whose": $0.whose] as Fields }, "then": then,
      "wasKept": wasKept ? true : nil,
      "isByLink": entrances.isEmpty ? true : nil,
    ])
}

private enum RoleGroup: String, CaseIterable {
  case atWork = "At work with children"
  case managing = "Managing and chairing"
  case policing = "Police and intelligence"
  case others = "Other partners"
  case watching = "Watching over it"
  case keeping = "Keeping the records"

  init(of role: Role) {
    switch role {
    case .frontlinePractitioner, .frontDoorScreener, .socialWorker, .healthProfessional,
      .educationLead, .youthJusticeWorker, .advocate, .missingCoordinator, .firstResponder:
      self = .atWork
    case .teamManager, .conferenceChair, .exploitationCoordinator, .designatedOfficer,
      .safeguardingPartner:
      self = .managing
    case .policeInvestigator, .intelligenceAnalyst, .disclosureOfficer: self = .policing
    case .licensingOfficer, .partnerAgency: self = .others
    case .scrutineer, .inspector, .inquiry, .whistleblowingRecipient, .overseer, .statistician:
      self = .watching
    case .dataProtectionOfficer, .recordsManager, .administrator, .reporter, .casebook:
      self = .keeping
    }
  }
}
