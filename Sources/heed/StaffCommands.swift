import ArgumentParser
import Assessment
import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Ledger

struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "The people of a casebook: posts, keys, and who may see which case.",
    subcommands: [
      List.self, Appoint.self, Leave.self, Delegate.self, NewKey.self, Involve.self,
      EndInvolvement.self, Exclude.self, Grant.self, BreakGlass.self, ReviewAccess.self,
      Accesses.self,
    ])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Who holds which post, and who holds none any more.")

    @OptionGroup var person: ReadInput

    func run() throws {
      let reading = try person.read("staff")
      guard let staff = reading.staff else {
        Terminal.error("heed: refused: \(Refusal.needsLeave(.people))")
        throw Exit.refused
      }
      for id in staff.posts.keys.sorted() {
        for post in staff.posts[id] ?? [] {
          let appointment = post.appointment
          let until = post.ended.map { " to \(describe($0.day))" } ?? ""
          let manager = appointment.manager.map { ", managed by \($0)" } ?? ""
          Terminal.out(
            "\(id)  \(appointment.name), \(appointment.post) (\(appointment.role.rawValue)), \(appointment.body)\(manager), from \(describe(post.since.day))\(until)"
          )
        }
      }
    }
  }

  struct Appoint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Appoints somebody to a post. Administrators only, and never themselves.")

    @Argument(help: "A short id that never changes, such as p-14.")
    var id: String

    @Option(name: .long, help: "The person's name.")
    var name: String

    @Option(name: .long, help: "The post, in the words of the body.")
    var post: String

    @Option(name: .long, help: "The role: what it may do stands in Documentation/access.md.")
    var role: Role

    @Option(name: .long, help: "The body, such as children-social-care/northmoor.")
    var body: String

    @Option(name: .long, help: "The id of the manager.")
    var manager: String?

    @Option(
      name: .customLong("public-key"),
      help: "The public part of the person's own key, as heed key new printed it.")
    var publicKey: String?

    @Flag(
      name: .customLong("by-account"),
      help:
        "Instead of a public key: the person is given a key when they set up their account. Until then nobody can act as them."
    )
    var byAccount = false

    @OptionGroup var act: ActInput

    func validate() throws {
      if byAccount, publicKey != nil {
        throw ValidationError("a person has a key of their own or is given one, not both")
      }
    }

    func run() throws {
      try act.perform(
        .appoint(
          Appointment(
            person: id, name: name, post: post, role: role, body: body, manager: manager,
            key: byAccount ? keyOfNobody() : publicKey)))
    }

    /// The public part of a key whose secret part nobody has: it is gone before this returns.
    private func keyOfNobody() throws -> String {
      do {
        return try NoteSigner.generate(name: id, kind: .ed25519).verifier.text
      } catch {
        throw ValidationError("'\(id)' cannot be the name of a key: \(error)")
      }
    }
  }

  struct Leave: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ends all posts of somebody, now. Another takes on their cases.")

    @Argument(help: "Who leaves.")
    var id: String

    @Option(name: .customLong("hand-to"), help: "Who takes on what was theirs.")
    var successor: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.leave(Leaving(person: id, successor: successor)))
    }
  }

  struct Delegate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lends your role and your cases to somebody until a day.")

    @Argument(help: "To whom.")
    var to: String

    @Option(name: .long, help: "The last day.")
    var until: CivilDate

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      let from = try act.person.credential().person
      try act.perform(
        .delegate(Delegation(from: from, to: to, until: until, reason: reason)))
    }
  }

  struct NewKey: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-key",
      abstract:
        "Enters a new key, your own or, as an administrator, somebody else's. The old one ends.")

    @Argument(help: "Whose key.")
    var id: String

    @Option(name: .customLong("public-key"), help: "The public part, as heed key new printed it.")
    var publicKey: String

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .newKey(Casebook.NewKey(person: id, key: publicKey, reason: reason)))
    }
  }

  struct Involve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Involves somebody in a case, so that they may see what their role may see.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "Who.")
    var id: String

    @Option(name: .long, help: "On what basis.")
    var basis: String

    @Option(name: .long, help: "The last day, for those who come for a time.")
    var until: CivilDate?

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .involve(Involvement(person: id, basis: basis, until: until)), in: caseID)
    }
  }

  struct EndInvolvement: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end-involvement", abstract: "Ends somebody's involvement in a case.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "Whose.")
    var id: String

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.endInvolvement(EndOfInvolvement(person: id, reason: reason)), in: caseID)
    }
  }

  struct Exclude: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Closes a case to somebody for good, who does not learn that it exists.",
      discussion: "For those who are the subject of a concern in it, or too close to one.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "Who.")
    var id: String

    @Option(name: .long, help: "Why, without names.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.exclude(Exclusion(person: id, reason: reason)), in: caseID)
    }
  }

  struct Grant: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lets somebody involved see what is closed even to them, such as a location.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "Who.")
    var id: String

    @Argument(help: "What.")
    var content: ContentClass

    @Option(name: .long, help: "Why.")
    var reason: String

    @Option(name: .long, help: "The last day.")
    var until: CivilDate?

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .grant(Casebook.Grant(person: id, content: content, reason: reason, until: until)),
        in: caseID)
    }
  }

  struct BreakGlass: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "break-glass",
      abstract: "Opens a case to you for a day in an emergency. It is reviewed by somebody else.")

    @Argument(help: "The case.")
    var caseID: String

    @Option(name: .long, help: "The emergency.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(.breakGlass(Casebook.BreakGlass(reason: reason)), in: caseID)
    }
  }

  struct ReviewAccess: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "review-access", abstract: "Reviews an access in an emergency.")

    @Argument(help: "The case.")
    var caseID: String

    @Argument(help: "The entry of the access.")
    var entry: Int

    @Flag(
      inversion: .prefixedNo, exclusivity: .exclusive, help: "Whether the emergency was one.")
    var justified: Bool

    @Option(name: .long, help: "Why.")
    var reason: String

    @OptionGroup var act: ActInput

    func run() throws {
      try act.perform(
        .reviewBreakGlass(
          BreakGlassReview(entry: entry, wasJustified: justified, reason: reason)),
        in: caseID)
    }
  }

  struct Accesses: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accesses",
      abstract: "Who read what, and who was refused: your own, or all for those whose role it is.")

    @Option(name: .customLong("case"), help: "Only those of one case.")
    var caseID: String?

    @OptionGroup var person: ReadInput

    func run() throws {
      let credential = try person.credential()
      let casebook = try person.open()
      let (reading, accesses, unreviewed) = try answering {
        try casebook.accesses(in: caseID, purpose: person.purpose, as: credential)
      }
      for (entry, deed) in accesses {
        let what: String
        switch deed.act {
        case .view(let view):
          what =
            "read: \(view.what)" + (deed.case.map { " of \($0)" } ?? "")
            + (view.purpose.map { ", because \($0)" } ?? "")
            + (view.pointed.map { ", pointed at \($0.joined(separator: ", "))" } ?? "")
        case .refused(let attempt):
          what =
            "refused: \(attempt.act.rawValue)" + (deed.case.map { " in \($0)" } ?? "")
            + " (\(attempt.code))"
        default: continue
        }
        Terminal.out(
          "\(entry)  \(deed.at.words)  \(deed.by.person), \(deed.by.post), \(deed.by.body)  \(what)"
        )
      }
      for access in unreviewed {
        let glass = access.glass
        let hours = (reading.now.milliseconds - glass.at.milliseconds) / 3_600_000
        Terminal.out(
          "\(glass.entry)  \(glass.at.words)  access in an emergency to \(access.caseID) by \(glass.by.person), not reviewed for \(hours) hours"
        )
      }
    }
  }
}
