internal import Casebook

/// A post of the partnership.
struct Member: Sendable {
  var id: String
  var name: String
  var post: String
  var role: Role
  var body: String
  var manager: String?
  var tries: String

  init(
    _ id: String, _ name: String, _ post: String, _ role: Role, _ body: String,
    under manager: String? = nil, tries: String
  ) {
    self.id = id
    self.name = name
    self.post = post
    self.role = role
    self.body = body
    self.manager = manager
    self.tries = tries
  }

  func appointment(key: String) -> Appointment {
    Appointment(
      person: id, name: name, post: post, role: role, body: body, manager: manager, key: key)
  }
}

/// The bodies of the partnership.
enum Body {
  static let northmoor = "children-social-care/northmoor"
  static let westmoor = "children-social-care/westmoor"
  static let northmoorPolice = "police/northmoor"
  static let westmoorPolice = "police/westmoor"
  static let health = "health/northmoor"
  static let school = "school/alderby"
  static let education = "education/northmoor"
  static let licensing = "licensing/northmoor"
  static let project = "voluntary/river-lane-project"
}

extension Story {
  static let founder = Member(
    "office", "A. F.", "partnership administrator", .administrator, "partnership/office",
    tries: "See the people and their posts, and that no case can be opened from here.")

  /// Leaves in the middle of the story.
  static let leaver = "northmoor-former-worker"

  /// Managers before those whom they manage.
  static let everybody: [Member] = northmoor + westmoor + police + others + partnership

  private static let northmoor: [Member] = [
    Member(
      "northmoor-director", "R. D.", "director of children's services", .safeguardingPartner,
      Body.northmoor,
      tries:
        "See everything that is overdue, and that the disclosure about your own line is not there."),
    Member(
      "northmoor-service-manager", "E. M.", "service manager", .teamManager, Body.northmoor,
      under: "northmoor-director",
      tries: "Look for the case at Hill View, from which you are excluded."),
    Member(
      "northmoor-manager", "T. O.", "team manager", .teamManager, Body.northmoor,
      under: "northmoor-service-manager",
      tries: "Open Bus Station, and see what the closure relied on."),
    Member(
      "northmoor-duty", "D. S.", "duty screener", .frontDoorScreener, Body.northmoor,
      under: "northmoor-manager",
      tries: "Decide on the newest warning about the grey car, after reading the others."),
    Member(
      leaver, "G. B.", "social worker", .socialWorker, Body.northmoor,
      under: "northmoor-manager", tries: ""),
    Member(
      "northmoor-worker", "S. W.", "social worker", .socialWorker, Body.northmoor,
      under: "northmoor-manager",
      tries: "Assess School Gate, add a statement, and see what it would change."),
    Member(
      "northmoor-missing", "J. C.", "missing co-ordinator", .missingCoordinator, Body.northmoor,
      under: "northmoor-service-manager",
      tries: "Record a return interview at Mill Cottages."),
    Member(
      "northmoor-designated", "L. A.", "designated officer for allegations", .designatedOfficer,
      Body.northmoor, under: "northmoor-director",
      tries: "See that nothing is open to you until somebody involves you."),
    Member(
      "northmoor-youth-justice", "Y. K.", "youth justice worker", .youthJusticeWorker,
      "youth-justice/northmoor", under: "northmoor-director",
      tries: "Read Mill Cottages, where a child who is accused was exploited first."),
  ]

  private static let westmoor: [Member] = [
    Member(
      "westmoor-director", "H. P.", "service director", .safeguardingPartner, Body.westmoor,
      tries: "Decide on the mother's warning, which she contested and which has come to you."),
    Member(
      "westmoor-manager", "C. V.", "team manager", .teamManager, Body.westmoor,
      under: "westmoor-director",
      tries: "Read Harbour Road, where a referral was made and the question was answered."),
    Member(
      "westmoor-worker", "N. I.", "social worker", .socialWorker, Body.westmoor,
      under: "westmoor-manager", tries: "Fill in the referral sheet of Harbour Road."),
    Member(
      "westmoor-duty", "O. L.", "duty screener", .frontDoorScreener, Body.westmoor,
      under: "westmoor-manager",
      tries: "See the warning that ran out on you, and the reason that you gave."),
    Member(
      "westmoor-first-responder", "F. R.", "trafficking lead", .firstResponder, Body.westmoor,
      under: "westmoor-director",
      tries: "Read Harbour Road: the referral, its decision, and the sources on which it rested."),
  ]

  private static let police: [Member] = [
    Member(
      "northmoor-superintendent", "W. T.", "superintendent", .safeguardingPartner,
      Body.northmoorPolice,
      tries:
        "See every warning that nobody has acknowledged, and with whom it is now."),
    Member(
      "northmoor-sergeant", "P. G.", "detective sergeant", .policeInvestigator,
      Body.northmoorPolice, under: "northmoor-superintendent",
      tries: "Agree, or do not agree, to the decision of no further action that waits for you."),
    Member(
      "northmoor-detective", "K. D.", "detective constable", .policeInvestigator,
      Body.northmoorPolice, under: "northmoor-sergeant",
      tries: "Take over the warning that is offered to you, or say why not."),
    Member(
      "northmoor-analyst", "B. Q.", "intelligence analyst", .intelligenceAnalyst,
      Body.northmoorPolice, under: "northmoor-sergeant",
      tries: "See the graded intelligence of Market Square, which others see without its grade."),
    Member(
      "northmoor-disclosure", "M. X.", "disclosure officer", .disclosureOfficer,
      Body.northmoorPolice, under: "northmoor-superintendent",
      tries: "Read Station Yard: one conviction, one acquittal, and what each rested on."),
    Member(
      "westmoor-inspector", "V. H.", "chief inspector", .safeguardingPartner,
      Body.westmoorPolice,
      tries: "Open what ran out on others and came to you, and decide."),
    Member(
      "westmoor-detective", "Z. N.", "detective constable", .policeInvestigator,
      Body.westmoorPolice, under: "westmoor-inspector",
      tries: "See School Gate, which you opened in an emergency today and nobody has reviewed."),
  ]

  private static let others: [Member] = [
    Member(
      "nurse", "U. E.", "named nurse", .healthProfessional, Body.health,
      tries: "Read Mill Cottages without the place where the child lives."),
    Member(
      "clinic", "I. J.", "sexual health adviser", .frontlinePractitioner, Body.health,
      under: "nurse", tries: "Raise a warning, and keep its receipt."),
    Member(
      "school-lead", "A. S.", "safeguarding lead", .frontlinePractitioner, Body.school,
      tries: "Follow the warning that you raised, and the disagreement that nobody has settled."),
    Member(
      "education-lead", "Q. B.", "education lead", .educationLead, Body.education,
      tries: "Read Market Square, and the attendance of two children beside each other."),
    Member(
      "licensing", "T. L.", "licensing officer", .licensingOfficer, Body.licensing,
      tries: "Search for the grey car: you are told whom to ask, and nothing about a child."),
    Member(
      "housing", "G. H.", "housing officer", .partnerAgency, "housing/alderby",
      tries: "Raise a warning about a flat, and see nothing else."),
    Member(
      "youth-worker", "E. Y.", "youth worker", .frontlinePractitioner, Body.project,
      tries: "Read Canal Street, where your project wrote it all down at the time."),
    Member(
      "advocate", "D. V.", "young people's advocate", .advocate, "voluntary/advocacy",
      tries: "Record a child's own words at Orchard Close."),
  ]

  private static let partnership: [Member] = [
    Member(
      "chair", "J. R.", "independent chair", .conferenceChair, "partnership/chairs",
      tries: "Look again at what is pursued without a child's support."),
    Member(
      "exploitation", "M. B.", "exploitation co-ordinator", .exploitationCoordinator,
      "partnership/exploitation",
      tries: "Write the minutes of the panel on Market Square, which are missing."),
    Member(
      "scrutineer", "S. C.", "independent scrutineer", .scrutineer, "partnership/scrutiny",
      tries: "Rate a recommendation, and read who read what."),
    Member(
      "guardian", "W. G.", "freedom to speak up guardian", .whistleblowingRecipient,
      "partnership/guardian", tries: "Open the disclosure, and see who tried to."),
    Member(
      "second-guardian", "H. Z.", "freedom to speak up guardian", .whistleblowingRecipient,
      "health/guardian", tries: "See that the other guardian's disclosures are not yours."),
    Member(
      "overseer", "O. V.", "overseer", .overseer, "partnership/oversight",
      tries: "Read any case, and check the log against a head that you hold."),
    Member(
      "data-protection", "D. P.", "data protection officer", .dataProtectionOfficer,
      "council/legal", tries: "See who read what, and review the access in an emergency."),
    Member(
      "records", "R. M.", "records manager", .recordsManager, "council/records",
      tries: "Answer the survivor's request for records, which is late."),
    Member(
      "statistics", "N. S.", "statistician", .statistician, "partnership/office",
      tries: "Print the figures, from which small numbers are left out."),
    Member(
      "inspector", "C. I.", "inspector of children's services", .inspector, "inspection/children",
      tries: "Read the two cases that were agreed, and no other."),
    Member(
      "inquiry", "L. Q.", "counsel to the inquiry", .inquiry, "inquiry/alderby",
      tries: "Ask who was told about Canal Street, and take a pack that proves that it is whole."),
  ]
}
