internal import Diagnostics

/// All the sentences of this library.
extension LawLibraryError: CustomStringConvertible {
  /// A stable name for programs.
  public var code: String {
    switch self {
    case .folderMissing: "law.folder-missing"
    case .unreadable: "law.unreadable"
    case .tooManyFiles: "law.too-many-files"
    case .lawHasErrors: "law.has-errors"
    }
  }

  /// What is wrong: one clause.
  public var message: String {
    switch self {
    case .folderMissing(let looked) where looked.count == 1:
      "the law's folder is not there: \(looked[0])"
    case .folderMissing: "the law's folder was not found"
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .tooManyFiles(let path, let limit): "\(path) holds more than \(limit) files"
    case .lawHasErrors(let report, _):
      "the law has \(errors(report)), and nothing is assessed with law that is not sound"
    }
  }

  /// What to do.
  public var help: String {
    switch self {
    case .folderMissing(let looked) where looked.count > 1:
      "name it with --law or in HEED_LAW; looked for \(looked.joined(separator: " and "))"
    case .folderMissing: "name the folder that holds vocabulary.yaml"
    case .unreadable: "look at the permissions of the file and its folders"
    case .tooManyFiles: "name the folder that holds vocabulary.yaml"
    case .lawHasErrors: "mend each of them; see heed law check"
    }
  }

  public var description: String { "\(message) [\(code)]\n   = \(help)" }

  private func errors(_ report: Report) -> String {
    let count = report.diagnostics.count { $0.severity == .error }
    return count == 1 ? "an error" : "\(count) errors"
  }
}
