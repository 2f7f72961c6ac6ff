/// Why something is not counted, compared, drawn or answered. `description` says it in words.
public enum Refusal: Error, Hashable, Sendable {
  // What a figure is of.
  /// The source of the figure does not say of what it is.
  case noBase(figure: String)
  /// The source does not say whether a percentage is of all or of those recorded.
  case wholeNotStated(RoundedPercentage)
  /// Shares are among the known only, and nobody printed how many are known.
  case sharesAmongKnownOnly
  /// Things of different bases would stand on one chart or in one comparison.
  case differentBases(Base, Base)
  /// Things counted by different rules would be compared or divided.
  case differentDefinitions(String, String)
  case differentPlaces(Place, Place)
  case differentPeriods(Period, Period)
  /// Counts of periods of different lengths would be compared.
  case differentLengths(Period, Period)
  /// The later period does not follow the earlier.
  case periodsInWrongOrder(Period, Period)

  // What the numbers do not bear.
  /// No count of so many things is printed so.
  case noPossibleCount(RoundedPercentage, of: Int)
  case percentagesDoNotAddUp([RoundedPercentage], of: Int)
  /// Percentages of one whole are more than the whole, however they were rounded.
  case moreThanEverything([RoundedPercentage])
  case partsExceedTotal(total: Int)
  /// Tables of different bases have the same numbers.
  case identicalTables(String, String)
  /// Bounds of two categories overlap, so that nobody knows which is first.
  case rankingNotDetermined(String, String)
  /// Growth from nothing has no percentage.
  case growthFromNothing

  // What an estimate of hidden numbers does not bear.
  case assumptionNotAffirmed(CaptureAssumption)
  case assumptionDenied(CaptureAssumption, because: String)
  /// One list was made from another, so that being on both says nothing.
  case dependentLists(String, from: String)
  /// Nobody is on both lists.
  case noOverlap(String, String)
  /// The counts of the lists contradict each other.
  case impossibleLists

  // What is not there, or there more than once.
  case noEdition(figure: String)
  case unknownCategory(String)
  case noCategories
  case repeatedName(String)
  case notABreakdown(figure: String)
  case notACount(figure: String)
  /// No figure is of this place, period and base.
  case noFigure(wanted: String)
  case severalFigures([String])
  case emptyBase
  case negativeCount
  /// A number is above what is counted here.
  case tooLarge(limit: Int)
}
