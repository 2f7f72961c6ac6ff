import CivilTime
import FoundationEssentials

/// What a token of this sign-in must say.
struct TokenExpectation: Sendable, Hashable {
  var issuer: String
  var clientID: String
  var nonce: String
  var secondFactor: OpenIDConfiguration.SecondFactor
  /// Seconds.
  var maximumAge: Int
  var personClaim: String
}

/// What a provider states about somebody who has just signed in, before it is known whether it is true.
///
/// - Source: OpenID Connect Core 1.0, sections 2 and 3.1.3.7; RFC 7515; RFC 7519; RFC 8725.
struct UnverifiedToken: Sendable {
  /// Bytes.
  static let longest = 32 << 10
  /// Seconds by which two clocks may differ.
  static let skew = 60
  /// Seconds since a token was made, beyond which it is not of this sign-in.
  static let freshest = 600

  let algorithm: SigningAlgorithm
  let kid: String?
  private let claims: Claims
  private let signed: [UInt8]
  private let signature: [UInt8]

  init(_ text: String) throws(TokenFault) {
    guard text.utf8.count <= UnverifiedToken.longest else { throw .tooLong }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64URL.decode(parts[0]),
      let payload = Base64URL.decode(parts[1]), let signature = Base64URL.decode(parts[2]),
      let head = try? JSONDecoder().decode(Header.self, from: Data(header))
    else { throw .malformed }
    // First of all: a token does not say how it is checked, beyond choosing from a short list.
    guard let algorithm = SigningAlgorithm(rawValue: head.alg) else { throw .algorithm }
    guard head.crit == nil, head.typ.map({ $0.lowercased() == "jwt" }) ?? true,
      head.kid.map({ $0.utf8.count <= 256 }) ?? true,
      let claims = try? JSONDecoder().decode(Claims.self, from: Data(payload))
    else { throw .malformed }
    self.algorithm = algorithm
    kid = head.kid
    self.claims = claims
    signed = Array("\(parts[0]).\(parts[1])".utf8)
    self.signature = signature
  }

  /// The claim that names the person, if the token is the provider's, for this site, of this sign-in, and of now.
  func verified(
    by keys: ProviderKeys, for expected: TokenExpectation, at now: Instant
  ) async throws(TokenFault) -> String {
    guard let key = keys.key(kid, for: algorithm) else { throw .unknownKey }
    guard await key.signed(signed, as: algorithm, signature: signature) else { throw .signature }
    try checkParties(expected)
    try checkTimes(expected, now.seconds)
    try checkSecondFactor(expected.secondFactor)
    guard (1...255).contains(claims.sub.utf8.count) else { throw .subject }
    guard let person = claims.text(expected.personClaim), (1...255).contains(person.utf8.count)
    else { throw .personClaim }
    return person
  }

  private func checkParties(_ expected: TokenExpectation) throws(TokenFault) {
    guard claims.iss == expected.issuer else { throw .issuer }
    // No other audience is trusted here, so none may stand beside this site.
    guard claims.aud == [expected.clientID] else { throw .audience }
    guard claims.azp ?? expected.clientID == expected.clientID else { throw .authorizedParty }
    guard let nonce = claims.nonce, isSame(nonce, expected.nonce) else { throw .nonce }
  }

  private func checkTimes(_ expected: TokenExpectation, _ now: Int) throws(TokenFault) {
    let skew = UnverifiedToken.skew
    guard now < claims.exp + skew else { throw .expired }
    guard claims.iat <= now + skew, claims.nbf ?? now <= now + skew else { throw .notYetValid }
    guard claims.iat >= now - UnverifiedToken.freshest - skew else { throw .stale }
    guard let authenticated = claims.auth_time, authenticated <= now + skew,
      authenticated >= now - expected.maximumAge - skew
    else { throw .authenticationTime }
  }

  private func checkSecondFactor(
    _ accepted: OpenIDConfiguration.SecondFactor
  ) throws(TokenFault) {
    let isStated =
      claims.acr.map(accepted.contexts.contains) ?? false
      || claims.amr.contains(where: accepted.methods.contains)
    guard isStated else { throw .secondFactor }
  }

  private struct Header: Decodable {
    var alg: String
    var kid: String?
    var typ: String?
    /// Whatever must be understood, we do not.
    var crit: [String]?
  }
}

/// The claims that are looked at. Times are seconds since 1970.
private struct Claims: Decodable, Sendable {
  var iss: String
  var sub: String
  var aud: [String]
  var azp: String?
  var exp: Int
  var iat: Int
  var nbf: Int?
  var nonce: String?
  var auth_time: Int?
  var acr: String?
  var amr: [String]
  /// Every claim that is a text.
  private var texts: [String: String]

  func text(_ name: String) -> String? { texts[name] }

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let claims = try decoder.container(keyedBy: Name.self)
    func time(_ name: String) throws -> Int {
      let seconds = try claims.decode(Double.self, forKey: Name(name))
      // Within what a date can mean, so that no sum overflows.
      guard (0...1e11).contains(seconds) else {
        throw DecodingError.dataCorruptedError(
          forKey: Name(name), in: claims, debugDescription: "no time")
      }
      return Int(seconds)
    }
    func timeIfThere(_ name: String) throws -> Int? {
      claims.contains(Name(name)) ? try time(name) : nil
    }
    iss = try claims.decode(String.self, forKey: Name("iss"))
    sub = try claims.decode(String.self, forKey: Name("sub"))
    if let one = try? claims.decode(String.self, forKey: Name("aud")) {
      aud = [one]
    } else {
      aud = try claims.decode([String].self, forKey: Name("aud"))
    }
    azp = try claims.decodeIfPresent(String.self, forKey: Name("azp"))
    exp = try time("exp")
    iat = try time("iat")
    nbf = try timeIfThere("nbf")
    auth_time = try timeIfThere("auth_time")
    nonce = try claims.decodeIfPresent(String.self, forKey: Name("nonce"))
    acr = try claims.decodeIfPresent(String.self, forKey: Name("acr"))
    amr = try claims.decodeIfPresent([String].self, forKey: Name("amr")) ?? []
    texts = [:]
    for key in claims.allKeys {
      texts[key.stringValue] = try? claims.decode(String.self, forKey: key)
    }
  }
}
