import CaseRecord
import CivilTime

// How a sheet speaks of a record: whole words, days in words, labels and never names.

extension CaseRecord {
  /// What a statement says, with its day and its source: one line of an account.
  func line(_ index: Int) -> String {
    let statement = statements[index]
    let day = statement.when.map { capitalised(describe($0)) } ?? "Day not stated"
    return "\(day): \(whatIsSaid(statement)). Source: \(sourceWords(statement.source))."
  }

  func whatIsSaid(_ statement: Statement) -> String {
    let text = what(statement)
    return statement.says || statement.number != nil
      ? text : "a source says that it was not so: \(text)"
  }

  private func what(_ statement: Statement) -> String {
    var text = words(ofName: statement.fact)
    if let number = statement.number {
      let amount =
        !statement.says
        ? "fewer than \(number)"
        : statement.count == .exactly ? "exactly \(number)" : "at least \(number)"
      text += ", \(amount)"
    }
    let roles = statement.words(in: self).filter { $0.key != "direction" || $0.value != ["within"] }
    if !roles.isEmpty {
      let parts = roles.sorted { $0.key < $1.key }.map { role, values in
        "\(words(ofName: role)): \(listed(values.map(words(ofName:))))"
      }
      text += " (\(parts.joined(separator: "; ")))"
    }
    if !statement.by.isEmpty { text += ", by \(listed(statement.by))" }
    if let from = statement.from { text += ", from \(placeWords(from))" }
    if let to = statement.to { text += ", to \(placeWords(to))" }
    if !statement.with.isEmpty { text += ", with \(listed(statement.with.map(thingWords)))" }
    return text
  }

  /// `dwelling, 4 High Street, Alderby`; the label where nothing else is on record.
  func placeWords(_ id: String) -> String {
    guard let place = place(id) else { return id }
    let parts = [place.kind.map(words(ofName:)), place.street, place.town].compactMap { $0 }
    return parts.isEmpty ? id : "\(id) (\(parts.joined(separator: ", ")))"
  }

  private func thingWords(_ id: String) -> String {
    guard let thing = things.first(where: { $0.id == id }) else { return id }
    let parts = [thing.kind.map(words(ofName:)), thing.mark].compactMap { $0 }
    return parts.isEmpty ? id : "\(id) (\(parts.joined(separator: ", ")))"
  }

  /// `agency record of voluntary/river-lane-project, log book 4, p. 12`.
  func sourceWords(_ id: String) -> String {
    guard let source = source(id) else { return id }
    let about = source.ref ?? source.made.map(describe) ?? "day not stated"
    return "\(words(ofName: source.kind)) of \(source.agency), \(about)"
  }
}

/// `exploitation-intended` is "exploitation intended".
func words(ofName name: String) -> String {
  let compounds = ["first-hand", "third-party"]
  if let compound = compounds.first(where: name.hasPrefix) {
    return compound + words(ofName: String(name.dropFirst(compound.count)))
  }
  return String(name.map { $0 == "-" ? " " : $0 })
}

/// `a`, `a and b`, `a, b and c`.
func listed(_ items: [String]) -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " and " + last
}

func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

/// Each of some items once, in their order.
func distinct<Item: Hashable>(_ items: some Sequence<Item>) -> [Item] {
  var seen: Set<Item> = []
  return items.filter { seen.insert($0).inserted }
}
