public import Casebook
public import CasebookSQLite
public import CivilTime
public import Ledger

/// A fictional partnership with a casebook in which some nine months of work are entered, up to the day on which it is made.
///
/// Its people did what they did through the same acts and under the same rules as everybody, each with a key of their own. Everything
/// in it is invented: no person, place, body or event exists.
///
/// The keys are worked out from a number that anybody can know. They are for demonstrations, and protect nothing.
public struct Demonstration: Sendable {
  /// Somebody who holds a post in the partnership.
  public struct Person: Sendable, Identifiable {
    /// A short name of their work, such as `northmoor-duty`.
    public var id: String
    /// Initials.
    public var name: String
    public var post: String
    public var role: Role
    public var body: String
    /// What to try as this person, in one sentence.
    public var tries: String
    public var credential: Credential
  }

  /// A code that somebody who raised a warning keeps, to be tried on the page of receipts.
  public struct SampleReceipt: Sendable, Hashable {
    public var code: ReceiptCode
    /// Who has it, and of what: `a parent, of a grey car`.
    public var whose: String
    /// The entry of the warning.
    public var warning: Int
  }

  /// Open, under the clock that was given.
  public let casebook: CasebookFile
  public let people: [Person]
  public let receipts: [SampleReceipt]
  /// The key of the log, which is for demonstrations too.
  public let logKey: NoteSigner

  /// The name of the log.
  public static let origin = "heed.alderby.example/log"

  /// Makes the casebook.
  ///
  /// - Parameters:
  ///   - path: where; nothing may be there.
  ///   - now: the moment up to which the story runs. The same moment and seed give the same acts by the same people; the salts of the
  ///     log and the codes of receipts are new each time.
  ///   - seed: of which the keys are made.
  ///   - clock: the clock of the casebook once it has been made.
  ///   - progress: how many steps of the story are done, of how many.
  /// - Throws: `CasebookError` if there is a file already or the disk fails.
  public static func make(
    at path: String, language: CasebookFile.Language, now: Instant, seed: UInt64 = 1,
    clock: @escaping @Sendable () -> Instant,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Demonstration {
    let keys = DemonstrationKeys(seed: seed)
    var story = try Story(at: path, language: language, now: now, keys: keys)
    let scenes = Story.scenes
    for (index, scene) in scenes.enumerated() {
      progress(index, scenes.count)
      try story.play(scene)
    }
    progress(scenes.count, scenes.count)
    let casebook = try CasebookFile(
      at: path, language: language, logKey: keys.log, clock: clock)
    return Demonstration(
      casebook: casebook, people: story.inPost, receipts: story.receipts, logKey: keys.log)
  }
}
