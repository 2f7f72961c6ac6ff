package import Assessment
internal import CaseRecord
package import Casebook
package import CivilTime
internal import LawPack
package import Reports
package import Vocabulary

/// The form with which somebody records what their body did, or what it considered.
package struct ResponseForm: Sendable {
  package var words: CaseWords
  package var act: ResponseAct
  package var about: [String]
  /// The earlier concerns about the same people, which are read first.
  package var concerns: [CaseFile.Version]
  /// Entries among the concerns that are withheld from the reader.
  package var withheldConcerns: [Int]

  package init(
    words: CaseWords, act: ResponseAct, about: [String], concerns: [CaseFile.Version],
    withheldConcerns: [Int] = []
  ) {
    self.words = words
    self.act = act
    self.about = about
    self.concerns = concerns
    self.withheldConcerns = withheldConcerns
  }

  private var record: CaseRecord { words.record }

  package func sections(_ typed: Typed) -> [FormSection] {
    var sections = [readFirst, FormSection("What was done", hidden + asked)]
    sections.append(
      FormSection(
        "Why",
        lead: [
          "What do we know? What do we not know? What would change our mind? Whoever reads it later has only what stands here."
        ],
        [
          FormField(
            "reason",
            act.isClosure || act == .considered ? "The reason" : "The reason, if it was decided",
            .long)
        ]))
    sections.append(
      FormSection(
        lead: [
          "Only where the reason relies on one of these. The law calls some of them irrelevant, and others are not needed by the tests."
        ],
        fold: "What the reason relies on", isOpen: !typed.all("relies-on").isEmpty,
        [FormField("relies-on", "It relies on", .many(reliances))]))
    sections.append(
      FormSection(
        lead: ["Where a framework was considered met, and this says less than before."],
        fold: "It says less than was said before", isOpen: !typed["changed"].isEmpty,
        [
          FormField("changed", "What changed since"),
          FormField("evidence-of", "The day of the evidence for it", .day),
        ]))
    return sections
  }

  private var hidden: [FormField] { [FormField("act", "", .hidden)] }

  /// The concerns, each to be ticked by whoever has read it.
  private var readFirst: FormSection {
    let options =
      concerns.map { version in
        FormField.Option(
          "\(version.entry)",
          version.item.map(inWords) ?? "Withheld",
          hint: "Entry \(version.entry), \(describe(version.at.day))")
      }
      + withheldConcerns.map { entry in
        FormField.Option(
          "\(entry)", "Withheld from you",
          hint: "Entry \(entry). That it is there is stored with what you record.")
      }
    return options.isEmpty
      ? FormSection(
        "Read first",
        lead: ["No earlier warning, referral or closure about the same people is on record."], [])
      : FormSection(
        "Read first: what was raised before about the same people",
        lead: ["That you have read each is stored with what you record."],
        [FormField("shown", "Tick each that you have read", .many(options))])
  }

  private var asked: [FormField] {
    var fields: [FormField] = []
    let suspects = record.people.filter { $0.role == .suspect }.map {
      FormField.Option($0.id, $0.id)
    }
    let frameworks = words.assessment.law.frameworks.map {
      FormField.Option($0.id, "\($0.short) (\($0.id))")
    }
    switch act {
    case .considered:
      fields += [
        FormField("framework", "Which test", .list(frameworks, none: "Choose a test")),
        FormField(
          "answer", "The answer",
          .one([
            .init("met", "It is met"), .init("not-met", "It is not met"),
            .init("not-decided", "It is not decided: something is still to be found out"),
          ])),
      ]
    case .acquitted:
      fields += [
        FormField("framework", "Of what", .list(frameworks, none: "Choose an offence")),
        FormField("suspect", "Who", .list(suspects, none: "Choose")),
        FormField(
          "outcome", "How it ended",
          .list(
            Response.Outcome.allCases.map {
              .init($0.rawValue, Reports.words(ofName: $0.rawValue))
            }, none: "Choose")),
      ]
    case .charged, .convicted, .arrested:
      fields += [
        FormField("suspect", "Who", .list(suspects, none: "Not said")),
        FormField("framework", "Of what", .list(frameworks, none: "Not said")),
      ]
    case .nrmDecision:
      fields += [
        FormField(
          "stage", "Stage",
          .list(
            [
              .init("reasonable-grounds", "Reasonable grounds"),
              .init("conclusive-grounds", "Conclusive grounds"),
            ], none: "Choose")),
        FormField(
          "decision", "Decision",
          .list(
            [.init("positive", "Positive"), .init("negative", "Negative")], none: "Choose")),
      ]
    case .escalated:
      fields.append(
        FormField(
          "stage", "Stage", .list(["1", "2", "3", "4"].map { .init($0, $0) }, none: "Not said")))
    case .clockPaused, .clockResumed:
      fields.append(
        FormField("duty", "Which duty", hint: "Its id, as it stands on the page of duties."))
    default: break
    }
    if act != .considered {
      fields.append(
        FormField(
          "to", "To which body",
          hint: "Where a body was told or asked. Written like police/northmoor."))
    }
    fields.append(FormField("on", "On which day", hint: "Today, if you leave it empty.", .day))
    fields.append(
      FormField("decided-by", "Decided by", hint: "The post, where it was somebody else than you."))
    let sources = record.sources.map {
      FormField.Option(
        $0.id, [$0.id, $0.ref, $0.agency].compactMap(\.self).joined(separator: ", "))
    }
    if !sources.isEmpty {
      fields.append(FormField("sources", "Sources that went with it", .many(sources)))
    }
    return fields
  }

  private var reliances: [FormField.Option] {
    words.vocabulary.irrelevantReasons.map { .init($0.code, $0.says) }
      + words.vocabulary.factors.map { .init($0.code, $0.says) }
  }

  /// The response as a case file has it, and the concerns that were ticked.
  package func read(
    _ typed: Typed, on today: CivilDate
  ) -> (given: ResponseGiven, problems: [FormProblem]) {
    var problems: [FormProblem] = []
    var members: [String: Content] = [
      "act": .text(act.rawValue), "about": .list(about.map(Content.text)),
    ]
    for key in [
      "framework", "answer", "suspect", "outcome", "stage", "decision", "duty", "to", "reason",
      "decided-by",
    ] where !typed[key].isEmpty { members[key] = .text(typed[key]) }
    for key in ["relies-on", "sources"] where !typed.all(key).isEmpty {
      members[key] = .list(typed.all(key).map(Content.text))
    }
    do {
      members["on"] = .text("\(try DateParts(typed, "on").wholeDay() ?? today)")
    } catch { problems.append(FormProblem("on", error.says)) }
    if act == .considered {
      if typed["framework"].isEmpty {
        problems.append(FormProblem("framework", "Choose the test that was considered."))
      }
      if typed["answer"].isEmpty {
        problems.append(FormProblem("answer", "Choose the answer that was given."))
      }
    }
    let ticked = typed.all("shown").compactMap { Int($0) }.sorted()
    let unread = concerns.map(\.entry).filter { !ticked.contains($0) }
    if !unread.isEmpty {
      problems.append(
        FormProblem(
          "shown",
          "Read what was raised before, and tick each: \(count(unread.count, "is", "are")) not ticked."
        ))
    }
    var given = ResponseGiven(response: .map(members), shown: ticked)
    do {
      let day = try DateParts(typed, "evidence-of").wholeDay()
      if let day, !typed["changed"].isEmpty {
        given.changed = Change(what: typed["changed"], evidenceOf: day)
      } else if day != nil || !typed["changed"].isEmpty {
        problems.append(
          FormProblem("changed", "Say what changed and the day of the evidence for it, both."))
      }
    } catch { problems.append(FormProblem("evidence-of", error.says)) }
    return (given, problems)
  }
}

// MARK: Pages

/// The first step: what was done, and about whom.
package func chooseResponsePage(
  in assessment: Assessment, act: ResponseAct?, framework: String?, about: [String],
  problem: String?, kept: String? = nil
) -> Page {
  let record = assessment.record
  let links = CaseLinks(record.id)
  let people = record.people.map { person -> Fields in
    [
      "option": person.id, "caption": "\(person.id) (\(person.role.rawValue))",
      "isChosen": about.contains(person.id) ? true : nil,
    ]
  }
  return Page(
    "choose-response", title: "Record what was decided or done", section: .cases,
    crumbs: caseCrumbs(record.id), marking: handlingMarking,
    fields: [
      "action": "\(links.base)/responses/new", "framework": framework, "people": people,
      "problem": problem, "keptSince": kept,
      "acts": ResponseAct.allCases.map { choice in
        [
          "option": choice.rawValue, "caption": capitalised(Reports.words(choice)),
          "isChosen": choice == act ? true : nil,
        ] as Fields
      },
      "share": "\(links.base)/share", "meetings": "\(links.base)/meetings",
    ])
}

/// The second step: what was raised before, and then what was decided or done, and why.
package func newResponsePage(
  _ form: ResponseForm, _ typed: Typed, _ problems: [FormProblem] = [], prompts: [WordPrompt] = [],
  kept: String? = nil
) -> Page {
  let links = CaseLinks(form.words.record.id)
  let about = form.about.map { "about=\(pathPart($0))" }.joined(separator: "&")
  let page = "\(links.base)/responses/new"
  var cautions: [String] = []
  if form.act.isClosure {
    cautions.append(
      "This ends the matter for your body. It needs a reason, and a second person: somebody involved in the case who is outside your line of management. Until they agree, the case does not say it. Whoever raised a concern does not close it."
    )
  }
  let sheet = FormSheet(
    action: "\(page)?act=\(form.act.rawValue)&\(about)", page: page,
    sections: form.sections(typed), buttons: [.init("Record it")], isKept: true, kept: kept)
  return formPage(
    "Record: \(Reports.words(form.act).replacing("\u{A0}", with: " "))", sheet, typed, problems,
    crumbs: caseCrumbs(form.words.record.id),
    more: [
      "before": ["About \(listed(form.about)). It is recorded as done by your own body."],
      "cautions": cautions, "prompts": WordPrompt.fields(prompts),
    ])
}

// MARK: The second person

/// What waits for somebody else to agree.
package func awaitingPage(
  _ file: CaseFile, typed: Typed, problems: [FormProblem]
) -> Page {
  let links = CaseLinks(file.id)
  let waiting = file.versions.filter(\.awaitsSecond)
  return Page(
    "awaiting", title: "Waiting for a second person", section: .cases,
    crumbs: caseCrumbs(file.id), marking: handlingMarking,
    fields: [
      "summary": FormSheet.summary(problems),
      "waiting": waiting.map { version in
        let isThis = typed["entry"] == "\(version.entry)"
        let form = FormSheet(
          action: "\(links.base)/countersign", page: "\(links.base)/awaiting",
          sections: [
            FormSection(
              nil,
              [
                FormField("entry", "", .hidden),
                FormField(
                  "agrees-\(version.entry)", "Do you agree?",
                  .one([.init("yes", "I agree"), .init("no", "I do not agree")])),
                FormField("reason-\(version.entry)", "Why", hint: "Without names.", .long),
              ])
          ], buttons: [.init("Answer")])
        var answer = isThis ? typed : Typed()
        answer["entry"] = "\(version.entry)"
        return [
          "awaitsTitle": "Entry \(version.entry)", "awaitsEntered": entered(version),
          "members": version.item.map { members($0.content) } ?? [],
          "hasMembers": version.item == nil ? nil : true,
          "sheet": form.fields(answer, isThis ? problems : []),
        ] as Fields
      },
    ])
}

// MARK: Sharing

package struct SharingForm: Sendable {
  package var words: CaseWords

  package init(words: CaseWords) { self.words = words }

  package func sheet(_ typed: Typed) -> FormSheet {
    let record = words.record
    let page = "\(CaseLinks(record.id).base)/share"
    return FormSheet(
      action: page,
      sections: [
        FormSection(
          "The decision",
          [
            FormField(
              "decision", "What was decided",
              .one([
                .init("share", "To share"),
                .init("decline", "Not to share: that is a decision too"),
              ])),
            FormField("with", "With which body", hint: "Written like police/northmoor."),
            FormField(
              "about", "About whom",
              .many(
                record.people.map { .init($0.id, "\($0.id) (\($0.role.rawValue))") })),
            FormField(
              "sources", "Which sources", hint: "All that speak of them, if none is ticked.",
              .many(
                record.sources.map {
                  .init(
                    $0.id, [$0.id, $0.ref, $0.agency].compactMap(\.self).joined(separator: ", "))
                })),
            FormField(
              "basis", "On what basis, or on what ground not", .list(bases, none: "Choose")),
            FormField("on", "On which day", hint: "Today, if you leave it empty.", .day),
            FormField("reason", "Why, in this case", .long),
          ])
      ],
      buttons: [
        .init("Record the decision", does: "record"),
        .init("See first what leaves", does: "preview", isSecond: true),
      ], isKept: true)
  }

  private var bases: [FormField.Option] {
    SharingBasis.allCases.map { basis in
      .init(
        basis.rawValue,
        (basis.isRefusal ? "Not to share: " : "To share: ") + Reports.words(ofName: basis.rawValue))
    }
  }

  package func read(
    _ typed: Typed, on today: CivilDate
  ) -> (decision: SharingDecision?, problems: [FormProblem]) {
    var problems: [FormProblem] = []
    func needs(_ name: String, _ says: String) {
      if typed[name].isEmpty { problems.append(FormProblem(name, says)) }
    }
    needs("decision", "Choose whether it was decided to share or not to.")
    needs("with", "Name the body.")
    needs("about", "Choose whom it is about.")
    needs("basis", "Choose the basis of sharing, or the ground for not sharing.")
    needs("reason", "Say why, in this case.")
    var day: CivilDate?
    do { day = try DateParts(typed, "on").wholeDay() } catch {
      problems.append(FormProblem("on", error.says))
    }
    let basis = SharingBasis(rawValue: typed["basis"])
    if problems.isEmpty, basis == nil { needs("", "Choose a basis of the list.") }
    guard problems.isEmpty, let basis else { return (nil, problems) }
    return (
      SharingDecision(
        with: typed["with"], about: typed.all("about"), sources: typed.all("sources"),
        basis: basis, reason: typed["reason"], on: day ?? today), []
    )
  }

  /// What would leave with a decision, as the reader can see it.
  package func leaving(_ decision: SharingDecision) -> Fields {
    let record = words.record
    let links = CaseLinks(record.id)
    let about = Set(decision.about)
    let statements = record.statements.indices.filter { index in
      let statement = record.statements[index]
      let isOfSources = decision.sources.isEmpty || decision.sources.contains(statement.source)
      let people = Set(statement.children + statement.by)
      return isOfSources && !people.isDisjoint(with: about)
    }
    let sources = Set(statements.map { record.statements[$0].source }).union(decision.sources)
    return [
      "readingHeading": "What leaves, to \(decision.with)",
      "readingLead":
        "About \(listed(decision.about)): \(count(sources.count, "source")) with \(count(statements.count, "statement")). Basis: \(Reports.words(ofName: decision.basis.rawValue)). Heed sends nothing: this records the decision.",
      "hasReadingRows": statements.isEmpty ? nil : true,
      "readingRows": statements.prefix(60).map { index in
        [
          "readingHTML": links.linker.markup(
            words.line(.statement(index), about: Assessment.group))
        ] as Fields
      },
    ]
  }

  package func page(
    _ typed: Typed, _ problems: [FormProblem] = [], preview: SharingDecision? = nil,
    prompts: [WordPrompt] = []
  ) -> Page {
    formPage(
      "Share, or decide not to", sheet(typed), typed, problems,
      crumbs: caseCrumbs(words.record.id),
      more: [
        "readings": preview.map { [leaving($0)] } ?? [Fields](),
        "prompts": WordPrompt.fields(prompts),
      ])
  }
}
