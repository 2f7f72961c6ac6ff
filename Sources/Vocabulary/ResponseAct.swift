/// What a body may be on record as having done. Law names these acts to say what starts a clock and what meets a duty; records name
/// them to say what was done.
public enum ResponseAct: String, Sendable, Hashable, Codable, CaseIterable {
  // Concern, referral, decision.
  case referral
  case acknowledged
  /// The kind of response to a referral was decided.
  case decidedResponse = "decided-response"
  case shared
  case declinedToShare = "declined-to-share"
  case considered
  case noFurtherAction = "no-further-action"
  case closed
  /// A professional disagreement was taken to a stage, and ended.
  case escalated
  case resolved

  // Protecting the child.
  case strategyDiscussion = "strategy-discussion"
  case section47Enquiry = "s47-enquiry"
  /// An assessment was begun, and completed.
  case assessment
  case assessmentCompleted = "assessment-completed"
  case childProtectionConference = "child-protection-conference"
  case protectionPlan = "protection-plan"
  case coreGroup = "core-group"
  case reviewConference = "review-conference"
  case emergencyProtection = "emergency-protection"
  case returnInterview = "return-interview"
  /// The designated officer for allegations against people who work with children was told.
  case designatedOfficerTold = "designated-officer-told"
  /// A child died or was seriously harmed, and abuse is known or suspected.
  case seriousIncident = "serious-incident"
  case incidentNotified = "incident-notified"
  case rapidReview = "rapid-review"

  // Trafficking and slavery.
  case nrmReferral = "nrm-referral"
  case nrmDecision = "nrm-decision"
  case reconsiderationRequested = "reconsideration-requested"
  case dutyToNotify = "duty-to-notify"
  case guardianReferral = "ictg-referral"
  case guardianAppointed = "guardian-appointed"
  case consentRecorded = "consent-recorded"

  // Police and courts.
  case crimeRecorded = "crime-recorded"
  case arrested, charged, convicted, acquitted
  case groupMapped = "ocg-mapped"
  case leadForceNamed = "lead-force-named"
  case intelligenceSubmitted = "intelligence-submitted"
  case orderMade = "order-made"
  case victimUpdated = "victim-updated"
  case reviewRequested = "review-requested"

  // Information.
  case breachFound = "breach-found"
  case breachNotified = "breach-notified"
  case subjectAccessRequested = "subject-access-requested"
  case informationRequested = "information-requested"
  case requestAnswered = "request-answered"

  // Clocks.
  case clockPaused = "clock-paused"
  case clockResumed = "clock-resumed"

  /// Whether it ends the matter for the body that did it.
  public var isClosure: Bool { self == .noFurtherAction || self == .closed }
}

/// At which stage an act stood that has several.
public enum ResponseStage: String, Sendable, Hashable, Codable, CaseIterable {
  /// Of a decision on whether somebody is a victim of trafficking or slavery.
  case reasonableGrounds = "reasonable-grounds"
  case conclusiveGrounds = "conclusive-grounds"
  /// Of a professional disagreement.
  case first = "1"
  case second = "2"
  case third = "3"
  case fourth = "4"
}

/// How an identification was decided.
public enum ResponseDecision: String, Sendable, Hashable, Codable, CaseIterable {
  case positive, negative
}
