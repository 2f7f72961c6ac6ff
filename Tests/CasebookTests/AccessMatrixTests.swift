import Casebook
import CivilTime
import Foundation
import Testing

/// `Documentation/access.md` against the code, and against what the rules in fact allow.
struct AccessMatrixTests {
  @Test func `The published matrix is that of the code`() throws {
    let recorded = try AccessPage.text()
    let introduction = recorded.components(separatedBy: AccessPage.heading)[0]
    let found = introduction + AccessPage.tables
    guard recorded != found else { return }
    if ProcessInfo.processInfo.environment["HEED_RECORD"] == "1" {
      try found.write(to: AccessPage.url, atomically: true, encoding: .utf8)
      Issue.record(
        "Documentation/access.md: recorded; read the difference, then run the tests without HEED_RECORD"
      )
    } else {
      let lines = (recorded.split(separator: "\n"), found.split(separator: "\n"))
      let first = zip(lines.0, lines.1).first { $0 != $1 }
      Issue.record(
        """
        Documentation/access.md is not what the code allows
        recorded: \(first.map { String($0.0) } ?? "(a line is missing)")
        found:    \(first.map { String($0.1) } ?? "(a line is missing)")
        If the code is right, record it and read the difference:
        HEED_RECORD=1 swift test --filter CasebookTests.AccessMatrixTests
        """)
    }
  }

  @Test func `The published matrix has every role, every act and every kind of content`() throws {
    let page = try AccessPage()
    for role in Role.allCases {
      #expect(Set((page.may[role] ?? [:]).keys) == Set(ActKind.allCases))
      #expect(Set((page.sees[role] ?? [:]).keys) == Set(ContentClass.allCases))
    }
    #expect(page.may.count == Role.allCases.count)
  }

  @Test(arguments: Role.allCases)
  func `Each role may do in a case what the matrix says, and nothing else`(_ role: Role) throws {
    let page = try AccessPage()
    let mayBreakGlass = (page.may[role]?[.breakGlass] ?? nil) != nil
    for situation in Stance.allCases {
      let scene = situation.scene(role)
      for act in Samples.acts where act.kind != .found {
        let kind = act.kind
        let reach = page.may[role]?[kind] ?? nil
        let sees = page.sees[role]?[.caseContent] ?? false
        let found = scene.outcome(of: act)
        let expected = situation.outcome(
          kind, reach: kind == .view && !sees ? nil : reach, mayBreakGlass: mayBreakGlass)
        #expect(found == expected, "\(role.rawValue), \(situation), \(kind.rawValue)")
      }
    }
  }

  @Test(arguments: Role.allCases)
  func `Each role may do to the casebook what the matrix says, and nothing else`(_ role: Role)
    throws
  {
    let page = try AccessPage()
    for situation in [Stance.involved, .stranger, .left] {
      let scene = situation.scene(role)
      for act in Samples.acts where act.kind != .found && !act.kind.needsCase {
        let reach = page.may[role]?[act.kind] ?? nil
        let expected = situation == .left ? "has-left" : reach == nil ? "may-not" : "allowed"
        #expect(
          scene.outcome(of: act, in: nil) == expected,
          "\(role.rawValue), \(situation), \(act.kind.rawValue)")
      }
    }
  }

  @Test func `Nobody founds a casebook twice`() {
    let book = Book()
    for person in book.staff.posts.keys {
      #expect(book.refusal(Samples.act(.found), by: person) == .alreadyFounded)
    }
  }
}

/// How somebody stands to a case.
private enum Stance: CaseIterable {
  case involved, stranger, excluded, left, expiredInvolvement, endedInvolvement
  case delegate, expiredDelegate, brokeGlass, glassClosed

  struct Scene {
    var book: Book
    var person: String

    /// `allowed`, or the code of the refusal, before it is known what the act says.
    func outcome(of act: Act, in caseID: String? = "river-lane") -> String {
      let situation = Situation(
        staff: book.staff, file: caseID == nil ? nil : book.file, next: book.deeds.count)
      // A case is opened under an id that is free.
      let id = act.kind == .open ? "new-case" : caseID
      do {
        _ = try situation.author(of: act, by: person, in: id, at: book.now)
        return "allowed"
      } catch {
        return error.code
      }
    }
  }

  func scene(_ role: Role) -> Scene {
    var book = Book.withCase()
    book.appoint("kim", "holder of the role", role, "council/office")
    book.appoint("aid", "delegate", .statistician, "council/office")
    var person = "kim"
    switch self {
    case .stranger: break
    case .involved: book.involve("kim")
    case .excluded:
      book.involve("kim")
      book.exclude("kim")
    case .left:
      book.involve("kim")
      book.allowed(.leave(Leaving(person: "kim", successor: "sal")), by: "ada")
    case .expiredInvolvement:
      book.involve("kim", until: book.now.day)
      book.wait(days: 1)
    case .endedInvolvement:
      book.involve("kim")
      book.involve("tom")
      book.allowed(
        .endInvolvement(EndOfInvolvement(person: "kim", reason: "moved")), by: "tom",
        in: "river-lane")
    case .delegate, .expiredDelegate:
      book.involve("kim")
      book.delegate(from: "kim", to: "aid", until: book.now.day)
      person = "aid"
      if self == .expiredDelegate { book.wait(days: 1) }
    case .brokeGlass, .glassClosed:
      _ = try? book.perform(.breakGlass(BreakGlass(reason: "danger")), by: "kim", in: "river-lane")
      if self == .glassClosed { book.wait(hours: 25) }
    }
    return Scene(book: book, person: person)
  }

  /// What the matrix and the rules of access say of an act that somebody does with a case.
  func outcome(_ kind: ActKind, reach: Reach?, mayBreakGlass: Bool) -> String {
    let stranger = mayBreakGlass ? "not-involved" : "no-such-case"
    switch self {
    case .left: return "has-left"
    case .expiredDelegate:
      // What is left is the delegate's own role, which does nothing in a case.
      return [.newKey, .delegate].contains(kind) ? "no-such-case" : "may-not"
    default: break
    }
    guard let reach else {
      // The delegate's own role lets them, in cases in which they are involved.
      return "may-not"
    }
    if kind == .open { return "allowed" }
    switch self {
    case .excluded: return "no-such-case"
    case .involved, .delegate: return "allowed"
    case .brokeGlass where mayBreakGlass:
      let isClosed: Set<ActKind> = [
        .involve, .endInvolvement, .exclude, .grant, .reviewBreakGlass, .redact,
      ]
      return reach == .anywhere || !isClosed.contains(kind) ? "allowed" : stranger
    case .stranger, .expiredInvolvement, .endedInvolvement, .brokeGlass, .glassClosed:
      return reach == .anywhere ? "allowed" : stranger
    case .left, .expiredDelegate: return ""
    }
  }
}

/// The page with the matrix, written from the code and read back from the file.
private struct AccessPage {
  var may: [Role: [ActKind: Reach?]] = [:]
  var sees: [Role: [ContentClass: Bool]] = [:]

  static let url = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Documentation/access.md")
  static let heading = "## Who may do what\n"

  static func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

  private static let groups: [(String, [ActKind])] = [
    (
      "The casebook and its people",
      [.found, .rotateLogKey, .appoint, .leave, .delegate, .newKey, .setRetention, .hold, .release]
    ),
    (
      "Who may see a case",
      [.open, .involve, .endInvolvement, .exclude, .grant, .breakGlass, .reviewBreakGlass]
    ),
    (
      "What a case says",
      [.record, .correct, .withdraw, .respond, .share, .declineToShare, .schedule, .minute]
    ),
    (
      "Meetings that are cancelled, requests, layers, erasure, custody",
      [
        .cancelMeeting, .requestRecords, .answerRequest, .redact, .erase, .transfer,
        .acceptTransfer,
      ]
    ),
    ("What was read, and what was refused", [.view, .refused]),
  ]

  static var tables: String {
    var text = heading + "\n"
    for (title, kinds) in groups {
      text +=
        "### \(title)\n\n"
        + table(kinds.map(\.rawValue)) { role in
          kinds.map { role.access.reach($0)?.rawValue ?? "–" }
        }
    }
    text +=
      "## Who sees what\n\n"
      + table(ContentClass.allCases.map(\.rawValue)) { role in
        ContentClass.allCases.map { role.access.sees.contains($0) ? "sees" : "–" }
      }
    return String(text.dropLast())
  }

  private static func table(_ columns: [String], _ cells: (Role) -> [String]) -> String {
    func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
    return row(["Role"] + columns) + row(Array(repeating: "---", count: columns.count + 1))
      + Role.allCases.map { row([$0.rawValue] + cells($0)) }.joined() + "\n"
  }

  init() throws {
    var columns: [String] = []
    for line in try AccessPage.text().split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells[0] == "Role" { columns = Array(cells.dropFirst()) }
      guard let role = Role(rawValue: cells[0]) else { continue }
      for (column, cell) in zip(columns, cells.dropFirst()) {
        if let kind = ActKind(rawValue: column) {
          may[role, default: [:]][kind] = .some(Reach(rawValue: cell))
        } else if let content = ContentClass(rawValue: column) {
          sees[role, default: [:]][content] = cell == "sees"
        }
      }
    }
  }
}
