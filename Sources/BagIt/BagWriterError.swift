/// Why a bag could not be written, and what to do.
public enum BagWriterError: Error, Sendable {
  /// The path cannot stand in a bag.
  case path(String, BagPathFault)
  /// The path was added before.
  case duplicate(String)
  /// The first path, or a folder of it, differs from the second in case alone, or in how accents
  /// are stored.
  case alike(String, String)
  /// The path is that of a file and of a folder.
  case fileAndFolder(String)
  /// The label is no label, or is written by the writer itself.
  case label(String)
  /// The value of this label cannot stand on one line.
  case value(label: String)
  /// Nothing was added.
  case noPayload
  /// The bag was finished before, or its finishing was begun.
  case finished
  /// The caller's own `write` threw.
  case writing(path: String, any Error)
}
