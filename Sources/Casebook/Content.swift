public import Documents

/// What an item of a record says, as `heed: case/1` has it: text, lists and maps, without places in a file.
///
/// Every scalar is its text, as it was written: `2008-10`, `3`, `yes`.
public indirect enum Content: Sendable, Hashable {
  case null
  case text(String)
  case list([Content])
  case map([String: Content])

  /// The value of a document that has been read, whose keys are known to be different.
  public init(_ node: Node) {
    switch node.value {
    case .scalar(let scalar): self = scalar.isNull ? .null : .text(scalar.text)
    case .list(let items): self = .list(items.map(Content.init))
    case .map(let entries):
      self = .map(
        Dictionary(
          entries.map { ($0.key, Content($0.value)) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  public subscript(key: String) -> Content? {
    if case .map(let members) = self { members[key] } else { nil }
  }

  public var asText: String? { if case .text(let text) = self { text } else { nil } }

  /// The texts of a list, or the one text.
  public var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let items): items.compactMap(\.asText)
    case .null, .map: []
    }
  }

  /// Every text in it, in the order of its keys.
  public var allTexts: [String] {
    switch self {
    case .null: []
    case .text(let text): [text]
    case .list(let items): items.flatMap(\.allTexts)
    case .map(let members):
      members.sorted { $0.key < $1.key }.flatMap { $0.value.allTexts }
    }
  }

  /// In one line for people: `fact: moved · child: child-1`.
  public var described: String {
    guard case .map(let members) = self else { return allTexts.joined(separator: ", ") }
    let first = ["id", "fact", "act", "role", "kind"]
    return members.sorted { one, other in
      let (a, b) = (first.firstIndex(of: one.key) ?? .max, first.firstIndex(of: other.key) ?? .max)
      return (a, one.key) < (b, other.key)
    }.compactMap { key, value in
      value.allTexts.isEmpty ? nil : "\(key): \(value.allTexts.joined(separator: ", "))"
    }.joined(separator: " · ")
  }

  /// The same content with a member set, or taken out.
  public func setting(_ key: String, to value: Content?) -> Content {
    guard case .map(var members) = self else { return self }
    members[key] = value
    return .map(members)
  }
}

extension Content: Codable {
  public init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: Key.self) {
      var map: [String: Content] = [:]
      for key in members.allKeys {
        map[key.stringValue] = try members.decode(Content.self, forKey: key)
      }
      self = .map(map)
      return
    }
    if var list = try? decoder.unkeyedContainer() {
      var items: [Content] = []
      while !list.isAtEnd { items.append(try list.decode(Content.self)) }
      self = .list(items)
      return
    }
    let value = try decoder.singleValueContainer()
    self = value.decodeNil() ? .null : .text(try value.decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .null:
      var value = encoder.singleValueContainer()
      try value.encodeNil()
    case .text(let text):
      var value = encoder.singleValueContainer()
      try value.encode(text)
    case .list(let items):
      var list = encoder.unkeyedContainer()
      for item in items { try list.encode(item) }
    case .map(let members):
      var map = encoder.container(keyedBy: Key.self)
      for (key, value) in members { try map.encode(value, forKey: Key(stringValue: key)) }
    }
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
