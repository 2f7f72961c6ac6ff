public import Diagnostics

/// A value in a document and the place where it starts.
///
/// Nothing is converted on the way in: `no`, `2008-11-03` and `010` are the text that was written,
/// whether the file is YAML or JSON. What a value means is decided where its name is known.
public struct Node: Sendable {
  public var position: Position
  public var value: Value

  public init(position: Position, value: Value) {
    self.position = position
    self.value = value
  }

  /// The entries, if this is a map.
  public var asMap: [Entry]? { if case .map(let entries) = value { entries } else { nil } }

  /// The items, if this is a list.
  public var asList: [Node]? { if case .list(let items) = value { items } else { nil } }

  /// The scalar, if this is one.
  public var asScalar: Scalar? { if case .scalar(let scalar) = value { scalar } else { nil } }

  /// Whether this is a scalar that says that there is nothing here.
  public var isNull: Bool { asScalar?.isNull ?? false }
}

/// What stands at a place in a document.
public enum Value: Sendable {
  case scalar(Scalar)
  case list([Node])
  /// Keys in the order of the file; no two are equal.
  case map([Entry])
}

/// A single text, number or word of a document, as it was written, its escapes resolved.
public struct Scalar: Sendable {
  public var text: String
  /// Written with quotes, or in YAML as a block: certainly text.
  public var isQuoted: Bool
  /// Written without quotes as nothing, `~` or `null`.
  public var isNull: Bool

  public init(text: String, isQuoted: Bool, isNull: Bool) {
    self.text = text
    self.isQuoted = isQuoted
    self.isNull = isNull
  }
}

/// One key of a map with its value.
public struct Entry: Sendable {
  public var key: String
  public var keyPosition: Position
  public var value: Node

  public init(key: String, keyPosition: Position, value: Node) {
    self.key = key
    self.keyPosition = keyPosition
    self.value = value
  }
}
