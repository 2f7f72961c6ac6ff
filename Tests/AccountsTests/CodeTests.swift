import Testing

@testable import Accounts

@Suite struct CodeTests {
  @Test func `Base32 is that of the standard`() {
    // RFC 4648, section 10, without the padding.
    for (text, expected) in [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
      ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ] {
      #expect(Base32.encode(Array(text.utf8)) == expected)
      #expect(Base32.decode(expected) == Array(text.utf8))
    }
  }

  @Test(arguments: ["M", "MZX", "MZXW6Y", "MZ", "my", "M1", "MY======"])
  func `Base32 has one spelling for every run of bytes`(text: String) {
    #expect(Base32.decode(text) == nil)
  }

  @Test func `A one-time code is read as people type it`() throws {
    let code = OneTimeCode.new()
    #expect(code.text.wholeMatch(of: /([A-Z2-7]{4}-){4}[A-Z2-7]{4}/) != nil)
    let typed = try #require(OneTimeCode(" \(code.text.lowercased().replacing("-", with: " ")) "))
    #expect(typed == code)
    #expect(typed.hash == code.hash)
  }

  @Test(arguments: ["", "ABCD", "ABCD-EFGH-IJKL-MNOP-QRS1", "ABCD-EFGH-IJKL-MNOP-QRSTU"])
  func `What is no code is not read as one`(text: String) {
    #expect(OneTimeCode(text) == nil)
  }

  @Test func `No two codes are alike, and printing one does not tell it`() {
    let codes = (0..<1000).map { _ in OneTimeCode.new() }
    #expect(Set(codes).count == 1000)
    #expect(!"\(codes[0]) \(String(reflecting: codes[0]))".contains(codes[0].text.prefix(4)))
  }

  @Test func `The figures of a second factor are those of the standard`() {
    // RFC 6238, appendix B, for SHA-1.
    let factor = TOTP(secret: Array("12345678901234567890".utf8))
    for (second, code) in [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
      (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ] {
      #expect(factor.code(at: TOTP.step(at: second * 1000), digits: 8) == code)
    }
    // RFC 4226, appendix D.
    let codes = [
      "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
      "520489",
    ]
    for (step, code) in codes.enumerated() { #expect(factor.code(at: step) == code) }
  }

  @Test func `A second factor is taken from this half minute and from those beside it`() {
    let factor = TOTP.new()
    let now = 1_900_000_000_000
    let step = TOTP.step(at: now)
    for near in step - 1...step + 1 {
      #expect(factor.step(accepting: factor.code(at: near), at: now, after: nil) == near)
    }
    // Figures of far spans can be those of a near one by chance, which this secret's are not.
    let fixed = TOTP(secret: Array("12345678901234567890".utf8))
    #expect(fixed.step(accepting: fixed.code(at: step - 2), at: now, after: nil) == nil)
    #expect(fixed.step(accepting: fixed.code(at: step + 2), at: now, after: nil) == nil)
    #expect(fixed.step(accepting: "", at: now, after: nil) == nil)
    #expect(fixed.step(accepting: "1234567", at: now, after: nil) == nil)
  }

  @Test func `A span of the second factor is accepted once`() {
    let factor = TOTP.new()
    let now = 1_900_000_000_000
    let step = TOTP.step(at: now)
    let code = factor.code(at: step)
    #expect(factor.step(accepting: code, at: now, after: step - 1) == step)
    #expect(factor.step(accepting: code, at: now, after: step) == nil)
    #expect(factor.step(accepting: code, at: now, after: step + 1) == nil)
  }

  @Test func `An app is told the name and the secret`() {
    let factor = TOTP(secret: Array("12345678901234567890".utf8))
    #expect(
      factor.address(issuer: "Heed, Northmoor", name: "p-14")
        == "otpauth://totp/Heed%2C%20Northmoor:p-14?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Heed%2C%20Northmoor&algorithm=SHA1&digits=6&period=30"
    )
  }

  @Test func `Wrong tries make the next one wait, longer each time and never for good`() {
    var delay = Delay(failures: 0, last: 0)
    var waits: [Int] = []
    for _ in 0..<14 {
      delay = delay.failed(at: 1_000)
      waits.append(delay.wait(at: 1_000) / 1000)
    }
    #expect(waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900])
    #expect(delay.wait(at: 1_000 + 15 * 60_000) == 0)
    #expect(delay.wait(at: -1_000_000_000) == 900_000)
    #expect(delay.failed(at: 2_000 + Delay.memory).failures == 1)
  }
}
