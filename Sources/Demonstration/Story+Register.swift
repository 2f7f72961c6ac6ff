internal import Casebook
internal import CasebookSQLite
internal import CivilTime
internal import Ledger

/// What was raised in the last six weeks, and what became of it.
extension Story {
  /// One car, two areas: a case is opened on a warning of a school.
  static let schoolGate: [Scene] = [
    Scene(41, 9, 5) { story in
      try story.warns(
        "school", about: [Subject(.child, "K., year 9"), greyCar], to: Body.northmoor,
        "Twice last week a man we do not know waited for K. at the gate in a grey car. She says she must not be late for him. She will not say more, and she is afraid.",
        by: "school-lead")
    },
    Scene(41, 13, 30) { story in
      let id = "school-gate"
      try story.acknowledges("school", by: "northmoor-duty")
      try story.open(
        id, "The school gate", by: "northmoor-duty",
        with: [
          "northmoor-manager": "manages", "northmoor-worker": "social worker",
          "northmoor-detective": "investigates", "school-lead": "school",
          "nurse": "health of the child", "youth-worker": "knows the child",
        ],
        """
        people:
          - {id: child-k, role: child, born: 2012-04}
          - {id: suspect-a2, role: suspect}
        places:
          - {id: gate, kind: school, street: Canal Street, town: Alderby, police-force: Northmoor, country: england}
          - {id: takeaway, kind: takeaway, street: River Lane, town: Brackwell, police-force: Westmoor, country: england}
        things:
          - {id: grey-car, kind: vehicle, mark: AB51 CDE}
        sources:
          - {id: school-log, agency: school/alderby, kind: agency-record, made: @41, held: @41, shared: [{with: children-social-care/northmoor, on: @41}], ref: "safeguarding log, entry of the day"}
          - {id: sister, agency: school/alderby, kind: third-party-account, made: @40, held: @40, ref: "what a sister was told"}
        statements:
          - {fact: moved, child: child-k, by: [suspect-a2], from: gate, to: takeaway, with: [grey-car], event: gate-journey, when: "@48/@42", says: yes, source: school-log}
          - {fact: exploited-after-travel, child: child-k, by: [suspect-a2], event: gate-journey, when: "@48/@42", says: yes, source: sister}
          - {fact: abused, child: child-k, by: [suspect-a2], when: @45~, says: yes, source: sister}
          - {fact: suspect-older, child: child-k, by: [suspect-a2], when: @45m, says: yes, source: school-log}
        warnings:
          - {id: gate-warning, about: child-k, raised-by: {role: safeguarding lead, agency: school/alderby}, on: @41, to: children-social-care/northmoor, sources: [school-log], acknowledged: @41, outcome: null}
        """)
      try story.does(
        .link(
          Linking(
            warning: story.matter("school"),
            about: [
              Subject(.child, "", case: id, item: "child-k"),
              Subject(.vehicle, "", case: id, item: "grey-car"),
            ])), by: "northmoor-duty")
    },
    Scene(41, 15, 0) { story in
      let id = "school-gate"
      try story.decides(
        "school", .strategyDiscussion, "A child waits in fear for a car that is known.",
        relying: [.harmSuspected], by: "northmoor-duty")
      try story.perform(
        .schedule(
          Meeting(
            id: "strategy-1", group: "Strategy discussion", on: story.text.day(40),
            about: ["child-k"], invited: [Body.school, Body.northmoorPolice, Body.health])), in: id,
        by: "northmoor-worker")
    },
    Scene(39, 11, 0) { story in
      let id = "school-gate"
      try story.perform(
        .minute(
          Minutes(
            meeting: "strategy-1",
            text:
              "To see K. alone, at school. Police to find whoever uses the car. Nobody asked about the other area.",
            present: [Body.northmoor, Body.school, Body.northmoorPolice])), in: id,
        by: "northmoor-worker")
      func agree(_ name: String, _ what: String, _ owner: String, _ due: Int) throws {
        story.matters[name] = try story.does(
          .agree(
            AgreedAction(
              what: what, owner: owner, due: story.text.day(due), warning: story.matter("school"),
              case: id, meeting: "strategy-1")), by: "northmoor-worker")
      }
      try agree("see her", "See K. alone, at school", "northmoor-worker", 34)
      try agree("find the car", "Find whoever uses the car", "northmoor-detective", 3)
      try agree("tell the family", "Tell the family whom to ring", "school-lead", -6)
    },
    Scene(38, 11, 20) { story in
      try story.warns(
        "mother", about: [Subject(.vehicle, "ab51cde")], to: Body.northmoor,
        "The same grey car brings my daughter home at night. I have written the number down. I have told people before.",
        from: .parentOrCarer)
    },
    Scene(38, 14, 0) { story in
      try story.decides(
        "mother", .assessment, "The same car; her daughter is seen this week.",
        relying: [.moreToFindOut], by: "northmoor-duty")
    },
    Scene(36, 15, 30) { story in
      let id = "school-gate"
      try story.add(
        to: id, by: "northmoor-worker",
        """
        sources:
          - {id: seen-alone, agency: children-social-care/northmoor, kind: first-hand-account, made: @36, held: @36, ref: "K.'s own words, written down at once"}
        statements:
          - {fact: boyfriend-approach, child: child-k, by: [suspect-a2], when: "@90m/@45m", says: yes, source: seen-alone}
          - {fact: given, child: child-k, by: [suspect-a2], what: [lifts, food], when: @60m, says: yes, source: seen-alone}
          - {fact: threatened, child: child-k, by: [suspect-a2], when: @45m, says: yes, source: seen-alone}
          - {fact: missing, child: child-k, when: "@44?", says: yes, source: seen-alone}
        """)
      try story.does(
        .complete(
          Completion(
            action: story.matter("see her"), evidence: "Seen; her words are in the case.")),
        by: "northmoor-worker")
    },
    Scene(35, 9, 0) { story in
      let id = "school-gate"
      try story.responds(
        "{act: s47-enquiry, about: child-k, reason: \"afraid of whoever drives the car\", sources: [school-log]}",
        in: id, by: "northmoor-worker")
      try story.reads("assess", in: id, why: "enquiry", by: "northmoor-worker")
    },
  ]

  /// A disagreement that went up by the clock, one that was settled, and what was done to the one who raised it.
  static let disagreements: [Scene] =
    morningsOfTheSuperintendent + [
      Scene(34, 9, 15) { story in
        story.matters["waiting"] = try story.does(
          .disagree(
            Disagreement(
              warning: story.matter("school"), case: "school-gate",
              issue: "Whether K. can wait until the car is found",
              position:
                "She is collected every day. Waiting is a decision too, and nobody has taken it.",
              body: Body.northmoor)), by: "school-lead")
      },
      Scene(34, 10, 0) { story in
        story.matters["sharing"] = try story.does(
          .disagree(
            Disagreement(
              issue: "Whether a return interview is shared on the day",
              position: "A week later the car had gone.", body: Body.northmoorPolice)),
          by: "westmoor-worker")
      },
      Scene(34, 15, 0) { story in
        story.matters["sharing settled"] = try story.does(
          .settle(
            Settlement(
              disagreement: story.matter("sharing"),
              outcome: "Shared on the day, by telephone first.",
              reason: "Nothing is gained by waiting for the form.")), by: "northmoor-sergeant")
        try story.perform(
          .countersign(
            Countersignature(
              entry: story.matter("sharing settled"), agrees: true, reason: "That is what we asked."
            )),
          by: "westmoor-worker")
      },
      Scene(24, 16, 0) { story in
        story.matters["detriment"] = try story.does(
          .detriment(
            Detriment(
              warning: story.matter("school"),
              words: "Since I disagreed I am not asked to the meetings about K. any more.")),
          by: "school-lead")
      },
      Scene(23, 9, 0) { story in
        try story.looksAtRegister("guardian")
        try story.decides(
          "detriment", .assessment,
          "The service director is asked why, by somebody outside the line.",
          relying: [.moreToFindOut], by: "guardian")
      },
    ]

  /// Each time the register is opened, what ran out since goes on.
  private static let morningsOfTheSuperintendent = [32, 29, 25, 22].map { day in
    Scene(day, 8, 30) { story in try story.looksAtRegister("northmoor-superintendent") }
  }

  /// What ran out.
  static let unanswered: [Scene] = [
    Scene(12, 10, 10) { story in
      try story.warns(
        "other area", about: [takeaway, greyCar], to: Body.westmoor,
        "A grey car with a mark from Alderby stands at the back of the takeaway on River Lane, three evenings a week. Girls get out of it.",
        by: "youth-worker")
    },
    Scene(10, 17, 30) { story in
      try story.warns(
        "child", about: [Subject(.place, "River Lane, Brackwell")], to: Body.northmoor,
        "There is a place where we get food and then we have to stay. I do not want to say who.",
        from: .child)
    },
    Scene(10, 17, 45) { story in
      try story.decides(
        "child", .strategyDiscussion, "Somebody else speaks of the same place.",
        relying: [.harmSuspected, .victimDoesNotSupport],
        review: Review(
          alternative: "The place is visited by licensing and police, on what others have said.",
          reviewer: "chair", on: story.text.day(-20)), by: "northmoor-duty")
    },
    Scene(5, 8, 40) { story in
      try story.looksAtRegister("northmoor-director")
      try story.explainsLapse(
        of: "other area",
        "I was alone on duty for two days, and took it for a complaint about noise.",
        by: "westmoor-duty")
    },
    Scene(15, 9, 0) { story in
      try story.does(withCodeOf: "mother") { warning in
        .add(Addition(warning: warning, words: "It was there again last week."))
      }
    },
    Scene(6, 8, 20) { story in
      try story.looksAtRegister("chair")
    },
    Scene(13, 22, 15) { story in
      try story.warns(
        "bus station", about: [Subject(.place, "Bus station, Alderby")], to: Body.northmoorPolice,
        "Boys of twelve or thirteen with two telephones each, every afternoon, and a man who gives them bags.",
        from: .memberOfThePublic)
    },
    Scene(11, 13, 0) { story in
      try story.warns(
        "survivor", about: [Subject(.place, "Canal Street, Alderby")], to: Body.northmoor,
        "I was the girl in the flat in 2008. The same man is there again. I told you then, and nobody wrote it down.",
        from: .adultSurvivor)
    },
    Scene(11, 14, 0) { story in
      try story.acknowledges("survivor", by: "northmoor-duty")
      try story.perform(
        .requestRecords(
          RecordsRequest(by: "adult survivor", basis: "UK GDPR art 15", on: story.text.day(40))),
        in: "canal-street", by: "records")
      try story.reads(
        "knew", in: "canal-street", why: "the inquiry's first question", by: "inquiry")
    },
  ]

  /// The last days: a contested decision, and the register as it stands.
  static let thisWeek: [Scene] = [
    Scene(4, 8, 30) { story in
      try story.looksAtRegister("northmoor-superintendent")
    },
    Scene(3, 9, 0) { story in
      try story.does(withCodeOf: "mother") { warning in
        .contest(
          Contest(warning: warning, reason: "Nobody has been. The car was here again."))
      }
    },
    Scene(2, 9, 30) { story in
      try story.does(
        .pause(
          Pause(
            matter: story.matter("tell the family"), reason: "The family is away until then.",
            authority: "service director", until: story.text.day(-3))), by: "westmoor-director")
      try story.perform(
        .delegate(
          Delegation(
            from: "westmoor-manager", to: "westmoor-worker", until: story.text.day(-7),
            reason: "leave")), by: "westmoor-manager")
    },
    Scene(2, 10, 0) { story in
      try story.reads("case", in: "school-gate", why: "enquiry", by: "northmoor-worker")
      try story.reads("chronology", in: "school-gate", why: "enquiry", by: "northmoor-detective")
      try story.reads("case", in: "mill-cottages", why: "return interview", by: "northmoor-missing")
      try story.isRefused {
        try story.reads("case", in: "hill-view", by: "northmoor-service-manager")
      }
      try story.isRefused { try story.reads("case", in: "school-gate", by: "licensing") }
    },
    Scene(1, 9, 30) { story in
      try story.reads("case", in: "market-square", why: "agreed scope", by: "inspector")
      try story.reads("assess", in: "harbour-road", why: "supervision", by: "westmoor-manager")
    },
  ]

  /// The last hour and a half: what runs.
  static let today: [Scene] = [
    Scene(minutesAgo: 95) { story in
      try story.perform(
        .breakGlass(
          BreakGlass(
            reason:
              "A girl in the grey car, in our area, an hour ago; which child, and whom to tell?")
        ), in: "school-gate", by: "westmoor-detective")
      try story.reads("case", in: "school-gate", why: "seen in the car", by: "westmoor-detective")
    },
    Scene(minutesAgo: 80) { story in
      try story.warns(
        "nurse", about: [Subject(.child, "R., year 7")], to: Body.northmoor,
        "R. missed two appointments and came to the third with an older boy who answered for him.",
        by: "nurse")
    },
    Scene(minutesAgo: 70) { story in
      try story.decides(
        "nurse", .noFurtherAction, "The older boy is a brother; the school sees both every day.",
        relying: [.lookedForNotFound], second: "northmoor-sergeant", by: "northmoor-duty")
    },
    Scene(minutesAgo: 55) { story in
      try story.warns(
        "licensing", about: [greyCar, takeaway], to: Body.northmoor,
        "The holder of a badge says that he sold this car in spring, and will not say to whom.",
        by: "licensing")
    },
    Scene(minutesAgo: 50) { story in
      try story.does(
        .offer(
          Offer(
            matter: story.matter("licensing"), to: "northmoor-detective",
            reason: "You had the action to find whoever uses the car.")), by: "northmoor-duty")
    },
    Scene(minutesAgo: 40) { story in
      let disagreement = try story.does(
        .disagree(
          Disagreement(
            case: "market-square", issue: "Whether the panel needs minutes",
            position: "Two children were spoken of, and nobody can say what was agreed.",
            body: Body.northmoor)), by: "education-lead")
      let settlement = try story.does(
        .settle(
          Settlement(
            disagreement: disagreement, outcome: "A note by the end of the month.",
            reason: "Everybody there knows what was said.")), by: "northmoor-manager")
      try story.perform(
        .countersign(
          Countersignature(
            entry: settlement, agrees: false, reason: "Whoever was not there does not.")),
        by: "education-lead")
    },
    Scene(minutesAgo: 25) { story in
      try story.warns(
        "river lane", about: [greyCar], to: Body.northmoor,
        "The grey car was outside the project today. Two girls would not come in.",
        by: "youth-worker")
    },
    Scene(minutesAgo: 10) { story in
      try story.looksAtRegister("northmoor-director")
      try story.reads("cases", by: "northmoor-worker")
      try story.addReceipts()
    },
  ]

  mutating func addReceipts() throws {
    let given = [
      ("mother", "a mother, of the grey car: decided, and contested"),
      ("child", "a child, of a place: pursued without asking the child to carry it"),
      ("survivor", "an adult survivor, of Canal Street: acknowledged, and not decided"),
    ]
    for (name, whose) in given {
      guard let code = codes[name] else { continue }
      receipts.append(
        Demonstration.SampleReceipt(code: code, whose: whose, warning: matter(name)))
    }
  }
}
