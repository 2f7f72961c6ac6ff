import Accounts
import CasebookSQLite
import CivilTime
import Foundation
import Ledger
import Testing

@testable import WebServer

/// Accounts without pages: what opens one, and what does not.
@Suite struct AccountStoreTests {
  /// A store with one account, and what its person knows.
  final class Fixture {
    let store: AccountStore
    var now = Instant("2026-11-20T14:30:00.000Z")!
    let person = "p-14"
    var password = "lantern gravel ninety"
    var factor = TOTP(secret: [])
    var recoveryCodes: [OneTimeCode] = []
    var verifier = ""

    init(at path: String? = nil) throws {
      store = try AccountStore(at: path, cost: Site.quick)
      try enrol(try store.enrolmentCode(for: person, by: "office", at: now))
    }

    func enrol(_ code: OneTimeCode) throws {
      let begun = try store.enrol(with: code.text, password: password, words: { _ in [] }, at: now)
      factor = begun.factor
      let done = try store.finishEnrolment(
        begun.token, code: figures, currentKey: { _ in nil }, at: now)
      recoveryCodes = done.recoveryCodes
      verifier = done.verifier
      pass(minutes: 1)
    }

    var figures: String { factor.code(at: TOTP.step(at: now.milliseconds)) }

    func pass(minutes: Int) { now = now.adding(milliseconds: minutes * 60_000) }

    func begin(_ password: String? = nil, as name: String? = nil) throws -> String {
      try store.begin(
        name: name ?? person, password: password ?? self.password, mayEnter: true, at: now)
    }

    func signIn(_ code: String? = nil) throws -> Credential {
      try store.finish(begin(), code: code ?? figures, at: now)
    }

    func refusal(_ work: () throws -> Void) -> AccountRefusal? {
      do { try work() } catch { return error as? AccountRefusal }
      return nil
    }
  }

  @Test func `The password and the second factor together open the key that was enrolled`() throws {
    let one = try Fixture()
    let credential = try one.signIn()
    #expect(credential.person == one.person)
    #expect(credential.key.verifier.text == one.verifier)
  }

  @Test func `Figures that were used do not open again`() throws {
    let one = try Fixture()
    let figures = one.figures
    _ = try one.signIn(figures)
    #expect(one.refusal { _ = try one.signIn(figures) } == .wrongCode)
    one.pass(minutes: 1)
    _ = try one.signIn()
  }

  @Test func `A step of a sign-in is taken once, and not after five minutes`() throws {
    let one = try Fixture()
    let token = try one.begin()
    _ = try one.store.finish(token, code: one.figures, at: one.now)
    one.pass(minutes: 1)
    #expect(
      one.refusal { _ = try one.store.finish(token, code: one.figures, at: one.now) } == .stepOver)
    let slow = try one.begin()
    one.pass(minutes: 6)
    #expect(
      one.refusal { _ = try one.store.finish(slow, code: one.figures, at: one.now) } == .stepOver)
  }

  @Test func `The token of a step is no session`() throws {
    let one = try Fixture()
    let desk = try DeskStore(at: nil, limits: SessionLimits())
    #expect(try desk.session(one.begin(), at: one.now) == nil)
  }

  @Test func `A recovery code stands for the figures once`() throws {
    let one = try Fixture()
    let code = one.recoveryCodes[3]
    _ = try one.signIn(code.text.lowercased())
    #expect(try one.store.recoveryCodesLeft(of: one.person) == 9)
    #expect(one.refusal { _ = try one.signIn(code.text) } == .wrongCode)
    #expect(one.refusal { _ = try one.signIn(OneTimeCode.new().text) } == .wrongCode)
    #expect(try one.store.recoveryCodesLeft(of: one.person) == 9)
  }

  @Test func `New recovery codes end the old`() throws {
    let one = try Fixture()
    let new = try one.store.renewRecoveryCodes(
      of: one.person, password: one.password, code: one.figures, at: one.now)
    #expect(one.refusal { _ = try one.signIn(one.recoveryCodes[0].text) } == .wrongCode)
    _ = try one.signIn(new[0].text)
  }

  @Test func `A one-time code is good once`() throws {
    let one = try Fixture()
    let code = try one.store.enrolmentCode(for: "p-15", by: "office", at: one.now)
    let first = try one.store.enrol(
      with: code.text, password: one.password, words: { _ in [] }, at: one.now)
    let second = try one.store.enrol(
      with: code.text, password: one.password, words: { _ in [] }, at: one.now)
    let step = TOTP.step(at: one.now.milliseconds)
    _ = try one.store.finishEnrolment(
      first.token, code: first.factor.code(at: step), currentKey: { _ in nil }, at: one.now)
    #expect(
      one.refusal {
        _ = try one.store.finishEnrolment(
          second.token, code: second.factor.code(at: step), currentKey: { _ in nil }, at: one.now)
      } != nil)
    #expect(one.refusal { try one.enrol(code) } == .noSuchCode)
  }

  @Test func `A one-time code is over after 72 hours, and when another was made`() throws {
    let one = try Fixture()
    let old = try one.store.enrolmentCode(for: "p-15", by: "office", at: one.now)
    let new = try one.store.enrolmentCode(for: "p-15", by: "office", at: one.now)
    #expect(one.refusal { try one.enrol(old) } == .noSuchCode)
    one.pass(minutes: 72 * 60)
    #expect(one.refusal { try one.enrol(new) } == .noSuchCode)
    #expect(one.refusal { try one.enrol(OneTimeCode.new()) } == .noSuchCode)
  }

  @Test func `Nobody makes a code for themself or for somebody with an account`() throws {
    let one = try Fixture()
    func refused(_ person: String) -> AccountRefusal? {
      one.refusal { _ = try one.store.enrolmentCode(for: person, by: "office", at: one.now) }
    }
    #expect(refused("office") == .aboutYourself)
    #expect(refused(one.person) == .hasAccount)
  }

  @Test func `Whoever guesses has to wait, and whoever knows gets in when the wait is over`() throws
  {
    let one = try Fixture()
    for _ in 0..<5 { #expect(one.refusal { _ = try one.begin("a wrong password") } == .wrong) }
    #expect(one.refusal { _ = try one.begin() } == .wait(seconds: 30))
    one.pass(minutes: 1)
    _ = try one.signIn()
    // What was right is forgotten: the next mistake waits for nothing.
    #expect(one.refusal { _ = try one.begin("a wrong password") } == .wrong)
    _ = try one.begin()
  }

  @Test func `Guessing the figures has to wait too, however often the password is right`() throws {
    let one = try Fixture()
    var refusals: [AccountRefusal?] = []
    for _ in 0..<6 {
      refusals.append(one.refusal { _ = try one.signIn("000000") })
    }
    #expect(refusals[0] == .wrongCode)
    #expect(refusals[5] == .wait(seconds: 30))
  }

  @Test func `A name that nobody has is answered like a wrong password, try after try`() throws {
    let one = try Fixture()
    for _ in 0..<7 {
      let known = one.refusal { _ = try one.begin("a wrong password") }
      let unknown = one.refusal { _ = try one.begin("a wrong password", as: "p-99") }
      #expect(known == unknown)
      #expect(known.map { "\($0)" } == unknown.map { "\($0)" })
    }
    #expect(one.store.nobody.cost == one.store.cost)
  }

  @Test func `Somebody who holds no post is answered like a name that nobody has`() throws {
    let one = try Fixture()
    let refusal = one.refusal {
      _ = try one.store.begin(
        name: one.person, password: one.password, mayEnter: false, at: one.now)
    }
    #expect(refusal == .wrong)
  }

  @Test func `A new password seals anew what the old one opened`() throws {
    let one = try Fixture()
    let before = try #require(try one.store.account(of: one.person))
    try one.store.changePassword(
      of: one.person, from: one.password, to: "three other words here", words: [], at: one.now)
    let after = try #require(try one.store.account(of: one.person))
    #expect(before.sealed != after.sealed && before.factor != after.factor)
    #expect(one.refusal { _ = try one.begin() } == .wrong)
    one.password = "three other words here"
    #expect(try one.signIn().key.verifier.text == one.verifier)
  }

  @Test func `A new password needs the old one, and has to be a good one`() throws {
    let one = try Fixture()
    func change(_ old: String, _ new: String) -> AccountRefusal? {
      one.refusal {
        try one.store.changePassword(of: one.person, from: old, to: new, words: [], at: one.now)
      }
    }
    #expect(change("a wrong password", "three other words here") == .wrong)
    #expect(change(one.password, "short") == .password(.tooShort))
  }

  @Test func `A password that was kept with less work is kept with more after the next sign-in`()
    throws
  {
    let folder = FileManager.default.temporaryDirectory
    let path = folder.appendingPathComponent("accounts-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let one = try Fixture(at: path)
    let more = PasswordCost(logN: 5, r: 8, p: 1)
    let store = try AccountStore(at: path, cost: more)
    for _ in 0..<2 {
      let token = try store.begin(
        name: one.person, password: one.password, mayEnter: true, at: one.now)
      #expect(
        try store.finish(token, code: one.figures, at: one.now).key.verifier.text == one.verifier)
      #expect(try store.account(of: one.person)?.password.cost == more)
      one.pass(minutes: 1)
    }
  }

  @Test func `A second factor is replaced when the new one works, and then the old one does not`()
    throws
  {
    let one = try Fixture()
    let begun = try one.store.beginFactor(
      of: one.person, password: one.password, code: one.figures, at: one.now)
    #expect(
      one.refusal {
        try one.store.finishFactor(begun.token, of: one.person, code: "000000", at: one.now)
      } == .wrongCode)
    #expect(
      one.refusal {
        try one.store.finishFactor(begun.token, of: "p-15", code: "000000", at: one.now)
      } == .stepOver)
    one.pass(minutes: 1)
    let old = one.factor
    _ = try one.signIn()
    one.factor = begun.factor
    try one.store.finishFactor(begun.token, of: one.person, code: one.figures, at: one.now)
    one.pass(minutes: 1)
    let step = TOTP.step(at: one.now.milliseconds)
    #expect(one.refusal { _ = try one.signIn(old.code(at: step)) } == .wrongCode)
    _ = try one.signIn()
  }

  // MARK: Recovery

  @Test func `One administrator alone recovers no account`() throws {
    let one = try Fixture()
    func agree(_ by: String) -> AccountRefusal? {
      one.refusal {
        _ = try one.store.agreeRecovery(
          of: one.person, by: by, mayAsk: { _ in true }, at: one.now)
      }
    }
    #expect(agree("office") == .nothingAsked)
    try one.store.askRecovery(of: one.person, by: "office", reason: "phone lost", at: one.now)
    #expect(agree("office") == .needsAnother)
    _ = try one.signIn()
  }

  @Test func `Nobody asks for the recovery of their own account, or agrees to it`() throws {
    let one = try Fixture()
    #expect(
      one.refusal {
        try one.store.askRecovery(
          of: one.person, by: one.person, reason: "phone lost", at: one.now)
      } == .aboutYourself)
    try one.store.askRecovery(of: one.person, by: "office", reason: "phone lost", at: one.now)
    #expect(
      one.refusal {
        _ = try one.store.agreeRecovery(
          of: one.person, by: one.person, mayAsk: { _ in true }, at: one.now)
      } == .aboutYourself)
  }

  @Test func `Two administrators end the old account, and a code begins a new one`() throws {
    let one = try Fixture()
    try one.store.askRecovery(of: one.person, by: "office", reason: "phone lost", at: one.now)
    let code = try one.store.agreeRecovery(
      of: one.person, by: "office-2", mayAsk: { _ in true }, at: one.now)
    #expect(one.refusal { _ = try one.signIn() } == .wrong)
    let old = one.verifier
    one.password = "three other words here"
    try one.enrol(code)
    #expect(one.verifier != old)
    let basis = try one.store.account(of: one.person)?.basis
    #expect(basis == "account recovered: asked for by office, agreed by office-2")
    _ = try one.signIn()
  }

  @Test func `A request is of no use after 72 hours, or when whoever asked may not ask any more`()
    throws
  {
    let one = try Fixture()
    try one.store.askRecovery(of: one.person, by: "office", reason: "phone lost", at: one.now)
    #expect(
      one.refusal {
        _ = try one.store.agreeRecovery(
          of: one.person, by: "office-2", mayAsk: { _ in false }, at: one.now)
      } == .nothingAsked)
    one.pass(minutes: 72 * 60)
    #expect(
      one.refusal {
        _ = try one.store.agreeRecovery(
          of: one.person, by: "office-2", mayAsk: { _ in true }, at: one.now)
      } == .nothingAsked)
  }

  // MARK: A thief of the files

  @Test func `What stands in the files signs nothing and opens nothing`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("accounts-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let one = try Fixture(at: folder + "/accounts")
    let desk = try DeskStore(at: folder + "/desk", limits: SessionLimits())
    let pending = try one.begin()
    let credential = try one.signIn()
    let session = try desk.begin(
      one.person, purpose: nil, sealing: credential.key, at: one.now)
    let open = try one.store.enrolmentCode(for: "p-15", by: "office", at: one.now)
    var bytes = Data()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      bytes += try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
      let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[
        .posixPermissions]
      #expect(mode as? Int == 0o600, "\(name)")
    }
    let secrets = [
      one.password, pending, session.token, credential.key.secretText,
      Base32.encode(one.factor.secret), open.text, String(decoding: open.secret, as: UTF8.self),
    ]
    for (index, secret) in secrets.enumerated() {
      #expect(bytes.range(of: Data(secret.utf8)) == nil, "secret \(index)")
    }
    #expect(bytes.range(of: Data(one.factor.secret)) == nil)
    // Nor does a hash that stands there open what is sealed.
    let account = try #require(try one.store.account(of: one.person))
    let hash = try #require(account.password.text.split(separator: "$").last)
    let known = try #require(Base64.decode(String(hash) + "="))
    #expect(account.sealed.signer(of: one.person, for: .account, under: known) == nil)
    let digest = sha256(Array(session.token.utf8)).hexadecimal
    #expect(session.sealed?.signer(of: one.person, for: .session, under: digest) == nil)
    #expect(session.sealed?.signer(of: one.person, for: .session, under: session.token) != nil)
  }
}
