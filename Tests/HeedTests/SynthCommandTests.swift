import Foundation
import Testing

/// Fictional caseloads at the command line.
@Suite(.timeLimit(.minutes(10)))
struct SynthCommandTests {
  private func name(_ name: String) throws -> String {
    let folder = Heed.home.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent(name).path
  }

  @Test func `The same number and seed give the same cases, and one line of truth for each`()
    async throws
  {
    let truth = try name("truth.ndjson")
    let one = try await Heed.run("synth", "--cases", "300", "--seed", "7", "--truth", truth)
    let two = try await Heed.run("synth", "--cases", "300", "--seed", "7")
    let other = try await Heed.run("synth", "--cases", "300", "--seed", "8")
    #expect(one.status == 0, "\(one.errors)")
    #expect(one.output == two.output && one.output != other.output)
    let truths = try String(contentsOfFile: truth, encoding: .utf8).split(separator: "\n")
    #expect(truths.count == 300 && one.output.split(separator: "\n").count == 300)
    #expect(truths.allSatisfy { $0.hasPrefix(#"{"heed":"truth/1","case":"case-0"#) })
  }

  @Test func `A case that was made is checked without an error or a warning`() async throws {
    let made = try await Heed.run("synth", "--cases", "3")
    for line in made.output.split(separator: "\n") {
      let run = try await Heed.run("check", "--strict", Heed.file(String(line), named: "one.json"))
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  @Test func `Compressed cases are the same cases, and no file is written over`() async throws {
    let file = try name("cases.ndjson.gz")
    let made = try await Heed.run("synth", "--cases", "50", "--gzip", "--output", file)
    #expect(made.status == 0, "\(made.errors)")
    let plain = try await Heed.run("synth", "--cases", "50")
    let unpacked = try await Heed.shell("gzip -dc '\(file)'")
    #expect(unpacked.output == plain.output)
    let again = try await Heed.run("synth", "--cases", "50", "--output", file)
    #expect(again.status == 2)
    #expect(again.errors.contains("file exists"))
  }

  @Test func `A number of cases that cannot be is refused`() async throws {
    let run = try await Heed.run("synth", "--cases", "0")
    #expect(run.status == 2)
    #expect(run.errors.contains("--cases is a number from 1"))
  }
}
