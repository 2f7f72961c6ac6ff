public import CaseRecord
internal import CivilTime
internal import Vocabulary

/// A record as one line of JSON, in the format `heed: case/1`, as a caseload holds it.
///
/// The same record gives the same bytes: keys stand in the order of the format, and roles in that of the alphabet.
public struct CaseLine: Sendable {
  /// The line, without an end.
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// The line of one record.
  public init(_ record: CaseRecord) { append(record) }

  /// Takes the bytes away, and keeps the memory for the next.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  public mutating func appendLineEnd() { bytes.append(0x0A) }

  public mutating func append(_ record: CaseRecord) {
    put("{\"heed\":\"case/1\"")
    field("id", record.id)
    field("title", record.title)
    field("jurisdiction", record.jurisdiction)
    list("people", record.people) { line, person in line.write(person) }
    list("places", record.places) { line, place in line.write(place) }
    list("things", record.things) { line, thing in line.write(thing) }
    list("sources", record.sources) { line, source in line.write(source) }
    list("statements", record.statements) { line, statement in line.write(statement) }
    list("responses", record.responses) { line, response in line.write(response) }
    list("warnings", record.warnings) { line, warning in line.write(warning) }
    bytes.append(0x7D)
  }

  // MARK: Entries

  private mutating func write(_ person: Person) {
    open("id", person.id)
    field("role", person.role.rawValue)
    if let born = person.born, let source = person.bornSource {
      put(",\"born\":")
      open("date", born.literal)
      field("source", source)
      bytes.append(0x7D)
    } else {
      field("born", person.born?.literal)
    }
    field("stands-for", person.standsFor)
    list("identifiers", person.identifiers) { line, identifier in
      line.open("scheme", identifier.scheme.rawValue)
      line.field("issuer", identifier.issuer)
      line.field("value", identifier.value)
      line.bytes.append(0x7D)
    }
    bytes.append(0x7D)
  }

  private mutating func write(_ place: Place) {
    open("id", place.id)
    field("kind", place.kind)
    field("street", place.street)
    field("town", place.town)
    field("police-force", place.policeForce)
    field("country", place.country)
    bytes.append(0x7D)
  }

  private mutating func write(_ thing: Thing) {
    open("id", thing.id)
    field("kind", thing.kind)
    field("mark", thing.mark)
    bytes.append(0x7D)
  }

  private mutating func write(_ source: Source) {
    open("id", source.id)
    field("agency", source.agency)
    field("kind", source.kind)
    field("made", source.made?.literal)
    field("held", source.held?.literal)
    list("shared", source.shared) { line, sharing in
      line.open("with", sharing.with)
      line.field("on", sharing.on.literal)
      line.bytes.append(0x7D)
    }
    field("ref", source.ref)
    if let grade = source.grade {
      put(",\"grade\":")
      open("scheme", grade.scheme)
      field("value", grade.value)
      bytes.append(0x7D)
    }
    field("repeats", source.repeats)
    bytes.append(0x7D)
  }

  private mutating func write(_ statement: Statement) {
    open("fact", statement.fact)
    texts("child", statement.children)
    texts("by", statement.by)
    texts("with", statement.with)
    field("from", statement.from)
    field("to", statement.to)
    if statement.roles.count == 1, let role = statement.roles.first {
      self.role(role.key, role.value)
    } else if !statement.roles.isEmpty {
      for role in statement.roles.sorted(by: { $0.key < $1.key }) {
        self.role(role.key, role.value)
      }
    }
    if let number = statement.number {
      key("number")
      put(digits: String(number))
      if statement.count != .atLeast { field("count", statement.count.rawValue) }
    }
    field("event", statement.event)
    field("when", statement.when?.literal)
    put(statement.says ? ",\"says\":\"yes\"" : ",\"says\":\"no\"")
    field("source", statement.source)
    field("note", statement.note)
    bytes.append(0x7D)
  }

  private mutating func write(_ response: Response) {
    open("act", response.act.rawValue)
    texts("about", response.about)
    field("by", response.by)
    field("to", response.to)
    field("on", response.on?.literal)
    field("reason", response.reason)
    texts("relies-on", response.reliesOn)
    field("decided-by", response.decidedBy)
    field("framework", response.framework)
    field("suspect", response.suspect)
    field("event", response.event)
    field("answer", response.answer?.rawValue)
    field("outcome", response.outcome?.rawValue)
    field("stage", response.stage?.rawValue)
    field("decision", response.decision?.rawValue)
    field("duty", response.duty)
    texts("sources", response.sources)
    bytes.append(0x7D)
  }

  private mutating func write(_ warning: Warning) {
    open("id", warning.id)
    texts("about", warning.about)
    if warning.raisedByRole != nil || warning.raisedByAgency != nil {
      put(",\"raised-by\":{")
      if let role = warning.raisedByRole {
        put("\"role\":")
        write(role)
        if warning.raisedByAgency != nil { bytes.append(0x2C) }
      }
      if let agency = warning.raisedByAgency {
        put("\"agency\":")
        write(agency)
      }
      bytes.append(0x7D)
    }
    field("on", warning.on?.literal)
    field("to", warning.to)
    texts("sources", warning.sources)
    field("acknowledged", warning.acknowledged?.literal)
    field("outcome", warning.outcome)
    bytes.append(0x7D)
  }

  // MARK: JSON

  private mutating func put(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func put(digits text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func key(_ key: StaticString) {
    bytes.append(0x2C)
    bytes.append(0x22)
    put(key)
    bytes.append(0x22)
    bytes.append(0x3A)
  }

  /// Begins a map with its first key.
  private mutating func open(_ key: StaticString, _ value: String) {
    bytes.append(0x7B)
    bytes.append(0x22)
    put(key)
    bytes.append(0x22)
    bytes.append(0x3A)
    write(value)
  }

  private mutating func field(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    self.key(key)
    write(value)
  }

  /// One text as itself, several as a list, none as nothing.
  private mutating func texts(_ key: StaticString, _ values: [String]) {
    if values.isEmpty { return }
    self.key(key)
    write(values)
  }

  /// A role, whose name comes from the vocabulary.
  private mutating func role(_ name: String, _ words: [String]) {
    if words.isEmpty { return }
    bytes.append(0x2C)
    write(name)
    bytes.append(0x3A)
    write(words)
  }

  private mutating func write(_ values: [String]) {
    if values.count == 1 {
      write(values[0])
      return
    }
    bytes.append(0x5B)
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      write(value)
    }
    bytes.append(0x5D)
  }

  private mutating func list<Item>(
    _ key: StaticString, _ items: [Item], _ write: (inout CaseLine, Item) -> Void
  ) {
    if items.isEmpty { return }
    self.key(key)
    bytes.append(0x5B)
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      write(&self, item)
    }
    bytes.append(0x5D)
  }

  private mutating func write(_ text: String) {
    bytes.append(0x22)
    var text = text
    let isPlain = text.withUTF8 { buffer in
      var isOdd = false
      for byte in buffer { isOdd = isOdd || byte < 0x20 || byte == 0x22 || byte == 0x5C }
      if !isOdd { bytes.append(contentsOf: buffer) }
      return !isOdd
    }
    if !isPlain { writeEscaped(text) }
    bytes.append(0x22)
  }

  private mutating func writeEscaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0x0A: put("\\n")
      case 0x0D: put("\\r")
      case 0x09: put("\\t")
      case 0x00..<0x20:
        put("\\u00")
        put(byte < 0x10 ? "0" : "1")
        put(digits: String(byte & 0xF, radix: 16))
      default: bytes.append(byte)
      }
    }
  }
}
