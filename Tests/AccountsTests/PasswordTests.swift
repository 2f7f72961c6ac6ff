import Testing

@testable import Accounts

@Suite struct PasswordTests {
  /// As little work as there is.
  static let quick = PasswordCost(logN: 4, r: 8, p: 1)

  @Test func `Scrypt is that of the standard`() {
    // RFC 7914, section 12.
    let vectors: [(String, String, PasswordCost, String)] = [
      (
        "", "", PasswordCost(logN: 4, r: 1, p: 1),
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
      ),
      (
        "password", "NaCl", PasswordCost(logN: 10, r: 8, p: 16),
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
      ),
      (
        "pleaseletmein", "SodiumChloride", PasswordCost(logN: 14, r: 8, p: 1),
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
      ),
    ]
    for (password, salt, cost, expected) in vectors {
      let key = scrypt(Array(password.utf8), salt: Array(salt.utf8), cost, count: 64) ?? []
      let hex = key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      #expect(hex == expected)
    }
  }

  @Test func `A password is known again, and no other is`() throws {
    let (hash, opening) = try PasswordHash.make("four words and a comma", cost: Self.quick)
    let stored = try #require(PasswordHash(hash.text))
    #expect(try stored.opening(with: "four words and a comma")?.secret == opening.secret)
    #expect(try stored.opening(with: "four words and a Comma") == nil)
    #expect(try stored.opening(with: "") == nil)
    #expect(try PasswordHash.ofNobody(cost: Self.quick).opening(with: "anything at all") == nil)
  }

  @Test func `What is kept names its cost and salt, and not what seals the account`() throws {
    let (hash, opening) = try PasswordHash.make("four words and a comma", cost: Self.quick)
    let shape = /\$scrypt\$ln=4,r=8,p=1\$[A-Za-z0-9+\/]{22}\$[A-Za-z0-9+\/]{43}/
    #expect(hash.text.wholeMatch(of: shape) != nil)
    #expect(opening.secret.count == 32)
    let again = try PasswordHash.make("four words and a comma", cost: Self.quick)
    #expect(again.0.text != hash.text)
    #expect(again.1.secret != opening.secret)
  }

  @Test func `One keyboard's spelling of an accent is another's`() throws {
    let (hash, _) = try PasswordHash.make("caf\u{E9} and three more words", cost: Self.quick)
    #expect(try hash.opening(with: "cafe\u{301} and three more words") != nil)
  }

  @Test(arguments: [
    "", "$scrypt$ln=15,r=8,p=1$AAAA$AAAA", "$argon2id$ln=15,r=8,p=1$x$y",
    "$scrypt$ln=63,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$scrypt$ln=4,r=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$scrypt$r=8,ln=4,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  ])
  func `What is no hash of ours is not read as one`(text: String) {
    #expect(PasswordHash(text) == nil)
  }

  @Test(arguments: [
    ("short", PasswordRules.Problem.tooShort),
    (String(repeating: "long words ", count: 40), .tooLong),
    ("passwordpassword", .common), ("P4ssw0rd!2026", .common), ("aaaaaaaaaaaaaa", .common),
    ("abcdefghijklmn", .common), ("123456789012", .common), ("qwertyuiopas", .common),
    ("Correct horse battery staple", .common),
    ("Northmoor-2026", .aboutYou), ("p-14 northmoor", .aboutYou),
  ])
  func `What anybody would try first is not taken`(
    password: String, problem: PasswordRules.Problem
  ) {
    #expect(
      PasswordRules.problem(with: password, words: ["Northmoor Partnership", "p-14"]) == problem)
  }

  @Test(arguments: [
    "lantern gravel ninety", "twelve chars", "северный ветер шумит", "kK9#fj2!mQz8",
    "the northmoor bus is always late",
  ])
  func `No kinds of characters are asked for`(password: String) {
    #expect(PasswordRules.problem(with: password, words: ["Northmoor Partnership"]) == nil)
  }
}
