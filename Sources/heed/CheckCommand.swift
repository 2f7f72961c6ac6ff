import ArgumentParser
import CaseRecord
import Diagnostics
import LawPack

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says everything that is wrong with case files, and what to do.",
    discussion: """
      Every problem is reported at once, with its file, line and column. Lines of the files are not shown, because \
      they may name people; --show-lines shows them.
      """)

  @Argument(
    help: "Case files, YAML or JSON. Files with the same id are one record.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String]

  @OptionGroup var law: LawInput

  @Flag(name: .long, help: "Show the lines, which may hold personal values.")
  var showLines = false

  @Flag(name: .long, help: "Exit 1 if there are warnings.")
  var strict = false

  func run() throws {
    let (found, report, texts) = CaseFiles.readAll(files, under: try law.load())
    Printer.show(report, texts: showLines ? texts : [:])
    let errors = report.diagnostics.filter { $0.severity == .error }.count
    let warnings = report.diagnostics.count - errors
    if report.hasErrors {
      Terminal.error("\(count(errors, "error")), \(count(warnings, "warning"))")
      throw Exit.unusable
    }
    let statements = found.reduce(0) { $0 + $1.statements.count }
    Terminal.out(
      "\(count(files.count, "file")), \(count(found.count, "case")), \(count(statements, "statement")): no errors, \(count(warnings, "warning"))"
    )
    if strict, warnings > 0 { throw Exit.findings }
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
