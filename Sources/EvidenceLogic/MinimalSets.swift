/// Every smallest set that suffices: the free distributive lattice over numbered things.
///
/// `Meaning` keeps two uses apart: `SourceSets`, on which statements an answer stands, and `MissingSets`, what would
/// complete it. Because the lattice is free, every other lattice is an image of it: `image(of:)` is the only such map.
///
/// The sets are exact up to `MinimalSets.cap` of them. Past that the smallest are kept and `isExact` is false.
///
/// - Source: why-provenance, Buneman, Khanna and Tan (2001); provenance semirings, Green, Karvounarakis and Tannen (2007).
public struct MinimalSets<Meaning>: Sendable {
  /// Smallest first, then in order of their members; none contains another.
  public private(set) var sets: [AtomSet]
  /// Whether these are all the smallest sets there are.
  public private(set) var isExact: Bool

  /// The most sets that are kept.
  public static var cap: Int { 256 }

  public init(_ sets: [AtomSet], isExact: Bool = true) {
    self.sets = sets
    // Nothing and everything are exact however they were reached: no smaller set can have been lost.
    self.isExact = isExact || sets.isEmpty || sets.contains(where: \.isEmpty)
    if sets.count > 1 { keepSmallest() }
  }

  /// One thing suffices.
  public init(atom: Int) { self.init([AtomSet(CollectionOfOne(atom))]) }

  /// Keeps what contains no other, smallest first. Sets are sorted only as far as they are needed.
  private mutating func keepSmallest() {
    var bySize: [[AtomSet]] = []
    for set in sets {
      let size = set.count
      while bySize.count <= size { bySize.append([]) }
      bySize[size].append(set)
    }
    var kept: [AtomSet] = []
    kept.reserveCapacity(min(sets.count, Self.cap))
    for size in bySize.indices where !bySize[size].isEmpty {
      bySize[size].sort { $0.precedes($1) }
      for candidate in bySize[size] where !kept.contains(where: { $0.isSubset(of: candidate) }) {
        if kept.count == Self.cap {
          sets = kept
          isExact = false
          return
        }
        kept.append(candidate)
      }
    }
    sets = kept
  }

  /// The value in another lattice, given the value of each thing.
  public func image<Side: Lattice>(of atom: (Int) -> Side) -> Side {
    sets.reduce(.bottom) { answer, set in
      answer.join(set.atoms.reduce(.top) { $0.meet(atom($1)) })
    }
  }

  /// The things that no set does without.
  public var common: AtomSet {
    guard let first = sets.first else { return AtomSet() }
    return AtomSet(first.atoms.filter { atom in sets.allSatisfy { $0.contains(atom) } })
  }
}

extension MinimalSets: Lattice {
  /// Nothing suffices.
  public static var bottom: MinimalSets { MinimalSets([]) }
  /// Nothing is needed.
  public static var top: MinimalSets { MinimalSets([AtomSet()]) }

  public func join(_ other: MinimalSets) -> MinimalSets {
    if sets.isEmpty { return other }
    if other.sets.isEmpty { return self }
    return MinimalSets(sets + other.sets, isExact: isExact && other.isExact)
  }

  public func meet(_ other: MinimalSets) -> MinimalSets {
    var unions: [AtomSet] = []
    unions.reserveCapacity(sets.count * other.sets.count)
    for mine in sets {
      for theirs in other.sets { unions.append(mine.union(theirs)) }
    }
    return MinimalSets(unions, isExact: isExact && other.isExact)
  }
}

/// On which evidence does it stand? Sets of statements, each enough by itself.
public typealias SourceSets = MinimalSets<OnEvidence>
/// What would complete it? Sets of facts, each enough by itself.
public typealias MissingSets = MinimalSets<ToComplete>

public enum OnEvidence: Sendable {}
public enum ToComplete: Sendable {}
