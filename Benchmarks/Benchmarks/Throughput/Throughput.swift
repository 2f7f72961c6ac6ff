import Assessment
import Benchmark
import CaseRecord
import Crypto
import Diagnostics
import Foundation
import LawLibrary
import LawPack

/// Everything that `Benchmarks/throughput` measures, by the names that it prints.
let benchmarks: @Sendable () -> Void = {
  let isQuick = ProcessInfo.processInfo.environment["HEED_BENCHMARK_QUICK"] != nil
  Benchmark.defaultConfiguration = Benchmark.Configuration(
    metrics: [.wallClock, .throughput],
    warmupIterations: isQuick ? 1 : 5,
    maxDuration: isQuick ? .milliseconds(50) : .seconds(2),
    maxIterations: isQuick ? 5 : 2000)
  do {
    let materials = try Materials(isQuick: isQuick)
    if let path = ProcessInfo.processInfo.environment["HEED_BENCHMARK_SIZES"] {
      try materials.sizes.write(toFile: path, atomically: true, encoding: .utf8)
    }
    measureLaw(materials)
    measureReading(materials)
    measureAnswers(materials)
    measureManyRecords(materials)
    measureManySets()
  } catch {
    fatalError("the benchmarks cannot begin: \(error)")
  }
}

/// Loading the law, beside what the machine needs to hash and to copy the same bytes.
private func measureLaw(_ materials: Materials) {
  Benchmark("law-text") { _ in blackHole(load(materials, cache: .none)) }
  Benchmark("law-compiled") { _ in
    blackHole(load(materials, cache: .folder(materials.cache)))
  }
  let bytes = materials.bytesOfLaw
  Benchmark("law-sha256") { _ in blackHole(SHA256.hash(data: bytes)) }
  Benchmark("law-memcpy") { benchmark in
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    defer { copy.deallocate() }
    // The first copy makes the pages, which is not what is measured.
    bytes.withUnsafeBytes { copy.copyMemory(from: $0) }
    benchmark.startMeasurement()
    bytes.withUnsafeBytes { copy.copyMemory(from: $0) }
    blackHole(copy.baseAddress)
    benchmark.stopMeasurement()
  }
}

private func load(_ materials: Materials, cache: CachePolicy) -> Int {
  do {
    let (law, _) = try LawLibrary(at: materials.lawFolder).load(cache: cache)
    return law.frameworks.count
  } catch {
    fatalError("\(error)")
  }
}

/// One record from its bytes, in both forms.
private func measureReading(_ materials: Materials) {
  for (name, sample) in [("small", materials.small), ("large", materials.large)] {
    Benchmark("\(name)-yaml") { _ in blackHole(materials.read(sample.yaml)) }
    Benchmark("\(name)-json") { _ in blackHole(materials.read(sample.json)) }
  }
}

/// Every framework's answer on one record: the states, the whole answer as JSON, and both.
private func measureAnswers(_ materials: Materials) {
  for (name, sample) in [("small", materials.small), ("large", materials.large)] {
    let assessment = materials.assessment(of: sample.record)
    Benchmark("\(name)-states") { _ in
      blackHole(materials.assessment(of: sample.record).findings.count)
    }
    Benchmark("\(name)-answer") { _ in blackHole(assessment.json.text.utf8.count) }
    Benchmark("\(name)-both") { _ in
      blackHole(materials.assessment(of: sample.record).json.text.utf8.count)
    }
  }
}

/// Every published record, one after another.
private func measureManyRecords(_ materials: Materials) {
  Benchmark("all-states") { _ in
    for sample in materials.published {
      blackHole(materials.assessment(of: sample.record).findings.count)
    }
  }
  Benchmark("all-both") { _ in
    for sample in materials.published {
      blackHole(materials.assessment(of: sample.record).json.text.utf8.count)
    }
  }
  Benchmark("all-from-yaml") { _ in
    for sample in materials.published {
      guard let record = materials.read(sample.yaml) else { fatalError("\(sample.yaml.name)") }
      blackHole(materials.assessment(of: record).json.text.utf8.count)
    }
  }
}
