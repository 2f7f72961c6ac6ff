import CaseRecord
import Characteristics
import CivilTime
import Counting
import HeedTesting
import Statistics

func day(_ text: String) -> UncertainDate {
  switch UncertainDate.parse(text) {
  case .success(let date): date
  case .failure: UncertainDate(.first)
  }
}

let stamp = CountStamp(
  place: Statistics.Place("Northmoor", .policeForce), period: .year(2009), snapshot: "a1",
  ruleVersion: "law-1", source: "a fictional caseload")

let groups = ["G1", "G2", "G3"].map {
  CountedFramework($0, title: "Group \($0)", isGroupDefinition: true)
}
let child = CountedFramework("C1", title: "Child C1", isGroupDefinition: false)

func caseload(
  _ cases: [CountedCase], characteristics: Characteristics? = nil
) -> CountedCaseload {
  CountedCaseload(
    cases, frameworks: groups + [child], characteristics: characteristics, stamp: stamp)
}

func warned(
  _ id: String, _ warning: Warning, _ responses: [Response] = []
) -> CountedCase {
  CountedCase(
    CaseRecord(
      id: id, title: id, jurisdiction: "england-and-wales",
      people: [Person(id: "child-1", role: .child)], responses: responses, warnings: [warning]))
}

private let states = [
  "evidenced", "disputed", "arguable", "contradicted", "not-yet-evidenced", "not-in-force",
]
private let bodies = ["police/northmoor", "children-social-care/northmoor", "health/westmoor"]
private let days = ["2008-11-03", "2008-11", "2008~", "2009-02-18", "2009", "2009-02/2009-03"]

/// A fictional caseload of any shape.
///
/// - Parameter most: how many cases there may be.
func randomCaseload(using random: inout SplitMix64, most: Int = 6) -> CountedCaseload {
  func maybeDay() -> UncertainDate? {
    random.below(3) == 0 ? nil : day(days[random.below(days.count)])
  }
  func body() -> String { bodies[random.below(bodies.count)] }
  var entries: [Characteristics.Key: [Characteristics.Entry]] = [:]
  let cases = (0..<1 + random.below(most)).map { number in
    let people = (0..<random.below(4)).map { place in
      Person(
        id: "p\(place)", role: random.below(2) == 0 ? .child : .suspect, born: maybeDay(),
        bornSource: random.below(2) == 0 ? "s0" : nil)
    }
    let list = CodeList.ethnicity[random.below(4)]
    for person in people where random.below(3) > 0 {
      let means: Characteristics.Means = list.isOfficerDefined ? .officerDefined : .selfDefined
      let code = list.codes[random.below(list.codes.count)].text
      entries[.init("c\(number)", person.id)] = (0...random.below(2)).map { _ in
        .init(
          random.below(3) == 0 ? .missing(.notAsked) : .code(code, list: list.id, means),
          recordedBy: body(), stage: .custody)
      }
    }
    let children = people.count { $0.role == .child }
    let record = CaseRecord(
      id: "c\(number)", title: "fictional", jurisdiction: "england-and-wales", people: people,
      sources: (0...random.below(3)).map {
        Source(
          id: "s\($0)", agency: body(), kind: "agency-record", made: maybeDay(), held: maybeDay())
      },
      statements: (0..<random.below(4)).map { _ in
        Statement(fact: "groomed", when: maybeDay(), says: true, source: "s0")
      },
      responses: (0..<random.below(5)).map { _ in
        Response(
          act: [.acknowledged, .closed, .referral, .decidedResponse][random.below(4)], by: body(),
          on: maybeDay(), reason: random.below(2) == 0 ? "r" : nil)
      },
      warnings: (0..<random.below(3)).map {
        Warning(
          id: "w\($0)", about: people.first.map { [$0.id] } ?? [], on: maybeDay(),
          to: random.below(3) == 0 ? nil : body(), acknowledged: maybeDay())
      })
    let answers =
      groups.map { framework in
        CountedAnswer(
          framework: framework.id, child: nil, state: states[random.below(states.count)],
          neverConsidered: random.below(2) == 0)
      }
      + (0..<children).map { place in
        CountedAnswer(
          framework: child.id, child: place, state: states[random.below(states.count)],
          neverConsidered: random.below(2) == 0)
      }
    return CountedCase(record, answers: answers, guards: random.below(2) == 0 ? nil : ["CLOCK"])
  }
  return caseload(cases, characteristics: random.below(4) == 0 ? nil : Characteristics(entries))
}
