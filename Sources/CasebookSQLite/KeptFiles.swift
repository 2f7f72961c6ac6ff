import Casebook

/// The cases lately used, so that they need not be read anew from the log.
struct KeptFiles {
  private struct Kept {
    var file: CaseFile
    var lastUse: Int
    /// What lists say of it to those from whom the same is withheld.
    var summaries: [Set<Lens.Withholding>: CaseFile.Summary] = [:]
  }

  private var kept: [String: Kept] = [:]
  private var uses = 0
  private var entries = 0

  /// So many entries are kept, of however many cases.
  static let mostEntries = 50_000
  /// The most cases that one list may put in the place of others.
  static let mostAtOnce = 2_000

  mutating func file(_ id: String) -> CaseFile? {
    uses += 1
    kept[id]?.lastUse = uses
    return kept[id]?.file
  }

  mutating func keep(_ file: CaseFile) {
    uses += 1
    entries += file.entries.count - (kept[file.id]?.file.entries.count ?? 0)
    kept[file.id] = Kept(file: file, lastUse: uses)
    if entries > KeptFiles.mostEntries { makeRoom() }
  }

  /// Takes an entry of a case into account, if the case is kept.
  mutating func apply(_ deed: Deed, to id: String, entry: Int) -> Bool {
    guard kept[id] != nil else { return false }
    kept[id]?.file.apply(deed, entry: entry)
    kept[id]?.summaries = [:]
    entries += 1
    return true
  }

  mutating func removeAll() { self = KeptFiles() }

  /// What a list says of a case to somebody who sees it through a lens.
  mutating func summary(of file: CaseFile, through lens: Lens) -> CaseFile.Summary {
    if let known = kept[file.id]?.summaries[lens.withheld] { return known }
    let summary = file.seen(through: lens).file.summary
    kept[file.id]?.summaries[lens.withheld] = summary
    return summary
  }

  /// The least lately used go first, a quarter of them at once, so that this is seldom done; never the one that was kept last.
  private mutating func makeRoom() {
    let order = kept.sorted { $0.value.lastUse < $1.value.lastUse }.dropLast()
    for (id, one) in order {
      if entries <= KeptFiles.mostEntries / 4 * 3 { return }
      entries -= one.file.entries.count
      kept[id] = nil
    }
  }
}
