/// Why a text is no checkpoint.
public enum CheckpointError: Error, Sendable, Hashable {
  case tooFewLines
  case origin
  case size
  case root
  case extensionLine(Int)
}
