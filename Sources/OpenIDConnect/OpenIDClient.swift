public import CivilTime
import FoundationEssentials
import Ledger

/// Signs people in through a provider that their organisations already use.
///
/// The site sends the browser to the provider, the provider sends it back with a code, and the site exchanges the code for a statement
/// about who signed in, which it checks before it believes anything. The provider says who somebody is. Whether that is anybody here
/// stands in a file of the partnership, and what they may do is for the casebook.
///
/// - Source: OpenID Connect Core 1.0, section 3.1 (code flow); RFC 7636 (PKCE); RFC 9207 (which provider answered); RFC 9700.
public actor OpenIDClient {
  private let configuration: OpenIDConfiguration
  private let secret: String
  private let people: @Sendable () -> OpenIDPeople?
  private let exchange: any Exchange
  private let addresses: AddressRule
  private let clock: @Sendable () -> Instant
  private var attempts = Attempts()
  private var description: Kept<ProviderMetadata>?
  private var keys: Kept<ProviderKeys>?
  private var askedForKeys: Instant?

  private struct Kept<Value> {
    var value: Value
    var since: Instant

    func isFresh(at now: Instant) -> Bool {
      (0..<OpenIDClient.keeping).contains(now.milliseconds - since.milliseconds)
    }
  }

  /// Milliseconds for which what a provider says of itself is kept.
  static let keeping = 3_600_000
  /// Milliseconds between two questions for keys, however many tokens name unknown ones.
  static let pause = 60_000

  /// - Parameters:
  ///   - secret: the client secret that the provider gave this site.
  ///   - people: is asked at every sign-in, so that whoever is taken from the file is out at once; nil if the file cannot be used.
  public init(
    _ configuration: OpenIDConfiguration, secret: String,
    people: @escaping @Sendable () -> OpenIDPeople?, clock: @escaping @Sendable () -> Instant
  ) {
    self.init(
      configuration, secret: secret, people: people, exchange: HTTPExchange(),
      addresses: AddressRule(), clock: clock)
  }

  init(
    _ configuration: OpenIDConfiguration, secret: String,
    people: @escaping @Sendable () -> OpenIDPeople?, exchange: any Exchange,
    addresses: AddressRule, clock: @escaping @Sendable () -> Instant
  ) {
    self.configuration = configuration
    self.secret = secret
    self.people = people
    self.exchange = exchange
    self.addresses = addresses
    self.clock = clock
  }

  /// Where the browser goes, and what it keeps until it comes back.
  public struct Departure: Sendable, Hashable {
    public var address: String
    /// Stands in a cookie that is sent with a visit from elsewhere (`SameSite=Lax`), for ten minutes.
    public var browser: String

    public init(address: String, browser: String) {
      self.address = address
      self.browser = browser
    }
  }

  /// Who came back, and where they wanted to go.
  public struct Arrival: Sendable, Hashable {
    public var person: String
    public var destination: String

    public init(person: String, destination: String) {
      self.person = person
      self.destination = destination
    }
  }

  /// Milliseconds for which a departure can be finished.
  public static let lifetime = Attempts.lifetime

  // MARK: The way out

  /// - Parameter destination: the page of this site to go on to afterwards; the caller has checked that it is one.
  public func depart(to destination: String) async throws(OpenIDError) -> Departure {
    let provider = try await provider()
    let attempt = Attempt(destination: destination)
    let (state, browser) = attempts.begin(attempt, at: clock())
    var question = [
      ("response_type", "code"), ("scope", "openid"), ("client_id", configuration.clientID),
      ("redirect_uri", configuration.returnAddress), ("state", state), ("nonce", attempt.nonce),
      ("code_challenge", attempt.proof.challenge), ("code_challenge_method", "S256"),
      ("max_age", "\(configuration.maximumAge)"),
    ]
    let contexts = configuration.secondFactor.contexts
    if !contexts.isEmpty {
      question.append(("acr_values", contexts.joined(separator: " ")))
    }
    let mark = provider.authorization.contains("?") ? "&" : "?"
    return Departure(
      address: provider.authorization + mark + formEncoded(question), browser: browser)
  }

  // MARK: The way back

  /// Finishes a sign-in.
  ///
  /// - Parameters:
  ///   - answer: what stands behind the question mark, each name with every value that it was given.
  ///   - browser: what the browser kept.
  public func arrive(
    with answer: [String: [String]], browser: String?
  ) async throws(OpenIDError) -> Arrival {
    let answer = try ProviderReturn(answer)
    let attempt = try attempts.take(answer.state, browser: browser, at: clock())
    let provider = try await provider()
    try answer.check(issuer: configuration.issuer, isPromised: provider.namesItself)
    let token = try await token(for: answer.code(), attempt, at: provider)
    let claim = try await claim(of: token, attempt, provider)
    guard let people = people() else { throw .noPeople }
    guard let person = people.person(for: claim) else { throw .nobodyHere }
    return Arrival(person: person, destination: attempt.destination)
  }

  /// - Source: OpenID Connect Core 1.0, section 3.1.3; RFC 6749, section 2.3.1; RFC 7636, section 4.5.
  private func token(
    for code: String, _ attempt: Attempt, at provider: ProviderMetadata
  ) async throws(OpenIDError) -> UnverifiedToken {
    var form = [
      ("grant_type", "authorization_code"), ("code", code),
      ("redirect_uri", configuration.returnAddress), ("code_verifier", attempt.proof.verifier),
    ]
    var authorization: String?
    if provider.sendsSecretInBody {
      form += [("client_id", configuration.clientID), ("client_secret", secret)]
    } else {
      let pair = "\(formEncoded(configuration.clientID)):\(formEncoded(secret))"
      authorization = "Basic " + Base64.encode(Array(pair.utf8))
    }
    let body = try await exchange.send(
      ProviderRequest(
        endpoint: .token, address: provider.token, form: formEncoded(form),
        authorization: authorization))
    struct Said: Decodable {
      var id_token: String
      var token_type: String
    }
    guard let said = try? JSONDecoder().decode(Said.self, from: Data(body)),
      said.token_type.lowercased() == "bearer"
    else { throw .unusable(.token) }
    do { return try UnverifiedToken(said.id_token) } catch { throw .token(error) }
  }

  private func claim(
    of token: UnverifiedToken, _ attempt: Attempt, _ provider: ProviderMetadata
  ) async throws(OpenIDError) -> String {
    let expected = TokenExpectation(
      issuer: configuration.issuer, clientID: configuration.clientID, nonce: attempt.nonce,
      secondFactor: configuration.secondFactor, maximumAge: configuration.maximumAge,
      personClaim: configuration.personClaim)
    let keys = try await keys(of: provider, for: token)
    do { return try await token.verified(by: keys, for: expected, at: clock()) } catch {
      throw .token(error)
    }
  }

  // MARK: What the provider says of itself

  private func provider() async throws(OpenIDError) -> ProviderMetadata {
    let now = clock()
    if let description, description.isFresh(at: now) { return description.value }
    let address = configuration.descriptionAddress
    guard addresses.allows(address) else { throw .unsafeAddress(.description) }
    let bytes = try await exchange.send(
      ProviderRequest(endpoint: .description, address: address))
    let found = try ProviderMetadata(bytes, issuer: configuration.issuer, addresses: addresses)
    description = Kept(value: found, since: now)
    return found
  }

  /// The keys that are known; asked for anew when they are old, or, once a minute, when a token names one that is not there.
  ///
  /// - Source: OpenID Connect Core 1.0, section 10.1.1.
  private func keys(
    of provider: ProviderMetadata, for token: UnverifiedToken
  ) async throws(OpenIDError) -> ProviderKeys {
    let now = clock()
    if let keys, keys.isFresh(at: now) {
      let isKnown = keys.value.key(token.kid, for: token.algorithm) != nil
      let isTooSoon =
        askedForKeys.map { now.milliseconds - $0.milliseconds < OpenIDClient.pause } ?? false
      if isKnown || isTooSoon { return keys.value }
    }
    askedForKeys = now
    let bytes = try await exchange.send(
      ProviderRequest(endpoint: .keys, address: provider.keys))
    let found = try ProviderKeys(bytes)
    keys = Kept(value: found, since: now)
    return found
  }
}

/// What stands behind the question mark when a browser comes back.
struct ProviderReturn: Sendable, Hashable {
  let state: String
  private let issuer: String?
  private let error: String?
  private let given: String?

  /// - Source: RFC 6749, section 3.1: no part may come twice.
  init(_ values: [String: [String]]) throws(OpenIDError) {
    for name in ["state", "code", "iss", "error"] {
      let found = values[name] ?? []
      guard found.count <= 1, found.allSatisfy({ $0.utf8.count <= 4096 }) else {
        throw .malformedReturn
      }
    }
    guard let state = values["state"]?.first else { throw .malformedReturn }
    self.state = state
    issuer = values["iss"]?.first
    error = values["error"]?.first
    given = values["code"]?.first
  }

  /// Before anything else is believed: that it is this provider that answers.
  ///
  /// - Source: RFC 9207, section 2.4.
  func check(issuer expected: String, isPromised: Bool) throws(OpenIDError) {
    if let issuer {
      guard issuer == expected else { throw .mixedUp }
    } else if isPromised {
      throw .mixedUp
    }
  }

  func code() throws(OpenIDError) -> String {
    if let error { throw .declined(OpenIDError.Reason(rawValue: error) ?? .other) }
    guard let given, !given.isEmpty else { throw .malformedReturn }
    return given
  }
}

/// - Source: WHATWG URL, application/x-www-form-urlencoded.
func formEncoded(_ fields: [(String, String)]) -> String {
  fields.map { "\(formEncoded($0))=\(formEncoded($1))" }.joined(separator: "&")
}

func formEncoded(_ text: String) -> String {
  let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
  let digits = Array("0123456789ABCDEF".utf8)
  var out: [UInt8] = []
  for byte in text.utf8 {
    if plain.contains(byte) {
      out.append(byte)
    } else {
      out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: out, as: UTF8.self)
}
