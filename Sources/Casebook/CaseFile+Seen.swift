public import CivilTime

extension CaseFile {
  /// The case as a reader sees it: what is withheld is taken out of every version, and counted over those that stand.
  ///
  /// - Parameter now: the case as it stands, where this is an earlier state of it: what is covered, sealed or closed now is so in it too.
  public func seen(
    through lens: Lens, as now: CaseFile? = nil
  ) -> (file: CaseFile, withheld: [Lens.Withholding: Int]) {
    var file = self
    if let now {
      let later = Dictionary(
        now.versions.map { ($0.entry, $0.redactions) }, uniquingKeysWith: { first, _ in first })
      for index in file.versions.indices {
        let redactions = later[file.versions[index].entry]
        file.versions[index].redactions = redactions ?? file.versions[index].redactions
      }
    }
    return file.seen(through: LensFilter(lens, now ?? file, and: file))
  }

  private func seen(
    through filter: LensFilter
  ) -> (file: CaseFile, withheld: [Lens.Withholding: Int]) {
    var standing = filter
    var earlier = filter
    var file = self
    for index in versions.indices where versions[index].item != nil {
      let seen =
        versions[index].isCurrent
        ? standing.see(versions[index]) : earlier.see(versions[index])
      file.versions[index].item = seen?.item
      file.versions[index].reason = seen?.version.reason
      file.versions[index].isWithheld = seen == nil
      file.versions[index].isCovered = seen?.item != versions[index].item
    }
    file.withholdProse(filter)
    return (file, standing.counts)
  }

  /// What people wrote of meetings, erasures and access may tell what is withheld.
  private mutating func withholdProse(_ filter: LensFilter) {
    for index in meetings.indices {
      meetings[index].meeting.group = filter.prose(meetings[index].meeting.group)
      if let text = meetings[index].minutes?.part.text {
        meetings[index].minutes?.part.text = filter.prose(text)
      }
      if let reason = meetings[index].cancellation?.part.reason {
        meetings[index].cancellation?.part.reason = filter.prose(reason)
      }
    }
    for index in erasures.indices {
      erasures[index].part.authority = filter.prose(erasures[index].part.authority)
      erasures[index].part.reason = filter.prose(erasures[index].part.reason)
    }
    // Who is kept out or let in, and why, is for those who decide it.
    exclusions = []
    grants = []
    glasses = []
  }
}

extension CaseFile {
  /// What a list of cases says of one.
  public struct Summary: Sendable, Hashable {
    public var children: Int
    /// The moment of the latest item, decision, meeting or request; that of its opening if there is none.
    public var latest: Instant?
  }

  /// What is to be said of a case in a list, if this is the copy that the reader sees.
  public var summary: Summary {
    let versions = versions.filter { !$0.isWithheld }.flatMap { [$0.at, $0.second?.at] }
    let meetings = meetings.flatMap { [$0.at, $0.minutes?.at, $0.cancellation?.at] }
    let custody = transfers.flatMap { [$0.offer.at, $0.acceptance?.at] }
    let others = requests.map(\.answer?.at) + erasures.map(\.at) + withdrawals.map(\.at)
    return Summary(
      children: children.count,
      latest: ([opening?.at] + versions + meetings + custody + others).compactMap(\.self).max())
  }
}
