internal import Assessment
internal import CaseRecord
internal import CivilTime
internal import EvidenceLogic
internal import LawPack
package import Reports

/// The same facts under the law of several places, test beside counterpart.
///
/// - Parameters:
///   - about: a child of the record, or `Assessment.group`.
///   - others: the places to set beside the record's own.
///   - showsAll: with the texts that were not the law then.
package func comparePage(
  about: String, with others: [String], showsAll: Bool, _ words: CaseWords,
  _ standing: CaseStanding
) -> Page {
  let assessment = words.assessment
  let known = assessment.known?.description
  let own = assessment.record.jurisdiction
  let places = [own] + others.filter { $0 != own }
  let path = CaseLinks(words.record.id).compare
  let chosen = others.map { "&with=\(pathPart($0))" }.joined()
  let day = known.map { "&known=" + $0 } ?? ""
  let comparisons = assessment.comparisons(of: places).filter { $0.about == about }
  return Page(
    "compare", title: "Other jurisdictions: case \(words.record.id)", section: .cases,
    crumbs: caseCrumbs(words.record.id), marking: handlingMarking,
    fields: [
      "heading": caseHeading(
        words, about: about,
        subjects: words.subjects.map {
          ($0, "\(path)?about=\(pathPart($0))\(chosen)\(day)")
        }, path: path, keeping: ["about": about]),
      "subject": subjectHeading(about, words), "explanation": Comparison.explanation,
      "form": path, "about": about, "formKnown": known,
      "choices": Framework.placesOfLaw.filter { $0 != own }.map { place in
        [
          "place": place, "name": jurisdictionWords(place),
          "isChosen": others.contains(place) ? true : nil,
        ] as Fields
      },
      "places": places.map { place in
        jurisdictionWords(place) + (place == own ? ", the record’s own" : "")
      },
      "families": comparisons.map { comparison in
        [
          "family": capitalised(Reports.words(ofName: comparison.family.rawValue)),
          "differs": comparison.isAlike ? nil : true,
          "cells": comparison.places.map { cell($0, showsAll: showsAll, words, about) },
        ] as Fields
      },
      "all": showsAll ? nil : "\(path)?all=1&about=\(pathPart(about))\(chosen)\(day)",
      "foot": caseFoot(standing),
    ])
}

private func cell(
  _ place: Comparison.Place, showsAll: Bool, _ words: CaseWords, _ about: String
) -> Fields {
  let links = CaseLinks(
    words.record.id, about: about, known: words.assessment.known?.description)
  let law = place.answers.filter { $0.finding.state != .notInForce }
  let shown = showsAll || law.isEmpty ? place.answers : law
  let folded = place.answers.count - shown.count
  return [
    "name": jurisdictionWords(place.jurisdiction),
    "answers": shown.map { answer in
      [
        "state": stateFields(answer.finding.state), "title": answer.finding.framework.short,
        "id": answer.finding.framework.id,
        "path": links.explanation(of: answer.finding.framework.id),
        "difference": answer.difference.words(of: answer.finding.framework).map(sentence),
      ] as Fields
    },
    "isEmpty": place.answers.isEmpty ? true : nil,
    "folded": folded > 0 ? "\(folded)" : nil,
  ]
}
