internal import Calendars
internal import CivilTime
internal import EvidenceLogic
internal import Vocabulary

extension LawPack {
  /// The pack as bytes; see `CompiledLaw`.
  public func compiled() -> [UInt8] {
    var writer = CompiledLawWriter()
    writer.put(self)
    return writer.bytes
  }
}

private struct CompiledLawWriter {
  private var body: [UInt8] = []
  private var strings: [String: Int] = [:]
  private var stringTable: [UInt8] = []
  private var formulas = NodeTable()
  private var tests = NodeTable()

  /// Nodes of formulas as bytes, each with its number.
  private struct NodeTable {
    var numbers: [[UInt8]: Int] = [:]
    var bytes: [UInt8] = []
  }

  var bytes: [UInt8] {
    var all: [UInt8] = []
    append(strings.count, to: &all)
    all += stringTable
    for table in [formulas, tests] {
      append(table.numbers.count, to: &all)
      all += table.bytes
    }
    return all + body
  }

  // MARK: Plain values

  private func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func number(of string: String) -> Int {
    if let known = strings[string] { return known }
    append(string.utf8.count, to: &stringTable)
    stringTable += string.utf8
    strings[string] = strings.count
    return strings.count - 1
  }

  mutating func put(_ number: Int) { append(number, to: &body) }

  mutating func put(_ value: Bool) { body.append(value ? 1 : 0) }

  mutating func put(_ string: String) { put(number(of: string)) }

  mutating func put(_ day: CivilDate) {
    let number = day.dayNumber
    put(number << 1 ^ number >> (Int.bitWidth - 1))
  }

  mutating func put<Word: CaseIterable & Equatable>(word: Word) {
    let place = Word.allCases.enumerated().first { $0.element == word }?.offset ?? 0
    body.append(UInt8(place))
  }

  mutating func put<Value>(
    _ value: Value?, _ write: (inout CompiledLawWriter, Value) -> Void
  ) {
    put(value != nil)
    if let value { write(&self, value) }
  }

  mutating func put<Value>(
    list: [Value], _ write: (inout CompiledLawWriter, Value) -> Void
  ) {
    put(list.count)
    for value in list { write(&self, value) }
  }

  mutating func put(strings: [String]) { put(list: strings) { $0.put($1) } }

  mutating func put(string: String?) { put(string) { $0.put($1) } }

  /// What is written into bytes of its own, such as a node of a formula.
  private mutating func apart(_ write: (inout CompiledLawWriter) -> Void) -> [UInt8] {
    let outer = body
    body = []
    write(&self)
    defer { body = outer }
    return body
  }

  // MARK: Formulas

  mutating func put(_ formula: Formula<LawLeaf>) {
    put(number(of: formula, in: \.formulas) { $0.put($1) })
  }

  mutating func put(test formula: Formula<Int>) {
    put(number(of: formula, in: \.tests) { $0.put($1) })
  }

  /// The number of the formula's node, which is added to the table with all that it needs.
  private mutating func number<Leaf>(
    of formula: Formula<Leaf>, in table: WritableKeyPath<Self, NodeTable>,
    _ write: (inout CompiledLawWriter, Leaf) -> Void
  ) -> Int {
    let node = apart { writer in
      func put(_ kind: CompiledLaw.Node, _ parts: [Formula<Leaf>]) {
        writer.body.append(kind.rawValue)
        writer.put(list: parts) { $0.put($0.number(of: $1, in: table, write)) }
      }
      switch formula {
      case .leaf(let leaf):
        writer.body.append(CompiledLaw.Node.leaf.rawValue)
        write(&writer, leaf)
      case .all(let parts): put(.all, parts)
      case .any(let parts): put(.any, parts)
      case .not(let part): put(.not, [part])
      case .atLeast(let count, let parts):
        put(.atLeast, parts)
        writer.put(count)
      }
    }
    if let known = self[keyPath: table].numbers[node] { return known }
    let number = self[keyPath: table].numbers.count
    self[keyPath: table].bytes += node
    self[keyPath: table].numbers[node] = number
    return number
  }

  private mutating func put(_ leaf: LawLeaf) {
    switch leaf {
    case .fact(let test):
      put(true)
      put(test)
    case .framework(let reference):
      put(false)
      put(reference.id)
      put(string: reference.reading)
      put(reference.asConduct)
    }
  }

  private mutating func put(_ test: FactTest) {
    put(test.fact)
    put(test.atLeast) { $0.put($1) }
    put(test.of) { $0.put(word: $1) }
    put(test.since) { $0.put($1) }
    put(test.childUnder) { $0.put($1) }
    put(list: test.conditions) {
      $0.put($1.role)
      $0.put(strings: $1.words)
    }
  }

  // MARK: The law

  mutating func put(_ pack: LawPack) {
    put(pack.vocabulary)
    put(list: pack.terms) {
      $0.put($1.name)
      $0.put($1.says)
      $0.put(string: $1.note)
      $0.put($1.formula)
    }
    put(list: pack.frameworks) { $0.put($1) }
    put(pack.twoFrameworks) { $0.put($1) }
    put(pack.pathways)
    put(list: pack.calendars) { $0.put($1) }
    put(list: pack.openQuestions) {
      $0.put($1.id)
      $0.put($1.asks)
      $0.put(word: $1.outcome)
      $0.put(references: $1.shows)
      $0.put(strings: $1.readings)
      $0.put($1.why)
      $0.put($1.cite)
      $0.put(word: $1.status)
    }
    put(pack.contentHash)
  }

  private mutating func put(_ pathways: Pathways) {
    put(list: pathways.bodies) {
      $0.put($1.name)
      $0.put($1.says)
      $0.put(strings: $1.includes)
    }
    put(list: pathways.all) { $0.put($1) }
  }

  private mutating func put(_ pathway: Pathway) {
    put(pathway.id)
    put(strings: pathway.also)
    put(pathway.title)
    put(pathway.says)
    put(word: pathway.kind)
    put(word: pathway.changes)
    put(strings: pathway.jurisdictions)
    put(pathway.inForce) { $0.put($1) }
    put(strings: pathway.on)
    put(list: pathway.openedBy) { $0.put($1) }
    put(pathway.clock) { $0.put($1) }
    put(list: pathway.metBy) { $0.put(word: $1) }
    put(list: pathway.endedBy) { $0.put(word: $1) }
    put(pathway.isOfEachBody)
    put(pathway.mayPause)
    put(pathway.isLocal)
    put(pathway.cite)
    put(string: pathway.read)
    put(word: pathway.status)
    put(strings: pathway.notes)
    put(pathway.heading)
    put(pathway.file)
  }

  private mutating func put(_ trigger: Pathway.Trigger) {
    switch trigger {
    case .response(let act, let stage, let decision, let by):
      put(0)
      put(word: act)
      put(stage) { $0.put(word: $1) }
      put(decision) { $0.put(word: $1) }
      put(string: by)
    case .warning: put(1)
    case .fact(let fact):
      put(2)
      put(fact)
    case .family(let family):
      put(3)
      put(word: family)
    case .pathway(let id):
      put(4)
      put(id)
    case .always: put(5)
    }
  }

  private mutating func put(_ clock: Pathway.Clock) {
    switch clock.start {
    case .on(let trigger):
      put(0)
      put(trigger)
    case .known: put(1)
    case .birthday(let years):
      put(2)
      put(years)
    }
    put(word: clock.which)
    put(string: clock.within?.description)
    put(clock.isBefore)
    put(string: clock.notBefore?.description)
    put(string: clock.reads)
  }

  private mutating func put(_ calendar: Calendar) {
    put(calendar.name)
    put(strings: calendar.jurisdictions)
    put(calendar.covers.earliest) { $0.put($1) }
    put(calendar.covers.latest) { $0.put($1) }
    put(list: calendar.holidays) {
      $0.put($1.day)
      $0.put($1.name)
    }
    put(calendar.version)
    put(calendar.source)
    put(calendar.status)
    put(strings: calendar.notes)
  }

  private mutating func put(_ inForce: Framework.InForce) {
    put(inForce.from) { $0.put($1) }
    put(inForce.to) { $0.put($1) }
    put(inForce.uncommenced) { $0.put($1) }
    put(inForce.cite)
    put(word: inForce.status)
  }

  private mutating func put(_ table: TwoFrameworkTable) {
    for column in [table.left, table.right] {
      put(column.title)
      put(strings: column.frameworks)
    }
    put(strings: table.identification)
    put(list: table.rows) {
      $0.put(word: $1.name)
      $0.put($1.title)
      $0.put($1.question)
      $0.put($1.left)
      $0.put($1.right)
    }
    put(list: table.together) {
      for text in [$1.id, $1.says, $1.cite] { $0.put(text) }
      $0.put(word: $1.status)
      $0.put(list: $1.when) {
        $0.put(word: $1.quantifier)
        $0.put(references: $1.of)
        $0.put(list: $1.states) { $0.put(word: $1) }
      }
    }
  }

  private mutating func put(_ cell: TwoFrameworkTable.Cell) {
    put(cell.says)
    put(cell.cite)
    put(word: cell.status)
    put(references: cell.shows)
    put(list: cell.corrections) {
      for text in [$1.id, $1.was, $1.is, $1.cite] { $0.put(text) }
      $0.put(word: $1.status)
    }
  }

  private mutating func put(references: [TestReference]) {
    put(list: references) {
      $0.put($1.framework)
      $0.put(string: $1.element)
    }
  }

  private mutating func put(_ vocabulary: Vocabulary) {
    put(list: vocabulary.facts) { $0.put($1) }
    put(list: vocabulary.sourceKinds) {
      $0.put($1.name)
      $0.put(word: $1.sourceClass)
      $0.put($1.says)
    }
    put(list: vocabulary.factors) {
      $0.put($1.name)
      $0.put($1.says)
      $0.put($1.code)
      $0.put(strings: $1.facts)
    }
    put(list: vocabulary.irrelevantReasons) {
      $0.put($1.code)
      $0.put(string: $1.fact)
      $0.put($1.says)
    }
  }

  private mutating func put(_ fact: Fact) {
    put(fact.name)
    put(fact.group)
    put(word: fact.kind)
    put(fact.shows) { $0.put(word: $1) }
    put(fact.ask)
    put(strings: fact.foundIn)
    put(list: fact.roles.sorted { $0.key < $1.key }) {
      $0.put($1.key)
      $0.put(strings: $1.value)
    }
    put(strings: fact.implies)
    put(list: fact.denies) {
      $0.put($1.fact)
      $0.put($1.atLeast)
    }
    put(fact.isNeverAgainst)
    put(fact.computed) { $0.put(word: $1) }
    put(strings: fact.countedFrom)
    put(string: fact.note)
  }

  private mutating func put(_ framework: Framework) {
    for text in [framework.id, framework.title, framework.short] { put(text) }
    put(word: framework.kind)
    put(framework.family) { $0.put(word: $1) }
    put(word: framework.about)
    put(framework.jurisdiction)
    put(word: framework.governsBy)
    put(framework.inForce) { $0.put($1) }
    put(list: framework.straddle) {
      $0.put(word: $1.at)
      $0.put(word: $1.effect)
      $0.put($1.cite)
      $0.put($1.says)
    }
    put(framework.penalty) {
      $0.put($1.years) { $0.put($1) }
      $0.put($1.cite)
      $0.put(string: $1.says)
      $0.put(word: $1.status)
    }
    put(framework.standard) {
      $0.put($1.says)
      $0.put($1.cite)
      $0.put(word: $1.status)
    }
    put(word: framework.status)
    put(list: framework.elements) { $0.put($1) }
    put(test: framework.test)
    put(list: framework.routes.sorted { $0.key < $1.key }) {
      $0.put($1.key)
      $0.put($1.value)
    }
    put(framework.eventSame)
    put(list: framework.irrelevant) {
      $0.put($1.fact)
      $0.put($1.cite)
      $0.put($1.says)
    }
    put(strings: framework.notNeeded)
    put(strings: framework.opens)
    put(framework.childLink) { $0.put($1) }
    put(strings: framework.notes)
    put(string: framework.read)
    put(framework.act)
    put(string: framework.actCite)
    put(framework.file)
  }

  private mutating func put(_ element: Element) {
    put(element.id)
    put(element.says)
    put(element.cite)
    put(word: element.status)
    switch element.body {
    case .decide(let who):
      put(true)
      put(who)
    case .formula(let narrow, let also):
      put(false)
      put(narrow)
      put(list: also) { $0.put($1) }
    }
    put(element.bySame)
    put(string: element.judgement)
    put(string: element.question)
    put(string: element.why)
    put(string: element.read)
  }
}
