package import CivilTime

extension CaseFile {
  /// By what a case came to be open to somebody: an involvement, or an access in an emergency.
  ///
  /// Whether it is still open to them is for the rules to say: an exclusion, a day that has passed or a departure may have closed it.
  package struct Door: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable { case involvement, emergency }

    package var entry: Int
    package var person: String
    package var kind: Kind
    package var since: Instant
    /// The entry that ended the involvement, or reviewed the access.
    package var closedBy: Int?

    package init(entry: Int, person: String, kind: Kind, since: Instant, closedBy: Int?) {
      self.entry = entry
      self.person = person
      self.kind = kind
      self.since = since
      self.closedBy = closedBy
    }
  }

  package var doors: [Door] {
    involved.map { involved in
      Door(
        entry: involved.entry, person: involved.involvement.person, kind: .involvement,
        since: involved.since, closedBy: involved.endedBy)
    }
      + glasses.map { glass in
        Door(
          entry: glass.entry, person: glass.by.person, kind: .emergency, since: glass.at,
          closedBy: glass.review?.entry)
      }
  }
}

extension Staff {
  /// Everybody whose work may have come to a person, themselves among them: who left, from successor to successor.
  package func predecessors(of person: String) -> Set<String> {
    var found: Set = [person]
    var next = [person]
    while let successor = next.popLast() {
      for left in departures where left.leaving.successor == successor {
        if found.insert(left.leaving.person).inserted { next.append(left.leaving.person) }
      }
    }
    return found
  }
}
