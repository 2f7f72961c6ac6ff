package import CivilTime

/// A token with which a program acts for somebody, as its person sees it.
package struct TokenLine: Sendable, Hashable {
  package var id: String
  package var name: String
  /// What it may be used for, in words.
  package var scopes: [String]
  /// `good until 3 March 2027`, `revoked on 2 February 2027`.
  package var standing: String
  package var used: Instant?
  package var isGood: Bool

  package init(
    id: String, name: String, scopes: [String], standing: String, used: Instant?, isGood: Bool
  ) {
    self.id = id
    self.name = name
    self.scopes = scopes
    self.standing = standing
    self.used = used
    self.isGood = isGood
  }
}

/// The tokens of whoever is signed in, and making another.
///
/// - Parameter scopes: what a token may be used for: the name, and what it says.
package func tokensPage(
  _ tokens: [TokenLine], scopes: [(name: String, says: String)], typed: Typed = Typed(),
  _ problems: [FormProblem] = []
) -> Page {
  let form = FormSheet(
    action: "/account/tokens",
    sections: [
      FormSection(
        "Make a token",
        lead: [
          "A program that has it can do what you can, as far as you say here, and never more. What it does is signed with your key, and stands in the log as yours."
        ],
        [
          FormField(
            "name", "Which program it is for", hint: "So that you know later which to end.",
            .short),
          FormField(
            "scope", "What it may do",
            .many(scopes.map { .init($0.name, $0.says, hint: $0.name) })),
          FormField(
            "days", "For how long",
            .one([
              .init("30", "30 days"), .init("90", "90 days"), .init("366", "a year"),
            ])),
        ] + provingFields)
    ], buttons: [.init("Make the token")])
  return Page(
    "tokens", title: "Tokens of my programs", crumbs: [.init("My account", "/account")],
    fields: [
      "summary": FormSheet.summary(problems, heading: "Nothing was made yet"),
      "sheet": form.fields(typed, problems),
      "hasTokens": tokens.isEmpty ? nil : true,
      "tokens": tokens.map { token in
        [
          "token": token.id, "tokenName": token.name, "standing": token.standing,
          "scopes": token.scopes,
          "used": token.used.map { "last used \(moment($0))" } ?? "never used",
          "isGood": token.isGood ? true : nil,
        ] as Fields
      },
    ])
}

/// A token, which is shown once.
package func tokenMadePage(_ secret: String, name: String, until: Instant) -> Page {
  Page(
    "token-made", title: "The token was made",
    crumbs: [.init("My account", "/account"), .init("Tokens", "/account/tokens")],
    fields: ["secret": secret, "tokenName": name, "until": moment(until)])
}
