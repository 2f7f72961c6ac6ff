extension Tile {
  /// Where the tile lies in a log's folder or site, such as `tile/0/x001/x234/067` or
  /// `tile/1/000.p/17`.
  ///
  /// - Source: C2SP tlog-tiles v0.1.0, "Merkle Tree".
  public var path: String {
    "tile/\(level)/" + Self.path(ofIndex: index, width: width)
  }

  /// Where the entries lie whose hashes are in the tile of that index at level 0, such as
  /// `tile/entries/x001/x234/067`.
  ///
  /// - Source: C2SP tlog-tiles v0.1.0, "Log Entries".
  public static func entriesPath(index: Int, width: Int = fullWidth) -> String {
    let tile = Tile(level: 0, index: index, width: width)
    return "tile/entries/" + path(ofIndex: tile.index, width: tile.width)
  }

  /// Reads a tile's path; nil for any text that is not the path of some tile, to the letter.
  ///
  /// Entries have no tile of their own: their path gives nil.
  public init?(path: some StringProtocol) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
    guard parts.popFirst() == "tile", let level = parts.popFirst().flatMap(decimal),
      (0...63).contains(level)
    else { return nil }

    var width = Self.fullWidth
    if let last = parts.last, let before = parts.dropLast().last, before.hasSuffix(".p") {
      guard let partial = decimal(last), (1..<Self.fullWidth).contains(partial) else { return nil }
      width = partial
      parts = parts.dropLast(2) + [before.dropLast(2)]
    }

    guard !parts.isEmpty else { return nil }
    var index = 0
    for (place, part) in parts.enumerated() {
      var digits = part
      if place < parts.count - 1, digits.popFirst() != "x" { return nil }
      guard digits.utf8.count == 3, let group = decimal(digits, leadingZeros: true) else {
        return nil
      }
      let (shifted, tooLarge) = index.multipliedReportingOverflow(by: 1000)
      let (sum, overflow) = shifted.addingReportingOverflow(group)
      if tooLarge || overflow { return nil }
      index = sum
    }
    self.init(level: level, index: index, width: width)
    // A needless leading group is the one thing that nothing above refuses.
    guard self.path == path else { return nil }
  }

  private static func path(ofIndex index: Int, width: Int) -> String {
    var text = padded(index % 1000)
    var rest = index / 1000
    while rest > 0 {
      text = "x" + padded(rest % 1000) + "/" + text
      rest /= 1000
    }
    return width == fullWidth ? text : text + ".p/\(width)"
  }
}

/// Reads ASCII digits and nothing else; no sign, and no leading zero unless allowed.
private func decimal(_ text: some StringProtocol) -> Int? {
  decimal(text, leadingZeros: false)
}

private func decimal(_ text: some StringProtocol, leadingZeros: Bool) -> Int? {
  guard (1...18).contains(text.utf8.count) else { return nil }
  var number = 0
  for character in text.utf8 {
    guard (0x30...0x39).contains(character) else { return nil }
    number = number * 10 + Int(character - 0x30)
  }
  if !leadingZeros, text.utf8.count > 1, text.utf8.first == 0x30 { return nil }
  return number
}

private func padded(_ group: Int) -> String {
  String(String(1000 + group).dropFirst())
}
