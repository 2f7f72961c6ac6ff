import Assessment
import HTTPTypes

extension Api {
  /// The interface as OpenAPI 3.1, made of the same table as the routes.
  ///
  /// - Source: OpenAPI Specification 3.1.1.
  static let document: JSONValue = .object([
    ("openapi", "3.1.1"),
    (
      "info",
      .object([
        ("title", "Heed"), ("version", "1"),
        (
          "description",
          "The casebook for programs: the same acts and questions as the pages, under the same rules. What somebody may not see is not there, and is answered like what does not exist. Every reading is entered in the log; the header `Heed-Entry` says where. See Documentation/api.md."
        ),
        ("license", .object([("name", "See the project"), ("identifier", "LicenseRef-Heed")])),
      ])
    ),
    ("jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema"),
    ("servers", .array([.object([("url", .string(root))])])),
    ("tags", .array(tags.map { .object([("name", .string($0))]) })),
    ("paths", .object(paths)),
    (
      "components",
      .object([
        ("schemas", .object(schemas)),
        ("responses", .object(problems)),
        ("headers", .object(headers)),
        (
          "securitySchemes",
          .object([
            (
              "token",
              .object([
                ("type", "http"), ("scheme", "bearer"),
                (
                  "description",
                  .string(
                    "A token that a person made for themself. Scopes: "
                      + ApiScope.allCases.map { "`\($0.rawValue)` to \($0.says)" }
                      .joined(separator: "; ") + ".")
                ),
              ])
            )
          ])
        ),
      ])
    ),
  ])

  private static let tags = ["interface", "cases", "register", "law", "log"]

  private static var paths: [(key: String, value: JSONValue?)] {
    var order: [String] = []
    var methods: [String: [(key: String, value: JSONValue?)]] = [:]
    for operation in operations {
      if methods[operation.path] == nil { order.append(operation.path) }
      methods[operation.path, default: []].append(
        (operation.method.rawValue.lowercased(), operation.json))
    }
    return order.map { ($0, .object(methods[$0] ?? [])) }
  }

  private static var schemas: [(key: String, value: JSONValue?)] {
    var named: [(key: String, value: JSONValue?)] = [
      ("Problem", ApiProblem.schema.json), ("Content", Schema.contentJSON),
    ]
    for operation in operations {
      named.append(("answer.\(operation.id)", operation.answer.json))
      if case .either(_, let alternatives)? = operation.body {
        for alternative in alternatives
        where !named.contains(where: { $0.key == alternative.component }) {
          named.append((alternative.component, alternative.schema.json))
        }
      }
      if let body = operation.body { named.append(("body.\(operation.id)", body.json)) }
    }
    return named
  }

  private static let headers: [(key: String, value: JSONValue?)] = [
    (
      "Heed-Entry",
      header("The entry of the log that says that this was read or done.", Schema.count)
    ),
    ("Link", header("RFC 8288: where the next part is, as rel=\"next\".", .string)),
    ("ETag", header("For If-None-Match.", .string)),
    ("Idempotency-Replayed", header("That the answer was given before.", .oneOf(["true"]))),
    ("WWW-Authenticate", header("RFC 6750.", .string)),
  ]

  private static func header(_ says: String, _ schema: Schema) -> JSONValue {
    .object([("description", .string(says)), ("schema", schema.json)])
  }

  /// One answer for each status with which something can be refused.
  private static let problems: [(key: String, value: JSONValue?)] = {
    let codes = Set(ApiProblem.Kind.allCases.map(\.status.code)).sorted()
    return codes.map { code in
      let kinds = ApiProblem.Kind.allCases.filter { $0.status.code == code }
      let schema = Schema.named("Problem").json
      return (
        "problem-\(code)",
        .object([
          ("description", .string(kinds.map(\.title).joined(separator: "; or: ") + ".")),
          ("content", .object([(ApiReply.problem, .object([("schema", schema)]))])),
        ])
      )
    }
  }()
}

extension ApiOperation {
  fileprivate var json: JSONValue {
    .object([
      ("operationId", .string(id)), ("summary", .string(summary)),
      ("description", .string(described)),
      ("tags", .array([.string(tag)])),
      ("security", scopes == nil ? .array([]) : .array([.object([("token", .array([]))])])),
      (
        "x-heed-scopes",
        scopes.flatMap { $0.isEmpty ? nil : .strings($0.map(\.rawValue)) }
      ),
      ("parameters", .array(parameters.map(\.json) + more)),
      ("requestBody", requestBody),
      ("responses", .object(responses)),
    ])
  }

  private var described: String {
    let needs = scopes.flatMap { scopes in
      scopes.isEmpty
        ? nil : "Needs the scope \(scopes.map { "`\($0.rawValue)`" }.joined(separator: ", "))."
    }
    return [says.isEmpty ? nil : says, needs].compactMap(\.self).joined(separator: "\n\n")
  }

  private var tag: String {
    switch parts.first {
    case "cases": "cases"
    case "register", "told": "register"
    case "law": "law"
    case "changes", "accesses", "log": "log"
    default: "interface"
    }
  }

  private var more: [JSONValue] {
    var more: [JSONValue] = []
    func header(_ name: String, _ schema: Schema, _ says: String) {
      more.append(
        .object([
          ("name", .string(name)), ("in", "header"), ("required", false),
          ("description", .string(says)), ("schema", schema.json),
        ]))
    }
    if method == .post {
      header(
        "Idempotency-Key", .text(1, 255),
        "From 1 to 255 signs of ASCII, such as a UUID. For 24 hours the same request with the same key is done once, and answered alike each time."
      )
    }
    if scopes?.isEmpty == false, tag != "law" {
      header("Heed-Purpose", .text(0, 300), "Why you look, which is entered with the reading.")
    }
    return more
  }

  private var requestBody: JSONValue? {
    guard body != nil else { return nil }
    return .object([
      ("required", true),
      (
        "content",
        .object([
          (
            ApiReply.json,
            .object([
              ("schema", Schema.named("body.\(id)").json),
              (
                "examples",
                examples.isEmpty
                  ? nil
                  : .object(
                    examples.map { ($0.name, .object([("value", $0.value)])) })
              ),
            ])
          )
        ])
      ),
    ])
  }

  private var responses: [(key: String, value: JSONValue?)] {
    func reference(_ kind: String, _ name: String) -> JSONValue {
      .object([("$ref", .string("#/components/\(kind)/\(name)"))])
    }
    var headers = [String]()
    if scopes?.isEmpty == false, tag != "law" { headers.append("Heed-Entry") }
    if isPaged { headers.append("Link") }
    if method == .post { headers.append("Idempotency-Replayed") }
    let success: JSONValue = .object([
      ("description", .string(summary + ".")),
      (
        "headers",
        headers.isEmpty
          ? nil : .object(headers.map { ($0, reference("headers", $0)) })
      ),
      (
        "content",
        .object([
          (
            ApiReply.json,
            .object([("schema", Schema.named("answer.\(id)").json)])
          )
        ])
      ),
    ])
    return [("\(self.success.code)", success)]
      + refusals.map { ("\($0)", reference("responses", "problem-\($0)")) }
  }

  /// The statuses with which it can be refused.
  var refusals: [Int] {
    var codes: Set = [400, 404, 406, 414, 429, 503]
    if scopes != nil { codes.formUnion([401, 403]) }
    if scopes?.isEmpty == false { codes.insert(422) }
    if method == .post { codes.formUnion([409, 413, 415, 422]) }
    return codes.sorted()
  }
}

extension ApiOperation.Parameter {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)), ("in", .string(place.rawValue)), ("required", .bool(isRequired)),
      ("description", .string(says)), ("schema", schema.json),
    ])
  }
}
