import Synchronization

/// Numbers of what the site does, for whoever watches over it. They name patterns of addresses, such as `/cases/{case}`, and never
/// what stands in them.
///
/// - Source: the Prometheus text exposition format, version 0.0.4.
final class Metrics: Sendable {
  /// A request, as far as it is counted.
  struct Kind: Hashable, Sendable {
    var method: String
    var route: String
    var status: Int
  }

  private struct State {
    var answered: [Kind: Int] = [:]
    var times: [String: Histogram] = [:]
    var inFlight = 0
    var limited = 0
    var bytesReceived = 0
  }

  private struct Histogram {
    var counts = Array(repeating: 0, count: Metrics.bounds.count + 1)
    var sum = 0.0

    mutating func add(_ seconds: Double) {
      counts[Metrics.bounds.firstIndex { seconds <= $0 } ?? Metrics.bounds.count] += 1
      sum += seconds
    }
  }

  /// In seconds.
  static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private let state = Mutex(State())

  func begin() { state.withLock { $0.inFlight += 1 } }

  func answered(_ kind: Kind, seconds: Double) {
    state.withLock { state in
      state.inFlight -= 1
      state.answered[kind, default: 0] += 1
      state.times[kind.route, default: Histogram()].add(seconds)
      if kind.status == 429 { state.limited += 1 }
    }
  }

  var inFlight: Int { state.withLock { $0.inFlight } }

  /// A number that is read when it is asked for.
  struct Gauge {
    var name: String
    var help: String
    var value: Double?
  }

  /// Everything as text.
  func text(_ gauges: [Gauge]) -> String {
    let state = state.withLock { $0 }
    var lines = [
      "# HELP heed_requests_total Requests answered, by pattern of the address and status.",
      "# TYPE heed_requests_total counter",
    ]
    for (kind, count) in state.answered.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      lines.append(
        "heed_requests_total{method=\"\(kind.method)\",route=\"\(label(kind.route))\",status=\"\(kind.status)\"} \(count)"
      )
    }
    lines += [
      "# HELP heed_request_seconds Time from the head of a request to its answer.",
      "# TYPE heed_request_seconds histogram",
    ]
    for (route, times) in state.times.sorted(by: { $0.key < $1.key }) {
      var sum = 0
      for (bound, count) in zip(Metrics.bounds.map { "\($0)" } + ["+Inf"], times.counts) {
        sum += count
        lines.append(
          "heed_request_seconds_bucket{route=\"\(label(route))\",le=\"\(bound)\"} \(sum)")
      }
      lines.append("heed_request_seconds_sum{route=\"\(label(route))\"} \(times.sum)")
      lines.append("heed_request_seconds_count{route=\"\(label(route))\"} \(sum)")
    }
    let own = [
      Gauge(
        name: "heed_requests_in_flight", help: "Requests that wait for their answer.",
        value: Double(state.inFlight)),
      Gauge(
        name: "heed_requests_limited_total", help: "Requests refused because there were too many.",
        value: Double(state.limited)),
    ]
    for gauge in own + gauges {
      guard let value = gauge.value else { continue }
      let type = gauge.name.hasSuffix("_total") ? "counter" : "gauge"
      lines += [
        "# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) \(type)",
        "\(gauge.name) \(value)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func label(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
