import Testing

/// What is said of a record that cannot be used.
@Suite(.timeLimit(.minutes(10)))
struct RecordErrorTests {
  private static let expected = [
    "6:38: error:", "6:47: error:", "7:27: error:", "9:50: error:", "9:70: error:",
    "11:12: error:", "12:26: error:", "12:58: error:",
  ]

  @Test func `Every problem is reported at once, each with its place and what to do`() async throws
  {
    let file = try Heed.file(Samples.faulty)
    let run = try await Heed.run("check", file)
    let lines = run.errors.split(separator: "\n").map(String.init)
    let places = lines.indices.filter { lines[$0].contains(": error:") }
    #expect(places.map { lines[$0] }.count == Self.expected.count)
    for (index, place) in zip(places, Self.expected) {
      #expect(lines[index].hasPrefix("\(file):\(place)"), "\(lines[index])")
      #expect(lines[index].hasSuffix("]"), "a code: \(lines[index])")
      #expect(lines[index + 1].hasPrefix("   = "), "a remedy: \(lines[index])")
    }
    #expect(lines.last == "8 errors, 0 warnings")
  }

  @Test(arguments: ["check", "assess", "ask", "knew"])
  func `No value of a person is repeated`(_ command: String) async throws {
    let run = try await Heed.run(command, try Heed.file(Samples.faulty))
    #expect(run.errors.contains("error:"))
    for word in Samples.personal { #expect(!run.errors.contains(word), "\(word)") }
  }

  @Test func `The lines are shown to whoever asks for them`() async throws {
    let run = try await Heed.run("check", "--show-lines", try Heed.file(Samples.faulty))
    let line = "\n 6 |   - {id: child-1, role: child, born: Zebulon, name: Quillfeather}\n"
    #expect(run.errors.contains(line))
    #expect(run.errors.contains("\n   |                                      ^\n"))
  }

  @Test func `A good record beside a bad one is not answered for either`() async throws {
    let run = try await Heed.run("assess", riverLane, try Heed.file(Samples.faulty))
    #expect(run.status == 2)
    #expect(run.output == "")
  }

  @Test func `What a file writes cannot reach the terminal as a command`() async throws {
    let file = try Heed.file("heed: case/1\n\"\\e[2Jkey\": 1\n")
    let run = try await Heed.run("check", file)
    #expect(run.status == 2)
    #expect(!run.errors.contains("\u{1B}"))
  }
}
