public import CivilTime

/// The people of a casebook, its keys, holds and rules of retention: what the stream of the people says, entry after entry.
public struct Staff: Sendable, Hashable {
  public struct Post: Sendable, Hashable {
    public var appointment: Appointment
    public var since: Instant
    public var ended: Instant?
  }

  public struct Key: Sendable, Hashable {
    public var verifier: String
    public var since: Instant
    public var ended: Instant?
  }

  public struct Standing: Sendable, Hashable {
    public var hold: Hold
    public var entry: Int
    public var by: Author
    public var since: Instant
    public var releasedBy: Int?
    /// Who released it.
    public var releaser: String?
  }

  public struct Departure: Sendable, Hashable {
    public var leaving: Leaving
    public var entry: Int
    public var at: Instant
  }

  public struct Delegated: Sendable, Hashable {
    public var delegation: Delegation
    public var since: Instant
  }

  public var register = ""
  public var partnership = ""
  public var origin = ""
  /// The keys of the log, each with the entry from which it signs.
  public var logKeys: [(key: String, from: Int)] = []
  public var posts: [String: [Post]] = [:]
  public var keys: [String: [Key]] = [:]
  /// Who left, and who took on what was theirs until then.
  public var departures: [Departure] = []
  public var delegations: [Delegated] = []
  public var holds: [Standing] = []
  public var retention: [RetentionRules] = []

  public init() {}

  public static func == (one: Staff, other: Staff) -> Bool {
    one.register == other.register && one.partnership == other.partnership
      && one.origin == other.origin && one.posts == other.posts && one.keys == other.keys
      && one.departures == other.departures && one.delegations == other.delegations
      && one.holds == other.holds && one.retention == other.retention
      && one.logKeys.elementsEqual(other.logKeys) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(register)
    hasher.combine(posts)
  }

  /// Takes one entry of the stream into account.
  public mutating func apply(_ deed: Deed, entry: Int) {
    switch deed.act {
    case .found(let founding):
      register = deed.register
      partnership = founding.partnership
      origin = founding.origin
      logKeys = [(founding.logKey, 0)]
      appoint(founding.founder, deed.at)
    case .rotateLogKey(let key):
      logKeys.append((key.verifier, entry))
    case .appoint(let appointment):
      appoint(appointment, deed.at)
    case .leave(let leaving):
      for index in posts[leaving.person, default: []].indices
      where posts[leaving.person]?[index].ended == nil {
        posts[leaving.person]?[index].ended = deed.at
      }
      endKeys(of: leaving.person, deed.at)
      departures.append(Departure(leaving: leaving, entry: entry, at: deed.at))
    case .delegate(let delegation):
      delegations.append(Delegated(delegation: delegation, since: deed.at))
    case .newKey(let key):
      endKeys(of: key.person, deed.at)
      keys[key.person, default: []].append(Key(verifier: key.key, since: deed.at, ended: nil))
    case .setRetention(let rules):
      retention.removeAll { $0.body == rules.body }
      retention.append(rules)
    case .hold(let hold):
      holds.append(
        Standing(hold: hold, entry: entry, by: deed.by, since: deed.at, releasedBy: nil))
    case .release(let release):
      for index in holds.indices where holds[index].hold.id == release.hold {
        holds[index].releasedBy = entry
        holds[index].releaser = deed.by.person
      }
    default:
      break
    }
  }

  private mutating func appoint(_ appointment: Appointment, _ at: Instant) {
    posts[appointment.person, default: []].append(
      Post(appointment: appointment, since: at, ended: nil))
    if let key = appointment.key {
      endKeys(of: appointment.person, at)
      keys[appointment.person, default: []].append(Key(verifier: key, since: at, ended: nil))
    }
  }

  private mutating func endKeys(of person: String, _ at: Instant) {
    for index in keys[person, default: []].indices where keys[person]?[index].ended == nil {
      keys[person]?[index].ended = at
    }
  }
}

extension Staff {
  /// The posts that somebody holds now, their own first and then those lent to them, with the person whose involvement each brings.
  public func acting(_ person: String, at now: Instant) -> [(author: Author, asPerson: String)] {
    let own = current(person).map { (Author($0.appointment), person) }
    guard let name = own.first?.0.name else { return [] }
    let lent = delegations.filter {
      $0.delegation.to == person && now.day <= $0.delegation.until
    }.flatMap { delegated in
      current(delegated.delegation.from).map { post in
        var author = Author(post.appointment)
        author.person = person
        author.name = name
        author.post += ", for \(post.appointment.name)"
        return (author, delegated.delegation.from)
      }
    }
    return own + lent
  }

  public func current(_ person: String) -> [Post] {
    posts[person, default: []].filter { $0.ended == nil }
  }

  public func isCurrent(_ person: String) -> Bool { !current(person).isEmpty }

  /// The verifier of the key that somebody may use now.
  public func key(of person: String) -> String? {
    keys[person]?.last { $0.ended == nil }?.verifier
  }

  /// Everybody above a person, nearest first.
  public func line(above person: String) -> [String] {
    var line: [String] = []
    var next = managers(of: person).sorted()
    while let manager = next.popLast() {
      guard !line.contains(manager), manager != person else { continue }
      line.append(manager)
      next += managers(of: manager).sorted()
    }
    return line
  }

  /// Who manages somebody: as it was entered, and whoever took on what was theirs when a manager left.
  public func managers(of person: String) -> Set<String> {
    var managers: Set<String> = []
    for post in posts[person, default: []] where post.ended == nil {
      guard var manager = post.appointment.manager else { continue }
      managers.insert(manager)
      while let left = departures.last(where: { $0.leaving.person == manager }),
        !isCurrent(manager), managers.insert(left.leaving.successor).inserted
      {
        manager = left.leaving.successor
      }
    }
    return managers.subtracting([person])
  }

  /// Everybody below a person.
  public func line(below person: String) -> Set<String> {
    var below: Set<String> = []
    var next = [person]
    while let manager = next.popLast() {
      for (other, held) in posts where !below.contains(other) && other != person {
        guard held.contains(where: { $0.ended == nil }), managers(of: other).contains(manager)
        else { continue }
        below.insert(other)
        next.append(other)
      }
    }
    return below
  }

  /// Whose it is now what became somebody's at an entry: theirs, or, since they left, that of whoever took it on. It does not come
  /// back to somebody who is appointed again.
  public func holder(of person: String, since entry: Int) -> String {
    var holder = person
    var entry = entry
    while let left = departures.first(where: { $0.leaving.person == holder && $0.entry > entry }) {
      holder = left.leaving.successor
      entry = left.entry
    }
    return holder
  }

  /// Whether something is somebody's that was another's first: they are the same person, or it came to them.
  func isTheirs(_ person: String, of first: String, since entry: Int) -> Bool {
    first == person || holder(of: first, since: entry) == person
  }

  /// The holds that cover a case.
  public func holds(on caseID: String?) -> [Standing] {
    holds.filter { standing in
      standing.releasedBy == nil
        && (standing.hold.cases.isEmpty || caseID.map(standing.hold.cases.contains) ?? true)
    }
  }
}
