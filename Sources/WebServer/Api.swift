import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Diagnostics
import Documents
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import NIOPosix
import Synchronization

/// The interface for programs: takes their requests, finds out for whom they act, and holds them to the document.
///
/// What somebody may see or do is for the casebook to say, as on the pages. A browser's cookie counts for nothing here, and a token
/// for nothing there.
struct Api: Sendable {
  let desk: Desk
  private let threads = NIOThreadPool.singleton
  private let waiters = Waiters()

  static let root = "/api/v1"
  /// The longest body, in bytes.
  static let longestBody = 256 << 10

  init(desk: Desk) { self.desk = desk }

  /// Whether an address is one of these.
  static func isRoot(of path: String) -> Bool { path == root || path.hasPrefix(root + "/") }

  func respond(to request: Request) async -> Response {
    let response = await whole(request)
    guard request.method == .head else { return response }
    return Response(status: response.status, headers: response.headers)
  }

  private func whole(_ request: Request) async -> Response {
    do {
      return try await response(to: request)
    } catch let problem as ApiProblem {
      return Api.refuse(problem)
    } catch {
      return Api.refuse(failure(error))
    }
  }

  private func response(to request: Request) async throws -> Response {
    let (operation, parts) = try route(request)
    try accepts(request)
    let now = desk.clock()
    let reader = try operation.scopes.map { try self.reader(request, $0, now) }
    let (query, parameters) = try held(request, parts, to: operation)
    var bytes: [UInt8] = []
    var body: Node?
    if let schema = operation.body {
      bytes = try await self.body(of: request)
      body = try Api.read(bytes, as: schema)
    }
    let call = ApiCall(
      desk: desk, operation: operation, reader: reader, path: request.uri.path,
      parameters: parameters, query: query, body: body, now: now)
    if operation.method == .post, let reader, let key = try idempotencyKey(of: request) {
      return try await once(call, key, bytes, reader)
    }
    return answered(try await work(call), to: request)
  }

  // MARK: What is asked

  private func route(_ request: Request) throws -> (ApiOperation, [String: String]) {
    let parts = request.uri.path.dropFirst(Api.root.count).split(
      separator: "/", omittingEmptySubsequences: false
    ).dropFirst().map { Api.decoded($0) }
    let here = Api.operations.compactMap { operation in
      Api.match(parts, operation).map { (operation, $0) }
    }
    // A fixed part counts before a named one.
    let fixed = here.filter { $0.1.isEmpty }
    let candidates = fixed.isEmpty ? here : fixed
    guard !candidates.isEmpty else { throw ApiProblem(.notFound) }
    let method = request.method == .head ? "GET" : request.method.rawValue
    guard let found = candidates.first(where: { $0.0.method.rawValue == method }) else {
      var problem = ApiProblem(.wrongMethod)
      let allowed = Set(candidates.map(\.0.method.rawValue)).sorted()
      problem.headers[.allow] = allowed.flatMap { $0 == "GET" ? ["GET", "HEAD"] : [$0] }.joined(
        separator: ", ")
      throw problem
    }
    return found
  }

  private static func match(_ parts: [String], _ operation: ApiOperation) -> [String: String]? {
    let own = operation.parts
    guard parts.count == own.count else { return nil }
    var named: [String: String] = [:]
    for (given, part) in zip(parts, own) {
      if part.hasPrefix("{") {
        if given.isEmpty { return nil }
        named[String(part.dropFirst().dropLast())] = given
      } else if given != part {
        return nil
      }
    }
    return named
  }

  private static func decoded(_ part: Substring) -> String {
    Form(encoded: "p=" + part.replacing("+", with: "%2B").replacing("&", with: "%26"))
      .values["p"]?.first ?? ""
  }

  /// - Source: RFC 9110, section 12.5.1.
  private func accepts(_ request: Request) throws {
    guard let accepted = request.headers[.accept] else { return }
    let takes = accepted.split(separator: ",").contains { range in
      let parts = range.split(separator: ";").map {
        $0.trimmed.lowercased()
      }
      let isRefused = parts.dropFirst().contains { $0.wholeMatch(of: /q=0(\.0*)?/) != nil }
      return !isRefused
        && ["*/*", "application/*", ApiReply.json].contains(parts.first ?? "")
    }
    if !takes { throw ApiProblem(.notAcceptable) }
  }

  /// Everything that is wrong with the address is said at once.
  private func held(
    _ request: Request, _ parts: [String: String], to operation: ApiOperation
  ) throws -> (query: [String: String], parameters: [String: String]) {
    let form = Form(encoded: request.uri.query ?? "")
    var faults: [ApiFault] = []
    func fault(_ parameter: ApiOperation.Parameter, _ text: String) {
      if let found = parameter.schema.fault(inParameter: text) {
        faults.append(
          ApiFault(
            pointer: "/\(parameter.place.rawValue)/\(parameter.name)", code: found.code,
            detail: found.detail))
      }
    }
    let known = operation.parameters.filter { $0.place == .query }
    for name in form.names where !known.contains(where: { $0.name == name }) {
      faults.append(
        ApiFault(
          pointer: "/query", code: "unknown", detail: "There is no such parameter here."))
    }
    var query: [String: String] = [:]
    for parameter in known {
      let values = form.values[parameter.name] ?? []
      if values.count > 1 {
        faults.append(
          ApiFault(
            pointer: "/query/\(parameter.name)", code: "repeated", detail: "Give it once."))
      }
      if let text = values.first {
        fault(parameter, text)
        query[parameter.name] = text
      } else if parameter.isRequired {
        faults.append(
          ApiFault(
            pointer: "/query/\(parameter.name)", code: "missing", detail: "This must be given."))
      }
    }
    // What cannot be a place of ours is not there.
    for parameter in operation.parameters where parameter.place == .path {
      if parameter.schema.fault(inParameter: parts[parameter.name] ?? "") != nil {
        throw ApiProblem(.notFound)
      }
    }
    guard faults.isEmpty else { throw ApiProblem(.badParameter, faults: faults) }
    return (query, parts)
  }

  private func body(of request: Request) async throws -> [UInt8] {
    let type = (request.headers[.contentType] ?? "").split(separator: ";").map {
      $0.trimmed.lowercased()
    }
    let isUTF8 = type.dropFirst().allSatisfy { $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" }
    guard type.first == ApiReply.json, isUTF8 else { throw ApiProblem(.wrongType) }
    guard let bytes = try await request.everything(upTo: Api.longestBody) else {
      throw ApiProblem(.tooLarge)
    }
    return Array(bytes.readableBytesView)
  }

  /// Reads a body strictly: every member once, nothing unknown, nothing too deep.
  static func read(_ bytes: [UInt8], as schema: Schema) throws -> Node {
    var report = Report()
    let limits = DocumentLimits(
      maximumBytes: longestBody, maximumDepth: Schema.deepest, maximumNodes: 20_000)
    guard
      let node = readDocument(bytes, file: "", format: .json, limits: limits, report: &report)
    else {
      throw ApiProblem(
        .notJSON,
        faults: report.diagnostics.prefix(100).map {
          ApiFault(
            pointer: "", code: $0.code,
            detail:
              "At line \($0.location.position.line), column \($0.location.position.column).")
        })
    }
    let faults = schema.faults(of: node)
    guard faults.isEmpty else { throw ApiProblem(.unusable, faults: faults) }
    return node
  }

  // MARK: For whom

  /// - Source: RFC 6750.
  private func reader(
    _ request: Request, _ scopes: [ApiScope], _ now: Instant
  ) throws -> ApiCall.Reader {
    guard request.headers[.authorization] != nil else {
      throw Api.challenge(ApiProblem(.signedOut))
    }
    guard let secret = Api.secret(of: request),
      let opened = try desk.tokens.open(secret, at: now)
    else { throw Api.challenge(ApiProblem(.badToken), "invalid_token") }
    // Whoever has left is nobody, whatever their token says.
    let posts = try desk.casebook.posts(of: opened.token.person)
    guard !posts.isEmpty else { throw Api.challenge(ApiProblem(.badToken), "invalid_token") }
    let missing = scopes.filter { !opened.token.scopes.contains($0) }
    guard missing.isEmpty else {
      let names = missing.map(\.rawValue).joined(separator: " ")
      throw Api.challenge(
        ApiProblem(.outOfScope, detail: "It needs: \(names)."), "insufficient_scope", scope: names)
    }
    return ApiCall.Reader(opened: opened, posts: posts, purpose: try purpose(of: request))
  }

  private func purpose(of request: Request) throws -> String? {
    guard let purpose = request.headers[Api.purposeName]?.trimmed, !purpose.isEmpty else {
      return nil
    }
    if let fault = Schema.text(1, 300).fault(inParameter: purpose) {
      throw ApiProblem(
        .badParameter,
        faults: [
          ApiFault(pointer: "/header/Heed-Purpose", code: fault.code, detail: fault.detail)
        ])
    }
    return purpose
  }

  /// What a request shows as its token, whether or not it is one.
  static func secret(of request: Request) -> String? {
    let words = (request.headers[.authorization] ?? "").split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer",
      words[1].utf8.count == ApiTokens.length
    else { return nil }
    return String(words[1])
  }

  /// - Source: RFC 6750, section 3.
  private static func challenge(
    _ problem: ApiProblem, _ error: String? = nil, scope: String? = nil
  ) -> ApiProblem {
    var problem = problem
    let parts = [("realm", "heed"), ("error", error), ("scope", scope)]
    problem.headers[.wwwAuthenticate] =
      "Bearer "
      + parts.compactMap { name, value in value.map { "\(name)=\"\($0)\"" } }.joined(
        separator: ", ")
    return problem
  }

  static let purposeName = HTTPField.Name("Heed-Purpose")!
  static let linkName = HTTPField.Name("Link")!
  static let entryName = HTTPField.Name("Heed-Entry")!
  static let keyName = HTTPField.Name("Idempotency-Key")!
  static let replayedName = HTTPField.Name("Idempotency-Replayed")!

  // MARK: Doing it

  private func work(_ call: ApiCall) async throws -> ApiReply {
    do {
      switch call.operation.work {
      case .now(let work): return try await threads.runIfActive { try work(call) }
      case .later(let work): return try await work(call, self)
      }
    } catch let refusal as Refusal {
      throw ApiProblem(refusal, isAct: call.operation.method == .post)
    } catch Turned.nothingHere {
      throw ApiProblem(.notFound)
    }
  }

  private func idempotencyKey(of request: Request) throws -> String? {
    guard let key = request.headers[Api.keyName] else { return nil }
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
    else {
      throw ApiProblem(
        .badParameter,
        faults: [
          ApiFault(
            pointer: "/header/Idempotency-Key", code: "bad-key",
            detail: "From 1 to 255 signs of ASCII.")
        ])
    }
    return key
  }

  /// Does a request once, however often it is sent.
  ///
  /// - Source: draft-ietf-httpapi-idempotency-key-header-07.
  private func once(
    _ call: ApiCall, _ key: String, _ bytes: [UInt8], _ reader: ApiCall.Reader
  ) async throws -> Response {
    let sent = "\(call.operation.method.rawValue) \(call.path)\n\(sha256(bytes).hexadecimal)"
    let request = sha256(Array(sent.utf8)).hexadecimal
    for _ in 0..<200 {
      let claim = try await threads.runIfActive {
        try desk.tokens.claim(
          key, for: request, under: reader.opened, logSize: try desk.casebook.size(),
          at: call.now)
      }
      switch claim {
      case .yours:
        // Whoever sent it may go away; what was begun is finished, and its answer waits for them.
        return try await Task { try await claimed(call, key, reader) }.value
      case .done(let reply):
        var response = Api.response(reply)
        response.headers[Api.replayedName] = "true"
        return response
      case .another: throw ApiProblem(.keyReused)
      case .unknown(let after):
        throw ApiProblem(
          .outcomeUnknown,
          detail:
            "If it was done, its entry stands after \(after - 1): ask /changes?after=\(after - 1).")
      case .running: try await Task.sleep(for: .milliseconds(50))
      }
    }
    var problem = ApiProblem(.keyInUse)
    problem.headers[.retryAfter] = "5"
    throw problem
  }

  private func claimed(
    _ call: ApiCall, _ key: String, _ reader: ApiCall.Reader
  ) async throws -> Response {
    let reply: ApiReply
    do {
      reply = try await work(call)
    } catch {
      // A refusal is an answer, and stays one; what went wrong here can be tried again.
      let problem = error as? ApiProblem
      try? await threads.runIfActive {
        try desk.tokens.finish(key, with: problem.map { ApiReply($0) }, under: reader.opened)
      }
      throw error
    }
    do {
      try await threads.runIfActive {
        try desk.tokens.finish(key, with: reply, under: reader.opened)
      }
    } catch {
      // It was done, and is answered; sent again, it would be said that this is not known.
      desk.log("error api: the answer to a request could not be kept")
    }
    return Api.response(reply)
  }

  // MARK: Waiting for something new

  /// How many wait at a time. One more is answered at once.
  private final class Waiters: Sendable {
    private let count = Mutex(0)

    func enter() -> Bool {
      count.withLock { count in
        guard count < 256 else { return false }
        count += 1
        return true
      }
    }

    func leave() { count.withLock { $0 -= 1 } }
  }

  /// How long it takes to notice something new, in milliseconds.
  private static let pause = 400

  func changes(_ call: ApiCall) async throws -> ApiReply {
    let person = try call.person
    let most = call.number("limit") ?? 50
    var patience = (call.number("wait") ?? 0) * 1000
    let mayWait = patience > 0 && waiters.enter()
    defer { if mayWait { waiters.leave() } }
    var (from, reads, size) = (call.number("after") ?? -1, 0, -1)
    while true {
      let isLast = !mayWait || patience <= 0 || Task.isCancelled
      let (after, known) = (from, size)
      let found = try await threads.runIfActive {
        try isLast || desk.casebook.size() != known ? look(after, most, person) : nil
      }
      if let found {
        (from, size) = (found.through, found.size)
        reads += found.reads
        if isLast || !found.changes.isEmpty {
          return try ApiReply(
            ApiChanges(
              changes: found.changes.map(ApiChange.init), through: from, reads: reads, size: size),
            entry: found.receipt?.entry)
        }
      }
      patience -= Api.pause
      try await Task.sleep(for: .milliseconds(Api.pause))
    }
  }

  /// What was entered, for somebody who is still here, under a token that still holds.
  private func look(
    _ after: Int, _ most: Int, _ person: ApiCall.Reader
  ) throws -> CasebookFile.Changes {
    guard try desk.tokens.open(person.opened.secret, at: desk.clock()) != nil,
      try !desk.casebook.posts(of: person.credential.person).isEmpty
    else { throw ApiProblem(.badToken) }
    return try desk.casebook.changes(
      after: after, most: most, purpose: person.purpose, as: person.credential)
  }

  // MARK: Answers

  private func answered(_ reply: ApiReply, to request: Request) -> Response {
    guard reply.isPublic else { return Api.response(reply) }
    let tag = "\"\(sha256(reply.body).hexadecimal.prefix(32))\""
    let asked = (request.headers[.ifNoneMatch] ?? "").split(separator: ",").map {
      let text = $0.trimmed
      return text.hasPrefix("W/") ? String(text.dropFirst(2)) : text
    }
    var response = Api.response(reply)
    if asked.contains(tag) || asked == ["*"] {
      response = Response(status: .notModified, headers: Api.headers(type: reply.type))
    }
    response.headers[.eTag] = tag
    response.headers[.cacheControl] = "no-cache"
    return response
  }

  private static func response(_ reply: ApiReply) -> Response {
    var response = Response(
      status: reply.status, headers: Api.headers(type: reply.type),
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
    if let entry = reply.entry { response.headers[Api.entryName] = "\(entry)" }
    if let next = reply.next { response.headers[Api.linkName] = "<\(next)>; rel=\"next\"" }
    return response
  }

  private static func headers(type: String) -> HTTPFields {
    var headers = House.headers(type: type)
    headers[.vary] = "Authorization, Accept"
    return headers
  }

  private static func refuse(_ problem: ApiProblem) -> Response {
    let isBare = problem.status == .unauthorized && problem.headers[.wwwAuthenticate] == nil
    let problem = isBare ? challenge(problem, "invalid_token") : problem
    var response = response(ApiReply(problem))
    for field in problem.headers { response.headers[field.name] = field.value }
    return response
  }

  static var addressTooLong: Response { refuse(ApiProblem(.addressTooLong)) }

  /// Too many requests came from there, or under the same token.
  static func tooOften(_ seconds: Int) -> Response {
    var problem = ApiProblem(.tooManyRequests)
    problem.headers[.retryAfter] = "\(seconds)"
    return refuse(problem)
  }

  /// What went wrong is for whoever runs the site.
  private func failure(_ error: any Error) -> ApiProblem {
    // Who asked has gone, and nobody reads the answer.
    if error is CancellationError { return ApiProblem(.failed) }
    // Never the values that were sent: a casebook's errors name places.
    desk.log("error api: \((error as? CasebookError).map { "\($0)" } ?? "\(type(of: error))")")
    return ApiProblem(.failed)
  }
}

extension Schema {
  /// What is wrong with a text that stands in an address.
  fileprivate func fault(inParameter text: String) -> (code: String, detail: String)? {
    switch self {
    case .text(let form): return form.fault(in: text)
    case .integer(let range):
      guard let number = Int(text), range.contains(number), "\(number)" == text else {
        return (
          "out-of-range",
          "This is to be a whole number from \(range.lowerBound) to \(range.upperBound)."
        )
      }
      return nil
    default: return nil
    }
  }
}

extension StringProtocol {
  /// Without the space around it.
  fileprivate var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
