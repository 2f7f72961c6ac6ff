/// The page on which people come in with a name and a password.
///
/// - Parameters:
///   - then: where they go on to.
///   - wasKept: something that was sent too late is kept as a draft.
///   - hasProvider: people may sign in through a provider too.
package func accountSignInPage(
  then: String, wasKept: Bool = false, hasProvider: Bool = false, _ typed: Typed = Typed(),
  _ problems: [FormProblem] = []
) -> Page {
  let form = FormSheet(
    action: "/sign-in",
    sections: [
      FormSection(
        nil,
        [
          FormField(
            "name", "Your short name", hint: "As in the casebook, such as p-14.", .userName),
          FormField("secret-password", "Password", .password(isNew: false)),
          FormField("then", "", .hidden),
        ])
    ], buttons: [.init("Go on")])
  var typed = typed
  typed["then"] = then
  return Page(
    "sign-in-account", title: "Sign in",
    fields: [
      "wasKept": wasKept ? true : nil,
      "providerPath": hasProvider ? "/sign-in/openid?then=\(pathPart(then))" : nil,
      "summary": FormSheet.summary(problems, heading: notSignedIn),
      "sheet": form.fields(typed, problems),
    ])
}

/// The second step of the sign-in.
///
/// - Parameter token: of this step.
package func secondStepPage(
  token: String, then: String, _ problems: [FormProblem] = []
) -> Page {
  let form = FormSheet(
    action: "/sign-in/second",
    sections: [
      FormSection(
        nil,
        [
          FormField(
            "secret-code", "The six figures that your app shows now",
            hint: "Or one of your recovery codes, if you do not have the app at hand.", .code),
          FormField("secret-step", "", .hidden), FormField("then", "", .hidden),
        ])
    ], buttons: [.init("Sign in")])
  return Page(
    "form", title: "Sign in: second step",
    fields: [
      "summary": FormSheet.summary(problems, heading: notSignedIn),
      "sheet": form.fields(Typed(["secret-step": [token], "then": [then]]), problems),
      "afterwards": [
        "Without the app and without a code, ask whoever administers the casebook: two of them together can let you begin anew."
      ],
    ])
}

/// Where somebody who was given a one-time code begins.
package func enrolPage(_ problems: [FormProblem] = []) -> Page {
  let form = FormSheet(
    action: "/enrol",
    sections: [
      FormSection(
        nil,
        [
          FormField(
            "secret-code", "The one-time code that you were given",
            hint: "Five groups of four letters and figures. Capitals and hyphens do not matter.",
            .code),
          passwordField("secret-new", "A password of your own", isNew: true, hint: passwordHint),
          passwordField("secret-again", "The password again", isNew: true),
        ])
    ], buttons: [.init("Go on")])
  return Page(
    "form", title: "Set up your account",
    fields: [
      "before": [
        "You need an app on a phone or computer that shows six figures for signing in (an authenticator app), and ten minutes."
      ],
      "summary": FormSheet.summary(problems, heading: "Nothing was set up yet"),
      "sheet": form.fields(Typed(), problems),
    ])
}

/// Shows a new second factor, and asks for the first figures of it.
package struct FactorStep: Sendable, Hashable {
  /// Where the figures are sent.
  package var action: String
  package var token: String
  /// The secret, in groups.
  package var secret: String
  /// What an app on the same device opens.
  package var address: String

  package init(action: String, token: String, secret: String, address: String) {
    self.action = action
    self.token = token
    self.secret = secret
    self.address = address
  }
}

package func factorPage(_ step: FactorStep, _ problems: [FormProblem] = []) -> Page {
  let form = FormSheet(
    action: step.action,
    sections: [
      FormSection(
        nil,
        [
          FormField("secret-code", "The six figures that the app shows now", .code),
          FormField("secret-step", "", .hidden),
        ])
    ], buttons: [.init("Go on")])
  return Page(
    "account-factor", title: "Set up the second factor",
    fields: [
      "summary": FormSheet.summary(problems, heading: "The second factor is not set up yet"),
      "secret": step.secret, "address": step.address,
      "sheet": form.fields(Typed(["secret-step": [step.token]]), problems),
    ])
}

/// Shows recovery codes, the only time that they are shown.
///
/// - Parameters:
///   - fingerprint: of the key that an administrator has yet to confirm; nil where there is nothing to confirm.
///   - isNew: whether the account has just been made.
package func recoveryCodesPage(
  _ codes: [String], person: String, fingerprint: String?, isNew: Bool
) -> Page {
  Page(
    "account-recovery", title: "Your recovery codes",
    fields: [
      "codes": codes, "person": person, "fingerprint": fingerprint,
      "isReady": isNew && fingerprint == nil ? true : nil,
      "isOfAccount": isNew ? nil : true,
    ])
}

let notSignedIn = "You are not signed in yet"

let passwordHint =
  "At least 12 characters. Three or four words that do not belong together are good; any characters may be used. You may paste it, and a password manager may keep it."

func passwordField(
  _ name: String, _ label: String, isNew: Bool, hint: String? = nil
) -> FormField {
  FormField(name, label, hint: hint, .password(isNew: isNew))
}
