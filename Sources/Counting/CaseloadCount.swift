public import Statistics

/// What a caseload comes to, worked out once: everything that a page or a file of it is made from.
public struct CaseloadCount: Sendable {
  public let caseload: CountedCaseload
  public let groupDefinitions: GroupDefinitionCounts
  /// Every figure, in the order in which they are printed. One without a base is left out.
  public let figures: [RecordedFigure]
  /// One for each step.
  public let responseTimes: [ResponseTimes]
  /// One for each step and each body that was warned.
  public let responseTimesByAgency: [[(agency: String, times: ResponseTimes)]]
  /// As `CountedCaseload.unmatchedCharacteristics`.
  public let unmatchedCharacteristics: [String]
  private let tables: [CountedDimension: [CompletenessTable]]
  private let pooledTables: [CountedDimension: [CompletenessTable]]
  let pooledResponseTimesByAgency: [[(agency: String, times: ResponseTimes)]]

  public init(_ caseload: CountedCaseload) {
    self.caseload = caseload
    let observations = caseload.observations
    var tables: [CountedDimension: [CompletenessTable]] = [:]
    for dimension in CountedDimension.allCases {
      tables[dimension] = observations.tables(by: dimension)
    }
    self.tables = tables
    pooledTables = tables.mapValues { $0.map { $0.poolingFew(Publication.rule) } }
    groupDefinitions = caseload.groupDefinitions
    let steps = ResponseTimes.Step.allCases
    responseTimes = steps.map(caseload.responseTimes)
    responseTimesByAgency = steps.map(caseload.responseTimesByAgency)
    pooledResponseTimesByAgency = responseTimesByAgency.map { $0.poolingFew(Publication.rule) }
    unmatchedCharacteristics = caseload.unmatchedCharacteristics
    let frameworks = caseload.frameworkCounts
    figures =
      caseload.completenessFigures(tables[.role] ?? [])
      + caseload.groupDefinitionFigures(groupDefinitions)
      + caseload.frameworkFigures(frameworks) + caseload.considerationFigures(frameworks)
      + caseload.guardFigures + caseload.responseTimeFigures(responseTimes)
      + caseload.ethnicityFigures
  }

  /// Completeness of every field that is asked for anywhere.
  public func completeness(by dimension: CountedDimension) -> [CompletenessTable] {
    tables[dimension] ?? []
  }

  /// The same for publication, with the groups that have few in one row.
  func pooledCompleteness(by dimension: CountedDimension) -> [CompletenessTable] {
    pooledTables[dimension] ?? []
  }

  /// Completeness as it stands in a publication or outside one.
  func completeness(
    by dimension: CountedDimension, as publication: Publication?
  ) -> [CompletenessTable] {
    publication == nil ? completeness(by: dimension) : pooledCompleteness(by: dimension)
  }

  /// Response times as they stand in a publication or outside one.
  func responseTimesByAgency(
    as publication: Publication?
  ) -> [[(agency: String, times: ResponseTimes)]] {
    publication == nil ? responseTimesByAgency : pooledResponseTimesByAgency
  }
}

extension [(agency: String, times: ResponseTimes)] {
  /// These with the bodies that had few warnings together, as the last.
  fileprivate func poolingFew(_ rule: SmallNumbers) -> Self {
    let few = filter { rule.range.contains($0.times.warnings) }
    guard few.count > 1, let step = first?.times.step else { return self }
    return filter { !rule.range.contains($0.times.warnings) } + [
      (
        CompletenessTable.othersName,
        ResponseTimes(step: step, days: few.flatMap(\.times.days))
      )
    ]
  }
}
