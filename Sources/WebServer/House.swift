import Casebook
import CasebookSQLite
import CivilTime
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import NIOPosix
import WebPages

/// Takes requests, finds out who asks, and turns answers into responses.
struct House: Sendable {
  let desk: Desk
  let gate: Gate
  private let threads = NIOThreadPool.singleton

  /// The longest form, in bytes.
  static let longestForm = 256 << 10

  init(desk: Desk, gate: Gate) {
    self.desk = desk
    self.gate = gate
  }

  func router() -> Router<WebContext> {
    let router = Router(
      context: WebContext.self, options: .autoGenerateHeadEndpoints)
    for route in Routes.all {
      router.on(
        RouterPath(route.path), method: HTTPRequest.Method(rawValue: route.method.rawValue)!
      ) { request, context in
        try await respond(to: request, context, by: route)
      }
    }
    addOpenID(to: router)
    return router
  }

  private func respond(
    to request: Request, _ context: WebContext, by route: Route
  ) async throws -> Response {
    var sent = Sent()
    if route.method == .post {
      do {
        sent = try await self.sent(request, context.caller, takesDocument: route.takesDocument)
      } catch let refused as RefusedBody {
        // What is still being sent will not be read.
        return context.last(message(refused.status, refused.message, nil, request.uri.path))
      }
    }
    let asked = Asked(
      path: request.uri.path, query: Form(encoded: request.uri.query ?? ""),
      form: sent.form, document: sent.document, token: cookie(of: request),
      caller: context.caller,
      parameters: Dictionary(
        context.parameters.map { (String($0.key), decoded($0.value)) },
        uniquingKeysWith: { first, _ in first }))
    if route.isAtHand {
      let visit = Visit(
        desk: desk, path: asked.path, parameters: asked.parameters, query: asked.query,
        form: asked.form, visitor: nil, now: desk.clock())
      return answer(visit, by: route)
    }
    // What reads and writes the casebook waits for the disk, which the threads of the server must not.
    return try await threads.runIfActive { answer(asked, by: route) }
  }

  /// What was asked for, before it is known who asks.
  private struct Asked: Sendable {
    var path: String
    var query: Form
    var form: Form
    var document: Sent.Document?
    var token: String?
    var caller: Caller
    var parameters: [String: String]
  }

  private func answer(_ asked: Asked, by route: Route) -> Response {
    let now = desk.clock()
    do {
      let session = try asked.token.flatMap { try desk.store.session($0, at: now) }
      let standing = session.flatMap { $0.isOver ? nil : $0 }
      let visitor = try standing.flatMap(desk.visitor)
      let visit = Visit(
        desk: desk, path: asked.path, parameters: asked.parameters, query: asked.query,
        form: asked.form, visitor: visitor, now: now,
        hasPublicForm: desk.door.isDemonstration || gate.network.hasPublicForm,
        wait: { [gate] kind in gate.wait(kind, for: asked.caller) }, document: asked.document)
      if route.method == .post, let session {
        // Who has been signed out sees forms without a token, such as the one to come in again.
        let isOpenToAll = visitor == nil && route.access == .everybody
        guard isOpenToAll || asked.form["form-token"] == session.formToken else {
          return message(.forbidden, .forged, visitor, asked.path)
        }
        if visitor == nil, route.access == .signedIn {
          return try keep(asked, of: session, now)
        }
      }
      if route.access == .signedIn, visitor == nil {
        return signIn(then: asked.query.address(of: asked.path), route)
      }
      return answer(visit, by: route)
    } catch {
      return failed(error, asked.path)
    }
  }

  private func answer(_ visit: Visit, by route: Route) -> Response {
    do {
      return try response(to: try route.answer(visit), visit)
    } catch let refusal as Refusal {
      return refused(refusal, visit)
    } catch Turned.nothingHere {
      return message(.notFound, .nothingHere, visit.visitor, visit.path)
    } catch Turned.notADay(let typed) {
      return message(.unprocessableContent, .notADay(typed), visit.visitor, visit.path)
    } catch Turned.away {
      return signIn(then: visit.address, route)
    } catch {
      return failed(error, visit.path)
    }
  }

  // MARK: Who asks

  private func signIn(then address: String, _ route: Route) -> Response {
    let then = route.method == .get ? "?then=\(pathPart(address))" : ""
    return redirect("/sign-in\(then)")
  }

  /// A form came in after its session was over: what was written is kept, and waits behind the sign-in.
  private func keep(_ asked: Asked, of session: Session, _ now: Instant) throws -> Response {
    var draft = asked.form
    draft.set("form-token", nil)
    // A form says of which page it is; drafts are kept under that.
    let page = draft["form-page"] ?? asked.path
    draft.set("form-page", nil)
    draft.dropSecrets()
    try desk.store.keep(draft, of: session.person, in: page, at: now)
    return redirect("/sign-in?kept=1&then=\(pathPart(page))")
  }

  func cookie(of request: Request) -> String? {
    let token = request.cookies[cookieName("session")]?.value
    return token.flatMap { $0.utf8.count == 64 ? $0 : nil }
  }

  /// Over TLS, a name that browsers give to nobody but this very host, and that no plain page can set.
  ///
  /// - Source: draft-ietf-httpbis-rfc6265bis, section 4.1.3.2.
  func cookieName(_ name: String) -> String {
    desk.isSecure ? "__Host-heed-\(name)" : "heed-\(name)"
  }

  /// What gives a browser a cookie that no script reads.
  ///
  /// - Parameters:
  ///   - sites: from where it comes along, as `SameSite` says it.
  ///   - age: seconds; nil for as long as the browser is open.
  func cookie(_ name: String, _ value: String, sites: String, age: Int?) -> String {
    let secure = desk.isSecure ? "; Secure" : ""
    let ends = age.map { "; Max-Age=\($0)" } ?? ""
    return "\(cookieName(name))=\(value); Path=/\(secure); HttpOnly; SameSite=\(sites)\(ends)"
  }

  /// Gives a browser its token, or takes it away.
  func setCookie(_ token: String, _ response: inout Response) {
    response.headers[.setCookie] = cookie(
      "session", token, sites: "Strict", age: token.isEmpty ? 0 : nil)
  }

  private func decoded(_ part: Substring) -> String {
    // In a path, a plus is a plus.
    Form(encoded: "p=" + part.replacing("+", with: "%2B").replacing("&", with: "%26"))
      .values["p"]?.first ?? ""
  }

  // MARK: Answers

  private func response(to answer: Answer, _ visit: Visit) throws -> Response {
    switch answer {
    case .page(let page): return try html(page, visit, .ok)
    case .unusable(let page): return try html(page, visit, .unprocessableContent)
    case .kept(let page, let drawnFrom, let head):
      let around = desk.around(
        visit.visitor, visit.path, notice: try notice(for: visit), head: head)
      return text(page.html(around.filling(drawnFrom: drawnFrom)), .ok)
    case .document(let document, let name):
      var response = Response(
        status: .ok, headers: House.headers(type: document.kind.type),
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.bytes)))
      response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
      // Whatever stands in it, a browser may run nothing of it.
      response.headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
      return response
    case .notNow(let page, let seconds, let isOurFault):
      var response = try html(page, visit, isOurFault ? .serviceUnavailable : .tooManyRequests)
      response.headers[HTTPField.Name("Retry-After")!] = "\(seconds)"
      return response
    case .fragment(let page):
      return text(desk.site.html(page, in: desk.around(visit.visitor, visit.path)), .ok)
    case .redirect(let place, let notice):
      if let notice, let session = visit.visitor?.session {
        try desk.store.leave(notice: notice, for: session)
      }
      return redirect(place)
    case .entered(let session, let place):
      var response = redirect(place)
      setCookie(session.token, &response)
      return response
    case .left(let place):
      var response = redirect(place)
      setCookie("", &response)
      return response
    case .file(let bytes, let type, let name):
      var response = Response(
        status: .ok, headers: House.headers(type: type),
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
      if let name {
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
      }
      return response
    case .lasting(let bytes, let type):
      var response = Response(
        status: .ok, headers: House.headers(type: type),
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
      response.headers[.cacheControl] = "public, max-age=31536000, immutable"
      return response
    case .done: return Response(status: .noContent, headers: House.headers(type: "text/plain"))
    }
  }

  private func html(
    _ page: Page, _ visit: Visit, _ status: HTTPResponse.Status
  ) throws -> Response {
    let around = desk.around(visit.visitor, visit.path, notice: try notice(for: visit))
    return text(desk.site.html(page, in: around), status)
  }

  /// What is to be said of the last form, once.
  private func notice(for visit: Visit) throws -> String? {
    guard let session = visit.visitor?.session, session.hasNotice else { return nil }
    return try desk.store.takeNotice(for: session)
  }

  func text(_ html: String, _ status: HTTPResponse.Status) -> Response {
    text(Array(html.utf8), status)
  }

  private func text(_ html: [UInt8], _ status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: House.headers(type: "text/html; charset=utf-8"),
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: html)))
  }

  func redirect(_ place: String) -> Response {
    var headers = House.headers(type: "text/plain; charset=utf-8")
    headers[.location] = place
    return Response(status: .seeOther, headers: headers)
  }

  // MARK: What is not a page

  private func refused(_ refusal: Refusal, _ visit: Visit) -> Response {
    let status: HTTPResponse.Status
    switch refusal {
    case .noSuchCase, .noSuch, .noSuchMatter, .noSuchReceipt: status = .notFound
    default: status = .forbidden
    }
    return message(status, .refused("\(refusal)"), visit.visitor, visit.path)
  }

  func message(
    _ status: HTTPResponse.Status, _ message: MessagePage, _ visitor: Visitor?, _ path: String
  ) -> Response {
    text(desk.site.html(message.page, in: desk.around(visitor, path)), status)
  }

  /// What went wrong is for whoever runs the site; the reader is told that nothing was done.
  func failed(_ error: any Error, _ path: String) -> Response {
    // Never the values that were sent: a casebook's errors name places.
    let what = (error as? CasebookError).map { "\($0)" } ?? "\(type(of: error))"
    desk.log("error \(path.split(separator: "/").first ?? ""): \(what)")
    return (error as? CasebookError) == .diskFull
      ? message(.init(code: 507, reasonPhrase: "Insufficient Storage"), .noRoom, nil, path)
      : message(.serviceUnavailable, .failed, nil, path)
  }

  func nothingHere(_ path: String) -> Response { message(.notFound, .nothingHere, nil, path) }

  /// What stands on every answer.
  ///
  /// - Source: Content Security Policy Level 3; Fetch; RFC 9111.
  static func headers(type: String) -> HTTPFields {
    var headers: HTTPFields = [
      .contentType: type, .cacheControl: "no-store",
      .xContentTypeOptions: "nosniff",
      .contentSecurityPolicy:
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ]
    let more = [
      ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
      ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]
    for (name, value) in more { headers[HTTPField.Name(name)!] = value }
    return headers
  }
}

extension Desk {
  /// What stands around a page for its reader.
  ///
  /// - Parameter head: of the log, where it is known.
  func around(
    _ visitor: Visitor?, _ path: String, notice: String? = nil, head: SignedNote? = nil
  ) -> Surroundings {
    let now = clock()
    return Surroundings(
      reader: visitor.map { ($0.name, $0.post) }, sections: visitor?.sections ?? [],
      formToken: visitor?.session.formToken, isDemonstration: door.isDemonstration,
      hasAccounts: door.accounts != nil,
      partnership: partnership, notice: notice,
      printed:
        "Drawn on \(spokenMoment(now))\(visitor.map { " for \($0.name), \($0.post)" } ?? "")\(logHead(head))",
      idleMinutes: limits.idleMinutes, path: path)
  }
}
