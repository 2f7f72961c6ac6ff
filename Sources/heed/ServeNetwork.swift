import ArgumentParser
import WebServer

/// Where the site listens, whom it believes, and what it says of itself.
struct ServeNetwork: ParsableArguments, Sendable {
  @Option(
    name: .long,
    help: "The address at which it listens, in digits; others than this machine need accounts.")
  var listen = "127.0.0.1"

  @Option(
    name: .customLong("tls-certificate"),
    help: "The certificate and those above it, in PEM. SIGHUP reads it again.",
    completion: .file())
  var certificate: String?

  @Option(name: .customLong("tls-key"), help: "The key of the certificate.", completion: .file())
  var key: String?

  @Option(
    name: .customLong("behind-proxy"),
    help:
      "The address of a reverse proxy that speaks TLS with browsers: what it says last in X-Forwarded-For and X-Forwarded-Proto is believed. Once for each."
  )
  var proxies: [String] = []

  @Option(
    name: .customLong("host-name"),
    help: "The name under which people know the site; requests for another are not answered.")
  var name: String?

  @Option(
    name: .long,
    help: "Where to give numbers to whoever watches over it, such as 127.0.0.1:9105.")
  var metrics: String?

  @Option(name: .long, help: "What it says of itself: plain, or json, one line for each request.")
  var log: String = "plain"

  @Flag(name: .customLong("log-addresses"), help: "Writes down from where people ask.")
  var logsAddresses = false

  @Flag(
    name: .customLong("public-form"),
    help: "Lets anybody raise a warning at /report, without an account.")
  var hasPublicForm = false

  func validate() throws {
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError("--tls-certificate and --tls-key go together")
    }
    guard Address(listen) != nil else {
      throw ValidationError("--listen is an address in digits, such as 127.0.0.1 or ::")
    }
    if let wrong = proxies.first(where: { Address($0) == nil }) {
      throw ValidationError("--behind-proxy is an address in digits; \(wrong) is none")
    }
    if let metrics, Network.Place(metrics) == nil {
      throw ValidationError("--metrics is an address and a port, such as 127.0.0.1:9105")
    }
    guard ServerLog.Format(rawValue: log) != nil else {
      throw ValidationError("--log is plain or json")
    }
  }

  var network: Network {
    Network(
      host: listen,
      certificate: certificate.flatMap { chain in key.map { .init(chain: chain, key: $0) } },
      proxies: Set(proxies.compactMap(Address.init)), name: name,
      metrics: metrics.flatMap(Network.Place.init),
      log: ServerLog(
        format: ServerLog.Format(rawValue: log) ?? .plain, hasAddresses: logsAddresses,
        write: { Terminal.error($0) }), hasPublicForm: hasPublicForm)
  }

  /// Where a browser finds it.
  func address(port: Int) -> String {
    let isSecure = certificate != nil
    let host = name ?? (listen.contains(":") ? "[\(listen)]" : listen)
    if !proxies.isEmpty, let name { return "https://\(name)" }
    return "\(isSecure ? "https" : "http")://\(host):\(port)"
  }
}
