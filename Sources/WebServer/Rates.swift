import Synchronization

/// How often something may be asked.
public struct Rates: Sendable, Hashable {
  /// So many at once, and then so many in a minute.
  public struct Rate: Sendable, Hashable {
    public var burst: Double
    public var perMinute: Double

    public init(burst: Double, perMinute: Double) {
      self.burst = burst
      self.perMinute = perMinute
    }
  }

  /// Everything from one address. A whole office may stand behind it.
  public var address = Rate(burst: 3000, perMinute: 3000)
  /// What one address asks without a session.
  public var stranger = Rate(burst: 300, perMinute: 240)
  /// Everything in one session.
  public var session = Rate(burst: 300, perMinute: 300)
  /// Forms of the sign-in from one address.
  public var signIn = Rate(burst: 60, perMinute: 30)
  /// Warnings without an account from one address. A school or a refuge may stand behind it.
  public var publicForm = Rate(burst: 12, perMinute: 2)
  /// Codes of receipts from one address.
  public var receipt = Rate(burst: 12, perMinute: 4)

  public init() {}

  public static let usual = Rates()
}

/// Counts who asked how often. It remembers a bounded number of them, and nothing but numbers.
final class RateLimits: Sendable {
  enum Kind: Sendable, Hashable, CaseIterable {
    case address, stranger, session, signIn, publicForm, receipt
  }

  enum Whose: Sendable, Hashable {
    case household(Address.Household)
    /// A digest of the token of a session.
    case session([UInt8])
    /// Whoever comes from nowhere that can be told: they share one.
    case unknown
  }

  private struct Key: Hashable {
    var kind: Kind
    var whose: Whose
  }

  private struct Bucket {
    var tokens: Double
    /// Seconds, on the clock of the caller.
    var at: Double
  }

  private let rates: Rates
  /// The most that are remembered.
  private let most: Int
  private let buckets = Mutex<[Key: Bucket]>([:])

  init(_ rates: Rates, most: Int = 20_000) {
    self.rates = rates
    self.most = most
  }

  /// Takes one, if there is one to take.
  ///
  /// - Parameter now: seconds on a clock that never goes back.
  /// - Returns: nil if it may be done; otherwise the seconds after which it may be tried again.
  func take(_ kind: Kind, of whose: Whose, at now: Double) -> Int? {
    let rate = rates[kind]
    return buckets.withLock { buckets in
      let key = Key(kind: kind, whose: whose)
      if buckets[key] == nil, buckets.count >= most { makeRoom(in: &buckets, at: now) }
      var bucket = buckets[key] ?? Bucket(tokens: rate.burst, at: now)
      bucket.tokens = filled(bucket, by: rate, at: now)
      bucket.at = now
      let isThere = bucket.tokens >= 1
      if isThere { bucket.tokens -= 1 }
      buckets[key] = bucket
      return isThere ? nil : max(1, Int(((1 - bucket.tokens) / rate.perMinute * 60).rounded(.up)))
    }
  }

  var count: Int { buckets.withLock { $0.count } }

  private func filled(_ bucket: Bucket, by rate: Rates.Rate, at now: Double) -> Double {
    min(rate.burst, bucket.tokens + max(0, now - bucket.at) / 60 * rate.perMinute)
  }

  /// Those that are full again say nothing any more. Where that is not enough, those go that are nearest to it.
  private func makeRoom(in buckets: inout [Key: Bucket], at now: Double) {
    func share(_ key: Key, _ bucket: Bucket) -> Double {
      filled(bucket, by: rates[key.kind], at: now) / rates[key.kind].burst
    }
    buckets = buckets.filter { share($0.key, $0.value) < 1 }
    guard buckets.count > most / 4 * 3 else { return }
    let fullest = buckets.map { ($0.key, share($0.key, $0.value)) }.sorted { $0.1 > $1.1 }
    for (key, _) in fullest.prefix(buckets.count - most / 4 * 3) { buckets[key] = nil }
  }
}

extension Rates {
  subscript(kind: RateLimits.Kind) -> Rate {
    switch kind {
    case .address: address
    case .stranger: stranger
    case .session: session
    case .signIn: signIn
    case .publicForm: publicForm
    case .receipt: receipt
    }
  }
}
