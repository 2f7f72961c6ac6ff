package import Casebook
package import CivilTime
internal import RegisterWords
internal import Reports

/// The register as somebody may know of it.
package struct RegisterList: Sendable {
  package var post: String
  package var on: CivilDate
  /// Those that are overdue first, and then those due first.
  package var lines: [RegisterLine]
  /// The entries of what is asked of the reader.
  package var theirs: Set<Int>
  package var opens: Set<Int>
  /// `p-7 (team manager, police/northmoor) asked for it on …`, under the entry that was asked for.
  package var attempts: [(entry: Int, sentence: String)]
  package var notices: [Notice]

  package init(
    post: String, on: CivilDate, lines: [RegisterLine], theirs: Set<Int>, opens: Set<Int>,
    attempts: [(entry: Int, sentence: String)], notices: [Notice]
  ) {
    self.post = post
    self.on = on
    self.lines = lines
    self.theirs = theirs
    self.opens = opens
    self.attempts = attempts
    self.notices = notices
  }
}

/// How the register is put in order. Everything stands in every one of them.
package enum RegisterOrder: String, Sendable, CaseIterable {
  case due, body, kind

  package var title: String {
    switch self {
    case .due: "By what is due"
    case .body: "By body"
    case .kind: "By kind"
    }
  }
}

/// Everything that is open, with whom and by when: what is overdue first. Nothing can be left out of it.
///
/// - Parameters:
///   - showsClosed: also what is decided or done.
///   - page: which hundred of what is listed, from 1.
package func registerPage(
  _ list: RegisterList, order: RegisterOrder, showsClosed: Bool, page: Int
) -> Page {
  let open = list.lines.filter(\.isOpen)
  let overdue = open.filter(\.isOverdue)
  let closed = list.lines.filter { !$0.isOpen }
  var groups: [(String, [RegisterLine])]
  switch order {
  case .due:
    groups = [
      ("Overdue, the longest first", overdue),
      ("Open, the first due first", open.filter { !$0.isOverdue }),
    ]
  case .body: groups = grouped(open) { $0.body.isEmpty ? "For no one body" : $0.body }
  case .kind: groups = grouped(open) { capitalised($0.warning.map(spelled) ?? $0.kind) }
  }
  if showsClosed { groups.append(("Decided or done", closed)) }
  let (shown, current, last) = cut(groups, to: page)
  func address(_ page: Int?, _ order: RegisterOrder, all: Bool) -> String {
    let parts = [
      order == .due ? nil : "by=\(order.rawValue)", all ? "all=1" : nil,
      page.map { "page=\($0)" },
    ].compactMap(\.self)
    return "/warnings" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
  }
  return Page(
    "register", title: "Warnings", section: .warnings, marking: handlingMarking,
    fields: [
      "says":
        "The register on \(describe(list.on)), as the \(list.post) sees it: \(counted(open.count, "matter")) open, \(overdue.count) overdue. Nothing that is open can be left out of it.",
      "orders": RegisterOrder.allCases.map { other in
        [
          "title": other.title, "path": address(nil, other, all: showsClosed),
          "isCurrent": other == order ? true : nil,
        ] as Fields
      },
      "groups": shown.map { heading, lines in
        [
          "heading": heading,
          "rows": lines.map {
            registerRow(
              $0, isTheirs: list.theirs.contains($0.entry), opens: list.opens.contains($0.entry),
              on: list.on)
          },
        ] as Fields
      },
      "isEmpty": open.isEmpty ? true : nil,
      "notices": list.notices.map { notice in
        [
          "entry": "\(notice.matter)", "sentence": notice.sentence,
          "path": "/warnings/\(notice.matter)",
        ]
          as Fields
      },
      "attempts": list.attempts.map { attempt in
        [
          "entry": "\(attempt.entry)", "sentence": attempt.sentence,
          "path": "/warnings/\(attempt.entry)",
        ] as Fields
      },
      "closed": closed.isEmpty || showsClosed
        ? nil : "\(counted(closed.count, "matter")) decided or done",
      "closedPath": address(nil, order, all: true),
      "pages": last == 1
        ? nil
        : [
          "current": "Part \(current) of \(last)",
          "before": current > 1 ? address(current - 1, order, all: showsClosed) : nil,
          "after": current < last ? address(current + 1, order, all: showsClosed) : nil,
        ] as Fields,
    ])
}

/// One line of the register.
///
/// - Parameter opens: whether the reader may see what the matter says.
func registerRow(
  _ line: RegisterLine, isTheirs: Bool, opens: Bool, on day: CivilDate
) -> Fields {
  [
    "entry": "\(line.entry)", "path": "/warnings/\(line.entry)", "opens": opens ? true : nil,
    "heading": capitalised(line.heading), "named": line.named,
    "raised": describe(line.raised), "state": spelled(line.state),
    "isTheirs": isTheirs && line.isOpen ? true : nil,
    "isOverdue": line.isOverdue ? true : nil, "with": line.with,
    "passedOn": line.passedOn > 0 ? "passed on \(counted(line.passedOn, "time"))" : nil,
    "due": line.due(on: day), "isPaused": line.isPaused ? true : nil, "fate": line.fate,
  ]
}

private func grouped(
  _ lines: [RegisterLine], by name: (RegisterLine) -> String
) -> [(String, [RegisterLine])] {
  Dictionary(grouping: lines, by: name).sorted { $0.key < $1.key }
}

private let mostRows = 80

/// One part of a list that is too long for a page.
private func cut(
  _ groups: [(String, [RegisterLine])], to page: Int
) -> (groups: [(String, [RegisterLine])], page: Int, last: Int) {
  let total = groups.reduce(0) { $0 + $1.1.count }
  let last = max(1, (total + mostRows - 1) / mostRows)
  let page = min(max(page, 1), last)
  var skip = (page - 1) * mostRows
  var room = mostRows
  var shown: [(String, [RegisterLine])] = []
  for (heading, lines) in groups {
    let rest = lines.dropFirst(skip)
    skip = max(0, skip - lines.count)
    let some = Array(rest.prefix(room))
    room -= some.count
    if !some.isEmpty { shown.append((heading, some)) }
  }
  return (shown, page, last)
}
