internal import CaseRecord
internal import CivilTime

extension FastReader {
  // MARK: People

  mutating func person() throws(GivenUp) -> Person {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var there = 0
    var person = Person(id: "", role: .child)
    var idWord = 0
    while let place = try lexer.place(in: personKeys, &state) {
      there |= 1 << place
      switch place {
      case 0:
        idWord = try word(as: .id)
        if words.uses[idWord].contains(.group) { throw GivenUp() }
        person.id = words.texts[idWord]
      case 1: person.role = try value(in: known.personRole)
      case 2: try born(&person)
      case 3: person.standsFor = try text()
      default:
        if lexer.next == UInt8(ascii: "{") {
          person.identifiers.append(try identifier())
        } else {
          var isFirst = try opened()
          while try lexer.hasItem(isFirst: &isFirst) {
            let identifier = try identifier()
            if person.identifiers.count > 64 || person.identifiers.contains(identifier) {
              throw GivenUp()
            }
            person.identifiers.append(identifier)
          }
        }
        if person.identifiers.isEmpty { throw GivenUp() }
      }
    }
    guard there & 0b11 == 0b11, declaration(idWord).person != stamp else { throw GivenUp() }
    let isPooled = person.isPooled
    if isPooled, there & 0b10100 != 0 { throw GivenUp() }
    let role = person.role
    let stamp = stamp
    declare(idWord) {
      $0.person = stamp
      $0.role = role
      $0.isPooled = isPooled
    }
    return person
  }

  private mutating func born(_ person: inout Person) throws(GivenUp) {
    guard lexer.next == UInt8(ascii: "{") else {
      person.born = try date()
      return
    }
    lexer.index += 1
    var state = MapState()
    while let place = try lexer.place(in: bornKeys, &state) {
      switch place {
      case 0: person.born = try date()
      default: person.bornSource = try mentioned(.source)
      }
    }
    if person.born == nil { throw GivenUp() }
  }

  private mutating func identifier() throws(GivenUp) -> Person.Identifier {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var there = 0
    var identifier = Person.Identifier(scheme: .telephone, value: "")
    while let place = try lexer.place(in: identifierKeys, &state) {
      there |= 1 << place
      switch place {
      case 0: identifier.scheme = try value(in: known.scheme)
      case 1: identifier.issuer = try agency()
      default: identifier.value = try text()
      }
    }
    guard there & 0b101 == 0b101, identifier.issuer != nil || !identifier.scheme.needsIssuer
    else { throw GivenUp() }
    return identifier
  }

  @inline(__always)
  mutating func date() throws(GivenUp) -> UncertainDate {
    let word = try word()
    guard let date = words.date(word) else { throw GivenUp() }
    return date
  }

  // MARK: Places and things

  mutating func place() throws(GivenUp) -> Place {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var idWord = -1
    var result = Place(id: "")
    var names = (street: -1, town: -1, force: -1)
    while let place = try lexer.place(in: placeKeys, &state) {
      switch place {
      case 0:
        idWord = try word(as: .id)
        result.id = words.texts[idWord]
      case 1: result.kind = try sharedText()
      case 2:
        names.street = try word(as: .text)
        result.street = words.texts[names.street]
      case 3:
        names.town = try word(as: .text)
        result.town = words.texts[names.town]
      case 4:
        names.force = try word(as: .text)
        result.policeForce = words.texts[names.force]
      default:
        let word = try word(as: .smallName)
        if known.isKnown(word, in: known.shortCountries) { throw GivenUp() }
        result.country = words.texts[word]
      }
    }
    guard idWord >= 0, declaration(idWord).place != stamp else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) { $0.place = stamp }
    placeNames.append(names)
    return result
  }

  mutating func thing() throws(GivenUp) -> Thing {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var idWord = -1
    var thing = Thing(id: "")
    while let place = try lexer.place(in: thingKeys, &state) {
      switch place {
      case 0:
        idWord = try word(as: .id)
        thing.id = words.texts[idWord]
      case 1: thing.kind = try sharedText()
      default: thing.mark = try text()
      }
    }
    guard idWord >= 0, declaration(idWord).thing != stamp else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) { $0.thing = stamp }
    return thing
  }

  // MARK: Sources

  mutating func source() throws(GivenUp) -> Source {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var there = 0
    var idWord = 0
    var repeats = -1
    var source = Source(id: "", agency: "", kind: "")
    while let place = try lexer.place(in: sourceKeys, &state) {
      there |= 1 << place
      switch place {
      case 0:
        idWord = try word(as: .id)
        source.id = words.texts[idWord]
      case 1: source.agency = try agency()
      case 2:
        let word = try word()
        guard known.isKnown(word, in: known.sourceKind) else { throw GivenUp() }
        source.kind = words.texts[word]
      case 3: source.made = try date()
      case 4: source.held = try date()
      case 5:
        if lexer.next == UInt8(ascii: "{") {
          source.shared.append(try sharing())
        } else {
          var isFirst = try opened()
          while try lexer.hasItem(isFirst: &isFirst) { source.shared.append(try sharing()) }
          if source.shared.isEmpty { throw GivenUp() }
        }
      case 6: source.ref = try text()
      case 7: source.grade = try grade()
      default:
        repeats = try mention(.source)
        source.repeats = words.texts[repeats]
      }
    }
    guard there & 0b111 == 0b111, declaration(idWord).source != stamp,
      !isCertainly(source.made, after: source.held),
      !source.shared.contains(where: { isCertainly(source.made, after: $0.on) })
    else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) {
      $0.source = stamp
      $0.repeats = repeats
    }
    if repeats >= 0 { repeating.append(idWord) }
    return source
  }

  private mutating func sharing() throws(GivenUp) -> Source.Sharing {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var with: String?
    var on: UncertainDate?
    while let place = try lexer.place(in: sharingKeys, &state) {
      if place == 0 { with = try agency() } else { on = try date() }
    }
    guard let with, let on else { throw GivenUp() }
    return Source.Sharing(with: with, on: on)
  }

  private mutating func grade() throws(GivenUp) -> Source.Grade {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var scheme: String?
    var value: String?
    while let place = try lexer.place(in: gradeKeys, &state) {
      if place == 0 { scheme = try sharedText() } else { value = try sharedText() }
    }
    guard let scheme, let value else { throw GivenUp() }
    return Source.Grade(scheme: scheme, value: value)
  }

  // MARK: Warnings

  mutating func warning() throws(GivenUp) -> Warning {
    try lexer.take(UInt8(ascii: "{"))
    var state = MapState()
    var there = 0
    var idWord = 0
    var hash: UInt64 = 0
    var warning = Warning(id: "", about: [])
    while let place = try lexer.place(in: warningKeys, &state) {
      there |= 1 << place
      switch place {
      case 0:
        idWord = try word(as: .id)
        warning.id = words.texts[idWord]
      case 1: warning.about = try mentionList(.about, hash: &hash)
      case 2:
        try lexer.take(UInt8(ascii: "{"))
        var inner = MapState()
        while let place = try lexer.place(in: raisedKeys, &inner) {
          if place == 0 {
            warning.raisedByRole = try sharedText()
          } else {
            warning.raisedByAgency = try agency()
          }
        }
      case 3: warning.on = try date()
      case 4: warning.to = try agency()
      case 5: warning.sources = try mentionList(.source, hash: &hash)
      case 6: warning.acknowledged = try date()
      default: warning.outcome = try text()
      }
    }
    guard there & 0b11 == 0b11, declaration(idWord).warning != stamp,
      !isCertainly(warning.on, after: warning.acknowledged)
    else { throw GivenUp() }
    let stamp = stamp
    declare(idWord) { $0.warning = stamp }
    return warning
  }
}

/// Whether every day that one date may mean lies after every day that the other may.
func isCertainly(_ one: UncertainDate?, after other: UncertainDate?) -> Bool {
  guard let earliest = one?.range.earliest, let latest = other?.range.latest else { return false }
  return earliest > latest
}
