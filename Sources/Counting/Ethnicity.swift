internal import CaseRecord
internal import Characteristics
internal import Statistics

extension CountedCaseload {
  /// The ethnicity of suspects and of children, for each list and each who said it, apart: what an officer saw is never added to
  /// what people said of themselves, and no code is turned into one of another list.
  ///
  /// Somebody recorded only otherwise is missing from a figure as *unmappable*, and somebody recorded in two ways in one list as
  /// *not known*.
  var ethnicityFigures: [RecordedFigure] {
    guard let characteristics else { return [] }
    return [(Person.Role.suspect, CountedUnit.suspects), (.child, .children)].flatMap {
      role, unit in
      let people = cases.flatMap { counted in
        counted.record.people.filter { $0.role == role && !$0.isPooled }
          .map { characteristics[counted.record.id, $0.id] }
      }
      return CodeList.ethnicity.flatMap { list in
        Characteristics.Means.allCases.compactMap { means in
          ethnicityFigure(of: people, unit, list, means)
        }
      }
    }
  }

  private func ethnicityFigure(
    of people: [[Characteristics.Entry]], _ unit: CountedUnit, _ list: CodeList,
    _ means: Characteristics.Means
  ) -> RecordedFigure? {
    var counts: [String: Int] = [:]
    var missing: [MissingReason: Int] = [:]
    for entries in people {
      let codes = Set(entries.compactMap { $0.category(in: list, means) })
      if codes.count == 1, let code = codes.first {
        counts[code, default: 0] += 1
      } else if codes.count > 1 {
        missing[.notKnown, default: 0] += 1
      } else {
        missing[entries.recorded.missing ?? .unmappable, default: 0] += 1
      }
    }
    guard !counts.isEmpty else { return nil }
    return figure(
      "ethnicity-\(unit.rawValue)-\(list.id)-\(means.rawValue)", Base(unit),
      by: "ethnicity, \(list.title), \(means.rawValue)",
      list.codes.filter { $0.missing == nil }
        .map { ("\($0.text) \($0.label)", counts[$0.text] ?? 0) }, missing: missing)
  }

  /// Ids of people in the file of characteristics who are in none of the cases, as `case/person`, in order. Their recordings are
  /// not counted.
  public var unmatchedCharacteristics: [String] {
    let known = Set(
      cases.flatMap { counted in
        counted.record.people.map { Characteristics.Key(counted.record.id, $0.id) }
      })
    return (characteristics?.entries.keys.filter { !known.contains($0) } ?? []).sorted()
      .map { "\($0.caseID)/\($0.person)" }
  }
}

extension Characteristics.Entry {
  fileprivate func category(in list: CodeList, _ means: Characteristics.Means) -> String? {
    guard absence == nil, case .code(let code, list.id, means) = value else { return nil }
    return code
  }
}
