import BitPlanes
import Foundation
import RulesWorkload

/// One way of asking.
struct Side {
  var question = PlaneProgram.Question.evidence
  var isSparse = false
  var kernel = Kernel.c
  var threads = 1

  static let all: [String: Side] = [
    "heed": Side(),
    "heed-2": Side(threads: 2),
    "heed-256": Side(kernel: .c256),
    "heed-128": Side(kernel: .c128),
    "heed-swift": Side(kernel: .swift),
    "heed-state": Side(question: .state),
    "heed-lists": Side(isSparse: true),
    "heed-lists-2": Side(isSparse: true, threads: 2),
  ]
}

extension RulesRates {
  private struct Row: Encodable {
    var side: String
    var count: Int
    var threads: Int
    /// Seconds of the clock for each run.
    var walls: [Double]
    /// Seconds of the processor for each run, all threads together.
    var processor: [Double]
    /// Of the input as it lies in memory, and the most that the process ever held, in bytes.
    var input: Int
    var peak: Int
    /// Of what speaks for and against; nil where states are asked.
    var digest: String?
  }

  /// Runs one side until the time is used up, at least three times and at most fifteen.
  func measure(_ name: String, _ side: Side, count: Int, seconds: Double) throws -> String {
    let program = program(side.question)
    let cases = MadeUpCases(of: pack, .realistic)
    var answers = program.answers(to: Planes(planes: program.inputPlanes))
    let table = side.isSparse ? nil : cases.planes(count: count)
    let rows = side.isSparse ? cases.sparseRows(count: count) : nil
    func ask() {
      if let table {
        program.answer(table, into: &answers, kernel: side.kernel, threads: side.threads)
      } else if let rows {
        program.answer(rows, into: &answers, kernel: side.kernel, threads: side.threads)
      }
    }
    var walls: [Double] = []
    var processor: [Double] = []
    var used = 0.0
    // Small runs are repeated within one measurement, so that the clock can see them.
    var repeats = 1
    while walls.count < 3 || (walls.count < 15 && used < seconds) {
      let (wall, busy) = (Self.now(), Self.processorSeconds())
      for _ in 0..<repeats { ask() }
      let took = Self.now() - wall
      used += took
      if took < 0.01, repeats < 1 << 20 {
        repeats *= 2
        continue
      }
      walls.append(took / Double(repeats))
      processor.append((Self.processorSeconds() - busy) / Double(repeats))
    }
    let row = Row(
      side: name, count: count, threads: side.threads, walls: walls, processor: processor,
      input: table?.byteCount ?? rows?.byteCount ?? 0, peak: Self.peak(),
      digest: side.question == .evidence ? RuleAnswers.digest(answers) : nil)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(row), as: UTF8.self)
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory that the process ever held, in bytes.
  private static func peak() -> Int {
    var usage = rusage()
    getrusage(0, &usage)  // of this process
    return usage.ru_maxrss * 1024
  }
}
