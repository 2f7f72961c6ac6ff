internal import Casebook
internal import CasebookSQLite
internal import CivilTime
internal import Ledger

/// Who looked at what, for those who watch over the reading.
extension Story {
  static let readings: [Scene] =
    ordinary.map { reading in
      Scene(reading.daysBefore, reading.hour, 5) { story in
        try story.reads(reading.what, in: reading.case, why: reading.why, by: reading.by)
      }
    } + watched

  /// One reading of one case.
  private struct OrdinaryReading: Sendable {
    var daysBefore: Int
    var hour: Int
    var what: String
    var `case`: String
    var why: String?
    var by: String

    init(
      _ daysBefore: Int, _ hour: Int, _ what: String, _ case: String, _ by: String,
      why: String? = nil
    ) {
      self.daysBefore = daysBefore
      self.hour = hour
      self.what = what
      self.case = `case`
      self.by = by
      self.why = why
    }
  }

  private static let ordinary: [OrdinaryReading] = [
    OrdinaryReading(240, 10, "assess", "canal-street", "northmoor-worker", why: "review of 2008"),
    OrdinaryReading(239, 11, "knew", "canal-street", "northmoor-sergeant", why: "review of 2008"),
    OrdinaryReading(226, 9, "case", "hill-view", "school-lead"),
    OrdinaryReading(200, 14, "chronology", "orchard-close", "westmoor-manager", why: "supervision"),
    OrdinaryReading(182, 9, "case", "bus-station", "education-lead", why: "attendance"),
    OrdinaryReading(175, 16, "assess", "bus-station", "northmoor-youth-justice"),
    OrdinaryReading(150, 15, "nrm", "harbour-road", "westmoor-first-responder", why: "referral"),
    OrdinaryReading(147, 10, "duties", "harbour-road", "westmoor-manager", why: "supervision"),
    OrdinaryReading(129, 11, "case", "mill-cottages", "nurse", why: "health assessment"),
    OrdinaryReading(118, 9, "case", "mill-cottages", "northmoor-missing", why: "return interview"),
    OrdinaryReading(95, 10, "chronology", "mill-cottages", "chair", why: "review of the plan"),
    OrdinaryReading(70, 9, "considered", "mill-cottages", "northmoor-manager", why: "supervision"),
    OrdinaryReading(58, 13, "case", "mill-cottages", "northmoor-worker", why: "taken over"),
    OrdinaryReading(49, 10, "assess", "market-square", "northmoor-analyst", why: "panel"),
    OrdinaryReading(37, 15, "case", "school-gate", "nurse", why: "strategy discussion"),
    OrdinaryReading(31, 16, "ask", "school-gate", "northmoor-worker", why: "what is missing"),
    OrdinaryReading(20, 11, "chronology", "market-square", "education-lead"),
    OrdinaryReading(15, 10, "case", "canal-street", "overseer", why: "drawn at random"),
    OrdinaryReading(8, 14, "duties", "school-gate", "northmoor-manager", why: "supervision"),
  ]

  private static let watched: [Scene] = [
    Scene(29, 12, 0) { story in
      // Those who inspect are let in for a time, to what was agreed.
      for (id, manager) in [
        ("school-gate", "northmoor-manager"), ("market-square", "exploitation"),
      ] {
        try story.perform(
          .involve(
            Involvement(
              person: "inspector", basis: "agreed scope of the inspection",
              until: story.text.day(-14))), in: id, by: manager)
      }
    },
    Scene(25, 10, 0) { story in
      _ = try story.casebook.accesses(
        in: "school-gate", purpose: "monthly check", as: story.credential("data-protection"))
    },
    Scene(18, 10, 40) { story in
      // Told whom to ask, and nothing about a child.
      _ = try story.casebook.search(
        "AB51 CDE", purpose: "a question of the police", as: story.credential("licensing"))
      _ = try story.casebook.search(
        "AB51 CDE", purpose: "the same car elsewhere?", as: story.credential("westmoor-detective"))
    },
    Scene(7, 9, 30) { story in
      _ = try story.casebook.figures(
        on: story.text.day(12), purpose: "quarterly figures", as: story.credential("statistics"))
      _ = try story.casebook.told(
        .body(Body.northmoor), by: story.text.day(12), purpose: "what was known",
        as: story.credential("inquiry"))
    },
  ]
}
