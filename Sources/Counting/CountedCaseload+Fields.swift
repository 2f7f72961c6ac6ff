internal import CaseRecord
internal import Characteristics
internal import CivilTime
internal import Statistics
internal import Vocabulary

extension CountedCaseload {
  /// Every place where a field stands or should stand, in the order of the cases. Entries that stand for several people are left
  /// out, since nobody knows how many they are.
  var observations: [FieldObservation] {
    cases.flatMap { counted in
      personObservations(counted.record) + statementObservations(counted.record)
        + responseObservations(counted.record) + warningObservations(counted.record)
    }
  }

  private func personObservations(_ record: CaseRecord) -> [FieldObservation] {
    let agencies = record.agencies
    let year = record.firstYear
    return record.people.filter { !$0.isPooled }.flatMap { person in
      let isChild = person.role == .child
      guard isChild || person.role == .suspect else { return [FieldObservation]() }
      var found = [
        FieldObservation(
          field: isChild ? .childBorn : .suspectBorn,
          missing: person.born == nil ? .notRecorded : nil,
          agency: person.bornSource.flatMap { agencies[$0] }, role: person.role.rawValue,
          year: year)
      ]
      if let characteristics {
        let (missing, agency) = characteristics[record.id, person.id].recorded
        found.append(
          FieldObservation(
            field: isChild ? .childEthnicity : .suspectEthnicity, missing: missing, agency: agency,
            role: person.role.rawValue, year: year))
      }
      return found
    }
  }

  private func statementObservations(_ record: CaseRecord) -> [FieldObservation] {
    let agencies = record.agencies
    return record.statements.map { statement in
      FieldObservation(
        field: .statementDay, missing: statement.when == nil ? .notRecorded : nil,
        agency: agencies[statement.source], year: statement.when?.year)
    }
      + record.sources.flatMap { source in
        [(CountedField.sourceMade, source.made), (.sourceHeld, source.held)].map { field, day in
          FieldObservation(
            field: field, missing: day == nil ? .notRecorded : nil, agency: source.agency,
            year: (source.made ?? source.held)?.year)
        }
      }
  }

  private func responseObservations(_ record: CaseRecord) -> [FieldObservation] {
    record.responses.flatMap { response in
      let isDecision = decisions.contains(response.act)
      let there: [(CountedField, Bool)] =
        [(.responseDay, response.on != nil), (.responseBody, response.by != nil)]
        + (isDecision
          ? [
            (.decidedBy, response.decidedBy != nil),
            (.reason, response.reason != nil || !response.reliesOn.isEmpty),
          ] : [])
      return there.map { field, isThere in
        FieldObservation(
          field: field, missing: isThere ? nil : .notRecorded, agency: response.by,
          year: response.on?.year)
      }
    }
  }

  private func warningObservations(_ record: CaseRecord) -> [FieldObservation] {
    record.warnings.flatMap { warning in
      [
        (CountedField.warningDay, warning.on != nil),
        (.warningRaisedBy, warning.raisedByRole != nil || warning.raisedByAgency != nil),
        (.warningTo, warning.to != nil), (.acknowledgement, warning.acknowledged != nil),
      ].map { field, isThere in
        FieldObservation(
          field: field, missing: isThere ? nil : .notRecorded, agency: warning.to,
          year: warning.on?.year)
      }
    }
  }
}

/// Acts for which it matters who decided, and why.
private let decisions: Set<ResponseAct> = [
  .decidedResponse, .noFurtherAction, .closed, .declinedToShare, .nrmDecision,
]

extension CaseRecord {
  /// The body of each source.
  fileprivate var agencies: [String: String] {
    Dictionary(sources.map { ($0.id, $0.agency) }, uniquingKeysWith: { first, _ in first })
  }

  /// The year of the earliest day on which anything was made, raised or done; nil if none is known.
  var firstYear: Int? {
    let days = sources.map(\.made) + warnings.map(\.on) + responses.map(\.on)
    return days.compactMap { $0?.range.earliest }.min()?.year
  }
}

extension UncertainDate {
  /// The year, if every day that this may mean lies in one.
  var year: Int? {
    guard let first = range.earliest?.year, first == range.latest?.year else { return nil }
    return first
  }
}

extension Absence {
  var reason: MissingReason {
    switch self {
    case .notAsked: .notAsked
    case .refused: .declined
    case .notRecorded: .notRecorded
    case .notKnown: .notKnown
    case .notYetObtained: .notYetObtained
    }
  }
}

extension [Characteristics.Entry] {
  /// Why none of them has a category, by the last of them; nil if one has. With the body that recorded it.
  var recorded: (missing: MissingReason?, agency: String?) {
    if let entry = last(where: { $0.absence == nil }) { return (nil, entry.recordedBy) }
    guard let entry = last else { return (.notRecorded, nil) }
    return (entry.absence?.reason, entry.recordedBy)
  }
}

extension Characteristics.Entry {
  /// Why there is no category: said as such, or by the code.
  var absence: Absence? {
    switch value {
    case .missing(let absence): absence
    case .code(let code, let list, _): CodeList[ethnicity: list]?[code: code]?.missing
    }
  }
}
