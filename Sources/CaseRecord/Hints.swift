internal import Diagnostics

/// Nearest names for the first problems of a file, so that a file of nothing but problems still costs little.
struct Hints {
  private var left = 200

  /// The name that was probably meant; nil also once two hundred names have been looked for.
  mutating func nearest(to written: String, among names: some Sequence<String>) -> String? {
    guard left > 0 else { return nil }
    left -= 1
    return Diagnostics.nearest(to: written, among: names)
  }
}
