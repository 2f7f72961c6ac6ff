public import Diagnostics

/// A map that is read strictly: each key is asked for by name, and a key that nobody asked for is
/// an error.
///
/// ```swift
/// guard var fields = Fields(node, file: file, what: "a person", report: &report)
/// else { return nil }
/// let id = fields.required("id", help: "give each person a short name", report: &report)
/// let born = fields.optional("born")
/// fields.finish(allowed: ["id", "role", "born"], report: &report)
/// ```
public struct Fields {
  /// Where the map starts.
  public let position: Position

  private let file: String
  private let what: String
  private let entries: [Entry]
  private var isRead: [Bool]
  /// Places of the keys, for maps that are too large to look through.
  private let index: [String: Int]?

  /// Starts reading a map; if `node` is not one, adds `documents.expected-map` and gives nil.
  ///
  /// - Parameter what: what the map describes, as the start of a sentence: "a statement".
  public init?(_ node: Node, file: String, what: String, report: inout Report) {
    guard let entries = node.asMap else {
      report.add(Problem.expectedMap(what: what).diagnostic(at: node.position, in: file))
      return nil
    }
    position = node.position
    self.file = file
    self.what = what
    self.entries = entries
    isRead = [Bool](repeating: false, count: entries.count)
    if entries.count > 16 {
      index = Dictionary(
        entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    } else {
      index = nil
    }
  }

  /// The value of a key that must be there; otherwise adds `documents.missing-key` and gives nil.
  ///
  /// A key with nothing after it, or null, is missing too.
  public mutating func required(_ key: String, help: String, report: inout Report) -> Node? {
    if let node = optional(key) { return node }
    let place = slot(key).map { entries[$0].keyPosition } ?? position
    let problem = Problem.missingKey(what: what, key: key, help: help, isEmpty: slot(key) != nil)
    report.add(problem.diagnostic(at: place, in: file))
    return nil
  }

  /// The value of a key that may be left out; nil also if it is null.
  public mutating func optional(_ key: String) -> Node? {
    guard let slot = slot(key) else { return nil }
    isRead[slot] = true
    let node = entries[slot].value
    return node.isNull ? nil : node
  }

  /// Whether the key is there with something after it. Does not count as reading it.
  public func has(_ key: String) -> Bool {
    slot(key).map { !entries[$0].value.isNull } ?? false
  }

  /// Every entry that has not been asked for yet, null ones included; they count as read.
  public mutating func rest() -> [Entry] {
    let unread = entries.indices.filter { !isRead[$0] }
    for slot in unread { isRead[slot] = true }
    return unread.map { entries[$0] }
  }

  /// Adds `documents.unknown-key` at every key that was never asked for.
  ///
  /// At most 50 are listed one by one; the last of them says how many more there are.
  ///
  /// - Parameter allowed: the keys that this map may have, for the help and for the nearest name.
  public func finish(allowed: [String], report: inout Report) {
    let unread = entries.indices.filter { !isRead[$0] }
    for slot in unread.prefix(50) {
      let entry = entries[slot]
      let problem = Problem.unknownKey(what: what, key: entry.key, allowed: allowed)
      report.add(problem.diagnostic(at: entry.keyPosition, in: file))
    }
    if unread.count > 50 {
      let problem = Problem.moreUnknownKeys(what: what, count: unread.count - 50)
      report.add(problem.diagnostic(at: entries[unread[50]].keyPosition, in: file))
    }
  }

  private func slot(_ key: String) -> Int? {
    if let index { return index[key] }
    return entries.firstIndex { $0.key == key }
  }
}
