package import Casebook
package import CivilTime
internal import RegisterWords
internal import Reports

/// Somebody in post, as a form offers them.
package struct ColleagueChoice: Sendable, Hashable {
  package var id: String
  package var post: String
  package var body: String

  package init(id: String, post: String, body: String) {
    self.id = id
    self.post = post
    self.body = body
  }

  var option: FormField.Option { .init(id, "\(capitalised(post)), \(body) (\(id))") }
}

/// A form in which a warning is raised.
package struct WarnForm: Sendable {
  /// A child, adult, place or vehicle of a case that the person has open.
  package struct CaseItem: Sendable, Hashable {
    package var kind: Subject.Kind
    package var caseID: String
    package var item: String
    package var words: String

    package init(kind: Subject.Kind, caseID: String, item: String, words: String) {
      self.kind = kind
      self.caseID = caseID
      self.item = item
      self.words = words
    }

    var value: String { "\(kind.rawValue)@\(caseID)/\(item)" }
  }

  package var bodies: [String]
  /// The body that is chosen until another is.
  package var usual: String
  package var colleagues: [ColleagueChoice]
  package var items: [CaseItem]
  /// Whether whoever fills it in holds a post.
  package var hasPost: Bool

  package init(
    bodies: [String], usual: String, colleagues: [ColleagueChoice], items: [CaseItem],
    hasPost: Bool
  ) {
    self.bodies = bodies
    self.usual = usual
    self.colleagues = colleagues
    self.items = items
    self.hasPost = hasPost
  }

  /// Characters of what is said, and of each description.
  private static let mostWords = 20_000
  private static let mostAbout = 1000

  private static let several = "Several: put a semicolon between them."

  /// The kinds among which can be chosen: detriment is reported with the warning that it came of.
  private static let kinds: [Warning.Kind] = [.concern, .disclosure, .pressure]

  package func sheet(action: String, page: String, kept: String?) -> FormSheet {
    let about = Subject.Kind.allCases.map { kind in
      FormField(
        "about-\(kind.rawValue)", WarnForm.label(of: kind),
        hint: kind == .child ? WarnForm.several : nil)
    }
    let chosen =
      items.isEmpty
      ? []
      : [
        FormField(
          "about-items", "On record in the case",
          .many(items.map { .init($0.value, "\(capitalised($0.kind.rawValue)): \($0.words)") })),
        FormField("case", "", .hidden),
      ]
    var sections = [
      FormSection(
        "1. Whom or what it is about",
        lead: ["As you call them. A description will do where you have no name."], chosen + about),
      FormSection(
        "2. What you want to say",
        [
          FormField(
            "words", "In your own words",
            hint:
              "What you saw, heard or were told, and when. A child's own words: write them as they were said. Nobody can change them afterwards.",
            .long)
        ]),
      FormSection(
        "3. Whom it is for",
        [
          FormField(
            "body", "The body that should act",
            .list(bodies.map { .init($0, $0) }, none: "Choose for me"))
        ]),
      FormSection(
        "4. What kind it is",
        [
          FormField(
            "kind", "Kind",
            .one(
              WarnForm.kinds.map {
                .init($0.rawValue, $0.meaning, hint: $0.route)
              }))
        ]),
    ]
    if hasPost {
      sections.append(
        FormSection(
          fold: "5. It names somebody who has a post here (leave out if it does not)",
          [
            FormField(
              "names", "Whom it names",
              hint:
                "It is closed to them and to everybody above and below them. They do not learn of it here.",
              .many(colleagues.map(\.option)))
          ]))
      sections.append(FormSection(fold: "They are somebody else's words", [from]))
    } else {
      sections.append(FormSection("5. Who you are", [from]))
    }
    return FormSheet(
      action: action, page: page, sections: sections, buttons: [.init("Raise the warning")],
      isKept: hasPost, kept: kept)
  }

  private var from: FormField {
    let kinds = ReporterKind.allCases.filter { hasPost || $0 != .worker }
    return FormField(
      "from", hasPost ? "Whose words they are" : "Whose words these are",
      hint: hasPost ? nil : "You need not give a name, and none is kept.",
      .one(kinds.map { .init($0.rawValue, $0.meaning) }))
  }

  private static func label(of kind: Subject.Kind) -> String {
    switch kind {
    case .child: "A child or young person"
    case .adult: "An adult"
    case .place: "A place"
    case .vehicle: "A vehicle: its number plate, or what it looks like"
    }
  }

  /// What stands in the form before anything is typed.
  package var prefilled: Typed {
    var typed = Typed()
    typed["kind"] = Warning.Kind.concern.rawValue
    typed["from"] = (hasPost ? ReporterKind.worker : .memberOfThePublic).rawValue
    typed["body"] = usual
    return typed
  }

  /// The warning, or what is missing of it: the words, and whom a concern is about. Nothing else holds it up.
  package func read(_ typed: Typed) -> (warning: Warning, problems: [FormProblem]) {
    let named = Subject.Kind.allCases.flatMap { kind in
      typed["about-\(kind.rawValue)"].split(separator: ";").map(trimmed).filter { !$0.isEmpty }
        .map { Subject(kind, $0) }
    }
    let chosen = typed.all("about-items").compactMap { value in
      items.first { $0.value == value }.map {
        Subject($0.kind, "", case: $0.caseID, item: $0.item)
      }
    }
    let kind = Warning.Kind(rawValue: typed["kind"]) ?? .concern
    let body = bodies.contains(typed["body"]) ? typed["body"] : usual
    let warning = Warning(
      kind: kind == .detriment ? .concern : kind, about: chosen + named, words: typed["words"],
      from: ReporterKind(rawValue: typed["from"]) ?? (hasPost ? .worker : .memberOfThePublic),
      to: body, names: hasPost ? typed.all("names") : [])
    var problems: [FormProblem] = []
    if warning.kind == .concern, warning.about.isEmpty {
      problems.append(FormProblem("about-child", "Say whom or what it is about."))
    }
    if typed["words"].isEmpty {
      problems.append(FormProblem("words", "Say what you want to say."))
    }
    if typed["words"].count > WarnForm.mostWords {
      problems.append(
        FormProblem(
          "words",
          "This is longer than one warning can carry. Send the first part, and add the rest with the code that you get."
        ))
    }
    for kind in Subject.Kind.allCases
    where typed["about-\(kind.rawValue)"].count > WarnForm.mostAbout {
      problems.append(
        FormProblem("about-\(kind.rawValue)", "Say it in fewer words, and the rest below."))
    }
    return (warning, problems)
  }
}

private func trimmed(_ text: some StringProtocol) -> String {
  let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
  let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? start
  return String(text[start..<end])
}

private let forColleagues = [
  "If somebody is in danger now, call 999 first. You need not do anything here before you call.",
  "Somebody named has it at once, and must acknowledge it and decide by a day. You get a code that shows whether they did.",
]

private let forAnybody = [
  "Is somebody in danger now, or hurt? Call 999. If you cannot speak on a mobile phone, stay on the line and press 55 when you are asked. Do not wait for anything on this page. When nobody is in danger now, the police answer on 101.",
  "If you are a child or a young person, you can talk to Childline at any hour: call 0800 1111. It is free, and does not show on a phone bill. What happened to you is not your fault, and you can use this page too.",
  "What happens next: somebody named has what you wrote at once. They must say that they have it, and decide what to do, by a day. You get a code of twelve signs that shows whether they did. Nobody will contact you through this page.",
  "You need no account and no name. This page uses no cookie, remembers no address with what you wrote, and sends nothing to anybody else. A browser may keep a list of the pages that were opened in it.",
]

/// The page on which a warning is raised.
package func warnPage(
  _ form: WarnForm, action: String, typed: Typed, problems: [FormProblem] = [], kept: String? = nil
) -> Page {
  var typed = typed
  // So that what is on record in the case can be chosen again when the form comes back.
  typed["case"] = form.items.first?.caseID ?? ""
  return Page(
    // The tab and the history of a browser that others use say nothing of what it is for.
    "form", title: form.hasPost ? "Raise a warning" : "Tell us something",
    section: form.hasPost ? .warnings : nil,
    crumbs: form.hasPost ? [.init("Warnings", "/warnings")] : [],
    marking: form.hasPost ? handlingMarking : nil,
    fields: [
      "leave": form.hasPost ? nil : "https://www.bbc.co.uk/weather",
      "before": form.hasPost ? forColleagues : forAnybody,
      "summary": FormSheet.summary(problems),
      "sheet": form.sheet(action: action, page: action, kept: kept).fields(typed, problems),
    ])
}

/// What whoever raised a warning is given at once.
package struct Raised: Sendable {
  package var code: ReceiptCode
  package var entry: Int
  package var at: Instant
  package var with: String
  package var due: CivilDate?

  package init(code: ReceiptCode, entry: Int, at: Instant, with: String, due: CivilDate?) {
    self.code = code
    self.entry = entry
    self.at = at
    self.with = with
    self.due = due
  }
}

/// The receipt: one code and one file, with three plain sentences. It is shown once.
package func raisedPage(_ raised: Raised, hasPost: Bool) -> Page {
  let code = raised.code.description
  return Page(
    "raised", title: "Your warning was received", section: hasPost ? .warnings : nil,
    fields: [
      "code": code,
      "aloud": code.split(separator: "-").map { $0.map(String.init).joined(separator: " ") }
        .joined(separator: ", "),
      "sentences": [
        "Your warning is entry \(raised.entry), received \(spokenMoment(raised.at)). Nobody can change a word of it.",
        "It is with: \(raised.with). They must acknowledge it, and decide, by \(raised.due.map(describe) ?? "a day not set").",
        "The code shows whether they did, and nothing of what you said. It is shown once, here, and kept nowhere.",
      ],
      "proof": "/ledger/receipts/\(raised.entry).tlog-proof", "entry": "\(raised.entry)",
      "own": hasPost ? "/warnings/\(raised.entry)" : nil,
    ])
}

/// The code was shown, and is not there any more.
package let goneReceiptPage = Page(
  "message", title: "The code was shown once",
  fields: [
    "title": "The code was shown once",
    "words": [
      "It is kept nowhere, so it cannot be shown again. Your warning stands, and its clocks run.",
      "If you hold a post, the list of warnings has it: you can follow it there without the code.",
    ],
  ])

/// Where somebody brings the code of a receipt.
package func receiptPage(typed: Typed, problems: [FormProblem]) -> Page {
  let sheet = FormSheet(
    action: "/receipt",
    sections: [
      FormSection(
        nil,
        [
          FormField(
            "code", "The code of your receipt",
            hint:
              "Twelve signs, such as 7K4M-2QXD-9TWB. Large or small letters, with or without hyphens.",
            .short)
        ])
    ], buttons: [.init("Show how it stands")])
  return Page(
    "form", title: "Follow a warning by its code",
    fields: [
      "before": [
        "It says whether your warning was acknowledged and decided, and by when that must happen. It says nothing of what you wrote, and names nobody."
      ],
      "summary": FormSheet.summary(problems), "sheet": sheet.fields(typed, problems),
      "afterwards": ["No code, and no post here? Ask the body to which you spoke."],
    ])
}

/// How the warning of a receipt stands, and what its holder may do.
package func receiptStatusPage(
  _ status: ReceiptStatus, at now: Instant, path: String, typed: Typed, problems: [FormProblem]
) -> Page {
  func form(_ does: String, _ title: String, _ label: String, _ hint: String, _ button: String)
    -> Fields
  {
    let sheet = FormSheet(
      action: path,
      sections: [FormSection(nil, [FormField("\(does)-words", label, hint: hint, .long)])],
      buttons: [.init(button, does: does, isSecond: true)])
    return [
      "title": title, "anchor": does,
      "isUnfolded": problems.contains { $0.field == "\(does)-words" } ? true : nil,
      "sheet": sheet.fields(typed, problems),
    ]
  }
  var forms = [
    form(
      "add", "Add something", "What you want to add",
      "What you said before stands.", "Add it")
  ]
  if status.isDecided {
    forms.append(
      form(
        "contest", "Contest the decision", "Why",
        "Somebody else, outside the line of whoever decided, decides again.", "Contest it"))
  }
  forms.append(
    form(
      "detriment", "Report what was done to you because of it", "What was done",
      "It goes to somebody independent. Those who had your warning never see it.", "Report it"))
  if !status.isRetracted {
    forms.append(
      form(
        "retract", "Take it back", "Why",
        "It stays readable, and still needs a decision.", "Take it back"))
  }
  return Page(
    "receipt", title: "How your warning stands",
    crumbs: [.init("Another code", "/receipt")],
    fields: [
      "summary": FormSheet.summary(problems),
      "lines": status.sentences(at: now).map { line in
        ["sentence": line, "isLoud": line.hasPrefix("OVERDUE") ? true : nil] as Fields
      },
      "forms": forms,
    ])
}
