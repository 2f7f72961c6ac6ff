package import CivilTime

/// What somebody sees of their own account.
package struct AccountView: Sendable {
  package struct Session: Sendable, Hashable {
    package var id: String
    package var began: Instant
    package var seen: Instant
    package var isThis: Bool

    package init(id: String, began: Instant, seen: Instant, isThis: Bool) {
      self.id = id
      self.began = began
      self.seen = seen
      self.isThis = isThis
    }
  }

  package var person: String
  package var fingerprint: String
  package var made: Instant
  package var recoveryCodes: Int
  package var sessions: [Session]
  package var administers: Bool
  package var readsJournal: Bool
  /// Whether people may sign in through a provider.
  package var hasProvider: Bool

  package init(
    person: String, fingerprint: String, made: Instant, recoveryCodes: Int, sessions: [Session],
    administers: Bool, readsJournal: Bool, hasProvider: Bool
  ) {
    self.person = person
    self.fingerprint = fingerprint
    self.made = made
    self.recoveryCodes = recoveryCodes
    self.sessions = sessions
    self.administers = administers
    self.readsJournal = readsJournal
    self.hasProvider = hasProvider
  }
}

/// The page of one's own account.
package func accountPage(_ view: AccountView) -> Page {
  Page(
    "account", title: "My account",
    fields: [
      "person": view.person, "fingerprint": view.fingerprint, "made": moment(view.made),
      "codesLeft": view.recoveryCodes == 1 ? "1 code is" : "\(view.recoveryCodes) codes are",
      "isShortOfCodes": view.recoveryCodes < 3 ? true : nil,
      "sessions": view.sessions.map { session in
        [
          "session": session.id, "began": moment(session.began), "seen": moment(session.seen),
          "isThis": session.isThis ? true : nil, "isOther": session.isThis ? nil : true,
        ] as Fields
      },
      "administers": view.administers ? true : nil,
      "readsJournal": view.readsJournal ? true : nil,
      "hasProvider": view.hasProvider ? true : nil,
    ])
}

package func changePasswordPage(_ problems: [FormProblem] = []) -> Page {
  ownForm(
    "Change my password", "/account/password",
    [
      passwordField("secret-password", "The password that you have now", isNew: false),
      passwordField("secret-new", "The new password", isNew: true, hint: passwordHint),
      passwordField("secret-again", "The new password again", isNew: true),
    ], button: "Change the password", problems,
    before: ["You stay signed in here, and are signed out everywhere else."])
}

package func replaceFactorPage(_ problems: [FormProblem] = []) -> Page {
  ownForm(
    "Replace my second factor", "/account/factor", provingFields, button: "Go on", problems,
    before: ["The one that you have is good until the new one works."])
}

package func renewCodesPage(_ problems: [FormProblem] = []) -> Page {
  ownForm(
    "New recovery codes", "/account/codes", provingFields, button: "Make new codes", problems,
    before: ["The codes that you have are of no use then."])
}

let provingFields = [
  passwordField("secret-password", "Your password", isNew: false),
  FormField(
    "secret-code", "The six figures that your app shows now",
    hint:
      "Figures that you used to sign in cannot be used again: wait for the next. Or one of your recovery codes.",
    .code),
]

func ownForm(
  _ title: String, _ action: String, _ fields: [FormField], button: String,
  _ problems: [FormProblem], before: [String]
) -> Page {
  let form = FormSheet(
    action: action, sections: [FormSection(nil, fields)], buttons: [.init(button)])
  return Page(
    "form", title: title, crumbs: [.init("My account", "/account")],
    fields: [
      "before": before,
      "summary": FormSheet.summary(problems, heading: "Nothing was changed yet"),
      "sheet": form.fields(Typed(), problems),
    ])
}
