import Foundation
import HeedTesting
import Statistics
import Testing

struct IntervalTests {
  /// One line of Tests/Vectors/statistics/intervals.csv.
  private struct Vector {
    let proportion: Proportion
    let confidence: Double
    /// Lower and upper, by three methods.
    let ends: [Double]
  }

  private func vectors() throws -> [Vector] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Vectors/statistics/intervals.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map {
      let cells = $0.split(separator: ",")
      return Vector(
        proportion: Proportion(try #require(Int(cells[0])), of: try #require(Int(cells[1]))),
        confidence: try #require(Double(cells[2])),
        ends: try cells[3...].map { try #require(Double($0)) })
    }
  }

  @Test func `Every interval agrees with SciPy's to nine decimals`() throws {
    let vectors = try vectors()
    #expect(vectors.count == 1776)
    var worst = [0.0, 0.0, 0.0]
    for vector in vectors {
      let intervals = try [
        vector.proportion.wilson(confidence: vector.confidence),
        vector.proportion.wilsonWithContinuityCorrection(confidence: vector.confidence),
        vector.proportion.clopperPearson(confidence: vector.confidence),
      ]
      for (method, interval) in intervals.enumerated() {
        let off = max(
          (interval.lowerBound - vector.ends[2 * method]).magnitude,
          (interval.upperBound - vector.ends[2 * method + 1]).magnitude)
        worst[method] = max(worst[method], off)
        if off > 1e-9 {
          Issue.record("\(vector.proportion) \(vector.confidence), method \(method): \(interval)")
        }
      }
    }
    #expect(worst.allSatisfy { $0 < 1e-9 }, "\(worst)")
  }

  @Test func `Quantiles of the normal distribution are those of the tables`() {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.1, and Wichura's own checks.
    #expect((normalQuantile(0.975) - 1.959_963_984_540_054).magnitude < 1e-14)
    #expect((normalQuantile(0.25) + 0.674_489_750_196_081_7).magnitude < 1e-14)
    #expect((normalQuantile(0.001) + 3.090_232_306_167_814).magnitude < 1e-13)
    #expect((normalQuantile(1e-20) + 9.262_340_089_798_408).magnitude < 1e-12)
    #expect(normalQuantile(0.5) == 0)
  }

  @Test func `Clopper and Pearson's interval holds the tail that it promises`() throws {
    // Ends from sums of probabilities, term by term, which share nothing with the continued fraction.
    func tail(atLeast count: Int, of trials: Int, _ p: Double) -> Double {
      var term = (0..<trials).reduce(1.0) { product, _ in product * (1 - p) }
      var sum = 0.0
      for k in 0...trials {
        if k >= count { sum += term }
        term *= Double(trials - k) / Double(k + 1) * p / (1 - p)
      }
      return sum
    }
    try forAll(count: 300, seed: 0xC10) { random in
      let whole = 1 + random.below(60)
      let part = random.below(whole + 1)
      let confidence = Double(800 + random.below(199)) / 1000
      let interval = try Proportion(part, of: whole).clopperPearson(confidence: confidence)
      let half = (1 - confidence) / 2
      if part > 0 {
        let off = tail(atLeast: part, of: whole, interval.lowerBound) - half
        try #require(off.magnitude < 1e-10)
      }
      if part < whole {
        let off = 1 - tail(atLeast: part + 1, of: whole, interval.upperBound) - half
        try #require(off.magnitude < 1e-10)
      }
    }
  }

  @Test func `An interval holds the share, mirrors its rest and grows with confidence`() throws {
    try forAll(count: 300, seed: 0x1117) { random in
      let whole = 1 + random.below(5000)
      let part = random.below(whole + 1)
      let (one, rest) = (Proportion(part, of: whole), Proportion(whole - part, of: whole))
      for method in 0..<3 {
        func interval(_ proportion: Proportion, _ confidence: Double) throws -> ClosedRange<Double>
        {
          switch method {
          case 0: try proportion.wilson(confidence: confidence)
          case 1: try proportion.wilsonWithContinuityCorrection(confidence: confidence)
          default: try proportion.clopperPearson(confidence: confidence)
          }
        }
        let narrow = try interval(one, 0.8)
        let wide = try interval(one, 0.99)
        try #require(narrow.contains(Double(part) / Double(whole)))
        try #require(wide.lowerBound <= narrow.lowerBound && narrow.upperBound <= wide.upperBound)
        let mirrored = try interval(rest, 0.8)
        try #require((mirrored.lowerBound - (1 - narrow.upperBound)).magnitude < 1e-12)
      }
    }
  }

  @Test func `A share of nothing has no interval`() {
    #expect(throws: Refusal.emptyBase) { try Proportion(0, of: 0).wilson(confidence: 0.95) }
    #expect(throws: Refusal.emptyBase) { try Proportion(0, of: 0).clopperPearson(confidence: 0.95) }
  }
}
