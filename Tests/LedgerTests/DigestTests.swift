import Ledger
import Testing

struct DigestTests {
  private let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  @Test func `A digest is written as 64 lowercase hexadecimal digits`() {
    #expect(Digest.emptyTree.hexadecimal == empty)
    #expect("\(Digest.emptyTree)" == empty)
  }

  @Test func `A digest is written as 44 characters of base64`() {
    #expect(Digest.emptyTree.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }

  @Test func `A digest is read back from its bytes and from both its texts`() {
    for digest in (0..<100).map({ leafHash([UInt8($0)]) }) {
      #expect(digest.bytes.count == Digest.byteCount)
      #expect(Digest(digest.bytes) == digest)
      #expect(Digest(digest.bytes[...]) == digest)
      #expect(Digest(digest.bytes.lazy.map { $0 }) == digest)
      #expect(Digest(hexadecimal: digest.hexadecimal) == digest)
      #expect(Digest(hexadecimal: digest.hexadecimal.uppercased()) == digest)
      #expect(Digest(base64: digest.base64) == digest)
    }
  }

  @Test(arguments: [0, 1, 31, 33, 64])
  func `Another number of bytes is no digest`(_ count: Int) {
    let bytes = [UInt8](repeating: 7, count: count)
    #expect(Digest(bytes) == nil)
    #expect(Digest(base64: Base64.encode(bytes)) == nil)
  }

  @Test func `A text that is not 64 hexadecimal digits is no digest`() {
    #expect(Digest(hexadecimal: "") == nil)
    #expect(Digest(hexadecimal: empty.dropLast()) == nil)
    #expect(Digest(hexadecimal: empty + "0") == nil)
    #expect(Digest(hexadecimal: " " + empty) == nil)
    #expect(Digest(hexadecimal: empty.dropLast() + "g") == nil)
    #expect(Digest(hexadecimal: empty.dropLast() + "é") == nil)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `Base64 has the values of RFC 4648`(_ plain: String, _ text: String) {
    #expect(Base64.encode(Array(plain.utf8)) == text)
    #expect(Base64.decode(text) == Array(plain.utf8))
  }

  @Test func `Base64 of every byte is read back`() {
    let bytes = Array(UInt8.min...UInt8.max)
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    #expect(Base64.encode([0xFB, 0xEF, 0xFF]) == "++//")
  }

  @Test(arguments: [
    "Zg", "Zg=", "Zg===", "Z===", "=", "====", "Zg==Zg==", "Zm=v", "Zm9vYg", "Zm9v\n", " Zm9v",
    "Zm9v Zg==", "_-8=", "Zmé=",
  ])
  func `Base64 that is not written strictly is refused`(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func `Base64 with trailing bits that are not zero is refused`() {
    #expect(Base64.decode("Zh==") == nil)
    #expect(Base64.decode("Zm9=") == nil)
    let text = Digest.emptyTree.base64
    #expect(Digest(base64: text.dropLast(2) + "V=") == nil)
  }

  @Test func `Of all texts of four characters only those that are written back are read`() {
    let characters = Array("AQghwz+/=-".utf8)
    for number in 0..<10_000 {
      var rest = number
      let text = (0..<4).map { _ in
        defer { rest /= 10 }
        return characters[rest % 10]
      }
      let string = String(decoding: text, as: UTF8.self)
      if let bytes = Base64.decode(string), Base64.encode(bytes) != string {
        Issue.record("\(string)")
      }
    }
  }
}
