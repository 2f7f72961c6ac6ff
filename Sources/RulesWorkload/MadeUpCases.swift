public import BitPlanes
internal import EvidenceLogic

/// Made-up cases for the rule pack: each follows from its number alone, so that every program that is compared makes the same ones.
///
/// A finding of a case is unknown, supported, contradicted or both. `realistic` cases know most about the frameworks that they are
/// about and little else; in `stress` cases all four are equally likely.
public struct MadeUpCases: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case realistic, stress
  }

  private let kind: Kind
  private let findingCount: Int
  /// For each framework, whether it asks about each finding.
  private let isRelevant: [[Bool]]

  public init(of pack: RulePack, _ kind: Kind) {
    self.kind = kind
    findingCount = pack.findings.count
    isRelevant = pack.frameworks.map { framework in
      let asked = Set(framework.leaves.map(\.leaf))
      return pack.findings.indices.map { asked.contains($0) }
    }
  }

  /// - Source: the finaliser of SplitMix64; Steele, Lea and Flood (2014).
  @inline(__always)
  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private static func part(_ share: Double) -> UInt64 { UInt64(share * 4_294_967_296) }
  private static let knownWhenRelevant = part(0.60)
  private static let knownOtherwise = part(0.05)
  private static let supportByStrength = [part(0.30), part(0.60), part(0.85), part(0.96)]

  /// What is known of one case: for each finding 1 if something supports it, and 2 more if something contradicts it.
  @inline(__always)
  private func each(_ number: Int, _ body: (Int, UInt64) -> Void) {
    let base = Self.mixed(0x4865_6564_4245_4E43 &+ UInt64(number))
    if kind == .stress {
      for finding in 0..<findingCount {
        body(finding, Self.mixed(base &+ 2000 &+ UInt64(finding)) >> 62)
      }
      return
    }
    let first = isRelevant[Int(Self.mixed(base &+ 1000) % UInt64(isRelevant.count))]
    let second = isRelevant[Int(Self.mixed(base &+ 1001) % UInt64(isRelevant.count))]
    let support = Self.supportByStrength[Int(Self.mixed(base &+ 1002) % 4)]
    let against = support + (4_294_967_296 - support) * 15 / 16
    for finding in 0..<findingCount {
      let drawn = Self.mixed(base &+ UInt64(finding))
      let known = first[finding] || second[finding] ? Self.knownWhenRelevant : Self.knownOtherwise
      if drawn >> 32 >= known { continue }
      let low = drawn & 0xFFFF_FFFF
      body(finding, low < support ? 1 : low < against ? 2 : 3)
    }
  }

  /// The planes of a case that are set, in a table with two planes for each finding: for, against.
  public func planes(ofCase number: Int) -> [Int] {
    var set: [Int] = []
    each(number) { finding, value in
      if value & 1 != 0 { set.append(finding * 2) }
      if value & 2 != 0 { set.append(finding * 2 + 1) }
    }
    return set
  }

  /// The first cases as a table.
  public func planes(count: Int) -> Planes {
    var table = Planes(planes: findingCount * 2, rows: count)
    var words = [UInt64](repeating: 0, count: findingCount * 2)
    for word in 0..<table.wordCount {
      for number in (word * 64)..<min(count, word * 64 + 64) {
        let bit = UInt64(number % 64)
        each(number) { finding, value in
          words[finding * 2] |= (value & 1) << bit
          words[finding * 2 + 1] |= (value >> 1) << bit
        }
      }
      for plane in words.indices {
        table.setWord(word, of: plane, to: words[plane])
        words[plane] = 0
      }
    }
    return table
  }

  /// The first cases as lists of what is known.
  public func sparseRows(count: Int) -> SparseRows {
    var rows = SparseRows(planes: findingCount * 2)
    rows.reserve(rows: count, set: count * 31)
    for number in 0..<count { rows.append(planes(ofCase: number)) }
    return rows
  }
}
