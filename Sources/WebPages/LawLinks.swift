/// The addresses of the pages about the law, which hold nothing of a case.
package enum LawLinks {
  package static let all = "/law"
  package static let changes = "/law/changes"
  package static let compare = "/law/compare"

  package static func framework(_ id: String) -> String { "/law/\(pathPart(id))" }

  /// Several frameworks side by side.
  package static func comparing(_ ids: [String]) -> String {
    compare + "?" + ids.map { "with=\(pathPart($0))" }.joined(separator: "&")
  }
}
