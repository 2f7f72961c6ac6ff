import CivilTime
import ReleaseLog
import Statistics

func period(_ year: Int) -> ClosedRange<CivilDate> { days("\(year)-01-01", "\(year)-12-31") }

func days(_ first: String, _ last: String) -> ClosedRange<CivilDate> {
  CivilDate(first)!...CivilDate(last)!
}

func heading(
  _ name: String, snapshot: String = "s1", base: String = "children",
  addsUpOverTime: Bool = false, ages: Set<String> = ["10", "13", "16"]
) -> ReleaseHeading {
  ReleaseHeading(
    name: name, published: CivilDate("2026-05-01")!, snapshot: snapshot,
    definition: "identified/1", base: base, addsUpOverTime: addsUpOverTime, ways: ["age": ages])
}

/// One count of areas in a period, by age or of all ages.
func cell(
  _ name: String, _ areas: Set<String>, _ period: ClosedRange<CivilDate>, age: Set<String>? = nil,
  _ count: Int
) -> ReleaseDraft.Cell {
  .init(
    name, Extent(areas: areas, period: period, values: age.map { ["age": $0] } ?? [:]), count)
}

/// A table by age with its total.
func byAge(
  _ areas: Set<String>, _ period: ClosedRange<CivilDate>, _ counts: [Int]
) -> [ReleaseDraft.Cell] {
  let area = areas.sorted().joined(separator: "+")
  return zip(["10", "13", "16"], counts).map { age, count in
    cell("\(area) \(age)", areas, period, age: [age], count)
  } + [cell("\(area) all", areas, period, counts.reduce(0, +))]
}

/// What is printed, cell by cell.
func printed(_ prepared: PreparedRelease) -> [String] {
  prepared.release.cells.map { cell in
    switch cell.printed {
    case .count(let count): "\(count)"
    case .suppressed: "c"
    }
  }
}

/// The log after a draft has been published as it should be.
func publishing(
  _ drafts: ReleaseDraft..., in log: ReleaseLog = ReleaseLog()
) throws -> ReleaseLog {
  var log = log
  for draft in drafts { log = try log.appending(log.prepared(draft).release) }
  return log
}

/// The log after counts were published by somebody who did not look at former releases.
func publishingBlindly(
  _ draft: ReleaseDraft, in log: ReleaseLog = ReleaseLog()
) throws -> ReleaseLog {
  try log.appending(
    Release(
      draft.heading,
      cells: draft.cells.map { .init($0.name, $0.extent, .count($0.count)) }))
}

func refusal(_ draft: ReleaseDraft, after log: ReleaseLog = ReleaseLog()) -> ReleaseRefusal? {
  do throws(ReleaseRefusal) {
    _ = try log.prepared(draft)
    return nil
  } catch {
    return error
  }
}
