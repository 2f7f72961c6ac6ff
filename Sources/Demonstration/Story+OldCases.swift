internal import Casebook
internal import CasebookSQLite
internal import CivilTime
internal import Ledger

/// Two cases of long ago, which are looked at again: other laws govern what was done then.
extension Story {
  static let canalStreet: [Scene] = [
    Scene(262, 10, 15) { story in
      try story.open(
        "canal-street", "Canal Street", by: "northmoor-sergeant",
        with: [
          "northmoor-superintendent": "lead of the review", "northmoor-worker": "review of 2008",
          "northmoor-analyst": "review of 2008", "youth-worker": "wrote the project's log",
        ],
        """
        people:
          - {id: child-a, role: child, born: 1995-11}
          - {id: child-b, role: child, born: 1996-02}
          - {id: suspect-a1, role: suspect, born: 197X}
          - {id: suspect-a2, role: suspect}
        places:
          - {id: canal-flat, kind: dwelling, street: Canal Street, town: Alderby, police-force: Northmoor, country: england}
          - {id: takeaway, kind: takeaway, street: River Lane, town: Brackwell, police-force: Westmoor, country: england}
        things:
          - {id: grey-car, kind: vehicle, mark: AB51 CDE}
        sources:
          - id: project-log
            agency: voluntary/river-lane-project
            kind: agency-record
            made: 2008-10-14
            held: 2008-10-14
            shared: [{with: children-social-care/northmoor, on: 2008-10-20}]
            ref: "project log 2, pp. 30 to 34"
          - {id: initial-assessment, agency: children-social-care/northmoor, kind: agency-record, made: 2008-11-19, held: 2008-11-19, ref: "initial assessment, section 4"}
          - {id: stop-record, agency: police/northmoor, kind: agency-record, made: 2008-12-06, held: 2008-12-06, ref: "record of a vehicle stop, 6 December 2008"}
          - {id: report-a, agency: police/northmoor, kind: intelligence, made: 2009-01-21, held: 2009-01-21, ref: "intelligence report of January 2009", grade: {scheme: 5x5x5, value: B2}}
          - {id: interview-a, agency: police/northmoor, kind: first-hand-account, made: 2009-03-10, held: 2009-03-10, ref: "recorded interview, 10 March 2009"}
          - {id: aunt-letter, agency: children-social-care/northmoor, kind: third-party-account, made: 2008-10, held: 2008-11-03, ref: "letter of a relative, in the file of letters"}
        statements:
          - {fact: moved, child: child-a, by: [suspect-a1], from: canal-flat, to: takeaway, with: [grey-car], event: autumn-journey, when: 2008-10, says: yes, source: project-log}
          - {fact: groomed, child: child-a, by: [suspect-a1], purpose: sexual, when: 2008-07/2008-10, says: yes, source: project-log}
          - {fact: given, child: child-a, by: [suspect-a1], what: [alcohol, lifts], when: 2008-10, says: yes, source: project-log}
          - {fact: offenders, child: child-a, number: 2, when: 2008, says: yes, source: project-log}
          - {fact: missing, child: child-a, when: 2008-10~, says: yes, source: project-log}
          - {fact: family-warned, child: child-a, when: 2008-10, says: yes, source: aunt-letter}
          - {fact: moved, child: child-a, by: [suspect-a2], to: takeaway, with: [grey-car], event: december-stop, when: 2008-12-06, says: yes, source: stop-record}
          - {fact: consent-claimed, child: child-a, when: 2008-11, says: yes, source: initial-assessment}
          - {fact: associated, by: [suspect-a1, suspect-a2], when: 2008/2009, says: yes, source: report-a}
          - {fact: roles-divided, by: [suspect-a1, suspect-a2], when: 2008-10/2009-01, says: yes, source: report-a}
          - {fact: moved, child: child-a, by: [suspect-a1], to: takeaway, with: [grey-car], event: autumn-journey, when: 2008-10, says: yes, source: interview-a}
          - {fact: exploitation-intended, child: child-a, by: [suspect-a1], purpose: sexual, event: autumn-journey, when: 2008-10, says: yes, source: interview-a}
          - {fact: abused, child: child-a, by: [suspect-a1], when: 2008-10/2009-01, says: yes, source: interview-a}
          - {fact: suspect-older, child: child-a, by: [suspect-a1], when: 2008, says: yes, source: interview-a}
          - {fact: recruited-through-peers, child: child-b, by: [suspect-a1], purpose: sexual, when: 2008-12?, says: yes, source: interview-a}
        responses:
          - {act: referral, about: child-a, by: voluntary/river-lane-project, to: children-social-care/northmoor, on: 2008-10-20, sources: [project-log]}
          - {act: no-further-action, about: child-a, by: children-social-care/northmoor, on: 2008-11-24, reason: "chooses to see them", relies-on: [consent-claimed], decided-by: "team manager"}
        warnings:
          - {id: log-warning, about: child-a, raised-by: {role: youth-worker, agency: voluntary/river-lane-project}, on: 2008-10-15, to: police/northmoor, sources: [project-log], acknowledged: null, outcome: null}
        """)
    },
    Scene(258, 15, 5) { story in
      try story.add(
        to: "canal-street", by: "youth-worker",
        """
        sources:
          - {id: account-b, agency: voluntary/river-lane-project, kind: first-hand-account, made: 2014-05-02, held: 2014-05-02, ref: "account given to the project as a young adult"}
        statements:
          - {fact: moved, child: child-b, by: [suspect-a2], to: canal-flat, event: winter-journey, when: 2008-12/2009-02, says: yes, source: account-b}
          - {fact: exploited-after-travel, child: child-b, by: [suspect-a2], event: winter-journey, when: 2008-12/2009-02, says: yes, source: account-b}
          - {fact: abused, child: child-b, by: [suspect-a2], when: 2008-12/2009-02, says: yes, source: account-b}
        """)
    },
    Scene(250, 9, 30) { story in
      try story.perform(
        .hold(
          Hold(
            id: "inquiry-1", matter: "the inquiry into what was known in Alderby",
            basis: "Inquiries Act 2005 s 21", cases: ["canal-street"])), by: "inquiry")
      try story.perform(
        .involve(Involvement(person: "inquiry", basis: "Inquiries Act 2005 s 21")),
        in: "canal-street", by: "records")
    },
  ]

  static let stationYard: [Scene] = [
    Scene(246, 11, 0) { story in
      try story.open(
        "station-yard", "Station Yard", by: "northmoor-detective",
        with: [
          "northmoor-sergeant": "supervises", "northmoor-disclosure": "disclosure",
          "northmoor-former-worker": "support of two of the three", "chair": "review of 2016",
        ],
        """
        people:
          - {id: child-c, role: child, born: 1999-03}
          - {id: child-d, role: child, born: 1999-08}
          - {id: child-e, role: child, born: 2000-01}
          - {id: suspect-a1, role: suspect, born: 197X}
          - {id: suspect-a3, role: suspect, born: 1988}
        places:
          - {id: station-yard, kind: car-park, street: Station Yard, town: Alderby, police-force: Northmoor, country: england}
          - {id: takeaway, kind: takeaway, street: River Lane, town: Brackwell, police-force: Westmoor, country: england}
        things:
          - {id: white-van, kind: vehicle, mark: CD62 EFG}
        sources:
          - {id: school-log, agency: school/alderby, kind: agency-record, made: 2013-11-18, held: 2013-11-18, shared: [{with: children-social-care/northmoor, on: 2013-11-19}], ref: "safeguarding log, autumn 2013"}
          - {id: interview-c, agency: police/northmoor, kind: first-hand-account, made: 2014-09-04, held: 2014-09-04, ref: "recorded interview, 4 September 2014"}
          - {id: interview-d, agency: police/northmoor, kind: first-hand-account, made: 2014-09-11, held: 2014-09-11, ref: "recorded interview, 11 September 2014"}
          - {id: camera-record, agency: police/westmoor, kind: device-record, made: 2013-11-09, held: 2014-10-01, ref: "record of a number-plate camera"}
          - {id: judgment, agency: court/alderby, kind: conviction, made: 2016-11-25, held: 2016-11-28, ref: "certificate of conviction, Crown Court at Alderby, count 2"}
        statements:
          - {fact: moved, child: child-c, by: [suspect-a1], from: station-yard, to: takeaway, with: [white-van], event: november-journey, when: 2013-11-09, says: yes, source: interview-c}
          - {fact: moved, child: child-c, with: [white-van], to: takeaway, event: november-journey, when: 2013-11-09, says: yes, source: camera-record}
          - {fact: exploitation-intended, child: child-c, by: [suspect-a1], purpose: sexual, event: november-journey, when: 2013-11-09, says: yes, source: judgment}
          - {fact: moved, child: child-c, by: [suspect-a1], to: takeaway, event: november-journey, when: 2013-11-09, says: yes, source: judgment}
          - {fact: abused, child: child-c, by: [suspect-a1], when: 2013-11/2014-02, says: yes, source: judgment}
          - {fact: missing, child: child-c, when: 2013-11, says: yes, source: school-log}
          - {fact: moved, child: child-d, by: [suspect-a3], to: takeaway, event: winter-journey, when: 2013-12/2014-01, says: yes, source: interview-d}
          - {fact: exploitation-believed, child: child-d, by: [suspect-a3], purpose: sexual, event: winter-journey, when: 2013-12/2014-01, says: yes, source: interview-d}
          - {fact: abused, child: child-d, by: [suspect-a1], when: 2014-01, says: yes, source: interview-d}
          - {fact: invited-to-parties, child: child-e, by: [suspect-a1], when: 2014-01~, says: yes, source: interview-d}
        responses:
          - {act: referral, about: [child-c, child-d], by: school/alderby, to: children-social-care/northmoor, on: 2013-11-19, sources: [school-log]}
        """)
      try story.add(
        to: "station-yard", by: "northmoor-detective",
        """
        responses:
          - {act: s47-enquiry, about: [child-c, child-d], by: children-social-care/northmoor, on: 2014-09-15}
          - {act: charged, about: child-c, by: police/northmoor, framework: SOA2003-59A, suspect: suspect-a1, on: 2015-12-02}
          - {act: convicted, about: child-c, by: court/alderby, framework: SOA2003-59A, suspect: suspect-a1, event: november-journey, on: 2016-11-25, sources: [judgment]}
          - {act: acquitted, about: child-d, by: court/alderby, framework: SOA2003-59A, suspect: suspect-a3, event: winter-journey, outcome: not-guilty, on: 2016-11-25}
        """)
    },
    Scene(238, 14, 20) { story in
      story.matters["copy asked"] = try story.perform(
        .requestRecords(
          RecordsRequest(
            by: "adult survivor", basis: "UK GDPR art 15", on: story.text.day(240))),
        in: "station-yard", by: "records")
    },
    Scene(221, 10, 0) { story in
      try story.perform(
        .answerRequest(
          RequestAnswer(
            request: story.matter("copy asked"),
            answer: "A copy for the survivor, explained in person, with an advocate.",
            on: story.text.day(221))), in: "station-yard", by: "records")
    },
    Scene(219, 16, 0) { story in
      try story.reads(
        "chronology", in: "station-yard", why: "schedule of material", by: "northmoor-disclosure")
    },
  ]
}
