import CivilTime
package import ReferralSheet

/// The sheet of a referral in words, field by field, before it is set on a page.
package struct ReferralWords: Sendable {
  package let sheet: ReferralSheet
  /// Whether the places of statements and responses are marked, so that a page can lead there.
  private let marksPlaces: Bool

  package init(_ sheet: ReferralSheet, markingPlaces: Bool = false) {
    self.sheet = sheet
    marksPlaces = markingPlaces
  }

  // MARK: Heading

  package var title: String {
    "National Referral Mechanism: answers prepared for \(sheet.child)"
  }

  /// The day of the sheet, and by when what it rests on was on file.
  package var day: String {
    let known =
      sheet.known.map { "on file by \(words($0))" } ?? "everything on file, whatever its day"
    return "On \(words(sheet.on)) · \(held(known))"
  }

  package var form: String { "Form: \(sheet.form.version) · \(sheet.form.service)" }

  package static let onePerson =
    "One referral is for one person. [4] is the fourth statement of the record."

  package static let cannotSay = "What the form cannot say"

  package static let earlier =
    "From an earlier version of the form, which no longer asks it"

  package var checked: String {
    "Fields as read in: \(sheet.form.source). Checked on \(words(sheet.form.checked))."
  }

  // MARK: Missing

  /// Whether it can be entered as it is.
  package var readiness: String {
    sheet.isReady
      ? "Ready to be entered: every required field that is asked is filled. A person checks each line first."
      : "Not ready yet: \(count(sheet.missing.count, "required field")) to fill. It can be kept as it is."
  }

  /// Each required field that is not filled, in the order of the form.
  package var missing: [(key: String, text: String)] {
    sheet.missing.map { item in
      (item.key, (sheet.form[item.key].map { "\($0.row). " } ?? "") + item.says)
    }
  }

  /// Fields that may be asked once those are filled; nil if there are none.
  package var waiting: String? {
    let waiting = sheet.entries.filter {
      $0.field.isRequired && sheet.asked($0.key) == .depends
    }.count
    return waiting > 0
      ? "\(count(waiting, "further field")) may be asked, once these are filled." : nil
  }

  // MARK: Fields

  /// A page of the form.
  package struct FormPage: Sendable {
    package var title: String
    package var entries: [Entry]
  }

  /// One field and what the record says to it.
  package struct Entry: Sendable {
    package var key: String
    package var row: Int
    /// The question, and that it is required.
    package var asks: String
    /// On which other answer it hangs, where that is not given.
    package var askedWhen: String?
    /// What is written in it.
    package var answers: [String]
    /// The boxes that are ticked.
    package var ticked: [String]
    /// Why nothing is.
    package var left: String?
    package var restsOn: [ReferralSheet.Basis]
    package var notes: [ReferralSheet.Note]
  }

  /// The fields in the order of the form, and how many were left out.
  ///
  /// - Parameter showsAll: with what the form does not ask here, and further places for names.
  package func pages(showsAll: Bool) -> (pages: [FormPage], left: Int) {
    var pages: [FormPage] = []
    var left = 0
    for entry in sheet.entries {
      guard showsAll || isShown(entry) else {
        left += 1
        continue
      }
      if pages.last?.title != entry.field.page {
        pages.append(FormPage(title: entry.field.page, entries: []))
      }
      pages[pages.count - 1].entries.append(self.entry(entry))
    }
    return (pages, left)
  }

  package func leftOut(_ left: Int) -> String {
    "\(count(left, "field")) not asked here, or without a further place to name"
  }

  private func isShown(_ entry: ReferralSheet.Entry) -> Bool {
    let isAsked = sheet.asked(entry.key)
    let isSpare = entry.field.number.map { $0 > 1 } == true && !entry.isFilled
    guard isAsked == .no || isSpare else { return true }
    // That consent is not required is said, and not left out.
    return isAsked == .no && entry.field.isRequired && entry.field.kind == .yesNo
      && entry.field.notAsked != nil
      && entry.field.askedWhen.flatMap({ sheet[$0.field] })?.field.filling == .under18
  }

  private func entry(_ entry: ReferralSheet.Entry) -> Entry {
    let asked = sheet.asked(entry.key)
    var line = Entry(
      key: entry.key, row: entry.field.row,
      asks: entry.field.says + (entry.field.isRequired && asked != .no ? " (required)" : ""),
      askedWhen: asked == .depends ? condition(of: entry.field) : nil, answers: [], ticked: [],
      left: nil, restsOn: entry.restsOn, notes: entry.notes)
    switch entry.answer {
    case .filled(.one(let text)):
      line.answers =
        entry.field.options.isEmpty
        ? text.split(separator: "\n").map(String.init) : [answer(text, entry.field)]
    case .filled(.several(let codes)): line.ticked = codes.map { answer($0, entry.field) }
    case .blank(let why): line.left = "Left blank: \(why)"
    case .notAsked(let why): line.left = why
    case .forPerson(let why): line.left = "For a person to write: \(why)"
    }
    return line
  }

  private func condition(of field: ReferralForm.Field) -> String? {
    guard let condition = field.askedWhen, let other = sheet.form[condition.field] else {
      return nil
    }
    return
      "Asked where '\(other.says)' is answered: \(listed(condition.answers.map { answer($0, other) }, "or"))."
  }

  private func answer(_ code: String, _ field: ReferralForm.Field) -> String {
    field.options.first { $0.key == code }?.says ?? code
  }

  /// Where in the record something stands: `[3, response 2]`; nil where it rests on nothing there.
  package func places(_ bases: [ReferralSheet.Basis], atMost limit: Int) -> String? {
    guard !bases.isEmpty else { return nil }
    func place(_ place: Place, _ text: String) -> String {
      marksPlaces ? place.marking(text) : text
    }
    let names = bases.map { basis in
      switch basis {
      case .statement(let index): place(.statement(index), String(index + 1))
      case .born: held("date of birth")
      case .person(let index): held("person \(index + 1)")
      case .response(let index): place(.response(index), held("response \(index + 1)"))
      case .source(let index): held("source \(index + 1)")
      }
    }
    let more = names.count > limit ? ",\u{A0}…" : ""
    return "[" + names.prefix(limit).joined(separator: ", ") + more + "]"
  }
}
