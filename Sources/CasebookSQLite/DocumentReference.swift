public import Ledger

/// The kinds of document that are taken: those of which somebody can say what they are by their first bytes.
public enum DocumentKind: String, Sendable, CaseIterable {
  case pdf, png, jpg, txt, docx, xlsx, odt

  /// What a document is by its bytes. Only among those that begin as an archive its name decides.
  public init?(_ bytes: some Collection<UInt8>, named name: String?) {
    let beginnings: [(DocumentKind, [UInt8])] = [
      (.pdf, Array("%PDF-".utf8)), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      (.jpg, [0xFF, 0xD8, 0xFF]),
    ]
    if let found = beginnings.first(where: { bytes.starts(with: $0.1) }) {
      self = found.0
    } else if bytes.starts(with: [0x50, 0x4B, 3, 4]) {
      let ending = name?.split(separator: ".").last?.lowercased() ?? ""
      guard let kind = DocumentKind(rawValue: ending), [.docx, .xlsx, .odt].contains(kind) else {
        return nil
      }
      self = kind
    } else if !bytes.isEmpty, DocumentKind.isText(bytes) {
      self = .txt
    } else {
      return nil
    }
  }

  private static func isText(_ bytes: some Collection<UInt8>) -> Bool {
    let isPlain = bytes.allSatisfy { $0 >= 32 && $0 != 127 || [9, 10, 12, 13].contains($0) }
    return isPlain && String(validating: bytes, as: UTF8.self) != nil
  }
}

/// Where the original of a source is, when it is kept here: `sha256:` and 64 digits, and then the kind. What the sender called the
/// file is not kept: it often names somebody.
public struct DocumentReference: Sendable, Hashable {
  public var digest: Digest
  public var kind: DocumentKind

  public init(_ digest: Digest, _ kind: DocumentKind) {
    self.digest = digest
    self.kind = kind
  }

  public init?(_ text: String) {
    guard text.hasPrefix("sha256:") else { return nil }
    let parts = text.dropFirst(7).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let digest = Digest(hexadecimal: parts[0]),
      let kind = DocumentKind(rawValue: String(parts[1]))
    else { return nil }
    self.init(digest, kind)
  }

  public var text: String { "sha256:\(digest.hexadecimal).\(kind.rawValue)" }
}
