public import CivilTime
internal import Vocabulary

/// One case of a casebook: what its stream says, entry after entry. Nothing in it is ever overwritten.
public struct CaseFile: Sendable, Hashable {
  /// One version of one item, or the place where it was.
  public struct Version: Sendable, Hashable {
    public var entry: Int
    public var at: Instant
    /// Who wrote it; nil once it is erased.
    public var author: Author?
    public var kind: ActKind
    /// nil once it is erased.
    public var item: Item?
    /// Why it was corrected into this.
    public var reason: String?
    public var replaces: Int?
    public var replacedBy: Int?
    public var withdrawnBy: Int?
    public var erasedBy: Int?
    /// Of a response: the earlier concerns that were shown before it.
    public var shown: [Int]?
    /// Of a response: what changed, where it says less than before.
    public var changed: Change?
    /// Whether two people must agree to it, and what the second said.
    public var needsSecond = false
    public var second: Noted<Countersignature>?
    public var redactions: [Layer] = []
    /// Whether a reader is not to see any of it.
    public var isWithheld = false
    /// Whether a reader sees less of it than there is.
    public var isCovered = false

    /// Whether it is what the case now says.
    public var isCurrent: Bool {
      item != nil && replacedBy == nil && withdrawnBy == nil
        && (!needsSecond || second?.part.agrees == true)
    }

    /// Whether somebody else has yet to agree to it.
    public var awaitsSecond: Bool { item != nil && needsSecond && second == nil }
  }

  public struct Layer: Sendable, Hashable {
    public var entry: Int
    public var by: Author
    public var at: Instant
    public var redaction: Redaction

    public init(entry: Int, by: Author, at: Instant, redaction: Redaction) {
      self.entry = entry
      self.by = by
      self.at = at
      self.redaction = redaction
    }
  }

  public struct Involved: Sendable, Hashable {
    public var entry: Int
    public var involvement: Involvement
    public var by: Author
    public var since: Instant
    public var endedBy: Int?
  }

  public struct Noted<Part: Sendable & Hashable>: Sendable, Hashable {
    public var entry: Int
    public var by: Author
    public var at: Instant
    public var part: Part
  }

  public struct Glass: Sendable, Hashable {
    public var entry: Int
    public var by: Author
    public var at: Instant
    public var reason: String
    public var review: Noted<BreakGlassReview>?

    /// How long an access in an emergency lasts.
    public static let length = 24 * 3_600_000

    public func isOpen(at now: Instant) -> Bool {
      now < at.adding(milliseconds: Glass.length)
    }
  }

  public struct Scheduled: Sendable, Hashable {
    public enum State: String, Sendable, Hashable { case minuted, cancelled, overdue, planned }

    public var entry: Int
    public var at: Instant
    public var meeting: Meeting
    public var minutes: Noted<Minutes>?
    /// Whether there were minutes whose content has been erased.
    public var minutesErased = false
    public var cancellation: Noted<Cancellation>?

    public func state(on day: CivilDate) -> State {
      if minutes != nil || minutesErased { return .minuted }
      if cancellation != nil { return .cancelled }
      return meeting.on < day ? .overdue : .planned
    }
  }

  public struct Requested: Sendable, Hashable {
    public var entry: Int
    /// nil once it is erased.
    public var request: RecordsRequest?
    public var answer: Noted<RequestAnswer>?
    public var answerErased = false

    /// The days from asking to answering, or so far; nil once one of the two is erased.
    public func days(on day: CivilDate) -> Int? {
      answerErased ? nil : request.map { (answer?.part.on ?? day) - $0.on }
    }

    public var isOpen: Bool { request != nil && answer == nil && !answerErased }
  }

  public struct Offered: Sendable, Hashable {
    public var offer: Noted<Transfer>
    public var acceptance: Noted<TransferAcceptance>?
  }

  public var id: String
  public var opening: Noted<Opening>?
  /// The body that keeps the case.
  public var custodian = ""
  public var versions: [Version] = []
  public var involved: [Involved] = []
  public var exclusions: [Noted<Exclusion>] = []
  public var grants: [Noted<Grant>] = []
  public var glasses: [Glass] = []
  public var meetings: [Scheduled] = []
  public var requests: [Requested] = []
  public var erasures: [Noted<Erasure>] = []
  public var withdrawals: [Noted<Withdrawal>] = []
  public var transfers: [Offered] = []
  /// The entries of the case, and the moment of the last.
  public var entries: [Int] = []
  public var lastChange: Instant?

  public init(id: String) { self.id = id }
}

// MARK: Asking it

extension CaseFile {
  public var current: [Version] { versions.filter(\.isCurrent) }

  public func version(_ entry: Int) -> Version? {
    versions.first { $0.entry == entry }
  }

  /// A version with all that came before and after it, oldest first.
  public func history(of entry: Int) -> [Version] {
    guard var first = version(entry) else { return [] }
    while let earlier = first.replaces.flatMap(version) { first = earlier }
    var history = [first]
    while let later = history.last?.replacedBy.flatMap(version) { history.append(later) }
    return history
  }

  /// The children that the case declares now, with their dates of birth.
  var children: [(id: String, born: UncertainDate?)] {
    current.compactMap { version in
      guard let item = version.item, item.kind == .people, item.content["role"]?.asText == "child",
        let id = item.id
      else { return nil }
      return (id, item.content.date("born") ?? item.content["born"]?.date("date"))
    }
  }

  /// Warnings, referrals and closures about any of the people, oldest first; about anybody if none is named.
  public func concerns(about people: [String]) -> [Version] {
    current.filter { version in
      guard let item = version.item else { return false }
      switch item.kind {
      case .warnings: break
      case .responses: guard version.isReferral || version.isClosure else { return false }
      default: return false
      }
      let about = item.content["about"]?.texts ?? []
      return people.isEmpty || about.isEmpty || !Set(about).isDisjoint(with: people)
    }
  }

  /// The items that name an id, such as the statements of a source.
  public func dependents(on id: String, except entries: Set<Int>) -> [Version] {
    current.filter { version in
      guard !entries.contains(version.entry), let item = version.item, item.id != id else {
        return false
      }
      return item.content.allTexts.contains(id)
    }
  }

  /// Whether somebody is involved, themselves or through those whose work came to them. The involvement of somebody who is excluded
  /// opens the case to nobody.
  public func isInvolved(_ person: String, staff: Staff, at now: Instant) -> Bool {
    involved.contains { involved in
      involved.endedBy == nil
        && staff.holder(of: involved.involvement.person, since: involved.entry) == person
        && !isExcluded(involved.involvement.person)
        && involved.involvement.until.map { now.day <= $0 } ?? true
    }
  }

  public func isExcluded(_ person: String) -> Bool {
    exclusions.contains { $0.part.person == person }
  }

  /// Whether somebody broke the glass and the time has not run out.
  public func hasBrokenGlass(_ person: String, at now: Instant) -> Bool {
    glasses.contains { $0.by.person == person && $0.isOpen(at: now) }
  }

  public func isGranted(_ content: ContentClass, to person: String, at now: Instant) -> Bool {
    grants.contains { grant in
      grant.part.person == person && grant.part.content == content
        && grant.part.until.map { now.day <= $0 } ?? !hasEnded(person, since: grant, at: now)
    }
  }

  /// Whether an involvement of somebody has ended since they were given leave.
  private func hasEnded(_ person: String, since grant: Noted<Grant>, at now: Instant) -> Bool {
    involved.contains { involved in
      guard involved.involvement.person == person else { return false }
      if let end = involved.endedBy { return end > grant.entry }
      return involved.involvement.until.map { $0 < now.day && $0 >= grant.at.day } ?? false
    }
  }
}

extension CaseFile.Version {
  private var act: ResponseAct? {
    guard let item, item.kind == .responses else { return nil }
    return item.content["act"]?.asText.flatMap(ResponseAct.init(rawValue:))
  }

  public var isClosure: Bool { act?.isClosure == true }
  public var isReferral: Bool { act == .referral }
}

extension Item {
  private var isConsidered: Bool {
    kind == .responses && content["act"]?.asText == ResponseAct.considered.rawValue
  }

  /// Whether it says that a framework was considered and is met.
  var isMet: Bool {
    let item = normalised
    return item.isConsidered && item.content["answer"]?.asText == "met"
  }

  /// Whether what was considered met is still so, for everybody whom it was about, in what it is corrected into.
  func isKept(in corrected: Item) -> Bool {
    guard isMet else { return true }
    let (old, new) = (normalised.content, corrected.normalised.content)
    return corrected.isMet && old["framework"] == new["framework"]
      && Set(old["about"]?.texts ?? []).isSubset(of: new["about"]?.texts ?? [])
  }

  /// Whether it says that a framework is less than met that was last considered met for one of the same children.
  func lowers(in file: CaseFile) -> Bool {
    let item = normalised
    guard item.isConsidered, !item.isMet else { return false }
    return (item.content["about"]?.texts ?? []).contains { child in
      let last = file.current.last { version in
        guard let other = version.item?.normalised, other.isConsidered else { return false }
        return other.content["framework"] == item.content["framework"]
          && other.content["about"]?.texts.contains(child) == true
      }
      return last?.item?.isMet == true
    }
  }
}

extension Content {
  func date(_ key: String) -> UncertainDate? {
    self[key]?.asText.flatMap { try? UncertainDate.parse($0).get() }
  }
}

extension Item {
  /// The same response with its act under `act:`; the short form `considered: {framework: …}` says the same.
  public var normalised: Item {
    guard kind == .responses, case .map(var members) = content, members["act"] == nil,
      let act = ResponseAct.allCases.first(where: { members[$0.rawValue] != nil })
    else { return self }
    let inner = members.removeValue(forKey: act.rawValue)
    if case .map(let parts)? = inner { members.merge(parts) { _, new in new } }
    members["act"] = .text(act.rawValue)
    var item = self
    item.content = .map(members)
    return item
  }
}
