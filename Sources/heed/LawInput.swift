import ArgumentParser
import Diagnostics
import Documents
import LawLibrary
import LawPack

/// Which law to apply.
struct LawInput: ParsableArguments {
  @Option(name: .long, help: "A folder of law to use instead of the one that came with Heed.")
  var law: String?

  /// The law, or an explanation on standard error and exit 2.
  func load() throws -> LawPack {
    do {
      return try LawLibrary.load(from: law, cache: .standard).0
    } catch {
      throw show(error)
    }
  }

  /// The law compiled afresh from its text, with the warnings about its files.
  func check() throws -> (LawPack, Report) {
    do {
      return try LawLibrary.load(from: law, cache: .none)
    } catch {
      throw show(error)
    }
  }

  /// What a file of the law says that only some commands need, such as `Law/language.yaml`; or an explanation on standard error and exit 2.
  func read<Value>(
    _ file: String, _ parse: (Node, _ file: String, inout Report) -> Value?
  ) throws -> Value {
    let library: LawLibrary
    do { library = try LawLibrary(at: law) } catch { throw show(error) }
    guard let text = library.text(of: file) else {
      throw unusable("the law has no \(file)")
    }
    var report = Report()
    let bytes = [UInt8](text.utf8)
    let value = readDocument(bytes, file: file, format: .yaml, report: &report)
      .flatMap { parse($0, file, &report) }
    Printer.show(report, texts: [file: bytes])
    guard let value, !report.hasErrors else { throw Exit.unusable }
    return value
  }

  /// Shows why the law cannot be used, every problem with its line: the law holds nothing personal.
  func show(_ error: LawLibraryError) -> ExitCode {
    guard case .lawHasErrors(let report, _) = error, let library = try? LawLibrary(at: law) else {
      Terminal.error("heed: \(error.description)")
      return Exit.unusable
    }
    for diagnostic in report.diagnostics {
      Terminal.error(render(diagnostic, source: library.text(of: diagnostic.location.file)))
    }
    return Exit.unusable
  }
}
