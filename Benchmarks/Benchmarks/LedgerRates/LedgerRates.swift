import Foundation

/// Measures what `Benchmarks/ledger` asks for: a name on each line of the input, the times on one line of the output.
///
/// ```text
/// LedgerRates FOLDER [quick]
/// ```
///
/// Files are written in the folder, which must lie on the disk that is to be measured. One process keeps the tree and the large
/// casebook from one question to the next, so that the asker can let several sides take turns.
@main
struct LedgerRates {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard (1...2).contains(arguments.count), arguments.count == 1 || arguments[1] == "quick" else {
      complain("LedgerRates FOLDER [quick]")
      exit(64)
    }
    let isQuick = arguments.count == 2
    let tree = TreeRates(isQuick: isQuick)
    let casebook = CasebookRates(folder: arguments[0], isQuick: isQuick)
    let large = LargeCasebook(folder: arguments[0], isQuick: isQuick)
    while let name = readLine() {
      do {
        var measured = try tree.measure(name) ?? large.measure(name)
        if measured == nil { measured = try await casebook.measure(name) }
        guard let measured else { throw NoSuchMeasurement(name: name) }
        let line = measured.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        print(line.joined(separator: " "))
        fflush(nil)
      } catch {
        complain("\(name): \(error)")
        exit(1)
      }
    }
  }

  private static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }
}

struct NoSuchMeasurement: Error {
  var name: String
}

/// What was measured, by name: seconds, counts and bytes.
typealias Measured = [String: Double]

/// Seconds of wall clock, and of the processor by all threads of this process.
struct Timed {
  var wall: Double
  var processor: Double

  init(_ work: () throws -> Void) rethrows {
    let begun = (now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID))
    try work()
    wall = now(CLOCK_MONOTONIC) - begun.0
    processor = now(CLOCK_PROCESS_CPUTIME_ID) - begun.1
  }

  init(_ work: () async throws -> Void) async rethrows {
    let begun = (now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID))
    try await work()
    wall = now(CLOCK_MONOTONIC) - begun.0
    processor = now(CLOCK_PROCESS_CPUTIME_ID) - begun.1
  }

  /// The times of so many rounds of work.
  func of(_ count: Int) -> Measured {
    ["seconds": wall, "processor": processor, "count": Double(count)]
  }
}

func now(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Keeps the compiler from leaving out work whose result nobody reads.
@inline(never)
func keep<Value>(_ value: Value) {
  withExtendedLifetime(value) {}
}
