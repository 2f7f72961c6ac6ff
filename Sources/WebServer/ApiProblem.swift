import Assessment
import Casebook
import HTTPTypes

/// Why a request of a program is not answered as it asked.
///
/// - Source: RFC 9457.
struct ApiProblem: Error, Sendable {
  /// The kinds of problem. Their names are addresses that never change.
  enum Kind: String, Sendable, CaseIterable {
    case notJSON = "not-json"
    case badParameter = "bad-parameter"
    case signedOut = "no-token"
    case badToken = "bad-token"
    case outOfScope = "out-of-scope"
    case refused
    case notFound = "not-found"
    case wrongMethod = "wrong-method"
    case notAcceptable = "not-acceptable"
    case keyInUse = "key-in-use"
    case outcomeUnknown = "outcome-unknown"
    case tooLarge = "too-large"
    case addressTooLong = "address-too-long"
    case wrongType = "wrong-type"
    case unusable
    case keyReused = "key-reused"
    case tooManyRequests = "too-many-requests"
    case failed
  }

  var kind: Kind
  /// More about this one, without anything that was sent.
  var detail: String?
  /// Of a refusal: which rule of the casebook refused.
  var code: String?
  var status: HTTPResponse.Status
  var faults: [ApiFault]
  var headers: HTTPFields = [:]

  init(
    _ kind: Kind, detail: String? = nil, code: String? = nil,
    status: HTTPResponse.Status? = nil, faults: [ApiFault] = []
  ) {
    self.kind = kind
    self.detail = detail
    self.code = code
    self.status = status ?? kind.status
    self.faults = faults
  }

  /// - Parameter isAct: whether something was to be done, so that the reasons have a place in what was sent.
  init(_ refusal: Refusal, isAct: Bool) {
    let kind: Kind =
      switch refusal.status {
      case .notFound: .notFound
      case .unauthorized: .badToken
      default: .refused
      }
    self.init(kind, detail: "\(refusal)", code: refusal.code, status: refusal.status)
    switch refusal {
    case .noSuchCase, .noSuchMatter, .noSuchReceipt, .hasLeft, .noKey, .wrongKey, .unknownPerson:
      // What is not there and what is not for the reader are answered alike, and in the same words.
      break
    case .wouldNotRead(let lines) where isAct:
      faults = lines.map { ApiFault(pointer: "/with", code: "would-not-read", detail: $0) }
    case _ where isAct:
      faults = [ApiFault(pointer: "/with", code: refusal.code, detail: "\(refusal)")]
    default: break
    }
  }

  var json: JSONValue {
    .object([
      ("type", .string(kind.address)), ("title", .string(kind.title)),
      ("status", .int(status.code)), ("detail", detail.map { .string($0) }),
      ("code", code.map { .string($0) }),
      (
        "errors",
        faults.isEmpty
          ? nil
          : .array(
            faults.map {
              .object([
                ("pointer", .string($0.pointer)), ("code", .string($0.code)),
                ("detail", .string($0.detail)),
              ])
            })
      ),
    ])
  }

  static let schema = Schema.open(
    [
      .init("type", .oneOf(Kind.allCases.map(\.address)), says: "What kind of problem it is."),
      .init("title", .string), .init("status", .integer(400...599)),
      .init("detail", .string, isRequired: false),
      .init(
        "code", .string, isRequired: false,
        says: "Of a refusal: the rule of the casebook that refused."),
      .init(
        "errors", .list(Schema.of(ApiFault.self)), isRequired: false,
        says: "Everything that is wrong with what was sent, each with a JSON pointer."),
    ], says: "RFC 9457. It never holds what was sent.")
}

extension ApiProblem.Kind {
  var address: String { "\(Api.root)/problems/\(rawValue)" }

  var status: HTTPResponse.Status {
    switch self {
    case .notJSON, .badParameter: .badRequest
    case .signedOut, .badToken: .unauthorized
    case .outOfScope, .refused: .forbidden
    case .notFound: .notFound
    case .wrongMethod: .methodNotAllowed
    case .notAcceptable: .notAcceptable
    case .keyInUse, .outcomeUnknown: .conflict
    case .tooLarge: .contentTooLarge
    case .addressTooLong: .uriTooLong
    case .wrongType: .unsupportedMediaType
    case .unusable, .keyReused: .unprocessableContent
    case .tooManyRequests: .tooManyRequests
    case .failed: .serviceUnavailable
    }
  }

  var title: String {
    switch self {
    case .notJSON: "What was sent is not JSON"
    case .badParameter: "A part of the address cannot be used"
    case .signedOut: "There is no token"
    case .badToken: "The token is not good"
    case .outOfScope: "The token does not reach so far"
    case .refused: "The casebook refused"
    case .notFound: "There is nothing here"
    case .wrongMethod: "This cannot be done here"
    case .notAcceptable: "There is no answer in that form"
    case .keyInUse: "The same request is being done"
    case .outcomeUnknown: "It is not known whether it was done"
    case .tooLarge: "What was sent is too large"
    case .addressTooLong: "The address is too long"
    case .wrongType: "What was sent is not of a type that is read"
    case .unusable: "What was sent cannot be used"
    case .keyReused: "The key was used for another request"
    case .tooManyRequests: "Too many requests"
    case .failed: "Something went wrong here"
    }
  }

  /// What it means and what to do.
  var says: String {
    switch self {
    case .notJSON:
      "The body cannot be read as JSON, names a member twice, or is nested too deeply. Nothing was done."
    case .badParameter:
      "A parameter has a value that it cannot have, or there is no such parameter. `errors` names each. Nothing was done."
    case .signedOut: "Send `Authorization: Bearer heed_…`. Cookies do not count here."
    case .badToken:
      "It was never given, has expired, was revoked, or its person has left or has another key. Make a new one."
    case .outOfScope: "The token lacks the scope that this needs. Make one that has it."
    case .refused:
      "The rules of the casebook do not allow it; `code` names the rule and `detail` says what to do. That it was refused is entered in the log."
    case .notFound:
      "There is no such address, or nothing at it for the holder of the token: both are answered in the same way."
    case .wrongMethod: "The header Allow says what can be done at this address."
    case .notAcceptable: "Answers are application/json, and problems application/problem+json."
    case .keyInUse: "A request with this Idempotency-Key is still being done. Ask again shortly."
    case .outcomeUnknown:
      "The service stopped while it did the request with this Idempotency-Key. `detail` names the entry after which to look in `/changes`. Once you know, use another key."
    case .tooLarge: "Send at most 256 KiB."
    case .addressTooLong: "Ask with fewer or shorter parameters."
    case .wrongType: "Send application/json in UTF-8."
    case .unusable:
      "The body is JSON, and not of the shape that the document asks for. `errors` names everything that is wrong. Nothing was done."
    case .keyReused:
      "An Idempotency-Key stands for one request. Use another key for another request. Nothing was done."
    case .tooManyRequests: "The header Retry-After says when to ask again."
    case .failed: "Nothing was done. Whoever runs the service can read why."
    }
  }
}

extension Refusal {
  /// How a refusal is answered over HTTP.
  var status: HTTPResponse.Status {
    switch self {
    case .noSuchCase, .noSuch, .noSuchMatter, .noSuchReceipt: .notFound
    case .hasLeft, .wrongKey, .noKey, .unknownPerson: .unauthorized
    case .mayNot, .notInvolved, .notAuthor, .needsLeave, .notWithYou, .ownAccess, .ownWork,
      .ownClock, .ownHold, .raisedIt, .namesYou, .secondInLine, .needsSenior, .notAsked,
      .notCustodian:
      .forbidden
    default: .unprocessableContent
    }
  }
}
