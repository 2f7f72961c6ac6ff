internal import CivilTime
package import ReferralSheet
internal import Reports

/// The sheet from which a person fills in the form of a national referral for one child; it prints on A4. Nothing is sent.
///
/// - Parameter showsAll: with what the form does not ask here, and further places for names.
package func referralPage(
  _ sheet: ReferralSheet, showsAll: Bool, _ standing: CaseStanding
) -> Page {
  let words = ReferralWords(sheet, markingPlaces: true)
  let links = CaseLinks(sheet.caseID, about: sheet.child, known: sheet.known?.description)
  let (pages, left) = words.pages(showsAll: showsAll)
  let limit = showsAll ? Int.max : 8
  func basis(_ bases: [ReferralSheet.Basis]) -> Markup? {
    words.places(bases, atMost: limit).map { links.linker.markup($0) }
  }
  return Page(
    "referral", title: "National referral, prepared: case \(sheet.caseID)", section: .cases,
    crumbs: caseCrumbs(sheet.caseID), marking: handlingMarking,
    fields: [
      "formMarking": sheet.form.marking, "title": words.title, "caseTitle": sheet.caseTitle,
      "overview": links.overview, "day": words.day, "form": words.form,
      "notice": ReferralSheet.notice, "onePerson": ReferralWords.onePerson,
      "readiness": words.readiness, "isReady": sheet.isReady ? true : nil,
      "missing": words.missing.map { ["key": $0.key, "text": $0.text] as Fields },
      "waiting": words.waiting,
      "pages": pages.map { page in
        [
          "formPage": page.title,
          "entries": page.entries.map { entry in
            [
              "key": entry.key, "row": "\(entry.row)", "asks": entry.asks,
              "askedWhen": entry.askedWhen, "answers": entry.answers, "ticked": entry.ticked,
              "why": entry.left, "restsOnHTML": basis(entry.restsOn),
              "notes": entry.notes.map { note in
                ["says": note.says, "basisHTML": basis(note.restsOn)] as Fields
              },
            ] as Fields
          },
        ] as Fields
      },
      "leftOut": left > 0 ? words.leftOut(left) : nil,
      "all": "\(CaseLinks(sheet.caseID).referral(of: sheet.child))?all=1",
      "legacyTitle": ReferralWords.earlier, "hasLegacy": sheet.legacy.isEmpty ? nil : true,
      "legacy": sheet.legacy.map { ["key": $0.key, "text": $0.text] as Fields },
      "cannotSay": ReferralWords.cannotSay, "notFields": sheet.form.notFields,
      "checked": words.checked, "foot": caseFoot(standing),
    ])
}

/// Where a referral cannot be prepared, and why.
package func noReferralPage(_ error: ReferralSheetError, in caseID: String) -> Page {
  Page(
    "message", title: "No referral can be prepared", section: .cases, crumbs: caseCrumbs(caseID),
    marking: handlingMarking,
    fields: [
      "title": "No referral can be prepared",
      "words": [
        sentence(capitalised(error.message)), sentence(capitalised(error.help)),
      ],
    ])
}
