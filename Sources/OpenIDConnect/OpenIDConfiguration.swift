/// How the site knows a provider, and what it asks of it.
public struct OpenIDConfiguration: Sendable, Hashable {
  /// Exactly as the provider writes it, in its description and in every token.
  public var issuer: String
  public var clientID: String
  /// Where the file with the secret is, as the settings say.
  public var secretFile: String
  /// Where the file that names people is, as the settings say.
  public var peopleFile: String
  /// The address of this site, without a path: `https://heed.example.org`.
  public var site: String
  /// The claim that names a person, such as `sub`.
  public var personClaim: String
  public var secondFactor: SecondFactor
  /// Seconds for which a sign-in at the provider counts.
  public var maximumAge: Int

  /// What the provider must state, so that a second factor is believed. One of either is enough.
  ///
  /// - Source: OpenID Connect Core 1.0, section 2; RFC 8176 for the usual values of `amr`.
  public struct SecondFactor: Sendable, Hashable {
    public var contexts: [String]
    public var methods: [String]

    public init(contexts: [String] = [], methods: [String] = ["mfa"]) {
      self.contexts = contexts
      self.methods = methods
    }
  }

  public init(
    issuer: String, clientID: String, secretFile: String, peopleFile: String, site: String,
    personClaim: String = "sub", secondFactor: SecondFactor = SecondFactor(),
    maximumAge: Int = 3600
  ) {
    self.issuer = issuer
    self.clientID = clientID
    self.secretFile = secretFile
    self.peopleFile = peopleFile
    self.site = site
    self.personClaim = personClaim
    self.secondFactor = secondFactor
    self.maximumAge = maximumAge
  }

  /// Where the provider sends the browser back.
  public static let returnPath = "/sign-in/openid/return"

  var returnAddress: String { site + OpenIDConfiguration.returnPath }

  /// - Source: OpenID Connect Discovery 1.0, section 4.
  var descriptionAddress: String {
    (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer)
      + "/.well-known/openid-configuration"
  }
}

/// Which addresses of a provider are used at all.
struct AddressRule: Sendable, Hashable {
  /// Set by tests, whose provider is on this machine and has no certificate. No setting reaches it.
  var allowsLoopback = false

  /// Whether an address is `https` with a host, without a user, a fragment or anything that is not plain ASCII.
  func allows(_ address: String) -> Bool {
    guard address.utf8.count <= 2048,
      address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !#""<>\^`{|}#"#.utf8.contains($0) })
    else { return false }
    let rest: Substring
    if address.hasPrefix("https://") {
      rest = address.dropFirst(8)
    } else if allowsLoopback, address.hasPrefix("http://127.0.0.1:") {
      rest = address.dropFirst(7)
    } else {
      return false
    }
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    return !host.isEmpty && !host.hasPrefix(":") && !host.contains("@")
  }
}
