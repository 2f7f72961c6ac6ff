public import CivilTime

extension CaseFile {
  /// Takes one entry of the stream into account.
  ///
  /// Applying the entries in their order always gives the same case; an entry whose content was erased is applied as
  /// ``applyErased(entry:at:kind:)``, and the case is then the same as if the content had been there until it was erased.
  public mutating func apply(_ deed: Deed, entry: Int) {
    entries.append(entry)
    lastChange = deed.at
    func noted<Part>(_ part: Part) -> Noted<Part> {
      Noted(entry: entry, by: deed.by, at: deed.at, part: part)
    }
    switch deed.act {
    case .open(let opening):
      self.opening = noted(opening)
      custodian = deed.by.body
      involve(deed.by.person, basis: "opened the case", entry, deed)
    case .involve(let involvement):
      involved.append(
        Involved(
          entry: entry, involvement: involvement, by: deed.by, since: deed.at, endedBy: nil))
    case .endInvolvement(let end):
      for index in involved.indices
      where involved[index].involvement.person == end.person && involved[index].endedBy == nil {
        involved[index].endedBy = entry
      }
    case .exclude(let exclusion): exclusions.append(noted(exclusion))
    case .grant(let grant): grants.append(noted(grant))
    case .breakGlass(let glass):
      glasses.append(
        Glass(entry: entry, by: deed.by, at: deed.at, reason: glass.reason, review: nil))
    case .reviewBreakGlass(let review):
      for index in glasses.indices where glasses[index].entry == review.entry {
        glasses[index].review = noted(review)
      }
    case .record(let item): add(item, deed, entry)
    case .correct(let correction):
      add(correction.item, deed, entry, reason: correction.reason, replaces: correction.entry)
    case .withdraw(let withdrawal):
      withdrawals.append(noted(withdrawal))
      change(withdrawal.entry) { $0.withdrawnBy = entry }
    case .respond(let given):
      add(Item(kind: .responses, content: given.response), deed, entry, shown: given.shown)
      change(entry) { version in
        version.changed = given.changed
        version.needsSecond = version.isClosure || given.changed != nil
      }
    case .countersign(let answer):
      change(answer.entry) { $0.second = noted(answer) }
    case .share(let decision): add(decision.response(act: "shared", deed), deed, entry)
    case .declineToShare(let decision):
      add(decision.response(act: "declined-to-share", deed), deed, entry)
    case .schedule(let meeting):
      meetings.append(Scheduled(entry: entry, at: deed.at, meeting: meeting))
    case .minute(let minutes):
      for index in meetings.indices where meetings[index].meeting.id == minutes.meeting {
        meetings[index].minutes = noted(minutes)
      }
    case .cancelMeeting(let cancellation):
      for index in meetings.indices where meetings[index].meeting.id == cancellation.meeting {
        meetings[index].cancellation = noted(cancellation)
      }
    case .requestRecords(let request):
      requests.append(Requested(entry: entry, request: request, answer: nil))
    case .answerRequest(let answer):
      for index in requests.indices where requests[index].entry == answer.request {
        requests[index].answer = noted(answer)
      }
    case .redact(let redaction):
      // What is covered in one version is covered in all, and in whatever it is corrected into.
      let layer = Layer(entry: entry, by: deed.by, at: deed.at, redaction: redaction)
      for version in history(of: redaction.entry) {
        change(version.entry) { $0.redactions.append(layer) }
      }
    case .erase(let erasure):
      erasures.append(noted(erasure))
      for erased in erasure.entries { erase(erased, by: entry) }
    case .transfer(let transfer):
      transfers.append(Offered(offer: noted(transfer), acceptance: nil))
    case .acceptTransfer(let acceptance):
      for index in transfers.indices where transfers[index].offer.entry == acceptance.transfer {
        transfers[index].acceptance = noted(acceptance)
      }
      custodian = deed.by.body
    case .found, .rotateLogKey, .appoint, .leave, .delegate, .newKey, .setRetention, .hold,
      .release, .view, .refused, .account:
      break
    }
  }

  private mutating func involve(_ person: String, basis: String, _ entry: Int, _ deed: Deed) {
    involved.append(
      Involved(
        entry: entry, involvement: Involvement(person: person, basis: basis), by: deed.by,
        since: deed.at, endedBy: nil))
  }

  private mutating func add(
    _ item: Item, _ deed: Deed, _ entry: Int, reason: String? = nil, replaces: Int? = nil,
    shown: [Int]? = nil
  ) {
    var version = Version(entry: entry, at: deed.at, author: deed.by, kind: deed.act.kind)
    version.item = item
    version.reason = reason
    version.replaces = replaces
    version.shown = shown
    version.redactions = replaces.flatMap(self.version)?.redactions ?? []
    versions.append(version)
    if let replaces { change(replaces) { $0.replacedBy = entry } }
  }

  private mutating func change(_ entry: Int, _ body: (inout Version) -> Void) {
    // The newest are the likeliest.
    guard let index = versions.lastIndex(where: { $0.entry == entry }) else { return }
    body(&versions[index])
  }
}

// MARK: What is left of what was erased

extension CaseFile {
  /// Takes an entry into account whose content was erased since.
  ///
  /// - Parameter links: what the later erasure says of it.
  public mutating func applyErased(
    entry: Int, at clock: Instant, kind: ActKind, links: ErasedLinks
  ) {
    entries.append(entry)
    lastChange = clock
    switch kind {
    case .record, .correct, .respond, .share, .declineToShare:
      var version = Version(entry: entry, at: clock, author: nil, kind: kind)
      version.replaces = links.replaces
      versions.append(version)
      if let replaces = links.replaces { change(replaces) { $0.replacedBy = entry } }
    case .minute:
      for index in meetings.indices where meetings[index].meeting.id == links.meeting {
        meetings[index].minutesErased = true
      }
    case .requestRecords:
      requests.append(Requested(entry: entry, request: nil, answer: nil))
    case .answerRequest:
      for index in requests.indices where requests[index].entry == links.request {
        requests[index].answerErased = true
      }
    default: break
    }
  }

  /// How an entry hangs together with others, which says nothing of what it said. An erasure keeps it.
  public func links(of entry: Int) -> ErasedLinks {
    var links = ErasedLinks(entry: entry)
    links.replaces = version(entry)?.replaces
    links.meeting = meetings.first { $0.minutes?.entry == entry }?.meeting.id
    links.request = requests.first { $0.answer?.entry == entry }?.entry
    return links
  }

  private mutating func erase(_ entry: Int, by erasure: Int) {
    change(entry) { version in
      version.author = nil
      version.item = nil
      version.reason = nil
      version.shown = nil
      version.changed = nil
      version.needsSecond = false
      version.second = nil
      version.redactions = []
      version.erasedBy = erasure
    }
    for index in meetings.indices where meetings[index].minutes?.entry == entry {
      meetings[index].minutes = nil
      meetings[index].minutesErased = true
    }
    for index in requests.indices {
      if requests[index].entry == entry { requests[index].request = nil }
      if requests[index].answer?.entry == entry {
        requests[index].answer = nil
        requests[index].answerErased = true
      }
    }
  }
}

/// What an erasure says of an entry besides that it was erased: with which other entries it hung together.
public struct ErasedLinks: Sendable, Hashable, Codable {
  public var entry: Int
  /// The version that it corrected.
  public var replaces: Int?
  /// The meeting whose minutes it was.
  public var meeting: String?
  /// The entry of the request that it answered.
  public var request: Int?

  public init(entry: Int) { self.entry = entry }
}

extension SharingDecision {
  /// The decision as a response of the case.
  func response(act: String, _ deed: Deed) -> Item {
    var members: [String: Content] = [
      "act": .text(act), "by": .text(deed.by.body), "to": .text(with),
      "on": .text(on.description), "reason": .text("\(basis.rawValue): \(reason)"),
      "decided-by": .text(deed.by.post),
    ]
    if !about.isEmpty { members["about"] = .list(about.map(Content.text)) }
    if !sources.isEmpty { members["sources"] = .list(sources.map(Content.text)) }
    return Item(kind: .responses, content: .map(members))
  }
}
