import ArgumentParser
import CaseRecord
import Caseload
import CivilTime
import Glibc
import LastingFiles
import LawPack
import Synthesis

struct SynthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synth",
    abstract: "Fictional cases, one a line, to try Heed on a whole caseload.",
    discussion: """
      Nobody in them exists. The same number and seed give the same bytes. With --truth a second file says of each case what \
      it was made from: who is who, which cases belong together, which children are there twice, and which closures rest on \
      what the law calls irrelevant.
      """)

  @Option(name: .long, help: "How many cases.")
  var cases: Int

  @Option(name: .long, help: "Which caseload of that size: any number from 0.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "A new file for the cases. Default: standard output.")
  var output: String?

  @Option(name: .long, help: "A new file for the truth that they were made from.")
  var truth: String?

  @Flag(name: .long, help: "Compress the cases as gzip.")
  var gzip = false

  @OptionGroup var law: LawInput

  func validate() throws {
    if cases < 1 || cases > 100_000_000 {
      throw ValidationError("--cases is a number from 1 to 100000000")
    }
    if gzip, output == nil, Terminal.isTerminal {
      throw ValidationError("compressed cases are not for a terminal: name a file with --output")
    }
    if let output, output == truth {
      throw ValidationError("the cases and the truth go to two files")
    }
  }

  func run() throws {
    let pack = try law.load()
    let frameworks = pack.frameworks.filter { $0.kind == .offence }.map {
      NamedFramework(id: $0.id, jurisdiction: $0.jurisdiction, days: $0.inForce?.days ?? .always)
    }
    // Both are opened before anything is written, so that a name that is taken stops both.
    var file = try LineFile(output, compresses: gzip)
    var truths = try truth.map { try LineFile($0, compresses: false) }
    var line = CaseLine()
    var done = 0
    try synthesise(
      cases: cases, seed: seed, vocabulary: pack.vocabulary, frameworks: frameworks
    ) { record, truth in
      line.append(record)
      line.appendLineEnd()
      try file.write(line.bytes)
      line.removeAll()
      try truths?.write(Array(truth.line.utf8) + [0x0A])
      done += 1
      if done % 20_000 == 0 { Terminal.progress("\(done) of \(cases) cases") }
    }
    try file.finish()
    try truths?.finish()
    Terminal.progress("")
  }
}

/// A file that is written in large pieces, or standard output.
private struct LineFile {
  private let name: String
  private let descriptor: Int32
  private var waiting: [UInt8] = []
  private var compressor: Compressor?

  /// Holds what compresses, which cannot be copied.
  private final class Compressor {
    var writer: GzipWriter

    init() throws(CaseloadError) { writer = try GzipWriter() }
  }

  /// - Parameter path: a file that is not there yet; standard output if nil.
  init(_ path: String?, compresses: Bool) throws {
    name = path ?? "standard output"
    if let path {
      descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw LineFile.refusal(of: path) }
    } else {
      descriptor = STDOUT_FILENO
    }
    compressor = compresses ? try Compressor() : nil
  }

  mutating func write(_ bytes: [UInt8]) throws {
    waiting += bytes
    if waiting.count >= 1 << 20 { try flush() }
  }

  mutating func finish() throws {
    try flush()
    if let compressor { try compressor.writer.finish { try put($0) } }
    if descriptor != STDOUT_FILENO, close(descriptor) != 0 { throw LineFile.refusal(of: name) }
  }

  private mutating func flush() throws {
    if let compressor {
      try compressor.writer.append(waiting) { try put($0) }
    } else {
      try waiting.withUnsafeBufferPointer { try put($0) }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard writeAll(UnsafeRawBufferPointer(bytes), to: descriptor) else {
      throw LineFile.refusal(of: name)
    }
  }

  private static func refusal(of name: String) -> ExitCode {
    unusable("\(name): \(String(cString: strerror(errno)).lowercased())")
  }
}
