internal import Assessment
internal import CaseRecord
package import Casebook
package import CivilTime
internal import EvidenceLogic
internal import LawPack
internal import RegisterWords
package import Reports
internal import Vocabulary

/// A case as its casebook shows it to one reader: the versions beside the record that was read from them.
package struct CaseBook: Sendable {
  package var view: CaseView
  package var file: CaseFile
  /// The reader, by their short name in the casebook.
  package var reader: String
  package var mayRecord: Bool
  package var drawnFrom: String

  package init(
    view: CaseView, file: CaseFile, reader: String, mayRecord: Bool, drawnFrom: String
  ) {
    self.view = view
    self.file = file
    self.reader = reader
    self.mayRecord = mayRecord
    self.drawnFrom = drawnFrom
  }

  /// The version that says what an item with an id now is.
  func version(_ kind: ItemKind, _ id: String) -> CaseFile.Version? {
    file.current.first { $0.item?.kind == kind && $0.item?.id == id }
  }
}

/// Which part of the evidence is asked for.
package struct EvidenceQuestion: Sendable, Hashable {
  package enum Part: String, Sendable, Hashable, CaseIterable {
    case statements, responses, sources, people

    var title: String {
      switch self {
      case .statements: "Statements"
      case .responses: "What bodies did, and warnings"
      case .sources: "Sources"
      case .people: "People, places and things"
      }
    }
  }

  /// How many statements, or responses, stand on one page.
  package static let pageSize = 25

  package var part: Part
  package var agency: String?
  package var fact: String?
  package var person: String?
  package var place: String?
  /// From 0.
  package var page: Int

  package init(
    part: Part = .statements, agency: String? = nil, fact: String? = nil, person: String? = nil,
    place: String? = nil, page: Int = 0
  ) {
    self.part = part
    self.agency = agency
    self.fact = fact
    self.person = person
    self.place = place
    self.page = page
  }

  /// The page on which something stands.
  package init(at place: Reports.Place) {
    switch place {
    case .statement(let index): self.init(page: index / EvidenceQuestion.pageSize)
    case .response(let index):
      self.init(part: .responses, page: index / EvidenceQuestion.pageSize)
    }
  }

  var isFiltered: Bool { [agency, fact, person, place].contains { $0 != nil } }

  func path(_ base: String) -> String {
    let parts = [
      part == .statements ? nil : ("part", part.rawValue), agency.map { ("agency", $0) },
      fact.map { ("fact", $0) }, person.map { ("person", $0) }, place.map { ("place", $0) },
      page == 0 ? nil : ("page", "\(page + 1)"),
    ].compactMap(\.self).map { "\($0)=\(pathPart($1))" }
    return parts.isEmpty ? base : "\(base)?\(parts.joined(separator: "&"))"
  }

  func matches(_ statement: Statement, in record: CaseRecord) -> Bool {
    let people = statement.children + statement.by
    return (agency.map { record.source(statement.source)?.agency == $0 } ?? true)
      && (fact.map { statement.fact == $0 } ?? true)
      && (person.map(people.contains) ?? true)
      && (place.map { statement.from == $0 || statement.to == $0 } ?? true)
  }
}

/// Everything that was said, by whom and since when, and what bodies did: what every answer leads back to.
package func evidencePage(
  _ words: CaseWords, _ book: CaseBook, _ question: EvidenceQuestion
) -> Page {
  let record = words.record
  let links = CaseLinks(record.id)
  var fields: Fields = [
    "caseTitle": record.title,
    "parts": EvidenceQuestion.Part.allCases.map { part in
      [
        "partTitle": part.title, "partPath": EvidenceQuestion(part: part).path(links.evidence),
        "isCurrent": part == question.part ? true : nil,
      ] as Fields
    },
    "withheld": withheldWords(book.view), "gaps": book.view.gaps, "drawnFrom": book.drawnFrom,
    "newStatement": book.mayRecord ? links.newStatement : nil,
    "newResponse": links.newResponse,
  ]
  switch question.part {
  case .statements: fields["statements"] = statements(words, book, question)
  case .responses: fields["responses"] = responses(words, book, question)
  case .sources: fields["sources"] = sources(words, book)
  case .people: fields["people"] = people(words, book)
  }
  return Page(
    "evidence", title: "Evidence: \(question.part.title.lowercased()), case \(record.id)",
    section: .cases,
    crumbs: [.init("Cases", "/cases"), .init("Case \(record.id)", links.base)],
    marking: handlingMarking, fields: fields)
}

/// What is withheld from a reader, one line for each kind of thing.
package func withheldWords(_ view: CaseView) -> [String] {
  view.withheld.counted.map { withholding, times in
    "\(withholding.sentence) (\(count(times, "time")), \(withholding.code))"
  }
}

// MARK: Statements

private func statements(
  _ words: CaseWords, _ book: CaseBook, _ question: EvidenceQuestion
) -> Fields {
  let record = words.record
  let links = CaseLinks(record.id)
  let chosen = record.statements.indices.filter {
    question.matches(record.statements[$0], in: record)
  }
  let pages = Pages(chosen.count, question.page)
  let bearings = Bearings(words, ofStatements: Set(chosen[pages.range]))
  func options(_ values: [String], _ chosen: String?) -> [Fields] {
    values.map { value in
      [
        "option": value, "caption": Reports.words(ofName: value),
        "isChosen": value == chosen ? true : nil,
      ]
    }
  }
  var seen: Set<String> = []
  let facts = record.statements.map(\.fact).filter { seen.insert($0).inserted }.sorted()
  let agencies = Set(record.sources.map(\.agency)).sorted()
  return [
    "heading": record.statements.isEmpty
      ? "No statement has been recorded"
      : question.isFiltered
        ? "\(chosen.count) of \(count(record.statements.count, "statement"))"
        : count(record.statements.count, "statement"),
    "nothing": chosen.isEmpty && question.isFiltered
      ? "No statement of this case fits all that was asked for. The others are still there." : nil,
    "filters": [
      filter("agency", "Said by", "every agency", options(agencies, question.agency)),
      filter("fact", "About", "every fact", options(facts, question.fact)),
      filter(
        "person", "Naming", "everybody", options(record.people.map(\.id), question.person)),
      filter("place", "At", "every place", options(record.places.map(\.id), question.place)),
    ],
    "isFiltered": question.isFiltered ? links.evidence : nil,
    "hasRows": chosen.isEmpty ? nil : true,
    "rows": chosen[pages.range].map { index in
      statementFields(index, words, book, bearings, limit: 4)
    },
    "pages": pages.fields { page in
      var question = question
      question.page = page
      return question.path(links.evidence)
    },
  ]
}

private func filter(
  _ name: String, _ label: String, _ everything: String, _ options: [Fields]
) -> Fields {
  ["filterName": name, "filterLabel": label, "everything": everything, "options": options]
}

/// A long list in parts.
struct Pages {
  var range: Range<Int>
  var current: Int
  var count: Int

  init(_ items: Int, _ page: Int, size: Int = EvidenceQuestion.pageSize) {
    count = max(1, (items + size - 1) / size)
    current = min(max(0, page), count - 1)
    range = current * size..<min(items, (current + 1) * size)
  }

  func fields(_ path: (Int) -> String) -> Fields? {
    guard count > 1 else { return nil }
    return [
      "current": "Page \(current + 1) of \(count)",
      "before": current > 0 ? path(current - 1) : nil,
      "after": current + 1 < count ? path(current + 1) : nil,
    ]
  }
}

/// On which elements of which tests a statement bears.
struct Bearings {
  struct Line {
    var framework: Framework
    var isMet: Bool
    var supports: [String]
    var opposes: [String]
    var about: String
  }

  private var lines: [Int: [Line]] = [:]

  init(_ words: CaseWords, ofStatements wanted: Set<Int>) {
    let record = words.record
    let children = Set(words.assessment.children.map(\.id))
    for finding in words.assessment.findings
    where finding.state != .notInForce && !finding.marks.isComparison {
      var found: [Int: Line] = [:]
      func add(_ atoms: [Atom], _ element: String, supports: Bool) {
        for case .statement(let index) in atoms where wanted.contains(index) {
          // One child's statement is read for that child; what is said of several, for the first of them.
          let subject = record.statements[index].children.first { children.contains($0) }
          guard finding.about == subject ?? Assessment.group else { continue }
          var line =
            found[index]
            ?? Line(
              framework: finding.framework, isMet: finding.state.isMet, supports: [], opposes: [],
              about: finding.about)
          if supports { line.supports.append(element) } else { line.opposes.append(element) }
          found[index] = line
        }
      }
      for element in finding.elements {
        add(element.supporting, element.element.id, supports: true)
        add(element.opposing, element.element.id, supports: false)
      }
      for (index, line) in found { lines[index, default: []].append(line) }
    }
  }

  func of(_ statement: Int) -> [Line] {
    let all = lines[statement] ?? []
    return all.filter(\.isMet) + all.filter { !$0.isMet }
  }
}

/// One statement with its source, since when it was on file, and what it bears on.
func statementFields(
  _ index: Int, _ words: CaseWords, _ book: CaseBook, _ bearings: Bearings, limit: Int
) -> Fields {
  let record = words.record
  let statement = record.statements[index]
  let links = CaseLinks(record.id)
  let source = record.source(statement.source)
  let version = index < book.view.statements.count ? book.view.statements[index] : nil
  let lines = bearings.of(index)
  let holders = words.assessment.holders(ofStatement: index)
  let isOwnWords = source?.kind == "first-hand-account"
  return [
    "number": "\(index + 1)", "anchor": Reports.Place.statement(index).anchor,
    "said": sentence(capitalised(words.words(statement, about: Assessment.group))),
    "answer": statement.number != nil
      ? nil : statement.says ? "Says that it was so" : "Says that it was not so",
    "date": statement.when.map { capitalised(Reports.words($0)) } ?? "No day stated",
    "source": words.source(statement.source),
    "sourcePath":
      "\(EvidenceQuestion(part: .sources).path(links.evidence))#source-\(statement.source)",
    "agency": source?.agency,
    "sealing": sealing(book.version(.sources, statement.source)),
    "holders": holders.isEmpty
      ? ["Not known since when it was on file: its source has no day"]
      : holders.map { "\($0.agency) since \(Reports.words($0.since))" },
    "quoted": isOwnWords ? statement.note : nil,
    "remark": isOwnWords ? nil : statement.note,
    "event": statement.event,
    "notCounted": notCounted(index, words),
    "bearings": lines.prefix(limit).map { line in
      [
        "bearsOn": line.framework.short, "bearsID": line.framework.id,
        "bearsPath": CaseLinks(record.id, about: line.about).explanation(of: line.framework.id),
        "bearsHow": [
          line.supports.isEmpty ? nil : "supports \(listed(line.supports))",
          line.opposes.isEmpty ? nil : "opposes \(listed(line.opposes))",
        ].compactMap(\.self).joined(separator: ", "),
      ] as Fields
    },
    "bearsNowhere": lines.isEmpty ? true : nil,
    "moreBearings": lines.count > limit ? "\(lines.count - limit) more tests" : nil,
    "entered": version.map(entered),
    "isCorrected": version?.replaces == nil ? nil : true,
    "isCovered": version?.redactions.isEmpty == false ? true : nil,
    "itemPath": version.map { links.item($0.entry) },
  ]
}

/// Why a statement is shown and counts towards no test.
private func notCounted(_ index: Int, _ words: CaseWords) -> String? {
  guard !words.counted.contains(index) else { return nil }
  let record = words.record
  guard let source = record.source(record.statements[index].source) else {
    return "its source is not there"
  }
  if source.isSuspectedFalse { return "its source is graded as suspected to be false" }
  if words.vocabulary.sourceClass(of: source) < .f1 {
    return "what nobody stands for by name is shown and never counted"
  }
  return words.assessment.known.map { "it was not on file by \(Reports.words($0))" }
    ?? "its source is of a kind below the threshold"
}

/// When a version was entered, by whom, and where in the log.
package func entered(_ version: CaseFile.Version) -> String {
  let by = version.author.map { " by \($0.name), \($0.post), \($0.body)" } ?? ", author erased"
  return "\(moment(version.at))\(by), entry \(version.entry)"
}

/// `3 November 2026, 14:05`.
package func moment(_ at: Instant) -> String { "\(describe(at.day)), \(at.timeOfDay)" }

/// A moment within a sentence: `3 November 2026 at 14:05`.
package func spokenMoment(_ at: Instant) -> String { "\(describe(at.day)) at \(at.timeOfDay)" }

/// What is kept apart of a source, if anything is.
private func sealing(_ version: CaseFile.Version?) -> String? {
  guard let version, let item = version.item else { return nil }
  if item.isSealed {
    return version.isCovered
      ? "Sealed: who said it is kept apart from you"
      : "Sealed: who said it is closed to all but those with leave"
  }
  return version.isCovered ? "Some of what is recorded of this source is withheld from you" : nil
}

// MARK: What bodies did

private func responses(
  _ words: CaseWords, _ book: CaseBook, _ question: EvidenceQuestion
) -> Fields {
  let record = words.record
  let links = CaseLinks(record.id)
  let pages = Pages(record.responses.count, question.page)
  return [
    "heading": record.responses.isEmpty
      ? "Nothing is recorded of what any body did" : count(record.responses.count, "response"),
    "hasRows": pages.range.isEmpty ? nil : true,
    "hasWarnings": record.warnings.isEmpty ? nil : true,
    "rows": pages.range.map { index in
      let response = record.responses[index]
      let version = index < book.view.responses.count ? book.view.responses[index] : nil
      let statement: Fields = [
        "number": "\(index + 1)", "anchor": Reports.Place.response(index).anchor,
        "did": capitalised(plain(response)), "date": capitalised(when(response.on)),
        "about": response.about.isEmpty ? "the whole case" : listed(response.about),
        "by": response.by ?? "body not stated", "to": response.to, "why": response.reason,
        "relied": listed(response.reliesOn.map { relied($0, words) }),
        "decidedBy": response.decidedBy, "sources": listed(response.sources),
        "second": version?.second.map {
          "A second person agreed: \($0.by.name), \($0.by.post), \($0.part.reason)"
        },
        "entered": version.map(entered), "isCorrected": version?.replaces == nil ? nil : true,
        "itemPath": version.map { links.item($0.entry) },
      ]
      return statement
    },
    "pages": pages.fields { page in
      EvidenceQuestion(part: .responses, page: page).path(links.evidence)
    },
    "awaiting": book.file.versions.filter(\.awaitsSecond).map { version in
      [
        "awaits": version.item.map(inWords), "awaitsEntered": entered(version),
        "awaitsPath": "\(links.base)/awaiting",
      ] as Fields
    },
    "warningHeading": record.warnings.isEmpty
      ? "No warning is recorded" : count(record.warnings.count, "warning"),
    "warnings": record.warnings.enumerated().map { index, warning in
      let version = index < book.view.warnings.count ? book.view.warnings[index] : nil
      return [
        "warningID": warning.id, "date": capitalised(when(warning.on)),
        "about": warning.about.isEmpty ? "the whole case" : listed(warning.about),
        "by": [warning.raisedByRole.map(Reports.words(ofName:)), warning.raisedByAgency]
          .compactMap(\.self).joined(separator: ", "),
        "to": warning.to,
        "acknowledged": warning.acknowledged.map { Reports.words($0) }
          ?? "No acknowledgement recorded",
        "outcome": warning.outcome, "noOutcome": warning.outcome == nil ? true : nil,
        "sources": listed(warning.sources), "entered": version.map(entered),
        "itemPath": version.map { links.item($0.entry) },
      ] as Fields
    },
  ]
}

/// What a response says that was done, without its day.
func plain(_ response: Response) -> String {
  var text =
    response.act == .considered
    ? "\(response.framework ?? "a framework") considered"
      + (response.answer.map { ", answered: \(Reports.words(ofName: $0.rawValue))" } ?? "")
    : Reports.words(response.act)
  if let framework = response.framework, response.act != .considered { text += ", \(framework)" }
  if let suspect = response.suspect { text += ", \(suspect)" }
  if let stage = response.stage { text += ", stage: \(Reports.words(ofName: stage.rawValue))" }
  if let decision = response.decision { text += ", \(decision.rawValue)" }
  if let outcome = response.outcome { text += ", \(Reports.words(ofName: outcome.rawValue))" }
  if let duty = response.duty { text += ", of the duty \(duty)" }
  return text
}

/// What a decision relied on, in the words of the list of such reasons.
private func relied(_ code: String, _ words: CaseWords) -> String {
  let says =
    words.vocabulary.irrelevantReasons.first { $0.code == code }?.says
    ?? words.vocabulary.factors.first { $0.code == code }?.says
  return says.map { "\($0) (\(code))" } ?? code
}

// MARK: Sources, people, places, things

private func sources(_ words: CaseWords, _ book: CaseBook) -> Fields {
  let record = words.record
  let links = CaseLinks(record.id)
  return [
    "heading": record.sources.isEmpty
      ? "No source has been recorded" : count(record.sources.count, "source"),
    "hasRows": record.sources.isEmpty ? nil : true,
    "rows": record.sources.map { source in
      let version = book.version(.sources, source.id)
      let statements = record.statements.indices.filter {
        record.statements[$0].source == source.id
      }
      let marked = statements.map { index in
        words.places([.statement(index)]).trimmingBrackets
      }
      return [
        "sourceID": source.id, "agency": source.agency,
        "kind": words.vocabulary[sourceKind: source.kind]?.says ?? source.kind,
        "made": source.made.map { Reports.words($0) } ?? "not stated",
        "heldSince": source.held.map { Reports.words($0) } ?? "not stated",
        "shared": source.shared.map { "\($0.with), \(Reports.words($0.on))" },
        "original": source.ref,
        "grade": source.grade.map { "\($0.scheme): \($0.value), as it stands on the report" },
        "isFalse": source.isSuspectedFalse ? true : nil,
        "repeats": source.repeats, "sealing": sealing(version),
        "statementsHTML": statements.isEmpty
          ? nil : links.linker.markup(marked.joined(separator: ", ")),
        "noStatements": statements.isEmpty ? true : nil,
        "entered": version.map(entered), "itemPath": version.map { links.item($0.entry) },
      ] as Fields
    },
  ]
}

private func people(_ words: CaseWords, _ book: CaseBook) -> Fields {
  let record = words.record
  let links = CaseLinks(record.id)
  func path(_ kind: ItemKind, _ id: String) -> String? {
    book.version(kind, id).map { links.item($0.entry) }
  }
  return [
    "heading": record.people.isEmpty ? "Nobody has been recorded" : "People",
    "hasRows": record.people.isEmpty ? nil : true,
    "hasPlaces": record.places.isEmpty ? nil : true,
    "hasThings": record.things.isEmpty ? nil : true,
    "rows": record.people.map { person in
      [
        "personID": person.id, "role": person.role.rawValue,
        "born": person.born.map { Reports.words($0) } ?? "not recorded",
        "bornSource": person.bornSource.map { words.source($0) },
        "standsFor": person.standsFor, "itemPath": path(.people, person.id),
        "knownAs": person.identifiers.isEmpty
          ? nil : person.identifiers.map(knownAs).joined(separator: "; "),
      ] as Fields
    },
    "placeHeading": record.places.isEmpty ? "No place has been recorded" : "Places",
    "places": record.places.map { place in
      [
        "placeID": place.id,
        "where": [
          place.kind, place.street, place.town, place.policeForce.map { "\($0) police area" },
          place.country,
        ].compactMap(\.self).joined(separator: ", "),
        "itemPath": path(.places, place.id),
      ] as Fields
    },
    "thingHeading": record.things.isEmpty
      ? "No vehicle, telephone or other thing has been recorded" : "Things",
    "things": record.things.map { thing in
      [
        "thingID": thing.id,
        "what": [thing.kind, thing.mark].compactMap(\.self).joined(separator: ", "),
        "itemPath": path(.things, thing.id),
      ] as Fields
    },
  ]
}

/// `police reference NM/04471 of police/northmoor`.
private func knownAs(_ identifier: Person.Identifier) -> String {
  "\(spelled(identifier.scheme.rawValue)) \(identifier.value)"
    + (identifier.issuer.map { " of \($0)" } ?? "")
}

extension String {
  /// `[4]` without its brackets.
  fileprivate var trimmingBrackets: String {
    hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
  }
}
