/// What a program must know to read `commaSeparated`: the columns, their types and their signs.
///
/// - Parameters:
///   - file: the name of the file, beside which this is put as `NAME-metadata.json`.
///   - title: what the figures are, in words.
/// - Source: W3C, "Metadata Vocabulary for Tabular Data" (Recommendation, 17 December 2015): 5.3 tables, 5.6 columns, 5.7
///   inherited properties for `null`, 5.9 dialects; Dublin Core terms for title and description.
public func tabularMetadata(ofFile file: String, title: String) -> String {
  let columns = FigureColumn.allCases.map { column in
    JSON.object([
      ("name", .string(column.rawValue)),
      ("titles", .string(column.rawValue)),
      ("dc:description", .string(column.meaning)),
      ("datatype", column.datatype),
      ("required", .bool(column.isRequired)),
      ("null", .array(column.signs.map(JSON.string))),
    ])
  }
  let metadata = JSON.object([
    (
      "@context",
      .array([.string("http://www.w3.org/ns/csvw"), .object([("@language", .string("en"))])])
    ),
    ("url", .string(file)),
    ("dc:title", .string(title)),
    (
      "dc:description",
      .string(
        "Signs in place of numbers: c small, or withheld so that a small count cannot be worked out;"
          + " z not applicable; x refused, for the reason in the note; : not available.")
    ),
    (
      "dialect",
      .object([
        ("encoding", .string("utf-8")), ("header", .bool(true)), ("delimiter", .string(",")),
        ("doubleQuote", .bool(true)), ("lineTerminators", .array([.string("\r\n")])),
      ])
    ),
    ("tableSchema", .object([("columns", .array(columns))])),
  ])
  return metadata.text() + "\n"
}

extension FigureColumn {
  fileprivate var datatype: JSON {
    switch self {
    case .count: .object([("base", .string("integer")), ("minimum", .string("0"))])
    case .atLeast, .atMost, .missingShare:
      .object([
        ("base", .string("decimal")), ("minimum", .string("0")), ("maximum", .string("100")),
      ])
    default: .string("string")
    }
  }

  /// What stands for "no value" in this column.
  fileprivate var signs: [String] {
    switch self {
    case _ where isNumber: ["c", "z", "x", ":"]
    case .base: ["x"]
    case .attribute: ["z"]
    default: [""]
    }
  }

  fileprivate var isRequired: Bool { !isNumber && ![.base, .attribute, .note].contains(self) }
}

/// A value of JSON, with the members of objects in the order given.
///
/// - Source: RFC 8259.
indirect enum JSON {
  case string(String)
  case bool(Bool)
  case array([JSON])
  case object([(String, JSON)])

  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .string(let text): return quoted(text)
    case .bool(let value): return value ? "true" : "false"
    case .array(let parts):
      return "[" + parts.map { $0.text(indent: indent) }.joined(separator: ", ") + "]"
    case .object(let members):
      let lines = members.map { "\(inner)\(quoted($0)): \($1.text(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
