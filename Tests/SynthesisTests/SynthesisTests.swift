import CaseRecord
import Caseload
import CivilTime
import Diagnostics
import Documents
import LawTesting
import Testing
import Vocabulary

@testable import Synthesis

struct SynthesisTests {
  private static let frameworks = [
    NamedFramework(
      id: "MSA2015-2", jurisdiction: "england-and-wales",
      days: DayRange(CivilDate(year: 2015, month: 7, day: 31), nil)),
    NamedFramework(id: "SOA2003-9", jurisdiction: "england-and-wales"),
  ]

  private static func make(_ cases: Int, seed: UInt64 = 7) -> [(CaseRecord, CaseTruth)] {
    var made: [(CaseRecord, CaseTruth)] = []
    synthesise(
      cases: cases, seed: seed, vocabulary: RealWords.vocabulary, frameworks: frameworks
    ) { made.append(($0, $1)) }
    return made
  }

  private static let two = make(2000)

  @Test("Two thousand cases are read the thorough way without a word, and as they were made")
  func everyRecordIsInOrder() throws {
    for (record, _) in Self.two {
      var report = Report()
      let file = RecordFile(name: record.id, bytes: CaseLine(record).bytes, format: .json)
      let read = readCaseRecords(
        [file], vocabulary: RealWords.vocabulary,
        options: .init(frameworks: Self.frameworks.map(\.id)),
        report: &report)
      try #require(report.diagnostics == [], "\(record.id)")
      try #require(read == [record])
    }
  }

  @Test("The same seed gives the same bytes, another gives others")
  func stable() {
    func bytes(_ seed: UInt64) -> [UInt8] {
      var line = CaseLine()
      for (record, truth) in Self.make(300, seed: seed) {
        line.append(record)
        line.appendLineEnd()
        line.append(
          CaseRecord(id: truth.caseID, title: truth.line, jurisdiction: "wales"))
      }
      return line.bytes
    }
    let one = bytes(1)
    #expect(one == bytes(1))
    #expect(one != bytes(2))
    // The sum of the bytes (FNV-1a), so that no other machine or toolchain makes others unnoticed. It changes with the vocabulary
    // and with what is made of it, and with nothing else.
    let sum = one.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    #expect(sum == 3_440_386_732_061_922_442)
  }

  @Test("A larger caseload begins with the cases of a smaller one")
  func prefix() {
    let few = Self.make(700)
    #expect(few.map(\.0) == Self.two.prefix(700).map(\.0))
  }

  @Test("What joins cases is what is recorded, and the truth says just that")
  func components() {
    var count = 0
    for (index, (record, truth)) in Self.two.enumerated() {
      let first = Self.two.firstIndex { $0.0.id == truth.component }
      #expect(first != nil && first! <= index)
      if truth.component != record.id { count += 1 }
    }
    #expect(count > 400)
    // Two cases of different components share nothing.
    var holders: [RecordedIdentity: String] = [:]
    for (record, truth) in Self.two {
      for identity in record.recordedIdentities {
        #expect(holders[identity, default: truth.component] == truth.component)
        holders[identity] = truth.component
      }
    }
    // Of one person nobody records two.
    var owners: [Person.Identifier: String] = [:]
    for (record, truth) in Self.two {
      for someone in truth.people {
        for identifier in record.person(someone.id)?.identifiers ?? [] {
          #expect(owners[identifier, default: someone.person] == someone.person)
          owners[identifier] = someone.person
        }
      }
    }
  }

  @Test("Duplicates, irrelevant closures and shelved warnings are where the truth says")
  func truth() throws {
    let byID = Dictionary(uniqueKeysWithValues: Self.two.map { ($0.0.id, $0) })
    let irrelevant = Set(RealWords.vocabulary.irrelevantReasons.map(\.code))
    var duplicates = 0
    var recorded = 0
    for (record, truth) in Self.two {
      for duplicate in truth.duplicates {
        duplicates += 1
        if duplicate.isRecorded { recorded += 1 }
        let earlier = try #require(byID[duplicate.earlierCase])
        let one = truth.people.first { $0.id == duplicate.child }?.person
        let other = earlier.1.people.first { $0.id == duplicate.earlierChild }?.person
        #expect(one != nil && one == other)
        if duplicate.isRecorded { #expect(truth.component == earlier.1.component) }
      }
      let closures = record.responses.indices.filter { index in
        record.responses[index].act.isClosure
          && record.responses[index].reliesOn.contains { irrelevant.contains($0) }
      }
      #expect(closures == truth.irrelevantClosures.map(\.response))
      for closure in truth.irrelevantClosures {
        #expect(record.responses[closure.response].reliesOn == closure.codes)
      }
      let shelved = record.warnings.filter { $0.acknowledged == nil }.map(\.id)
      #expect(shelved == truth.shelvedWarnings)
    }
    #expect(duplicates > 80 && recorded > 20 && recorded < duplicates)
    #expect(Self.two.map(\.1.irrelevantClosures.count).reduce(0, +) > 200)
    #expect(Self.two.map(\.1.shelvedWarnings.count).reduce(0, +) > 200)
  }

  @Test("An answer names only a framework of the record's own law and of its day")
  func frameworks() {
    for (record, _) in Self.two {
      for response in record.responses where response.framework != nil {
        #expect(record.jurisdiction == "england-and-wales")
        if response.framework == "MSA2015-2" {
          #expect((response.on?.range.latest?.year ?? 0) >= 2015)
        }
      }
    }
  }

  @Test("Every fact, act that it plants, state of knowledge and kind of year occurs")
  func variety() {
    let facts = Set(Self.two.flatMap { $0.0.statements.map(\.fact) })
    #expect(facts == Set(RealWords.vocabulary.facts.map(\.name)))
    let statements = Self.two.flatMap(\.0.statements)
    #expect(statements.contains { !$0.says } && statements.contains { $0.when == nil })
    #expect(statements.contains { $0.when?.isApproximate == true })
    #expect(statements.contains { $0.when?.isInterval == true })
    let acts = Set(Self.two.flatMap { $0.0.responses.map(\.act) })
    #expect(
      acts.isSuperset(of: [
        .referral, .noFurtherAction, .closed, .nrmReferral, .nrmDecision, .considered, .charged,
        .convicted, .acquitted, .groupMapped, .declinedToShare, .crimeRecorded,
      ]))
    let years = Set(Self.two.flatMap { $0.0.sources.compactMap { $0.made?.range.latest?.year } })
    #expect(years.isSuperset(of: 1999...2026))
    #expect((years.min() ?? 0) >= 1995 && (years.max() ?? 9999) <= 2026)
    #expect(Set(Self.two.map(\.0.jurisdiction)).count == 3)
    #expect(Set(Self.two.map(\.1.profile)).count == CasePlan.Profile.allCases.count)
  }

  @Test("The quick reader takes every case that is made here")
  func quick() throws {
    var bytes: [UInt8] = []
    for (record, _) in Self.two { bytes += CaseLine(record).bytes + [0x0A] }
    let path = scratchPath()
    try bytes.withUnsafeBytes { try #require(write($0, to: path)) }
    defer { remove(path) }
    var read: [CaseRecord] = []
    let count = try CaseloadReader(
      .lines(path), vocabulary: RealWords.vocabulary,
      options: .init(frameworks: Self.frameworks.map(\.id), workers: 2)
    ).forEach { item in if let record = item.record { read.append(record) } }
    #expect(count == CaseloadCount(records: 2000, refused: 0, thorough: 0))
    #expect(read == Self.two.map(\.0))
  }

  @Test("The truth of a case is one line of JSON with what it was made from")
  func line() throws {
    let truth = CaseTruth(
      caseID: "case-0000012", profile: "group", group: 3, component: "case-0000002",
      people: [.init(id: "child-1", person: "c-48"), .init(id: "suspect-1", person: "s-3-1")],
      duplicates: [
        .init(
          child: "child-1", earlierCase: "case-0000002", earlierChild: "child-1", isRecorded: true)
      ],
      irrelevantClosures: [.init(response: 2, codes: ["consent-claimed"])], shelvedWarnings: ["w1"])
    #expect(
      truth.line == """
        {"heed":"truth/1","case":"case-0000012","profile":"group","group":3,"component":"case-0000002",\
        "people":[{"id":"child-1","person":"c-48"},{"id":"suspect-1","person":"s-3-1"}],\
        "duplicates":[{"child":"child-1","case":"case-0000002","as":"child-1","recorded":true}],\
        "irrelevant-closures":[{"response":2,"codes":["consent-claimed"]}],"shelved-warnings":["w1"]}
        """)
  }
}
