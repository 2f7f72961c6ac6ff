internal import Assessment
internal import CaseRecord
internal import Casebook
internal import CivilTime
internal import EvidenceLogic
internal import LawPack
internal import RegisterWords
package import Reports

/// One case of somebody, as the first page looks at it.
package struct HomeCase: Sendable {
  package var id: String
  package var words: CaseWords

  package init(id: String, words: CaseWords) {
    self.id = id
    self.words = words
  }
}

/// Something that waits for the reader and is no matter of the register.
package struct HomeWaiting: Sendable, Hashable {
  package var title: String
  package var path: String
  package var note: String

  package init(title: String, path: String, note: String) {
    self.title = title
    self.path = path
    self.note = note
  }
}

/// What the first page is made of.
package struct HomeView: Sendable {
  package var post: String
  package var bodies: [String]
  package var register: RegisterList
  package var cases: [HomeCase]
  /// How many cases are open to the reader and were not looked at.
  package var left: Int
  /// Whether the post sees cases at all.
  package var seesCases: Bool
  /// Whether the post sees the whole register.
  package var seesRegister: Bool
  package var emergencies: [HomeWaiting]
  package var closures: [HomeWaiting]
  package var drafts: [HomeWaiting]
  /// Links to what is theirs, where the post has neither cases nor matters.
  package var theirs: [HomeWaiting]

  package init(
    post: String, bodies: [String], register: RegisterList, cases: [HomeCase], left: Int,
    seesCases: Bool, seesRegister: Bool, emergencies: [HomeWaiting], closures: [HomeWaiting],
    drafts: [HomeWaiting], theirs: [HomeWaiting]
  ) {
    self.post = post
    self.bodies = bodies
    self.register = register
    self.cases = cases
    self.left = left
    self.seesCases = seesCases
    self.seesRegister = seesRegister
    self.emergencies = emergencies
    self.closures = closures
    self.drafts = drafts
    self.theirs = theirs
  }

  var on: CivilDate { register.on }
}

/// What waits for somebody and for their body, what is due first first. It ranks no child and counts none.
package func homePage(_ view: HomeView) -> Page {
  let lines = view.register.lines.filter(\.isOpen)
  let opens = view.register.opens
  let asked = lines.filter { view.register.theirs.contains($0.entry) }
  let owed = owedDuties(view.cases, by: view.bodies, on: view.on)
  let late = lines.filter {
    $0.isOverdue && !view.register.theirs.contains($0.entry)
      && (view.seesRegister || view.bodies.contains($0.body))
  }
  return Page(
    "home", title: "What is owed today", section: .home, marking: handlingMarking,
    fields: [
      "today": describe(view.on), "post": view.post,
      "asked": asked.prefix(mostOnHome).map {
        registerRow($0, isTheirs: false, opens: opens.contains($0.entry), on: view.on)
      },
      "askedMore": more(asked.count, "matter", of: "asked of you"),
      "late": late.prefix(mostOnHome).map {
        registerRow($0, isTheirs: false, opens: opens.contains($0.entry), on: view.on)
      },
      "hasLate": late.isEmpty ? nil : true, "hasDuties": owed.isEmpty ? nil : true,
      "hasWaiting": asked.isEmpty && view.closures.isEmpty && view.emergencies.isEmpty
        && view.drafts.isEmpty ? nil : true,
      "lateMore": more(late.count, "matter", of: "overdue with others"),
      "lateTitle": view.seesRegister
        ? "Overdue in the register" : "Overdue with others of your body",
      "seesCases": view.seesCases ? true : nil,
      "duties": owed.prefix(mostOnHome).map { dutyRow($0, on: view.on) },
      "dutiesMore": more(owed.count, "duty", "duties", of: "owed by your body"),
      "never": neverConsidered(view.cases),
      "left": view.left > 0
        ? "\(count(view.left, "more case is", "more cases are")) open to you and not looked at here: see Cases."
        : nil,
      "closures": view.closures.map(waiting), "emergencies": view.emergencies.map(waiting),
      "drafts": view.drafts.map(waiting), "theirs": view.theirs.map(waiting),
      "notices": view.register.notices.map { notice in
        [
          "entry": "\(notice.matter)", "sentence": notice.sentence,
          "path": "/warnings/\(notice.matter)",
        ] as Fields
      },
    ])
}

private let mostOnHome = 12

private func more(
  _ count: Int, _ one: String, _ several: String? = nil, of what: String
) -> String? {
  count > mostOnHome ? "All \(Reports.count(count, one, several ?? one + "s")) \(what)" : nil
}

private func waiting(_ waiting: HomeWaiting) -> Fields {
  ["title": waiting.title, "path": waiting.path, "note": waiting.note]
}

/// The tests that the record meets and nobody considered, child by child, with the way to the explanation.
private func neverConsidered(_ cases: [HomeCase]) -> [Fields] {
  cases.flatMap { home -> [Fields] in
    let assessment = home.words.assessment
    return assessment.children.compactMap { child -> Fields? in
      let never = assessment.findings(about: child.id).filter {
        $0.considered == .never && $0.state.isMet && !$0.marks.isComparison
      }
      guard !never.isEmpty else { return nil }
      let links = CaseLinks(home.id, about: child.id)
      return [
        "child": child.id, "caseID": home.id, "path": links.overview,
        "frameworks": never.prefix(3).map { finding -> Fields in
          [
            "id": finding.framework.id, "title": finding.framework.short,
            "cite": finding.framework.actCite ?? finding.framework.act,
            "path": links.explanation(of: finding.framework.id),
          ]
        },
        "others": never.count > 3 ? "\(never.count - 3) more" : nil,
      ]
    }
  }
}
