internal import CaseRecord
internal import CivilTime
internal import Vocabulary

extension CaseMaker {
  // MARK: Responses

  mutating func addResponses() {
    let child = record.people[0].id
    let area = area
    guard let first = record.sources.first else { return }
    var day = plan.day + 10 + chance.below(60)
    func on(_ later: Int) -> Int { day + later }
    if chance.percent(78), first.agency != area.socialCare {
      respond(.referral, child, by: first.agency, to: area.socialCare, day) {
        $0.sources = [first.id]
      }
      day += 1 + chance.below(20)
    }
    if chance.percent(22) { respond(.strategyDiscussion, child, by: area.socialCare, day) }
    if chance.percent(14) { respond(.section47Enquiry, child, by: area.socialCare, on(4)) }
    if chance.percent(26) { respond(.crimeRecorded, child, by: area.police, on(chance.below(40))) }
    if record.statements.contains(where: { $0.fact == "missing" }), chance.percent(34) {
      respond(.returnInterview, child, by: area.socialCare, on(3))
    }
    if chance.percent(46) { addClosure(of: child, on(chance.below(120))) }
    addReferralAsVictim(of: child, on(chance.below(200)))
    addProsecution(of: child, on(200 + chance.below(500)))
    if chance.percent(3), let framework = framework() {
      let answer = chance.one(Response.Answer.allCases)
      respond(.considered, child, by: area.police, on(30)) {
        $0.framework = framework
        $0.answer = answer
        $0.reason = "considered at a case meeting"
      }
    }
    if plan.profile == .group, chance.percent(12) {
      respond(.groupMapped, nil, by: area.police, on(90))
    }
    if chance.percent(4) {
      respond(.declinedToShare, child, by: area.health[0], to: area.police, on(20)) {
        $0.reason = "no consent to share"
      }
    }
  }

  /// A framework of the record's own law, on the day about which it happened.
  private mutating func framework() -> String? {
    guard let day = days.day(plan.day).range.earliest else { return nil }
    let all = frameworks.filter { $0.jurisdiction == record.jurisdiction && $0.days.contains(day) }
    return all.isEmpty ? nil : chance.one(all).id
  }

  private mutating func addClosure(of child: String, _ day: Int) {
    let isPolice = chance.percent(40)
    let isIrrelevant = chance.percent(44) && !book.irrelevantCodes.isEmpty
    let isFactor = !isIrrelevant && chance.percent(20) && !book.factorCodes.isEmpty
    var codes: [String] = []
    if isIrrelevant {
      codes = [chance.one(book.irrelevantCodes)]
      let second = chance.one(book.irrelevantCodes)
      if second != codes[0], chance.percent(24) { codes.append(second) }
      closures.append(.init(response: record.responses.count, codes: codes))
    } else if isFactor {
      codes = [chance.one(book.factorCodes)]
    }
    let reason =
      isIrrelevant
      ? nil : chance.one(["threshold not met", "family moved away", "insufficient information"])
    respond(
      chance.percent(70) ? .noFurtherAction : .closed, child,
      by: isPolice ? area.police : area.socialCare, day
    ) {
      $0.reliesOn = codes
      $0.reason = reason
      $0.decidedBy = isPolice ? "supervising officer" : "team manager"
    }
  }

  /// Referrals to the National Referral Mechanism, which there has been since 1 April 2009.
  private mutating func addReferralAsVictim(of child: String, _ day: Int) {
    guard day > 14_335, plan.profile != .thin, chance.percent(13) else { return }
    let authority = "competent-authority/national"
    respond(
      .nrmReferral, child, by: chance.percent(60) ? area.socialCare : area.police, to: authority,
      day)
    if chance.percent(70) {
      let isPositive = chance.percent(80)
      respond(.nrmDecision, child, by: authority, day + 6) {
        $0.stage = .reasonableGrounds
        $0.decision = isPositive ? .positive : .negative
      }
      if isPositive, chance.percent(50) {
        respond(.nrmDecision, child, by: authority, day + 300) {
          $0.stage = .conclusiveGrounds
          $0.decision = .positive
        }
      }
    }
  }

  private mutating func addProsecution(of child: String, _ day: Int) {
    guard let suspect = record.people.first(where: { $0.role == .suspect && !$0.isPooled })?.id,
      chance.percent(11)
    else { return }
    let framework = framework()
    respond(.charged, child, by: area.prosecutor, day) {
      $0.framework = framework
      $0.suspect = suspect
    }
    switch chance.below(10) {
    case 0..<3:
      respond(.convicted, child, by: area.court, day + 300) {
        $0.framework = framework
        $0.suspect = suspect
      }
    case 3..<5:
      guard let framework else { return }
      let outcome = chance.one(Response.Outcome.allCases)
      respond(.acquitted, child, by: area.court, day + 300) {
        $0.framework = framework
        $0.suspect = suspect
        $0.outcome = outcome
      }
    default: break
    }
  }

  private mutating func respond(
    _ act: Response.Act, _ child: String?, by agency: String, to other: String? = nil, _ day: Int,
    _ change: (inout Response) -> Void = { _ in }
  ) {
    var response = Response(act: act, about: child.map { [$0] } ?? [], by: agency, to: other)
    response.on =
      chance.percent(94)
      ? days.day(day)
      : days.date(
        Days.month(
          CivilDate(dayNumber: min(day, Days.last)).year,
          CivilDate(dayNumber: min(day, Days.last)).month))
    change(&response)
    record.responses.append(response)
  }

  // MARK: Warnings

  mutating func addWarnings() {
    let least = plan.profile == .warned ? 90 : 30
    guard chance.percent(least), let first = record.sources.first else { return }
    let count = chance.percent(80) ? 1 : 2
    for number in 1...count {
      let day = min(plan.day + 5 + chance.below(60), Days.last - 60)
      var warning = Warning(id: "w\(number)", about: [record.people[0].id])
      warning.raisedByRole = chance.one([
        "youth-worker", "teacher", "school-nurse", "parent", "neighbour", "social-worker",
        "foster-carer",
      ])
      if chance.percent(80) { warning.raisedByAgency = first.agency }
      warning.on = chance.percent(96) ? days.day(day) : nil
      warning.to = chance.percent(60) ? area.police : area.socialCare
      if chance.percent(70) { warning.sources = [first.id] }
      if chance.percent(52) {
        warning.acknowledged = days.day(day + chance.below(40))
        if chance.percent(60) {
          warning.outcome = chance.one([
            "referred on", "strategy discussion held", "visit made", "no action recorded",
          ])
        }
      } else {
        shelved.append(warning.id)
      }
      record.warnings.append(warning)
    }
  }
}
