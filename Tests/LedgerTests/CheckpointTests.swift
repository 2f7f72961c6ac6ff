import Ledger
import Testing

struct CheckpointTests {
  private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

  private func problem(_ text: String) -> CheckpointError? {
    do throws(CheckpointError) {
      _ = try Checkpoint(parsing: text)
      return nil
    } catch { return error }
  }

  @Test func `A checkpoint is read and written alike`() throws {
    let text = "example.com/behind-the-sofa\n20852163\n\(Self.root)\n"
    let checkpoint = try Checkpoint(parsing: text)
    #expect(checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.size == 20_852_163)
    #expect(checkpoint.root.base64 == Self.root)
    #expect(checkpoint.extensions == [])
    #expect(checkpoint.head == TreeHead(size: 20_852_163, root: checkpoint.root))
    #expect(checkpoint.text == text)
  }

  @Test func `Extension lines are kept`() throws {
    let text = "a log with spaces\n0\n\(Self.root)\none\ntwo words\n"
    let checkpoint = try Checkpoint(parsing: text)
    #expect(checkpoint.extensions == ["one", "two words"])
    #expect(checkpoint.text == text)
  }

  @Test func `The largest size is read`() throws {
    let text = "log\n9223372036854775807\n\(Self.root)\n"
    #expect(try Checkpoint(parsing: text).size == .max)
  }

  private static let malformed: [(String, CheckpointError)] = [
    ("", CheckpointError.tooFewLines),
    ("log\n1\n", .tooFewLines),
    ("log\n1\n\(root)", .tooFewLines),
    ("\n1\n\(root)\n", .origin),
    ("lo\tg\n1\n\(root)\n", .origin),
    ("log\n\n\(root)\n", .size),
    ("log\n01\n\(root)\n", .size),
    ("log\n00\n\(root)\n", .size),
    ("log\n+1\n\(root)\n", .size),
    ("log\n-1\n\(root)\n", .size),
    ("log\n 1\n\(root)\n", .size),
    ("log\n1 \n\(root)\n", .size),
    ("log\n0x1\n\(root)\n", .size),
    ("log\n1e3\n\(root)\n", .size),
    ("log\n\u{661}\n\(root)\n", .size),
    ("log\n9223372036854775808\n\(root)\n", .size),
    ("log\n99999999999999999999\n\(root)\n", .size),
    ("log\n1\n\n", .root),
    ("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n", .root),
    ("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n", .root),
    ("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n", .root),
    ("log\n1\n\(root)\n\n", .extensionLine(4)),
    ("log\n1\n\(root)\none\n\n", .extensionLine(5)),
    ("log\n1\n\(root)\none\r\n", .extensionLine(4)),
  ]

  @Test(arguments: malformed) func `Any other text is refused`(
    _ text: String, _ expected: CheckpointError
  ) {
    #expect(problem(text) == expected)
  }

  @Test func `A checkpoint that could not be read back is not made`() {
    #expect(throws: CheckpointError.origin) {
      try Checkpoint(origin: "", size: 0, root: .emptyTree)
    }
    #expect(throws: CheckpointError.size) {
      try Checkpoint(origin: "log", size: -1, root: .emptyTree)
    }
    #expect(throws: CheckpointError.extensionLine(5)) {
      try Checkpoint(origin: "log", size: 0, root: .emptyTree, extensions: ["one", "t\nwo"])
    }
  }

  @Test func `A signed checkpoint with one changed byte is refused`() throws {
    let keys = [NoteSamples.log.verifier]
    let bytes = Array(try SmallLog(entries: 3).checkpoint(3).encoded.utf8)
    for place in bytes.indices {
      for mask: UInt8 in [0x01, 0x20, 0x80] {
        var changed = bytes
        changed[place] ^= mask
        do throws(NoteError) {
          let signers = try SignedNote(parsing: changed).verified(by: keys)
          if !signers.isEmpty { Issue.record("byte \(place) with \(mask)") }
        } catch { continue }
      }
    }
  }
}
