internal import Casebook
public import CivilTime
internal import Foundation
internal import GRDB

/// Something that was found.
public struct Hit: Sendable, Hashable {
  public var caseID: String
  public var entry: Int
  public var at: Instant
  /// What it is: `statements`, `meeting`, …
  public var kind: String
  /// What the reader may see of it.
  public var text: String
}

/// What was found, and whom to ask about what may not be shown.
public struct SearchResult: Sendable, Hashable {
  public var hits: [Hit]
  /// The bodies that hold something linked that the person may not see. Neither what it is nor how much is said.
  public var pointers: [String]
  /// There was more than could be looked through; a narrower question finds the rest.
  public var isCut: Bool
}

extension CasebookFile {
  /// The most entries that one search looks through.
  static let mostCandidates = 2000

  /// Finds items and meetings by their words, in the cases that somebody may see, and enters that they looked.
  ///
  /// Every word must be there; a word that ends in `*` may go on. What is withheld from the person does not help to find anything.
  public func search(
    _ query: String, purpose: String?, as credential: Credential
  ) throws -> (Reading, SearchResult) {
    let terms = SearchTerm.terms(of: query)
    guard !terms.isEmpty else { throw CasebookError.badQuery }
    let now = clock()
    // What may be shown is worked out first, so that what was pointed at stands in the entry.
    let (result, pointed) = try translated {
      try database.read { db in try find(terms, by: credential.person, at: now, db) }
    }
    let view = View(
      what: "search", purpose: purpose, pointed: pointed.isEmpty ? nil : pointed)
    let reading = try read(view, as: credential)
    return (reading, result)
  }

  private func find(
    _ terms: [SearchTerm], by person: String, at now: Instant, _ db: Database
  ) throws -> (SearchResult, [String]) {
    let staff = try loadStaff(db)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT words.rowid AS number, substr(stream, 6) AS caseID FROM words
        JOIN stream ON stream.sequence = words.rowid
        WHERE words MATCH ? AND stream LIKE 'case/%' ORDER BY words.rowid DESC LIMIT ?
        """,
      arguments: [
        terms.map(\.match).joined(separator: " AND "), CasebookFile.mostCandidates + 1,
      ])
    var result = SearchResult(
      hits: [], pointers: [], isCut: rows.count > CasebookFile.mostCandidates)
    var pointed: [String] = []
    // Only those who take in concerns are pointed to others.
    let receiving = staff.acting(person, at: now).map(\.author).filter {
      $0.role.access.reach(.breakGlass) != nil
    }
    let byCase = Dictionary(
      grouping: rows.prefix(CasebookFile.mostCandidates),
      by: { $0.value("caseID", as: String.self) ?? "" })
    for (id, rows) in byCase.sorted(by: { $0.key < $1.key }) {
      guard let file = try loadCase(id, db) else { continue }
      let situation = Situation(staff: staff, file: file, next: 0)
      let found: [Int] = rows.compactMap { $0.value("number", as: Int.self) }
      do {
        let author = try situation.author(
          of: .view(View(what: "search")), by: person, in: id, at: now)
        let lens = Lens.reading(as: author, of: file, at: now)
        result.hits += file.hits(at: found, through: lens, matching: terms)
      } catch {
        // A case that a person is excluded from is not pointed at either; nor one by what would be withheld from them in it.
        if file.isExcluded(person) { continue }
        let isToBeSeen = receiving.contains { author in
          let lens = Lens.reading(as: author, of: file, at: now)
          return !file.hits(at: found, through: lens, matching: terms).isEmpty
        }
        guard isToBeSeen else { continue }
        pointed.append(id)
        if !result.pointers.contains(file.custodian) { result.pointers.append(file.custodian) }
      }
    }
    result.pointers.sort()
    result.hits.sort { ($0.at, $0.entry) > ($1.at, $1.entry) }
    return (result, pointed)
  }
}

/// A word that is looked for.
struct SearchTerm {
  var word: String
  var isPrefix: Bool

  /// The words of a question: runs of letters and digits.
  static func terms(of query: String) -> [SearchTerm] {
    var terms: [SearchTerm] = []
    var word = ""
    func finish(isPrefix: Bool) {
      if !word.isEmpty { terms.append(SearchTerm(word: word, isPrefix: isPrefix)) }
      word = ""
    }
    for character in query.prefix(1000) {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        finish(isPrefix: character == "*")
      }
    }
    finish(isPrefix: false)
    return Array(terms.prefix(20))
  }

  /// As FTS5 asks for it: a string, so that nothing in it is an operator.
  var match: String { "\"\(word)\"" + (isPrefix ? " *" : "") }

  func isIn(_ words: [String]) -> Bool {
    let wanted = SearchTerm.folded(word)
    return words.contains { isPrefix ? $0.hasPrefix(wanted) : $0 == wanted }
  }

  static func folded(_ text: String) -> String {
    text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
  }

  static func words(of text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map { folded(String($0)) }
  }
}

extension CaseFile {
  /// The entries among some that still hold the terms when seen through a lens.
  fileprivate func hits(
    at entries: [Int], through lens: Lens, matching terms: [SearchTerm]
  ) -> [Hit] {
    var filter = LensFilter(lens, self)
    let wanted = Set(entries)
    var hits: [Hit] = []
    func add(_ entry: Int, _ at: Instant, _ kind: String, _ text: String, of seen: String? = nil) {
      let words = SearchTerm.words(of: seen ?? text)
      guard terms.allSatisfy({ $0.isIn(words) }) else { return }
      hits.append(Hit(caseID: id, entry: entry, at: at, kind: kind, text: text))
    }
    for version in versions where wanted.contains(version.entry) {
      guard let seen = filter.see(version) else { continue }
      let note =
        version.replacedBy.map { " [corrected: entry \($0)]" }
        ?? version.withdrawnBy.map { " [withdrawn: entry \($0)]" } ?? ""
      add(
        version.entry, version.at, version.item?.kind.rawValue ?? "item",
        seen.item.content.described + note, of: SearchText.words(of: seen.item))
    }
    for meeting in meetings
    where wanted.contains(meeting.entry)
      || meeting.minutes.map({ wanted.contains($0.entry) }) == true
    {
      let part = meeting.meeting
      let minutes = meeting.minutes.map { "minutes: \($0.part.text)" } ?? "no minutes"
      let words = SearchText.words(of: .schedule(part)) ?? ""
      add(
        meeting.entry, meeting.at, "meeting",
        "\(part.group), \(describe(part.on)), about \(part.about.joined(separator: ", ")): \(minutes)",
        of: words + " " + (meeting.minutes.flatMap { SearchText.words(of: .minute($0.part)) } ?? "")
      )
    }
    if let opening, wanted.contains(opening.entry) {
      add(opening.entry, opening.at, "case", opening.part.title)
    }
    return hits
  }
}
