import FoundationEssentials

/// What a provider says of itself.
///
/// - Source: OpenID Connect Discovery 1.0, section 3; RFC 9207, section 3.
struct ProviderMetadata: Sendable, Hashable {
  var authorization: String
  var token: String
  var keys: String
  /// Whether it promises to name itself whenever it sends a browser back.
  var namesItself: Bool
  var sendsSecretInBody: Bool

  /// - Throws: if it is another provider than the one that was asked, or if anything is not reached over TLS.
  init(
    _ bytes: [UInt8], issuer: String, addresses: AddressRule
  ) throws(OpenIDError) {
    let said: Said
    do { said = try JSONDecoder().decode(Said.self, from: Data(bytes)) } catch {
      throw .unusable(.description)
    }
    guard said.issuer == issuer else { throw .otherIssuer }
    for (endpoint, address) in [
      (OpenIDError.Endpoint.authorization, said.authorization_endpoint),
      (.token, said.token_endpoint), (.keys, said.jwks_uri),
    ] where !addresses.allows(address) || address.contains("#") {
      throw .unsafeAddress(endpoint)
    }
    guard said.response_types_supported.contains("code") else { throw .lacks(.codeFlow) }
    // A provider that says nothing of it may still do it; one that lists other methods alone does not.
    guard said.code_challenge_methods_supported?.contains("S256") ?? true else {
      throw .lacks(.proofKey)
    }
    let methods = said.token_endpoint_auth_methods_supported ?? ["client_secret_basic"]
    guard methods.contains("client_secret_basic") || methods.contains("client_secret_post") else {
      throw .lacks(.clientAuthentication)
    }
    authorization = said.authorization_endpoint
    token = said.token_endpoint
    keys = said.jwks_uri
    namesItself = said.authorization_response_iss_parameter_supported ?? false
    sendsSecretInBody = !methods.contains("client_secret_basic")
  }

  private struct Said: Decodable {
    var issuer: String
    var authorization_endpoint: String
    var token_endpoint: String
    var jwks_uri: String
    var response_types_supported: [String]
    var code_challenge_methods_supported: [String]?
    var token_endpoint_auth_methods_supported: [String]?
    var authorization_response_iss_parameter_supported: Bool?
  }
}
