import LawLibrary
import Testing

struct ContentHashTests {
  private let files = [
    (path: "terms.yaml", bytes: Array("one".utf8)),
    (path: "england/act.yaml", bytes: Array("two".utf8)),
  ]

  @Test func `The hash is SHA-256 in hexadecimal`() {
    let hash = contentHash(ofLaw: files)
    #expect(hash.wholeMatch(of: /[0-9a-f]{64}/) != nil)
  }

  @Test func `The hash of a known text stays what it is`() {
    // printf 'heed-law/1\n\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\12terms.yaml\0\0\0\0\0\0\0\3one' | sha256sum
    #expect(
      contentHash(ofLaw: [files[0]])
        == "bdd5cdc084d24dc81721e3dd264d15c26e2be630cfce44764f899d1c2d8d746b")
  }

  @Test func `The order of reading does not matter`() {
    #expect(contentHash(ofLaw: files) == contentHash(ofLaw: files.reversed()))
  }

  @Test func `Any byte matters`() {
    for file in files.indices {
      for byte in files[file].bytes.indices {
        var changed = files
        changed[file].bytes[byte] ^= 1
        #expect(contentHash(ofLaw: changed) != contentHash(ofLaw: files))
      }
    }
  }

  @Test func `The name of a file matters`() {
    var changed = files
    changed[1].path = "wales/act.yaml"
    #expect(contentHash(ofLaw: changed) != contentHash(ofLaw: files))
  }

  @Test func `Where one text ends and another begins matters`() {
    let one = [("england/a.yaml", "xy"), ("england/b.yaml", "z")]
    let other = [("england/a.yaml", "x"), ("england/b.yaml", "yz")]
    func hash(_ files: [(String, String)]) -> String {
      contentHash(ofLaw: files.map { ($0.0, Array($0.1.utf8)) })
    }
    #expect(hash(one) != hash(other))
  }

  @Test(arguments: ["england/act.cases.yaml", "README.md", "england/README.md", "notes.txt"])
  func `What is no law does not matter`(_ path: String) {
    #expect(contentHash(ofLaw: files + [(path, [1])]) == contentHash(ofLaw: files))
  }
}
