import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Documents
import Foundation
import HTTPTypes
import WebPages

/// One thing that a program can ask or do: the router and the document are both made of these.
struct ApiOperation: Sendable {
  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// A part of the address.
  struct Parameter: Sendable {
    enum Place: String, Sendable { case path, query }

    var name: String
    var place: Place
    var schema: Schema
    var says: String
    var isRequired: Bool

    static func path(_ name: String, _ schema: Schema = .text(1, 100), _ says: String) -> Parameter
    {
      Parameter(name: name, place: .path, schema: schema, says: says, isRequired: true)
    }

    static func query(_ name: String, _ schema: Schema, _ says: String) -> Parameter {
      Parameter(name: name, place: .query, schema: schema, says: says, isRequired: false)
    }
  }

  enum Work: Sendable {
    /// On a thread that may wait for the disk.
    case now(@Sendable (ApiCall) throws -> ApiReply)
    /// Waits for something to happen without holding a thread.
    case later(@Sendable (ApiCall, _ house: Api) async throws -> ApiReply)
  }

  var id: String
  var method: Method
  /// Below the root, with named parts: `/cases/{case}`.
  var path: String
  var summary: String
  var says: String
  /// nil for what everybody may have, without a token; an empty list for any token.
  var scopes: [ApiScope]?
  var parameters: [Parameter] = []
  var body: Schema?
  /// Bodies that could be sent, by what they do.
  var examples: [(name: String, value: JSONValue)] = []
  var answer: Schema
  /// Whether the answer comes a part at a time.
  var isPaged = false
  var work: Work

  var success: HTTPResponse.Status { method == .post ? .created : .ok }

  /// The parts of the path.
  var parts: [Substring] { path.split(separator: "/") }

  static func get(
    _ id: String, _ path: String, _ scopes: [ApiScope]?, _ summary: String, _ says: String = "",
    _ parameters: [Parameter] = [], answer: Schema, isPaged: Bool = false,
    _ work: @escaping @Sendable (ApiCall) throws -> ApiReply
  ) -> ApiOperation {
    ApiOperation(
      id: id, method: .get, path: path, summary: summary, says: says, scopes: scopes,
      parameters: parameters + (isPaged ? paging : []), answer: answer, isPaged: isPaged,
      work: .now(work))
  }

  private static let paging: [Parameter] = [
    .query("limit", .integer(1...200), "How many to give at most; 50 unless said."),
    .query("cursor", .text(1, 400), "Where to go on: from `next` of the answer before."),
  ]
}

/// One request of a program, as far as an operation cares.
struct ApiCall: Sendable {
  let desk: Desk
  let operation: ApiOperation
  /// Who asks; nil only where everybody may.
  let reader: Reader?
  /// The path as it was asked for.
  let path: String
  let parameters: [String: String]
  let query: [String: String]
  let body: Node?
  let now: Instant

  /// Somebody whose program asks.
  struct Reader: Sendable {
    var opened: ApiTokens.Opened
    /// The posts that they hold now.
    var posts: [Appointment]
    /// Why they look.
    var purpose: String?

    var credential: Credential { opened.credential }
  }

  /// A part of the path; the operation promises that it is there.
  subscript(name: String) -> String { parameters[name] ?? "" }

  var person: Reader {
    get throws {
      guard let reader else { throw ApiProblem(.signedOut) }
      return reader
    }
  }

  func number(_ name: String) -> Int? { (parameters[name] ?? query[name]).flatMap { Int($0) } }
  func day(_ name: String) -> CivilDate? { query[name].flatMap { CivilDate($0) } }

  /// The same request as a page would have it, for what pages and programs work out alike.
  var visit: Visit {
    get throws {
      let person = try person
      var form = Form()
      for (name, value) in query { form.add(name, value) }
      let session = Session(
        token: "", person: person.credential.person, purpose: person.purpose, began: now,
        isOver: false, hasNotice: false)
      return Visit(
        desk: desk, path: path, parameters: parameters, query: form, form: Form(),
        visitor: Visitor(credential: person.credential, session: session, posts: person.posts),
        now: now)
    }
  }
}

/// What a program is answered.
struct ApiReply: Sendable {
  var status: HTTPResponse.Status
  var type = ApiReply.json
  var body: [UInt8]
  /// The entry that says that somebody read.
  var entry: Int?
  /// Where the next part of a list is.
  var next: String?
  /// Whether it holds nothing of a case, so that it may be kept and asked for again.
  var isPublic = false

  static let json = "application/json"
  static let problem = "application/problem+json"

  init(_ value: JSONValue, status: HTTPResponse.Status = .ok, entry: Int? = nil) {
    self.status = status
    body = Array(value.text.utf8)
    self.entry = entry
  }

  init(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, entry: Int? = nil
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    self.status = status
    body = Array(try encoder.encode(value))
    self.entry = entry
  }

  init(_ problem: ApiProblem) {
    self.init(problem.json, status: problem.status)
    type = ApiReply.problem
  }

  /// The status and the body, to be kept and given again.
  var kept: [UInt8] {
    Array("\(status.code) \(type) \(entry.map(String.init) ?? "-")\n".utf8) + body
  }

  init?(kept bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 3, let code = Int(words[0]) else { return nil }
    status = HTTPResponse.Status(code: code)
    type = String(words[1])
    entry = Int(words[2])
    body = Array(bytes[(end + 1)...])
  }
}

// MARK: Lists

/// One part of a list.
struct ApiPage<Item: Codable & Sendable>: Codable, Sendable {
  var items: [Item]
  /// Where the next part is; left out at the end.
  var next: String?
}

extension ApiCall {
  /// The part of a list that is asked for.
  ///
  /// - Parameters:
  ///   - all: in the order of their keys, no two of which are equal.
  ///   - key: what a place in the list is known by, so that what is added before it moves nothing.
  func page<Item: Codable & Sendable, Key: Comparable & LosslessStringConvertible>(
    _ all: [Item], entry: Int?, by key: (Item) -> Key
  ) throws -> ApiReply {
    var rest = all[...]
    if let cursor = query["cursor"] {
      guard let last = Key(try opened(cursor)) else { throw ApiCall.badCursor }
      rest = all.drop { key($0) <= last }
    }
    let items = Array(rest.prefix(number("limit") ?? 50))
    let next =
      items.count < rest.count
      ? items.last.map { address(cursor: closed(String(key($0)))) } : nil
    var reply = try ApiReply(ApiPage(items: items, next: next), entry: entry)
    reply.next = next
    return reply
  }

  static let badCursor = ApiProblem(
    .badParameter,
    faults: [
      ApiFault(
        pointer: "/query/cursor", code: "not-a-cursor",
        detail: "This is no place in this list. Take it from `next`, unchanged.")
    ])

  private func address(cursor: String) -> String {
    let others = query.filter { $0.key != "cursor" }.sorted { $0.key < $1.key }
    return "\(path)?"
      + (others.map { "\($0.key)=\(pathPart($0.value))&" }.joined()) + "cursor=\(cursor)"
  }

  /// A place in this list, which is no place in another.
  private func closed(_ key: String) -> String {
    Array("\(operation.id) \(key)".utf8).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  private func opened(_ cursor: String) throws -> String {
    let digits = Array(cursor.utf8)
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count - 1, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
      else { throw ApiCall.badCursor }
      bytes.append(byte)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let start = operation.id + " "
    guard digits.count.isMultiple(of: 2), text.hasPrefix(start) else { throw ApiCall.badCursor }
    return String(text.dropFirst(start.count))
  }
}
