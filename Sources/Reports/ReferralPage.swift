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
  let referral: ReferralSheet
  var sheet: Sheet

  init(_ referral: ReferralSheet, _ layout: Layout) {
    self.referral = referral
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
    sheet.add(
      "National Referral Mechanism: answers prepared for \(referral.child) · \(referral.caseTitle)",
      .strong)
    let known =
      referral.known.map { "on file by \(words($0))" } ?? "everything on file, whatever its day"
    sheet.add("On \(words(referral.on)) · \(held(known))")
    sheet.add("Form: \(referral.form.version) · \(referral.form.service)", hanging: 2)
    sheet.add(ReferralSheet.notice)
    sheet.add("One referral is for one person. [4] is the fourth statement of the record.", .faint)
  }

  private mutating func missing() {
    sheet.blank()
    let missing = referral.missing
    guard !missing.isEmpty else {
      sheet.add(
        "Ready to be entered: every required field that is asked is filled. A person checks each line first."
      )
      return
    }
    sheet.add(
      "Not ready yet: \(count(missing.count, "required field")) to fill. It can be kept as it is.",
      .strong)
    for item in missing {
      let row = referral.form[item.key].map { "\($0.row). " } ?? ""
      sheet.add("☐ \(row)\(item.says)", indent: 2, hanging: 2)
    }
    let waiting = referral.entries.filter {
      $0.field.isRequired && referral.asked($0.key) == .depends
    }.count
    if waiting > 0 {
      sheet.add(
        "\(count(waiting, "further field")) may be asked, once these are filled.", indent: 2)
    }
  }

  private mutating func fields() {
    var page = ""
    var left = 0
    for entry in referral.entries {
      let isAsked = referral.asked(entry.key)
      let isSpare = entry.field.number.map { $0 > 1 } == true && !entry.isFilled
      if !sheet.layout.showsAll, isAsked == .no || isSpare {
        // That consent is not required is said, and not left out.
        guard isAsked == .no, entry.field.isRequired, entry.field.kind == .yesNo,
          entry.field.notAsked != nil,
          entry.field.askedWhen.flatMap({ referral[$0.field] })?.field.filling == .under18
        else {
          left += 1
          continue
        }
      }
      if entry.field.page != page {
        page = entry.field.page
        sheet.blank()
        sheet.rule()
        sheet.add(page, .strong)
      }
      show(entry, isAsked)
    }
    if left > 0 {
      sheet.blank()
      sheet.add(
        "… \(count(left, "field")) not asked here, or without a further place to name: --all")
    }
  }

  private mutating func show(_ entry: ReferralSheet.Entry, _ asked: ReferralSheet.Asked) {
    sheet.blank()
    let required = entry.field.isRequired && asked != .no ? " (required)" : ""
    sheet.add("\(entry.field.row). \(entry.field.says)\(required)", .strong, hanging: 4)
    sheet.add(entry.key, .faint, indent: 4)
    if asked == .depends, let condition = entry.field.askedWhen,
      let other = referral.form[condition.field]
    {
      sheet.add(
        "Asked where '\(other.says)' is answered: \(listed(condition.answers.map { answer($0, other) }, "or")).",
        .faint, indent: 4)
    }
    switch entry.answer {
    case .filled(.one(let text)):
      if entry.field.options.isEmpty {
        for line in text.split(separator: "\n") { sheet.add("▸ \(line)", indent: 4, hanging: 2) }
      } else {
        sheet.add("▸ \(answer(text, entry.field))", indent: 4, hanging: 2)
      }
    case .filled(.several(let codes)):
      for code in codes { sheet.add("▸ ☑ \(answer(code, entry.field))", indent: 4, hanging: 4) }
    case .blank(let why): sheet.add("Left blank: \(why)", indent: 4, hanging: 2)
    case .notAsked(let why): sheet.add(why, indent: 4, hanging: 2)
    case .forPerson(let why): sheet.add("For a person to write: \(why)", indent: 4, hanging: 2)
    }
    if !entry.restsOn.isEmpty {
      sheet.add("rests on \(places(entry.restsOn))", .faint, indent: 4, hanging: 2)
    }
    for note in entry.notes {
      let basis = note.restsOn.isEmpty ? "" : " \(places(note.restsOn))"
      sheet.add("· \(note.says)\(basis)", indent: 4, hanging: 2)
    }
  }

  private func answer(_ code: String, _ field: ReferralForm.Field) -> String {
    field.options.first { $0.key == code }?.says ?? code
  }

  private func places(_ bases: [ReferralSheet.Basis]) -> String {
    let names = bases.map { basis in
      switch basis {
      case .statement(let index): String(index + 1)
      case .born: held("date of birth")
      case .person(let index): held("person \(index + 1)")
      case .response(let index): held("response \(index + 1)")
      case .source(let index): held("source \(index + 1)")
      }
    }
    let limit = sheet.layout.showsAll ? Int.max : 8
    let more = names.count > limit ? ",\u{A0}…" : ""
    return "[" + names.prefix(limit).joined(separator: ", ") + more + "]"
  }

  private mutating func earlier() {
    guard !referral.legacy.isEmpty else { return }
    sheet.blank()
    sheet.rule()
    sheet.add("From an earlier version of the form, which no longer asks it", .strong)
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
    sheet.add("What the form cannot say", .strong)
    for line in referral.form.notFields { sheet.add("· \(line)", hanging: 2) }
    sheet.blank()
    sheet.add(
      "Fields as read in: \(referral.form.source). Checked on \(words(referral.form.checked)).",
      .faint, hanging: 2)
  }
}
