public import Assessment
public import CivilTime
import EvidenceLogic
public import LawPack
import Vocabulary

/// Every framework of the law, with its days.
///
/// - Parameter on: only what is the law on this day; nil for all.
public func report(list law: LawPack, on day: CivilDate?, layout: Layout) -> String {
  var sheet = Sheet(layout)
  let frameworks = law.frameworks(on: day)
  for kind in Framework.Kind.allCases {
    let part = frameworks.filter { $0.kind == kind }
    guard !part.isEmpty else { continue }
    sheet.blank()
    sheet.add(kind.heading, .strong)
    for framework in part {
      let days =
        framework.inForce.map { inForceWords($0) } ?? "a definition that no instrument commenced"
      if layout.hasTwoColumns {
        let rest = layout.width - 16 - 20 - 4
        let title = rest / 2
        sheet.row(
          [
            [Paragraph(framework.id)], [Paragraph(framework.title)],
            [Paragraph(capitalised(jurisdictionWords(framework.jurisdiction)))],
            [
              Paragraph(
                days + (framework.status == .verified ? "" : "; \(framework.status.rawValue)"))
            ],
          ], widths: [16, title, 20, rest - title])
      } else {
        sheet.add("\(framework.id): \(framework.title)", hanging: 2)
        sheet.add("\(jurisdictionWords(framework.jurisdiction)); \(days)", .faint, indent: 2)
      }
    }
  }
  sheet.blank()
  sheet.add("\(count(frameworks.count, "framework")). Read one: heed law show ID", .faint)
  return sheet.text
}

/// One framework as the law states it: its elements with their citations, readings, and what it does not need.
public func report(
  show framework: Framework, in law: LawPack, on day: CivilDate?, layout: Layout
) -> String {
  let words = FrameworkWords(framework, in: law)
  var sheet = Sheet(layout)
  sheet.add("\(framework.title) · \(framework.id)", .strong)
  sheet.add(words.act)
  sheet.add(words.asks)
  sheet.add(words.inForce)
  sheet.add(words.governs)
  if let day { sheet.add(words.isInForce(on: day), .strong) }
  if let penalty = words.penalty { sheet.add(penalty, hanging: 2) }
  if let standard = words.standard { sheet.add(standard, hanging: 2) }
  sheet.add("How the encoding was checked: \(framework.status.rawValue).")
  for element in words.elements {
    sheet.blank()
    if let route = element.route { sheet.add("Route: \(route)", .strong) }
    sheet.add("\(element.id) · \(element.says) \(element.cite)", .strong, hanging: 2)
    for line in element.lines { sheet.add(line, indent: 4, hanging: 2) }
  }
  if !framework.notNeeded.isEmpty {
    sheet.blank()
    sheet.add(
      "Not needed here: \(listed(framework.notNeeded.map { Reports.words(ofName: $0) })).",
      hanging: 2)
  }
  for irrelevant in framework.irrelevant {
    sheet.add(
      "\(layout.style.irrelevant(irrelevant.says)) \(cited(irrelevant.cite))", hanging: 2)
  }
  for straddle in words.straddles { sheet.add(straddle, hanging: 2) }
  for note in framework.notes { sheet.add("· \(note)", hanging: 2) }
  sheet.questions(words)
  if !words.opens.isEmpty {
    sheet.blank()
    sheet.add("Opens:", .strong)
    for line in words.opens { sheet.add(line, indent: 2, hanging: 2) }
  }
  if let read = framework.read { sheet.add("Read: \(read)", .faint) }
  sheet.add("File: Law/\(framework.file)", .faint)
  return sheet.text
}

/// `heed: law-list/1`: every framework with its days, for programs.
public func list(of law: LawPack, on day: CivilDate?) -> JSONValue {
  .object([
    ("heed", "law-list/1"),
    ("law", .string(law.contentHash)),
    ("on", day.map { .string($0.description) }),
    ("frameworks", .array(law.frameworks(on: day).map(summary))),
  ])
}

/// `heed: framework/1`: one framework with its elements, for programs.
public func description(of framework: Framework, in law: LawPack, on day: CivilDate?) -> JSONValue {
  let elements = framework.elements.map { element -> JSONValue in
    var narrow: JSONValue?
    var also: JSONValue?
    var decide: JSONValue?
    switch element.body {
    case .decide(let who): decide = .string(who)
    case .formula(let formula, let rest):
      narrow = .string(formula.text(leafWords))
      also = rest.isEmpty ? nil : .array(rest.map { .string($0.text(leafWords)) })
    }
    return .object([
      ("id", .string(element.id)), ("says", .string(element.says)), ("cite", .string(element.cite)),
      ("status", .string(element.status.rawValue)), ("narrow", narrow), ("also", also),
      ("decide", decide), ("judgement", element.judgement.map { .string($0) }),
      ("by-same", element.bySame ? true : nil), ("why", element.why.map { .string($0) }),
      ("question", element.question.map { .string($0) }),
    ])
  }
  return .object([
    ("heed", "framework/1"),
    ("law", .string(law.contentHash)),
    ("framework", summary(framework)),
    ("on", day.map { .string($0.description) }),
    ("in-force-on", day.map { .bool(framework.isInForce(on: $0)) }),
    ("elements", .array(elements)),
    ("not-needed", .array(framework.notNeeded.map { .string($0) })),
    (
      "irrelevant",
      .array(
        framework.irrelevant.map {
          .object([
            ("fact", .string($0.fact)), ("cite", .string($0.cite)), ("says", .string($0.says)),
          ])
        })
    ),
    ("notes", .array(framework.notes.map { .string($0) })),
  ])
}

private func summary(_ framework: Framework) -> JSONValue {
  .object([
    ("id", .string(framework.id)), ("title", .string(framework.title)),
    ("act", .string(framework.act)), ("kind", .string(framework.kind.rawValue)),
    ("family", framework.family.map { .string($0.rawValue) }),
    ("about", .string(framework.about.rawValue)),
    ("jurisdiction", .string(framework.jurisdiction)),
    ("governs-by", .string(framework.governsBy.rawValue)),
    ("period", framework.period.map { .string($0) }),
    ("penalty", framework.penalty.map { .string($0.years.map { "\($0) years" } ?? "life") }),
    ("standard", framework.standard.map { .string($0.says) }),
    ("status", .string(framework.status.rawValue)),
  ])
}

func leafWords(_ leaf: LawLeaf) -> String {
  switch leaf {
  case .fact(let test): return words(ofName: test.label)
  case .framework(let reference):
    let reading = reference.reading.map { ", \($0) reading" } ?? ""
    let days = reference.asConduct ? ", whatever the day of the conduct" : ""
    return reference.id + reading + days
  }
}

package func inForceWords(_ inForce: Framework.InForce) -> String {
  if let enacted = inForce.uncommenced {
    return "enacted on \(words(enacted)), commencement unknown"
  }
  return switch (inForce.from, inForce.to) {
  case (let from?, let to?): "in force \(words(from)) to \(words(to))"
  case (let from?, nil): "in force since \(words(from))"
  case (nil, let to?): "in force until \(words(to))"
  case (nil, nil): "in force, from a day not recorded"
  }
}

extension LawPack {
  package func frameworks(on day: CivilDate?) -> [Framework] {
    guard let day else { return frameworks }
    return frameworks.filter { $0.isInForce(on: day) }
  }
}

extension Framework.Kind {
  var singular: String {
    switch self {
    case .identification: "an identification test"
    case .offence: "an offence"
    case .group: "a group test"
    case .policy: "a policy definition"
    case .analytic: "a term of analysis"
    case .defence: "a defence"
    }
  }
}

extension Framework.Penalty {
  package var words: String { years.map { count($0, "year") } ?? "imprisonment for life" }
}

extension Sheet {
  /// What careful readers differ on, beside a test that it touches.
  mutating func questions(_ law: FrameworkWords) {
    guard !law.questions.isEmpty else { return }
    blank()
    add("Open questions:", .strong)
    for question in law.questions { add(question, indent: 2, hanging: 2) }
  }
}
