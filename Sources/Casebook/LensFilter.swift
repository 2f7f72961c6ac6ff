/// Applies a lens to one version after another, and counts what it withheld.
///
/// Whatever it leaves out, the case still reads: what others name keeps a name, which is another.
public struct LensFilter {
  let lens: Lens
  public private(set) var counts: [Lens.Withholding: Int] = [:]
  /// The names under which people, places, things and sources go whose own are withheld.
  private var names: [ItemKind: [String: String]] = [:]
  /// The names and values that no prose may tell, in small letters.
  private var hidden: [[UInt8]] = []
  private var sealed: Set<String> = []
  private var protected: Set<String> = []
  private var intelligence: Set<String> = []
  private var otherChildren: Set<String> = []

  /// - Parameter earlier: an earlier state of the case, whose items are looked at through the lens too.
  public init(_ lens: Lens, _ file: CaseFile, and earlier: CaseFile? = nil) {
    self.lens = lens
    var file = file
    if let earlier {
      // What has been withdrawn or corrected since still has its name withheld.
      let there = Set(file.versions.map(\.entry))
      file.versions += earlier.versions.filter { !there.contains($0.entry) }
    }
    let items = LensFilter.standing(in: file)
    var numbers: [String: Int] = [:]
    let taken = Set(items.compactMap(\.item?.id))
    for version in items {
      guard let item = version.item, let id = item.id else { continue }
      note(item, id)
      guard let base = name(for: item, id, isCovered: isCovered(version)) else { continue }
      repeat { numbers[base, default: 0] += 1 } while taken.contains("\(base)-\(numbers[base]!)")
      names[item.kind, default: [:]][id] = "\(base)-\(numbers[base]!)"
    }
    let ids = names.values.flatMap(\.keys)
    let values = file.versions.compactMap(\.item).flatMap(withheldValues)
    hidden = Set(ids + values).map { Array($0.lowercased().utf8) }
      .filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What the case says of each id, or last said: those who read old versions look through the same lens.
  private static func standing(in file: CaseFile) -> [CaseFile.Version] {
    var last: [String: CaseFile.Version] = [:]
    var order: [String] = []
    for version in file.versions {
      guard let item = version.item, let id = item.id else { continue }
      let key = "\(item.kind.rawValue)/\(id)"
      if last[key] == nil { order.append(key) }
      if version.isCurrent || last[key]?.isCurrent != true { last[key] = version }
    }
    return order.compactMap { last[$0] }
  }

  private mutating func note(_ item: Item, _ id: String) {
    switch item.kind {
    case .sources:
      if item.isSealed { sealed.insert(id) }
      if item.content["kind"]?.asText == "intelligence" { intelligence.insert(id) }
    case .places:
      if LensFilter.isProtected(item.content["kind"]?.asText) { protected.insert(id) }
    case .people:
      if item.content["role"]?.asText == "child", id != lens.subject { otherChildren.insert(id) }
    case .things, .statements, .responses, .warnings: break
    }
  }

  private func name(for item: Item, _ id: String, isCovered: Bool) -> String? {
    switch item.kind {
    case .sources:
      if sealed.contains(id), lens.withheld.contains(.sourceIdentity) { return "sealed-source" }
      return isCovered ? "redacted-source" : nil
    case .places:
      if protected.contains(id), lens.withheld.contains(.location) { return "withheld-place" }
      return isCovered ? "redacted-place" : nil
    case .things: return isCovered ? "redacted-thing" : nil
    case .people:
      let role = item.content["role"]?.asText ?? "person"
      if lens.withheld.contains(.otherPeople), id != lens.subject {
        return role == "child" ? "another-child" : role
      }
      return isCovered ? "redacted-\(role)" : nil
    case .statements, .responses, .warnings: return nil
    }
  }

  private func isCovered(_ version: CaseFile.Version) -> Bool {
    lens.withheld.contains(.redaction)
      && version.redactions.contains { $0.redaction.part == nil }
  }

  /// What is dropped from an item and would be as plain in somebody's prose.
  private func withheldValues(_ item: Item) -> [String] {
    let id = item.id ?? ""
    var keys: [String] = []
    switch item.kind {
    case .sources:
      let isSealed = sealed.contains(id) && lens.withheld.contains(.sourceIdentity)
      let isClosed = intelligence.contains(id) && lens.withheld.contains(.intelligence)
      if isSealed || isClosed || lens.withheld.contains(.originals) { keys = ["ref"] }
    case .places:
      if protected.contains(id), lens.withheld.contains(.location) { keys = ["street", "town"] }
      if lens.withheld.contains(.identifiers) { keys.append("street") }
    case .things:
      if lens.withheld.contains(.identifiers) { keys = ["mark"] }
    case .people:
      let isOther = id != lens.subject && lens.withheld.contains(.otherPeople)
      if isOther || lens.withheld.contains(.identifiers) { return Self.identifiers(of: item) }
    case .statements, .responses, .warnings: break
    }
    return keys.compactMap { item.content[$0]?.asText }
  }

  /// The numbers and names under which bodies know a person.
  private static func identifiers(of item: Item) -> [String] {
    switch item.content["identifiers"] {
    case .list(let items): items.compactMap { $0["value"]?.asText }
    case let one: [one?["value"]?.asText].compactMap(\.self)
    }
  }

  /// Kinds of place whose whereabouts are their own permission, however people write them.
  private static func isProtected(_ kind: String?) -> Bool {
    guard let kind = kind?.lowercased() else { return false }
    let plain = String(kind.map { $0 == " " || $0 == "_" ? "-" : $0 })
    return ["placement", "refuge", "safe-address", "safe-house", "foster"].contains {
      plain.contains($0)
    }
  }

  // MARK: One version

  /// What is to be seen of a version; nil if it is left out. The version that is returned says no more than the item.
  public mutating func see(
    _ version: CaseFile.Version
  ) -> (version: CaseFile.Version, item: Item)? {
    guard var item = version.item else { return nil }
    let layers = lens.withheld.contains(.redaction) ? version.redactions : []
    if !layers.isEmpty { counts[.redaction, default: 0] += layers.count }
    if layers.contains(where: { $0.redaction.part == nil }) {
      guard let rest = LensFilter.bare(item) else { return nil }
      item = rest
    } else {
      for part in layers.compactMap(\.redaction.part) { item = LensFilter.cover(part, of: item) }
      if isOnlyAboutOthers(item) {
        counts[.otherPeople, default: 0] += 1
        return nil
      }
      withhold(from: &item)
    }
    item.content = renamed(item)
    var seen = version
    seen.item = item
    seen.reason = version.reason.map { tells($0) ? "[withheld]" : $0 }
    return (seen, item)
  }

  /// What has to stay of an item that is covered whole, so that others may still name it; nil if nothing does.
  private static func bare(_ item: Item) -> Item? {
    var members: [String: Content] = [:]
    func keep(_ keys: String...) {
      for key in keys { members[key] = item.content[key] }
    }
    switch item.kind {
    case .people: keep("id", "role")
    case .places, .things: keep("id")
    case .sources:
      keep("id", "kind")
      members["agency"] = .text("withheld/withheld")
    case .statements, .responses, .warnings: return nil
    }
    return Item(kind: item.kind, content: .map(members), isSealed: item.isSealed)
  }

  /// A part under a layer: prose says so, and anything else is left out.
  private static func cover(_ part: String, of item: Item) -> Item {
    guard item.content[part] != nil else { return item }
    var item = item
    let isProse = prose(in: item.kind).contains(part)
    item.content = item.content.setting(part, to: isProse ? .text("[redacted]") : nil)
    return item
  }

  /// Whether it speaks of other children and not of the one whose copy it is.
  private func isOnlyAboutOthers(_ item: Item) -> Bool {
    guard lens.withheld.contains(.otherPeople), let subject = lens.subject else { return false }
    let about: [String]
    switch item.kind {
    case .statements: about = item.content["child"]?.texts ?? []
    case .responses, .warnings: about = item.content["about"]?.texts ?? []
    case .people, .places, .things, .sources: return false
    }
    return !about.contains(subject) && about.contains { otherChildren.contains($0) }
  }

  private mutating func withhold(from item: inout Item) {
    func drop(_ keys: [String], _ reason: Lens.Withholding) -> Bool {
      guard lens.withheld.contains(reason) else { return false }
      let had = keys.filter { item.content[$0] != nil }
      for key in had { item.content = item.content.setting(key, to: nil) }
      return !had.isEmpty
    }
    let id = item.id ?? ""
    switch item.kind {
    case .sources:
      if item.isSealed || sealed.contains(id), lens.withheld.contains(.sourceIdentity) {
        _ = drop(["ref", "grade"], .sourceIdentity)
        counts[.sourceIdentity, default: 0] += 1
      }
      let isIntelligence =
        item.content["kind"]?.asText == "intelligence" || intelligence.contains(id)
      if isIntelligence, drop(["ref", "grade"], .intelligence) {
        counts[.intelligence, default: 0] += 1
      }
      if drop(["ref", "grade"], .originals) { counts[.originals, default: 0] += 1 }
    case .places:
      let isProtected =
        LensFilter.isProtected(item.content["kind"]?.asText) || protected.contains(id)
      if isProtected, lens.withheld.contains(.location) {
        _ = drop(["street", "town", "police-force"], .location)
        counts[.location, default: 0] += 1
      }
      if drop(["street"], .identifiers) { counts[.identifiers, default: 0] += 1 }
    case .things:
      if drop(["mark"], .identifiers) { counts[.identifiers, default: 0] += 1 }
    case .people:
      if id != lens.subject, lens.withheld.contains(.otherPeople) {
        _ = drop(["born", "identifiers"], .otherPeople)
        counts[.otherPeople, default: 0] += 1
      }
      if drop(["identifiers"], .identifiers) { counts[.identifiers, default: 0] += 1 }
    case .warnings:
      // Who raised it is who told us.
      let rests = item.content["sources"]?.texts.contains { sealed.contains($0) } ?? false
      if rests, drop(["raised-by"], .sourceIdentity) {
        counts[.sourceIdentity, default: 0] += 1
      }
    case .statements, .responses: break
    }
  }

  // MARK: Names

  /// The list in which a key of an item names something.
  private static func names(_ key: String, in kind: ItemKind) -> ItemKind? {
    switch key {
    case "id": kind
    case "child", "suspect", "about": .people
    case "by": kind == .statements ? .people : nil
    case "with": kind == .statements ? .things : nil
    case "from", "to": kind == .statements ? .places : nil
    case "source", "sources", "repeats": .sources
    default: nil
    }
  }

  /// Keys whose values people write in their own words.
  private static func prose(in kind: ItemKind) -> Set<String> {
    switch kind {
    case .people: ["stands-for"]
    case .places, .things: []
    case .sources: ["ref"]
    case .statements: ["note"]
    case .responses: ["reason", "decided-by"]
    case .warnings: ["outcome", "role"]
    }
  }

  private func renamed(_ item: Item) -> Content {
    if names.isEmpty, hidden.isEmpty { return item.content }
    return renamed(item.content, under: nil, in: item.kind)
  }

  private func renamed(_ content: Content, under key: String?, in kind: ItemKind) -> Content {
    switch content {
    case .null: return content
    case .text(let text):
      guard let key else { return content }
      // Prose that tells something withheld is withheld whole: taking out the words alone could leave what they stood for.
      if LensFilter.prose(in: kind).contains(key) {
        return tells(text) ? .text("[withheld]") : content
      }
      return LensFilter.names(key, in: kind).flatMap { names[$0]?[text] }.map(Content.text)
        ?? content
    case .list(let items): return .list(items.map { renamed($0, under: key, in: kind) })
    case .map(let members):
      return .map(
        Dictionary(
          uniqueKeysWithValues: members.map { ($0, renamed($1, under: $0, in: kind)) }))
    }
  }

  /// Prose, or that it is withheld because it tells something that is.
  func prose(_ text: String) -> String { tells(text) ? "[withheld]" : text }

  /// Whether prose holds a withheld name or value, as a word or words of its own.
  private func tells(_ prose: String) -> Bool {
    guard !hidden.isEmpty else { return false }
    let text = Array(prose.lowercased().utf8)
    return hidden.contains { holds(text, $0) }
  }
}

/// Whether one run of bytes stands in another, and neither a letter nor a digit goes on before or after it.
private func holds(_ text: [UInt8], _ words: [UInt8]) -> Bool {
  func goesOn(_ index: Int) -> Bool {
    guard text.indices.contains(index) else { return false }
    let byte = text[index]
    return byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
  guard let first = words.first, text.count >= words.count else { return false }
  for start in 0...(text.count - words.count) where text[start] == first {
    if text[start..<start + words.count].elementsEqual(words), !goesOn(start - 1),
      !goesOn(start + words.count)
    {
      return true
    }
  }
  return false
}
