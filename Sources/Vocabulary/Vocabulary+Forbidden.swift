extension Vocabulary {
  /// Whether a name speaks of ethnicity, nationality, religion or immigration status, which no test may ask for.
  ///
  /// Looks at the parts between hyphens, so `trace-found` is not `race`. Reading refuses such a name
  /// wherever a vocabulary or the keys of a record could bring it in.
  ///
  /// - Source: `Documentation/design.md` 1, "What it never does".
  public static func isForbidden(_ name: String) -> Bool {
    name.lowercased().split(whereSeparator: { !$0.isLetter }).contains { part in
      forbiddenParts.contains(String(part)) || forbiddenStems.contains { part.hasPrefix($0) }
    }
  }

  private static let forbiddenParts: Set<String> = [
    "race", "races", "racial", "faith", "heritage", "ancestry", "asylum", "refugee", "refugees",
    "visa", "visas", "migrant", "migrants",
  ]

  private static let forbiddenStems = [
    "ethnic", "nationalit", "religio", "immigra", "citizen",
  ]
}
