extension OpenIDError: CustomStringConvertible {
  /// For whoever runs the site.
  public var description: String {
    switch self {
    case .unsafeAddress(let endpoint):
      "\(endpoint.words): the address is not https, or cannot be read; check the issuer in the settings"
    case .unreachable(let endpoint):
      "\(endpoint.words) cannot be reached; check the network, the name and the certificate of the provider"
    case .tooSlow(let endpoint, let limit):
      "\(endpoint.words) did not answer within \(limit) ms; nobody was signed in"
    case .tooLong(let endpoint, let limit):
      "\(endpoint.words) answered with more than \(limit) bytes; nobody was signed in"
    case .redirected(let endpoint):
      "\(endpoint.words) answered with another address, which is not followed; write the final one in the settings"
    case .status(let endpoint, let status): "\(endpoint.words) answered with status \(status)"
    case .unusable(let endpoint):
      "\(endpoint.words) answered with something that OpenID Connect does not allow"
    case .otherIssuer:
      "the provider describes itself under another name; write the issuer in the settings exactly as the provider does"
    case .lacks(.codeFlow): "the provider does not offer the authorization code flow"
    case .lacks(.proofKey): "the provider does not offer PKCE with S256"
    case .lacks(.clientAuthentication):
      "the provider takes neither client_secret_basic nor client_secret_post"
    case .unknownAttempt:
      "a return for a sign-in that was not begun here, or was already finished"
    case .otherBrowser: "a return in another browser than the one in which the sign-in was begun"
    case .lateAttempt: "a return more than ten minutes after the beginning"
    case .mixedUp: "a return that names another provider, or none"
    case .malformedReturn: "a return with a part missing, twice or too long"
    case .declined(let reason): "the provider signed nobody in: \(reason.rawValue)"
    case .token(let fault): "an ID token was refused: \(fault.words)"
    case .nobodyHere: "the provider signed somebody in whom the file of people does not name"
    case .noPeople: "the file of people cannot be used; nobody is let in by the provider"
    }
  }

  /// For whoever wanted to sign in.
  public var sentence: String {
    switch self {
    case .unsafeAddress, .unreachable, .tooSlow, .tooLong, .redirected, .status, .unusable,
      .otherIssuer, .lacks, .noPeople:
      "Your organisation’s sign-in cannot be used now. Try again in a few minutes; if it goes on, tell whoever runs this site."
    case .unknownAttempt, .otherBrowser, .lateAttempt, .mixedUp, .malformedReturn:
      "This sign-in was not begun in this browser in the last ten minutes, or it was already used. Begin again."
    case .declined:
      "Your organisation’s sign-in did not let you in. Begin again, or ask the people who look after your organisation’s accounts."
    case .token(.secondFactor):
      "Your organisation did not confirm that you used a second factor, such as a code or a key. Sign in with one; if you have none, ask the people who look after your organisation’s accounts."
    case .token(.authenticationTime):
      "Your organisation did not confirm that you signed in just now. Sign out there, and begin again."
    case .token:
      "What your organisation’s sign-in sent could not be trusted. Begin again; if it goes on, tell whoever runs this site."
    case .nobodyHere:
      "Your organisation knows you, but nobody here has entered that you may come in this way. Ask an administrator of this casebook."
    }
  }
}

extension OpenIDError.Endpoint {
  fileprivate var words: String {
    switch self {
    case .description: "the provider’s description of itself"
    case .keys: "the provider’s list of keys"
    case .authorization: "the provider’s sign-in page"
    case .token: "the provider’s token address"
    }
  }
}

extension TokenFault {
  fileprivate var words: String {
    switch self {
    case .malformed: "it cannot be read"
    case .tooLong: "it is too long"
    case .algorithm: "its algorithm is not one of RS256, PS256, ES256 and EdDSA"
    case .unknownKey: "no key of the provider fits it"
    case .signature: "its signature does not hold"
    case .issuer: "it is of another issuer"
    case .audience: "it is not for this site alone"
    case .authorizedParty: "it was given to another party"
    case .nonce: "it belongs to another sign-in"
    case .expired: "it has expired"
    case .notYetValid: "it is of a time to come; compare the clocks"
    case .stale: "it was not made just now; compare the clocks"
    case .subject: "its subject is missing or too long"
    case .authenticationTime: "it does not say that the person signed in lately enough (auth_time)"
    case .secondFactor: "it does not state a second factor (acr, amr)"
    case .personClaim: "the claim that names the person is missing, or is no text"
    }
  }
}
