import Accounts
import Casebook
import CasebookSQLite
import CivilTime
import HTTPTypes
import Hummingbird
import Ledger
import NIOPosix
public import OpenIDConnect
import WebPages

/// What the site asks of a provider.
public protocol SignInProvider: Sendable {
  func depart(to destination: String) async throws(OpenIDError) -> OpenIDClient.Departure
  func arrive(
    with answer: [String: [String]], browser: String?
  ) async throws(OpenIDError) -> OpenIDClient.Arrival
}

extension OpenIDClient: SignInProvider {}

/// A way in for people who have an account, through a provider that their organisation uses.
///
/// Three things must come together: the provider says who somebody is, with a second factor; an administrator has written down which
/// person of the casebook that is; and the person has allowed it, signed in with their password. There is no password from which their
/// signing key could be opened then, so with that leave the key is also sealed under a key of the server. Whoever has both the file of
/// the accounts and that key can sign as the people who gave leave, and as nobody else. The key of the server therefore stands in a file
/// of its own, which no backup of the casebook needs.
public struct OpenIDEntry: Sendable {
  let provider: any SignInProvider
  /// 256 bits of chance.
  let serverKey: [UInt8]

  /// - Parameter serverKey: under which signing keys are sealed; 32 bytes.
  public init(_ provider: any SignInProvider, serverKey: [UInt8]) {
    precondition(serverKey.count == 32, "a key of the server has 32 bytes")
    self.provider = provider
    self.serverKey = serverKey
  }
}

extension Desk.Door {
  /// The same door, which people may also reach through a provider.
  public func admitting(_ entry: OpenIDEntry?) -> Desk.Door {
    var door = self
    door.openID = entry
    return door
  }
}

// MARK: Coming in

extension House {
  /// The way to the provider and back. Both wait for others, so neither takes a thread of those that wait for the disk.
  func addOpenID<Context: RequestContext>(to router: Router<Context>) {
    guard let entry = desk.door.openID, let accounts = desk.door.accounts else { return }
    router.get("/sign-in/openid") { request, _ in await depart(request, entry) }
    router.get(RouterPath(OpenIDConfiguration.returnPath)) { request, _ in
      await arrive(request, entry, accounts)
    }
  }

  private func depart(_ request: Request, _ entry: OpenIDEntry) async -> Response {
    let query = Form(encoded: request.uri.query ?? "")
    do {
      let departure = try await entry.provider.depart(to: Visit.safe(query["then"]))
      var response = redirect(departure.address)
      setBrowser(departure.browser, &response)
      return response
    } catch {
      return notArrived(error, request)
    }
  }

  private func arrive(
    _ request: Request, _ entry: OpenIDEntry, _ accounts: AccountStore
  ) async -> Response {
    let answer = Form(encoded: request.uri.query ?? "").values
    let browser = request.cookies[cookieName("openid")]?.value
    var response: Response
    do {
      let arrival = try await entry.provider.arrive(with: answer, browser: browser)
      response = await enter(arrival, request) { now in
        let key = try accounts.keyForProvider(of: arrival.person, under: entry.serverKey)
        return try desk.credential(of: arrival.person, key: key, at: now)
      }
    } catch {
      response = notArrived(error, request)
    }
    // What bound the browser is used up, however it ended.
    setBrowser("", &response)
    return response
  }

  private func enter(
    _ arrival: OpenIDClient.Arrival, _ request: Request,
    _ credential: @escaping @Sendable (Instant) throws -> Credential
  ) async -> Response {
    do {
      return try await NIOThreadPool.singleton.runIfActive {
        let now = desk.clock()
        let credential = try credential(now)
        let session = try desk.store.begin(
          credential.person, purpose: nil, sealing: credential.key, at: now)
        let then = Visit.safe(arrival.destination)
        var response = text(
          desk.site.html(arrivedPage(then: then), in: desk.around(nil, request.uri.path)), .ok)
        // A redirect would still count as the provider's doing, and the cookie would stay behind.
        response.headers[HTTPField.Name("Refresh")!] = "0; url=\(then)"
        setCookie(session.token, &response)
        return response
      }
    } catch let refusal as ProviderRefusal {
      return notArrived(refusal.sentence, because: "\(refusal)", request)
    } catch {
      return failed(error, request.uri.path)
    }
  }

  private func notArrived(_ error: OpenIDError, _ request: Request) -> Response {
    notArrived(error.sentence, because: "\(error)", request)
  }

  private func notArrived(
    _ sentence: String, because reason: String, _ request: Request
  ) -> Response {
    desk.log("sign-in through the provider: \(reason)")
    return text(
      desk.site.html(notArrivedPage(sentence), in: desk.around(nil, request.uri.path)), .forbidden)
  }

  /// Gives a browser what binds it to a sign-in that it begins, or takes it away. It has to come along from the provider's page, so it
  /// is `Lax`; it opens nothing.
  private func setBrowser(_ value: String, _ response: inout Response) {
    let age = value.isEmpty ? 0 : OpenIDClient.lifetime / 1000
    response.headers.append(
      HTTPField(name: .setCookie, value: cookie("openid", value, sites: "Lax", age: age)))
  }
}

/// Why somebody whom the provider and the file of people know is not let in.
enum ProviderRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// They hold no post.
  case nobody
  /// They have not allowed it, or their account has been made anew since.
  case notAllowed
  /// The casebook has another key for them.
  case otherKey

  var description: String {
    switch self {
    case .nobody: "somebody who holds no post"
    case .notAllowed: "somebody who has not allowed it for their account"
    case .otherKey: "somebody whose key is not the casebook's"
    }
  }

  var sentence: String {
    switch self {
    case .nobody: OpenIDError.nobodyHere.sentence
    case .notAllowed:
      "You have not yet allowed this. Sign in with your password and your second factor, and allow it under My account."
    case .otherKey:
      "Your account has another key than the casebook. Sign in with your password, or ask an administrator of this casebook."
    }
  }
}

extension Desk {
  /// Somebody with the key that was kept for them, if both are still good.
  ///
  /// - Throws: `ProviderRefusal`.
  fileprivate func credential(
    of person: String, key: NoteSigner?, at now: Instant
  ) throws -> Credential {
    guard try !casebook.posts(of: person).isEmpty else {
      try forgetIfLeft(person)
      throw ProviderRefusal.nobody
    }
    guard let key else { throw ProviderRefusal.notAllowed }
    guard try casebook.key(of: person) == key.verifier.text else { throw ProviderRefusal.otherKey }
    return Credential(person: person, key: key)
  }
}

// MARK: One's own leave

extension Routes {
  /// Where somebody allows that they come in through the provider, or ends it.
  static let openIDAccount: [Route] = [
    .get("/account/openid") { visit in
      let (_, accounts) = try visit.openID
      let person = try visit.person.credential.person
      return .page(
        try accounts.allowsProvider(person) ? endProviderPage() : allowProviderPage())
    },
    .post("/account/openid") { visit in
      let (entry, accounts) = try visit.openID
      let person = try visit.person.credential.person
      do {
        let own = try accounts.prove(
          person, password: visit.form.secret("password"), code: visit.form.secret("code"),
          at: visit.now)
        try accounts.allowProvider(own.signer, of: person, under: entry.serverKey, at: visit.now)
        return .redirect(
          "/account", notice: "From now on you can sign in through your organisation.")
      } catch let refusal as AccountRefusal {
        return .unusable(allowProviderPage([.init(refusal.field, refusal.inOwnAccount)]))
      }
    },
    .post("/account/openid/end") { visit in
      let (_, accounts) = try visit.openID
      try accounts.endProvider(of: visit.person.credential.person, at: visit.now)
      return .redirect("/account", notice: "You no longer sign in through your organisation.")
    },
  ]
}

extension Visit {
  /// The provider and the accounts, where there are both; elsewhere these pages are not there.
  fileprivate var openID: (OpenIDEntry, AccountStore) {
    get throws {
      guard let entry = desk.door.openID else { throw Turned.nothingHere }
      return (entry, try accounts)
    }
  }
}
