public import Documents

/// One file of a case as it came in, before anything is known of what it holds.
public struct RecordFile: Sendable {
  /// The name to show in diagnostics; nothing is opened.
  public var name: String
  public var bytes: [UInt8]
  public var format: DocumentFormat

  public init(name: String, bytes: [UInt8], format: DocumentFormat) {
    self.name = name
    self.bytes = bytes
    self.format = format
  }
}
