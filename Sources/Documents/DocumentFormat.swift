/// The two ways of writing a document that are read.
public enum DocumentFormat: Sendable {
  case yaml, json

  /// The format that a file name ends in: `.yaml`, `.yml` or `.json`, in any letter case; else nil.
  public init?(fileName: String) {
    let name = fileName.lowercased()
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      self = .yaml
    } else if name.hasSuffix(".json") {
      self = .json
    } else {
      return nil
    }
  }
}
