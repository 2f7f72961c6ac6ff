internal import Assessment
internal import CaseRecord
internal import Casebook
package import CivilTime
package import Reports

/// How a chronology is asked for.
package struct ChronologyQuestion: Sendable, Hashable {
  /// A child of the record; nil for all of it.
  package var about: String?
  package var known: CivilDate?
  package var recorded: CivilDate?
  package var agency: String?
  package var kind: Chronology.Kind?
  /// From 0; nil for all of it on one page.
  package var page: Int?
  /// Whether what is new since the reader last looked is to be marked.
  package var marksNew: Bool

  package init(
    about: String? = nil, known: CivilDate? = nil, recorded: CivilDate? = nil,
    agency: String? = nil, kind: Chronology.Kind? = nil, page: Int? = 0, marksNew: Bool = false
  ) {
    self.about = about
    self.known = known
    self.recorded = recorded
    self.agency = agency
    self.kind = kind
    self.page = page
    self.marksNew = marksNew
  }

  /// How many lines stand on one page.
  static let pageSize = 60

  func path(_ base: String, and more: [(String, String)] = []) -> String {
    let parts =
      [
        about.map { ("about", $0) }, known.map { ("known", "\($0)") },
        recorded.map { ("recorded", "\($0)") }, agency.map { ("agency", $0) },
        kind.map { ("kind", $0.rawValue) }, marksNew ? ("new", "1") : nil,
        page.map { $0 == 0 ? nil : ("page", "\($0 + 1)") } ?? ("all", "1"),
      ].compactMap(\.self) + more
    return parts.isEmpty
      ? base : base + "?" + parts.map { "\($0)=\(pathPart($1))" }.joined(separator: "&")
  }
}

/// What stands around a chronology.
package struct ChronologySheet: Sendable {
  package var question: ChronologyQuestion
  package var book: CaseBook
  /// The moment at which the reader last read it, and the places of what was entered since; nil where it was not asked for.
  package var new: (since: String?, places: Set<String>)?
  /// What the rules of language say of the reasons of responses, by their places in the record.
  package var prompts: [Int: [WordPrompt]]
  package var problems: [String]

  package init(
    question: ChronologyQuestion, book: CaseBook, new: (since: String?, places: Set<String>)?,
    prompts: [Int: [WordPrompt]], problems: [String]
  ) {
    self.question = question
    self.book = book
    self.new = new
    self.prompts = prompts
    self.problems = problems
  }
}

/// What happened, who learned of it when and what bodies did, in the order of the days.
package func chronologyPage(
  _ chronology: Chronology, _ words: CaseWords, _ sheet: ChronologySheet
) -> Page {
  let question = sheet.question
  let links = CaseLinks(words.record.id, about: question.about)
  let base = "\(links.base)/chronology"
  let lines = chronology.lines.filter { line in
    (question.kind.map { line.kind == $0 } ?? true)
      && (question.agency.map { line.bodies(words.record).contains($0) } ?? true)
  }
  let pages = Pages(
    lines.count, question.page ?? 0,
    size: question.page == nil ? max(1, lines.count) : ChronologyQuestion.pageSize)
  func asking(_ change: (inout ChronologyQuestion) -> Void) -> String {
    var question = question
    question.page = 0
    change(&question)
    return question.path(base)
  }
  func chosen(_ options: [(String, String)], _ now: String?) -> [Fields] {
    options.map {
      ["option": $0.0, "caption": $0.1, "isChosen": $0.0 == now ? true : nil] as Fields
    }
  }
  let agencies = Set(chronology.lines.flatMap { $0.bodies(words.record) }).sorted()
  let fields: Fields = [
    "caseTitle": words.record.title,
    "subject": question.about ?? "The whole record",
    "problems": sheet.problems,
    "asKnown": question.known.map {
      "As it was on file by \(Reports.words($0)): what came later is left out."
    },
    "asRecorded": question.recorded.map {
      "As the casebook stood at the end of \(Reports.words($0)), whatever was entered since."
    },
    "children": chosen(words.assessment.children.map { ($0.id, $0.id) }, question.about),
    "agencies": chosen(agencies.map { ($0, $0) }, question.agency),
    "kinds": chosen(
      [
        (Chronology.Kind.statement.rawValue, "What was said"),
        (Chronology.Kind.response.rawValue, "What bodies did"),
        (Chronology.Kind.warning.rawValue, "Warnings"),
      ], question.kind?.rawValue),
    "known": question.known.map { "\($0)" }, "recorded": question.recorded.map { "\($0)" },
    "isAsked": question != ChronologyQuestion(about: question.about) ? true : nil,
    "everything": ChronologyQuestion(about: question.about).path(base),
    "heading": lines.isEmpty
      ? "Nothing is on file that fits"
      : count(lines.count, "line"),
    "hasLines": lines.isEmpty ? nil : true,
    "lines": lines[pages.range].map { fieldsOf($0, words, sheet, links) },
    "pages": pages.fields { page in asking { $0.page = page } },
    "allLines": pages.count > 1 ? asking { $0.page = nil } : nil,
    "markNew": sheet.new == nil ? asking { $0.marksNew = true } : nil,
    "newSince": sheet.new.map { new in
      new.since.map {
        "You last read this chronology on \($0). \(new.places.isEmpty ? "Nothing was entered since." : "What was entered since is marked New.")"
      } ?? "You have not read this chronology before."
    },
    "downloads": downloads(question, base),
    "copies": question.about.map { child in
      [("survivor", "the person whose story it is"), ("family", "a parent or carer")].map {
        [
          "copyFor": $0.1,
          "copyPath": question.path(
            "\(base)/download", and: [("format", "html"), ("copy", $0.0)]),
        ] as Fields
      }
    } ?? [],
    "inquiryCopy": question.path(
      "\(base)/download", and: [("format", "html"), ("copy", "inquiry")]),
    "withheld": withheldWords(sheet.book.view), "gaps": sheet.book.view.gaps,
    "drawnFrom": sheet.book.drawnFrom,
  ]
  return Page(
    "chronology", title: "Chronology, case \(words.record.id)", section: .cases,
    crumbs: caseCrumbs(words.record.id), marking: handlingMarking, fields: fields)
}

private func downloads(_ question: ChronologyQuestion, _ base: String) -> [Fields] {
  [
    ("csv", "For a spreadsheet (CSV)"), ("json", "For programs (JSON)"),
    ("html", "As a page that prints"),
  ].map {
    [
      "downloadTitle": $0.1,
      "downloadPath": question.path("\(base)/download", and: [("format", $0.0)]),
    ]
  }
}

private func fieldsOf(
  _ line: Chronology.Line, _ words: CaseWords, _ sheet: ChronologySheet, _ links: CaseLinks
) -> Fields {
  let place = line.marked
  var prompts: [WordPrompt] = []
  if case .response(let index)? = place { prompts = sheet.prompts[index] ?? [] }
  return [
    "day": line.on.map { capitalised(Reports.words($0)) } ?? "No day stated",
    "aged": line.age,
    "what": sentence(capitalised(line.what)),
    "saidBy": line.kind == .statement ? line.source : nil,
    "doneBy": line.kind == .response || line.kind == .warning ? line.source : nil,
    "bornFrom": line.kind == .birth ? line.source : nil,
    "learned": line.kind == .statement
      ? line.learned.map { "On file since \(Reports.words($0)), \(line.learnedBy ?? "")" }
        ?? "Not known since when it was on file" : nil,
    "recordedBy": line.recorded, "place": capitalised(line.place),
    "placePath": place.map { links.linker.path(to: $0) },
    "isShownOnly": line.isShownOnly ? true : nil,
    "isNew": sheet.new?.places.contains(line.place) == true ? true : nil,
    "reasonPrompts": prompts.map { prompt in
      [
        "phrase": prompt.phrase, "because": sentence(prompt.why),
        "instead": prompt.instead.map { "“\($0)”" }.joined(separator: "; or "),
      ] as Fields
    },
  ]
}

extension Chronology.Line {
  /// Where it stands in the record, if it is a statement or a response.
  package var marked: Reports.Place? {
    let words = place.split(separator: " ")
    guard let first = words.first?.first, let number = words.last.flatMap({ Int($0) }) else {
      return nil
    }
    return kind == .warning ? nil : Reports.Place(anchor: "\(first)\(number)")
  }

  /// The bodies that said or did it.
  fileprivate func bodies(_ record: CaseRecord) -> [String] {
    switch marked {
    case .statement(let index)?:
      guard record.statements.indices.contains(index) else { return [] }
      return [record.source(record.statements[index].source)?.agency].compactMap(\.self)
    case .response(let index)?:
      guard record.responses.indices.contains(index) else { return [] }
      return [record.responses[index].by, record.responses[index].to].compactMap(\.self)
    case nil: return kind == .warning ? [source, learnedBy].compactMap(\.self) : []
    }
  }
}
