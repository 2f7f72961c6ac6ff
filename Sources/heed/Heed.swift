import ArgumentParser
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

      Exit status: 0 fine, 1 findings that the caller asked to fail on, 2 input that cannot be used.
      """,
    version: "0.1.0",
    subcommands: [
      CheckCommand.self, AssessCommand.self, ExplainCommand.self, AskCommand.self,
      KnewCommand.self, LawCommand.self,
    ])

  static func main() {
    // A reader who stops reading, such as `head`, is not an error.
    signal(SIGPIPE, SIG_DFL)
    do {
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

/// What the exit status means.
enum Exit {
  static let findings = ExitCode(1)
  static let unusable = ExitCode(2)
}
