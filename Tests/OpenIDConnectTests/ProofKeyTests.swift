import CivilTime
import Testing

@testable import OpenIDConnect

struct ProofKeyTests {
  @Test func `The example of RFC 7636 appendix B comes out`() {
    let proof = ProofKey(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    #expect(proof.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
  }

  @Test func `A verifier has 256 bits and is new each time`() {
    let one = ProofKey()
    #expect(Base64URL.decode(one.verifier)?.count == 32)
    #expect(one != ProofKey())
  }

  @Test func `Bytes have one text in the alphabet of addresses`() {
    #expect(Base64URL.encode([3, 236, 255, 224, 193]) == "A-z_4ME")
    #expect(Base64URL.decode("A-z_4ME") == [3, 236, 255, 224, 193])
    for wrong in ["A-z_4ME=", "A+z/4ME", "A-z_4MF", "A-z_4", "A-z_ 4ME"] {
      #expect(Base64URL.decode(wrong) == nil, "\(wrong)")
    }
  }
}

struct AttemptsTests {
  private let now = Instant("2026-11-20T14:30:00.000Z")!

  @Test func `An attempt is found once`() throws {
    var attempts = Attempts()
    let attempt = Attempt(destination: "/cases")
    let (state, browser) = attempts.begin(attempt, at: now)
    #expect(try attempts.take(state, browser: browser, at: now) == attempt)
    #expect(throws: OpenIDError.unknownAttempt) {
      try attempts.take(state, browser: browser, at: now)
    }
  }

  @Test func `Another browser cannot finish an attempt, and ends it`() {
    var attempts = Attempts()
    let (state, browser) = attempts.begin(Attempt(destination: "/"), at: now)
    let (_, other) = attempts.begin(Attempt(destination: "/"), at: now)
    #expect(throws: OpenIDError.otherBrowser) {
      try attempts.take(state, browser: other, at: now)
    }
    #expect(throws: OpenIDError.unknownAttempt) {
      try attempts.take(state, browser: browser, at: now)
    }
  }

  @Test func `A browser that kept nothing cannot finish an attempt`() {
    var attempts = Attempts()
    let (state, _) = attempts.begin(Attempt(destination: "/"), at: now)
    #expect(throws: OpenIDError.otherBrowser) { try attempts.take(state, browser: nil, at: now) }
  }

  @Test func `After ten minutes it is too late`() throws {
    var attempts = Attempts()
    let one = attempts.begin(Attempt(destination: "/"), at: now)
    let other = attempts.begin(Attempt(destination: "/"), at: now)
    _ = try attempts.take(one.state, browser: one.browser, at: now.adding(milliseconds: 600_000))
    #expect(throws: OpenIDError.lateAttempt) {
      try attempts.take(other.state, browser: other.browser, at: now.adding(milliseconds: 600_001))
    }
  }

  @Test func `Whoever begins again and again pushes out the oldest, and never fills the memory`()
    throws
  {
    var attempts = Attempts()
    let first = attempts.begin(Attempt(destination: "/"), at: now)
    for _ in 1..<Attempts.most { _ = attempts.begin(Attempt(destination: "/"), at: now) }
    let last = attempts.begin(Attempt(destination: "/last"), at: now)
    #expect(attempts.count == Attempts.most)
    #expect(throws: OpenIDError.unknownAttempt) {
      try attempts.take(first.state, browser: first.browser, at: now)
    }
    let found = try attempts.take(last.state, browser: last.browser, at: now)
    #expect(found.destination == "/last")
  }

  @Test func `Old attempts are forgotten when a new one begins`() {
    var attempts = Attempts()
    for _ in 0..<5 { _ = attempts.begin(Attempt(destination: "/"), at: now) }
    _ = attempts.begin(Attempt(destination: "/"), at: now.adding(milliseconds: 600_001))
    #expect(attempts.count == 1)
  }
}
