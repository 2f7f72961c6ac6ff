/// Cases that share recorded people, places, vehicles or telephones, found without any likeness: the same number, mark or address, or nothing.
public struct Joining<Identity: Hashable & Sendable>: Sendable {
  /// Cases that are joined, directly or through others, by their numbers, ascending.
  public struct Component: Sendable, Hashable {
    public var cases: [Int]
  }

  private var joined = DisjointSets()
  private var first: [Identity: Int32] = [:]

  public init() {}

  /// Adds the next case.
  public mutating func add(_ identities: some Sequence<Identity>) {
    let number = joined.append()
    for identity in identities {
      if let other = first[identity] {
        joined.join(Int(other), number)
      } else {
        first[identity] = Int32(number)
      }
    }
  }

  /// The first of the cases that are joined with one, directly or through others; itself, where it stands alone.
  public mutating func first(joinedWith number: Int) -> Int { joined.lowest(with: number) }

  /// The components of two cases or more, in the order of their first case.
  public mutating func components() -> [Component] {
    var members: [Int: [Int]] = [:]
    for number in 0..<joined.count {
      members[joined.lowest(with: number), default: []].append(number)
    }
    return members.values.filter { $0.count > 1 }.map(Component.init(cases:))
      .sorted { $0.cases[0] < $1.cases[0] }
  }
}

/// Under what somebody or something is recorded, so that two cases can show that they speak of the same.
public struct RecordedIdentity: Sendable, Hashable, Codable {
  /// What the case holds under it.
  package enum Holder: Sendable, Hashable {
    case person(Int)
    case place(Int)
    case thing(Int)
  }

  private var words: [String]

  /// Empty if the record gives nothing that tells this person from another.
  static func identities(of person: Person) -> [RecordedIdentity] {
    if person.isPooled || person.role == .professional { return [] }
    return person.identifiers.map {
      RecordedIdentity(
        words: ["person", person.role.rawValue, $0.scheme.rawValue, $0.issuer ?? "", $0.value])
    }
  }

  /// A place is known by its street and town; a town alone is shared by everybody in it.
  init?(_ place: Place) {
    guard let street = place.street, let town = place.town else { return nil }
    words = ["place", place.kind ?? "", street, town, place.policeForce ?? "", place.country ?? ""]
  }

  init?(_ thing: Thing) {
    guard let mark = thing.mark else { return nil }
    words = ["thing", thing.kind ?? "", mark]
  }

  private init(words: [String]) { self.words = words }

  /// The words, each after its length, so that no two identities are the same bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(words.reduce(0) { $0 + 4 + $1.utf8.count })
    for word in words {
      withUnsafeBytes(of: UInt32(word.utf8.count).littleEndian) { bytes += $0 }
      bytes += word.utf8
    }
    return bytes
  }
}

extension CaseRecord {
  /// Under what its people, places and things are recorded, with who or what each is.
  package var heldIdentities: [(identity: RecordedIdentity, holder: RecordedIdentity.Holder)] {
    people.enumerated().flatMap { index, person in
      RecordedIdentity.identities(of: person).map { ($0, .person(index)) }
    }
      + places.enumerated().compactMap { index, place in
        RecordedIdentity(place).map { ($0, .place(index)) }
      }
      + things.enumerated().compactMap { index, thing in
        RecordedIdentity(thing).map { ($0, .thing(index)) }
      }
  }

  public var recordedIdentities: [RecordedIdentity] { heldIdentities.map(\.identity) }
}
