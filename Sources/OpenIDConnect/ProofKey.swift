import Ledger

/// Shows the provider that whoever fetches the token is whoever began the sign-in.
///
/// The provider learns the challenge at the beginning and the verifier at the end, so a code that was caught on its way is of no use.
///
/// - Source: RFC 7636, with the method S256 alone.
struct ProofKey: Sendable, Hashable {
  /// 43 characters, 256 bits of chance.
  let verifier: String

  init(verifier: String = newSecret()) { self.verifier = verifier }

  /// - Source: RFC 7636, section 4.2.
  var challenge: String { Base64URL.encode(sha256(Array(verifier.utf8)).bytes) }
}
