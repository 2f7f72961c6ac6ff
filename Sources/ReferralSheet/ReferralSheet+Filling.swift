public import Assessment
import CaseRecord
import CivilTime
import LawPack
import Vocabulary

/// Prepares the sheet of one child from a record, as it was assessed: the same statements count, on the same days.
///
/// - Parameter child: the label of a child of the record. One who has come of age since may be referred too.
/// - Throws: where no child has the label, or several share it.
public func referralSheet(
  for child: String, of assessment: Assessment, form: ReferralForm
) throws(ReferralSheetError) -> ReferralSheet {
  let record = assessment.record
  guard let index = record.people.firstIndex(where: { $0.id == child && $0.role == .child }) else {
    throw .noSuchChild
  }
  if record.people[index].isPooled { throw .standsForSeveral }
  var filler = ReferralFiller(assessment, form: form, child: index)
  return filler.sheet()
}

/// Goes through the form once, from top to bottom.
private struct ReferralFiller {
  typealias Answer = ReferralSheet.Answer
  typealias Basis = ReferralSheet.Basis
  typealias Note = ReferralSheet.Note

  /// An answer with what it rests on and what helps.
  struct Filled {
    var answer: Answer
    var restsOn: [Basis] = []
    var notes: [Note] = []
  }

  /// What the record holds of yes and no on some facts.
  struct Sides {
    var yes: [Int]
    var no: [Int]
    /// Statements that say so and that no statement can be speaking against.
    var undisputed: [Int]
    /// Statements that deny it altogether, and not of one occasion.
    var general: [Int]
  }

  let record: CaseRecord
  let assessment: Assessment
  let form: ReferralForm
  let person: Person
  let personIndex: Int
  /// The statements that count and name the child, in order.
  let about: [Int]
  /// Those that say that harm happened or was intended.
  let harm: [Int]
  let counted: [Int]
  var sheetSoFar: ReferralSheet

  init(_ assessment: Assessment, form: ReferralForm, child: Int) {
    self.assessment = assessment
    self.form = form
    record = assessment.record
    person = assessment.record.people[child]
    personIndex = child
    counted = assessment.countedStatements
    let id = assessment.record.people[child].id
    let statements = assessment.record.statements
    about = counted.filter { statements[$0].children.contains(id) }
    harm = about.filter {
      statements[$0].says && assessment.law.vocabulary[fact: statements[$0].fact]?.shows == .harm
    }
    let places = assessment.record.places.flatMap {
      [$0.street, $0.town, $0.policeForce, $0.country].compactMap { $0 }
    }
    sheetSoFar = ReferralSheet(
      form: form, caseID: assessment.record.id, caseTitle: assessment.record.title, child: id,
      on: assessment.on, known: assessment.known, law: assessment.law.contentHash,
      placeNames: distinct(places).sorted(), entries: [], legacy: [])
  }

  mutating func sheet() -> ReferralSheet {
    for field in form.fields {
      // What stands earlier decides whether a field is asked.
      let asked = sheetSoFar.asked(field.key)
      var filled: Filled
      if asked == .no {
        let why =
          field.notAsked
          ?? "Not asked: it hangs on the answer to '\(field.askedWhen?.field ?? "")'."
        filled = Filled(answer: .notAsked(why))
      } else {
        filled = self.filled(field)
        filled.notes = field.notes.map { Note($0) } + filled.notes
      }
      sheetSoFar.entries.append(
        ReferralSheet.Entry(
          field: field, answer: filled.answer, restsOn: distinct(filled.restsOn),
          notes: distinct(filled.notes)))
    }
    return sheetSoFar
  }

  private func filled(_ field: ReferralForm.Field) -> Filled {
    switch field.filling {
    case .person:
      Filled(answer: .forPerson(field.why ?? ""), notes: dayNotes(field) + notes(on: field.facts))
    case .unstated: Filled(answer: .blank(field.why ?? ""))
    case .lastRecorded: Filled(answer: .blank(field.why ?? ""), notes: lastHarm)
    case .account: account(about.filter { field.facts.contains(record.statements[$0].fact) })
    case .under18: under18()
    case .under18Then: under18Then()
    case .reference:
      Filled(answer: .filled(.one("\(record.id) \(person.id)")), restsOn: [.person(personIndex)])
    case .dates: dates()
    case .taken: taken(field)
    case .journeys: account(about.filter { field.facts.contains(record.statements[$0].fact) })
    case .reportedBefore: reportedBefore(field)
    case .indicators:
      harm.isEmpty
        ? Filled(answer: .blank("No statement of harm counts. That is not a no."))
        : Filled(answer: .filled(.one("yes")), restsOn: harm.map { .statement($0) })
    case .indicatorsDetails: indicatorsDetails()
    case .others: others()
    case .othersDetails: othersDetails()
    case .whereHappened: whereHappened()
    case .town: town(field.number ?? 1)
    case .country: country(field.number ?? 1)
    case .otherPlaces: otherPlaces()
    case .overseasPlaces: overseasPlaces()
    case .exploiters: exploiters()
    case .types: types(field)
    case .otherVictims: otherVictims()
    case .otherVictimsDetails: otherVictimsDetails()
    case .police: police(field)
    case .policeForce: policeForce()
    case .born: born()
    case .evidence: evidence()
    }
  }

  // MARK: Statements

  private func statements(_ facts: [String]) -> [Int] {
    about.filter { facts.contains(record.statements[$0].fact) }
  }

  private func notes(on facts: [String]) -> [Note] {
    inOrder(statements(facts)).map {
      Note("On record: \(record.line($0))", restsOn: [.statement($0)])
    }
  }

  /// By day, those without one last.
  private func inOrder(_ indices: [Int]) -> [Int] {
    func key(_ index: Int) -> (CivilDate, CivilDate, Int) {
      let range = record.statements[index].when?.range
      return (range?.earliest ?? range?.latest ?? .last, range?.latest ?? .last, index)
    }
    return indices.sorted { key($0) < key($1) }
  }

  private func sides(_ facts: [String]) -> Sides {
    let all = statements(facts)
    let yes = all.filter { record.statements[$0].says }
    let no = all.filter { !record.statements[$0].says }
    let undisputed = yes.filter { one in !no.contains { mayDeny($0, one) } }
    let general = no.filter { isGeneral(record.statements[$0]) }
    return Sides(yes: yes, no: no, undisputed: undisputed, general: general)
  }

  /// Whether a denial may be of what another statement says.
  private func mayDeny(_ denial: Int, _ other: Int) -> Bool {
    let no = record.statements[denial]
    let yes = record.statements[other]
    if let one = no.event, let two = yes.event { return one == two }
    if let one = no.when?.range, let two = yes.when?.range, !one.touches(two) { return false }
    if !no.by.isEmpty, !yes.by.isEmpty, Set(no.by).isDisjoint(with: yes.by) { return false }
    return true
  }

  private func isGeneral(_ statement: Statement) -> Bool {
    statement.event == nil && statement.when == nil && statement.by.isEmpty && statement.from == nil
      && statement.to == nil && statement.with.isEmpty && statement.roles.isEmpty
  }

  private func basis(_ indices: [Int]) -> [Basis] { indices.map { .statement($0) } }

  /// Lines of an account, as many whole ones as the form has room for.
  private func text(_ lines: [(text: String, restsOn: [Basis])]) -> Filled {
    var text = ""
    var restsOn: [Basis] = []
    var left = 0
    let last = "Further statements are in the record and do not fit here."
    let room = form.limit - last.utf16.count - 1
    for (number, line) in lines.enumerated() {
      let longer = text.isEmpty ? line.text : "\(text)\n\(line.text)"
      let isLast = number == lines.count - 1
      guard longer.utf16.count <= (isLast ? form.limit : room), left == 0 else {
        left += 1
        continue
      }
      text = longer
      restsOn += line.restsOn
    }
    guard left > 0 else { return Filled(answer: .filled(.one(text)), restsOn: restsOn) }
    let whole = text.isEmpty ? last : "\(text)\n\(last)"
    return Filled(
      answer: .filled(.one(whole)), restsOn: restsOn,
      notes: [Note("\(left) of \(lines.count) lines do not fit into \(form.limit) characters.")])
  }

  private func account(_ indices: [Int]) -> Filled {
    let ordered = inOrder(indices)
    guard !ordered.isEmpty else {
      return Filled(answer: .blank("Not known: no statement of the record speaks of it."))
    }
    guard ordered.contains(where: { record.statements[$0].says }) else {
      return Filled(
        answer: .blank("Not known: the record holds only statements that it was not so."),
        notes: ordered.map { Note("On record: \(record.line($0))", restsOn: [.statement($0)]) })
    }
    return text(ordered.map { (record.line($0), [.statement($0)]) })
  }

  private func blankSides(_ sides: Sides, nothing: String) -> Filled {
    let notes = inOrder(sides.yes + sides.no).map {
      Note("On record: \(record.line($0))", restsOn: [.statement($0)])
    }
    let why =
      sides.yes.isEmpty
      ? (sides.no.isEmpty
        ? nothing : "The record denies it of one occasion. That is not a no to the question.")
      : "Sources say both that it was so and that it was not. The form takes yes or no; a person weighs them."
    return Filled(answer: .blank(why), notes: notes)
  }

  // MARK: Age

  private var birth: DayRange? {
    let counts = assessment.atoms.contains {
      if case .born(personIndex) = $0 { true } else { false }
    }
    return counts ? person.born?.range : nil
  }

  private func under18() -> Filled {
    let treated = Note(
      "Age not certain: treated as a child until it is decided (Modern Slavery Act 2015, s 51). Ask the local authority about an age assessment."
    )
    guard let birth else { return Filled(answer: .filled(.one("not-sure")), notes: [treated]) }
    return switch age(under: 18, born: birth, during: DayRange(assessment.on)) {
    case true?: Filled(answer: .filled(.one("yes")), restsOn: [.born(personIndex)])
    case false?: Filled(answer: .filled(.one("no")), restsOn: [.born(personIndex)])
    case nil:
      Filled(answer: .filled(.one("not-sure")), restsOn: [.born(personIndex)], notes: [treated])
    }
  }

  /// Whether the child was under 18 at some recorded harm; nil if that is not certain either way.
  private var wasUnder18: Bool? {
    guard let birth, !harm.isEmpty else { return nil }
    let answers = harm.map { index in
      record.statements[index].when.flatMap { age(under: 18, born: birth, during: $0.range) }
    }
    if answers.contains(true) { return true }
    return answers.contains(nil) ? nil : false
  }

  private func under18Then() -> Filled {
    let code = wasUnder18.map { $0 ? "yes" : "no" } ?? "not-sure"
    let under = harm.filter { index in
      guard let birth, let when = record.statements[index].when else { return false }
      return age(under: 18, born: birth, during: when.range) == true
    }
    return Filled(
      answer: .filled(.one(code)),
      restsOn: (birth == nil ? [] : [.born(personIndex)]) + basis(code == "yes" ? under : harm))
  }

  private func born() -> Filled {
    guard birth != nil, let born = person.born else {
      return Filled(answer: .blank("Not known: no date of birth that counts is on record."))
    }
    guard born.precision == .day, !born.isInterval, !born.isApproximate, !born.isUncertain else {
      return Filled(
        answer: .blank("Not known to the day: the record says \(describe(born))."),
        notes: [Note("The field may stay empty.")])
    }
    return Filled(answer: .filled(.one(describe(born))), restsOn: [.born(personIndex)])
  }

  // MARK: Days

  /// What was recorded when, each day in words and once.
  private var datedLines: [(text: String, restsOn: [Basis])] {
    var lines: [(day: String, facts: [String], restsOn: [Basis])] = []
    for index in inOrder(harm) {
      let statement = record.statements[index]
      let day = statement.when.map { capitalised(describe($0)) } ?? "Day not stated"
      let purposes = statement.roles["purpose"].map { " (\(listed($0.map(words(ofName:)))))" } ?? ""
      let fact = words(ofName: statement.fact) + purposes
      if let place = lines.firstIndex(where: { $0.day == day }) {
        if !lines[place].facts.contains(fact) { lines[place].facts.append(fact) }
        lines[place].restsOn.append(.statement(index))
      } else {
        lines.append((day, [fact], [.statement(index)]))
      }
    }
    return lines.map { ("\($0.day): \(listed($0.facts)).", $0.restsOn) }
  }

  private func dates() -> Filled {
    let lines = datedLines
    guard !lines.isEmpty else {
      return Filled(answer: .blank("Not known: no statement of harm that counts is on record."))
    }
    var filled = text(lines)
    filled.notes.append(
      Note(
        "A stretch of days is the time within which it happened, and never that it went on throughout."
      ))
    return filled
  }

  /// The days, under the question whether there was one situation or several.
  private func dayNotes(_ field: ReferralForm.Field) -> [Note] {
    let decides = form.fields.contains { $0.filling == .dates && $0.askedWhen?.field == field.key }
    return decides ? datedLines.map { Note("On record: \($0.text)", restsOn: $0.restsOn) } : []
  }

  /// The last day of harm on record, which says neither that it ended nor that contact did.
  private var lastHarm: [Note] {
    let latest = harm.compactMap { index in
      record.statements[index].when?.range.latest.map { (day: $0, index: index) }
    }.max { $0.day < $1.day }
    guard let latest, let when = record.statements[latest.index].when else { return [] }
    return [
      Note(
        "Harm is last recorded for this time: \(describe(when)).",
        restsOn: [.statement(latest.index)])
    ]
  }

  // MARK: What happened

  private func taken(_ field: ReferralForm.Field) -> Filled {
    let sides = sides(field.facts)
    if !sides.undisputed.isEmpty {
      return Filled(answer: .filled(.one("yes")), restsOn: basis(sides.undisputed))
    }
    if sides.yes.isEmpty, !sides.general.isEmpty {
      return Filled(answer: .filled(.one("no")), restsOn: basis(sides.general))
    }
    return blankSides(
      sides, nothing: "No statement says whether the child was taken anywhere. That is not a no.")
  }

  private func reportedBefore(_ field: ReferralForm.Field) -> Filled {
    let sides = sides(field.facts)
    if !sides.undisputed.isEmpty {
      return Filled(answer: .filled(.one("yes")), restsOn: basis(sides.undisputed))
    }
    let accounts = distinct(about.map { record.statements[$0].source }).compactMap { id in
      record.sources.firstIndex { $0.id == id && $0.kind == "first-hand-account" }
    }.map { index in
      Note(
        "A first-hand account is on record; ask whose it is: \(record.sourceWords(record.sources[index].id)).",
        restsOn: [.source(index)])
    }
    return Filled(
      answer: .filled(.one("not-sure")), restsOn: basis(sides.yes + sides.no),
      notes: [
        Note("No undisputed statement says that the child told anybody. Not recorded is not a no.")
      ]
        + accounts + crimes.map { Note(crimeWords($0), restsOn: [.response($0)]) })
  }

  private func indicatorsDetails() -> Filled {
    guard !harm.isEmpty else {
      return Filled(answer: .blank("Not known: no statement of harm counts."))
    }
    let facts = distinct(inOrder(harm).map { record.statements[$0].fact })
    return text(
      facts.map { fact in
        let of = inOrder(harm.filter { record.statements[$0].fact == fact })
        let days = distinct(
          of.map { record.statements[$0].when.map { describe($0) } ?? "day not stated" })
        return ("\(capitalised(words(ofName: fact))): \(days.joined(separator: "; ")).", basis(of))
      })
  }

  // MARK: Other professionals

  private func isOnFile(_ date: UncertainDate?) -> Bool {
    guard let known = assessment.known else { return true }
    return date?.range.latest.map { $0 <= known } ?? false
  }

  private var responses: [Int] {
    record.responses.indices.filter {
      let response = record.responses[$0]
      return (response.about.isEmpty || response.about.contains(person.id)) && isOnFile(response.on)
    }
  }

  /// The bodies that hold something about the child, or did something, with what it rests on.
  private var agencies: [(name: String, restsOn: [Basis])] {
    var found: [(name: String, restsOn: [Basis])] = []
    func add(_ name: String?, _ basis: Basis) {
      guard let name else { return }
      if let place = found.firstIndex(where: { $0.name == name }) {
        if !found[place].restsOn.contains(basis) { found[place].restsOn.append(basis) }
      } else {
        found.append((name, [basis]))
      }
    }
    for source in distinct(about.map { record.statements[$0].source }) {
      guard let index = record.sources.firstIndex(where: { $0.id == source }) else { continue }
      add(record.sources[index].agency, .source(index))
      for sharing in record.sources[index].shared where isOnFile(sharing.on) {
        add(sharing.with, .source(index))
      }
    }
    for index in responses {
      add(record.responses[index].by, .response(index))
      add(record.responses[index].to, .response(index))
    }
    return found
  }

  private func others() -> Filled {
    let agencies = agencies
    switch agencies.count {
    case 0: return Filled(answer: .blank("No body is on record. That is not a no."))
    case 1:
      return Filled(
        answer: .blank("One body is on record, which may be your own."),
        notes: [Note("On record: \(agencies[0].name).", restsOn: agencies[0].restsOn)])
    default:
      return Filled(answer: .filled(.one("yes")), restsOn: agencies.flatMap(\.restsOn))
    }
  }

  private func othersDetails() -> Filled {
    let lines = agencies.map { agency in
      let did = agency.restsOn.compactMap { basis -> String? in
        guard case .response(let index) = basis, record.responses[index].by == agency.name else {
          return nil
        }
        let response = record.responses[index]
        let to = response.to.map { " to \($0)" } ?? ""
        return words(ofName: response.act.rawValue) + to
          + (response.on.map { " (\(describe($0)))" } ?? " (day not stated)")
      }
      let holds = agency.restsOn.contains { if case .source = $0 { true } else { false } }
      let parts = (holds ? ["holds records"] : []) + did
      return (
        "\(agency.name): \(parts.isEmpty ? "was told" : parts.joined(separator: "; ")).",
        agency.restsOn
      )
    }
    return lines.isEmpty
      ? Filled(answer: .blank("Not known: no body is on record.")) : text(lines)
  }

  // MARK: Places

  /// Where harm is recorded, in order: where journeys led, and every other place that such a statement names.
  private var harmPlaces: [(place: Place, restsOn: [Basis])] {
    var found: [(place: Place, restsOn: [Basis])] = []
    let journeys: Set<String> = [
      "moved", "travelled-to-suspect", "travel-planned", "first-brought-into-country",
    ]
    for index in inOrder(harm) {
      let statement = record.statements[index]
      // A planned journey led nowhere; where any journey began is told with the journey.
      if statement.fact == "travel-planned" { continue }
      let ids = journeys.contains(statement.fact) ? [statement.to] : [statement.from, statement.to]
      for id in ids.compactMap({ $0 }) {
        guard let place = record.place(id) else { continue }
        if let known = found.firstIndex(where: { $0.place.id == id }) {
          found[known].restsOn.append(.statement(index))
        } else {
          found.append((place, [.statement(index)]))
        }
      }
    }
    return found
  }

  private func whereHappened() -> Filled {
    let places = harmPlaces
    guard !places.isEmpty else {
      return Filled(answer: .blank("Not known: no statement of harm names a place."))
    }
    let unsaid = places.filter { $0.place.isInUnitedKingdom == nil }
    guard unsaid.isEmpty else {
      return Filled(
        answer: .blank("The record does not say in which country every place lies."),
        notes: unsaid.map {
          Note("No country: \(record.placeWords($0.place.id)).", restsOn: $0.restsOn)
        })
    }
    let inside = places.contains { $0.place.isInUnitedKingdom == true }
    let outside = places.contains { $0.place.isInUnitedKingdom == false }
    let without = harm.filter {
      record.statements[$0].from == nil && record.statements[$0].to == nil
    }
    return Filled(
      answer: .filled(.one(inside && outside ? "uk-and-overseas" : inside ? "uk" : "overseas")),
      restsOn: places.flatMap(\.restsOn),
      notes: without.isEmpty
        ? [] : [Note("\(without.count) of \(harm.count) statements of harm name no place.")])
  }

  /// Each with a name, once, and what it rests on.
  private func named(
    _ name: (Place) -> String?, where isMeant: (Place) -> Bool
  ) -> [(name: String, restsOn: [Basis])] {
    var found: [(name: String, restsOn: [Basis])] = []
    for (place, restsOn) in harmPlaces where isMeant(place) {
      guard let name = name(place) else { continue }
      if let known = found.firstIndex(where: { $0.name == name }) {
        found[known].restsOn += restsOn
      } else {
        found.append((name, restsOn))
      }
    }
    return found
  }

  private var towns: [(name: String, restsOn: [Basis])] {
    named(\.town) { $0.isInUnitedKingdom == true }
  }

  private var countries: [(name: String, restsOn: [Basis])] {
    named({ $0.country.map { capitalised(words(ofName: $0)) } }) { $0.isInUnitedKingdom == false }
  }

  /// How many fields of a kind the form has.
  private func places(for filling: ReferralForm.Filling) -> Int {
    form.fields.filter { $0.filling == filling }.count
  }

  private func town(_ number: Int) -> Filled {
    numbered(number, of: towns, what: "town")
  }

  private func country(_ number: Int) -> Filled {
    numbered(number, of: countries, what: "country")
  }

  private func numbered(
    _ number: Int, of names: [(name: String, restsOn: [Basis])], what: String
  ) -> Filled {
    if number <= names.count {
      return Filled(
        answer: .filled(.one(names[number - 1].name)), restsOn: names[number - 1].restsOn)
    }
    let hasPlaces = !harmPlaces.isEmpty
    return number == 1
      ? Filled(
        answer: .blank(
          hasPlaces
            ? "No \(what) is on record. The form takes 'Unknown'."
            : "No place is on record. The form takes 'Unknown'."))
      : Filled(answer: .blank("No further \(what) is on record."))
  }

  private func otherPlaces() -> Filled {
    let room = places(for: .town)
    let over = towns.dropFirst(room)
    var lines: [(text: String, restsOn: [Basis])] = []
    if !over.isEmpty {
      lines.append(
        ("Also in: \(over.map(\.name).joined(separator: ", ")).", over.flatMap(\.restsOn)))
    }
    lines += harmPlaces.filter { $0.place.isInUnitedKingdom == true }.map {
      ("\(capitalised(record.placeWords($0.place.id))).", $0.restsOn)
    }
    return lines.isEmpty ? Filled(answer: .blank("No place is on record.")) : text(lines)
  }

  private func overseasPlaces() -> Filled {
    let room = places(for: .country)
    let over = countries.dropFirst(room)
    var lines: [(text: String, restsOn: [Basis])] = []
    if !over.isEmpty {
      lines.append(
        ("Also in: \(over.map(\.name).joined(separator: ", ")).", over.flatMap(\.restsOn)))
    }
    lines += harmPlaces.filter { $0.place.isInUnitedKingdom == false }.map { found in
      let country = found.place.country.map { ", \(capitalised(words(ofName: $0)))" } ?? ""
      return ("\(capitalised(record.placeWords(found.place.id)))\(country).", found.restsOn)
    }
    return lines.isEmpty ? Filled(answer: .blank("No place overseas is on record.")) : text(lines)
  }

  // MARK: Who

  /// Who is said to have done harm. Whoever is only said to know them is not listed.
  private func exploiters() -> Filled {
    var lines: [(text: String, restsOn: [Basis])] = []
    for id in distinct(inOrder(harm).flatMap { record.statements[$0].by }) {
      let of = inOrder(harm.filter { record.statements[$0].by.contains(id) })
      let facts = distinct(of.map { words(ofName: record.statements[$0].fact) })
      let who = record.person(id)
      let group = who?.standsFor.map { " (stands for several: \($0))" } ?? ""
      let born = who?.born.map { " Born: \(describe($0))." } ?? ""
      lines.append(("\(id)\(group): said to have a part in: \(listed(facts)).\(born)", basis(of)))
    }
    let numbers = about.filter {
      ["offenders", "abusers", "acting-number"].contains(record.statements[$0].fact)
        && record.statements[$0].number != nil && record.statements[$0].says
    }
    lines += inOrder(numbers).map { ("How many: \(record.line($0))", [.statement($0)]) }
    guard !lines.isEmpty else {
      return Filled(answer: .blank("Not known: no source says who."))
    }
    var filled = text(lines)
    filled.notes.append(
      Note("Labels of the record. Replace them with names or nicknames where these are known."))
    return filled
  }

  // MARK: How

  private func types(_ field: ReferralForm.Field) -> Filled {
    var ticked: [String] = []
    var restsOn: [Basis] = []
    var notes: [Note] = []
    let isChild = sheetSoFar.entries.first { $0.field.filling == .under18 }?.text != "no"
    let mayHaveBeenChild = isChild || wasUnder18 != false
    for option in field.options {
      let found = about.filter { index in
        let statement = record.statements[index]
        return option.from.contains(statement.fact)
          || form.purposeFacts.contains(statement.fact)
            && !Set(statement.roles["purpose"] ?? []).isDisjoint(with: option.purposes)
      }
      let yes = found.filter { record.statements[$0].says }
      let no = found.filter { !record.statements[$0].says }
      let undisputed = yes.filter { one in
        !no.contains {
          record.statements[$0].fact == record.statements[one].fact && mayDeny($0, one)
        }
      }
      let isClosed =
        option.child == .never && mayHaveBeenChild || option.child == .only && !mayHaveBeenChild
      if !undisputed.isEmpty, !isClosed {
        ticked.append(option.key)
        restsOn += basis(inOrder(undisputed))
      } else if !yes.isEmpty {
        let why =
          isClosed
          ? option.note ?? "It is for somebody who was under 18."
          : "Sources say both that it was so and that it was not."
        notes.append(
          Note("'\(option.says)' is not ticked. \(why)", restsOn: basis(inOrder(yes + no))))
      }
      let consider = inOrder(statements(option.consider).filter { record.statements[$0].says })
      if !consider.isEmpty, !ticked.contains(option.key), !isClosed {
        let facts = distinct(consider.map { words(ofName: record.statements[$0].fact) })
        let more = option.note.map { " \($0)" } ?? ""
        notes.append(
          Note(
            "Consider '\(option.says)': on record: \(listed(facts)).\(more)",
            restsOn: basis(consider)))
      }
    }
    return ticked.isEmpty
      ? Filled(answer: .blank("No statement says how in the words of the form."), notes: notes)
      : Filled(answer: .filled(.several(ticked)), restsOn: restsOn, notes: notes)
  }

  // MARK: Other children

  private var otherChildren: [(person: Int, restsOn: [Int])] {
    record.people.indices.compactMap { index in
      let other = record.people[index]
      guard other.role == .child, other.id != person.id else { return nil }
      let of = counted.filter {
        let statement = record.statements[$0]
        return statement.says && statement.children.contains(other.id)
          && assessment.law.vocabulary[fact: statement.fact]?.shows == .harm
      }
      return of.isEmpty ? nil : (index, of)
    }
  }

  private func otherVictims() -> Filled {
    let others = otherChildren
    guard !others.isEmpty else {
      return Filled(
        answer: .filled(.one("not-sure")),
        notes: [Note("No harm to another child that counts is on record. That is not a no.")])
    }
    return Filled(
      answer: .filled(.one("yes")),
      restsOn: others.flatMap { [.person($0.person)] + basis($0.restsOn) })
  }

  private func otherVictimsDetails() -> Filled {
    let others = otherChildren
    guard !others.isEmpty else { return Filled(answer: .blank("No other child is on record.")) }
    let single = others.filter { !record.people[$0.person].isPooled }.count
    let pooled = others.count - single
    var parts: [String] = []
    if single > 0 { parts.append("at least \(single) other \(single == 1 ? "child" : "children")") }
    if pooled > 0 { parts.append("more children whom it speaks of only together") }
    return Filled(
      answer: .filled(.one("The record speaks of harm to \(listed(parts)).")),
      restsOn: others.map { .person($0.person) },
      notes: [Note("Count and no names. Add the name of an operation, if there is one.")])
  }

  // MARK: The police

  private var crimes: [Int] {
    responses.filter { record.responses[$0].act == .crimeRecorded }
  }

  private func crimeWords(_ response: Int) -> String {
    let it = record.responses[response]
    let by = it.by.map { " by \($0)" } ?? ""
    let on = it.on.map { ", \(describe($0))" } ?? ", day not stated"
    return "On record: \(words(ofName: it.act.rawValue))\(by)\(on)."
  }

  private func police(_ field: ReferralForm.Field) -> Filled {
    let crimes = crimes
    let slavery = crimes.filter { index in
      record.responses[index].framework.map(field.frameworks.contains) ?? false
    }
    let notes = crimes.map { Note(crimeWords($0), restsOn: [.response($0)]) }
    if !slavery.isEmpty {
      return Filled(
        answer: .filled(.one("yes")), restsOn: slavery.map { .response($0) }, notes: notes)
    }
    return Filled(
      answer: .blank(
        crimes.isEmpty
          ? "No crime is recorded in the record. That is not a no: ask the police."
          : "A crime was recorded. The record does not say that it is a modern slavery crime: ask for its type and reference."
      ), notes: notes)
  }

  private func policeForce() -> Filled {
    let forces = distinct(
      crimes.compactMap { index -> String? in
        guard let by = record.responses[index].by, by.hasPrefix("police/") else { return nil }
        return by.dropFirst("police/".count).split(separator: "-").map { capitalised(String($0)) }
          .joined(separator: " ")
      })
    guard let first = forces.first else {
      return Filled(answer: .blank("Not known: no force is on record with a crime."))
    }
    let more = forces.dropFirst().map { Note("Also on record: \($0).") }
    return Filled(
      answer: .filled(.one(first)), restsOn: crimes.map { .response($0) },
      notes: [Note("Check the name against the list of the form.")] + more)
  }

  // MARK: Evidence

  private func evidence() -> Filled {
    let sources = distinct(about.map { record.statements[$0].source }).compactMap { id in
      record.sources.firstIndex { $0.id == id }
    }
    let lines = sources.map { index in
      let source = record.sources[index]
      let made = source.made.map { describe($0) } ?? "day not stated"
      return (
        "\(capitalised(words(ofName: source.kind))) of \(source.agency), \(made)\(source.ref.map { ": \($0)" } ?? "").",
        [Basis.source(index)]
      )
    }
    return lines.isEmpty ? Filled(answer: .blank("No source is on record.")) : text(lines)
  }
}
