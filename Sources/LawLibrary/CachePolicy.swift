/// Whether a compiled form of the law is kept, and where.
public enum CachePolicy: Sendable, Hashable {
  /// Nothing is kept; the text is compiled at every load.
  case none
  /// In `heed` under the user's folder for such things: `$XDG_CACHE_HOME`, or `~/.cache`. Without either, nothing is kept.
  ///
  /// - Source: XDG Base Directory Specification 0.8.
  case standard
  /// In a folder of that name, which is made if it is not there; its parent must be.
  case folder(String)

  /// The folders to be made if they are not there, the last of which holds the compiled forms.
  func folders(environment: (String) -> String?) -> [String] {
    switch self {
    case .none: return []
    case .folder(let path): return path.isEmpty ? [] : [path]
    case .standard:
      // A path that is not absolute is to be passed over, says the specification.
      if let base = environment("XDG_CACHE_HOME"), base.hasPrefix("/") {
        return [base, "\(base)/heed"]
      }
      if let home = environment("HOME"), home.hasPrefix("/") {
        return ["\(home)/.cache", "\(home)/.cache/heed"]
      }
      return []
    }
  }
}
