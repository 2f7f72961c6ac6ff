internal import Diagnostics

/// What can be wrong with a caseload besides what is wrong with a record in it.
enum CaseloadProblem: Error, Hashable {
  case lineTooLong(limit: Int)
  case truncated
  case damaged
  case unreadable(reason: String)
  case tooLarge(limit: Int)

  func diagnostic(at location: Location) -> Diagnostic {
    Diagnostic(.error, "caseload.\(code)", at: location, message, help: help)
  }

  private var code: String {
    switch self {
    case .lineTooLong: "line-too-long"
    case .truncated: "gzip-truncated"
    case .damaged: "gzip-damaged"
    case .unreadable: "unreadable"
    case .tooLarge: "file-too-large"
    }
  }

  private var message: String {
    switch self {
    case .lineTooLong(let limit): "this line is longer than \(limit) bytes, and was not read"
    case .truncated: "the compressed file ends before its text does"
    case .damaged: "the compressed file is damaged from here on"
    case .unreadable(let reason): "the file cannot be read: \(reason)"
    case .tooLarge(let limit): "the file is larger than \(limit) bytes, and was not read"
    }
  }

  private var help: String {
    switch self {
    case .lineTooLong:
      "one line holds one record: look for a missing line end, or allow longer lines"
    case .truncated: "fetch or write the file again; the records before this place were read"
    case .damaged: "fetch or write the file again; nothing after this place was read"
    case .unreadable: "check that you may read it, and that nobody moved it"
    case .tooLarge: "one file holds one case, or part of one: split it"
    }
  }
}

/// Why a caseload could not be read at all, or not to its end.
public struct CaseloadError: Error, Hashable, CustomStringConvertible {
  /// A stable name for programs.
  public enum Code: String, Sendable, Hashable {
    case cannotOpen = "caseload.cannot-open"
    case cannotRead = "caseload.cannot-read"
    /// The place to begin at is not the beginning of a line.
    case notALine = "caseload.not-a-line"
    case pastTheEnd = "caseload.past-the-end"
  }

  public var code: Code
  public var file: String
  public var reason: String

  public init(_ code: Code, file: String, reason: String) {
    self.code = code
    self.file = file
    self.reason = reason
  }

  /// The next thing to do.
  public var help: String {
    switch code {
    case .cannotOpen: "check the name and that you may read it"
    case .cannotRead: "check the disk and try again"
    case .notALine, .pastTheEnd:
      "begin at a place that a reading of this same file gave, or at the beginning"
    }
  }

  public var description: String { "\(file): \(reason) [\(code.rawValue)]: \(help)" }
}
