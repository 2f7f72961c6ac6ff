import BitPlanes
import EvidenceLogic

/// Where the clusters of statements lie within the limits that a law asks for, in rows that others belong to: the same for all of those.
struct ClusterLimits {
  /// The planes of the rows, as far as they tell limits.
  let planes: PlaneList
  /// By limits: the number of those within which the same lies. Most periods of the law are told apart by the days of few cases.
  private let alike: [Int]
  /// How many limits there are in which not the same lies.
  let count: Int
  /// By such limits and cluster.
  private let within: [Int]
  private let clusterCount: Int

  /// - Parameter planes: those in which it is held; gets those that have to be worked out.
  init(_ held: HeldPlanes, _ plan: QuestionPlan, in planes: inout PlaneList) {
    clusterCount = held.clusterCount
    var alike: [Int] = []
    var within: [Int] = []
    var fingerprints: [UInt64] = []
    for limits in plan.limits {
      let own = (0..<clusterCount).map { held.plane(of: $0, within: limits, plan, &planes) }
      let fingerprint = own.reduce(0 as UInt64) { $0 &* 31 &+ planes.fingerprint(of: $1) }
      let like = fingerprints.indices.first { number in
        fingerprints[number] == fingerprint
          && own.indices.allSatisfy {
            planes.isSame(within[number * own.count + $0], own[$0])
          }
      }
      alike.append(like ?? fingerprints.count)
      if like == nil {
        fingerprints.append(fingerprint)
        within += own
      }
    }
    self.alike = alike
    count = fingerprints.count
    self.within = within
    self.planes = planes
  }

  /// The number of those within which the same lies as within some limits.
  func number(like limits: Int) -> Int { alike[limits] }

  /// The plane in which a cluster lies within limits that are named by `number(like:)`.
  func plane(of cluster: Int, within number: Int) -> Int {
    // What lies within nothing that is asked has no limits written down.
    cluster < clusterCount ? within[number * clusterCount + cluster] : PlaneList.empty
  }
}

extension HeldPlanes {
  /// The plane in which a cluster lies within some limits, worked out where they have an age.
  fileprivate func plane(
    of cluster: Int, within limits: QuestionPlan.Limits, _ plan: QuestionPlan,
    _ planes: inout PlaneList
  ) -> Int {
    let days = self[leaf: Int(DatedRows.code(plan.leaves.days(limits.days), .for)), of: cluster]
    guard let age = limits.age, days != PlaneList.empty else { return days }
    let young = self[leaf: Int(DatedRows.code(plan.leaves.notOver(age), .for)), of: cluster]
    return young == PlaneList.empty ? young : planes.append(.both, of: days, young)
  }
}
