import Assessment
import CivilTime
import Documents

/// What a JSON value may be: the part of JSON Schema that the interface for programs needs.
///
/// The same value is shown in the OpenAPI document and is what every request is held to, so that the two cannot differ.
///
/// - Source: JSON Schema draft 2020-12, Core and Validation.
indirect enum Schema: Sendable {
  case text(Text)
  case integer(ClosedRange<Int>)
  case boolean
  case list(Schema, most: Int)
  case object(Shape)
  /// An object whose keys are free.
  case map(Schema)
  /// One of several objects, told apart by the constant text of one member.
  case either(on: String, [Alternative])
  /// A schema of the document, by its name.
  case named(String)
  /// What an item of a case says: an object of texts, lists and objects.
  case content
  /// An object that is described in words alone.
  case described(String)

  struct Text: Sendable {
    enum Form: Sendable {
      case plain
      case oneOf([String])
      case day
      case moment
    }

    var form = Form.plain
    var least = 0
    var most = Schema.longestText
  }

  struct Alternative: Sendable {
    /// The text by which it is known.
    var name: String
    /// The name of its schema in the document.
    var component: String
    var schema: Schema
  }

  struct Shape: Sendable {
    struct Member: Sendable {
      var name: String
      var schema: Schema
      var isRequired: Bool
      var says: String?

      init(_ name: String, _ schema: Schema, isRequired: Bool = true, says: String? = nil) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        self.says = says
      }
    }

    var members: [Member]
    /// Whether other members are refused.
    var isClosed = false
    var says: String?

    subscript(name: String) -> Member? { members.first { $0.name == name } }
  }

  /// In characters.
  static let longestText = 20_000
  /// The largest whole number that every JSON program keeps exactly.
  ///
  /// - Source: RFC 7493, section 2.2.
  static let largestNumber = 9_007_199_254_740_991
  static let longestList = 1000
  /// How many lists and objects may stand inside each other.
  static let deepest = 16

  static let string = Schema.text(Text())
  static let day = Schema.text(Text(form: .day))
  static let moment = Schema.text(Text(form: .moment))
  static let count = Schema.integer(0...largestNumber)
  static func oneOf(_ values: [String]) -> Schema { .text(Text(form: .oneOf(values))) }
  static func text(_ least: Int, _ most: Int) -> Schema { .text(Text(least: least, most: most)) }
  static func open(_ members: [Shape.Member], says: String? = nil) -> Schema {
    .object(Shape(members: members, says: says))
  }
  static func list(_ schema: Schema) -> Schema { .list(schema, most: longestList) }
}

// MARK: In the document

extension Schema {
  /// The schema as JSON Schema has it.
  var json: JSONValue {
    switch self {
    case .text(let text): text.json
    case .integer(let range):
      .object([
        ("type", "integer"), ("minimum", .int(range.lowerBound)),
        ("maximum", .int(range.upperBound)),
      ])
    case .boolean: .object([("type", "boolean")])
    case .list(let items, let most):
      .object([("type", "array"), ("items", items.json), ("maxItems", .int(most))])
    case .object(let shape): shape.json
    case .map(let schema):
      .object([("type", "object"), ("additionalProperties", schema.json)])
    case .either(let member, let alternatives):
      .object([
        ("oneOf", .array(alternatives.map { Schema.named($0.component).json })),
        (
          "discriminator",
          .object([
            ("propertyName", .string(member)),
            (
              "mapping",
              .object(
                alternatives.map { ($0.name, .string("#/components/schemas/\($0.component)")) })
            ),
          ])
        ),
      ])
    case .named(let name): .object([("$ref", .string("#/components/schemas/\(name)"))])
    case .content: Schema.named("Content").json
    case .described(let words): .object([("type", "object"), ("description", .string(words))])
    }
  }

  /// `Content`, which is made of itself.
  static let contentJSON: JSONValue = {
    let inner = Schema.content.json
    return .object([
      (
        "description",
        "What an item of a case says, as `heed: case/1` has it. Every value is text, as people write it: `2008-10`, `3`, `yes`."
      ),
      ("type", "object"),
      (
        "additionalProperties",
        .object([
          (
            "anyOf",
            .array([
              Schema.string.json, .object([("type", "null")]),
              .object([
                ("type", "array"),
                ("items", .object([("anyOf", .array([Schema.string.json, inner]))])),
                ("maxItems", .int(Schema.longestList)),
              ]), inner,
            ])
          )
        ])
      ),
    ])
  }()
}

extension Schema.Text {
  fileprivate var json: JSONValue {
    switch form {
    case .plain:
      .object([
        ("type", "string"), ("minLength", least > 0 ? .int(least) : nil),
        ("maxLength", .int(most)),
      ])
    case .oneOf(let values):
      values.count == 1
        ? .object([("type", "string"), ("const", .string(values[0]))])
        : .object([("type", "string"), ("enum", .strings(values))])
    case .day:
      .object([
        ("type", "string"), ("format", "date"), ("pattern", .string(Schema.Text.dayPattern)),
      ])
    case .moment: .object([("type", "string"), ("format", "date-time")])
    }
  }

  /// A day of the years 1900 to 2099. Whether there is such a day is for the format to say.
  private static let dayPattern = "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
}

extension Schema.Shape {
  fileprivate var json: JSONValue {
    let required = members.filter(\.isRequired).map(\.name)
    return .object([
      ("type", "object"), ("description", says.map { .string($0) }),
      ("properties", .object(members.map { ($0.name, $0.json) })),
      ("required", required.isEmpty ? nil : .strings(required)),
      ("additionalProperties", isClosed ? false : nil),
    ])
  }
}

extension Schema.Shape.Member {
  fileprivate var json: JSONValue {
    guard let says, case .object(let members) = schema.json else { return schema.json }
    return .object(members.filter { $0.key != "description" } + [("description", .string(says))])
  }
}

// MARK: What is wrong with a value

/// One thing that is wrong with a request, and where. It never holds what was sent.
struct ApiFault: Sendable, Hashable, Codable {
  /// - Source: RFC 6901.
  var pointer: String
  /// A stable name for programs.
  var code: String
  var detail: String
}

extension Schema {
  /// Everything that is wrong with a value, in the order in which it stands; at most a hundred.
  func faults(of node: Node) -> [ApiFault] {
    var faults: [ApiFault] = []
    find(node, "", &faults)
    return Array(faults.prefix(100))
  }

  private func find(_ node: Node, _ pointer: String, _ faults: inout [ApiFault]) {
    func wrong(_ code: String, _ detail: String) {
      faults.append(ApiFault(pointer: pointer, code: code, detail: detail))
    }
    switch self {
    case .text(let text):
      guard let scalar = node.asScalar, scalar.isQuoted else {
        return wrong("not-text", "This is to be text.")
      }
      if let fault = text.fault(in: scalar.text) { wrong(fault.code, fault.detail) }
    case .integer(let range):
      guard let scalar = node.asScalar, !scalar.isQuoted, let number = Int(scalar.text) else {
        return wrong("not-a-whole-number", "This is to be a whole number.")
      }
      if !range.contains(number) {
        wrong(
          "out-of-range",
          "This is to be a whole number from \(range.lowerBound) to \(range.upperBound).")
      }
    case .boolean:
      let isOne = node.asScalar.map { !$0.isQuoted && ["true", "false"].contains($0.text) }
      if isOne != true { wrong("not-true-or-false", "This is to be true or false.") }
    case .list(let items, let most):
      guard let list = node.asList else { return wrong("not-a-list", "This is to be a list.") }
      if list.count > most { wrong("too-many", "At most \(most) may stand here.") }
      for (index, item) in list.prefix(most).enumerated() {
        items.find(item, "\(pointer)/\(index)", &faults)
      }
    case .map(let schema):
      guard let entries = node.asMap else { return wrong("not-an-object", Schema.noObject) }
      for entry in entries { schema.find(entry.value, pointer / entry.key, &faults) }
    case .object(let shape): shape.find(node, pointer, &faults)
    case .either(let member, let alternatives):
      guard let entries = node.asMap else { return wrong("not-an-object", Schema.noObject) }
      let names = Schema.oneOf(alternatives.map(\.name))
      guard let chosen = entries.first(where: { $0.key == member })?.value else {
        faults.append(
          ApiFault(pointer: pointer / member, code: "missing", detail: Schema.missing))
        return
      }
      let text = chosen.asScalar.flatMap { $0.isQuoted ? $0.text : nil }
      guard let alternative = alternatives.first(where: { $0.name == text }) else {
        return names.find(chosen, pointer / member, &faults)
      }
      alternative.schema.find(node, pointer, &faults)
    case .content:
      guard let entries = node.asMap else { return wrong("not-an-object", Schema.noObject) }
      for entry in entries {
        Schema.findInContent(entry.value, pointer / entry.key, &faults)
      }
    case .named, .described: if node.asMap == nil { wrong("not-an-object", Schema.noObject) }
    }
  }

  private static func findInContent(
    _ node: Node, _ pointer: String, isInList: Bool = false, _ faults: inout [ApiFault]
  ) {
    func wrong() {
      faults.append(
        ApiFault(
          pointer: pointer, code: "not-content",
          detail: "This is to be text in quotation marks, a list of texts or objects, or an object."
        ))
    }
    switch node.value {
    case .scalar(let scalar):
      if scalar.isQuoted {
        Schema.string.find(node, pointer, &faults)
      } else if !scalar.isNull || isInList {
        wrong()
      }
    case .list(let items):
      if isInList { return wrong() }
      if items.count > Schema.longestList {
        faults.append(
          ApiFault(
            pointer: pointer, code: "too-many",
            detail: "At most \(Schema.longestList) may stand here."))
      }
      for (index, item) in items.prefix(Schema.longestList).enumerated() {
        findInContent(item, "\(pointer)/\(index)", isInList: true, &faults)
      }
    case .map: Schema.content.find(node, pointer, &faults)
    }
  }

  fileprivate static let noObject = "This is to be an object."
  fileprivate static let missing = "This must be given."
}

extension Schema.Shape {
  fileprivate func find(_ node: Node, _ pointer: String, _ faults: inout [ApiFault]) {
    guard let entries = node.asMap else {
      faults.append(
        ApiFault(pointer: pointer, code: "not-an-object", detail: Schema.noObject))
      return
    }
    for entry in entries {
      if let member = self[entry.key] {
        member.schema.find(entry.value, pointer / entry.key, &faults)
      } else if isClosed {
        faults.append(
          ApiFault(
            pointer: pointer / entry.key, code: "unknown",
            detail: "There is no such member here."))
      }
    }
    for member in members where member.isRequired {
      if !entries.contains(where: { $0.key == member.name }) {
        faults.append(
          ApiFault(pointer: pointer / member.name, code: "missing", detail: Schema.missing))
      }
    }
  }
}

extension Schema.Text {
  /// What is wrong with a text; nil if nothing is.
  func fault(in text: String) -> (code: String, detail: String)? {
    switch form {
    case .plain:
      let length = text.unicodeScalars.count
      if length < least { return ("too-short", "At least \(least) characters must stand here.") }
      if length > most { return ("too-long", "At most \(most) characters may stand here.") }
    case .oneOf(let values):
      if !values.contains(text) {
        return ("not-one-of", "This is to be one of: \(values.joined(separator: ", ")).")
      }
    case .day:
      let year = text.prefix(2)
      if text.utf8.count != 10 || (year != "19" && year != "20") || CivilDate(text) == nil {
        return ("not-a-day", "This is to be a day of the years 1900 to 2099, as 2026-11-21.")
      }
    case .moment:
      if Instant(text) == nil {
        return ("not-a-moment", "This is to be a moment, as 2026-11-21T09:00:00.000Z.")
      }
    }
    return nil
  }
}

/// One step further in a JSON pointer.
private func / (pointer: String, key: String) -> String {
  let token = key.prefix(100).replacing("~", with: "~0").replacing("/", with: "~1")
  return "\(pointer)/\(token)"
}

// MARK: What the casebook reads

extension Schema {
  /// A value that was found right, as JSON for the casebook: what may be left out is put in its place.
  func completed(_ node: Node?) -> JSONValue {
    switch self {
    case .text:
      return .string(node?.asScalar?.text ?? "")
    case .integer: return .int(node?.asScalar.flatMap { Int($0.text) } ?? 0)
    case .boolean: return .bool(node?.asScalar?.text == "true")
    case .list(let items, _): return .array((node?.asList ?? []).map { items.completed($0) })
    case .map(let schema):
      return .object((node?.asMap ?? []).map { ($0.key, schema.completed($0.value)) })
    case .object(let shape):
      let entries = node?.asMap ?? []
      return .object(
        shape.members.compactMap { member in
          let given = entries.first { $0.key == member.name }?.value
          guard given != nil || member.isRequired else { return nil }
          return (member.name, member.schema.completed(given))
        })
    case .content, .either, .named, .described: return node.map(Schema.plain) ?? .null
    }
  }

  /// A value as it was written.
  static func plain(_ node: Node) -> JSONValue {
    switch node.value {
    case .list(let items): .array(items.map(plain))
    case .map(let entries): .object(entries.map { ($0.key, plain($0.value)) })
    case .scalar(let scalar):
      if scalar.isQuoted {
        .string(scalar.text)
      } else if scalar.isNull {
        .null
      } else {
        Int(scalar.text).map { .int($0) } ?? .bool(scalar.text == "true")
      }
    }
  }

  /// The schema of what a client may send: without what the casebook fills in, and without the duty to send empty lists.
  func offered(without filled: Set<String>) -> Schema {
    switch self {
    case .object(var shape):
      shape.isClosed = true
      shape.members = shape.members.filter { !filled.contains($0.name) }.map { member in
        var member = member
        member.schema = member.schema.offered(without: filled)
        if case .list = member.schema { member.isRequired = false }
        if case .boolean = member.schema, member.name == "isSealed" { member.isRequired = false }
        return member
      }
      return .object(shape)
    case .list(let items, let most): return .list(items.offered(without: filled), most: most)
    default: return self
    }
  }
}
