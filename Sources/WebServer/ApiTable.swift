import Assessment
import CaseRecord
import Casebook
import CasebookSQLite
import CivilTime
import HTTPTypes
import LawPack
import Ledger
import Reports

extension Api {
  /// Everything that a program can ask or do, in the order of the document.
  static let operations: [ApiOperation] =
    about + ofCases + answers + acts + ofRegister + ofLaw + ofLog

  // MARK: What the parameters mean

  private static let theCase = ApiOperation.Parameter.path("case", says: "The id of the case.")
  private static let onDay = ApiOperation.Parameter.query(
    "on", .day, "The day whose law governs; today unless said.")
  private static let known = ApiOperation.Parameter.query(
    "known", .day, "Only what was on file by this day.")
  private static let recordedBy = ApiOperation.Parameter.query(
    "recorded-by", .day, "The case as the casebook stood at the end of this day.")

  // MARK: The interface itself

  private static let about: [ApiOperation] = [
    .get(
      "openapi", "/openapi.json", nil, "This document",
      "Everything that can be asked and done, as OpenAPI 3.1.",
      answer: .described("An OpenAPI 3.1 document.")
    ) { _ in
      var reply = ApiReply(Api.document)
      reply.isPublic = true
      return reply
    },
    .get(
      "problem", "/problems/{problem}", nil, "What a kind of problem means",
      "The `type` of every problem leads here.",
      [.path("problem", .oneOf(ApiProblem.Kind.allCases.map(\.rawValue)), says: "Its name.")],
      answer: .open([
        .init("type", .string), .init("title", .string), .init("status", .integer(400...599)),
        .init("detail", .string),
      ])
    ) { call in
      guard let kind = ApiProblem.Kind(rawValue: call["problem"]) else {
        throw ApiProblem(.notFound)
      }
      var reply = ApiReply(
        .object([
          ("type", .string(kind.address)), ("title", .string(kind.title)),
          ("status", .int(kind.status.code)), ("detail", .string(kind.says)),
        ]))
      reply.isPublic = true
      return reply
    },
    .get(
      "self", "/self", [], "For whom the token acts",
      "The person, the posts that they hold now, and what the token may be used for.",
      answer: .of(ApiSelf.self)
    ) { call in
      let person = try call.person
      let token = person.opened.token
      return try ApiReply(
        ApiSelf(
          person: token.person, partnership: call.desk.partnership,
          posts: person.posts.map { .init(post: $0.post, role: $0.role, body: $0.body) },
          token: .init(
            id: token.id, name: token.name, scopes: token.scopes.map(\.rawValue).sorted(),
            expires: token.expires)))
    },
  ]

  // MARK: Cases

  private static let ofCases: [ApiOperation] = [
    .get(
      "cases", "/cases", [.casesRead], "The cases that are open to you",
      "In the order of their ids.", answer: .of(ApiPage<ApiCaseLine>.self), isPaged: true
    ) { call in
      let person = try call.person
      let list = try waiting { [desk = call.desk] in
        try await desk.group.cases(purpose: person.purpose, as: person.credential)
      }
      return try call.page(
        list.cases.map(ApiCaseLine.init), entry: list.receipt.entry, by: \.id)
    },
    .get(
      "case", "/cases/{case}", [.casesRead], "A case",
      "Who keeps it, how much there is of what, its meetings, what is withheld from you and why, and what is missing.",
      [theCase, recordedBy], answer: .of(ApiCase.self)
    ) { call in
      let (file, reading) = try call.read("case")
      return try ApiReply(ApiCase(file, reading), entry: reading.receipt.entry)
    },
    .get(
      "entries", "/cases/{case}/entries", [.casesRead], "The record of a case",
      "Every version of every item, in the order in which they were entered, as far as you may see it. What was corrected, withdrawn or erased stays in its place.",
      [
        theCase, recordedBy,
        .query("standing", .oneOf(["true"]), "Only what the case now says."),
        .query("kind", .oneOf(ItemKind.allCases.map(\.rawValue)), "Only items of this list."),
      ], answer: .of(ApiPage<ApiVersion>.self), isPaged: true
    ) { call in
      let (file, reading) = try call.read("entries")
      let versions = file.versions.filter { version in
        (call.query["standing"] == nil || version.isCurrent)
          && (call.query["kind"].map { $0 == version.item?.kind.rawValue } ?? true)
      }
      return try call.page(
        versions.map { ApiVersion($0, reader: reading.author.person) }.sorted {
          $0.entry < $1.entry
        },
        entry: reading.receipt.entry, by: \.entry)
    },
    .get(
      "entry", "/cases/{case}/entries/{entry}", [.casesRead], "One version of one item",
      "With every version before and after it, oldest first.",
      [theCase, .path("entry", .count, says: "The number of its entry.")],
      answer: .list(.of(ApiVersion.self))
    ) { call in
      let (file, reading) = try call.read("item", detail: call["entry"])
      let history = file.history(of: call.number("entry") ?? -1)
      guard !history.isEmpty else { throw ApiProblem(.notFound) }
      return try ApiReply(
        history.map { ApiVersion($0, reader: reading.author.person) },
        entry: reading.receipt.entry)
    },
  ]

  // MARK: What follows from a case

  private static let answers: [ApiOperation] = [
    answer(
      "assessment", "/assessment", "assessment/1",
      "Every framework's answer, with its elements and what is missing",
      ["assessments", "guards"]
    ) { $0.json },
    answer(
      "questions", "/questions", "questions/1", "What to find out next", ["questions"]
    ) { Reports.questions(of: $0) },
    answer(
      "known-since", "/known-since", "known-since/1", "Since when each test could have been known",
      ["answers"]
    ) { Reports.knownSince(of: $0) },
    .get(
      "duties", "/cases/{case}/duties", [.casesRead], "What is owed, by whom and by when",
      "As `heed duties --format json` writes it.",
      [
        theCase, onDay, known,
        .query("agency", .text(1, 200), "Only what this agency or kind of body owes."),
      ], answer: report("duties/1", ["duties"])
    ) { call in
      let assessed = try call.visit.assessed(
        "duties", in: call["case"], known: call.day("known"))
      return ApiReply(
        Reports.duties(of: assessed.assessment, agency: call.query["agency"]),
        entry: assessed.receipt.entry)
    },
    .get(
      "explanation", "/cases/{case}/frameworks/{framework}", [.casesRead],
      "Why a framework is answered as it is",
      "Element by element and statement by statement, as `heed explain --format json` writes it.",
      [
        theCase, .path("framework", says: "The id of the framework: see `/law`."), onDay, known,
      ], answer: report("explanation/1", ["answers"])
    ) { call in
      let framework = call["framework"]
      guard call.desk.law[framework: framework] != nil else { throw ApiProblem(.notFound) }
      let assessed = try call.visit.assessed(
        "explain", in: call["case"], detail: framework, known: call.day("known"))
      return ApiReply(
        Reports.explanation(of: framework, assessed.assessment), entry: assessed.receipt.entry)
    },
    .get(
      "chronology", "/cases/{case}/chronology", [.casesRead], "The case in the order of the days",
      "What happened and what was done, with where each stands in the record, what is withheld and what is missing.",
      [
        theCase, onDay, known, recordedBy,
        .query("about", .text(1, 100), "Only what is about this child."),
      ], answer: report("chronology/1", ["lines", "withheld", "gaps"], isAboutCase: false)
    ) { call in
      let assessed = try call.visit.assessed(
        "chronology", in: call["case"],
        detail: call.day("recorded-by").map { "as recorded by \($0)" },
        known: call.day("known"), recordedBy: call.day("recorded-by"))
      let about = call.query["about"]
      let children = assessed.assessment.children.map(\.id)
      guard about.map(children.contains) ?? true else { throw ApiProblem(.notFound) }
      let lines = Reports.chronology(
        of: assessed.assessment, about: about ?? Assessment.group,
        copy: try call.visit.copy(of: assessed.view, recordedBy: call.day("recorded-by")))
      return ApiReply(lines.json, entry: assessed.receipt.entry)
    },
  ]

  private static func answer(
    _ id: String, _ path: String, _ format: String, _ summary: String, _ lists: [String],
    _ json: @escaping @Sendable (Assessment) -> JSONValue
  ) -> ApiOperation {
    .get(
      id, "/cases/{case}\(path)", [.casesRead], summary,
      "As the command of the same name writes it with `--format json`.",
      [theCase, onDay, known], answer: report(format, lists)
    ) { call in
      let assessed = try call.visit.assessed(id, in: call["case"], known: call.day("known"))
      return ApiReply(json(assessed.assessment), entry: assessed.receipt.entry)
    }
  }

  /// The schema of a report that has a format of its own.
  private static func report(
    _ format: String, _ lists: [String], isAboutCase: Bool = true
  ) -> Schema {
    let heading: [Schema.Shape.Member] =
      isAboutCase
      ? [.init("case", .string), .init("on", .day), .init("law", .string)]
      : [.init("title", .string), .init("about", .string), .init("marking", .string)]
    return .open(
      [.init("heed", .oneOf([format]))] + heading
        + lists.map { name in
          .init(
            name,
            .list(
              name == "gaps" ? .string : .described("See Documentation/design.md 5."), most: 100_000
            ))
        })
  }

  // MARK: Acts

  private static let acts: [ApiOperation] = [
    ApiOperation(
      id: "act-in-case", method: .post, path: "/cases/{case}/acts",
      summary: "Do something in a case",
      says:
        "One act, in the casebook's own coding, signed with the key of the token's person. Lists that are empty can be left out; what the casebook itself fills in cannot be sent. To open a case, send `open` to the id that it is to have.",
      scopes: [.casesWrite], parameters: [theCase], body: ApiActs.body(of: ApiActs.ofCases),
      examples: [
        (
          "record",
          .object([
            ("act", "record"),
            (
              "with",
              .object([
                ("kind", "sources"),
                (
                  "content",
                  .object([
                    ("id", "s-school-9"), ("kind", "professional"), ("on", "2026-11-20"),
                    ("agency", "education/harbour-school"),
                  ])
                ),
              ])
            ),
          ])
        ),
        (
          "withdraw",
          .object([
            ("act", "withdraw"),
            ("with", .object([("entry", .int(41)), ("reason", "Entered in the wrong case.")])),
          ])
        ),
      ], answer: .of(ApiDone.self),
      work: .now { call in try call.act(in: call["case"]) }),
    ApiOperation(
      id: "act-in-register", method: .post, path: "/register/acts",
      summary: "Do something in the register of warnings",
      says:
        "Raise a warning, answer one, disagree, agree an action. A warning is answered with its receipt code, which is kept nowhere and shown once.",
      scopes: [.registerWrite], body: ApiActs.body(of: ApiActs.ofRegister),
      examples: [
        (
          "warn",
          .object([
            ("act", "warn"),
            (
              "with",
              .object([
                ("kind", "concern"),
                (
                  "about",
                  .array([
                    .object([("kind", "place"), ("words", "the arcade by the ferry stop")])
                  ])
                ), ("words", "Older men wait there after school and give lifts."),
                ("from", "worker"), ("to", "children-social-care/northmoor"),
              ])
            ),
          ])
        ),
        (
          "acknowledge",
          .object([("act", "acknowledge"), ("with", .object([("warning", .int(57))]))])
        ),
      ], answer: .of(ApiDone.self),
      work: .now { call in try call.act(in: nil) }),
  ]

  // MARK: The register

  private static let ofRegister: [ApiOperation] = [
    .get(
      "register", "/register", [.registerRead], "The register of warnings",
      "Every warning, disagreement, action and recommendation that you may know of, oldest first. None can be left out of it.",
      answer: .of(ApiPage<ApiMatterLine>.self), isPaged: true
    ) { call in
      let person = try call.person
      let reading = try waiting { [desk = call.desk] in
        try await desk.group.register(purpose: person.purpose, as: person.credential)
      }
      let lines = reading.lines.sorted { $0.entry < $1.entry }.map {
        ApiMatterLine(
          line: $0, isYours: reading.theirs.contains($0.entry),
          opens: reading.opens.contains($0.entry))
      }
      return try call.page(lines, entry: reading.receipt.entry, by: \.line.entry)
    },
    .get(
      "matter", "/register/{matter}", [.registerRead], "One matter of the register",
      "With everything that it says. Opening it counts as having been told.",
      [.path("matter", .count, says: "The number of its entry.")], answer: .of(ApiMatter.self)
    ) { call in
      let person = try call.person
      let entry = call.number("matter") ?? -1
      let reading = try waiting { [desk = call.desk] in
        try await desk.group.matter(entry, purpose: person.purpose, as: person.credential)
      }
      return try ApiReply(ApiMatter(reading), entry: reading.receipt.entry)
    },
    .get(
      "told", "/told", [.registerRead], "Who was told what by the end of a day",
      "Ask about one thing: a subject by what it is called (`kind` and `words`), an item of a case (`kind`, `case` and `item`), or a body (`body`). Asked again, the answer is the same to the byte.",
      [
        ApiOperation.Parameter(
          name: "by", place: .query, schema: .day, says: "The day, which must be over.",
          isRequired: true),
        .query(
          "kind", .oneOf(Subject.Kind.allCases.map(\.rawValue)), "What it is."),
        .query("words", .text(1, 200), "What it is called."),
        .query("case", .text(1, 100), "The case of an item."),
        .query("item", .text(1, 100), "The id of an item of the case."),
        .query("body", .text(1, 200), "A body, such as `police/northshire`."),
      ], answer: .of(ToldReport.self)
    ) { call in
      let person = try call.person
      guard let by = call.day("by"), by < call.now.day else {
        throw ApiProblem.parameter("by", "not-over", "The day must be over.")
      }
      let report = try call.desk.casebook.told(
        try call.telling, by: by, purpose: person.purpose, as: person.credential)
      return try ApiReply(report)
    },
  ]

  // MARK: The law

  private static let ofLaw: [ApiOperation] = [
    .get(
      "law", "/law", [.lawRead], "Every framework of the law",
      "As `heed law list --format json` writes it.",
      [.query("on", .day, "Only what is the law on this day.")],
      answer: .open([
        .init("heed", .oneOf(["law-list/1"])), .init("law", .string),
        .init("frameworks", .list(.described("One framework with its days."), most: 100_000)),
      ])
    ) { call in
      var reply = ApiReply(Reports.list(of: call.desk.law, on: call.day("on")))
      reply.isPublic = true
      return reply
    },
    .get(
      "framework", "/law/{framework}", [.lawRead], "One framework, as the law states it",
      "With its elements and their citations, as `heed law show --format json` writes it.",
      [
        .path("framework", says: "Its id."),
        .query("on", .day, "Whether it is the law on this day."),
      ],
      answer: .open([.init("heed", .oneOf(["framework/1"])), .init("law", .string)])
    ) { call in
      guard let framework = call.desk.law[framework: call["framework"]] else {
        throw ApiProblem(.notFound)
      }
      var reply = ApiReply(
        Reports.description(of: framework, in: call.desk.law, on: call.day("on")))
      reply.isPublic = true
      return reply
    },
  ]

  // MARK: The log

  private static let ofLog: [ApiOperation] = [
    ApiOperation(
      id: "changes", method: .get, path: "/changes", summary: "What was entered since",
      says:
        "Every entry of the log after one, in order, but for those that tell of reading: they are counted. The log itself tells everybody the number, moment and type of each entry; the case stands beside it only where it is open to you. With `wait`, an answer without changes waits for one.",
      scopes: [.logRead],
      parameters: [
        .query(
          "after", .integer(-1...Schema.largestNumber),
          "The last entry that you have; -1, or nothing, for the beginning."),
        .query("limit", .integer(1...200), "How many to give at most; 50 unless said."),
        .query("wait", .integer(0...30), "For how many seconds to wait for something new."),
      ], answer: .of(ApiChanges.self),
      work: .later { call, house in try await house.changes(call) }),
    .get(
      "accesses", "/accesses", [.logRead], "Who looked at what",
      "Your own reading, oldest first, or everybody's where your role sees it; and what was refused.",
      [.query("case", .text(1, 100), "Only what was read of this case.")],
      answer: .of(ApiPage<ApiAccess>.self), isPaged: true
    ) { call in
      let person = try call.person
      let found = try call.desk.casebook.accesses(
        in: call.query["case"], purpose: person.purpose, as: person.credential)
      return try call.page(
        found.accesses.map { ApiAccess(entry: $0.entry, $0.deed) },
        entry: found.reading.receipt.entry, by: \.entry)
    },
    .get(
      "log", "/log", [.logRead], "The head of the log",
      "The newest signed head, and the keys that sign. The tiles stand at `/ledger`.",
      answer: .of(ApiHead.self)
    ) { call in
      let note = try call.desk.casebook.checkpoint()
      let head = try Checkpoint(parsing: note.text)
      return try ApiReply(
        ApiHead(
          origin: head.origin, size: head.size, root: head.root.base64, checkpoint: note.encoded,
          keys: try call.desk.casebook.logKeys().map {
            .init(from: $0.size, verifier: $0.verifier.text)
          }))
    },
    .get(
      "proof", "/log/entries/{entry}", [.logRead], "The proof of an entry",
      "That an entry stands in the log, to be checked without trusting this service.",
      [.path("entry", .count, says: "Its number.")], answer: .of(ApiProof.self)
    ) { call in
      let entry = call.number("entry") ?? -1
      let proof = try call.desk.casebook.proof(ofEntry: entry, policy: nil)
      let bytes = try call.desk.casebook.entryBytes(entry)
      return try ApiReply(
        ApiProof(
          entry: entry, leaf: leafHash(bytes).hexadecimal,
          text: String(decoding: bytes, as: UTF8.self), proof: proof.encoded))
    },
  ]
}

extension ApiOperation.Parameter {
  fileprivate static func path(_ name: String, says: String) -> ApiOperation.Parameter {
    .path(name, .text(1, 100), says)
  }

  fileprivate static func path(
    _ name: String, _ schema: Schema, says: String
  ) -> ApiOperation.Parameter { .path(name, schema, says) }
}

extension ApiProblem {
  static func parameter(_ name: String, _ code: String, _ detail: String) -> ApiProblem {
    ApiProblem(
      .badParameter,
      faults: [ApiFault(pointer: "/query/\(name)", code: code, detail: detail)])
  }
}

extension ApiCall {
  /// The case of the address, through the lens of whoever asks. That they read it is entered.
  fileprivate func read(
    _ what: String, detail: String? = nil
  ) throws -> (CaseFile, CasebookFile.Reading) {
    let person = try person
    let id = self["case"]
    let day = day("recorded-by")
    let view = View(
      what: what, purpose: person.purpose,
      detail: [detail, day.map { "as recorded by \($0)" }].compactMap(\.self)
        .joined(separator: ", ").nonEmpty)
    let reading = try waiting { [desk] in
      try await desk.group.read(view, in: id, recordedBy: day, as: person.credential)
    }
    guard let file = reading.file else { throw Refusal.noSuchCase(id) }
    return (file, reading)
  }

  /// Does what the body says, in a case or in the register.
  fileprivate func act(in caseID: String?) throws -> ApiReply {
    let person = try person
    guard let body else { throw ApiProblem(.notJSON) }
    let act = try ApiActs.read(body)
    if case .account(.warn(let warning)) = act {
      let raised = try waiting { [desk] in
        try await desk.group.warn(warning, as: person.credential)
      }
      return try ApiReply(
        ApiDone(
          receipt: ApiReceipt(raised.receipt), code: raised.code.description,
          status: raised.status),
        status: .created, entry: raised.receipt.entry)
    }
    if case .erase(let erasure) = act, let caseID {
      let receipt = try desk.casebook.erase(erasure, in: caseID, as: person.credential)
      return try ApiReply(
        ApiDone(receipt: ApiReceipt(receipt)), status: .created, entry: receipt.entry)
    }
    let receipt = try waiting { [desk] in
      try await desk.group.perform(
        [CasebookFile.Request(case: caseID, act: act)], as: person.credential)
    }[0]
    return try ApiReply(
      ApiDone(receipt: ApiReceipt(receipt)), status: .created, entry: receipt.entry)
  }

  /// Whom or what a question of who was told is about.
  fileprivate var telling: Telling {
    get throws {
      let kind = query["kind"].flatMap(Subject.Kind.init)
      switch (kind, query["words"], query["case"], query["item"], query["body"]) {
      case (nil, nil, nil, nil, let body?): return .body(body)
      case (let kind?, let words?, nil, nil, nil): return .subject(Subject(kind, words))
      case (let kind?, nil, let id?, let item?, nil):
        return .subject(Subject(kind, "", case: id, item: item))
      default:
        throw ApiProblem.parameter(
          "kind", "not-one-question",
          "Ask about one thing: kind and words; kind, case and item; or body.")
      }
    }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
