package import CivilTime
internal import EvidenceLogic
package import LawPack
package import Reports

/// Every framework of the law, dated, as far as it fits what somebody looks for.
///
/// - Parameter unreadable: what was written for a day and is none.
package func lawPage(_ search: LawSearch, unreadable: String?, in law: LawPack) -> Page {
  let hits = search.hits(in: law)
  return Page(
    "law", title: "The law", section: .law,
    fields: [
      "count": count(hits.count, "framework"), "of": "\(law.frameworks.count)",
      "words": search.words, "on": search.on?.description ?? unreadable,
      "unreadable": unreadable, "hasProblem": unreadable == nil ? nil : true,
      "onDay": search.on.map { Reports.words($0) },
      "jurisdictions": Framework.jurisdictions.map { place in
        [
          "value": place, "name": capitalised(jurisdictionWords(place)),
          "isChosen": place == search.jurisdiction ? true : nil,
        ] as Fields
      },
      "kinds": Framework.Kind.allCases.map { kind in
        [
          "value": kind.rawValue, "name": kind.heading,
          "isChosen": kind == search.kind ? true : nil,
        ] as Fields
      },
      "groups": Framework.Kind.allCases.compactMap { kind -> Fields? in
        let part = hits.filter { $0.framework.kind == kind }
        return part.isEmpty ? nil : ["heading": kind.heading, "frameworks": part.map(line)]
      },
      "changes": LawLinks.changes, "compare": LawLinks.compare, "hash": law.contentHash,
    ])
}

private func line(_ hit: LawSearch.Hit) -> Fields {
  let framework = hit.framework
  return [
    "title": framework.title, "id": framework.id, "path": LawLinks.framework(framework.id),
    "place": capitalised(jurisdictionWords(framework.jurisdiction)),
    "act": framework.actCite ?? framework.act, "days": daysWords(framework),
    "caution": framework.status.caution,
    "elements": hit.elements.prefix(3).map {
      "\($0.id): \(sentence($0.says)) \(cited($0.cite, $0.status))"
    },
  ]
}

private func daysWords(_ framework: Framework) -> String {
  framework.inForce.map { inForceWords($0) } ?? "a definition that no instrument commenced"
}

/// What the law changed between two days.
///
/// - Parameters:
///   - days: nil until both are given.
///   - typed: what was written for the two days.
///   - problem: why they cannot be used.
package func lawChangesPage(
  between days: (first: CivilDate, last: CivilDate)?, typed: (first: String, last: String),
  problem: String?, in law: LawPack
) -> Page {
  var fields: Fields = [
    "first": typed.first, "last": typed.last, "problem": problem,
    "hasProblem": problem == nil ? nil : true,
  ]
  if let days {
    let change = law.changes(from: days.first, to: days.last)
    fields["heading"] =
      "What the law changed between \(words(days.first)) and \(words(days.last))"
    fields["isNone"] = change == LawChange.none ? true : nil
    fields["successions"] = change.successions.map(succession)
    fields["parts"] = [
      part("Began", change.began.map(frameworkLine)),
      part("Ended", change.ended.map(frameworkLine)),
      part("Enacted, and not known to be in force", change.uncommenced.map(frameworkLine)),
      part("Duties, powers and rights that began", change.pathwaysBegan.map(pathwayLine)),
      part("Duties, powers and rights that ended", change.pathwaysEnded.map(pathwayLine)),
    ].compactMap(\.self)
  }
  return Page(
    "law-changes", title: "What changed, and when", section: .law, crumbs: lawCrumbs,
    fields: fields)
}

/// The way from the first page to one that stands under the law.
private let lawCrumbs = [Page.Crumb("The law", LawLinks.all)]

private func part(_ heading: String, _ lines: [Fields]) -> Fields? {
  lines.isEmpty ? nil : ["heading": heading, "lines": lines]
}

private func frameworkLine(_ framework: Framework) -> Fields {
  [
    "title": framework.title, "lawPath": LawLinks.framework(framework.id),
    "rest":
      "\(framework.id) · \(capitalised(jurisdictionWords(framework.jurisdiction))); \(daysWords(framework))",
    "cite": framework.inForce.map { cited($0.cite, $0.status) },
  ]
}

private func pathwayLine(_ pathway: Pathway) -> Fields {
  [
    "title": pathway.title, "rest": "\(pathway.id) · \(pathway.kind.words)",
    "cite": cited(pathway.cite, pathway.status),
  ]
}

private func succession(_ change: LawChange.Succession) -> Fields {
  let penalty: String? =
    if change.from.penalty?.years != change.to.penalty?.years, let old = change.from.penalty,
      let new = change.to.penalty
    {
      "the greatest term: \(new.words), before \(old.words)"
    } else {
      nil
    }
  return [
    "from": change.from.id, "fromPath": LawLinks.framework(change.from.id), "to": change.to.id,
    "toPath": LawLinks.framework(change.to.id), "title": change.to.title,
    "place": jurisdictionWords(change.to.jurisdiction),
    "days": change.to.inForce.map {
      "\(capitalised(inForceWords($0))). \(cited($0.cite, $0.status))"
    },
    "lines": change.noLongerAsks.map { "no longer asks: \(labelWords($0, of: change.from))" }
      + change.newlyAsks.map { "newly asks: \(labelWords($0, of: change.to))" }
      + [penalty].compactMap(\.self),
    "isSame": change.noLongerAsks.isEmpty && change.newlyAsks.isEmpty ? true : nil,
    "comparing": LawLinks.comparing([change.from.id, change.to.id]),
  ]
}

/// Several frameworks side by side: what each asks, fact by fact, and what it puts aside.
///
/// - Parameter frameworks: at most four, in the order of the columns; with fewer than two the page only asks for them.
package func lawComparePage(_ frameworks: [Framework], in law: LawPack) -> Page {
  var seen: Set<String> = []
  let asked = frameworks.flatMap(\.asks).filter { seen.insert($0).inserted }
  let all = frameworks.map { Set($0.asks) }
  let shared = asked.filter { label in all.allSatisfy { $0.contains(label) } }
  let differing = asked.filter { label in !shared.contains(label) }
  func rows(_ labels: [String]) -> [Fields] {
    labels.map { label in
      [
        "label": frameworks.first { $0.asks.contains(label) }
          .map { capitalised(labelWords(label, of: $0)) },
        "cells": frameworks.map { framework in
          [
            "column": framework.id,
            "places": framework.elements.compactMap { $0.asking(label) }.joined(separator: "; "),
          ] as Fields
        },
      ]
    }
  }
  return Page(
    "law-compare", title: "Frameworks side by side", section: .law, crumbs: lawCrumbs,
    fields: [
      "hasTable": frameworks.count > 1 ? true : nil,
      "columns": frameworks.map { framework in
        let words = FrameworkWords(framework, in: law)
        return [
          "column": framework.id, "title": framework.title,
          "path": LawLinks.framework(framework.id), "act": words.act, "days": words.days,
          "governs": words.governs, "penalty": words.penalty, "standard": words.standard,
          "elements": words.elements.map { "\($0.id): \($0.says) \($0.cite)" },
          "notNeeded": words.notNeeded,
          "irrelevant": framework.irrelevant.map {
            ["says": $0.says, "cite": cited($0.cite)] as Fields
          },
          "hasNoIrrelevant": framework.irrelevant.isEmpty ? true : nil,
        ] as Fields
      },
      "differing": rows(differing), "hasDiffering": differing.isEmpty ? nil : true,
      "shared": rows(shared), "hasShared": shared.isEmpty ? nil : true,
      "slots": (0..<3).map { slot in
        let chosen = slot < frameworks.count ? frameworks[slot].id : nil
        return [
          "slot": "\(slot + 1)", "isOptional": slot == 2 ? true : nil,
          "options": law.frameworks.map { framework in
            ["id": framework.id, "isChosen": framework.id == chosen ? true : nil] as Fields
          },
        ] as Fields
      },
    ])
}

/// What a framework asks in words; another framework keeps its id.
private func labelWords(_ label: String, of framework: Framework) -> String {
  let isFramework = framework.elements.contains { element in
    element.formula(.broad)?.leaves.contains { leaf, _ in
      if case .framework(let reference) = leaf { reference.id == label } else { false }
    } ?? false
  }
  return isFramework ? "all of \(label)" : words(ofName: label)
}

extension Element {
  /// `T1, s 58(1)`, with its reading, where the element asks a fact; nil where it does not.
  fileprivate func asking(_ label: String) -> String? {
    func asks(_ reading: Reading) -> Bool {
      formula(reading)?.leaves.contains { leaf, isNegated in
        (isNegated ? "not \(leaf.label)" : leaf.label) == label
      } ?? (says == label)
    }
    guard asks(.broad) else { return nil }
    let reading = asks(.narrow) ? "" : ", on the broad reading only"
    return "\(id), \(cited(cite, status))\(reading)"
  }
}
