internal import CivilTime
internal import FoundationEssentials
internal import Statistics

extension Release {
  /// The release as one line of the log, without a line feed.
  func line(after head: String) -> [UInt8] {
    var ways: [String: JSONValue] = [:]
    for (way, values) in heading.ways { ways[way] = .texts(values) }
    let line: JSONValue = .object([
      "format": .text(ReleaseLog.format), "former": .text(head), "release": .text(heading.name),
      "published": .text("\(heading.published)"), "snapshot": .text(heading.snapshot),
      "definition": .text(heading.definition), "base": .text(heading.base),
      "adds-up-over-time": .yesNo(heading.addsUpOverTime),
      "threshold": .number(heading.rule.threshold),
      "zero-is-small": .yesNo(heading.rule.includesZero), "ways": .object(ways),
      "cells": .list(cells.map(\.json)),
    ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else {
      preconditionFailure("texts, whole numbers, lists and objects can be written as JSON")
    }
    return Array(data)
  }
}

extension Release.Cell {
  fileprivate var json: JSONValue {
    var values: [String: JSONValue] = [:]
    for (way, covered) in extent.values { values[way] = .texts(covered) }
    var fields: [String: JSONValue] = [
      "cell": .text(name), "areas": .texts(extent.areas),
      "from": .text("\(extent.period.lowerBound)"), "to": .text("\(extent.period.upperBound)"),
      "values": .object(values),
    ]
    switch printed {
    case .count(let count): fields["printed"] = .number(count)
    case .suppressed(let isSmall):
      fields["printed"] = .text("c")
      fields["small"] = .yesNo(isSmall)
    }
    return .object(fields)
  }
}

extension JSONValue {
  fileprivate static func texts(_ texts: Set<String>) -> JSONValue {
    .list(texts.sorted().map { .text($0) })
  }
}
