import Casebook
import Foundation
import Testing

@testable import WebServer

/// Who asks, how often they may, and how they are spoken with.
@Suite struct NetworkTests {
  // MARK: Addresses

  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
    ("2001:DB8::1", "2001:db8:0:0:0:0:0:1"),
  ])
  func `An address has one spelling`(_ text: String, _ described: String) {
    #expect(Address(text)?.description == described)
  }

  @Test(arguments: ["", "localhost", "192.0.2", "192.0.2.7:80", "2001:db8::g", "192.0.2.7, ::1"])
  func `What is no address is none`(_ text: String) { #expect(Address(text) == nil) }

  @Test func `All addresses of one subscriber count as one`() {
    let household = Address("2001:db8:1:2::1")?.household
    #expect(Address("2001:db8:1:2:ffff::9")?.household == household)
    #expect(Address("2001:db8:1:3::1")?.household != household)
    #expect(Address("192.0.2.7")?.household != Address("192.0.2.8")?.household)
  }

  @Test func `Only the nearest proxy is believed, and only what it says last`() throws {
    let proxy = try #require(Address("127.0.0.1"))
    let caller = Caller(
      peer: proxy, hasTLS: false, forwarded: ["10.9.9.9", "203.0.113.5, 198.51.100.4"],
      protocols: ["http, https"], proxies: [proxy])
    #expect(caller.address == Address("198.51.100.4"))
    #expect(caller.isSecure)
  }

  @Test func `Whoever is no proxy says of themselves what they like, and nobody listens`() {
    let caller = Caller(
      peer: Address("192.0.2.9"), hasTLS: false, forwarded: ["127.0.0.1"], protocols: ["https"],
      proxies: [])
    #expect(caller == Caller(address: Address("192.0.2.9"), isSecure: false))
  }

  @Test func `A proxy that says nothing usable counts itself`() throws {
    let proxy = try #require(Address("127.0.0.1"))
    let caller = Caller(
      peer: proxy, hasTLS: false, forwarded: ["unknown"], protocols: [], proxies: [proxy])
    #expect(caller == Caller(address: proxy, isSecure: false))
  }

  // MARK: Who may be reached

  @Test func `Without TLS or a proxy a site stays on its machine`() {
    #expect(Network(host: "0.0.0.0").refusal(isForOne: false) == .needsTLS(host: "0.0.0.0"))
    #expect(Network(host: "127.0.0.1").refusal(isForOne: true) == nil)
    #expect(Network(host: "::1").refusal(isForOne: true) == nil)
  }

  @Test func `A demonstration or a link is never opened to others`() throws {
    let certificate = Network.Certificate(chain: "a", key: "b")
    let open = Network(host: "0.0.0.0", certificate: certificate)
    #expect(open.refusal(isForOne: true) == .needsAccounts(host: "0.0.0.0"))
    #expect(open.refusal(isForOne: false) == nil)
    let proxied = Network(proxies: [try #require(Address("127.0.0.1"))])
    #expect(proxied.refusal(isForOne: true) == .needsAccounts(host: "127.0.0.1"))
    #expect(proxied.refusal(isForOne: false) == nil)
  }

  @Test func `Whoever sits behind a proxy of this machine listens on this machine`() throws {
    let network = Network(host: "0.0.0.0", proxies: [try #require(Address("127.0.0.1"))])
    #expect(network.refusal(isForOne: false) == .proxyElsewhere(host: "0.0.0.0"))
  }

  @Test func `Where others come there are limits without asking for them`() {
    #expect(Network().rates == nil)
    #expect(Network(host: "0.0.0.0").rates != nil)
  }

  // MARK: How often

  private static func rates(_ burst: Double, _ perMinute: Double) -> Rates {
    var rates = Rates()
    rates.publicForm = .init(burst: burst, perMinute: perMinute)
    return rates
  }

  private func household(_ text: String) throws -> RateLimits.Whose {
    .household(try #require(Address(text)).household)
  }

  @Test func `After a burst one waits, and then goes on`() throws {
    let limits = RateLimits(Self.rates(3, 6))
    let somebody = try household("192.0.2.1")
    for _ in 0..<3 { #expect(limits.take(.publicForm, of: somebody, at: 0) == nil) }
    #expect(limits.take(.publicForm, of: somebody, at: 0) == 10)
    #expect(limits.take(.publicForm, of: somebody, at: 9.9) == 1)
    #expect(limits.take(.publicForm, of: somebody, at: 10.1) == nil)
  }

  @Test func `What one does too often is not held against another, or against other things`() throws
  {
    let limits = RateLimits(Self.rates(1, 1))
    _ = limits.take(.publicForm, of: try household("192.0.2.1"), at: 0)
    #expect(limits.take(.publicForm, of: try household("192.0.2.1"), at: 0) != nil)
    #expect(limits.take(.publicForm, of: try household("192.0.2.2"), at: 0) == nil)
    #expect(limits.take(.signIn, of: try household("192.0.2.1"), at: 0) == nil)
  }

  @Test func `However many come, a bounded number is remembered`() throws {
    let limits = RateLimits(Self.rates(2, 1), most: 100)
    for number in 0..<5000 {
      let whose = try household("198.51.\(number / 250).\(number % 250)")
      _ = limits.take(.publicForm, of: whose, at: Double(number) / 1000)
    }
    #expect(limits.count <= 100)
  }

  @Test func `Too many requests are answered with when to come back`() async throws {
    var rates = Rates()
    rates.stranger = .init(burst: 2, perMinute: 1)
    let site = try await Site(beside: Site.shared.value, network: Network(rates: rates))
    for _ in 0..<2 { #expect(try await site.stranger().get("/help").status == 200) }
    let reply = try await site.stranger().get("/help")
    #expect(reply.status == 429)
    #expect(Int(reply.headers["retry-after"] ?? "").map { $0 > 0 && $0 <= 60 } == true)
    #expect(reply.main.contains("Too many requests"))
    #expect(try await site.stranger().get("/health/live").status == 200)
  }

  @Test func `The public form never answers with a page on which the words are lost`() async throws
  {
    var rates = Rates()
    rates.publicForm = .init(burst: 1, perMinute: 1)
    let site = try await Site(beside: Site.shared.value, network: Network(rates: rates))
    let words = [
      "about-child": "a girl of about fourteen", "words": "I saw it twice at the bus station",
    ]
    #expect(try await site.stranger().post("/report", words).status == 303)
    let reply = try await site.stranger().post("/report", words)
    #expect(reply.status == 429)
    #expect(reply.headers["retry-after"] != nil)
    #expect(reply.body.contains("I saw it twice at the bus station"))
    #expect(reply.body.contains("a girl of about fourteen"))
    #expect(reply.body.contains("999"))
    #expect(reply.body.contains("0800 1111"))
    #expect(reply.headers["set-cookie"] == nil)
  }

  @Test func `Codes of receipts cannot be tried one after the other`() async throws {
    var rates = Rates()
    rates.receipt = .init(burst: 2, perMinute: 1)
    let site = try await Site(beside: Site.shared.value, network: Network(rates: rates))
    for _ in 0..<2 {
      let reply = try await site.stranger().post("/receipt", ["code": "7K4M-2QXD-9TWB"])
      #expect(reply.status == 422)
    }
    #expect(try await site.stranger().post("/receipt", ["code": "7K4M-2QXD-9TWB"]).status == 429)
  }

  // MARK: Connections

  @Test func `A thousand idle connections keep nobody from being answered`() async throws {
    let site = try await Site(
      beside: Site.shared.value,
      network: Network(bounds: .init(connections: 1500, connectionsOfOne: 1400)))
    let idle = try (0..<1000).map { _ in try Wire(port: site.port) }
    let begun = ContinuousClock.now
    #expect(try await site.stranger().get("/help").status == 200)
    #expect(ContinuousClock.now - begun < .seconds(10))
    #expect(idle.count == 1000)
  }

  @Test func `One address holds a bounded number of connections`() async throws {
    let site = try await Site(
      beside: Site.shared.value, network: Network(bounds: .init(connectionsOfOne: 3)))
    let held = try (0..<3).map { _ in try Wire(port: site.port) }
    for wire in held {
      await wire.send(site.head("GET", "/health/live"))
      #expect(await wire.status() == 200)
    }
    #expect(try await Wire(port: site.port).receive() == nil)
  }

  // MARK: Operations

  @Test func `Health is told to everybody, and nothing else with it`() async throws {
    let site = try await Site.shared.value
    let live = try await site.stranger().get("/health/live")
    #expect(live.status == 200)
    #expect(live.body == "live\n")
    #expect(try await site.stranger().get("/health/ready").body == "ready\n")
  }

  @Test func `Numbers and log lines name patterns, and never what stands in them`() async throws {
    let said = Site.Shift()
    let log = ServerLog(format: .json) { said.note($0) }
    let place = try #require(Network.Place("127.0.0.1:\(Int.random(in: 20_000..<32_000))"))
    let site = try await Site(beside: Site.shared.value, network: Network(metrics: place, log: log))
    let worker = try await site.visitor(.socialWorker)
    #expect(try await worker.get("/cases/hill-view?x=somebody").status == 200)
    #expect(try await worker.get("/no-such-place-as-hill-view").status == 404)
    let text = String(
      decoding: try await Browser(base: "http://\(place)").bytes("/metrics"), as: UTF8.self)
    #expect(
      text.contains(
        "heed_requests_total{method=\"GET\",route=\"/cases/{case}\",status=\"200\"} 1"))
    // Others are signed in at the site that this one stands beside.
    #expect(text.contains(/heed_sessions [1-9][0-9.]*\n/))
    #expect(text.contains("heed_request_seconds_bucket{route=\"/cases/{case}\",le=\"+Inf\"} 1"))
    let all = said.lines
    let request = try #require(all.last { $0.contains("/cases/{case}") })
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(request.utf8)) as? [String: Any])
    #expect(object["status"] as? Int == 200)
    #expect(object["address"] == nil)
    for line in all + [text] {
      #expect(!line.contains("hill-view"))
      #expect(!line.contains("somebody"))
      #expect(!line.contains("127.0.0.1"))
    }
  }
}
