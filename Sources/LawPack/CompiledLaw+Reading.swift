internal import Calendars
internal import CivilTime
internal import EvidenceLogic
internal import Vocabulary

extension LawPack {
  /// The pack that `compiled()` wrote; nil if the bytes are damaged.
  ///
  /// Only the build that wrote the bytes understands them. Nothing is read outside them whatever they are, but a formula that
  /// somebody else made up may be too large to answer, so whoever keeps them also keeps a checksum.
  public init?(compiled bytes: [UInt8]) {
    guard let pack = try? bytes.withUnsafeBytes({ try CompiledLawReader.pack(in: $0) }) else {
      return nil
    }
    self = pack
  }
}

private struct CompiledLawReader {
  private let bytes: UnsafeRawBufferPointer
  private var next = 0
  private var strings: [String] = []
  private var formulas: [Formula<LawLeaf>] = []
  private var tests: [Formula<Int>] = []

  static func pack(in bytes: UnsafeRawBufferPointer) throws -> LawPack {
    var reader = CompiledLawReader(bytes: bytes)
    try reader.readTables()
    let pack = try reader.pack()
    guard reader.next == bytes.count else { throw DamagedCompiledLaw() }
    return pack
  }

  private init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  // MARK: Plain values

  private mutating func byte() throws -> UInt8 {
    guard next < bytes.count else { throw DamagedCompiledLaw() }
    defer { next += 1 }
    return bytes[next]
  }

  private mutating func number() throws -> Int {
    var value: UInt = 0
    var shift: UInt = 0
    while shift < UInt.bitWidth {
      let byte = try byte()
      value |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: value) }
      shift += 7
    }
    throw DamagedCompiledLaw()
  }

  /// A number of things, each of which takes at least one byte of those that are left.
  private mutating func count() throws -> Int {
    let count = try number()
    guard count >= 0, count <= bytes.count - next else { throw DamagedCompiledLaw() }
    return count
  }

  private mutating func flag() throws -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw DamagedCompiledLaw()
    }
  }

  private mutating func text() throws -> String {
    let number = try number()
    guard strings.indices.contains(number) else { throw DamagedCompiledLaw() }
    return strings[number]
  }

  private mutating func day() throws -> CivilDate {
    let coded = UInt(bitPattern: try number())
    let number = Int(bitPattern: coded >> 1) ^ -Int(bitPattern: coded & 1)
    let day = CivilDate(dayNumber: number)
    guard day.dayNumber == number else { throw DamagedCompiledLaw() }
    return day
  }

  private mutating func word<Word: CaseIterable>(_: Word.Type) throws -> Word {
    let place = Int(try byte())
    guard place < Word.allCases.count else { throw DamagedCompiledLaw() }
    return Word.allCases[Word.allCases.index(Word.allCases.startIndex, offsetBy: place)]
  }

  private mutating func optional<Value>(
    _ read: (inout CompiledLawReader) throws -> Value
  ) throws -> Value? {
    try flag() ? read(&self) : nil
  }

  private mutating func list<Value>(
    _ read: (inout CompiledLawReader) throws -> Value
  ) throws -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }

  private mutating func texts() throws -> [String] { try list { try $0.text() } }

  private mutating func optionalText() throws -> String? { try optional { try $0.text() } }

  // MARK: Tables

  private mutating func readTables() throws {
    strings = try list { reader in
      let length = try reader.count()
      defer { reader.next += length }
      let piece = UnsafeRawBufferPointer(rebasing: reader.bytes[reader.next..<reader.next + length])
      return String(decoding: piece, as: UTF8.self)
    }
    formulas = try table { try $0.leaf() }
    tests = try table { try $0.number() }
  }

  /// A table of formulas, each built of those before it.
  private mutating func table<Leaf>(
    _ leaf: (inout CompiledLawReader) throws -> Leaf
  ) throws -> [Formula<Leaf>] {
    let count = try count()
    var table: [Formula<Leaf>] = []
    table.reserveCapacity(count)
    for _ in 0..<count {
      guard let kind = CompiledLaw.Node(rawValue: try byte()) else { throw DamagedCompiledLaw() }
      if kind == .leaf {
        table.append(.leaf(try leaf(&self)))
        continue
      }
      let parts = try list { reader in
        let number = try reader.number()
        guard table.indices.contains(number) else { throw DamagedCompiledLaw() }
        return table[number]
      }
      table.append(try connected(kind, parts))
    }
    return table
  }

  private mutating func connected<Leaf>(
    _ kind: CompiledLaw.Node, _ parts: [Formula<Leaf>]
  ) throws -> Formula<Leaf> {
    if kind == .all { return .all(parts) }
    if kind == .any { return .any(parts) }
    if kind == .atLeast { return .atLeast(try number(), parts) }
    guard let part = parts.first, parts.count == 1 else { throw DamagedCompiledLaw() }
    return .not(part)
  }

  private mutating func formula() throws -> Formula<LawLeaf> {
    let number = try number()
    guard formulas.indices.contains(number) else { throw DamagedCompiledLaw() }
    return formulas[number]
  }

  private mutating func test(over count: Int) throws -> Formula<Int> {
    let number = try number()
    guard tests.indices.contains(number),
      tests[number].leaves.allSatisfy({ (0..<count).contains($0.leaf) })
    else { throw DamagedCompiledLaw() }
    return tests[number]
  }

  private mutating func leaf() throws -> LawLeaf {
    if try flag() { return .fact(try factTest()) }
    return .framework(
      FrameworkReference(id: try text(), reading: try optionalText(), asConduct: try flag()))
  }

  private mutating func factTest() throws -> FactTest {
    FactTest(
      fact: try text(), atLeast: try optional { try $0.number() },
      of: try optional { try $0.word(FactTest.Counted.self) },
      since: try optional { try $0.day() }, childUnder: try optional { try $0.number() },
      conditions: try list { FactTest.Condition(role: try $0.text(), words: try $0.texts()) })
  }

  // MARK: The law

  private mutating func pack() throws -> LawPack {
    LawPack(
      vocabulary: try vocabulary(),
      terms: try list {
        Term(
          name: try $0.text(), says: try $0.text(), note: try $0.optionalText(),
          formula: try $0.formula())
      },
      frameworks: try list { try $0.framework() },
      twoFrameworks: try optional { try $0.twoFrameworks() }, pathways: try pathways(),
      calendars: try list { try $0.calendar() }, openQuestions: try list { try $0.openQuestion() },
      contentHash: try text())
  }

  private mutating func pathways() throws -> Pathways {
    Pathways(
      bodies: try list {
        Body(name: try $0.text(), says: try $0.text(), includes: try $0.texts())
      },
      all: try list { try $0.pathway() })
  }

  private mutating func pathway() throws -> Pathway {
    Pathway(
      id: try text(), also: try texts(), title: try text(), says: try text(),
      kind: try word(Pathway.Kind.self), changes: try word(Pathway.Change.self),
      jurisdictions: try texts(), inForce: try optional { try $0.inForce() }, on: try texts(),
      openedBy: try list { try $0.trigger() }, clock: try optional { try $0.clock() },
      metBy: try list { try $0.word(ResponseAct.self) },
      endedBy: try list { try $0.word(ResponseAct.self) }, isOfEachBody: try flag(),
      mayPause: try flag(),
      isLocal: try flag(), cite: try text(), read: try optionalText(),
      status: try word(Verification.self), notes: try texts(), heading: try text(),
      file: try text())
  }

  private mutating func trigger() throws -> Pathway.Trigger {
    switch try number() {
    case 0:
      .response(
        try word(ResponseAct.self), stage: try optional { try $0.word(ResponseStage.self) },
        decision: try optional { try $0.word(ResponseDecision.self) }, by: try optionalText())
    case 1: .warning
    case 2: .fact(try text())
    case 3: .family(try word(Framework.Family.self))
    case 4: .pathway(try text())
    case 5: .always
    default: throw DamagedCompiledLaw()
    }
  }

  private mutating func clock() throws -> Pathway.Clock {
    let start: Pathway.Clock.Start =
      switch try number() {
      case 0: .on(try trigger())
      case 1: .known
      case 2: .birthday(try number())
      default: throw DamagedCompiledLaw()
      }
    return Pathway.Clock(
      start: start, which: try word(Pathway.Clock.Which.self), within: try limit(),
      isBefore: try flag(), notBefore: try limit(), reads: try optionalText())
  }

  private mutating func limit() throws -> Limit? {
    guard let text = try optionalText() else { return nil }
    guard let limit = Limit(text) else { throw DamagedCompiledLaw() }
    return limit
  }

  private mutating func calendar() throws -> Calendar {
    Calendar(
      name: try text(), jurisdictions: try texts(),
      covers: DayRange(try optional { try $0.day() }, try optional { try $0.day() }),
      holidays: try list { Calendar.Holiday(day: try $0.day(), name: try $0.text()) },
      version: try text(), source: try text(), status: try text(), notes: try texts())
  }

  private mutating func openQuestion() throws -> OpenQuestion {
    OpenQuestion(
      id: try text(), asks: try text(), outcome: try word(OpenQuestion.Outcome.self),
      shows: try references(), readings: try texts(), why: try text(), cite: try text(),
      status: try word(Verification.self))
  }

  private mutating func inForce() throws -> Framework.InForce {
    Framework.InForce(
      from: try optional { try $0.day() }, to: try optional { try $0.day() },
      uncommenced: try optional { try $0.day() }, cite: try text(),
      status: try word(Verification.self))
  }

  private mutating func twoFrameworks() throws -> TwoFrameworkTable {
    TwoFrameworkTable(
      left: try column(), right: try column(), identification: try texts(),
      rows: try list {
        TwoFrameworkTable.Row(
          name: try $0.word(TwoFrameworkTable.RowName.self), title: try $0.text(),
          question: try $0.text(), left: try $0.cell(), right: try $0.cell())
      },
      together: try list {
        TwoFrameworkTable.Pair(
          id: try $0.text(), says: try $0.text(), cite: try $0.text(),
          status: try $0.word(Verification.self), when: try $0.list { try $0.condition() })
      })
  }

  private mutating func column() throws -> TwoFrameworkTable.Column {
    TwoFrameworkTable.Column(title: try text(), frameworks: try texts())
  }

  private mutating func cell() throws -> TwoFrameworkTable.Cell {
    TwoFrameworkTable.Cell(
      says: try text(), cite: try text(), status: try word(Verification.self),
      shows: try references(),
      corrections: try list {
        TwoFrameworkTable.Correction(
          id: try $0.text(), was: try $0.text(), is: try $0.text(), cite: try $0.text(),
          status: try $0.word(Verification.self))
      })
  }

  private mutating func references() throws -> [TestReference] {
    try list {
      TestReference(framework: try $0.text(), element: try $0.optionalText())
    }
  }

  private mutating func condition() throws -> TwoFrameworkTable.Condition {
    TwoFrameworkTable.Condition(
      try word(TwoFrameworkTable.Condition.Quantifier.self), of: try references(),
      are: try list { try $0.word(State.self) })
  }

  private mutating func vocabulary() throws -> Vocabulary {
    Vocabulary(
      facts: try list { try $0.fact() },
      sourceKinds: try list {
        SourceKind(
          name: try $0.text(), sourceClass: try $0.word(SourceClass.self), says: try $0.text())
      },
      factors: try list {
        Factor(name: try $0.text(), says: try $0.text(), code: try $0.text(), facts: try $0.texts())
      },
      irrelevantReasons: try list {
        IrrelevantReason(code: try $0.text(), fact: try $0.optionalText(), says: try $0.text())
      })
  }

  private mutating func fact() throws -> Fact {
    Fact(
      name: try text(), group: try text(), kind: try word(Fact.Kind.self),
      shows: try optional { try $0.word(Fact.Shows.self) }, ask: try text(), foundIn: try texts(),
      roles: try pairs { (try $0.text(), try $0.texts()) }, implies: try texts(),
      denies: try list { Fact.Denial(fact: try $0.text(), atLeast: try $0.number()) },
      isNeverAgainst: try flag(), computed: try optional { try $0.word(Fact.Computed.self) },
      countedFrom: try texts(), note: try optionalText())
  }

  private mutating func pairs<Key: Hashable, Value>(
    _ read: (inout CompiledLawReader) throws -> (Key, Value)
  ) throws -> [Key: Value] {
    Dictionary(try list(read), uniquingKeysWith: { first, _ in first })
  }

  private mutating func framework() throws -> Framework {
    let id = try text()
    let title = try text()
    let short = try text()
    let kind = try word(Framework.Kind.self)
    let family = try optional { try $0.word(Framework.Family.self) }
    let about = try word(Framework.Subject.self)
    let jurisdiction = try text()
    let governsBy = try word(Framework.Governing.self)
    let inForce = try optional { try $0.inForce() }
    let straddle = try list {
      Framework.Straddle(
        at: try $0.word(Framework.Straddle.Edge.self),
        effect: try $0.word(Framework.Straddle.Effect.self), cite: try $0.text(),
        says: try $0.text())
    }
    let penalty = try optional {
      Framework.Penalty(
        years: try $0.optional { try $0.number() }, cite: try $0.text(),
        says: try $0.optionalText(), status: try $0.word(Verification.self))
    }
    let standard = try optional {
      Framework.Standard(
        says: try $0.text(), cite: try $0.text(), status: try $0.word(Verification.self))
    }
    let status = try word(Verification.self)
    let elements = try list { try $0.element() }
    return Framework(
      id: id, title: title, short: short, kind: kind, family: family, about: about,
      jurisdiction: jurisdiction, governsBy: governsBy, inForce: inForce, straddle: straddle,
      penalty: penalty, standard: standard, status: status,
      elements: elements, test: try test(over: elements.count),
      routes: try pairs { (try $0.number(), try $0.text()) }, eventSame: try flag(),
      irrelevant: try list {
        Framework.Irrelevance(fact: try $0.text(), cite: try $0.text(), says: try $0.text())
      },
      notNeeded: try texts(), opens: try texts(), childLink: try optional { try $0.formula() },
      notes: try texts(), read: try optionalText(), act: try text(), actCite: try optionalText(),
      file: try text())
  }

  private mutating func element() throws -> Element {
    Element(
      id: try text(), says: try text(), cite: try text(), status: try word(Verification.self),
      body: try body(), bySame: try flag(), judgement: try optionalText(),
      question: try optionalText(), why: try optionalText(), read: try optionalText())
  }

  private mutating func body() throws -> Element.Body {
    if try flag() { return .decide(try text()) }
    return .formula(narrow: try formula(), also: try list { try $0.formula() })
  }
}
