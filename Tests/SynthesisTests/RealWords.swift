import Diagnostics
import Documents
import Foundation
import Vocabulary

/// The words of the project's own law, read from `Law/`.
enum RealWords {
  static let vocabulary: Vocabulary = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Law").standardizedFileURL
    var report = Report()
    let names = ["vocabulary.yaml", "source-kinds.yaml", "factors.yaml"]
    let nodes = names.compactMap { name in
      FileManager.default.contents(atPath: folder.appending(path: name).path).flatMap {
        readDocument(Array($0), file: name, format: .yaml, report: &report)
      }
    }
    guard nodes.count == 3,
      let found = readVocabulary(
        vocabulary: nodes[0], sourceKinds: nodes[1], factors: nodes[2],
        files: (names[0], names[1], names[2]), report: &report), !report.hasErrors
    else { preconditionFailure("there is no vocabulary in \(folder.path)") }
    return found
  }()
}
