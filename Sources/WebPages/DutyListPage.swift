internal import Assessment
package import CivilTime
internal import LawPack
internal import Reports

/// A duty of a case, as a list over several has it.
package struct OwedDuty: Sendable {
  var caseID: String
  var words: CaseWords
  var duty: Duty

  /// The last day on which it is in time, as the latest start allows; nil where none can be given.
  var due: CivilDate? { duty.clock?.due?.latest }

  var child: String { duty.about == Assessment.group ? "the group" : duty.about }
}

/// What some bodies owe on cases and have not done, by the record: what is due first first, and what has no day last.
///
/// - Parameter bodies: empty for all.
package func owedDuties(
  _ cases: [HomeCase], by bodies: [String], on day: CivilDate
) -> [OwedDuty] {
  cases.flatMap { home -> [OwedDuty] in
    let assessment = home.words.assessment
    let all =
      bodies.isEmpty
      ? assessment.owedDuties(by: nil) : bodies.flatMap { assessment.owedDuties(by: $0) }
    var seen: Set<Duty> = []
    return all.filter { duty in
      duty.standing.isOutstanding && duty.openers != [.always] && seen.insert(duty).inserted
    }.map { OwedDuty(caseID: home.id, words: home.words, duty: $0) }
  }.sorted { one, other in
    let last = day.adding(days: 1_000_000)
    return (one.due ?? last, one.caseID, one.duty.pathway.id)
      < (other.due ?? last, other.caseID, other.duty.pathway.id)
  }
}

extension Duty.Standing {
  /// Whether something is still to be done, or nothing on record shows that it was.
  fileprivate var isOutstanding: Bool {
    switch self {
    case .notRecorded, .uncertain, .running, .paused, .open: true
    case .metLate, .ended, .met: false
    }
  }
}

func dutyRow(_ owed: OwedDuty, on day: CivilDate) -> Fields {
  let duty = owed.duty
  let isLate = duty.standing == .notRecorded
  let since = owed.due.map { "\(Reports.words($0)), \(count(day - $0, "day")) ago" }
  return [
    "mark": duty.standing.mark, "standing": duty.standing.heading,
    "title": duty.pathway.title, "id": duty.pathway.id,
    "owedBy": duty.agency ?? owed.words.bodies(duty.pathway), "child": owed.child,
    "caseID": owed.caseID, "path": CaseLinks(owed.caseID).duties,
    "isLate": isLate ? true : nil,
    "dueWords": isLate
      ? since.map { "overdue since \($0)" } : duty.clock?.due.map { "by \(Reports.words($0))" },
    "arithmetic": owed.words.clock(duty), "done": owed.words.done(duty),
    "basis": owed.words.basis(duty),
  ]
}

/// How the duties are put in order.
package enum DutyOrder: String, Sendable, CaseIterable {
  case clock, child, body

  var title: String {
    switch self {
    case .clock: "By day"
    case .child: "By child"
    case .body: "By body"
    }
  }
}

/// What is owed over the cases of somebody, with the arithmetic and where the law says so.
///
/// - Parameters:
///   - bodies: those of the reader.
///   - everybody: what any body owes, and not only theirs.
package func dutyListPage(
  _ cases: [HomeCase], left: Int, bodies: [String], on day: CivilDate, order: DutyOrder,
  everybody: Bool, page: Int
) -> Page {
  let owed = owedDuties(cases, by: everybody ? [] : bodies, on: day)
  let last = max(1, (owed.count + mostDuties - 1) / mostDuties)
  let page = min(max(page, 1), last)
  let ordered = sorted(owed, by: order)
  let some = Array(ordered.dropFirst((page - 1) * mostDuties).prefix(mostDuties))
  var groups: [(String, [OwedDuty])] = []
  for one in some {
    let name = heading(of: one, by: order)
    if groups.last?.0 == name {
      groups[groups.count - 1].1.append(one)
    } else {
      groups.append((name, [one]))
    }
  }
  func address(_ order: DutyOrder, _ everybody: Bool, _ page: Int = 1) -> String {
    "/duties?by=\(order.rawValue)" + (everybody ? "&who=all" : "")
      + (page > 1 ? "&page=\(page)" : "")
  }
  return Page(
    "duty-list", title: "What is owed", section: .duties, marking: handlingMarking,
    fields: [
      "intro":
        "What is owed on \(describe(day)) on the cases open to you, by \(everybody ? "any body" : bodies.joined(separator: " and ")). It compares recorded days with the limits of the law, and says nothing of why a day passed. ‘Not recorded’ is not ‘not done’.",
      "total": owed.isEmpty
        ? nil : count(owed.count, "duty is", "duties are") + " outstanding by the record.",
      "isEmpty": owed.isEmpty ? true : nil,
      "left": left > 0
        ? "\(count(left, "more case is", "more cases are")) open to you and not looked at here: open each to see what is owed on it."
        : nil,
      "orders": DutyOrder.allCases.map { other in
        [
          "title": other.title, "path": address(other, everybody),
          "isCurrent": other == order ? true : nil,
        ] as Fields
      },
      "otherPath": address(order, !everybody),
      "otherTitle": everybody ? "What your body owes" : "What any body owes",
      "groups": groups.map { name, duties in
        ["name": name, "duties": duties.map { dutyRow($0, on: day) }] as Fields
      },
      "pages": last == 1
        ? nil
        : [
          "current": "Part \(page) of \(last)",
          "before": page > 1 ? address(order, everybody, page - 1) : nil,
          "after": page < last ? address(order, everybody, page + 1) : nil,
        ] as Fields,
    ])
}

private let mostDuties = 30

private func sorted(_ duties: [OwedDuty], by order: DutyOrder) -> [OwedDuty] {
  guard order != .clock else {
    // Overdue first, and within each what is due first.
    let standings = Duty.Standing.allCases
    func rank(_ owed: OwedDuty) -> Int { standings.firstIndex(of: owed.duty.standing) ?? 0 }
    return duties.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.map(\.element)
  }
  return duties.enumerated().sorted {
    (heading(of: $0.element, by: order), $0.offset)
      < (heading(of: $1.element, by: order), $1.offset)
  }.map(\.element)
}

private func heading(of owed: OwedDuty, by order: DutyOrder) -> String {
  switch order {
  case .clock: owed.duty.standing.heading
  case .child: "\(capitalised(owed.child)), case \(owed.caseID)"
  case .body: owed.duty.agency ?? capitalised(owed.words.bodies(owed.duty.pathway))
  }
}
