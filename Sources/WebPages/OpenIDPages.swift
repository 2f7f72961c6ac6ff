/// Shown for a moment to whoever has just come back from the provider, and led on from there.
///
/// The provider's page sent the browser here, and browsers keep the cookie of a session from whatever another site leads to. What this
/// page leads to is led to by us.
package func arrivedPage(then: String) -> Page {
  Page("arrived", title: "You are signed in", fields: ["then": then])
}

/// Somebody whom the provider sent back, and who is not let in.
package func notArrivedPage(_ why: String) -> Page {
  Page("message", title: notLetIn, fields: ["title": notLetIn, "words": [why]])
}

private let notLetIn = "You are not signed in"

/// Where somebody allows that they come in through the provider.
package func allowProviderPage(_ problems: [FormProblem] = []) -> Page {
  ownForm(
    signInThrough, "/account/openid", provingFields, button: "Allow it", problems,
    before: [
      "Your organisation then says who you are, with a second factor of its own, and you need neither this password nor these figures.",
      "For that, this site keeps the key with which your acts are signed in a way that it can open by itself. Without it, the key is opened by your password alone. Your password and second factor stay good, for days on which your organisation’s sign-in cannot be reached.",
    ])
}

/// Where somebody who has allowed it ends it.
package func endProviderPage() -> Page {
  ownForm(
    signInThrough, "/account/openid/end", [], button: "End it", [],
    before: [
      "You have allowed that you sign in through your organisation. If you end it, your password and second factor are the only way in."
    ])
}

private let signInThrough = "Sign in through my organisation"
