import Foundation
import NIOCore

/// Where the site listens, whom it believes, and how much it takes from anybody.
public struct Network: Sendable {
  /// The files of a certificate for TLS, in PEM.
  public struct Certificate: Sendable, Hashable {
    /// The certificate, and those between it and the authority that browsers know.
    public var chain: String
    public var key: String

    public init(chain: String, key: String) {
      self.chain = chain
      self.key = key
    }
  }

  /// A place to listen.
  public struct Place: Sendable, Hashable, CustomStringConvertible {
    public var host: String
    public var port: Int

    public init(host: String, port: Int) {
      self.host = host
      self.port = port
    }

    /// - Parameter text: `127.0.0.1:9105` or `[::1]:9105`.
    public init?(_ text: String) {
      guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
        (0...65_535).contains(port)
      else { return nil }
      var host = text[..<colon]
      if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
      guard Address(String(host)) != nil else { return nil }
      self.init(host: String(host), port: port)
    }

    public var description: String {
      host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
  }

  /// The address at which it listens.
  public var host: String
  public var certificate: Certificate?
  /// The addresses of a reverse proxy that speaks TLS with the world; empty where there is none.
  public var proxies: Set<Address>
  /// The name under which people know the site; requests for another are not answered. nil takes what fits the address.
  public var name: String?
  /// Where numbers are given to whoever watches over the site.
  public var metrics: Place?
  /// How often one address or person may ask; nil sets no bounds, for one's own machine.
  public var rates: Rates?
  public var bounds: Bounds
  public var log: ServerLog
  /// Whether somebody without an account may raise a warning.
  public var hasPublicForm: Bool

  /// - Parameters:
  ///   - host: an address of this machine, in digits.
  ///   - rates: where none are given, the usual ones, except on an address that only this machine reaches.
  public init(
    host: String = "127.0.0.1", certificate: Certificate? = nil, proxies: Set<Address> = [],
    name: String? = nil, metrics: Place? = nil, rates: Rates? = nil, bounds: Bounds = Bounds(),
    log: ServerLog = ServerLog(), hasPublicForm: Bool = false
  ) {
    self.host = host
    self.certificate = certificate
    self.proxies = proxies
    self.name = name
    self.metrics = metrics
    let isOwn = Address(host)?.isLoopback == true && proxies.isEmpty
    self.rates = rates ?? (isOwn ? nil : .usual)
    self.bounds = bounds
    self.log = log
    self.hasPublicForm = hasPublicForm
  }

  /// Whether browsers reach it by TLS alone.
  public var isSecure: Bool { certificate != nil || !proxies.isEmpty }

  /// Whether others than this machine reach it.
  var isReachedByOthers: Bool { Address(host)?.isLoopback != true || !proxies.isEmpty }

  /// Why a site may not stand open like this; nil if it may.
  ///
  /// - Parameter isForOne: whether whoever comes is let in without an account.
  public func refusal(isForOne: Bool) -> WebServerError? {
    if Address(host) == nil { return .notAnAddress(host) }
    if isReachedByOthers, certificate == nil, proxies.isEmpty { return .needsTLS(host: host) }
    if !proxies.isEmpty, certificate == nil, Address(host)?.isLoopback != true,
      proxies.allSatisfy(\.isLoopback)
    {
      return .proxyElsewhere(host: host)
    }
    if isReachedByOthers, isForOne { return .needsAccounts(host: host) }
    return nil
  }

  /// The bounds of what anybody may send or hold.
  public struct Bounds: Sendable, Hashable {
    /// Connections at one time.
    public var connections: Int
    /// Connections of one address at one time. An office of many people may share one.
    public var connectionsOfOne: Int
    /// Seconds after which a connection on which nothing whole was asked is closed.
    public var idle: Int
    /// Seconds in which the rest of a form must arrive.
    public var form: Int
    /// Seconds in which a document must arrive.
    public var document: Int
    /// Bytes of the headers of a request.
    public var headers: Int
    /// Bytes of the address that is asked for.
    public var path: Int

    public init(
      connections: Int = 4096, connectionsOfOne: Int = 512, idle: Int = 60, form: Int = 30,
      document: Int = 120, headers: Int = 16 << 10, path: Int = 8 << 10
    ) {
      self.connections = connections
      self.connectionsOfOne = connectionsOfOne
      self.idle = idle
      self.form = form
      self.document = document
      self.headers = headers
      self.path = path
    }
  }
}

/// An address of a machine, without a port.
public struct Address: Sendable, Hashable, CustomStringConvertible {
  /// 4 bytes, or 16.
  private let bytes: [UInt8]

  /// - Parameter text: in digits; a name is none.
  public init?(_ text: String) {
    var four = in_addr()
    var sixteen = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
      let all = withUnsafeBytes(of: sixteen) { Array($0) }
      // ::ffff:192.0.2.1 is the machine 192.0.2.1.
      let isMapped = all.prefix(10).allSatisfy { $0 == 0 } && all[10] == 255 && all[11] == 255
      bytes = isMapped ? Array(all.suffix(4)) : all
    } else {
      return nil
    }
  }

  init?(_ address: SocketAddress) {
    // A link-local address names the network card behind a percent sign.
    guard let text = address.ipAddress?.prefix(while: { $0 != "%" }) else { return nil }
    self.init(String(text))
  }

  public var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
  }

  /// Whom limits are kept for: one address, or all that one subscriber has, which are 2^64.
  ///
  /// - Source: RFC 6177, section 2: no end site gets less than a /64.
  var household: Household { Household(bytes: bytes.count == 4 ? bytes : Array(bytes.prefix(8))) }

  struct Household: Sendable, Hashable { fileprivate var bytes: [UInt8] }

  public var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2).map {
      String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16)
    }.joined(separator: ":")
  }
}

/// Who sends a request, as far as the network tells.
struct Caller: Sendable, Hashable {
  /// nil where it cannot be told.
  var address: Address?
  /// Whether the browser speaks TLS, with this site or with its proxy.
  var isSecure: Bool

  static let unknown = Caller(address: nil, isSecure: false)

  /// - Parameters:
  ///   - peer: who holds the other end of the connection.
  ///   - forwarded: the values of `X-Forwarded-For`, in the order of their lines.
  ///   - protocols: the values of `X-Forwarded-Proto`.
  ///   - proxies: whose word is taken. Of what they say only the last counts: they have seen it, and what stands before it anybody
  ///     may have written.
  init(
    peer: Address?, hasTLS: Bool, forwarded: [String], protocols: [String], proxies: Set<Address>
  ) {
    guard let peer, proxies.contains(peer) else {
      self.init(address: peer, isSecure: hasTLS)
      return
    }
    self.init(
      address: Caller.last(of: forwarded).flatMap(Address.init) ?? peer,
      isSecure: hasTLS || Caller.last(of: protocols) == "https")
  }

  init(address: Address?, isSecure: Bool) {
    self.address = address
    self.isSecure = isSecure
  }

  private static func last(of values: [String]) -> String? {
    let words = values.last?.split(separator: ",", omittingEmptySubsequences: false)
    return words?.last.map { $0.filter { $0 != " " && $0 != "\t" } }
  }
}
