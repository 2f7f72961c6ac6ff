import CivilTime
import Foundation
import Ledger
import Testing

@testable import OpenIDConnect

struct OpenIDClientTests {
  /// One sign-in from beginning to end.
  @discardableResult
  private func signIn(
    _ site: OpenIDClient, _ provider: LocalProvider,
    changing change: (inout [String: [String]]) -> Void = { _ in }
  ) async throws -> OpenIDClient.Arrival {
    let departure = try await site.depart(to: "/cases")
    var answer = try provider.signIn(departure)
    change(&answer)
    return try await site.arrive(with: answer, browser: departure.browser)
  }

  @Test func `Somebody signs in, and goes on to the page that they wanted`() async throws {
    try await LocalProvider.run { provider in
      let arrival = try await signIn(provider.site(), provider)
      #expect(arrival == .init(person: "jo-larch", destination: "/cases"))
      #expect(provider.questions == [".well-known/openid-configuration", "token", "keys"])
    }
  }

  @Test func `The secret and the verifier go to the token address alone`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      let departure = try await site.depart(to: "/")
      let answer = try provider.signIn(departure)
      try await #expect(
        site.arrive(with: answer, browser: departure.browser).person == "jo-larch")
      let exchanged = try #require(provider.exchanges.first)
      #expect(
        exchanged.authorization
          == "Basic " + Base64.encode(Array("heed:a%20secret%3A%20100%25%20%26%20more".utf8)))
      #expect(exchanged.form["client_secret"] == nil)
      #expect(exchanged.form["redirect_uri"] == "https://heed.example.org/sign-in/openid/return")
      let verifier = try #require(exchanged.form["code_verifier"])
      #expect(!departure.address.contains(verifier))
      #expect(!departure.address.contains(departure.browser))
    }
  }

  @Test func `A provider that wants the secret in the form is given it there`() async throws {
    try await LocalProvider.run { provider in
      provider.behaves {
        $0.description["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
      }
      try await signIn(provider.site(), provider)
      let exchanged = try #require(provider.exchanges.first)
      #expect(exchanged.authorization == nil)
      #expect(exchanged.form["client_secret"] == LocalProvider.secret)
    }
  }

  @Test func `The words for a second factor are asked for`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site { $0.secondFactor = .init(contexts: ["strong", "stronger"]) }
      let address = try await site.depart(to: "/").address
      #expect(address.hasSuffix("&acr_values=strong%20stronger"))
    }
  }

  // MARK: Attacks on the way back

  @Test func `A wrong state is refused, and the provider is not asked`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      await #expect(throws: OpenIDError.unknownAttempt) {
        try await signIn(site, provider) { $0["state"] = [newSecret()] }
      }
      await #expect(throws: OpenIDError.malformedReturn) {
        try await signIn(site, provider) { $0["state"] = nil }
      }
      #expect(provider.exchanges.isEmpty)
    }
  }

  @Test func `A replayed return is refused`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      let departure = try await site.depart(to: "/")
      let answer = try provider.signIn(departure)
      _ = try await site.arrive(with: answer, browser: departure.browser)
      await #expect(throws: OpenIDError.unknownAttempt) {
        try await site.arrive(with: answer, browser: departure.browser)
      }
      #expect(provider.exchanges.count == 1)
    }
  }

  @Test func `A code that was caught cannot be used in a sign-in of the thief`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      let victim = try provider.signIn(await site.depart(to: "/"))
      let thief = try await site.depart(to: "/")
      var answer = try provider.signIn(thief)
      answer["code"] = victim["code"]
      // The verifier of the thief does not fit the challenge of the victim.
      await #expect(throws: OpenIDError.status(.token, 400)) {
        try await site.arrive(with: answer, browser: thief.browser)
      }
    }
  }

  @Test func `A return that was begun in another browser is refused`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      let attacker = try await site.depart(to: "/")
      let answer = try provider.signIn(attacker)
      let victim = try await site.depart(to: "/")
      await #expect(throws: OpenIDError.otherBrowser) {
        try await site.arrive(with: answer, browser: victim.browser)
      }
      #expect(provider.exchanges.isEmpty)
    }
  }

  @Test func `A return after eleven minutes is refused`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      let departure = try await site.depart(to: "/")
      let answer = try provider.signIn(departure)
      provider.clock.pass(seconds: 660)
      await #expect(throws: OpenIDError.lateAttempt) {
        try await site.arrive(with: answer, browser: departure.browser)
      }
    }
  }

  @Test func `A mix-up of providers is refused before the code goes anywhere`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      for issuers in [["https://other.example.org"], nil] {
        await #expect(throws: OpenIDError.mixedUp) {
          try await signIn(site, provider) { $0["iss"] = issuers }
        }
      }
      #expect(provider.exchanges.isEmpty)
    }
  }

  @Test func `A provider that does not promise to name itself need not, but must not name another`()
    async throws
  {
    try await LocalProvider.run { provider in
      provider.behaves {
        $0.description["authorization_response_iss_parameter_supported"] = .some(nil)
      }
      let site = provider.site()
      try await signIn(site, provider) { $0["iss"] = nil }
      await #expect(throws: OpenIDError.mixedUp) {
        try await signIn(site, provider) { $0["iss"] = ["https://other.example.org"] }
      }
    }
  }

  @Test func `A return with a part twice or too long is refused`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      let changes: [(inout [String: [String]]) -> Void] = [
        { $0["code"]?.append("another") }, { $0["iss"]?.append("another") },
        { $0["code"] = [String(repeating: "x", count: 5000)] }, { $0["code"] = [""] },
        { $0["code"] = nil },
      ]
      for change in changes {
        await #expect(throws: OpenIDError.malformedReturn) {
          try await signIn(site, provider, changing: change)
        }
      }
      #expect(provider.exchanges.isEmpty)
    }
  }

  @Test func `What the provider declines is declined, in known words only`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      await #expect(throws: OpenIDError.declined(.denied)) {
        try await signIn(site, provider) { $0["error"] = ["access_denied"] }
      }
      await #expect(throws: OpenIDError.declined(.other)) {
        try await signIn(site, provider) { $0["error"] = ["<script>"] }
      }
      #expect(provider.exchanges.isEmpty)
    }
  }

  // MARK: Tokens, through the whole way

  @Test func `A token with a wrong nonce, audience, issuer or time signs nobody in`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      let wrong: [(String, any Sendable, TokenFault)] = [
        ("nonce", newSecret(), .nonce), ("aud", "another", .audience),
        ("iss", "https://other.example.org", .issuer),
        ("exp", provider.clock.now.seconds - 3600, .expired), ("amr", ["pwd"], .secondFactor),
        ("auth_time", 0, .authenticationTime),
      ]
      for (name, value, fault) in wrong {
        provider.behaves { $0.claims = [name: value] }
        await #expect(throws: OpenIDError.token(fault), "\(name)") {
          try await signIn(site, provider)
        }
      }
    }
  }

  @Test func `A token without a signature signs nobody in`() async throws {
    try await LocalProvider.run { provider in
      let claims = soundClaims(issuer: provider.issuer, at: provider.clock.now)
      let token = try json(["alg": "none"]) + "." + json(claims) + "."
      provider.behaves { $0.tokenAnswer = #"{"token_type":"Bearer","id_token":"\#(token)"}"# }
      await #expect(throws: OpenIDError.token(.algorithm)) {
        try await signIn(provider.site(), provider)
      }
    }
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"token_type":"Bearer"}"#, #"{"token_type":"mac","id_token":"a.b.c"}"#,
    #"{"id_token":"a.b.c"}"#, #"{"token_type":"Bearer","id_token":7}"#, "\u{0}",
  ])
  func `A token answer of another shape signs nobody in`(_ answer: String) async throws {
    try await LocalProvider.run { provider in
      provider.behaves { $0.tokenAnswer = answer }
      await #expect(throws: OpenIDError.unusable(.token)) {
        try await signIn(provider.site(), provider)
      }
    }
  }

  @Test func `When the provider changes its key, the new one is fetched`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      try await signIn(site, provider)
      let next = try await SigningKey.eddsa("next")
      provider.behaves { $0.keys.insert(next, at: 0) }
      provider.clock.pass(seconds: 61)
      try await signIn(site, provider)
      #expect(provider.questions.filter { $0 == "keys" }.count == 2)
    }
  }

  @Test func `Unknown keys are asked for once a minute, and not more`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      try await signIn(site, provider)
      let forger = try await SigningKey.es256("forged")
      provider.behaves { $0.signer = forger }
      for _ in 0..<5 {
        await #expect(throws: OpenIDError.token(.unknownKey)) {
          try await signIn(site, provider)
        }
      }
      #expect(provider.questions.filter { $0 == "keys" }.count == 1)
      provider.clock.pass(seconds: 61)
      await #expect(throws: OpenIDError.token(.unknownKey)) { try await signIn(site, provider) }
      #expect(provider.questions.filter { $0 == "keys" }.count == 2)
    }
  }

  @Test func `A key that the provider has withdrawn is no longer believed after an hour`()
    async throws
  {
    try await LocalProvider.run { provider in
      let site = provider.site()
      try await signIn(site, provider)
      let next = try await SigningKey.es256("next")
      provider.behaves { conduct in
        conduct.signer = conduct.keys[0]
        conduct.keys = [next]
      }
      provider.clock.pass(seconds: 3600)
      await #expect(throws: OpenIDError.token(.unknownKey)) { try await signIn(site, provider) }
    }
  }

  // MARK: Who is let in

  @Test func `Somebody whom no administrator has entered is not let in`() async throws {
    try await LocalProvider.run { provider in
      provider.behaves { $0.claims = ["sub": "somebody else"] }
      await #expect(throws: OpenIDError.nobodyHere) {
        try await signIn(provider.site(), provider)
      }
      await #expect(throws: OpenIDError.noPeople) {
        try await signIn(provider.site(people: nil), provider)
      }
    }
  }

  @Test func `A name is compared to the letter`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site(people: OpenIDPeople(["j.larch": "jo-larch"])) {
        $0.personClaim = "preferred_username"
      }
      try await signIn(site, provider)
      for near in ["J.Larch", " j.larch", "j.larch ", "j.lаrch"] {
        provider.behaves { $0.claims = ["preferred_username": near] }
        await #expect(throws: OpenIDError.nobodyHere) { try await signIn(site, provider) }
      }
    }
  }

  // MARK: A provider that misbehaves

  @Test func `A provider that is down signs nobody in`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site { $0.issuer = "http://127.0.0.1:1" }
      await #expect(throws: OpenIDError.unreachable(.description)) {
        try await site.depart(to: "/")
      }
    }
  }

  @Test(arguments: [".well-known/openid-configuration", "token", "keys"])
  func `An answer without end is cut off`(_ path: String) async throws {
    try await LocalProvider.run { provider in
      provider.behaves { $0.huge = [path] }
      await #expect(throws: OpenIDError.tooLong(endpoint(path), limit: 256 << 10)) {
        try await signIn(provider.site(), provider)
      }
    }
  }

  @Test(arguments: [".well-known/openid-configuration", "token", "keys"])
  func `An answer that trickles is given up`(_ path: String) async throws {
    try await LocalProvider.run { provider in
      provider.behaves { $0.slow = [path] }
      let site = provider.site(limits: .init(time: 2_500))
      await #expect(throws: OpenIDError.tooSlow(endpoint(path), limit: 2_500)) {
        try await signIn(site, provider)
      }
    }
  }

  @Test(arguments: [".well-known/openid-configuration", "token", "keys"])
  func `A redirect is not followed`(_ path: String) async throws {
    try await LocalProvider.run { provider in
      provider.behaves { $0.redirecting = [path] }
      await #expect(throws: OpenIDError.redirected(endpoint(path))) {
        try await signIn(provider.site(), provider)
      }
      #expect(!provider.questions.contains("elsewhere"))
    }
  }

  @Test func `A provider that fails signs nobody in`() async throws {
    try await LocalProvider.run { provider in
      let site = provider.site()
      for path in [".well-known/openid-configuration", "token", "keys"] {
        provider.behaves { $0.status = [path: 500] }
        await #expect(throws: OpenIDError.status(endpoint(path), 500)) {
          try await signIn(site, provider)
        }
        provider.behaves { $0.status = [:] }
      }
    }
  }

  @Test func `A provider that describes itself as another is refused`() async throws {
    try await LocalProvider.run { provider in
      provider.behaves { $0.description["issuer"] = "https://login.example.org" }
      await #expect(throws: OpenIDError.otherIssuer) {
        try await provider.site().depart(to: "/")
      }
    }
  }

  @Test func `Addresses that are not reached over TLS are refused`() async throws {
    try await LocalProvider.run { provider in
      let endpoints: [(String, OpenIDError.Endpoint)] = [
        ("authorization_endpoint", .authorization), ("token_endpoint", .token),
        ("jwks_uri", .keys),
      ]
      for (name, endpoint) in endpoints {
        for address in [
          "http://login.example.org/x", "file:///etc/passwd", "https://", "https://a@b/",
          "javascript:x",
          "https://a/\r\nx", "https://a/#x",
        ] {
          provider.behaves { $0.description = [name: address] }
          await #expect(throws: OpenIDError.unsafeAddress(endpoint), "\(name) \(address)") {
            try await provider.site().depart(to: "/")
          }
        }
      }
    }
  }

  @Test func `A provider that cannot do what is needed is refused`() async throws {
    try await LocalProvider.run { provider in
      let lacking: [(String, [String], OpenIDError.Need)] = [
        ("response_types_supported", ["id_token"], .codeFlow),
        ("code_challenge_methods_supported", ["plain"], .proofKey),
        ("token_endpoint_auth_methods_supported", ["none"], .clientAuthentication),
      ]
      for (name, value, need) in lacking {
        provider.behaves { $0.description = [name: value] }
        await #expect(throws: OpenIDError.lacks(need)) {
          try await provider.site().depart(to: "/")
        }
      }
    }
  }

  @Test func `Outside a test, a provider without TLS is not even asked`() async throws {
    try await LocalProvider.run { provider in
      let configuration = OpenIDConfiguration(
        issuer: provider.issuer, clientID: "heed", secretFile: "", peopleFile: "",
        site: LocalProvider.site)
      let site = OpenIDClient(
        configuration, secret: "", people: { nil }, clock: { provider.clock.now })
      await #expect(throws: OpenIDError.unsafeAddress(.description)) {
        try await site.depart(to: "/")
      }
      #expect(provider.questions.isEmpty)
    }
  }

  private func endpoint(_ path: String) -> OpenIDError.Endpoint {
    switch path {
    case "token": .token
    case "keys": .keys
    default: .description
    }
  }
}
