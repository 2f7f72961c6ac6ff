import Ledger
import Testing

struct WitnessRequestTests {
  private static let hash = "V8efTzGuApxdS9MLBzwnyU35NDiytGl+Hh7vW8A5SkE="
  private static let log = SmallLog(entries: 9)

  private static func note() -> String {
    do { return try log.checkpoint(9).encoded } catch { preconditionFailure("\(error)") }
  }

  @Test func `A request is read and written alike`() throws {
    let request = try Self.log.request(from: 5, to: 9)
    let text = request.encoded
    #expect(text.hasPrefix("old 5\n"))
    #expect(try AddCheckpointRequest(parsing: Array(text.utf8)) == request)
  }

  @Test func `Sixty-three hashes are read`() throws {
    let text =
      "old 5\n" + String(repeating: Self.hash + "\n", count: 63) + "\n" + Self.note()
    #expect(try AddCheckpointRequest(parsing: Array(text.utf8)).proof.count == 63)
  }

  private static let malformed: [(String, AddCheckpointError)] = [
    ("", AddCheckpointError.noCheckpoint),
    ("old 5\n", .noCheckpoint),
    ("\n\(note())", .oldSize),
    ("5\n\n\(note())", .oldSize),
    ("old\n\n\(note())", .oldSize),
    ("old 05\n\n\(note())", .oldSize),
    ("old +5\n\n\(note())", .oldSize),
    ("old -5\n\n\(note())", .oldSize),
    ("old  5\n\n\(note())", .oldSize),
    ("Old 5\n\n\(note())", .oldSize),
    ("old 5 \n\n\(note())", .oldSize),
    ("old 9223372036854775808\n\n\(note())", .oldSize),
    ("old 5\r\n\n\(note())", .oldSize),
    ("old 5\nAA==\n\n\(note())", .hash(line: 2)),
    ("old 5\n\(hash)\n\(hash.dropLast())\n\n\(note())", .hash(line: 3)),
    ("old 5\n\(note())", .hash(line: 2)),
    ("old 5\n\(String(repeating: hash + "\n", count: 64))\n\(note())", .tooManyHashes),
    ("old 5\n\n", .note(.noFinalNewline)),
    ("old 5\n\nlog\n1\n\(hash)\n", .note(.noEmptyLine)),
  ]

  @Test(arguments: malformed) func `A malformed request is refused`(
    _ text: String, _ expected: AddCheckpointError
  ) {
    do throws(AddCheckpointError) {
      _ = try AddCheckpointRequest(parsing: Array(text.utf8))
      Issue.record("read")
    } catch { #expect(error == expected) }
  }

  @Test func `A request of more than 1 MiB is refused`() {
    let bytes = [UInt8](repeating: 0x0A, count: 1_048_577)
    #expect(throws: AddCheckpointError.tooLong) { try AddCheckpointRequest(parsing: bytes) }
  }

  @Test(arguments: ["", "old x\n\n", "\u{0}", "old 1\n\n\n\n"])
  func `A witness calls a malformed request bad`(_ text: String) {
    let witness = Witness(signer: NoteSamples.one, logs: [:])
    let answer = witness.answer(Array(text.utf8), known: { _ in nil }, now: 1)
    #expect(answer.status == 400)
  }
}
