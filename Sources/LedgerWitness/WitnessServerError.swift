/// Why a witness does not listen.
public enum WitnessServerError: Error, Sendable, Hashable {
  case cannotListen(host: String, port: Int, reason: String)
}

extension WitnessServerError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .cannotListen(let host, let port, let reason):
      "the witness cannot listen on \(host), port \(port): \(reason); choose an address of this "
        + "machine and a port that is free"
    }
  }
}
