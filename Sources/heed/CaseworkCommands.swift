import ArgumentParser
import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import Documents
import Foundation
import Ledger

struct MeetingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "meeting",
    abstract: "Meetings about a case: each has minutes, was cancelled for a reason, or is overdue.",
    subcommands: [Schedule.self, AddMinutes.self, Cancel.self, List.self])

  struct Schedule: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Enters that a meeting is to happen.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "An id for the meeting, such as panel-2026-11.")
    var id: String

    @Option(name: .long, help: "The name of the group that meets.")
    var group: String

    @Option(name: .long, help: "The day.")
    var on: CivilDate

    @Option(name: .long, help: "Whom it is about. Once for each.")
    var about: [String]

    @Option(name: .long, help: "A body that is invited. Once for each.")
    var invite: [String] = []

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .schedule(Meeting(id: id, group: group, on: on, about: about, invited: invite)),
        in: caseID)
    }
  }

  struct AddMinutes: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "minutes", abstract: "Adds the minutes of a meeting, or where they are held.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "The meeting.")
    var id: String

    @Option(name: .long, help: "What was decided, or where the minutes are held.")
    var text: String

    @Option(name: .long, help: "A body that was there. Once for each.")
    var present: [String] = []

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .minute(Minutes(meeting: id, text: text, present: present)), in: caseID)
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enters that a meeting was cancelled.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "The meeting.")
    var id: String

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.cancelMeeting(Cancellation(meeting: id, reason: reason)), in: caseID)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The meetings of a case, with what is missing.")

    @Argument(help: "The case.")
    var caseID: String

    @OptionGroup var person: ReadInput

    func run() throws {
      let reading = try person.read("meetings", case: caseID)
      for meeting in reading.file?.meetings ?? [] {
        let state = meeting.state(on: reading.now.day)
        let words: String
        switch state {
        case .minuted where meeting.minutes == nil: words = "minutes were there, and were erased"
        case .minuted:
          words = "minuted on \(describe(meeting.minutes!.at.day)): \(meeting.minutes!.part.text)"
        case .cancelled: words = "cancelled: \(meeting.cancellation?.part.reason ?? "")"
        case .overdue: words = "overdue: no minutes"
        case .planned: words = "planned"
        }
        Terminal.out(
          "\(meeting.meeting.id)  \(describe(meeting.meeting.on))  \(meeting.meeting.group)  \(words)"
        )
      }
    }
  }
}

struct RequestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Requests for the records of a case, and their answers, with the days between.",
    subcommands: [Ask.self, AnswerIt.self, List.self])

  struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enters that somebody asks for records.")

    @Argument(help: "The case.")
    var caseID: String

    @Option(name: .long, help: "Who asks, as a role: \"adult survivor\", \"inquiry\".")
    var by: String

    @Option(name: .long, help: "On what basis.")
    var basis: String

    @Option(name: .long, help: "The day. Default: today.")
    var on: CivilDate?

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .requestRecords(RecordsRequest(by: by, basis: basis, on: on ?? today())), in: caseID)
    }
  }

  struct AnswerIt: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "answer", abstract: "Enters the answer to a request.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "The entry of the request.")
    var entry: Int

    @Option(name: .long, help: "What was answered.")
    var answer: String

    @Option(name: .long, help: "The day. Default: today.")
    var on: CivilDate?

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .answerRequest(RequestAnswer(request: entry, answer: answer, on: on ?? today())),
        in: caseID)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The requests of a case.")

    @Argument(help: "The case.")
    var caseID: String

    @OptionGroup var person: ReadInput

    func run() throws {
      let credential = try person.credential()
      let casebook = try person.open()
      let (file, now) = try answering {
        try casebook.administration(
          of: caseID,
          for: .requestRecords(RecordsRequest(by: "", basis: "", on: today())), as: credential)
      }
      for request in file.requests {
        let who = request.request.map { "\($0.by), \($0.basis), \(describe($0.on))" } ?? "erased"
        let days = request.days(on: now.day).map { "\($0) days" } ?? ""
        let answer =
          request.answer.map { "answered after \(days): \($0.part.answer)" }
          ?? (request.answerErased ? "answered; the answer was erased" : "open for \(days)")
        Terminal.out("\(request.entry)  \(who)  \(answer)")
      }
    }
  }
}

struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Legal holds: what they cover is not erased, whatever else is asked.",
    subcommands: [Place.self, ReleaseIt.self, List.self])

  struct Place: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Places a hold.")

    @Argument(help: "An id for the hold, such as inquiry-1.")
    var id: String

    @Option(name: .long, help: "The inquiry, investigation or claim.")
    var matter: String

    @Option(name: .long, help: "The law or order, such as \"Inquiries Act 2005 s 35\".")
    var basis: String

    @Option(name: .customLong("case"), help: "A case. Once for each; without any, all of them.")
    var cases: [String] = []

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.hold(Hold(id: id, matter: matter, basis: basis, cases: cases)))
    }
  }

  struct ReleaseIt: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "release", abstract: "Releases a hold that somebody else placed.")

    @Argument(help: "The hold.")
    var id: String

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws { try act.perform(.release(Release(hold: id, reason: reason))) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The holds, those that stand first.")

    @OptionGroup var person: ReadInput

    func run() throws {
      let credential = try person.credential()
      let casebook = try person.open()
      let holds = try answering {
        try casebook.holds(purpose: person.purpose, as: credential)
      }
      for standing in holds.filter({ $0.releasedBy == nil })
        + holds.filter({ $0.releasedBy != nil })
      {
        let cases =
          standing.hold.cases.isEmpty ? "every case" : standing.hold.cases.joined(separator: ", ")
        let state = standing.releasedBy.map { "released by entry \($0)" } ?? "stands"
        Terminal.out(
          "\(standing.hold.id)  \(standing.hold.matter), \(standing.hold.basis), since \(describe(standing.since.day)), over \(cases): \(state)"
        )
      }
    }
  }
}

struct CustodyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transfer",
    abstract:
      "Who keeps a case: offering it to another body, and taking it, each with the manifest.",
    subcommands: [Offer.self, Accept.self, Show.self])

  struct Offer: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Offers the custody of a case.")

    @Argument(help: "The case.")
    var caseID: String

    @Option(name: .long, help: "The body that is to keep it.")
    var to: String

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      let manifest = CustodyManifest(entries: 0, erased: 0, digest: "")
      try act.perform(
        .transfer(Transfer(to: to, reason: reason, manifest: manifest)), in: caseID)
    }
  }

  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes the custody of a case, having counted what there is.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "The entry of the offer.")
    var entry: Int

    @OptionGroup var act: ActInput

    func run() throws {
      let manifest = CustodyManifest(entries: 0, erased: 0, digest: "")
      try act.perform(
        .acceptTransfer(TransferAcceptance(transfer: entry, manifest: manifest)), in: caseID)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Who has kept the case, with the manifests that both signed.")

    @Argument(help: "The case.")
    var caseID: String

    @OptionGroup var person: ReadInput

    func run() throws {
      let credential = try person.credential()
      let casebook = try person.open()
      let manifest = CustodyManifest(entries: 0, erased: 0, digest: "")
      let file = try answering {
        try casebook.administration(
          of: caseID, for: .transfer(Transfer(to: "", reason: "", manifest: manifest)),
          as: credential
        ).file
      }
      Terminal.out("Kept by \(file.custodian).")
      for offered in file.transfers {
        let offer = offered.offer
        let manifest = offer.part.manifest
        Terminal.out(
          "\(offer.entry)  offered by \(offer.by.post), \(offer.by.body), to \(offer.part.to) on \(describe(offer.at.day)): \(manifest.entries) entries, \(manifest.erased) of them erased, SHA-256 \(manifest.digest)"
        )
        if let acceptance = offered.acceptance {
          Terminal.out(
            "\(acceptance.entry)  taken by \(acceptance.by.post), \(acceptance.by.body), on \(describe(acceptance.at.day)): the same manifest"
          )
        } else {
          Terminal.out("      not taken yet")
        }
      }
    }
  }
}

struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract:
      "How long each body keeps what, and which cases are due for review. Nothing is deleted by itself.",
    subcommands: [SetRules.self, Due.self])

  struct SetRules: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Sets the rules of a body from a file.",
      discussion: """
        The file:
          heed: retention/1
          body: children-social-care/northmoor
          rules:
            - {id: child-protection, from: closure, years: 35, basis: "retention policy 2026, row 12"}
        from: closure, birth or last-entry.
        """)

    @Argument(help: "The file.", completion: .file(extensions: ["yaml", "yml", "json"]))
    var file: String

    @OptionGroup var act: ActInput

    func run() throws {
      var report = Report()
      guard let format = DocumentFormat(fileName: file) else {
        throw unusable("\(file): name the file .yaml, .yml or .json")
      }
      let bytes = Files.read(file, report: &report)
      let rules = bytes.flatMap {
        readDocument($0, file: file, format: format, report: &report)
      }.flatMap { readRetentionRules($0, file: file, report: &report) }
      Printer.show(report, texts: bytes.map { [file: $0] } ?? [:])
      guard let rules, !report.hasErrors else { throw Exit.unusable }
      try act.perform(.setRetention(rules))
    }
  }

  struct Due: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The cases that a rule has run out for, with the arithmetic.")

    @Option(name: .long, help: "As on this day. Default: today.")
    var on: CivilDate?

    @OptionGroup var person: ReadInput

    func run() throws {
      let credential = try person.credential()
      let casebook = try person.open()
      let day = on ?? today()
      let due = try answering {
        try casebook.retentionDue(on: day, as: credential) { done, all in
          if all > 200 { Terminal.progress("read \(done) of \(all) cases") }
        }
      }
      Terminal.progress("")
      for review in due {
        let held =
          review.holds.isEmpty
          ? "" : " · kept by legal hold \(review.holds.joined(separator: ", "))"
        Terminal.out(
          "\(review.caseID)  \(review.body)  \(review.rule.id): \(review.rule.years) years from \(describe(review.from)) (\(review.rule.from.rawValue)) ended on \(describe(review.due)); \(review.rule.basis)\(held)"
        )
      }
      if due.isEmpty { Terminal.out("No case is due for review on \(describe(day)).") }
    }
  }
}

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Every version of an item: who wrote it, when, and what became of it.")

  @Argument(help: "The case.")
  var caseID: String

  @Argument(help: "The entry of any of its versions.")
  var entry: Int

  @OptionGroup var person: ReadInput

  func run() throws {
    let reading = try person.read("history", detail: "\(entry)", case: caseID)
    guard let file = reading.file else { return }
    let history = file.history(of: entry)
    guard !history.isEmpty else {
      Terminal.error("heed: refused: \(Refusal.noSuch(what: "item at entry", id: "\(entry)"))")
      throw Exit.refused
    }
    for version in history {
      let who = version.author.map { "\($0.name), \($0.post), \($0.body)" } ?? "author erased"
      Terminal.out(
        "entry \(version.entry)  \(version.at.words)  \(version.kind.rawValue) by \(who)")
      if case .map(let members)? = version.item?.content {
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
          Terminal.out("    \(key): \(value.allTexts.joined(separator: ", "))")
        }
      } else {
        Terminal.out(
          version.erasedBy.map { "    erased by entry \($0)" } ?? "    withheld from you")
      }
      if let reason = version.reason { Terminal.out("    corrected because: \(reason)") }
      for layer in version.redactions {
        Terminal.out(
          "    redacted by entry \(layer.entry): \(layer.redaction.part ?? "the whole"), under \(layer.redaction.authority)"
        )
      }
      if let withdrawn = version.withdrawnBy {
        Terminal.out("    withdrawn by entry \(withdrawn)")
      }
    }
  }
}

struct CasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases", abstract: "The cases that are open to you.")

  @OptionGroup var person: ReadInput

  func run() throws {
    let credential = try person.credential()
    let casebook = try person.open()
    let cases = try answering { try casebook.cases(purpose: person.purpose, as: credential) }.cases
    for one in cases { Terminal.out("\(one.id)  \(one.title), kept by \(one.custodian)") }
    if cases.isEmpty { Terminal.out("No case is open to you.") }
  }
}

struct ItemsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "items",
    abstract: "What a case says now, item by item, with the entry of each; and who is involved.")

  @Argument(help: "The case.")
  var caseID: String

  @Option(name: .long, help: "Only one list, such as sources.")
  var kind: ItemKind?

  @OptionGroup var person: ReadInput

  func run() throws {
    let reading = try person.read("items", case: caseID)
    guard let file = reading.file else { return }
    for version in file.current where kind == nil || version.item?.kind == kind {
      guard let item = version.item else { continue }
      Terminal.out("entry \(version.entry)  \(item.kind.rawValue): \(item.content.described)")
    }
    for version in file.versions where version.isWithheld && kind == nil {
      Terminal.out("entry \(version.entry)  withheld from you")
    }
    guard kind == nil else { return }
    for involved in file.involved where involved.endedBy == nil {
      let until = involved.involvement.until.map { ", until \(describe($0))" } ?? ""
      Terminal.out(
        "entry \(involved.entry)  involved: \(involved.involvement.person), \(involved.involvement.basis)\(until)"
      )
    }
  }
}

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Finds items and meetings by their words, in the cases that you may see.",
    discussion: """
      Every word must be there; a word that ends in * may go on. Where others hold something linked, it is said whom to ask, and \
      neither what it is nor how much. That you looked is entered.
      """)

  @Argument(help: "The words.")
  var words: [String]

  @Option(name: .long, help: "text, for people, or json, for programs.")
  var format: OutputFormat = .text

  @OptionGroup var person: ReadInput

  func run() throws {
    let credential = try person.credential()
    let casebook = try person.open()
    let (_, result) = try answering {
      try casebook.search(
        words.joined(separator: " "), purpose: person.purpose, as: credential)
    }
    switch format {
    case .json:
      Terminal.out(
        JSONValue.object([
          ("heed", .string("search/1")),
          (
            "hits",
            .array(
              result.hits.map { hit in
                .object([
                  ("case", .string(hit.caseID)), ("entry", .int(hit.entry)),
                  ("at", .string("\(hit.at)")), ("kind", .string(hit.kind)),
                  ("text", .string(hit.text)),
                ])
              })
          ), ("ask", .array(result.pointers.map { .string($0) })), ("cut", .bool(result.isCut)),
        ]).text)
    case .text:
      for hit in result.hits {
        Terminal.out(
          "\(hit.caseID), entry \(hit.entry), \(describe(hit.at.day)): \(hit.kind): \(hit.text)")
      }
      if result.hits.isEmpty { Terminal.out("Nothing was found in the cases that you may see.") }
      for body in result.pointers {
        Terminal.out("Another authorised body holds something linked: ask \(body).")
      }
      if result.isCut {
        Terminal.out("There was more than could be looked through: ask with more words.")
      }
    }
  }
}
