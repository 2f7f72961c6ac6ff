import CasebookSQLite
import HTTPTypes
import Hummingbird
import Multipart
import NIOCore
import WebPages

/// Why what was sent is not taken, before anybody looks at what it says.
struct RefusedBody: Error {
  var status: HTTPResponse.Status
  var message: MessagePage
}

/// What a form carried.
struct Sent: Sendable {
  /// A file, of which nothing is known but its bytes and what the sender calls it.
  struct Document: Sendable {
    var bytes: ArraySlice<UInt8>
    var fileName: String?
  }

  var form = Form()
  var document: Document?

  init(form: Form = Form()) { self.form = form }

  init(_ multipart: Multipart) {
    for part in multipart.parts {
      if part.isFile {
        document = document ?? Document(bytes: part.content, fileName: part.fileName)
      } else if let text = part.text {
        form.add(part.name, text)
      }
    }
  }
}

extension House {
  /// What a form says, and the file that it carries if its page takes one.
  ///
  /// - Throws: `RefusedBody`.
  func sent(
    _ request: Request, _ caller: Caller, takesDocument: Bool
  ) async throws -> Sent {
    if isFromElsewhere(request, caller) {
      throw RefusedBody(status: .forbidden, message: .forged)
    }
    let type = request.headers[.contentType] ?? ""
    if Form.isType(type) {
      let bytes = try await House.body(
        of: request, upTo: House.longestForm, within: gate.network.bounds.form)
      return Sent(form: Form(encoded: String(decoding: bytes.readableBytesView, as: UTF8.self)))
    }
    guard takesDocument, let boundary = try? Multipart.boundary(ofType: type) else {
      throw RefusedBody(status: .unsupportedMediaType, message: .notAForm)
    }
    // Each is held in memory until it is whole.
    guard gate.beginUpload() else {
      throw RefusedBody(status: .serviceUnavailable, message: .tooOften(seconds: 30))
    }
    defer { gate.endUpload() }
    let bytes = try await House.body(
      of: request, upTo: House.longestDocumentForm, within: gate.network.bounds.document)
    do {
      return Sent(
        try Multipart(
          Array(bytes.readableBytesView), boundary: boundary,
          limits: .init(total: House.longestDocumentForm)))
    } catch {
      throw RefusedBody(status: .badRequest, message: .notAForm)
    }
  }

  /// A document with the fields around it.
  private static let longestDocumentForm = Originals.longest + (64 << 10)

  /// Whether another site sent it.
  ///
  /// - Source: Fetch, `Origin` and `Sec-Fetch-Site`. A browser that sends neither is held by the cookie, which no other site can use.
  private func isFromElsewhere(_ request: Request, _ caller: Caller) -> Bool {
    let scheme = caller.isSecure || desk.isSecure ? "https" : "http"
    let ours = "\(scheme)://\(request.head.authority ?? "")"
    if let origin = request.headers[.origin], origin != ours { return true }
    let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!]
    return site.map { $0 != "same-origin" && $0 != "none" } ?? false
  }

  /// Everything that is sent, if it is not too much and comes in time.
  ///
  /// - Throws: `RefusedBody`.
  static func body(
    of request: Request, upTo most: Int, within seconds: Int
  ) async throws -> ByteBuffer {
    try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
      group.addTask {
        guard let bytes = try await request.everything(upTo: most) else {
          throw RefusedBody(status: .contentTooLarge, message: .tooLong)
        }
        return bytes
      }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let bytes = first else {
        throw RefusedBody(status: .requestTimeout, message: .tooSlow)
      }
      return bytes
    }
  }

  /// Said of an address that is longer than any of ours.
  func tooLong(_ path: String) -> Response {
    Api.isRoot(of: path) ? Api.addressTooLong : message(.uriTooLong, .tooLong, nil, "/")
  }

  /// Said to whoever asks more often than anybody needs to.
  func tooOften(_ seconds: Int, _ path: String) -> Response {
    if Api.isRoot(of: path) { return Api.tooOften(seconds) }
    var response = message(.tooManyRequests, .tooOften(seconds: seconds), nil, path)
    response.headers[HTTPField.Name("Retry-After")!] = "\(seconds)"
    return response
  }
}

extension Request {
  /// Everything that is sent; nil if that is more than so many bytes, of which none is then read if the sender says so first.
  func everything(upTo most: Int) async throws -> ByteBuffer? {
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > most { return nil }
    var request = self
    do { return try await request.collectBody(upTo: most) } catch is NIOTooManyBytesError {
      return nil
    }
  }
}

extension Form {
  /// Whether something of this media type is a form without files.
  static func isType(_ type: String) -> Bool {
    let name = type.prefix { $0 != ";" }.lowercased()
    return name.filter { $0 != " " } == "application/x-www-form-urlencoded"
  }
}
