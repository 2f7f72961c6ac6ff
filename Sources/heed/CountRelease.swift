import ArgumentParser
import CivilTime
import Counting
import Diagnostics
import Glibc
import ReleaseLog
import Statistics

/// What is published, and beside what.
struct ReleaseInput: ParsableArguments {
  @Flag(name: .long, help: "Withhold small numbers, and what would give them away.")
  var publish = false

  @Option(
    name: .customLong("release-log"),
    help:
      "The log of what was published before. Nothing is printed that would give counts away beside it, and what is printed is entered.",
    completion: .file())
  var log: String?

  @Option(name: .long, help: "A name for this release, which no other in the log has.")
  var release: String?

  @Option(
    name: .long,
    help:
      "A smallest area of the place, as other releases name it. Once for each. Default: the place's own name."
  )
  var area: [String] = []

  func validate() throws {
    if log != nil, !publish { throw ValidationError("--release-log goes with --publish") }
    if (log == nil) != (release == nil) {
      throw ValidationError("--release-log and --release go together")
    }
    if log == nil, !area.isEmpty { throw ValidationError("--area goes with --release-log") }
    if let release, release.isEmpty || release.contains(":") {
      throw ValidationError("--release is a name without a colon")
    }
    if area.contains("") { throw ValidationError("--area is a name") }
  }

  /// What may be published; nil if nothing is to be.
  func publication(
    _ count: CaseloadCount, by dimension: CountedDimension?
  ) throws -> CountRelease? {
    guard publish else { return nil }
    guard let log, let release else { return CountRelease(Publication(count)) }
    let former = try Self.read(log)
    let (before, own) = former.before { $0.heading.name.hasPrefix("\(release): ") }
    let heading = Publication.Heading(
      name: release, published: own.first?.heading.published ?? today(),
      areas: area.isEmpty ? [count.caseload.stamp.place.name] : Set(area))
    do {
      let publication = try Publication(count, by: dimension, after: before, as: heading)
      if own.isEmpty {
        let next = try publication.releases.reduce(former) { try $0.appending($1) }
        return CountRelease(
          publication, name: release, log: .init(path: log, former: former, next: next))
      }
      // What is in the log is printed again, as after a crash, and nothing else under its name.
      if publication.releases == own { return CountRelease(publication, name: release) }
      throw unusable(
        "a release named '\(release)' is in \(log), and was of other counts, another division or other areas; "
          + "give this one its own name")
    } catch let error as ReleaseRefusal {
      throw unusable("nothing is released: \(error.description)")
    }
  }

  private static func read(_ path: String) throws -> ReleaseLog {
    var report = Report()
    let log = try orUnusable { () throws(ReleaseLogFileError) in
      try ReleaseLog.read(fileAt: path, report: &report)
    }
    Printer.show(report, texts: [:])
    guard let log else { throw Exit.unusable }
    return log
  }
}

/// What may be published of a count, and the log in which that is to be entered.
struct CountRelease {
  struct Log {
    let path: String
    let former: ReleaseLog
    let next: ReleaseLog
  }

  let publication: Publication
  /// Nil without a log.
  let name: String?
  /// Nil where there is nothing to enter.
  let log: Log?

  init(_ publication: Publication, name: String? = nil, log: Log? = nil) {
    self.publication = publication
    self.name = name
    self.log = log
  }

  /// What must be said of it beside its figures.
  var notes: [String] {
    guard let name else {
      return [
        "Earlier releases were not checked: no log of them was given (--release-log). Beside one of them, these numbers may give counts away."
      ]
    }
    let former = Set(publication.besides.map { String($0.prefix { $0 != ":" }) }).sorted()
    return [
      former.isEmpty
        ? "Release \(name). No earlier release in the log touches it."
        : "Release \(name), protected beside \(former.joined(separator: ", ")).",
      "Checked against: releases of the same definitions that overlap in area and period, as far as the log has them.",
    ]
  }

  /// Enters the release in its log; it is published only afterwards, so that nothing is ever out that the log does not have.
  func enter() throws {
    guard let log else { return }
    try orUnusable("nothing is released: ") { () throws(ReleaseLogFileError) in
      try log.next.write(replacing: log.former, fileAt: log.path)
    }
  }
}
