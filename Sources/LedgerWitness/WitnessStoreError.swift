/// Why a witness cannot read or store what it has cosigned. It signs nothing then.
public enum WitnessStoreError: Error, Sendable, Hashable {
  /// There is no memory at all.
  case missing(path: String)
  /// There is something already where a new memory was to begin.
  case exists(path: String)
  /// The memory of a log is there and cannot be relied on.
  case damaged(path: String, reason: String)
  /// Another process keeps the folder locked.
  case busy(path: String)
  case disk(path: String, reason: String)
}

extension WitnessStoreError: CustomStringConvertible {
  /// Where, what is wrong, and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): this is no folder of a witness; check the name, and that its disk is mounted; a "
        + "witness that has lost its folder needs a new key"
    case .exists(let path): "\(path): there is something already; choose another name"
    case .damaged(let path, let reason):
      "\(path): the memory of this log cannot be relied on: \(reason); nothing is signed for the "
        + "log; keep the file and find out what changed it; put a copy back only if nothing was "
        + "signed after it, and otherwise give the witness a new key and a new folder, and tell the "
        + "log's owner"
    case .busy(let path):
      "\(path): another process has kept the folder locked; nothing was signed; see that only one "
        + "witness uses the folder, and ask again"
    case .disk(let path, let reason):
      "\(path): \(reason); nothing is signed until this is mended; see to the disk and to the rights of the folder"
    }
  }
}
