import Casebook
import CivilTime

extension Schema {
  /// The schema of a type, found by letting it read itself from nothing: what it asks for is what it is made of.
  ///
  /// So the document says what the coding of a type does, and follows when that changes.
  static func of(_ type: any Decodable.Type) -> Schema {
    do {
      return try sketch(type).schema
    } catch {
      preconditionFailure("\(type) cannot be read from a sketch: \(error)")
    }
  }

  /// A schema, with a value of the type for those that are made of it.
  fileprivate static func sketch(
    _ type: any Decodable.Type
  ) throws -> (schema: Schema, value: any Decodable) {
    switch type {
    case is String.Type: return (.string, "")
    case is Bool.Type: return (.boolean, false)
    case is Int.Type: return (.count, 0)
    case is CivilDate.Type: return (.day, CivilDate("2000-01-01")!)
    case is Instant.Type: return (.moment, Instant(milliseconds: 0))
    case is Content.Type: return (.content, Content.null)
    default: break
    }
    if let names = type as? any (CaseIterable & RawRepresentable & Decodable).Type {
      return named(names)
    }
    if let map = type as? any TextKeyed.Type {
      return (.map(try sketch(map.element).schema), map.empty)
    }
    let sketch = Sketch()
    let value = try type.init(from: sketch)
    return (sketch.schema, value)
  }

  /// A type that is a list of names.
  private static func named<Names: CaseIterable & RawRepresentable & Decodable>(
    _ type: Names.Type
  ) -> (schema: Schema, value: any Decodable) {
    (.oneOf(type.allCases.compactMap { $0.rawValue as? String }), type.allCases.first!)
  }
}

/// An object with free keys.
private protocol TextKeyed {
  static var element: any Decodable.Type { get }
  static var empty: any Decodable { get }
}

extension Dictionary: TextKeyed where Key == String, Value: Decodable {
  static var element: any Decodable.Type { Value.self }
  static var empty: any Decodable { Self() }
}

/// Gives a type whatever it asks for, and notes it.
private final class Sketch: Decoder {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  var schema = Schema.open([])

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Members<Key>(sketch: self))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer { Items(sketch: self) }
  func singleValueContainer() -> any SingleValueDecodingContainer { Single(sketch: self) }

  func note(_ name: String, _ schema: Schema?, isOptional: Bool) {
    guard case .object(var shape) = self.schema else { return }
    if let index = shape.members.firstIndex(where: { $0.name == name }) {
      if let schema { shape.members[index].schema = schema }
    } else {
      shape.members.append(.init(name, schema ?? .open([]), isRequired: !isOptional))
    }
    self.schema = .object(shape)
  }

  /// A value as the type that was asked for.
  static func cast<Value>(_ value: any Decodable, _ type: Value.Type) throws -> Value {
    guard let value = value as? Value else {
      throw DecodingError.typeMismatch(
        type, .init(codingPath: [], debugDescription: "a sketch has no such value"))
    }
    return value
  }

  private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
    var sketch: Sketch
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    /// Asked only of what may be left out.
    func contains(_ key: Key) -> Bool {
      sketch.note(key.stringValue, nil, isOptional: true)
      return true
    }

    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      let (schema, value) = try Schema.sketch(type)
      sketch.note(key.stringValue, schema, isOptional: false)
      return try Sketch.cast(value, type)
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Nested> { Sketch().container(keyedBy: type) }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
      Sketch().unkeyedContainer()
    }
    func superDecoder() -> any Decoder { sketch }
    func superDecoder(forKey key: Key) -> any Decoder { sketch }
  }

  /// A list of one.
  private struct Items: UnkeyedDecodingContainer {
    var sketch: Sketch
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    var isAtEnd = false
    var currentIndex: Int { isAtEnd ? 1 : 0 }

    mutating func decodeNil() -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      isAtEnd = true
      let (schema, value) = try Schema.sketch(type)
      sketch.schema = .list(schema)
      return try Sketch.cast(value, type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedDecodingContainer<Nested> { Sketch().container(keyedBy: type) }
    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
      Sketch().unkeyedContainer()
    }
    mutating func superDecoder() -> any Decoder { sketch }
  }

  private struct Single: SingleValueDecodingContainer {
    var sketch: Sketch
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      let (schema, value) = try Schema.sketch(type)
      sketch.schema = schema
      return try Sketch.cast(value, type)
    }
  }
}
