internal import Casebook
internal import CasebookSQLite
internal import CivilTime
internal import Ledger

extension Story {
  /// What happened, in its order.
  static let scenes: [Scene] =
    (founding + canalStreet + stationYard + hillView + orchardClose + busStation + harbourRoad
    + millCottages + firstWarnings + reviews + protectedWarnings + marketSquare + schoolGate
    + disagreements + unanswered + readings + thisWeek + today)
    .enumerated().sorted { one, other in
      one.element.isBefore(other.element)
        || !other.element.isBefore(one.element) && one.offset < other.offset
    }.map(\.element)

  /// The people, and who receives what is raised with each body.
  static let founding: [Scene] = [
    Scene(Story.length, 9, 0) { story in
      try story.perform(
        Story.everybody.map { member in
          .appoint(
            member.appointment(key: story.credential(member.id).key.verifier.text))
        }, by: Story.founder.id)
    },
    Scene(268, 10, 0) { story in
      for arrangement in Story.arrangements {
        try story.does(.arrange(arrangement), by: "northmoor-director")
      }
      try story.perform(
        .setRetention(
          RetentionRules(
            body: Body.northmoor,
            rules: [
              RetentionRules.Rule(
                id: "child", from: .birth, years: 75,
                basis: "75 years from birth, as the inquiry asked for")
            ])), by: "records")
    },
  ]

  /// Who receives what is raised with each body, and who takes over.
  private static let arrangements = [
    Arrangement(
      body: Body.northmoor, receives: "northmoor-duty", takeOver: ["westmoor-director", "chair"],
      recipient: "guardian",
      stages: ["northmoor-manager", "chair", "northmoor-superintendent", "westmoor-director"]),
    Arrangement(
      body: Body.westmoor, receives: "westmoor-duty", takeOver: ["northmoor-director", "chair"],
      recipient: "guardian",
      stages: ["westmoor-manager", "chair", "westmoor-inspector", "northmoor-director"]),
    Arrangement(
      body: Body.northmoorPolice, receives: "northmoor-sergeant",
      takeOver: ["westmoor-inspector", "northmoor-director"], recipient: "guardian",
      stages: ["northmoor-sergeant", "chair", "northmoor-director", "westmoor-inspector"],
      limits: ["acknowledge": "2 working days", "decide": "3 working days"]),
    Arrangement(
      body: Body.westmoorPolice, receives: "westmoor-detective",
      takeOver: ["northmoor-superintendent", "westmoor-director"], recipient: "guardian"),
    Arrangement(
      body: Body.health, receives: "nurse", takeOver: ["westmoor-director", "chair"],
      recipient: "second-guardian"),
  ]

  static let greyCar = Subject(.vehicle, "AB51 CDE")
  static let takeaway = Subject(.place, "River Lane, Brackwell")

  /// Warnings that were answered in time; work that was lent for a while.
  static let firstWarnings: [Scene] = [
    Scene(120, 9, 30) { story in
      try story.warns(
        "found nothing", about: [Subject(.child, "P., year 8")], to: Body.northmoor,
        "P. was fetched twice by a woman whom we do not know. P. says that she is a cousin.",
        by: "school-lead")
    },
    Scene(120, 11, 0) { story in
      try story.decides(
        "found nothing", .noFurtherAction,
        "The parents, asked apart, name the cousin; the school knows her now.",
        relying: [.lookedForNotFound], second: "nurse", by: "northmoor-duty")
    },
    Scene(120, 15, 0) { story in
      try story.countersigns("found nothing decision", "Health holds nothing else.", by: "nurse")
    },
    Scene(112, 9, 0) { story in
      try story.perform(
        .delegate(
          Delegation(
            from: "northmoor-manager", to: "northmoor-worker", until: story.text.day(100),
            reason: "leave")), by: "northmoor-manager")
    },
    Scene(105, 10, 0) { story in
      try story.reads(
        "case", in: "bus-station", why: "in place of the manager", by: "northmoor-worker")
      try story.perform(
        .delegate(
          Delegation(
            from: "northmoor-sergeant", to: "northmoor-detective", until: story.text.day(92),
            reason: "a course")), by: "northmoor-sergeant")
    },
    Scene(98, 16, 20) { story in
      try story.warns(
        "clinic", about: [Subject(.child, "M."), Subject(.vehicle, "CD62 EFG")], to: Body.northmoor,
        "M. came in with bruises, would not say from whom, and left when a white van drew up.",
        by: "clinic")
    },
    Scene(98, 16, 40) { story in
      try story.decides(
        "clinic", .emergencyAction, "Brought back to the home; police with the child at once.",
        relying: [.immediateDanger], by: "northmoor-duty")
    },
  ]

  /// Content that had to go, by law; who left; what reviews asked for.
  static let reviews: [Scene] = [
    Scene(96, 15, 0) { story in
      _ = try story.casebook.erase(
        Erasure(
          entries: [story.matter("mistaken")], authority: "UK GDPR art 17(1)(d)",
          reason: "It was about another family."), in: "hill-view", as: story.credential("records"))
    },
    Scene(90, 10, 0) { story in
      let recommendations = [
        (
          "implemented", "4", "Write down every return interview within a day, and share it.",
          Body.northmoorPolice, "northmoor-superintendent", 45
        ),
        (
          "in progress", "7", "Count the children of whom nobody has asked the question.",
          Body.northmoor, "northmoor-director", 3
        ),
        (
          "accepted", "9", "Give licensing officers one person to ask.", Body.westmoor,
          "westmoor-director", -60
        ),
        (
          "rejected", "11", "Hold one list of all drivers.", Body.westmoorPolice,
          "westmoor-inspector", 30
        ),
      ]
      for (name, number, words, body, owner, due) in recommendations {
        story.matters[name] = try story.does(
          .recommend(
            Recommendation(
              review: "Review of Canal Street and Station Yard", number: number, text: words,
              body: body, owner: owner, due: story.text.day(due))), by: "scrutineer")
      }
    },
    Scene(88, 11, 0) { story in
      try story.does(
        .rate(
          Rating(
            recommendation: story.matter("accepted"), status: .accepted,
            reason: "The body has said that it will.")), by: "scrutineer")
      try story.does(
        .rate(
          Rating(
            recommendation: story.matter("rejected"), status: .rejected,
            reason: "A list of people of one trade is not a response to what anybody did.")),
        by: "scrutineer")
    },
    Scene(61, 17, 0) { story in
      try story.perform(
        .leave(Leaving(person: Story.leaver, successor: "northmoor-worker")), by: Story.founder.id)
    },
    Scene(50, 9, 0) { story in
      try story.does(
        .evidence(
          Evidence(
            recommendation: story.matter("implemented"),
            words: "Of 31 interviews in a quarter 30 were shared within a day.")),
        by: "northmoor-superintendent")
    },
    Scene(48, 15, 0) { story in
      try story.does(
        .rate(
          Rating(
            recommendation: story.matter("implemented"), status: .implemented,
            reason: "Ten were drawn and read.")), by: "scrutineer")
    },
    Scene(27, 10, 0) { story in
      try story.does(
        .evidence(
          Evidence(
            recommendation: story.matter("in progress"), words: "Counted for two of four teams.")),
        by: "northmoor-director")
    },
    Scene(26, 11, 0) { story in
      try story.does(
        .rate(
          Rating(
            recommendation: story.matter("in progress"), status: .inProgress,
            reason: "Half of the teams have not been asked.")), by: "scrutineer")
    },
  ]

  /// What goes to the guardian, outside every line.
  static let protectedWarnings: [Scene] = [
    Scene(47, 19, 0) { story in
      try story.warns(
        "pressure", .pressure, to: Body.northmoor,
        "Somebody rang and said that it would be better for us if I stopped asking about the car.",
        from: .parentOrCarer)
    },
    Scene(46, 9, 0) { story in
      try story.decides(
        "pressure", .assessment, "The call is traced, and the family has one person to ring.",
        relying: [.moreToFindOut], by: "guardian")
    },
    Scene(minutesAgo: 150) { story in
      try story.warns(
        "disclosure", .disclosure, to: Body.northmoor,
        "I was told to close two cases by the end of the month, and to write down no reason that would be asked about later.",
        naming: ["northmoor-manager"], by: "northmoor-worker")
    },
    Scene(minutesAgo: 130) { story in
      try story.acknowledges("disclosure", by: "guardian")
    },
    Scene(minutesAgo: 110) { story in
      let disclosure = story.matter("disclosure")
      for person in ["northmoor-manager", "northmoor-director"] {
        try story.isRefused {
          _ = try story.casebook.matter(
            disclosure, purpose: nil, as: story.credential(person))
        }
      }
    },
  ]
}
