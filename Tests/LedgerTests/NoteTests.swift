import Ledger
import Testing

struct NoteTests {
  private let both = "\(NoteSamples.text)\n\(NoteSamples.peterLine)\(NoteSamples.enochLine)"

  private func note(_ text: String) throws -> SignedNote {
    try SignedNote(parsing: Array(text.utf8))
  }

  @Test func `A published note is read and written alike`() throws {
    let read = try note(both)
    #expect(read.text == NoteSamples.text)
    #expect(read.signatures.map(\.name) == ["PeterNeumann", "EnochRoot"])
    #expect(read.signatures.map(\.line).joined() == NoteSamples.peterLine + NoteSamples.enochLine)
    #expect(read.encoded == both)
  }

  @Test func `Only known keys count, in the order of the note`() throws {
    let read = try note(both)
    #expect(try read.verified(by: []) == [])
    #expect(try read.verified(by: [NoteSamples.enoch]) == [NoteSamples.enoch])
    #expect(
      try read.verified(by: [NoteSamples.enoch, NoteSamples.peter, NoteSamples.enoch])
        == [NoteSamples.peter, NoteSamples.enoch])
  }

  @Test(arguments: [
    (
      "65209736", "5+uGFjx6xBZG8ip1+wi77v+grwbhhukIrxEUS8PXvRo=",
      "Az3grnbssgK7ubgFX36gVETtNv0U23qxyAhAMai2QUfeGa3nB/akvkMdlUErfcZz7l/R3cVtYspg3dxXABkGZZKdsQ8="
    ),
    (
      "6476701", "mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=",
      "Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw="
    ),
    (
      "28891140", "++pUIeKTwGvykMUkmM3AT97PwQipMT6H/p7t86E0Sp0=",
      "Az3grqNvOILDz7xwAKugtVFZwd+I9IyB/mHrUYzcVaS9zKsRVdRLNGLFpnAcLhyoBBkdIYEzK/+7Eu4wanYttLrPsQo="
    ),
  ]) func `A tree note of the Go checksum database verifies`(
    _ size: String, _ root: String, _ signature: String
  ) throws {
    let text = "go.sum database tree\n\(size)\n\(root)\n"
    let read = try note("\(text)\n\u{2014} sum.golang.org \(signature)\n")
    let key = NoteSamples.verifier(
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
    #expect(try read.verified(by: [key]) == [key])
    let checkpoint = try Checkpoint(parsing: read.text)
    #expect(checkpoint.origin == "go.sum database tree")
    #expect(String(checkpoint.size) == size)
    #expect(checkpoint.text == text)
  }

  @Test func `A text may hold empty lines; the last one ends it`() throws {
    let text = "one\n\ntwo\n\n\nthree\n"
    let signer = NoteSamples.signer(NoteSamples.peterSecret)
    let made = try SignedNote(text: text, signatures: [signer.sign(text)])
    let read = try note(made.encoded)
    #expect(read.text == text)
    #expect(try read.verified(by: [NoteSamples.peter]) == [NoteSamples.peter])
  }

  private static let text = NoteSamples.text
  private static let line = NoteSamples.peterLine

  private static let malformed: [(String, NoteError)] = [
    ("", NoteError.noFinalNewline),
    ("\n", .noEmptyLine),
    (line, .noEmptyLine),
    (text, .noEmptyLine),
    ("\(text)\n", .noSignature),
    ("\(text)\n\(String(line.dropLast()))", .noFinalNewline),
    ("\(text)\(line)", .noEmptyLine),
    ("\(text)\n\(line)\n", .noSignature),
    ("\u{1}\(text)\n\(line)", .controlCharacter(line: 1)),
    ("\(text)\r\n\(line)", .controlCharacter(line: 3)),
    ("\(text)\t\n\n\(line)", .controlCharacter(line: 3)),
    ("\(text)\n\(line)Unexpected line.\n", .signatureLine(5)),
    ("\(text)\n\(line.replacing("\u{2014}", with: "\u{2013}"))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("\u{2014}", with: "-"))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("\u{2014} ", with: "\u{2014}"))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("\u{2014} ", with: "\u{2014}  "))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("PeterNeumann", with: ""))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("PeterNeumann", with: "Peter Neumann"))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("PeterNeumann", with: "Peter+Neumann"))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("PeterNeumann", with: "Peter\u{A0}"))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("PeterNeumann", with: "Peter\u{2028}"))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("AM=", with: "AN="))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("AM=", with: "AM"))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("AM=", with: "AM=="))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("AM=", with: "AM= "))", .signatureLine(4)),
    ("\(text)\n\(line.replacing("/", with: "_"))", .signatureLine(4)),
    ("\(text)\n\u{2014} PeterNeumann\n", .signatureLine(4)),
    ("\(text)\n\u{2014} PeterNeumann \n", .signatureLine(4)),
    ("\(text)\n\u{2014} PeterNeumann x08g\n", .signatureLine(4)),
    ("\(text)\n\u{2014} PeterNeumann x08gow==\n", .signatureLine(4)),
    ("\(text)\n\(String(repeating: line, count: 101))", .tooManySignatures),
  ]

  @Test(arguments: malformed) func `A malformed note is refused, and the line named`(
    _ text: String, _ problem: NoteError
  ) {
    #expect(noteProblem(text) == problem)
  }

  @Test func `A note of more than 1 MiB is refused`() {
    let text = String(repeating: "long line\n", count: 104_858)
    #expect(noteProblem("\(text)\n\(Self.line)") == .tooLong)
  }

  @Test func `Bytes that are not UTF-8 are refused`() {
    let bytes = [0xFF] + Array(both.utf8)
    #expect(throws: NoteError.notUTF8) { try SignedNote(parsing: bytes) }
    // Half of a surrogate pair, and a slash in two bytes.
    for wrong: [UInt8] in [[0xED, 0xA0, 0x80], [0xC0, 0xAF]] {
      #expect(throws: NoteError.notUTF8) { try SignedNote(parsing: wrong + Array(both.utf8)) }
    }
  }

  @Test func `A hundred signatures are read`() throws {
    let lines = String(repeating: NoteSamples.enochLine, count: 99) + NoteSamples.peterLine
    let read = try note("\(NoteSamples.text)\n\(lines)")
    #expect(try read.verified(by: [NoteSamples.peter]) == [NoteSamples.peter])
  }

  @Test func `An invalid signature of a known key is an error, of an unknown key nothing`() throws {
    let read = try note(both.replacing("problem is", with: "problem was"))
    #expect(throws: NoteError.invalidSignature(name: "PeterNeumann", id: 0xc74f_20a3)) {
      try read.verified(by: [NoteSamples.peter])
    }
    #expect(try read.verified(by: [NoteSamples.log.verifier]) == [])
  }

  @Test func `A false line spoils a note that also has a true one`() throws {
    let keys = [NoteSamples.peter, NoteSamples.log.verifier]
    var read = try note(both)
    try read.add(NoteSamples.log.sign("other\n"))
    #expect(throws: NoteError.invalidSignature(name: "example.org/ledger", id: 0x79a3_823a)) {
      try read.verified(by: keys)
    }
    try read.add(NoteSamples.log.sign(read.text))
    #expect(try read.verified(by: keys) == keys)
  }

  @Test func `A known key counts once`() throws {
    let read = try note("\(NoteSamples.text)\n\(NoteSamples.peterLine)\(NoteSamples.peterLine)")
    #expect(throws: NoteError.repeatedKey(name: "PeterNeumann", id: 0xc74f_20a3)) {
      try read.verified(by: [NoteSamples.peter])
    }
    #expect(try read.verified(by: [NoteSamples.enoch]) == [])
  }

  @Test func `A key that shares only its name or only its id is unknown`() throws {
    let renamed = both.replacing("PeterNeumann", with: "CarmenSandiego")
    #expect(try note(renamed).verified(by: [NoteSamples.peter]) == [])
    let otherID = both.replacing("x08go", with: "x08gp")
    #expect(throws: Never.self) { try note(otherID).verified(by: []) }
    let wrongID = both.replacing(" x08g", with: " xxxx")
    #expect(try note(wrongID).verified(by: [NoteSamples.peter]) == [])
  }

  @Test func `A new signature by the same key replaces the old one`() throws {
    var read = try note(both)
    let signer = NoteSamples.signer(NoteSamples.peterSecret)
    try read.add(signer.sign(NoteSamples.text))
    #expect(read.signatures.map(\.name) == ["PeterNeumann", "EnochRoot"])
    #expect(
      try read.verified(by: [NoteSamples.peter, NoteSamples.enoch])
        == [NoteSamples.peter, NoteSamples.enoch])
  }

  @Test(arguments: [
    ("", NoteError.noFinalNewline), ("abc", .noFinalNewline),
    ("a\rb\n", .controlCharacter(line: 1)),
  ]) func `A text that could not be read back is not made a note`(
    _ text: String, _ problem: NoteError
  ) {
    #expect(throws: problem) {
      try SignedNote(text: text, signatures: [NoteSamples.log.sign(text)])
    }
  }

  @Test func `Texts that only look alike are different notes`() throws {
    let signature = NoteSamples.log.sign("caf\u{E9}\n")
    let composed = try SignedNote(text: "caf\u{E9}\n", signatures: [signature])
    let decomposed = try SignedNote(text: "cafe\u{301}\n", signatures: [signature])
    #expect(composed != decomposed)
    #expect(throws: NoteError.self) { try decomposed.verified(by: [NoteSamples.log.verifier]) }
  }
}
