package import Assessment
package import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
package import Vocabulary

/// How the pages speak of one record: its statements, sources, responses and people, each so that it can be found again.
///
/// Statements and responses go by their place in the record, from one: `[4]` is the fourth statement.
package struct CaseWords: Sendable {
  package let assessment: Assessment
  /// The statements that were on file and may count.
  package let counted: Set<Int>

  /// Whether the places of statements and responses are marked, so that a page can lead there.
  let marksPlaces: Bool

  package init(_ assessment: Assessment, markingPlaces: Bool = false) {
    self.assessment = assessment
    marksPlaces = markingPlaces
    counted = Set(assessment.countedStatements)
  }

  package var record: CaseRecord { assessment.record }
  package var vocabulary: Vocabulary { assessment.law.vocabulary }

  // MARK: Atoms

  /// The places at which atoms stand, for a line with little room: `[3, 10]`, `[date of birth]`.
  package func places(_ atoms: [Atom], limit: Int = 6) -> String {
    let places = atoms.map { atom in
      switch atom {
      case .statement(let index): place(.statement(index), "\(index + 1)")
      case .born: held("date of birth")
      case .conviction(let index): place(.response(index), "response\u{A0}\(index + 1)")
      }
    }
    var seen: Set<String> = []
    let distinct = places.filter { seen.insert($0).inserted }
    guard !distinct.isEmpty else { return "" }
    let more = distinct.count > limit ? ",\u{A0}…" : ""
    return "[" + distinct.prefix(limit).joined(separator: ",\u{A0}") + more + "]"
  }

  /// The words of a place, marked if places are.
  func place(_ place: Place, _ words: String) -> String {
    marksPlaces ? place.marking(words) : words
  }

  /// What an atom says, with who did it, where and when, and its source.
  func entry(_ atom: Atom, about: String) -> Paragraph {
    Paragraph(line(atom, about: about))
  }

  package func line(_ atom: Atom, about: String) -> String {
    switch atom {
    case .statement(let index):
      let statement = record.statements[index]
      return
        "[\(place(.statement(index), "\(index + 1)"))] \(when(statement)): \(words(statement, about: about)). "
        + source(statement.source)
    case .born(let index):
      let person = record.people[index]
      let source = person.bornSource.map { self.source($0) } ?? "people, \(person.id)"
      return
        "Date of birth of \(person.id): \(person.born.map { Reports.words($0) } ?? "not recorded"). \(source)"
    case .conviction(let index):
      let response = record.responses[index]
      let number = place(.response(index), "response\u{A0}\(index + 1)")
      return
        "Convicted \(Reports.when(response.on))\(response.suspect.map { ": \($0)" } ?? ""). \(number)"
    }
  }

  // MARK: Statements

  private func when(_ statement: Statement) -> String {
    guard let date = statement.when else { return "No day stated" }
    return capitalised(Reports.words(date))
  }

  /// What a statement says: the fact, and every role that it fills.
  package func words(_ statement: Statement, about: String) -> String {
    var text = fact(statement)
    if !statement.by.isEmpty { text += ", by \(listed(statement.by))" }
    if let from = statement.from { text += ", from \(from)" }
    if let to = statement.to { text += ", to \(to)" }
    if !statement.with.isEmpty { text += ", with \(listed(statement.with))" }
    for (role, words) in statement.words(in: record).sorted(by: { $0.key < $1.key }) {
      guard role != "direction" || words != ["within"] else { continue }
      text += ", \(Reports.words(ofName: role)): \(listed(words.map(Reports.words(ofName:))))"
    }
    if about == Assessment.group, !statement.children.isEmpty {
      text += ", of \(listed(statement.children))"
    }
    return statement.says || statement.number != nil
      ? text : "this source says that it was not so: \(text)"
  }

  private func fact(_ statement: Statement) -> String {
    let name = Reports.words(ofName: statement.fact)
    guard let number = statement.number else { return name }
    let amount =
      !statement.says
      ? "fewer than \(number)"
      : statement.count == .exactly ? "exactly \(number)" : "at least \(number)"
    return "\(name): \(amount)"
  }

  /// The label of a leaf in words: `offenders (at least 3)`.
  package func words(label: String, fact: String) -> String {
    let isDenied = label.hasPrefix("not ")
    let rest = isDenied ? label.dropFirst(4) : Substring(label)
    guard rest.hasPrefix(fact) else { return label }
    let conditions = rest.dropFirst(fact.count)
    return (isDenied ? "not " : "") + Reports.words(ofName: fact) + withDays(String(conditions))
  }

  /// The conditions of a leaf, whose days become words.
  private func withDays(_ conditions: String) -> String {
    let mark = "since "
    guard let range = conditions.firstRange(of: mark) else { return conditions }
    let text = conditions[range.upperBound...].prefix(10)
    guard let day = CivilDate(String(text)) else { return conditions }
    return conditions[..<range.upperBound] + Reports.words(day) + conditions[text.endIndex...]
  }

  /// The label of a leaf of the law in words.
  package func words(_ leaf: LeafFinding) -> String {
    switch leaf.leaf {
    case .fact(let test): words(label: leaf.label, fact: test.fact)
    case .framework(let reference): "all of \(reference.id)"
    }
  }

  /// Whether an atom bears on a number only because its statement names people.
  package func isNaming(_ atom: Atom) -> Bool {
    guard case .statement(let index) = atom else { return false }
    return record.statements[index].number == nil
  }

  // MARK: Sources

  /// A source by its id, with where the original is and what kind it is.
  package func source(_ id: String) -> String {
    guard let source = record.source(id) else { return id }
    let reference = source.ref.map { ", \($0)" } ?? ""
    return "\(id)\(reference) (\(kind(source)))"
  }

  package func kind(_ source: Source) -> String {
    let kind = Reports.words(ofName: source.kind)
    return source.isSuspectedFalse ? "\(kind), graded as suspected to be false" : kind
  }

  /// The kind of source on which the weakest link of an answer rests, in words.
  package func weakestKind(_ finding: Finding) -> String? {
    guard let weakest = finding.weakest else { return nil }
    var kinds: [String] = []
    for element in finding.elements where element.weakest == weakest {
      for atom in element.supporting {
        guard let kind = kind(atom, of: weakest), !kinds.contains(kind) else { continue }
        kinds.append(kind)
      }
    }
    return kinds.isEmpty ? weakest.words : listed(Array(kinds.prefix(2)), "or")
  }

  private func kind(_ atom: Atom, of weakest: SourceClass) -> String? {
    switch atom {
    case .statement(let index):
      guard let source = record.source(record.statements[index].source),
        vocabulary.sourceClass(of: source) == weakest
      else { return nil }
      return kind(source)
    case .born(let index):
      return record.people[index].bornSource == nil && weakest == .f4 ? "date of birth" : nil
    case .conviction: return weakest == .f7 ? "conviction" : nil
    }
  }

  /// Sources by their ids, told apart from the date of birth that no source states.
  package func sourceSet(_ names: [String]) -> String {
    "{" + names.joined(separator: ", ") + "}"
  }

  // MARK: Responses

  package func responses(about: String) -> [Int] {
    record.responses.indices.filter { index in
      let response = record.responses[index]
      return about == Assessment.group || response.about.isEmpty || response.about.contains(about)
    }
  }

  package func warnings(about: String) -> [Warning] {
    record.warnings.filter {
      about == Assessment.group || $0.about.isEmpty || $0.about.contains(about)
    }
  }

  /// Whom an answer is about, as a page names it.
  package func subject(_ about: String) -> String {
    about == Assessment.group ? "the whole record" : about
  }
}
