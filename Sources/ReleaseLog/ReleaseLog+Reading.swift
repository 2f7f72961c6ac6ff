public import Diagnostics
internal import FoundationEssentials

extension ReleaseLog {
  /// Reads a log, and says everything that is wrong with it, line by line.
  ///
  /// - Parameters:
  ///   - bytes: the whole file; empty for a log in which nothing was published.
  ///   - file: its name, for the report.
  /// - Returns: nil for a log with errors: to publish beside a log that is half read would forget releases.
  public static func read(
    _ bytes: [UInt8], file: String, report: inout Report
  ) -> ReleaseLog? {
    var log = ReleaseLog()
    var former = noHash
    var names: Set<String> = []
    var faults = Report()
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (position, slice) in lines.dropLast().enumerated() {
      let line = Array(slice)
      var reader = LineReader(file: file, line: position + 1)
      if let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line)) {
        if let release = reader.release(value, former: former) {
          if names.insert(release.heading.name).inserted {
            log.add(release, line: line)
          } else {
            reader.fault(
              "repeated", "a release of this name stands in a line before",
              help: "take the line that was written twice away, with a copy of the log at hand")
          }
        }
      } else {
        reader.fault(
          "json", "the line is not JSON", help: "restore the line from a copy of the log")
      }
      faults.merge(reader.report)
      former = hexadecimalHash(line)
    }
    if let rest = lines.last, !rest.isEmpty {
      var reader = LineReader(file: file, line: lines.count)
      reader.fault(
        "unfinished", "the last line has no end",
        help: "restore it from a copy of the log, or take it away if that release was not published"
      )
      faults.merge(reader.report)
    }
    report.merge(faults)
    return faults.hasErrors ? nil : log
  }
}
