import Assessment
import CivilTime
public import ReferralSheet

/// The sheet of a referral in words: what is missing first, then every field in the order of the form.
///
/// What the form does not ask here is counted and left out, unless the layout shows all.
public func report(referral sheet: ReferralSheet, layout: Layout) -> String {
  var page = ReferralPage(sheet, layout)
  return page.text()
}

private struct ReferralPage {
  let words: ReferralWords
  var sheet: Sheet

  private var referral: ReferralSheet { words.sheet }

  init(_ referral: ReferralSheet, _ layout: Layout) {
    words = ReferralWords(referral)
    sheet = Sheet(layout)
  }

  mutating func text() -> String {
    heading()
    missing()
    fields()
    earlier()
    cannotSay()
    return sheet.text
  }

  private mutating func heading() {
    sheet.add(referral.form.marking, .strong)
    sheet.blank()
    sheet.add("\(words.title) · \(referral.caseTitle)", .strong)
    sheet.add(words.day)
    sheet.add(words.form, hanging: 2)
    sheet.add(ReferralSheet.notice)
    sheet.add(ReferralWords.onePerson, .faint)
  }

  private mutating func missing() {
    sheet.blank()
    sheet.add(words.readiness, referral.isReady ? .plain : .strong)
    guard !referral.isReady else { return }
    for line in words.missing { sheet.add("☐ \(line.text)", indent: 2, hanging: 2) }
    if let waiting = words.waiting { sheet.add(waiting, indent: 2) }
  }

  private mutating func fields() {
    let (pages, left) = words.pages(showsAll: sheet.layout.showsAll)
    for page in pages {
      sheet.blank()
      sheet.rule()
      sheet.add(page.title, .strong)
      for entry in page.entries { show(entry) }
    }
    if left > 0 {
      sheet.blank()
      sheet.add("… \(words.leftOut(left)): --all")
    }
  }

  private mutating func show(_ entry: ReferralWords.Entry) {
    sheet.blank()
    sheet.add("\(entry.row). \(entry.asks)", .strong, hanging: 4)
    sheet.add(entry.key, .faint, indent: 4)
    if let condition = entry.askedWhen { sheet.add(condition, .faint, indent: 4) }
    for line in entry.answers { sheet.add("▸ \(line)", indent: 4, hanging: 2) }
    for line in entry.ticked { sheet.add("▸ ☑ \(line)", indent: 4, hanging: 4) }
    if let left = entry.left { sheet.add(left, indent: 4, hanging: 2) }
    let limit = sheet.layout.showsAll ? Int.max : 8
    if let places = words.places(entry.restsOn, atMost: limit) {
      sheet.add("rests on \(places)", .faint, indent: 4, hanging: 2)
    }
    for note in entry.notes {
      let basis = words.places(note.restsOn, atMost: limit).map { " \($0)" } ?? ""
      sheet.add("· \(note.says)\(basis)", indent: 4, hanging: 2)
    }
  }

  private mutating func earlier() {
    guard !referral.legacy.isEmpty else { return }
    sheet.blank()
    sheet.rule()
    sheet.add(ReferralWords.earlier, .strong)
    for field in referral.legacy {
      sheet.blank()
      sheet.add(field.key, .faint)
      for line in field.text.split(separator: "\n") {
        sheet.add("▸ \(line)", indent: 4, hanging: 2)
      }
    }
  }

  private mutating func cannotSay() {
    sheet.blank()
    sheet.rule()
    sheet.add(ReferralWords.cannotSay, .strong)
    for line in referral.form.notFields { sheet.add("· \(line)", hanging: 2) }
    sheet.blank()
    sheet.add(words.checked, .faint, hanging: 2)
  }
}
