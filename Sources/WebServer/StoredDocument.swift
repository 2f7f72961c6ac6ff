import CasebookSQLite

/// A document with its bytes.
struct StoredDocument: Sendable {
  var bytes: [UInt8]
  var kind: DocumentKind
}

extension DocumentKind {
  /// Its media type.
  var type: String {
    switch self {
    case .pdf: "application/pdf"
    case .png: "image/png"
    case .jpg: "image/jpeg"
    case .txt: "text/plain; charset=utf-8"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .odt: "application/vnd.oasis.opendocument.text"
    }
  }
}
