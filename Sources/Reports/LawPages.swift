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
  var sheet = Sheet(layout)
  let act = framework.act + (framework.actCite.map { " (\($0))" } ?? "")
  sheet.add("\(framework.title) · \(framework.id)", .strong)
  sheet.add(act)
  let asks =
    "\(framework.kind.singular), asked about \(framework.about == .child ? "each child" : "the group"); \(jurisdictionWords(framework.jurisdiction))"
  sheet.add(capitalised(asks))
  if let inForce = framework.inForce {
    sheet.add("\(capitalised(inForceWords(inForce))). \(cited(inForce.cite, inForce.status))")
  } else {
    sheet.add("A definition that no instrument commenced: it may be used to analyse any day.")
  }
  sheet.add(governingWords(framework))
  if let day {
    let isLaw = framework.isInForce(on: day)
    sheet.add("On \(words(day)): \(isLaw ? "in force" : "not in force").", .strong)
  }
  if let penalty = framework.penalty {
    let depends = penalty.says.map { " \(sentence($0))" } ?? ""
    sheet.add(
      "The greatest term on indictment: \(penalty.words).\(depends) \(cited(penalty.cite, penalty.status))",
      hanging: 2)
  }
  if let standard = framework.standard {
    sheet.add(
      "The standard of the decision: \(sentence(standard.says)) \(cited(standard.cite, standard.status))",
      hanging: 2)
  }
  sheet.add("How the encoding was checked: \(framework.status.rawValue).")

  for element in framework.elements {
    sheet.blank()
    if let route = route(of: element, in: framework) { sheet.add("Route: \(route)", .strong) }
    sheet.add(
      "\(element.id) · \(sentence(element.says)) \(cited(element.cite, element.status))", .strong,
      hanging: 2)
    switch element.body {
    case .decide(let who):
      sheet.add("No fact decides it: \(who).", indent: 4)
    case .formula(let narrow, let also):
      let label = { (leaf: LawLeaf) in leafWords(leaf) }
      sheet.add("\(also.isEmpty ? "" : "Narrow: ")\(narrow.text(label))", indent: 4, hanging: 2)
      if !also.isEmpty {
        sheet.add(
          "Broad adds: \(also.map { $0.text(label) }.joined(separator: "; "))", indent: 4,
          hanging: 2)
        if let why = element.why {
          sheet.add(
            sentence(why) + (element.question.map { " Open question \($0)." } ?? ""), indent: 4,
            hanging: 2)
        }
      }
    }
    if element.bySame {
      sheet.add("One person must meet this and every element so marked.", indent: 4)
    }
    if let judgement = element.judgement {
      sheet.add("A judgement for the \(judgement): the facts only tend to show it.", indent: 4)
    }
  }
  if !framework.notNeeded.isEmpty {
    sheet.blank()
    sheet.add(
      "Not needed here: \(listed(framework.notNeeded.map { words(ofName: $0) })).", hanging: 2)
  }
  for irrelevant in framework.irrelevant {
    sheet.add(
      "\(layout.style.irrelevant(irrelevant.says)) \(cited(irrelevant.cite))", hanging: 2)
  }
  for straddle in framework.straddle {
    sheet.add("\(sentence(straddle.says)) \(cited(straddle.cite))", hanging: 2)
  }
  for note in framework.notes { sheet.add("· \(note)", hanging: 2) }
  sheet.questions(FrameworkWords(framework, in: law))
  let opens = framework.opens.compactMap { law.pathways[$0] }
  if !opens.isEmpty {
    sheet.blank()
    sheet.add("Opens:", .strong)
    for pathway in opens {
      sheet.add(
        "\(pathway.title) · \(pathway.kind.words) · \(held(pathway.id)) · \(cited(pathway.cite, pathway.status))",
        indent: 2, hanging: 2)
    }
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

private func leafWords(_ leaf: LawLeaf) -> String {
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

private func governingWords(_ framework: Framework) -> String {
  switch framework.governsBy {
  case .conduct: "It governs conduct of its own days."
  case .decision: "It governs decisions of its own days, whenever the conduct was."
  case .analysis: "It is analysis: no day makes it the law of a case."
  }
}

private func route(of element: Element, in framework: Framework) -> String? {
  guard let index = framework.elements.firstIndex(where: { $0.id == element.id }) else {
    return nil
  }
  return framework.routes[index]
}

extension LawPack {
  func frameworks(on day: CivilDate?) -> [Framework] {
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
