import Accounts
import ArgumentParser
import Casebook
import CasebookSQLite
import CivilTime
import WebServer

struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "The accounts with which people sign in to heed serve --accounts.",
    subcommands: [First.self, List.self])

  struct First: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A one-time code with which the first administrator sets up their account.",
      discussion: """
        You show with your key that you are somebody who may appoint others. The code is good for 15 minutes and once; whoever has it \
        can act as you, so it is not for anybody else. Your account acts with the key that you have. Everybody else is given a code \
        on the page of the accounts. It is also the way back in for the only administrator, as long as they have their key.
        """)

    @OptionGroup var person: PersonInput
    @OptionGroup var law: LawInput

    func run() throws {
      let credential = try person.credential()
      let casebook = try person.book.openToWrite(law)
      let store = try accountStore(beside: casebook)
      Terminal.out(try firstCode(store, casebook, credential))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Who has an account, and which wait to be confirmed.")

    @OptionGroup var person: ReadInput

    func run() throws {
      let reading = try person.read("people", detail: "accounts")
      guard let staff = reading.staff else {
        Terminal.error("heed: refused: \(Refusal.needsLeave(.people))")
        throw Exit.refused
      }
      let lines = try answeringForAccounts {
        try accountStore(beside: person.open()).standings(in: staff)
      }
      for line in lines { Terminal.out(line) }
    }
  }
}

/// The file of the accounts of a casebook.
func accountStore(beside casebook: CasebookFile) throws -> AccountStore {
  try answeringForAccounts { try AccountStore(at: casebook.path + ".accounts") }
}

/// The code, with what is to be done with it.
func firstCode(
  _ store: AccountStore, _ casebook: CasebookFile, _ credential: Credential
) throws -> String {
  let code = try answeringForAccounts {
    try store.firstCode(for: credential, in: casebook, at: now())
  }
  return
    "One-time code for \(credential.person), good for 15 minutes, to be typed on the page /enrol:\n\(code.text)"
}

private func answeringForAccounts<Value>(_ work: () throws -> Value) throws -> Value {
  do {
    return try answering(work)
  } catch let refusal as AccountRefusal {
    Terminal.error("heed: refused: \(refusal)")
    throw Exit.refused
  } catch let error as AccountStoreError {
    throw unusable("\(error)")
  }
}

extension ServeCommand {
  /// A casebook whose people have accounts.
  func withAccounts() throws -> (CasebookFile, Desk.Door, String?, String) {
    let casebook = try person.book.openToWrite(law)
    let store = try accountStore(beside: casebook)
    if try store.isEmpty() {
      if person.person != nil {
        Terminal.out(try firstCode(store, casebook, person.credential()))
      } else {
        Terminal.error(
          "heed: nobody has an account yet; the first administrator is given a code by: heed account first --casebook \(casebook.path) --as PERSON --key KEYFILE"
        )
      }
    }
    let door = Desk.Door.accounts(store).admitting(try openID.entry(beside: casebook))
    return (casebook, door, casebook.path + ".desk", "/")
  }
}
