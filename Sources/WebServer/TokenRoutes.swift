import Accounts
import Casebook
import CasebookSQLite
import CivilTime
import WebPages

extension Routes {
  /// The tokens with which programs act for whoever is signed in with an account.
  static let tokens: [Route] = [
    .get("/account/tokens") { visit in
      _ = try visit.accounts
      return .page(try visit.tokensPage())
    },
    .post("/account/tokens") { visit in try visit.makeToken() },
    .post("/account/tokens/revoke") { visit in
      let accounts = try visit.accounts
      let person = try visit.person.credential.person
      let isEnded = try visit.desk.tokens.revoke(
        visit.form["token"] ?? "", of: person, at: visit.now)
      guard isEnded else { throw Turned.nothingHere }
      try accounts.note(.tokenEnded, of: person, at: visit.now)
      return .redirect("/account/tokens", notice: "The token was ended. What it did stays yours.")
    },
  ]
}

extension Visit {
  fileprivate func tokensPage(
    typed: Typed = Typed(["days": ["90"]]), _ problems: [FormProblem] = []
  ) throws -> Page {
    let tokens = try desk.tokens.tokens(of: person.credential.person)
    return WebPages.tokensPage(
      tokens.map { token in
        let isGood = token.isGood(at: now)
        let standing =
          token.revoked.map { "ended on \(describe($0.day))" }
          ?? "\(isGood ? "good until" : "over since") \(describe(token.expires.day))"
        return TokenLine(
          id: token.id, name: token.name,
          scopes: ApiScope.allCases.filter(token.scopes.contains).map(\.says),
          standing: standing, used: token.used, isGood: isGood)
      }, scopes: ApiScope.allCases.map { ($0.rawValue, $0.says) }, typed: typed, problems)
  }

  /// Makes a token after the person has shown that it is still they. That it was made stands in the log.
  fileprivate func makeToken() throws -> Answer {
    let accounts = try accounts
    let person = try person
    let scopes = form.all("scope").compactMap(ApiScope.init)
    let days = form["days"].flatMap { Int($0) } ?? 0
    var problems: [FormProblem] = []
    if form["name"] == nil { problems.append(.init("name", "Say which program it is for.")) }
    if scopes.isEmpty { problems.append(.init("scope", "Choose what it may do.")) }
    if ![30, 90, ApiTokens.mostDays].contains(days) {
      problems.append(.init("days", "Choose for how long."))
    }
    guard problems.isEmpty else { return .unusable(try tokensPage(typed: typed, problems)) }
    do {
      let id = person.credential.person
      let own = try accounts.prove(
        id, password: form.secret("password"), code: form.secret("code"), at: now)
      let credential = Credential(person: id, key: own.signer)
      _ = try desk.casebook.read(
        View(what: "token made", purpose: person.purpose, detail: scopes.names), as: credential)
      let (secret, token) = try desk.tokens.make(
        for: credential, named: form["name"] ?? "", scopes: Set(scopes), days: days, at: now)
      try accounts.note(.tokenMade, of: id, at: now)
      return .page(tokenMadePage(secret, name: token.name, until: token.expires))
    } catch let refusal as AccountRefusal {
      return .unusable(try tokensPage(typed: typed, [.init(refusal.field, refusal.inOwnAccount)]))
    } catch ApiTokenError.tooMany {
      return .unusable(
        try tokensPage(
          typed: typed, [.init("name", "You have \(ApiTokens.most) tokens. End one first.")]))
    }
  }
}
