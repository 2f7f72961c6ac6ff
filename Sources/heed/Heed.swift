import ArgumentParser
import Diagnostics
import Glibc

/// The command line. It chooses the law, the day and the width; everything else is decided in the libraries.
@main
struct Heed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heed",
    abstract: "Applies every legal framework to a case record, and shows its working.",
    discussion: """
      Heed shows, element by element, the evidence for and against each test, what is missing, and when it could \
      have been known. It gives no verdict and no score. People decide.

      Exit status: 0 fine, 1 findings that the caller asked to fail on, 2 input that cannot be used, \
      3 refused by the casebook.
      """,
    version: "0.1.0",
    subcommands: [
      CheckCommand.self, AssessCommand.self, ExplainCommand.self, AskCommand.self,
      KnewCommand.self, ConsideredCommand.self, DutiesCommand.self, ImpactCommand.self,
      CompareCommand.self, AuditCommand.self, CountCommand.self, ReferralCommand.self,
      LanguageCommand.self, LawCommand.self, SynthCommand.self,
    ],
    groupedSubcommands: [
      CommandGroup(
        name: "Casebook",
        subcommands: [
          InitCommand.self, KeyCommand.self, StaffCommand.self, ImportCommand.self,
          RecordCommand.self, CorrectCommand.self, WithdrawCommand.self, RespondCommand.self,
          ShareCommand.self, DeclineToShareCommand.self, MeetingCommand.self, RequestCommand.self,
          RedactCommand.self, EraseCommand.self, HoldCommand.self, CustodyCommand.self,
          RetentionCommand.self, CasesCommand.self, ItemsCommand.self, ChronologyCommand.self,
          HistoryCommand.self, SearchCommand.self, ServeCommand.self, AccountCommand.self,
          TokenCommand.self,
        ]),
      CommandGroup(
        name: "Warnings",
        subcommands: [
          WarnCommand.self, ReceiptCommand.self, AddCommand.self, RetractCommand.self,
          ContestCommand.self, DetrimentCommand.self, OverdueCommand.self, MatterCommand.self,
          AcknowledgeCommand.self, DecideCommand.self, CountersignCommand.self, LinkCommand.self,
          NameCommand.self, HandoverCommand.self, DisagreeCommand.self, ActionCommand.self,
          RecommendCommand.self, ClockCommand.self, ArrangeCommand.self, ToldCommand.self,
          FiguresCommand.self, AlertsCommand.self, PackCommand.self,
        ]),
      CommandGroup(
        name: "Ledger",
        subcommands: [LedgerCommand.self, BackupCommand.self, RestoreCommand.self]),
    ])

  static func main() {
    // A reader who stops reading, such as `head`, is not an error.
    signal(SIGPIPE, SIG_DFL)
    do {
      try refuseUnknownCommand(CommandLine.arguments.dropFirst().first)
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Glibc.exit(code.rawValue)
    } catch {
      let code = exitCode(for: error).rawValue
      let message = fullMessage(for: error)
      if code == 0 {
        Terminal.out(message)
      } else {
        Terminal.error(message)
      }
      Glibc.exit(code == 0 ? 0 : Exit.unusable.rawValue)
    }
  }
}

extension Heed {
  /// A first word that is no command is named, with the nearest one, before anything else is said of the line.
  private static func refuseUnknownCommand(_ word: String?) throws {
    guard let word, !word.hasPrefix("-"), word != "help" else { return }
    let names =
      (configuration.subcommands
      + configuration.groupedSubcommands.flatMap(\.subcommands))
      .compactMap { $0.configuration.commandName }
    if names.contains(word) { return }
    let near = nearest(to: word, among: names)
    throw unusable(
      "there is no command '\(word)'"
        + (near.map { "; did you mean '\($0)'?" } ?? "; 'heed --help' names every one"))
  }
}

/// What the exit status means.
/// Says what is wrong and what to do, and ends with exit 2 where it is thrown.
func unusable(_ problem: String) -> ExitCode {
  Terminal.error("heed: \(problem)")
  return Exit.unusable
}

/// Does something; if it cannot be done, says why and ends with exit 2.
///
/// - Parameter before: said before the reason.
func orUnusable<Value, Failure: Error & CustomStringConvertible>(
  _ before: String = "", _ work: () throws(Failure) -> Value
) throws -> Value {
  do throws(Failure) { return try work() } catch { throw unusable(before + error.description) }
}

enum Exit {
  static let findings = ExitCode(1)
  static let unusable = ExitCode(2)
  /// The casebook did not allow it, and has noted that it was asked.
  static let refused = ExitCode(3)
}
