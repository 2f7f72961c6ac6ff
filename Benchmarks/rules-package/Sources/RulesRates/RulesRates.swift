import BitPlanes
import Foundation
import RulesWorkload

// Heed's side of `Benchmarks/rules`, one thing at a time, so that each has a process and a peak of memory of its own.
//
//   RulesRates FOLDER check                      the golden answers; FOLDER is Tests/Corpora/rules
//   RulesRates FOLDER write COUNT FILE           the realistic cases for the peers: all planes for, all planes against
//   RulesRates FOLDER measure SIDE COUNT SECONDS one line of JSON

@main
struct RulesRates {
  let folder: URL
  let pack: RulePack

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else { fail("it is run by Benchmarks/rules") }
    let folder = URL(filePath: arguments[1], directoryHint: .isDirectory)
    let rates = RulesRates(
      folder: folder,
      pack: try RulePack(json: Data(contentsOf: folder.appending(path: "rulepack.json"))))
    switch (arguments[2], arguments.count) {
    case ("check", 3): try rates.check()
    case ("write", 5):
      guard let count = Int(arguments[3]) else { fail("no number: \(arguments[3])") }
      try rates.write(count: count, to: arguments[4])
    case ("measure", 6):
      guard let side = Side.all[arguments[3]], let count = Int(arguments[4]),
        let seconds = Double(arguments[5])
      else { fail("no such measurement: \(arguments[3...].joined(separator: " "))") }
      print(try rates.measure(arguments[3], side, count: count, seconds: seconds))
    default: fail("unknown command \(arguments[2])")
    }
  }

  static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("RulesRates: \(message)\n".utf8))
    exit(2)
  }

  func program(_ question: PlaneProgram.Question) -> PlaneProgram {
    PlaneProgram(roots: pack.frameworks, leaves: pack.findings.count, question: question)
  }

  /// Ends with 1 if one answer differs from the reference's.
  func check() throws {
    let program = program(.evidence)
    for kind in MadeUpCases.Kind.allCases {
      let file = folder.appending(path: "golden-10k-\(kind.rawValue).txt")
      let expected = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let cases = MadeUpCases(of: pack, kind)
      let table = cases.planes(count: expected.count)
      let rows = cases.sparseRows(count: expected.count)
      for kernel in Kernel.allCases {
        for answers in [
          program.answers(to: table, kernel: kernel, threads: 2),
          program.answers(to: rows, kernel: kernel, threads: 2),
        ] {
          for (row, line) in expected.enumerated()
          where RuleAnswers.line(answers, row: row) != line {
            Self.fail(
              "\(kind.rawValue) case \(row), kernel \(kernel.rawValue): not the golden answer")
          }
        }
      }
    }
    let names = Kernel.allCases.map { "\($0.rawValue) \($0.width)" }.joined(separator: ", ")
    print(
      "golden answers: 2 x 10,000 cases, from planes and from lists, kernels (bits at a time): \(names)"
    )
    print(
      "program: \(program.instructionCount) instructions, \(program.slotCount) planes in between; \(Planes.rowsPerTile) rows to a tile"
    )
  }

  func write(count: Int, to path: String) throws {
    let table = MadeUpCases(of: pack, .realistic).planes(count: count)
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
      Self.fail("cannot write \(path)")
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    for side in 0...1 {
      for finding in pack.findings.indices {
        try file.write(contentsOf: Data(table.planar(finding * 2 + side)))
      }
    }
    try file.close()
  }
}
