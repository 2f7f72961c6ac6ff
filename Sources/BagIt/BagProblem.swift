/// Something about a received bag that its reader should know.
public struct BagProblem: Sendable, Hashable {
  /// The file that it is about, relative to the bag. It comes from the bag, and may hold anything;
  /// `description` shows it safely.
  public let path: String
  /// The line of that file, counted from 1, where one is meant.
  public let line: Int?
  public let reason: Reason

  /// What a problem does to the standing of a bag.
  ///
  /// - Source: RFC 8493, section 3.
  public enum Effect: Sendable, Hashable {
    /// The bag is not complete, and so not valid: something is missing, unlisted or malformed.
    case incomplete
    /// The bag may be complete and is not valid: something is not as it was packed.
    case invalid
    /// Nothing: a note.
    case none
  }

  public enum Reason: Sendable, Hashable {
    case noDeclaration
    /// `bagit.txt` is not the two lines that it must be.
    case declaration
    case version(String)
    case encoding(String)
    case byteOrderMark
    /// Not UTF-8.
    case notText
    case tooLong
    case tooManyLines
    case noManifest
    /// Not a SHA-256, space and a path.
    case manifestLine
    case path(BagPathFault)
    /// A payload manifest lists what is no payload, or a tag manifest what is no other tag file.
    case misplaced
    case duplicate(firstLine: Int)
    case missing(manifest: String)
    case changed(manifest: String)
    case notListed(manifest: String)
    /// The caller's own `read` threw; the text is what the error says.
    case unreadable(String)
    case infoLine
    /// `Payload-Oxum` is not two numbers with a full stop between them.
    case oxum
    case oxumRepeated
    case oxumDiffers(stated: String, found: String)
    case fetch

    /// A note: the path cannot be kept on every system.
    case unportable(BagPathFault)
    /// A note: a path of another line differs in case alone, or in how accents are stored.
    case alike(line: Int)
    /// A note: a manifest of another algorithm.
    case algorithmNotChecked
    /// A note: no tag manifest vouches for this file.
    case tagNotListed
    /// A note: the bag has no tag manifest.
    case noTagManifest

    public var effect: Effect {
      switch self {
      case .changed, .unreadable, .oxumDiffers: .invalid
      case .unportable, .alike, .algorithmNotChecked, .tagNotListed, .noTagManifest: .none
      default: .incomplete
      }
    }
  }
}
