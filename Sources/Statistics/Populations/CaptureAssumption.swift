/// What must be so for lists to tell how many are on none of them. Nobody can see it in the counts; a person must say it
/// of each, with a reason.
///
/// - Source: International Working Group for Disease Monitoring and Forecasting, "Capture–recapture and multiple-record
///   systems estimation", American Journal of Epidemiology 142 (1995), I and II.
public enum CaptureAssumption: String, CaseIterable, Hashable, Sendable {
  case closedPopulation = "nobody joined or left the population while the lists were made"
  case perfectMatching =
    "whoever is on several lists was recognised, and nobody else was taken for them"
  case noFalseEntries = "everybody on a list belongs to the population"
  case independentLists = "being on one list makes it neither more nor less likely to be on another"
  case equalChances = "on each list, everybody of the population had the same chance to be"
}

/// What a person says of an assumption.
public enum Affirmation: Hashable, Sendable {
  case affirmed(because: String)
  case denied(because: String)
}

/// A list of people of one population, who are counted and not named.
public struct CaptureList: Hashable, Sendable {
  public let name: String
  /// The lists from which this one was made, as referrals to one body are made from the cases of another.
  public let madeFrom: Set<String>

  public init(_ name: String, madeFrom: Set<String> = []) {
    self.name = name
    self.madeFrom = madeFrom
  }
}

/// An estimate of how many there are, with what it stands on.
public struct PopulationEstimate: Hashable, Sendable {
  /// How many are on some list.
  public let observed: Int
  public let estimate: Double
  public let standardError: Double
  /// What was affirmed, and why. Whoever prints the estimate prints these.
  public let assumptions: [CaptureAssumption: String]
  /// By how much the counts deviate from the model (G²), and with how many degrees of freedom; nil with two lists, whose
  /// counts any model fits.
  public let deviance: Deviance?

  public struct Deviance: Hashable, Sendable {
    public let value: Double
    public let degreesOfFreedom: Int
  }

  /// An interval by the normal approximation, never below what was observed.
  ///
  /// - Parameter confidence: between 0 and 1, exclusive.
  public func interval(confidence: Double) -> ClosedRange<Double> {
    let margin = normalQuantile(0.5 + confidence / 2) * standardError
    let least = max(Double(observed), estimate - margin)
    return least...max(least, estimate + margin)
  }
}

func check(
  _ said: [CaptureAssumption: Affirmation], _ lists: [CaptureList]
) throws(Refusal) -> [CaptureAssumption: String] {
  try checkNames(lists.map(\.name))
  for list in lists {
    for origin in lists where list.madeFrom.contains(origin.name) {
      throw .dependentLists(list.name, from: origin.name)
    }
  }
  var reasons: [CaptureAssumption: String] = [:]
  for assumption in CaptureAssumption.allCases {
    switch said[assumption] {
    case .affirmed(let reason) where reason.contains(where: { !$0.isWhitespace }):
      reasons[assumption] = reason
    case .denied(let reason): throw .assumptionDenied(assumption, because: reason)
    case .affirmed, nil: throw .assumptionNotAffirmed(assumption)
    }
  }
  return reasons
}
