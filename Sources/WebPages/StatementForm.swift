package import CaseRecord
package import Casebook
package import CivilTime
internal import Reports
package import Vocabulary

/// The form with which a statement of one fact is added to a case, and how what is typed into it is read.
package struct StatementForm: Sendable {
  package let fact: Fact
  package let record: CaseRecord
  package let vocabulary: Vocabulary
  /// The body of whoever writes.
  package let body: String
  /// Every id that the case has or had, so that a new one is nobody else's.
  package let taken: Set<String>

  package init(
    fact: Fact, record: CaseRecord, vocabulary: Vocabulary, body: String, taken: Set<String>
  ) {
    self.fact = fact
    self.record = record
    self.vocabulary = vocabulary
    self.body = body
    self.taken = taken
  }
}

// MARK: The fields

extension StatementForm {
  /// - Parameter isCorrection: whether it is of a statement that is there, for which nothing else is added.
  func sections(_ typed: Typed, isCorrection: Bool = false) -> [FormSection] {
    func isUsed(_ names: String...) -> Bool { names.contains { !typed[$0].isEmpty } }
    var sections = [
      FormSection(
        "What the source says",
        [
          FormField("fact", "", .hidden), answer,
        ] + number)
    ]
    sections.append(
      FormSection("Who", [children, doers].compactMap(\.self)))
    if !isCorrection {
      sections.append(
        FormSection(
          lead: [
            "They are given a short name, such as \(newID("suspect")). No real name is entered."
          ], fold: "Somebody who is not on this case yet", isOpen: isUsed("new-person"), newPerson))
    }
    sections.append(
      FormSection(
        "When",
        [
          FormField(
            "when", "It happened",
            hint:
              "As much as the source says: a day, a month, a season or a year. Leave it empty if it is not known.",
            .date)
        ]))
    sections.append(
      FormSection(
        fold: "Between two dates",
        isOpen: isUsed("until-day", "until-month", "until-year", "until-season"),
        [FormField("until", "and", hint: "The later of the two.", .date)]))
    if !roles.isEmpty {
      sections.append(FormSection("As far as the source says", roles))
    }
    sections.append(
      FormSection(
        fold: "Where, and with what",
        isOpen: fact.roles["direction"] != nil || isUsed("from", "to", "with", "event"), place))
    if !isCorrection {
      sections.append(
        FormSection(
          lead: ["They are given a short name of their kind, such as place-1 or car-2."],
          fold: "A place or thing that is not on this case yet",
          isOpen: isUsed("new-place-as", "new-thing-kind", "new-thing-mark"), newPlace))
    }
    sections.append(
      FormSection(
        "Where it comes from",
        [FormField("source", "Source", .list(sources, none: "Choose a source"))]))
    if !isCorrection {
      sections.append(
        FormSection(
          fold: "A source that is not on this case yet",
          isOpen: record.sources.isEmpty || isUsed("new-source-kind"), newSource))
    }
    sections.append(
      FormSection(
        nil,
        [
          FormField(
            "note", "Note",
            hint:
              "If needed. A first-hand account in the words used; no detail of an account of abuse. No names.",
            .long)
        ]))
    return sections
  }

  private var answer: FormField {
    fact.kind == .number
      ? FormField(
        "count", "It says",
        .one([
          .init("at-least", "At least so many"), .init("exactly", "Exactly so many"),
          .init("fewer", "Fewer than so many"),
        ]))
      : FormField(
        "says", "It says",
        .one([
          .init("yes", fact.kind == .event ? "That it happened" : "That it was so"),
          .init("no", fact.kind == .event ? "That it did not happen" : "That it was not so"),
        ]))
  }

  private var number: [FormField] {
    fact.kind == .number ? [FormField("number", "How many", .short)] : []
  }

  private var children: FormField? {
    options(record.people.filter { $0.role == .child }.map(\.id)).map {
      FormField("child", "Which child", .many($0))
    }
  }

  private var doers: FormField? {
    let people = record.people.filter { $0.role != .child }
    return people.isEmpty
      ? nil
      : FormField(
        "by", "Who did it, where the source names anybody",
        .many(people.map { .init($0.id, "\($0.id) (\($0.role.rawValue))") }))
  }

  private var newPerson: [FormField] {
    [
      FormField(
        "new-person", "They are",
        .one([
          .init("suspect", "A suspect"), .init("adult", "Another adult"),
          .init("professional", "A professional"), .init("child", "A child"),
        ])),
      FormField(
        "new-person-stands-for", "If they are several people, who",
        hint:
          "In words, such as: men at the flat, not named. What fits one of them may not fit another."
      ),
    ]
  }

  private var roles: [FormField] {
    fact.roles.sorted { $0.key < $1.key }.map { role, words in
      FormField(
        "role-\(role)", capitalised(Reports.words(ofName: role)),
        .many(words.map { .init($0, Reports.words(ofName: $0)) }))
    }
  }

  private var place: [FormField] {
    let places = record.places.map { place in
      FormField.Option(
        place.id,
        [place.id, place.kind, place.town].compactMap(\.self).joined(separator: ", "))
    }
    var fields: [FormField] = []
    if !places.isEmpty {
      if fact.roles["from"] == nil {
        fields.append(FormField("from", "From, or at", .list(places, none: "Not said")))
      }
      fields.append(FormField("to", "To", .list(places, none: "Not said")))
    }
    if let things = options(record.things.map(\.id)) {
      fields.append(FormField("with", "With", .many(things)))
    }
    return fields + [
      FormField(
        "event", "One event with other statements",
        hint: "A short word that all statements of the event share, such as journey-2.", .short)
    ]
  }

  private var newPlace: [FormField] {
    let ends: [FormField.Option] =
      (fact.roles["from"] == nil ? [.init("from", "Where it began, or was")] : [])
      + [.init("to", "Where it led to")]
    return [
      FormField("new-place-as", "The new place is", .one(ends)),
      FormField("new-place-kind", "Kind of place", hint: "Such as dwelling or hotel.", .short),
      FormField("new-place-town", "Town", .short),
      FormField("new-place-police-force", "Police area", .short),
      FormField("new-place-country", "Country", hint: "Such as england or wales.", .short),
      FormField("new-thing-kind", "A new thing: its kind", hint: "Such as car or phone.", .short),
      FormField("new-thing-mark", "Its number plate or other mark", .short),
    ]
  }

  private var sources: [FormField.Option] {
    let own = record.sources.filter { $0.agency == body }
    let others = record.sources.filter { $0.agency != body }
    return (own + others).filter { taken.contains($0.id) }.map { source in
      .init(
        source.id,
        [source.id, source.ref, Reports.words(ofName: source.kind), source.agency]
          .compactMap(\.self).joined(separator: ", "))
    }
  }

  private var newSource: [FormField] {
    [
      FormField(
        "new-source-kind", "Kind",
        .list(
          vocabulary.sourceKinds.map { .init($0.name, $0.says) }, none: "Choose a kind")),
      FormField(
        "new-source-ref", "Where the original is", hint: "Such as: log book 4, p. 12. No names."),
      FormField(
        "new-source-agency", "The body that made it or holds it",
        hint: "Your own, \(body), if you leave this empty. Written like police/northmoor."),
      FormField(
        "new-source-made", "Said or written", hint: "Leave it empty if it is not known.", .date),
      FormField(
        "new-source-held", "First held by that body",
        hint: "It counts towards when something could have been known.", .date),
      FormField(
        "new-source-sealed", "Who said it",
        .many([.init("yes", "Is to be closed to all but those with leave")])),
    ]
  }

  private func options(_ ids: [String]) -> [FormField.Option]? {
    let own = ids.filter { taken.contains($0) }
    return own.isEmpty ? nil : own.map { .init($0, $0) }
  }

  /// A short name that nobody and nothing on the case has.
  private func newID(_ base: String) -> String {
    var number = 1
    while taken.contains("\(base)-\(number)") { number += 1 }
    return "\(base)-\(number)"
  }

  /// A word of somebody's as the beginning of a short name.
  private func base(_ text: String, or other: String) -> String {
    let parts = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = parts.prefix(2).joined(separator: "-")
    return name.first?.isLetter == true ? String(name.prefix(30)) : other
  }
}

// MARK: Reading it

extension StatementForm {
  /// What a form says, as items: new people, places, things and sources first, the statement last.
  package struct Reading: Sendable, Hashable {
    package var items: [Item]
    package var when: UncertainDate?
    package var problems: [FormProblem]
  }

  package func read(_ typed: Typed) -> Reading {
    var reading = Reading(items: [], problems: [])
    var members: [String: Content] = ["fact": .text(fact.name)]
    func put(_ key: String, _ texts: [String]) {
      if texts.count == 1 {
        members[key] = .text(texts[0])
      } else if !texts.isEmpty {
        members[key] = .list(texts.map(Content.text))
      }
    }
    readAnswer(typed, &members, &reading)
    var children = typed.all("child")
    var doers = typed.all("by")
    if let person = newPerson(typed, &reading) {
      if typed["new-person"] == "child" { children.append(person) } else { doers.append(person) }
    }
    put("child", children)
    put("by", doers)
    if fact.shows == .harm, children.isEmpty, typed["says"] != "no" {
      reading.problems.append(
        FormProblem("child", "Choose the child whom it is about, or add one below."))
    }
    reading.when = date("when", until: "until", typed, &reading)
    if let when = reading.when { members["when"] = .text(when.literal) }
    for (role, words) in fact.roles.sorted(by: { $0.key < $1.key }) {
      put(role, typed.all("role-\(role)").filter(words.contains))
    }
    for key in ["from", "to"] where fact.roles[key] == nil {
      if !typed[key].isEmpty { members[key] = .text(typed[key]) }
    }
    if let place = newPlace(typed, &reading) {
      let end = typed["new-place-as"]
      if members[end] != nil {
        reading.problems.append(
          FormProblem("new-place-as", "Choose a place of the case or a new one, not both."))
      }
      members[end] = .text(place)
    }
    put("with", typed.all("with") + [newThing(typed, &reading)].compactMap(\.self))
    if !typed["event"].isEmpty { members["event"] = .text(typed["event"]) }
    if !typed["note"].isEmpty { members["note"] = .text(typed["note"]) }
    if let source = source(typed, &reading) { members["source"] = .text(source) }
    reading.items.append(Item(kind: .statements, content: .map(members)))
    return reading
  }

  private func readAnswer(
    _ typed: Typed, _ members: inout [String: Content], _ reading: inout Reading
  ) {
    guard fact.kind == .number else {
      if ["yes", "no"].contains(typed["says"]) {
        members["says"] = .text(typed["says"])
      } else {
        reading.problems.append(
          FormProblem("says", "Choose what the source says: that it was so, or that it was not."))
      }
      return
    }
    switch typed["count"] {
    case "at-least": members["says"] = .text("yes")
    case "exactly":
      members["says"] = .text("yes")
      members["count"] = .text("exactly")
    case "fewer": members["says"] = .text("no")
    default:
      reading.problems.append(FormProblem("count", "Choose how the number is meant."))
    }
    if let number = Int(typed["number"]), number > 0 {
      members["number"] = .text("\(number)")
    } else {
      reading.problems.append(FormProblem("number", "Write how many as a number, such as 3."))
    }
  }

  /// A date of the form, or why it is none.
  private func date(
    _ name: String, until: String? = nil, _ typed: Typed, _ reading: inout Reading
  ) -> UncertainDate? {
    do {
      let first = DateParts(typed, name)
      guard let until else { return try first.date() }
      return try DateParts.date(from: first, to: DateParts(typed, until))
    } catch {
      reading.problems.append(FormProblem(name, error.says))
      return nil
    }
  }

  private func newPerson(_ typed: Typed, _ reading: inout Reading) -> String? {
    guard let role = Person.Role(rawValue: typed["new-person"]) else { return nil }
    let id = newID(role.rawValue)
    var members: [String: Content] = ["id": .text(id), "role": .text(role.rawValue)]
    let several = typed["new-person-stands-for"]
    if !several.isEmpty { members["stands-for"] = .text(several) }
    reading.items.append(Item(kind: .people, content: .map(members)))
    return id
  }

  private func newPlace(_ typed: Typed, _ reading: inout Reading) -> String? {
    let keys = ["kind", "town", "police-force", "country"]
    let stated = keys.filter { !typed["new-place-\($0)"].isEmpty }
    guard ["from", "to"].contains(typed["new-place-as"]) else {
      if !stated.isEmpty {
        reading.problems.append(
          FormProblem("new-place-as", "Say whether it began there or led there."))
      }
      return nil
    }
    guard !stated.isEmpty else {
      reading.problems.append(
        FormProblem("new-place-kind", "Say something about the new place: its kind or its town."))
      return nil
    }
    let id = newID(base(typed["new-place-kind"], or: "place"))
    var members: [String: Content] = ["id": .text(id)]
    for key in stated {
      let text = typed["new-place-\(key)"]
      members[key] = .text(key == "country" ? text.lowercased().replacing(" ", with: "-") : text)
    }
    reading.items.append(Item(kind: .places, content: .map(members)))
    return id
  }

  private func newThing(_ typed: Typed, _ reading: inout Reading) -> String? {
    let (kind, mark) = (typed["new-thing-kind"], typed["new-thing-mark"])
    guard !kind.isEmpty || !mark.isEmpty else { return nil }
    let id = newID(base(kind, or: "thing"))
    var members: [String: Content] = ["id": .text(id)]
    if !kind.isEmpty { members["kind"] = .text(kind) }
    if !mark.isEmpty { members["mark"] = .text(mark) }
    reading.items.append(Item(kind: .things, content: .map(members)))
    return id
  }

  private func source(_ typed: Typed, _ reading: inout Reading) -> String? {
    let (chosen, kind) = (typed["source"], typed["new-source-kind"])
    guard !kind.isEmpty else {
      if chosen.isEmpty {
        let field = record.sources.isEmpty ? "new-source-kind" : "source"
        reading.problems.append(
          FormProblem(field, "Choose the source that says it, or add a new one."))
      }
      return chosen.isEmpty ? nil : chosen
    }
    guard chosen.isEmpty else {
      reading.problems.append(
        FormProblem("source", "Choose a source of the case or a new one, not both."))
      return nil
    }
    let id = newID(base(kind, or: "source"))
    let agency = typed["new-source-agency"]
    var members: [String: Content] = [
      "id": .text(id), "kind": .text(kind), "agency": .text(agency.isEmpty ? body : agency),
    ]
    if !typed["new-source-ref"].isEmpty { members["ref"] = .text(typed["new-source-ref"]) }
    for key in ["made", "held"] {
      if let date = date("new-source-\(key)", typed, &reading) {
        members[key] = .text(date.literal)
      }
    }
    reading.items.append(
      Item(
        kind: .sources, content: .map(members),
        isSealed: !typed["new-source-sealed"].isEmpty))
    return id
  }

  /// What the form holds for a statement that is on record, so that it can be corrected.
  package func typed(_ content: Content) -> Typed {
    var typed = Typed()
    typed["fact"] = fact.name
    for key in ["from", "to", "event", "note", "source", "number"] {
      typed[key] = content[key]?.asText ?? ""
    }
    for key in ["child", "by", "with"] { typed.set(key, to: content[key]?.texts ?? []) }
    for role in fact.roles.keys { typed.set("role-\(role)", to: content[role]?.texts ?? []) }
    let says =
      content["says"]?.asText.map { ["no", "false"].contains($0.lowercased()) ? "no" : "yes" } ?? ""
    typed["says"] = says
    if fact.kind == .number {
      typed["count"] = says == "no" ? "fewer" : content["count"]?.asText ?? "at-least"
    }
    if let when = content["when"]?.asText, let (first, last) = DateParts.typed(when) {
      first.put(in: &typed, "when")
      last?.put(in: &typed, "until")
    }
    return typed
  }
}
