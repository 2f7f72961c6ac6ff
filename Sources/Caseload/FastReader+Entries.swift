internal import CaseRecord
internal import CivilTime

extension FastReader {
  // MARK: People

  mutating func read(_ person: inout Person) throws(GivenUp) {
    var map = try openedMap(.person)
    var idWord = -1
    var role: Person.Role?
    while let key = try key(&map) {
      switch key {
      case .id:
        idWord = try word(as: .id)
        if words.uses(idWord).contains(.group) { throw GivenUp() }
      case .role: role = try Self.known(meaning().personRole)
      case .born:
        if lexer.next == UInt8(ascii: "{") {
          (person.born, person.bornSource) = try dateWithSource()
        } else {
          person.born = try date()
        }
      case .standsFor: person.standsFor = try text()
      case .identifiers: person.identifiers = try identifiers()
      default: throw GivenUp()
      }
    }
    let isPooled = person.isPooled
    guard let role, idWord >= 0, declaration(idWord).person != stamp,
      !isPooled || (person.born == nil && person.identifiers.isEmpty)
    else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) {
      $0.person = stamp
      $0.role = role
      $0.isPooled = isPooled
    }
    person.id = words.text(idWord)
    person.role = role
  }

  private mutating func dateWithSource() throws(GivenUp) -> (UncertainDate, String?) {
    var map = try openedMap(.datedBySource)
    var date: UncertainDate?
    var source: String?
    while let key = try key(&map) {
      switch key {
      case .date: date = try self.date()
      case .source: source = try mentioned(.source)
      default: throw GivenUp()
      }
    }
    return (try Self.known(date), source)
  }

  private mutating func identifiers() throws(GivenUp) -> [Person.Identifier] {
    if lexer.next == UInt8(ascii: "{") { return [try identifier()] }
    let identifiers = try list { reader throws(GivenUp) in try reader.identifier() }
    guard (1...65).contains(identifiers.count) else { throw GivenUp() }
    // Their values differ most often; to compare all of them would copy them.
    for later in 1..<identifiers.count {
      for earlier in 0..<later
      where identifiers[earlier].value == identifiers[later].value
        && identifiers[earlier] == identifiers[later]
      {
        throw GivenUp()
      }
    }
    return identifiers
  }

  private mutating func identifier() throws(GivenUp) -> Person.Identifier {
    var map = try openedMap(.identifier)
    var scheme: Person.Identifier.Scheme?
    var issuer: String?
    var value: String?
    while let key = try key(&map) {
      switch key {
      case .scheme: scheme = try Self.known(meaning().scheme)
      case .issuer: issuer = try agency()
      case .value: value = try text()
      default: throw GivenUp()
      }
    }
    guard let scheme, let value, issuer != nil || !scheme.needsIssuer else { throw GivenUp() }
    return Person.Identifier(scheme: scheme, issuer: issuer, value: value)
  }

  // MARK: Dates

  @inline(never)
  mutating func date() throws(GivenUp) -> UncertainDate {
    // There are too many days for each to be kept, and most are quickly read.
    if let text = lexer.shortText {
      let bytes = UnsafeBufferPointer(start: lexer.bytes + lexer.index + 1, count: text.count)
      if let date = UncertainDate(plain: bytes.span) {
        lexer.skip(text)
        return date
      }
    }
    return try Self.known(words.date(word()))
  }

  // MARK: Places and things

  mutating func read(_ place: inout Place) throws(GivenUp) {
    var map = try openedMap(.place)
    var idWord = -1
    var names = (street: -1, town: -1, force: -1)
    while let key = try key(&map) {
      switch key {
      case .id: idWord = try word(as: .id)
      case .kind: place.kind = try sharedText()
      case .street:
        names.street = try word(as: .text)
        place.street = words.text(names.street)
      case .town:
        names.town = try word(as: .text)
        place.town = words.text(names.town)
      case .policeForce:
        names.force = try word(as: .text)
        place.policeForce = words.text(names.force)
      case .country:
        let word = try word(as: .smallName)
        if known.meaning(word).lists.contains(.shortCountry) { throw GivenUp() }
        place.country = words.text(word)
      default: throw GivenUp()
      }
    }
    guard idWord >= 0, declaration(idWord).place != stamp else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) { $0.place = stamp }
    placeNames.append(names)
    place.id = words.text(idWord)
  }

  mutating func read(_ thing: inout Thing) throws(GivenUp) {
    var map = try openedMap(.thing)
    var idWord = -1
    while let key = try key(&map) {
      switch key {
      case .id: idWord = try word(as: .id)
      case .kind: thing.kind = try sharedText()
      case .mark: thing.mark = try text()
      default: throw GivenUp()
      }
    }
    guard idWord >= 0, declaration(idWord).thing != stamp else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) { $0.thing = stamp }
    thing.id = words.text(idWord)
  }

  // MARK: Sources

  mutating func read(_ source: inout Source) throws(GivenUp) {
    var map = try openedMap(.source)
    var idWord = -1
    var repeats = -1
    while let key = try key(&map) {
      switch key {
      case .id:
        idWord = try word(as: .id)
        source.id = words.text(idWord)
      case .agency: source.agency = try agency()
      case .kind: source.kind = try word(in: .sourceKind)
      case .made: source.made = try date()
      case .held: source.held = try date()
      case .shared: source.shared = try sharings()
      case .ref: source.ref = try text()
      case .grade: source.grade = try grade()
      case .repeats:
        repeats = try mention(.source)
        source.repeats = words.text(repeats)
      default: throw GivenUp()
      }
    }
    guard idWord >= 0, !source.agency.isEmpty, !source.kind.isEmpty,
      declaration(idWord).source != stamp, !isCertainly(source.made, after: source.held)
    else { throw GivenUp() }
    for index in source.shared.indices
    where isCertainly(source.made, after: source.shared[index].on) {
      throw GivenUp()
    }
    let stamp = stamp
    declare(idWord) {
      $0.source = stamp
      $0.repeats = repeats
    }
    if repeats >= 0 { repeating.append(idWord) }
  }

  private mutating func sharings() throws(GivenUp) -> [Source.Sharing] {
    if lexer.next == UInt8(ascii: "{") { return [try sharing()] }
    let sharings = try list { reader throws(GivenUp) in try reader.sharing() }
    if sharings.isEmpty { throw GivenUp() }
    return sharings
  }

  private mutating func sharing() throws(GivenUp) -> Source.Sharing {
    var map = try openedMap(.sharing)
    var with: String?
    var on: UncertainDate?
    while let key = try key(&map) {
      switch key {
      case .with: with = try agency()
      case .on: on = try date()
      default: throw GivenUp()
      }
    }
    return Source.Sharing(with: try Self.known(with), on: try Self.known(on))
  }

  private mutating func grade() throws(GivenUp) -> Source.Grade {
    var map = try openedMap(.grade)
    var scheme: String?
    var value: String?
    while let key = try key(&map) {
      switch key {
      case .scheme: scheme = try sharedText()
      case .value: value = try sharedText()
      default: throw GivenUp()
      }
    }
    return Source.Grade(scheme: try Self.known(scheme), value: try Self.known(value))
  }

  // MARK: Warnings

  mutating func read(_ warning: inout Warning) throws(GivenUp) {
    var map = try openedMap(.warning)
    var idWord = -1
    var hash: UInt64 = 0
    while let key = try key(&map) {
      switch key {
      case .id: idWord = try word(as: .id)
      case .about: warning.about = try mentionList(.about, hash: &hash)
      case .raisedBy: (warning.raisedByRole, warning.raisedByAgency) = try raisedBy()
      case .on: warning.on = try date()
      case .to: warning.to = try agency()
      case .sources: warning.sources = try mentionList(.source, hash: &hash)
      case .acknowledged: warning.acknowledged = try date()
      case .outcome: warning.outcome = try text()
      default: throw GivenUp()
      }
    }
    guard idWord >= 0, !warning.about.isEmpty, declaration(idWord).warning != stamp,
      !isCertainly(warning.on, after: warning.acknowledged)
    else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) { $0.warning = stamp }
    warning.id = words.text(idWord)
  }

  private mutating func raisedBy() throws(GivenUp) -> (role: String?, agency: String?) {
    var map = try openedMap(.raisedBy)
    var role: String?
    var agency: String?
    while let key = try key(&map) {
      switch key {
      case .role: role = try sharedText()
      case .agency: agency = try self.agency()
      default: throw GivenUp()
      }
    }
    return (role, agency)
  }
}

/// Whether every day that one date may mean lies after every day that the other may.
func isCertainly(_ one: UncertainDate?, after other: UncertainDate?) -> Bool {
  guard let earliest = one?.range.earliest, let latest = other?.range.latest else { return false }
  return earliest > latest
}
