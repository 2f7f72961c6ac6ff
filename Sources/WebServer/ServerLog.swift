import Foundation
import Synchronization

/// What the site says of itself to whoever runs it, a line at a time. No line holds anything that a person wrote, the id of a
/// case, or a path: a path may name one.
public struct ServerLog: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    /// What goes wrong, in words; requests are not listed.
    case plain
    /// One JSON object to a line, for every request and for what goes wrong.
    ///
    /// - Source: RFC 8259; times as in RFC 3339.
    case json
  }

  public var format: Format
  /// Whether the addresses from which people ask are written down. They can show where somebody who fears for a child is.
  public var hasAddresses: Bool
  /// Takes a line without its end.
  public var write: @Sendable (String) -> Void

  public init(
    format: Format = .plain, hasAddresses: Bool = false,
    write: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.format = format
    self.hasAddresses = hasAddresses
    self.write = write
  }

  /// Something that whoever runs the site should know.
  @Sendable public func note(_ words: String) {
    switch format {
    case .plain: write("heed: \(words)")
    case .json: write(object([("event", "note"), ("words", words)]))
    }
  }

  /// One request, answered.
  struct Line {
    var id: String
    var method: String
    var route: String
    var status: Int
    var milliseconds: Int
    var address: Address?
  }

  func answered(_ line: Line) {
    guard format == .json else { return }
    var members: [(String, any Sendable)] = [
      ("event", "request"), ("id", line.id), ("method", line.method), ("route", line.route),
      ("status", line.status), ("milliseconds", line.milliseconds),
    ]
    if hasAddresses, let address = line.address { members.append(("address", "\(address)")) }
    write(object(members))
  }

  private func object(_ members: [(String, any Sendable)]) -> String {
    let time = Date.now.formatted(.iso8601.time(includingFractionalSeconds: true))
    let all = [("at", time as any Sendable)] + members
    return "{"
      + all.map { name, value in
        "\"\(name)\":" + ((value as? Int).map { "\($0)" } ?? quoted("\(value)"))
      }.joined(separator: ",") + "}"
  }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
