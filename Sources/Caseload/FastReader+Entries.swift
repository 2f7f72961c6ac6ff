internal import CaseRecord
internal import CivilTime

extension FastReader {
  // MARK: People

  mutating func person() throws(GivenUp) -> Person {
    var map = try openedMap()
    var idWord = -1
    var role: Person.Role?
    var born: UncertainDate?
    var bornSource: String?
    var standsFor: String?
    var identifiers: [Person.Identifier] = []
    while let key = try key(&map) {
      switch key {
      case .id:
        idWord = try word(as: .id)
        if words.uses(idWord).contains(.group) { throw GivenUp() }
      case .role: role = try Self.known(meaning().personRole)
      case .born:
        if lexer.next == UInt8(ascii: "{") {
          (born, bornSource) = try dateWithSource()
        } else {
          born = try date()
        }
      case .standsFor: standsFor = try text()
      case .identifiers: identifiers = try self.identifiers()
      default: throw GivenUp()
      }
    }
    let isPooled = standsFor != nil
    guard let role, idWord >= 0, declaration(idWord).person != stamp,
      !isPooled || (born == nil && identifiers.isEmpty)
    else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) {
      $0.person = stamp
      $0.role = role
      $0.isPooled = isPooled
    }
    return Person(
      id: words.text(idWord), role: role, born: born, bornSource: bornSource,
      standsFor: standsFor, identifiers: identifiers)
  }

  private mutating func dateWithSource() throws(GivenUp) -> (UncertainDate, String?) {
    var map = try openedMap()
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
    let identifiers = try list(usual: 2) { reader throws(GivenUp) in try reader.identifier() }
    guard (1...65).contains(identifiers.count) else { throw GivenUp() }
    for (number, identifier) in identifiers.enumerated().dropFirst()
    where identifiers[..<number].contains(identifier) {
      throw GivenUp()
    }
    return identifiers
  }

  private mutating func identifier() throws(GivenUp) -> Person.Identifier {
    var map = try openedMap()
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
    let token = try lexer.string()
    guard token.isPlain else { throw GivenUp() }
    let bytes = UnsafeBufferPointer(start: lexer.bytes + token.start, count: token.count)
    // There are too many days for each to be kept, and most are quickly read.
    if let date = UncertainDate(plain: bytes.span) { return date }
    guard let date = words.date(word(of: token)) else { throw GivenUp() }
    return date
  }

  // MARK: Places and things

  mutating func place() throws(GivenUp) -> Place {
    var map = try openedMap()
    var idWord = -1
    var kind: String?
    var names = (street: -1, town: -1, force: -1)
    var country: String?
    while let key = try key(&map) {
      switch key {
      case .id: idWord = try word(as: .id)
      case .kind: kind = try sharedText()
      case .street: names.street = try word(as: .text)
      case .town: names.town = try word(as: .text)
      case .policeForce: names.force = try word(as: .text)
      case .country:
        let word = try word(as: .smallName)
        if known.meaning(word).lists.contains(.shortCountry) { throw GivenUp() }
        country = words.text(word)
      default: throw GivenUp()
      }
    }
    guard idWord >= 0, declaration(idWord).place != stamp else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) { $0.place = stamp }
    placeNames.append(names)
    return Place(
      id: words.text(idWord), kind: kind, street: text(of: names.street),
      town: text(of: names.town), policeForce: text(of: names.force), country: country)
  }

  /// The text of a word; nil of none.
  private func text(of word: Int) -> String? { word < 0 ? nil : words.text(word) }

  mutating func thing() throws(GivenUp) -> Thing {
    var map = try openedMap()
    var idWord = -1
    var kind: String?
    var mark: String?
    while let key = try key(&map) {
      switch key {
      case .id: idWord = try word(as: .id)
      case .kind: kind = try sharedText()
      case .mark: mark = try text()
      default: throw GivenUp()
      }
    }
    guard idWord >= 0, declaration(idWord).thing != stamp else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) { $0.thing = stamp }
    return Thing(id: words.text(idWord), kind: kind, mark: mark)
  }

  // MARK: Sources

  mutating func read(_ source: inout Source) throws(GivenUp) {
    var map = try openedMap()
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
    let sharings = try list(usual: 2) { reader throws(GivenUp) in try reader.sharing() }
    if sharings.isEmpty { throw GivenUp() }
    return sharings
  }

  private mutating func sharing() throws(GivenUp) -> Source.Sharing {
    var map = try openedMap()
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
    var map = try openedMap()
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

  mutating func warning() throws(GivenUp) -> Warning {
    var map = try openedMap()
    var idWord = -1
    var about: [String] = []
    var raisedBy: (role: String?, agency: String?)
    var on: UncertainDate?
    var to: String?
    var sources: [String] = []
    var acknowledged: UncertainDate?
    var outcome: String?
    var hash: UInt64 = 0
    while let key = try key(&map) {
      switch key {
      case .id: idWord = try word(as: .id)
      case .about: about = try mentionList(.about, hash: &hash)
      case .raisedBy: raisedBy = try self.raisedBy()
      case .on: on = try date()
      case .to: to = try agency()
      case .sources: sources = try mentionList(.source, hash: &hash)
      case .acknowledged: acknowledged = try date()
      case .outcome: outcome = try text()
      default: throw GivenUp()
      }
    }
    guard idWord >= 0, !about.isEmpty, declaration(idWord).warning != stamp,
      !isCertainly(on, after: acknowledged)
    else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) { $0.warning = stamp }
    return Warning(
      id: words.text(idWord), about: about, raisedByRole: raisedBy.role,
      raisedByAgency: raisedBy.agency, on: on, to: to, sources: sources,
      acknowledged: acknowledged, outcome: outcome)
  }

  private mutating func raisedBy() throws(GivenUp) -> (role: String?, agency: String?) {
    var map = try openedMap()
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
