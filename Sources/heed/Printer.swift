import Diagnostics

/// Prints what was found in files.
enum Printer {
  /// - Parameter texts: the files whose lines may be shown; a case file's line may hold personal values and is shown only when asked for.
  static func show(_ report: Report, texts: [String: [UInt8]]) {
    for diagnostic in report.diagnostics {
      let text = texts[diagnostic.location.file].map { String(decoding: $0, as: UTF8.self) }
      Terminal.error(render(diagnostic, source: text))
    }
  }
}
