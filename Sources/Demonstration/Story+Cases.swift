internal import Casebook
internal import CasebookSQLite
internal import CivilTime
internal import Ledger

/// The cases of the last nine months.
extension Story {
  /// Looked for and not found; closed by two people. What was wrong in it was put right in every way that there is.
  static let hillView: [Scene] = [
    Scene(232, 9, 40) { story in
      let id = "hill-view"
      try story.open(
        id, "Hill View", by: leaver,
        with: [
          "northmoor-manager": "manages", "nurse": "health of the child", "school-lead": "school",
        ],
        """
        people:
          - {id: child-p, role: child, born: 2013-05}
          - {id: adult-1, role: adult}
        places:
          - {id: hill-view, kind: dwelling, street: Hill View, town: Alderby, police-force: Northmoor, country: england}
        sources:
          - {id: hotline, agency: children-social-care/northmoor, kind: third-party-account, made: @234, held: @234, ref: "note of a telephone call"}
          - {id: visit, agency: children-social-care/northmoor, kind: agency-record, made: @229, held: @229, ref: "record of a visit"}
        statements:
          - {fact: moved, child: child-p, when: @240m, says: yes, source: hotline}
        responses:
          - {act: referral, about: child-p, by: health/northmoor, to: children-social-care/northmoor, on: @233, sources: [hotline]}
        """)
    },
    Scene(229, 16, 10) { story in
      let id = "hill-view"
      let added = try story.add(
        to: id, by: leaver,
        """
        statements:
          - {fact: moved, child: child-p, when: @240m, says: no, source: visit, note: "the car is a neighbour's, who takes several children to school"}
          - {fact: exploitation-intended, child: child-p, when: @240m, says: no, source: visit}
          - {fact: abused, child: child-p, when: @240m, says: no, source: visit}
          - {fact: troubled-home, child: child-p, when: @229m, says: yes, source: visit, note: "of another family; entered here by mistake"}
          - {fact: given, child: child-p, when: @229m, says: yes, what: gifts, source: visit, note: "from a grandparent"}
        """)
      story.matters["mistaken"] = added[3]
      story.matters["present"] = added[4]
    },
    Scene(228, 9, 15) { story in
      let id = "hill-view"
      try story.perform(
        .correct(
          Correction(
            entry: story.entry("visit", in: id),
            item: story.text.items(
              """
              sources:
                - {id: visit, agency: children-social-care/northmoor, kind: agency-record, made: @229, held: @229, ref: "record of a visit, volume 3"}
              """, of: id)[0],
            reason: "The volume was left out.")), in: id, by: leaver)
      try story.perform(
        .withdraw(
          Withdrawal(
            entry: story.matter("present"),
            reason: "A present on a birthday is not what is asked about.")),
        in: id, by: leaver)
    },
    Scene(227, 11, 0) { story in
      let id = "hill-view"
      try story.perform(
        .redact(
          Redaction(
            entry: story.entry("hotline", in: id), part: "ref", authority: "team manager",
            reason: "The caller asked not to be found.")), in: id, by: "northmoor-manager")
      try story.perform(
        .exclude(
          Exclusion(person: "northmoor-service-manager", reason: "related to an adult of the case")),
        in: id, by: "northmoor-manager")
    },
    Scene(220, 14, 0) { story in
      let id = "hill-view"
      story.matters["hill view closed"] = try story.responds(
        """
        {act: closed, about: child-p, reason: "Looked for in every place that was named, and not found; the school goes on watching.", sources: [visit]}
        """, in: id, by: "northmoor-manager")
    },
    Scene(219, 10, 30) { story in
      let id = "hill-view"
      try story.reads("chronology", in: id, why: "second person", by: "nurse")
      try story.perform(
        .countersign(
          Countersignature(
            entry: story.matter("hill view closed"), agrees: true,
            reason: "The school and the clinic say the same.")),
        in: id, by: "nurse")
    },
  ]

  /// A sealed source, and records that say opposite things.
  static let orchardClose: [Scene] = [
    Scene(206, 10, 0) { story in
      let id = "orchard-close"
      try story.open(
        id, "Orchard Close", by: "westmoor-worker",
        with: [
          "westmoor-manager": "manages", "westmoor-detective": "investigates",
          "advocate": "advocate of the child", "northmoor-sergeant": "the same car",
        ],
        """
        people:
          - {id: child-g, role: child, born: 2010-09}
          - {id: suspect-a3, role: suspect, born: 1988}
        places:
          - {id: takeaway, kind: takeaway, street: River Lane, town: Brackwell, police-force: Westmoor, country: england}
          - {id: orchard-close, kind: dwelling, street: Orchard Close, town: Brackwell, police-force: Westmoor, country: england}
        things:
          - {id: white-van, kind: vehicle, mark: CD62 EFG}
        sources:
          - {id: neighbour, agency: police/westmoor, kind: third-party-account, made: @209, held: @209, ref: "who lives two doors away"}
          - {id: second-hand, agency: housing/alderby, kind: third-party-account, made: @204, held: @204, ref: "note of a housing officer", repeats: neighbour}
          - {id: booking, agency: licensing/northmoor, kind: device-record, made: @212, held: @203, ref: "booking record of an operator"}
          - {id: child-words, agency: voluntary/advocacy, kind: first-hand-account, made: @199, held: @199, ref: "the child's own words, to an advocate"}
        statements:
          - {fact: moved, child: child-g, by: [suspect-a3], to: takeaway, with: [white-van], event: summer-journey, when: @214, says: yes, source: neighbour}
          - {fact: moved, child: child-g, by: [suspect-a3], to: takeaway, event: summer-journey, when: @214, says: yes, source: second-hand}
          - {fact: exploitation-intended, child: child-g, by: [suspect-a3], purpose: sexual, event: summer-journey, when: @214, says: yes, source: neighbour}
        """, sealing: ["neighbour"])
    },
    Scene(199, 13, 30) { story in
      let id = "orchard-close"
      try story.add(
        to: id, by: "advocate",
        """
        statements:
          - {fact: moved, child: child-g, by: [suspect-a3], event: summer-journey, when: @214, says: no, source: child-words}
          - {fact: boyfriend-approach, child: child-g, when: "@230m/@200m", says: yes, source: child-words}
          - {fact: given, child: child-g, what: [gifts, affection], when: @214m, says: yes, source: child-words}
        """)
      try story.add(
        to: id, by: "westmoor-detective",
        """
        statements:
          - {fact: moved, child: child-g, by: [suspect-a3], event: summer-journey, when: @214, says: no, source: booking}
        """)
    },
    Scene(198, 9, 0) { story in
      let id = "orchard-close"
      try story.perform(
        .grant(
          Grant(
            person: "westmoor-detective", content: .sourceIdentity,
            reason: "to speak to the neighbour, who agreed")), in: id, by: "westmoor-manager")
      try story.perform(
        .exclude(Exclusion(person: "westmoor-inspector", reason: "lives in the same street")),
        in: id, by: "westmoor-manager")
      try story.responds(
        "{act: assessment, about: child-g, reason: \"what is said and what the child says differ\"}",
        in: id, by: "westmoor-worker")
    },
  ]

  /// Closed on what the law calls irrelevant, and on a test that decides no other.
  static let busStation: [Scene] = [
    Scene(184, 9, 20) { story in
      let id = "bus-station"
      try story.open(
        id, "Bus Station", by: "northmoor-duty",
        with: [
          "northmoor-manager": "manages", "northmoor-sergeant": "police",
          "education-lead": "attendance", "northmoor-youth-justice": "youth justice",
        ],
        """
        people:
          - {id: child-f, role: child, born: 2011-02}
          - {id: suspect-b1, role: suspect, born: 200X}
          - {id: suspect-b2, role: suspect}
        places:
          - {id: bus-station, kind: station, street: Market Square, town: Alderby, police-force: Northmoor, country: england}
          - {id: line-flat, kind: dwelling, street: Quay Road, town: Brackwell, police-force: Westmoor, country: england}
        things:
          - {id: line-phone, kind: telephone, mark: 07700 900417}
        sources:
          - {id: attendance, agency: education/northmoor, kind: agency-record, made: @188, held: @188, ref: "attendance record"}
          - {id: search-record, agency: police/northmoor, kind: agency-record, made: @186, held: @186, ref: "record of a search at the bus station"}
          - {id: phone-record, agency: police/northmoor, kind: device-record, made: @181, held: @181, ref: "examination of a telephone"}
        statements:
          - {fact: missing, child: child-f, when: @190, says: yes, source: attendance}
          - {fact: child-used-in-drug-supply, child: child-f, by: [suspect-b1], when: @186, says: yes, source: search-record}
          - {fact: given, child: child-f, by: [suspect-b1], what: [money, gifts], when: @190m, says: yes, source: search-record}
          - {fact: moved, child: child-f, by: [suspect-b2], from: bus-station, to: line-flat, event: line-journey, when: "@192/@188", says: yes, source: phone-record}
          - {fact: exploitation-intended, child: child-f, by: [suspect-b2], purpose: criminal, event: line-journey, when: "@192/@188", says: yes, source: phone-record}
          - {fact: chosen-because-child, child: child-f, by: [suspect-b2], when: @190m, says: yes, source: phone-record}
          - {fact: deal-line, with: [line-phone], when: @190m, says: yes, source: phone-record}
          - {fact: drugs-exported, when: @190m, says: yes, source: phone-record}
          - {fact: offenders, child: child-f, number: 2, when: @190m, says: yes, source: phone-record}
        responses:
          - {act: referral, about: child-f, by: police/northmoor, to: children-social-care/northmoor, on: @185, sources: [search-record]}
        """)
    },
    Scene(168, 15, 30) { story in
      let id = "bus-station"
      story.matters["bus station closed"] = try story.responds(
        """
        {act: no-further-action, about: child-f, reason: "Took money and clothes, only went to the next town, and the group is not a gang.", relies-on: [gifts-received, not-a-gang, no-distance], decided-by: team manager}
        """, in: id, by: "northmoor-manager")
    },
    Scene(167, 11, 10) { story in
      let id = "bus-station"
      try story.reads("assess", in: id, why: "second person", by: "northmoor-sergeant")
      try story.perform(
        .countersign(
          Countersignature(
            entry: story.matter("bus station closed"), agrees: true,
            reason: "Agreed at the daily meeting.")),
        in: id, by: "northmoor-sergeant")
    },
  ]

  /// A referral was made, and the question was answered.
  static let harbourRoad: [Scene] = [
    Scene(152, 9, 50) { story in
      let id = "harbour-road"
      try story.open(
        id, "Harbour Road", by: "westmoor-worker",
        with: [
          "westmoor-manager": "manages", "westmoor-detective": "investigates",
          "westmoor-first-responder": "referral", "nurse": "health of the child",
        ],
        """
        people:
          - {id: child-h, role: child, born: 2011-06}
          - {id: suspect-a2, role: suspect}
        places:
          - {id: harbour-hotel, kind: hotel, street: Harbour Road, town: Brackwell, police-force: Westmoor, country: england}
          - {id: takeaway, kind: takeaway, street: River Lane, town: Brackwell, police-force: Westmoor, country: england}
        things:
          - {id: grey-car, kind: vehicle, mark: AB51 CDE}
        sources:
          - {id: return-interview, agency: children-social-care/westmoor, kind: first-hand-account, made: @151, held: @151, shared: [{with: police/westmoor, on: @150}], ref: "return home interview"}
          - {id: hotel-register, agency: police/westmoor, kind: agency-record, made: @149, held: @149, ref: "register of a hotel"}
        statements:
          - {fact: moved, child: child-h, by: [suspect-a2], from: takeaway, to: harbour-hotel, with: [grey-car], event: hotel-journey, when: @154, says: yes, source: return-interview}
          - {fact: exploitation-intended, child: child-h, by: [suspect-a2], purpose: sexual, event: hotel-journey, when: @154, says: yes, source: return-interview}
          - {fact: abused, child: child-h, by: [suspect-a2], when: @154, says: yes, source: return-interview}
          - {fact: given, child: child-h, by: [suspect-a2], what: [alcohol], when: @154, says: yes, source: return-interview}
          - {fact: harboured, child: child-h, by: [suspect-a2], purpose: sexual, when: @154, says: yes, source: hotel-register}
          - {fact: missing, child: child-h, when: "@155/@153", says: yes, source: return-interview}
        """)
    },
    Scene(151, 16, 0) { story in
      let id = "harbour-road"
      try story.responds(
        "{act: strategy-discussion, about: child-h, reason: \"taken to a hotel\", sources: [return-interview]}",
        in: id, by: "westmoor-manager")
      try story.perform(
        .share(
          SharingDecision(
            with: Body.westmoorPolice, about: ["child-h"], sources: ["return-interview"],
            basis: .section47Enquiry, reason: "to find whoever drove", on: story.text.day(151))),
        in: id, by: "westmoor-manager")
    },
    Scene(149, 12, 0) { story in
      let id = "harbour-road"
      try story.perform(
        [
          .respond(
            ResponseGiven(
              response: story.text.content(
                "{act: considered, about: child-h, framework: SI2022-877, answer: met, reason: \"moved so that she could be abused\"}"
              ), shown: [])),
          .respond(
            ResponseGiven(
              response: story.text.content(
                "{act: nrm-referral, about: child-h, sources: [return-interview, hotel-register]}"),
              shown: [])),
        ], in: id, by: "westmoor-first-responder")
    },
    Scene(143, 10, 30) { story in
      let id = "harbour-road"
      try story.add(
        to: id, by: "westmoor-first-responder",
        """
        responses:
          - {act: nrm-decision, about: child-h, by: competent-authority/national, stage: reasonable-grounds, decision: positive, on: @144}
          - {act: guardian-appointed, about: child-h, by: guardian-service/national, on: @143}
        """)
    },
    Scene(141, 11, 0) { story in
      let id = "harbour-road"
      try story.perform(
        .schedule(
          Meeting(
            id: "conference-1", group: "Initial child protection conference",
            on: story.text.day(138), about: ["child-h"],
            invited: [Body.westmoorPolice, Body.health])), in: id, by: "westmoor-worker")
    },
    Scene(137, 14, 0) { story in
      let id = "harbour-road"
      try story.perform(
        .minute(
          Minutes(
            meeting: "conference-1",
            text:
              "A plan. Nobody is to ask her to carry the investigation. Review in three months.",
            present: [Body.westmoor, Body.westmoorPolice, Body.health])), in: id,
        by: "westmoor-worker")
    },
    Scene(30, 15, 0) { story in
      let id = "harbour-road"
      try story.perform(
        .transfer(
          Transfer(
            to: Body.northmoor, reason: "The family has moved to Alderby.",
            manifest: CustodyManifest(entries: 0, erased: 0, digest: ""))), in: id,
        by: "westmoor-director")
    },
  ]

  /// A child in care, used on a line of supply; where the child lives is closed.
  static let millCottages: [Scene] = [
    Scene(132, 9, 10) { story in
      let id = "mill-cottages"
      try story.open(
        id, "Mill Cottages", by: leaver,
        with: [
          "northmoor-manager": "manages", "northmoor-missing": "missing from care",
          "northmoor-youth-justice": "youth justice", "nurse": "health of the child",
          "northmoor-detective": "investigates", "chair": "reviews the plan",
        ],
        """
        people:
          - {id: child-m, role: child, born: 2010-12}
          - {id: suspect-b1, role: suspect, born: 200X}
          - {id: suspect-b2, role: suspect}
        places:
          - {id: home, kind: placement, street: Mill Cottages, town: Alderby, police-force: Northmoor, country: england}
          - {id: line-flat, kind: dwelling, street: Quay Road, town: Brackwell, police-force: Westmoor, country: england}
        things:
          - {id: line-phone, kind: telephone, mark: 07700 900417}
          - {id: white-van, kind: vehicle, mark: CD62 EFG}
        sources:
          - {id: placement-log, agency: children-social-care/northmoor, kind: agency-record, made: @134, held: @134, ref: "log of the home"}
          - {id: return-interview, agency: children-social-care/northmoor, kind: first-hand-account, made: @131, held: @131, ref: "return home interview, 2 pages"}
          - {id: report-b, agency: police/northmoor, kind: intelligence, made: @128, held: @128, ref: "intelligence report on the line", grade: {scheme: 3x5x2, value: 1BP}}
        statements:
          - {fact: in-care, child: child-m, when: @134m, says: yes, source: placement-log}
          - {fact: missing, child: child-m, when: "@137/@135", says: yes, source: placement-log}
          - {fact: moved, child: child-m, by: [suspect-b1], from: home, to: line-flat, with: [white-van], event: september-journey, when: @137, says: yes, source: return-interview}
          - {fact: exploitation-intended, child: child-m, by: [suspect-b1], purpose: criminal, event: september-journey, when: @137, says: yes, source: return-interview}
          - {fact: child-used-in-drug-supply, child: child-m, by: [suspect-b1], when: @137, says: yes, source: return-interview}
          - {fact: debt-imposed, child: child-m, by: [suspect-b1], when: @137, says: yes, source: return-interview}
          - {fact: threatened, child: child-m, by: [suspect-b1], event: september-journey, when: @137, says: yes, source: return-interview}
          - {fact: treated-as-offender, child: child-m, when: @133, says: yes, source: placement-log}
        """)
    },
    Scene(128, 10, 0) { story in
      let id = "mill-cottages"
      try story.add(
        to: id, by: "northmoor-detective",
        """
        statements:
          - {fact: deal-line, with: [line-phone], when: @130m, says: yes, source: report-b}
          - {fact: drugs-exported, when: @130m, says: yes, source: report-b}
          - {fact: associated, by: [suspect-b1, suspect-b2], when: @130m, says: yes, source: report-b}
          - {fact: roles-divided, by: [suspect-b1, suspect-b2], when: @130m, says: yes, source: report-b}
          - {fact: offenders, child: child-m, number: 3, when: @130m, says: yes, source: report-b}
        """)
    },
    Scene(127, 9, 30) { story in
      let id = "mill-cottages"
      try story.perform(
        .grant(
          Grant(
            person: "northmoor-missing", content: .location, reason: "returns the child to the home"
          )),
        in: id, by: "northmoor-manager")
    },
    Scene(110, 17, 45) { story in
      let id = "mill-cottages"
      story.matters["glass"] = try story.perform(
        .breakGlass(
          BreakGlass(reason: "Found at a station in our area at night; who is to be told?")),
        in: id, by: "westmoor-detective")
      try story.reads("case", in: id, why: "found at night", by: "westmoor-detective")
    },
    Scene(109, 10, 0) { story in
      let id = "mill-cottages"
      try story.perform(
        .reviewBreakGlass(
          BreakGlassReview(
            entry: story.matter("glass"), wasJustified: true,
            reason: "The child was brought home by it.")), in: id,
        by: "data-protection")
    },
  ]

  /// A panel that looks at two children, and of whose meeting there are no minutes.
  static let marketSquare: [Scene] = [
    Scene(52, 10, 0) { story in
      let id = "market-square"
      try story.open(
        id, "Market Square", by: "exploitation",
        with: [
          "northmoor-worker": "social worker of both", "northmoor-sergeant": "police",
          "northmoor-analyst": "analysis", "education-lead": "attendance",
          "youth-worker": "knows both", "scrutineer": "drawn for a sample",
        ],
        """
        people:
          - {id: child-l, role: child, born: 2012-01}
          - {id: child-n, role: child, born: 2011-10}
          - {id: suspect-b1, role: suspect, born: 200X}
          - {id: suspect-b3, role: suspect}
        places:
          - {id: arcade, kind: arcade, street: Market Square, town: Alderby, police-force: Northmoor, country: england}
          - {id: line-flat, kind: dwelling, street: Quay Road, town: Brackwell, police-force: Westmoor, country: england}
        things:
          - {id: line-phone, kind: telephone, mark: 07700 900417}
          - {id: grey-car, kind: vehicle, mark: AB51 CDE}
        sources:
          - {id: detached-log, agency: voluntary/river-lane-project, kind: agency-record, made: @55, held: @55, shared: [{with: police/northmoor, on: @53}], ref: "log of detached youth work"}
          - {id: attendance, agency: education/northmoor, kind: agency-record, made: @54, held: @54, ref: "attendance of two children"}
          - {id: report-c, agency: police/northmoor, kind: intelligence, made: @51, held: @51, ref: "intelligence report, arcade", grade: {scheme: 3x5x2, value: 2DC}}
        statements:
          - {fact: approached-in-public, child: [child-l, child-n], by: [suspect-b3], when: @56, says: yes, source: detached-log}
          - {fact: given, child: child-l, by: [suspect-b3], what: [money], when: @56, says: yes, source: detached-log}
          - {fact: recruited-through-peers, child: child-n, by: [suspect-b3], purpose: criminal, when: "@70/@56", says: yes, source: detached-log}
          - {fact: missing, child: [child-l, child-n], when: "@60m", says: yes, source: attendance}
          - {fact: associated, by: [suspect-b1, suspect-b3], when: "@90m/@51m", says: yes, source: report-c}
          - {fact: travelled-to-suspect, child: child-n, by: [suspect-b3], how: invited, to: line-flat, when: "@58m", says: yes, source: report-c}
        warnings:
          - {id: panel-warning, about: [child-l, child-n], raised-by: {role: youth-worker, agency: voluntary/river-lane-project}, on: @55, to: police/northmoor, sources: [detached-log], acknowledged: @53, outcome: null}
        """)
    },
    Scene(28, 9, 30) { story in
      let id = "market-square"
      try story.perform(
        [
          .schedule(
            Meeting(
              id: "panel-1", group: "Alderby exploitation panel", on: story.text.day(26),
              about: ["child-l", "child-n"],
              invited: [Body.northmoor, Body.northmoorPolice, Body.education, Body.project])),
          .schedule(
            Meeting(
              id: "panel-2", group: "Alderby exploitation panel", on: story.text.day(12),
              about: ["child-l", "child-n"], invited: [Body.northmoor, Body.northmoorPolice])),
        ], in: id, by: "exploitation")
      try story.perform(
        .declineToShare(
          SharingDecision(
            with: Body.licensing, about: ["child-l"], basis: .noLawfulBasis,
            reason: "No driver and no premises is named; the officer is asked when one is.",
            on: story.text.day(28))), in: id, by: "exploitation")
    },
    Scene(14, 16, 0) { story in
      let id = "market-square"
      try story.perform(
        .cancelMeeting(
          Cancellation(meeting: "panel-2", reason: "No police officer could come; called again.")),
        in: id, by: "exploitation")
      try story.perform(
        .schedule(
          Meeting(
            id: "panel-3", group: "Alderby exploitation panel", on: story.text.day(-5),
            about: ["child-l", "child-n"],
            invited: [Body.northmoor, Body.northmoorPolice, Body.education])), in: id,
        by: "exploitation")
      try story.reads("chronology", in: id, why: "drawn for a sample", by: "scrutineer")
    },
  ]
}
