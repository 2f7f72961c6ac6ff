internal import CivilTime

/// The groups into which the extents of several releases divide what is counted: the largest that lie wholly inside or
/// wholly outside each extent.
struct Groups {
  /// For each extent, the groups in it.
  let members: [Set<Int>]
  /// What each group is, in words.
  let names: [String]

  /// The largest number of groups that is looked at.
  static let limit = 20_000

  /// - Parameter ways: all values of each way of dividing.
  init(
    _ extents: [Extent], ways: [String: Set<String>], addsUpOverTime: Bool
  ) throws(ReleaseRefusal) {
    var axes: [Axis] = [Axis(areas: extents)]
    axes.append(
      addsUpOverTime ? Axis(divisible: extents.map(\.period)) : Axis(whole: extents.map(\.period)))
    for way in ways.keys.sorted() {
      axes.append(Axis(way, values: ways[way]!, extents: extents))
    }
    var found: [(inside: Set<Int>, name: [String])] = [(Set(extents.indices), [])]
    for axis in axes {
      var next: [(inside: Set<Int>, name: [String])] = []
      for group in found {
        for kind in axis.kinds {
          let inside = group.inside.intersection(kind.inside)
          // What no extent holds, nobody asks for.
          if !inside.isEmpty {
            next.append((inside, group.name + [kind.name].filter { !$0.isEmpty }))
          }
        }
        if next.count > Self.limit { throw .tooManyGroups(next.count) }
      }
      found = next
    }
    var members = extents.map { _ in Set<Int>() }
    for (position, group) in found.enumerated() {
      for extent in group.inside { members[extent].insert(position) }
    }
    self.members = members
    names = found.map { $0.name.joined(separator: ", ") }
  }

  /// One way in which extents differ, in kinds that no extent divides.
  private struct Axis {
    var kinds: [(name: String, inside: Set<Int>)] = []

    /// Areas that lie in the same extents are one kind.
    init(areas extents: [Extent]) {
      let areas = extents.reduce(into: Set<String>()) { $0.formUnion($1.areas) }
      gather(areas.sorted()) { area in
        Set(extents.indices.filter { extents[$0].areas.contains(area) })
      }
    }

    init(_ way: String, values: Set<String>, extents: [Extent]) {
      gather(values.sorted(), title: way) { value in
        Set(extents.indices.filter { extents[$0].values[way]?.contains(value) ?? true })
      }
      if kinds.count == 1 { kinds[0].name = "" }
    }

    /// Days between the same two bounds are one kind.
    init(divisible periods: [ClosedRange<CivilDate>]) {
      let starts = Set(
        periods.map(\.lowerBound) + periods.map { $0.upperBound.adding(days: 1) }
      ).sorted()
      for (first, next) in zip(starts, starts.dropFirst()) {
        let inside = Set(periods.indices.filter { periods[$0].contains(first) })
        kinds.append(("\(first) to \(next.adding(days: -1))", inside))
      }
    }

    /// Each period stands for itself: what is counted in one may be counted in the other too.
    init(whole periods: [ClosedRange<CivilDate>]) {
      var order: [ClosedRange<CivilDate>] = []
      for period in periods where !order.contains(period) { order.append(period) }
      for period in order {
        let inside = Set(periods.indices.filter { periods[$0] == period })
        kinds.append(("\(period.lowerBound) to \(period.upperBound)", inside))
      }
    }

    private mutating func gather(
      _ names: [String], title: String? = nil, inside: (String) -> Set<Int>
    ) {
      var order: [Set<Int>] = []
      var byKind: [Set<Int>: [String]] = [:]
      for name in names {
        let key = inside(name)
        if byKind[key] == nil { order.append(key) }
        byKind[key, default: []].append(name)
      }
      kinds = order.map { key in
        let list = byKind[key]!.joined(separator: " and ")
        return (title.map { "\($0) \(list)" } ?? list, key)
      }
    }
  }
}
