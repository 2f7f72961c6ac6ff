extension Refusal: CustomStringConvertible {
  /// What is refused and why, and what would help.
  public var description: String {
    switch self {
    case .noBase(let figure):
      "\(figure) is refused: its source does not say of what it is; find its base first"
    case .wholeNotStated(let percentage):
      "\(percentage) is refused: its source does not say whether it is of all or of those recorded;"
        + " find its base first"
    case .sharesAmongKnownOnly:
      "refused: shares among the known only, with nothing said of the unknown;"
        + " add the share that is recorded"
    case .differentBases(let a, let b):
      "refused: \(a) are not \(b); show each by itself"
    case .differentDefinitions(let a, let b):
      "refused: '\(a)' and '\(b)' are different definitions; compare figures of one definition"
    case .differentPlaces(let a, let b):
      "refused: \(a) is not \(b); compare figures of one place"
    case .differentPeriods(let a, let b):
      "refused: \(a) is not \(b); compare figures of one period"
    case .differentLengths(let a, let b):
      "refused: \(a) has \(months(a)) and \(b) has \(months(b)); compare periods of one length"
    case .periodsInWrongOrder(let a, let b):
      "refused: \(b) does not come after \(a); name the earlier period first"
    case .noPossibleCount(let percentage, let whole):
      "refused: no count of \(grouped(whole)) is printed as \(percentage); check both"
    case .percentagesDoNotAddUp(let percentages, let whole):
      "refused: no counts that are printed as \(list(percentages)) add up to \(grouped(whole));"
        + " check them against their source"
    case .moreThanEverything(let percentages):
      "refused: \(list(percentages)) are more than everything, however they were rounded;"
        + " check them against their source"
    case .partsExceedTotal(let total):
      "refused: the parts are more than their total of \(grouped(total)); count again"
    case .identicalTables(let a, let b):
      "publication refused: the tables '\(a)' and '\(b)' are of different things and have the same"
        + " numbers; one of them was probably put in the other's place"
    case .rankingNotDetermined(let a, let b):
      "refused: whether \(a) or \(b) comes first is not determined by these data;"
        + " show the bounds of both"
    case .growthFromNothing:
      "refused: growth from nothing has no percentage; print both counts"
    case .assumptionNotAffirmed(let assumption):
      "refused: nobody has affirmed that \(assumption.rawValue); affirm it with a reason,"
        + " or do without the estimate"
    case .assumptionDenied(let assumption, let reason):
      "refused: it is denied that \(assumption.rawValue) (\(reason)); no estimate can be made"
    case .dependentLists(let list, let origin):
      "refused: '\(list)' was made from '\(origin)', so being on both says nothing;"
        + " use lists that came about by themselves"
    case .noOverlap(let a, let b):
      "refused: nobody is on both '\(a)' and '\(b)', so the number cannot be found from them"
    case .impossibleLists:
      "refused: the counts of the lists contradict each other; count again"
    case .noEdition(let figure):
      "\(figure) is refused: it has no edition; add the number that was printed"
    case .unknownCategory(let name):
      "refused: there is no category '\(name)'; use a name that the figure has"
    case .noCategories: "refused: there is nothing to name; give at least one"
    case .repeatedName(let name):
      "refused: '\(name)' stands for two things; give each its own name"
    case .notABreakdown(let figure):
      "refused: \(figure) is one count; ask for its number, not for a share"
    case .notACount(let figure):
      "refused: \(figure) is a breakdown; ask for one of its categories"
    case .noFigure(let wanted):
      "refused: there is no figure of \(wanted); add it, or ask of another"
    case .severalFigures(let figures):
      "refused: \(figures.joined(separator: ", ")) all answer to this;"
        + " add the kind of the place or the definition"
    case .emptyBase: "refused: a share of nothing; there is no base"
    case .negativeCount: "refused: a count is below zero; count again"
    case .tooLarge(let limit):
      "refused: a count is above \(grouped(limit)); count again"
    }
  }
}

private func months(_ period: Period) -> String {
  period.months == 1 ? "1 month" : "\(period.months) months"
}

private func list(_ percentages: [RoundedPercentage]) -> String {
  percentages.map(\.description).joined(separator: ", ")
}
