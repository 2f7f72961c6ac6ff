/// Why nobody was signed in through the provider. No case holds anything about a person.
public enum OpenIDError: Error, Sendable, Hashable {
  /// The settings name an address that is not `https`, or that cannot be read.
  case unsafeAddress(Endpoint)
  case unreachable(Endpoint)
  /// The provider took longer than it may, milliseconds.
  case tooSlow(Endpoint, limit: Int)
  /// The provider sent more than it may, bytes.
  case tooLong(Endpoint, limit: Int)
  /// The provider sent us elsewhere; we do not follow.
  case redirected(Endpoint)
  case status(Endpoint, Int)
  /// What the provider sent is not what the standard says.
  case unusable(Endpoint)
  /// The provider describes itself under another name than the one in the settings.
  case otherIssuer
  /// The provider states that it cannot do what is needed here.
  case lacks(Need)

  /// No sign-in that was begun here has this `state`: forged, already used, or from before a restart.
  case unknownAttempt
  /// The sign-in was begun in another browser.
  case otherBrowser
  /// The sign-in was begun more than ten minutes ago.
  case lateAttempt
  /// What came back names another provider, or none where this one promises to name itself.
  case mixedUp
  /// What came back has a part twice, too long, or not at all.
  case malformedReturn
  /// The provider signed nobody in.
  case declined(Reason)

  case token(TokenFault)

  /// The provider knows somebody whom the partnership's file of people does not name.
  case nobodyHere
  /// The file of people cannot be used.
  case noPeople

  public enum Endpoint: String, Sendable, Hashable, CaseIterable {
    case description, keys, authorization, token
  }

  public enum Need: String, Sendable, Hashable, CaseIterable {
    case codeFlow, proofKey, clientAuthentication
  }

  /// Why the provider signed nobody in, as far as the standards name it.
  ///
  /// - Source: RFC 6749, section 4.1.2.1; OpenID Connect Core 1.0, section 3.1.2.6.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    case denied = "access_denied"
    case loginRequired = "login_required"
    case interactionRequired = "interaction_required"
    case serverError = "server_error"
    case unavailable = "temporarily_unavailable"
    case invalidRequest = "invalid_request"
    case unauthorizedClient = "unauthorized_client"
    case unsupportedResponseType = "unsupported_response_type"
    case invalidScope = "invalid_scope"
    case other
  }
}

/// What is wrong with an ID token.
///
/// - Source: OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725.
public enum TokenFault: String, Error, Sendable, Hashable, CaseIterable {
  case malformed, tooLong
  case algorithm, unknownKey, signature
  case issuer, audience, authorizedParty, nonce
  case expired, notYetValid, stale
  case subject
  /// When the person signed in is not said, or is too long ago.
  case authenticationTime
  /// The provider does not state that there was a second factor.
  case secondFactor
  /// The claim that names the person is not there.
  case personClaim
}
